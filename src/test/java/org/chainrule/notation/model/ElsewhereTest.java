package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is proposed for a function of another library can be written, and the library's name is not one of ours. */
class ElsewhereTest {
    private static final String GIVEN =
            """
            param x [4] = [0.4, 0.1, 0.3, 0.2], y [4] = [0.1, 0.2, 0.3, 0.4], p [4] = [0.2, 0.3, 0.1, 0.4]
            param A [3,3] = [[2, 0.5, 0.1], [0.5, 3, 0.2], [0.1, 0.2, 4]], B [3,3] = [[1, 0, 1], [0, 1, 0], [1, 0, 2]]
            """;

    static Stream<String> names() {
        return Elsewhere.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsProposedRuns(String name) {
        String text = Elsewhere.here(name).orElseThrow();
        for (String formula : formulas(text)) {
            String vector = name.matches(".*solve.*|lstsq|mv|linear|bilinear") ? "param v [3] = [1, 2, 3]\n" : "";
            String over = vector.isEmpty() ? formula : formula.replaceAll("\\b[xy]\\b", "v");
            Model model = Model.parse(GIVEN + vector + "z = " + over + "\n");
            assertThat(Interpreter.run(List.of(model.get("z")), model.bindings())
                            .get(model.get("z"))
                            .isFinite())
                    .as(formula)
                    .isTrue();
        }
        assertThatThrownBy(() -> Model.parse("param x [4]\nz = " + name + "(x)\n"))
                .hasMessageContaining("unknown function " + name)
                .hasMessageContaining("here it is written " + text);
    }

    /** Several formulas stand in a row; a comma within brackets parts none. */
    private static List<String> formulas(String text) {
        List<String> formulas = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                formulas.add(text.substring(start, i));
                start = i + 1;
            }
        }
        formulas.add(text.substring(start));
        return formulas;
    }

    @Test
    void aNameUnknownEverywhereIsNotTranslated() {
        assertThat(Elsewhere.here("frobnicate")).isEmpty();
    }
}
