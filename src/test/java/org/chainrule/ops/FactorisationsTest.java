package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.eval;
import static org.chainrule.Chainrule.eye;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.qrQ;
import static org.chainrule.Chainrule.qrR;
import static org.chainrule.Chainrule.svdU;
import static org.chainrule.Chainrule.svdV;
import static org.chainrule.Chainrule.svdvals;

import org.chainrule.graph.Node;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Factors of matrices: what they multiply to, which way they point, and what is left of a matrix without full rank. */
class FactorisationsTest {
    private static final Tensor TALL = Tensor.of(new double[][] {{1, -2}, {2, 1e-9}, {3, 6}});
    private static final Tensor WIDE = Tensor.of(new double[][] {{1, 2, 4}, {2, 4, -1}});
    private static final Tensor SINGULAR = Tensor.of(new double[][] {{1, 2}, {2, 4}, {3, 6}});
    private static final Tensor ZERO = Tensor.zeros(2, 3);

    private static void close(Node node, Node x, Tensor value) {
        Tensor off = eval(node, x.is(value));
        for (int i = 0; i < off.count(); i++) {
            assertThat(off.at(i)).as("%s of %s", node, value).isCloseTo(0, within(1e-13));
        }
    }

    @Test
    void theFactorsMultiplyToTheMatrix() {
        for (Tensor value : new Tensor[] {TALL, WIDE, SINGULAR, ZERO}) {
            Node x = input("x", value.shape().dims().toArray());
            Node q = qrQ(x), u = svdU(x), v = svdV(x);
            close(q.matmul(qrR(x)).minus(x), x, value);
            close(u.times(svdvals(x)).matmul(v.T()).minus(x), x, value);
            for (Node factor : new Node[] {q, u, v}) {
                close(factor.T().matmul(factor).minus(eye(2)), x, value);
            }
        }
    }

    @Test
    void signsAreThoseOfLapack() {
        Node x = input("x", 3, 2);
        assertThat(eval(qrR(x), x.is(TALL)).at(0)).isCloseTo(-Math.sqrt(14), within(1e-14));
        assertThat(eval(qrR(x), x.is(TALL)).at(2)).isZero();
        Node y = input("y", 2, 2);
        // Nothing is below the diagonal, so nothing is reflected.
        assertThat(eval(qrR(y), y.is(Tensor.of(new double[][] {{2, 1}, {0, -3}})))
                        .toArray())
                .containsExactly(2, 1, 0, -3);
        Tensor v = eval(svdV(x), x.is(TALL));
        assertThat(Math.max(v.at(0), v.at(2))).isPositive();
    }

    @Test
    void aSizeThatIsOpen() {
        assertThatThrownBy(() -> qrQ(input("x", "m", "n")))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("which is smaller is open");
        assertThat(qrQ(input("x", 5, 2)).shape()).hasToString("[5, 2]");
    }
}
