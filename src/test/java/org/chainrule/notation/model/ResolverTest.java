package org.chainrule.notation.model;

import java.util.stream.Collectors;
import org.chainrule.Golden;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.junit.jupiter.api.Test;

/**
 * The full text of every message about the meaning of a model. Each block of the golden file is a text, a line
 * {@code ----} and what is said of it; {@code -Dgolden.update=true} writes the answers anew, to be read before they are
 * committed.
 */
class ResolverTest {
    @Test
    void messagesAreThoseOfTheGoldenFile() {
        Golden.checkAnswers("model/errors.txt", "model/errors.txt", text -> error(text, Language.EN));
    }

    @Test
    void messagesInChineseAreThoseOfTheGoldenFile() {
        Golden.checkAnswers("model/errors.txt", "model/errors_zh.txt", text -> error(text, Language.ZH));
    }

    private static String error(String text, Language language) {
        try {
            Model model = Model.parse(text);
            return model.warnings().isEmpty()
                    ? "no error"
                    : "warning: "
                            + model.warnings().stream()
                                    .map(warning -> warning.text(language))
                                    .collect(Collectors.joining("\n"));
        } catch (ChainruleException e) {
            return e.sentence().text(language);
        }
    }
}
