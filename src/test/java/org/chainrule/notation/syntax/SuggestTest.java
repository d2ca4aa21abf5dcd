package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestTest {
    private static final List<String> NAMES =
            List.of("sigmoid", "softmax", "tanh", "W1", "W2", "relu", "logsigmoid", "sum", "X");

    @Test
    void theNearestNameIsFound() {
        assertThat(Suggest.closest("sigmiod", NAMES)).contains("sigmoid");
        assertThat(Suggest.closest("Sigmoid", NAMES)).contains("sigmoid");
        assertThat(Suggest.closest("sofmax", NAMES)).contains("softmax");
        assertThat(Suggest.closest("thanh", NAMES)).contains("tanh");
        assertThat(Suggest.closest("w2", NAMES)).contains("W2");
        assertThat(Suggest.closest("W3", NAMES))
                .as("the first of two equally near")
                .contains("W1");
        assertThat(Suggest.hint("rleu", NAMES)).hasToString("did you mean `relu`?");
    }

    @Test
    void nothingIsSuggestedForSomethingElse() {
        assertThat(Suggest.closest("foobar", NAMES)).isEmpty();
        assertThat(Suggest.closest("Q", NAMES)).isEmpty();
        assertThat(Suggest.closest("", NAMES)).isEmpty();
        assertThat(Suggest.closest("s".repeat(100_000), NAMES)).isEmpty();
        assertThat(Suggest.closest("tanh", List.of("tanh"))).as("itself").isEmpty();
        assertThat(Suggest.hint("foobar", NAMES).isEmpty()).isTrue();
    }
}
