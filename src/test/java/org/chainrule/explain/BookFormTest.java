package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** Gradients of determinants, traces and inverses as books print them, and left sides as books write them. */
class BookFormTest {
    private static final Path BOOKS = Path.of("src/test/resources/books");

    private static final Map<String, String> PRINTED = Map.of(
            "J1", "dX = -inv(X).T",
            "J2", "dX = inv(X).T",
            "J3", "dX = 2 * inv(X).T",
            "J4", "dX = trace(A) * eye(n)",
            "J5", "dP = inv(P)",
            "J6", "dX = 3 * det(X)^3 * inv(X).T",
            "J7", "dX = 3 * trace(X)^2 * eye(n)",
            "J8", "dx = 1 / x",
            "J9", "dY = 2 * Y @ inv(Y.T @ Y)");

    @Test
    void gradientsAreNoLongerThanInTheBook() {
        Model model = Model.read(BOOKS.resolve("g02-not-the-book.cr"), new Model.Settings(false, 0));
        PRINTED.forEach((name, gradient) -> assertThat(
                        Explanation.of(model.get(name)).names(model.names()).text())
                .isEqualTo("derive " + name + "\n" + gradient + "\n"));
    }

    @Test
    void whatIsPrintedIsRight() {
        Model model = Model.read(BOOKS.resolve("g02-not-the-book.cr"), new Model.Settings(false, 0));
        for (String name : PRINTED.keySet()) {
            for (boolean latex : new boolean[] {false, true}) {
                Explanation explanation = Explanation.of(model.get(name)).names(model.names());
                String lines = latex ? "derive " + name + "\n" + rows(explanation.latex()) : explanation.text();
                proved(model.source().text() + "\n" + lines, name);
            }
        }
    }

    @Test
    void aVectorOfOneAxisKeepsItsTransposeInLatex() {
        Model model = Model.read(BOOKS.resolve("g01-latex-loses-transpose.cr"), new Model.Settings(false, 0));
        String latex = Explanation.of(model.loss()).names(model.names()).latex();
        assertThat(latex)
                .contains("{a}^{\\top} c")
                .contains("{D}^{\\top} \\left({C}^{\\top} \\left(B x + b\\right)\\right)");
        proved(model.source().text() + "\nderive J\n" + rows(latex), "g01");
    }

    @Test
    void leftSidesOfBooksAreRead() {
        Model model = Model.read(BOOKS.resolve("f07-book-lhs.cr"), new Model.Settings(false, 0).withLenientClaims());
        Judgement judgement = Derivation.judge(model, Derivation.Settings.DEFAULT);
        assertThat(judgement.lines()).hasSize(10);
        assertThat(judgement.lines()).allMatch(line -> line.verdict() == Verdict.PROVED);
    }

    private static String rows(String aligned) {
        return aligned.lines()
                .filter(row -> row.contains("&="))
                .map(row -> row.replace("&=", "=").replace("\\\\", "").strip() + "\n")
                .collect(Collectors.joining());
    }

    private static void proved(String text, String name) {
        Judgement judgement = Derivation.judge(
                Model.parse(text, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT);
        assertThat(judgement.lines()).as(name + "\n" + text).isNotEmpty().allMatch(JudgedLine::isRight);
        assertThat(judgement.rest().unjudged()).isEmpty();
    }
}
