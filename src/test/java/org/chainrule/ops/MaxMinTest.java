package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.Calls.call;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.GradientException;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The largest and smallest entries and where they stand. */
class MaxMinTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @Test
    void theLargestSharesItsGradientAmongTies() {
        Tensor x = Tensor.of(new double[][] {{1, 3, 3}, {5, 5, 5}, {0, -1, 2}});
        assertThat(GradCheck.gradient(in -> MaxMin.max(in, Axes.of(in, 1), false), x))
                .isEqualTo(Tensor.of(new double[][] {{0, 0.5, 0.5}, {1 / 3.0, 1 / 3.0, 1 / 3.0}, {0, 0, 1}}));
        assertThat(GradCheck.gradient(in -> MaxMin.min(in, Axes.ALL, true), x))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 1, 0}}));
        assertThat(GradCheck.value(in -> MaxMin.max(in, Axes.ALL, false), Tensor.of(1, NAN, 3))
                        .item())
                .isNaN();
        assertThat(GradCheck.gradient(in -> MaxMin.max(in, Axes.ALL, false), Tensor.of(-INF, -INF)))
                .isEqualTo(Tensor.of(0.5, 0.5));
    }

    @Test
    void thereIsNoLargestOfNothing() {
        Node x = Node.input("X", Type.real(Shape.of(2, 0)), Domain.REAL);
        assertThatThrownBy(() -> call("max", List.of(x), "axis", 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(
                        "there is no max of no entries: the shape is [2, 0], reduced over axis 1; give it at "
                                + "least one entry");
        assertThatThrownBy(() -> call("argmin", List.of(x)))
                .hasMessageContaining("there is no argmin of no entries: the shape is [2, 0], reduced over all axes");
        Node free = Node.input("Y", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node max = call("max", List.of(free));
        assertThatThrownBy(() -> Interpreter.run(List.of(max), free.is(Tensor.zeros(0))))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("cannot compute max(Y): there is no max of no entries: the shape is [0]");
        assertThat(GradCheck.value(in -> call("max", List.of(in), "axis", 0), Tensor.zeros(2, 0))
                        .shape())
                .isEqualTo(Shape.of(0));
    }

    @Test
    void severalExpressionsHaveNoAxis() {
        Node x = Node.input("X", Type.real(Shape.of(2)), Domain.REAL);
        assertThatThrownBy(() -> call("max", List.of(x, x), "axis", 0))
                .hasMessage(
                        "max of several expressions works entry by entry and has no axis: write max(max(x, axis=0), y)");
        assertThatThrownBy(() -> call("min", List.of()))
                .hasMessage("min needs at least one expression: min(x, axis=0)");
    }

    @Test
    void positionsOfExtremes() {
        Tensor x = Tensor.of(new double[][] {{1, 7, 7}, {NAN, 9, NAN}});
        assertThat(GradCheck.value(in -> MaxMin.argmax(in, 1), x)).isEqualTo(Tensor.ofLongs(Shape.of(2), 1, 0));
        assertThat(GradCheck.value(in -> MaxMin.argmin(in, 0), x)).isEqualTo(Tensor.ofLongs(Shape.of(3), 1, 0, 1));
        assertThat(GradCheck.value(in -> MaxMin.argmax(in), Tensor.of(new double[][] {{1, 2}, {5, 4}}))
                        .item())
                .isEqualTo(2);
        Node in = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        assertThat(MaxMin.argmax(in).type().isReal()).isFalse();
        assertThatThrownBy(() -> Calculus.grad(MaxMin.argmax(in).times(2), in))
                .isInstanceOf(GradientException.class)
                .hasMessage("the derivative of 2 * argmax(X) by X is not defined: argmax(X) is an index");
    }
}
