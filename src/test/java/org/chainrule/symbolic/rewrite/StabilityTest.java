package org.chainrule.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** What is reported of a model, and what becomes of its loss. */
class StabilityTest {
    private static final String TWO_LAYER =
            """
            dims n, h, m
            input X [n, m], Y [1, m] binary
            param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
            A1 = tanh(W1 @ X + b1)
            Z2 = W2 @ A1 + b2
            A2 = sigmoid(Z2)
            J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
            """;

    private static String stable(String model) {
        Node loss = Model.parse(model).loss();
        Node result = Simplifier.forStability().apply(loss);
        Agreement.check(loss, result, 5);
        return Formula.text(result);
    }

    @Test
    void naiveLogarithmsAreReportedWithTheirRange() {
        Model model = Model.parse(TWO_LAYER);
        List<Stability.Finding> findings = Stability.report(List.of(model.loss()));
        assertThat(findings)
                .extracting(Stability.Finding::toString)
                .containsExactly(
                        "log(A2) loses up to 16 digits where Z2 < -750 or Z2 > 6.9: write logsigmoid(Z2)",
                        "log(1 - A2) loses up to 16 digits where Z2 < -8.3 or Z2 > 9.6: write logsigmoid(-Z2)");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(model.loss().ancestors()).contains(finding.naive()));
    }

    @Test
    void lossesWrittenOutBecomeTheOpMadeForThem() {
        assertThat(stable(TWO_LAYER)).isEqualTo("mean(bce_with_logits(Z2, Y, reduction=\"none\"))");
        assertThat(stable("dims k, m; input Y [k, m] onehot(axis=0); param Z [k, m]\n"
                        + "P = softmax(Z, axis=0); J = -sum(Y * log(P)) / m"))
                .isEqualTo("sum(softmax_cross_entropy(Z, Y, axis=0, reduction=\"none\")) / m");
        assertThat(stable("input y [3] onehot(axis=0); param z [3]\n"
                        + "e = exp(z); p = e / sum(e); J = -sum(y * log(p))"))
                .isEqualTo("softmax_cross_entropy(z, y, reduction=\"none\")");
        assertThat(stable("input y [4, 3] onehot(axis=1); param z [4, 3]\nJ = cross_entropy(softmax(z), y)"))
                .isEqualTo("mean(softmax_cross_entropy(z, y, reduction=\"none\"))");
    }

    @Test
    void theStableFormHasAValueWhereTheNaiveOneHasNone() {
        Model model = Model.parse(
                "input z [] = 800, y [] = 0\na = 1 / (1 + exp(-z))\n" + "J = -(y*log(a) + (1 - y)*log(1 - a))");
        Node result = Simplifier.forStability().apply(model.loss());
        assertThat(Interpreter.run(List.of(model.loss()), model.bindings())
                        .get(model.loss())
                        .item())
                .isInfinite();
        assertThat(Interpreter.run(List.of(result), model.bindings())
                        .get(result)
                        .item())
                .isEqualTo(800);
    }

    @Test
    void nothingIsReportedOfAStableModel() {
        assertThat(Stability.report(List.of(Model.parse("dims m; input Z [m], Y [m] binary; J = bce_with_logits(Z, Y)")
                        .loss())))
                .isEmpty();
    }
}
