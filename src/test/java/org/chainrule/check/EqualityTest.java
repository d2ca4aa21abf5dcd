package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.Chainrule.check;
import static org.chainrule.Chainrule.grad;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.log;
import static org.chainrule.Chainrule.param;

import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.graph.Node;
import org.junit.jupiter.api.Test;

class EqualityTest {
    private final Node x = input("X", "n", "m");
    private final Node y = input("Y", 1, "m");
    private final Node w = param("w", 1, "n");
    private final Node e = w.matmul(x).minus(y).named("E");
    private final Node dw = grad(e.square().sum(), w).named("dw");

    @Test
    void aFormulaThatIsRight() {
        Equality result = check(dw).equalTo(e.matmul(x.T()).times(2)).orThrow();
        assertThat(result.isRight()).isTrue();
        assertThat(result.comparison().maxRelError()).isLessThan(1e-12);
        assertThat(result.toString()).startsWith("dw equals ").endsWith(" (float64, seed 1, 8 random points)");
    }

    @Test
    void aFormulaThatIsWrong() {
        Equality result = check(dw).equalTo(e.matmul(x.T()));
        assertThat(result.isRight()).isFalse();
        assertThat(result.toString())
                .startsWith("dw does NOT equal ")
                .containsPattern("\\n  entry \\[0, \\d\\]: -?[\\d.]+ against -?[\\d.]+, at \\{m=\\d, n=\\d\\}$");
        assertThatThrownBy(result::orThrow).isInstanceOf(CheckException.class).hasMessage(result.toString());
        assertThat(check(dw).seed(7).equalTo(e.matmul(x.T())).toString()).contains("seed 7");
    }

    @Test
    void shapesThatDiffer() {
        Equality result = check(dw).equalTo(x.matmul(e.T()));
        assertThat(result.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(result.toString()).contains("[1, n]", "[n, 1]");
    }

    @Test
    void whatCannotBeComputedIsUndecided() {
        Node bad = log(x.square().neg());
        assertThat(check(bad).equalTo(bad.times(2)).outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
