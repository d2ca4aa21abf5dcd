package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ShortTextTest {
    private final Node w = Leaves.real("W", 3, 3);
    private final Node x = Leaves.real("x", Dim.of(3), Dim.named("m"));
    private final Node b = Leaves.real("b", 3, 1);

    private static String shown(Node node) {
        return ShortText.of(node) + " " + node.shape();
    }

    @Test
    void bracketsWhereTheyAreNeeded() {
        assertThat(shown(w.matmul(x).plus(b))).isEqualTo("W @ x + b [3, m]");
        assertThat(shown(w.matmul(x.plus(b)))).isEqualTo("W @ (x + b) [3, m]");
        assertThat(shown(b.minus(b.minus(b)))).isEqualTo("b - (b - b) [3, 1]");
        assertThat(shown(b.minus(b).minus(b))).isEqualTo("b - b - b [3, 1]");
        assertThat(shown(b.neg().pow(2))).isEqualTo("(-b) ^ 2 [3, 1]");
        assertThat(shown(b.pow(2).neg())).isEqualTo("-b ^ 2 [3, 1]");
        assertThat(shown(b.over(b.times(b)))).isEqualTo("b / (b * b) [3, 1]");
        assertThat(shown(b.plus(b).T())).isEqualTo("(b + b).T [1, 3]");
        assertThat(shown(b.times(-2.5))).isEqualTo("-2.5 * b [3, 1]");
        assertThat(shown(Node.of(Powers.EXP, b.plus(b)))).isEqualTo("exp(b + b) [3, 1]");
        assertThat(shown(x.sum(1))).isEqualTo("sum(x, axis=1) [3]");
        assertThat(shown(x.sumKeep(0))).isEqualTo("sum(x, axis=0, keepdims=true) [1, m]");
        assertThat(shown(Where.of(b, b, b.neg()))).isEqualTo("where(b, b, -b) [3, 1]");
    }

    @Test
    void deepAndLongFormulasAreCut() {
        Node deep = b;
        for (int i = 0; i < 100; i++) {
            deep = deep.plus(b);
        }
        assertThat(ShortText.of(deep)).isEqualTo("… + b + b + b + b + b");
        Node wide = b.plus(0);
        for (int i = 0; i < 4; i++) {
            wide = wide.times(wide.plus(i));
        }
        assertThat(ShortText.of(wide)).hasSizeLessThan(80).contains("…");
        assertThat(ShortText.of(Node.constant(Tensor.zeros(3, 4)).times(2))).isEqualTo("2 * constant[3, 4]");
        assertThat(ShortText.of(Node.constant(Tensor.of(1, 2)))).isEqualTo("[1, 2]");
    }

    @Test
    void aNameStandsForItsFormula() {
        Node z = w.matmul(x).plus(31).named("Z31");
        assertThat(ShortText.of(z.square())).isEqualTo("square(Z31)");
        assertThat(ShortText.formula(z)).isEqualTo("W @ x + 31");
    }
}
