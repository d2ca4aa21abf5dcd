package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.grad.Graphs.exp;
import static org.chainrule.grad.Graphs.positive;
import static org.chainrule.grad.Graphs.real;
import static org.chainrule.grad.Graphs.value;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CalculusTest {
    private static double dot(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        double sum = 0;
        for (int i = 0; i < a.count(); i++) {
            sum += a.at(i) * b.at(i);
        }
        return sum;
    }

    /** A random smooth graph of one matrix, the result a matrix. */
    private static Node random(Gen gen, Node x) {
        List<Node> nodes = new ArrayList<>(List.of(x));
        for (int i = 0; i < 8; i++) {
            Node a = gen.pick(nodes);
            Node b = gen.pick(nodes);
            nodes.add(
                    switch (gen.between(0, 7)) {
                        case 0 -> a.plus(b);
                        case 1 -> a.times(b).times(0.5);
                        case 2 -> exp(a.times(-0.3));
                        case 3 -> a.over(b.square().plus(1));
                        case 4 -> a.matmul(b.T()).matmul(b).times(0.1);
                        case 5 -> a.minus(b.mean(1).reshape(Shape.of(2, 1)));
                        case 6 -> Where.of(positive(a), a, b.times(2));
                        default -> a.sumKeep(0).times(b).times(0.2);
                    });
        }
        return nodes.get(nodes.size() - 1).times(nodes.get(nodes.size() - 2));
    }

    @Test
    void jvpAndVjpAreTransposesOfEachOther() {
        Gen.forAll(40, gen -> {
            Node x = real("x", 2, 3);
            Node y = random(gen, x);
            Node u = real("u", 2, 3);
            Node v = real("v", 2, 3);
            Tensor at = gen.tensor(Shape.of(2, 3), -1, 1);
            Tensor left = gen.tensor(Shape.of(2, 3), -1, 1);
            Tensor right = gen.tensor(Shape.of(2, 3), -1, 1);
            Tensor pushed = value(Calculus.jvp(y, x, v), x.is(at), v.is(right));
            Tensor pulled = value(Gradient.vjp(y, u, List.of(x)).orZero(x), x.is(at), u.is(left));
            double forward = dot(left, pushed);
            assertThat(forward).isCloseTo(dot(pulled, right), within(1e-10 * Math.max(1, Math.abs(forward))));
            assertThat(Calculus.jvp(y, x, v).ancestors()).noneMatch(node -> node.isLeaf() && node != x && node != v);
        });
    }

    @Test
    void theJacobianIsTheSameByRowsAndByColumns() {
        Gen.forAll(20, gen -> {
            Node x = real("x", 2, 3);
            Node y = random(gen, x);
            Tensor at = gen.tensor(Shape.of(2, 3), -1, 1);
            Node tall = y.reshape(Shape.of(6)).broadcastTo(Shape.of(2, 6));
            Tensor byRow = value(Calculus.jacobian(y, x), x.is(at));
            Tensor byColumn = value(Calculus.jacobian(tall, x), x.is(at));
            assertThat(byRow.shape()).isEqualTo(Shape.of(2, 3, 2, 3));
            assertThat(byColumn.shape()).isEqualTo(Shape.of(2, 6, 2, 3));
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    assertThat(byColumn.at((6 + i) * 6 + j)).isCloseTo(byRow.at(6 * i + j), within(1e-9));
                }
            }
        });
    }

    @Test
    void jacobiansOfEveryShape() {
        Node x = real("x", 3);
        Node s = real("s");
        assertThat(value(Calculus.jacobian(x.square(), x), x.is(Tensor.of(1, 2, 3))))
                .isEqualTo(Tensor.of(new double[][] {{2, 0, 0}, {0, 4, 0}, {0, 0, 6}}));
        assertThat(value(Calculus.jacobian(x.times(s), s), x.is(Tensor.of(1, 2, 3)), s.is(7)))
                .isEqualTo(Tensor.of(1, 2, 3));
        assertThat(value(Calculus.jacobian(s.square(), s), s.is(3)).item()).isEqualTo(6);
        assertThat(value(Calculus.jacobian(s.square(), x), s.is(3), x.is(Tensor.zeros(3))))
                .isEqualTo(Tensor.zeros(3));
        Node none = real("none", 0);
        assertThat(value(Calculus.jacobian(x, none), x.is(Tensor.ones(3)), none.is(Tensor.zeros(0))))
                .isEqualTo(Tensor.zeros(3, 0));
    }

    @Test
    void theHessianIsSymmetricAndTheHvpIsItsProduct() {
        Gen.forAll(20, gen -> {
            Node x = real("x", 2, 3);
            Node loss = random(gen, x).square().mean();
            Node v = real("v", 2, 3);
            Tensor at = gen.tensor(Shape.of(2, 3), -1, 1);
            Tensor direction = gen.tensor(Shape.of(2, 3), -1, 1);
            Tensor hessian = value(Calculus.hessian(loss, x), x.is(at));
            Tensor product = value(Calculus.hvp(loss, x, v), x.is(at), v.is(direction));
            for (int i = 0; i < 6; i++) {
                double sum = 0;
                for (int j = 0; j < 6; j++) {
                    assertThat(hessian.at(6 * i + j)).isCloseTo(hessian.at(6 * j + i), within(1e-9));
                    sum += hessian.at(6 * i + j) * direction.at(j);
                }
                assertThat(product.at(i)).isCloseTo(sum, within(1e-9 * Math.max(1, Math.abs(sum))));
            }
        });
    }

    @Test
    void linearAndConstantFunctionsHaveDerivativesToo() {
        Node x = real("x", 3);
        Node v = real("v", 3);
        assertThat(value(Calculus.hvp(x.sum(), x, v), x.is(Tensor.ones(3)), v.is(Tensor.ones(3))))
                .isEqualTo(Tensor.zeros(3));
        assertThat(value(Calculus.hessian(x.sum(), x), x.is(Tensor.ones(3)))).isEqualTo(Tensor.zeros(3, 3));
        Node other = real("other", 2);
        assertThat(value(
                        Calculus.jvp(other.square(), x, v),
                        other.is(Tensor.ones(2)),
                        x.is(Tensor.ones(3)),
                        v.is(Tensor.ones(3))))
                .isEqualTo(Tensor.zeros(2));
        assertThat(value(Calculus.jvp(x, x, v), x.is(Tensor.ones(3)), v.is(Tensor.of(4, 5, 6))))
                .isEqualTo(Tensor.of(4, 5, 6));
        assertThat(value(Calculus.vjp(x.square(), x, v), x.is(Tensor.ones(3)), v.is(Tensor.of(4, 5, 6))))
                .isEqualTo(Tensor.of(8, 10, 12));
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        Node x = real("x", 3);
        Node y = real("Y", Shape.of(Dim.named("m"), Dim.of(3)));
        assertThatThrownBy(() -> Calculus.jvp(x.square(), x, Node.constant(1)))
                .isInstanceOf(GradientException.class)
                .hasMessage("the direction of a jvp has the shape of the variable: x has shape [3], the direction []");
        assertThatThrownBy(() -> Calculus.jacobian(y.square(), y))
                .hasMessage(
                        "a Jacobian needs known sizes: square(Y) has shape [m, 3] and Y has shape [m, 3]; give the free "
                                + "sizes a value");
        Node large = real("large", 30_000);
        assertThatThrownBy(() -> Calculus.jacobian(large.square(), large))
                .hasMessage(
                        "the Jacobian of square(large) [30000] by large [30000] would be built from 30000 products, "
                                + "more than 20000: use vjp or jvp with the directions you need");
        assertThatThrownBy(() -> Calculus.grad(Arithmetic.NEG.of(x).sum(), y))
                .hasMessage("sum(-x) does not depend on Y. If zero is what you want, ask for orZero");
    }
}
