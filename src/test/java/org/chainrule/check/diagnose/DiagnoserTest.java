package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnoserTest {
    private static final String NET =
            """
            dims n, h, m
            input X [n, m], Y [1, m] probability
            param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
            Z1 = W1 @ X + b1
            A1 = tanh(Z1)
            Z2 = W2 @ A1 + b2
            A2 = sigmoid(Z2)
            J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
            """;

    private static Line line(String model, String of, String wrt, String claim) {
        return Line.gradient(Model.parse(model, new Model.Settings(false, 0)), of, wrt, Line.parse(claim), Map.of());
    }

    private static Diagnosis diagnose(Line line) {
        return Diagnosis.of(line, Budget.standard()).orElseThrow();
    }

    @Test
    void saysItInTheNamesOfTheLineAndInBothLanguages() {
        Diagnosis diagnosis = diagnose(line(NET, "J", "W2", "(A2 - Y) @ A1 / m"));
        assertThat(diagnosis.kind()).isEqualTo(Kind.MISSING_TRANSPOSE);
        assertThat(diagnosis.message().text(Language.EN))
                .isEqualTo("dW2 misses a transpose: `A1` has shape [h, m], so write `A1.T`.");
        assertThat(diagnosis.message().text(Language.ZH)).isEqualTo("dW2 少了一个转置：`A1` 的形状是 [h, m]，应写成 `A1.T`。");
        assertThat(SyntaxPrinter.print(diagnosis.fix())).isEqualTo("(A2 - Y) @ A1.T / m");
    }

    @Test
    void twoMistakesAreTwoSentences() {
        Line line = line(NET, "J", "W1", "(W2.T @ (Y - A2) * (1 - A1^2)) @ X / m");
        Diagnosis diagnosis = diagnose(line);
        assertThat(diagnosis.kinds()).containsExactlyInAnyOrder(Kind.MISSING_TRANSPOSE, Kind.WRONG_SIGN);
        assertThat(diagnosis.message().toString()).contains("Besides");
        assertThat(line.claiming(diagnosis.fix()).isRight()).isTrue();
    }

    /** Where one switch hides all entries at the first points, a sign is told at another. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void aSignBehindAMaskOfAllEntriesIsFound(long seed) {
        String triplet =
                """
                dims d
                input n [d]
                param a [d], p [d]
                L = relu(sum((a - p)^2) - sum((a - n)^2) + 0.2)
                derive L
                dp = 2 * (sum((a - p)^2) - sum((a - n)^2) + 0.2 > 0) * (a - p)
                """;
        Judgement judgement = Derivation.judge(
                Model.parse(triplet, new Model.Settings(false, 0)), Derivation.Settings.DEFAULT.withSeed(seed));
        assertThat(judgement
                        .firstWrong()
                        .orElseThrow()
                        .diagnosis()
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.WRONG_SIGN.id());
    }

    @Test
    void whatNoEditMendsGetsTheRightFormula() {
        Line line = line(NET, "J", "W1", "cos(W1)");
        Diagnosis diagnosis = diagnose(line);
        assertThat(diagnosis.isEdit()).isFalse();
        assertThat(diagnosis.message().toString()).contains("no small change");
        assertThat(line.claiming(diagnosis.fix()).isRight()).isTrue();
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        Line line = line(NET, "J", "W1", "(W2.T @ (Y + A2) * (1 - A1^2)) @ X");
        Budget first = Budget.standard();
        Budget second = Budget.standard();
        assertThat(Diagnosis.of(line, first)).isEqualTo(Diagnosis.of(line, second));
        assertThat(first.used()).isEqualTo(second.used());
    }

    @Test
    void aSmallBudgetIsCutAndSaysSo() {
        Budget budget = Budget.of(3);
        Diagnosis.of(line(NET, "J", "W1", "cos(W1) + sin(W1)"), budget);
        assertThat(budget.isCut()).isTrue();
    }

    /** A formula of thousands of terms ends the search, not the program. */
    @Test
    void longFormulasAreCut() {
        String model = "input x [3]; J = sum(x^2)";
        List<String> operators = List.of(" + ", " * ");
        for (String operator : operators) {
            String claim = IntStream.range(0, 10_000).mapToObj(i -> "sign(x)").collect(Collectors.joining(operator));
            Budget budget = Budget.of(300);
            Diagnosis diagnosis =
                    Diagnosis.of(line(model, "J", "x", claim), budget).orElseThrow();
            assertThat(SyntaxPrinter.print(diagnosis.fix())).isEqualTo("2 * x");
            assertThat(diagnosis.message().toString().length()).isLessThan(1000);
        }
    }

    @Test
    void aTermOfALongSumIsFound() {
        String model = "input x [3], y [3]; J = sum(x^2) / 2 + dot(x, y)";
        String claim = "x - y" + " + 0 * x".repeat(30);
        Diagnosis diagnosis = diagnose(line(model, "J", "x", claim));
        assertThat(diagnosis.kind()).isEqualTo(Kind.WRONG_SIGN);
        assertThat(SyntaxPrinter.print(diagnosis.fix())).isEqualTo("x + y" + " + 0 * x".repeat(30));
    }

    /** A twin of {@code leaky_relu} that the catalogue does not know. */
    private record Leaky(double slope) implements Op {
        @Override
        public String name() {
            return "my_leaky";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            return Tensor.fill(x.dtype(), x.shape(), i -> x.at(i) > 0 ? x.at(i) : slope * x.at(i));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node positive = Comparison.greater(in.get(0), Node.constant(0));
            return dz.times(Where.of(positive, Node.constant(1), Node.constant(slope)));
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.ELEMENTWISE;
        }
    }

    /** The derivative of an activation comes from its vjp, so it need not be one of ours. */
    @Test
    void activationsOfTheUserAreAsGoodAsBuiltInOnes() {
        Op logistic = Op.unary("my_sigmoid", x -> 1 / (1 + Math.exp(-x)))
                .vjp((dz, z, x) -> dz.times(z).times(Node.constant(1).minus(z)));
        for (Op activation : List.of(logistic, new Leaky(0.1))) {
            Model model = Model.parse(
                    "dims m; input X [2, m], Y [3, m]; param W [3, 2]; s = sum(W)", new Model.Settings(false, 0));
            Node z = model.get("W").matmul(model.get("X")).named("Z");
            Node a = activation.of(z).named("A");
            Node loss = a.minus(model.get("Y")).square().sum().times(0.5).named("J");
            Line line = Line.of(
                    Optional.of("dW"),
                    model,
                    Line.parse("(A - Y) @ X.T"),
                    Calculus.grad(loss, model.get("W")),
                    Optional.of(loss),
                    Optional.of(model.get("W")),
                    Map.of("Z", z, "A", a, "J", loss));
            Diagnosis diagnosis = diagnose(line);
            assertThat(diagnosis.kind()).isEqualTo(Kind.MISSING_ACTIVATION_DERIVATIVE);
            assertThat(line.claiming(diagnosis.fix()).isRight()).isTrue();
        }
    }
}
