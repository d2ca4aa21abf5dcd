package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.grad.Graphs.positive;
import static org.chainrule.grad.Graphs.real;
import static org.chainrule.grad.Graphs.value;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A zero, a missing path and a question without meaning are three answers. */
class AdjointTest {
    /** A choice of positions, as a sort order is. */
    record Order() implements Op {
        @Override
        public String name() {
            return "order";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            return in.get(0);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            throw new IllegalStateException("has none");
        }

        @Override
        public Smoothness smoothness(int arg) {
            return Smoothness.none("order chooses positions");
        }
    }

    private final Node x = real("x", 3);
    private final Node y = real("y", 3);

    @Test
    void aDerivativeIsAValue() {
        Adjoint adjoint = Gradient.of(x.times(y).sum()).adjoint(x);
        assertThat(adjoint).isInstanceOf(Adjoint.Value.class);
        assertThat(adjoint.why().isEmpty()).isTrue();
    }

    @Test
    void aFlatPathIsZeroWithAReason() {
        Node loss = positive(x).times(y).sum().named("J1");
        Gradient gradient = Gradient.of(loss);
        assertThat(gradient.adjoint(x))
                .isInstanceOf(Adjoint.Zero.class)
                .extracting(Adjoint::why)
                .hasToString("the derivative of J1 by x is zero: the comparison greater is piecewise constant");
        assertThatThrownBy(() -> gradient.get(x))
                .isInstanceOf(GradientException.class)
                .hasMessage(
                        "the derivative of J1 by x is zero: the comparison greater is piecewise constant. If zero is "
                                + "what you want, ask for orZero");
        assertThat(value(gradient.orZero(x), x.is(Tensor.ones(3)))).isEqualTo(Tensor.zeros(3));
        assertThat(gradient.get(y).shape()).isEqualTo(Shape.of(3));
    }

    @Test
    void theReasonReachesWhatLiesBelow() {
        Node below = x.square().plus(y);
        Node loss = positive(below).sum().named("J2");
        assertThat(Gradient.of(loss).adjoint(y).why())
                .hasToString("the derivative of J2 by y is zero: the comparison greater is piecewise constant");
    }

    @Test
    void whatIsNotUsedIsAbsent() {
        Node loss = x.sum().named("J3");
        Gradient gradient = Gradient.of(loss);
        assertThat(gradient.adjoint(y))
                .isInstanceOf(Adjoint.Absent.class)
                .extracting(Adjoint::why)
                .hasToString("J3 does not depend on y");
        assertThatThrownBy(() -> gradient.get(y))
                .hasMessage("J3 does not depend on y. If zero is what you want, ask for orZero");
        assertThat(value(gradient.orZero(y), y.is(Tensor.ones(3)))).isEqualTo(Tensor.zeros(3));
    }

    @Test
    void aChoiceOfPositionsHasNoDerivative() {
        Node loss = new Order().of(x).sum().named("J4");
        Gradient gradient = Gradient.of(loss);
        assertThat(gradient.adjoint(x))
                .isInstanceOf(Adjoint.NotDifferentiable.class)
                .extracting(Adjoint::why)
                .hasToString("the derivative of J4 by x is not defined: order chooses positions");
        assertThatThrownBy(() -> gradient.get(x))
                .hasMessage("the derivative of J4 by x is not defined: order chooses positions");
        assertThatThrownBy(() -> gradient.orZero(x))
                .hasMessage("the derivative of J4 by x is not defined: order chooses positions");
    }

    @Test
    void noMeaningOutweighsZeroAndAValueOutweighsBoth() {
        Node both = new Order().of(x).plus(positive(x)).sum();
        assertThat(Gradient.of(both).adjoint(x)).isInstanceOf(Adjoint.NotDifferentiable.class);
        Node turned = positive(x).plus(new Order().of(x)).sum();
        assertThat(Gradient.of(turned).adjoint(x)).isInstanceOf(Adjoint.NotDifferentiable.class);
        assertThat(Gradient.of(both.plus(x.sum())).adjoint(x)).isInstanceOf(Adjoint.Value.class);
    }

    @Test
    void anIndexHasNoDerivative() {
        Node k = Node.input("k", Type.index(Shape.of(3)), org.chainrule.tensor.Domain.integer(0, 2));
        Node loss = x.times(k).sum().named("J5");
        assertThat(Gradient.of(loss).adjoint(k).why())
                .hasToString("the derivative of J5 by k is not defined: k is an index");
    }

    @Test
    void stopGradientIsAZeroThatWasAskedFor() {
        Node loss = x.times(x.stopGradient()).sum();
        assertThat(value(Calculus.grad(loss, x), x.is(Tensor.of(1, 2, 3)))).isEqualTo(Tensor.of(1, 2, 3));
        Node stopped = x.stopGradient().sum().named("J6");
        assertThat(Gradient.of(stopped).adjoint(x))
                .isInstanceOf(Adjoint.Zero.class)
                .extracting(Adjoint::why)
                .hasToString("the derivative of J6 by x is zero: stop_gradient was asked for");
    }
}
