package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Golden;
import org.chainrule.message.Language;
import org.junit.jupiter.api.Test;

/**
 * The full text of every message. Each block of the golden file is a text, a line {@code ----} and what is said of it;
 * {@code -Dgolden.update=true} writes the answers anew, to be read before they are committed.
 */
class ErrorTextTest {
    @Test
    void messagesAreThoseOfTheGoldenFile() {
        Golden.checkAnswers("notation/errors.txt", "notation/errors.txt", Trees::error);
    }

    @Test
    void messagesInChineseAreThoseOfTheGoldenFile() {
        Golden.checkAnswers("notation/errors.txt", "notation/errors_zh.txt", text -> Trees.error(text, Language.ZH));
    }

    @Test
    void charactersThatCannotBeSeenAreNamed() {
        assertThat(Trees.error("a = \u0000b"))
                .isEqualTo(
                        """
                        m.cr:1:5: a NUL byte (U+0000)
                          1 | a = \uFFFDb
                            |     ^
                          hint: is this a text file? a model is UTF-8 text""");
        assertThat(Trees.error("a = b\u0001"))
                .startsWith("m.cr:1:6: the control character U+0001 has no meaning here\n");
        assertThat(Trees.error("a = \uD800"))
                .startsWith("m.cr:1:5: the control character U+D800 has no meaning here\n");
        assertThat(Trees.error("a = b\u200Bc")).startsWith("m.cr:1:6: the invisible character U+200B has no meaning");
        assertThat(Trees.error("a = b\u2028c")).startsWith("m.cr:1:6: the invisible character U+2028 has no meaning");
        assertThat(Trees.error("a = \"b\u0007\"")).startsWith("m.cr:1:7: the control character U+0007 has no meaning");
    }

    @Test
    void theExceptionCarriesEachDiagnostic() {
        try {
            Trees.parse("a = ?\nb = 1\nc = 𝒥𝒥 + )");
        } catch (NotationException e) {
            List<Diagnostic> d = e.diagnostics();
            assertThat(d).hasSize(2);
            Diagnostic first = d.get(0);
            assertThat(first.file() + ":" + first.line() + ":" + first.column()).isEqualTo("m.cr:1:5");
            assertThat(first.message()).hasToString("the character `?` has no meaning here");
            assertThat(first.hint().isEmpty()).isTrue();
            assertThat(first.excerpt()).isEqualTo("  1 | a = ?\n    |     ^");
            assertThat(d.get(1).line()).isEqualTo(3);
            assertThat(d.get(1).column()).as("code points, not code units").isEqualTo(10);
            return;
        }
        throw new AssertionError("no error");
    }
}
