package org.chainrule.check.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A wrong line is worked out with small whole numbers, and the numbers are those of the model. */
class WorkedExampleTest {
    private static final String LINEAR =
            """
            dims n, m
            input X [n, m], y [m]
            param w [n], b []
            p = w @ X + b
            J = sum((p - y)^2) / m
            """;

    private static List<JudgedLine> wrong(String text) {
        Judgement judgement =
                Derivation.judge(Model.parse(text, new Model.Settings(false, 0)), Derivation.Settings.DEFAULT);
        return judgement.lines().stream()
                .filter(line -> line.verdict() == Verdict.REFUTED)
                .toList();
    }

    private static WorkedExample example(String text) {
        return WorkedExample.of(wrong(text).get(0)).orElseThrow();
    }

    /** The gradient by finite differences, at the numbers of an example. */
    private static double slope(Model model, WorkedExample example, String by, int entry) {
        double step = 1e-5;
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            double move = side == 0 ? -step : step;
            List<Binding> bindings = new ArrayList<>();
            example.inputs()
                    .forEach((name, value) -> bindings.add(model.get(name)
                            .is(
                                    name.equals(by)
                                            ? Tensor.fill(
                                                    DType.F64,
                                                    value.shape(),
                                                    k -> value.at(k) + (k == entry ? move : 0))
                                            : value)));
            losses[side] = new Evaluator(bindings, example.sizes(), DType.F64)
                    .value(model.loss())
                    .at(0);
        }
        return (losses[1] - losses[0]) / (2 * step);
    }

    @Test
    void whatIsRightIsTheDerivativeAtTheseNumbers() {
        String text = LINEAR + "derive J\ndw = X @ (p - y) / m\n";
        WorkedExample example = example(text);
        Model model = Model.parse(text, new Model.Settings(false, 0));
        Tensor right = example.right();
        for (int k = 0; k < right.count(); k++) {
            assertThat(right.at(k)).isCloseTo(slope(model, example, "w", k), org.assertj.core.data.Offset.offset(1e-5));
            assertThat(example.yours().orElseThrow().at(k))
                    .isCloseTo(right.at(k) / 2, org.assertj.core.data.Offset.offset(1e-12));
        }
        assertThat(example.inputs().keySet()).containsExactlyInAnyOrder("X", "y", "w", "b");
        assertThat(example.parts().keySet()).containsExactly("p");
        assertThat(example.sizes().asMap()).isEqualTo(Map.of("m", 2L, "n", 3L));
        example.inputs().values().forEach(value -> {
            for (int k = 0; k < value.count(); k++) {
                assertThat(value.at(k)).isEqualTo(Math.rint(value.at(k))).isBetween(-3.0, 4.0);
            }
        });
    }

    @Test
    void shapesThatDoNotFitAreToldAsWell() {
        WorkedExample other = example(LINEAR + "derive J\ndw = 2 * (p - y) / m\n");
        assertThat(other.sentences().get(2).text(Language.EN)).contains("of shape [2], right is", "of shape [3]");
        WorkedExample none = example(LINEAR + "derive J\ndw = 2 * (p - y) @ X / m\n");
        assertThat(none.yours()).isEmpty();
        assertThat(none.sentences().get(2).text(Language.EN))
                .startsWith("your line cannot be computed there, right is");
        assertThat(none.sentences()).allSatisfy(sentence -> assertThat(sentence.text(Language.ZH))
                .isNotEqualTo(sentence.text(Language.EN)));
    }

    @Test
    void numbersKeepToDomainsToSizesAndToAssumptions() {
        WorkedExample spd = example(
                """
                dims n
                input S [n, n] spd, x [n], q [n] probability
                J = dot(x, inv(S) @ x) + sum(log(q))
                derive J
                dx = inv(S) @ x
                """);
        Tensor s = Objects.requireNonNull(spd.inputs().get("S"));
        assertThat(s.at(1)).isEqualTo(s.at(2));
        assertThat(s.at(0) * s.at(3)).isGreaterThan(s.at(1) * s.at(2));
        WorkedExample assumed = example(
                """
                dims n
                input a [n], b [n]
                assume a == 2 * b
                J = sum(a^2 * b)
                derive J
                da = a * b * 3
                """
                        .replace("assume a == 2 * b", "assume sum(a) == 1"));
        Tensor a = Objects.requireNonNull(assumed.inputs().get("a"));
        assertThat(a.at(0) + a.at(1)).isEqualTo(1);
        assertThat(WorkedExample.of(
                        wrong("input W [40, 30], x [30]\nJ = sum((W @ x)^2)\nderive J\ndx = W.T @ (W @ x)\n")
                                .get(0)))
                .as("nobody follows forty rows")
                .isEmpty();
    }

    @Test
    void aHintSaysNoNumbers() {
        JudgedLine line = wrong(LINEAR + "derive J\ndw = X @ (p - y) / m\n").get(0);
        assertThat(WorkedExample.of(line.hinted(2))).isEmpty();
        assertThat(WorkedExample.of(line.hinted(3))).isPresent();
    }

    @Test
    void itTakesNoTime() {
        JudgedLine line = wrong(LINEAR + "derive J\ndw = X @ (p - y) / m\n").get(0);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            WorkedExample.of(line);
        }
        double each = (System.nanoTime() - start) / 20e9;
        assertThat(each).as(String.format(Locale.ROOT, "%.4f s", each)).isLessThan(0.1);
    }
}
