package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.grad.Graphs.exp;
import static org.chainrule.grad.Graphs.real;
import static org.chainrule.grad.Graphs.value;

import java.util.List;
import org.chainrule.check.GradientCheck;
import org.chainrule.check.Report;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientTest {
    @Test
    void everyPathCounts() {
        Node a = real("a");
        Node b = a.plus(a);
        Node c = b.plus(b);
        assertThat(value(Calculus.grad(c, a), a.is(1)).item()).isEqualTo(4);
        assertThat(value(Calculus.grad(c, b), a.is(1)).item()).isEqualTo(2);
        assertThat(Calculus.grad(c, c)).isSameAs(Node.constant(1));
    }

    @Test
    void aNodeUsedInManyPlacesIsSummedOnce() {
        Node x = real("x");
        Node square = x.times(x);
        Node loss = square.times(square).plus(square).times(x);
        // x⁵ + x³
        double at = 1.5;
        assertThat(value(Calculus.grad(loss, x), x.is(at)).item()).isEqualTo(5 * Math.pow(at, 4) + 3 * at * at);
        Node second = Calculus.grad(Calculus.grad(loss, x), x);
        assertThat(value(second, x.is(at)).item()).isEqualTo(20 * Math.pow(at, 3) + 6 * at);
        Node third = Calculus.grad(second, x);
        assertThat(value(third, x.is(at)).item()).isEqualTo(60 * at * at + 6);
    }

    @Test
    void aChainThatForksAtEveryStepStaysLinear() {
        Node x = real("x");
        Node node = x;
        for (int i = 0; i < 200; i++) {
            node = node.plus(node).times(0.5);
        }
        Node gradient = Calculus.grad(node, x);
        assertThat(gradient.ancestors()).hasSizeLessThan(1500);
        assertThat(value(gradient, x.is(3)).item()).isEqualTo(1);
    }

    @Test
    void everyPairOfShapesAtOrderTwo() {
        List<Shape> shapes = List.of(
                Shape.SCALAR,
                Shape.of(1),
                Shape.of(3),
                Shape.of(1, 1),
                Shape.of(1, 3),
                Shape.of(2, 1),
                Shape.of(2, 3),
                Shape.of(2, 1, 3),
                Shape.of(1, 2, 1));
        for (Elementwise op : List.of(Arithmetic.ADD, Arithmetic.SUB, Arithmetic.MUL, Arithmetic.DIV, Powers.POW)) {
            for (Shape a : shapes) {
                for (Shape b : shapes) {
                    Node x = Node.param("x", Type.real(a), Domain.interval(0.5, 2));
                    Node y = Node.param("y", Type.real(b), Domain.interval(0.5, 2));
                    Node loss = op.of(x, y).square().sum();
                    Gradient gradient = Gradient.of(loss);
                    assertThat(gradient.get(x).shape()).isEqualTo(a);
                    assertThat(gradient.get(y).shape()).isEqualTo(b);
                    Report report = GradientCheck.of(loss).order(2).at();
                    assertThat(report.ok()).as("%s %s %s: %s", op, a, b, report).isTrue();
                }
            }
        }
    }

    @Test
    void namedSizesBroadcastToo() {
        Node x = real("X", Shape.of(Dim.named("m"), Dim.of(3)));
        Node b = real("b", 3);
        Node s = real("s", Shape.of(Dim.named("m"), Dim.ONE));
        Node loss = x.plus(b).times(s).over(exp(s)).square().mean();
        Gradient gradient = Gradient.of(loss);
        assertThat(gradient.get(b).shape()).isEqualTo(Shape.of(3));
        assertThat(gradient.get(s).shape()).hasToString("[m, 1]");
        assertThat(GradientCheck.of(loss).wrt(x, b, s).order(2).at().orThrow().ok())
                .isTrue();
    }

    @Test
    void intermediateResultsHaveGradients() {
        Node x = real("x", 3);
        Node z = exp(x);
        Node loss = z.square().sum().plus(z.sum());
        Gradient gradient = Gradient.of(loss);
        assertThat(gradient.result()).isSameAs(loss);
        assertThat(value(gradient.get(z), x.is(Tensor.zeros(3)))).isEqualTo(Tensor.of(3, 3, 3));
        assertThat(value(Calculus.grad(loss, z), x.is(Tensor.zeros(3)))).isEqualTo(Tensor.of(3, 3, 3));
    }

    @Test
    void onlyThePathsToTheVariablesAreBuilt() {
        Node x = real("x", 3);
        Node w = real("w", 3);
        Node loss = exp(w).times(x).sum();
        Gradient byX = Gradient.of(loss, List.of(x));
        assertThat(byX.get(x).shape()).isEqualTo(Shape.of(3));
        assertThat(Calculus.grads(loss, List.of(x, w))).containsExactly(Calculus.grad(loss, x), Calculus.grad(loss, w));
        assertThat(byX.adjoint(w)).isInstanceOf(Adjoint.Absent.class);
    }

    @Test
    void anEmptySumHasAnEmptyGradient() {
        Node x = real("x", 0, 2);
        Node gradient = Calculus.grad(x.square().sum(), x);
        assertThat(value(gradient, x.is(Tensor.zeros(0, 2)))).isEqualTo(Tensor.zeros(0, 2));
    }

    @Test
    void whatHasNoGradientIsRefused() {
        Node x = real("x", 3);
        assertThatThrownBy(() -> Gradient.of(x.square()))
                .isInstanceOf(GradientException.class)
                .hasMessage("the gradient is that of a scalar, and square(x) has shape [3]: sum it first, or ask for "
                        + "jacobian or vjp");
        Node k = Node.input("k", Type.index(Shape.SCALAR), Domain.integer(0, 3));
        assertThatThrownBy(() -> Gradient.of(k)).hasMessage("k is an index, it has no derivative");
        assertThatThrownBy(() -> Gradient.vjp(x, Node.constant(1), List.of(x)))
                .hasMessage("the seed of a vjp has the shape of the result: x has shape [3], the seed []");
    }

    @Test
    void aFloat32RunHasFloat32Gradients() {
        Node x = real("x", 2);
        Node gradient = Calculus.grad(exp(x).sum(), x);
        Tensor at = Tensor.of(0.1, 0.2);
        Tensor single = org.chainrule.exec.Interpreter.run(List.of(gradient), List.of(x.is(at)), DType.F32)
                .get(gradient);
        assertThat(single.dtype()).isEqualTo(DType.F32);
        assertThat(single.at(0)).isEqualTo((double) (float) Math.exp((float) 0.1));
    }
}
