package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static Samples samples(Model model, String... assumed) {
        List<Assumptions.Equation> equations = new java.util.ArrayList<>();
        for (int i = 0; i < assumed.length; i += 2) {
            equations.add(new Assumptions.Equation(model.expression(assumed[i]), model.expression(assumed[i + 1])));
        }
        return Samples.of(model.outputs(), new Assumptions(equations), model.bindings(), 7);
    }

    private static ComparisonAtPoints compare(String text, String left, String right, String... assumed) {
        Model model = Model.parse(text);
        return samples(model, assumed).compare(model.expression(left), model.expression(right));
    }

    @Test
    void equalExpressionsAreEqualAtEveryPoint() {
        ComparisonAtPoints equal = compare("input z [4]; y = tanh(z)", "1 - y^2", "tanh'(z)");
        assertThat(equal.outcome()).isEqualTo(Outcome.EQUAL);
        assertThat(equal.points()).isEqualTo(4);
        assertThat(equal.maxRelError()).isLessThan(1e-14);
    }

    @Test
    void theWorstEntryOfADifferenceIsTold() {
        ComparisonAtPoints different = compare("input z [4]; y = tanh(z)", "1 - y^2", "1 - z^2");
        assertThat(different.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(different.maxRelError()).isGreaterThan(0.01);
        assertThat(different.counterexample().orElseThrow().index()).matches("\\[\\d]");
    }

    @Test
    void sizesAreDistinctSoThatOneFactorDoesNotPassForAnother() {
        ComparisonAtPoints different = compare("dims m, n\ninput X [n, m]\nJ = mean(X^2)", "grad(J, X)", "2*X/(n*n)");
        assertThat(different.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(compare("dims m, n\ninput X [n, m]\nJ = mean(X^2)", "grad(J, X)", "2*X/(n*m)")
                        .isEqual())
                .isTrue();
    }

    @Test
    void anotherShapeIsAnotherExpression() {
        ComparisonAtPoints different = compare("input A [2, 3]; y = sum(A)", "A", "A.T");
        assertThat(different.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(different.reason()).hasToString("left has shape [2, 3], right has shape [3, 2]");
    }

    @Test
    void aNumberStandsForATensorOfIt() {
        assertThat(compare("input z [4]; y = sum(softmax(z))", "grad(y, z)", "0")
                        .isEqual())
                .isTrue();
    }

    @Test
    void pointsAreDrawnWhereTheModelIsFinite() {
        assertThat(compare("input x [9]; y = sum(log(x))", "grad(y, x)", "1/x").isEqual())
                .isTrue();
    }

    @Test
    void nothingIsSaidWithoutAPoint() {
        ComparisonAtPoints unknown = compare("input x [3]; y = log(-abs(x))", "y", "y");
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(unknown.reason()).asString().contains("log");
    }

    @Test
    void assumptionsHoldAtEveryPoint() {
        String text = "input t [4], A [3, 3], Q [2, 2]; y = sum(t) + sum(A) + sum(Q)";
        assertThat(compare(text, "sum(t)^2", "1").isEqual()).isFalse();
        assertThat(compare(text, "sum(t)^2", "1", "sum(t)", "1").isEqual()).isTrue();
        assertThat(compare(text, "A", "A.T", "A", "A.T").isEqual()).isTrue();
        assertThat(compare(text, "inv(Q)", "Q.T", "Q.T @ Q", "diag([1, 1])").isEqual())
                .isTrue();
    }

    @Test
    void assumptionsThatContradictGiveNoPoint() {
        ComparisonAtPoints unknown = compare("input t [4]; y = sum(t)", "y", "y", "sum(t)", "1", "sum(t)", "2");
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(unknown.reason()).asString().contains("contradicts");
    }

    @Test
    void anEvaluatorKeepsWhatItHasComputed() {
        Model model = Model.parse("input x [5]; y = exp(x)");
        Evaluator point = samples(model).point(0);
        Node y = model.get("y");
        assertThat(point.value(y)).isSameAs(point.value(y));
    }
}
