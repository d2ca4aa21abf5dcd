package org.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.junit.jupiter.api.Test;

/**
 * The full text of every message about the meaning of a model. Each block of the golden file is a text, a line
 * {@code ----} and what is said of it; {@code -Dgolden.update=true} writes the answers anew, to be read before they are
 * committed.
 */
class ResolverTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "model", "errors.txt");

    @Test
    void messagesAreThoseOfTheGoldenFile() throws IOException {
        String golden = Files.readString(GOLDEN);
        StringBuilder actual = new StringBuilder();
        for (String block : golden.split("(?m)^====\n", -1)) {
            String text = block.substring(0, block.indexOf("----\n"));
            actual.append(actual.length() == 0 ? "" : "====\n").append(text).append("----\n");
            actual.append(error(text)).append('\n');
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, actual);
        }
        assertThat(actual.toString()).isEqualTo(golden);
    }

    private static String error(String text) {
        try {
            Model model = Model.parse(text);
            return model.warnings().isEmpty()
                    ? "no error"
                    : "warning: "
                            + model.warnings().stream().map(Message::toString).collect(Collectors.joining("\n"));
        } catch (ChainruleException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
