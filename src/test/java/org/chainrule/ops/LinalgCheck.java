package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Derivatives of a node along random directions, order by order, against central differences. */
final class LinalgCheck {
    private static final double STEP = 2e-3;

    private final Map<Node, Tensor> point = new LinkedHashMap<>();
    private final Map<Node, Tensor> fixed = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    /** A real input. */
    static Node leaf(String name, long... sizes) {
        return Node.input(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    /** An index input. */
    static Node index(String name, long... sizes) {
        return Node.input(name, Type.index(Shape.of(sizes)), Domain.REAL);
    }

    /** The value of a node. */
    static Tensor run(Node node, Binding... bindings) {
        return Interpreter.run(List.of(node), bindings).get(node);
    }

    /** Entries agree to a relative 1e-12, scaled by the largest. */
    static void assertClose(Tensor actual, Tensor expected) {
        assertClose(actual, expected, 1e-12);
    }

    static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double scale = 1;
        for (int i = 0; i < expected.count(); i++) {
            scale = Math.max(scale, Math.abs(expected.at(i)));
        }
        for (int i = 0; i < expected.count(); i++) {
            assertThat(actual.at(i))
                    .as("entry %d of %s, expected %s", i, actual, expected)
                    .isCloseTo(expected.at(i), within(tolerance * scale));
        }
    }

    /** A random normal tensor, the same at every run of a test. */
    Tensor normal(long... sizes) {
        return Domain.REAL.sample(Shape.of(sizes), random);
    }

    /** A well-conditioned random matrix, symmetric positive definite. */
    Tensor spd(int n) {
        return Domain.of(Domain.Kind.SPD).sample(Shape.of(n, n), random);
    }

    /** With a value for a variable to differentiate by; random when none is given. */
    LinalgCheck at(Node x) {
        return at(x, Domain.REAL.sample(x.shape(), random));
    }

    LinalgCheck at(Node x, Tensor value) {
        point.put(x, value);
        return this;
    }

    /** With a value for an input that is not differentiated by. */
    LinalgCheck with(Node x, Tensor value) {
        fixed.put(x, value);
        return this;
    }

    /** Checks the derivatives up to an order. */
    void check(Node y, int orders) {
        check(y, orders, 1e-8);
    }

    void check(Node y, int orders, double tolerance) {
        Tensor weights = Domain.REAL.sample(y.shape(), random);
        Node scalar = y.times(Node.constant(weights)).sum();
        for (int order = 1; order <= orders; order++) {
            Gradient gradient = Gradient.of(scalar, List.copyOf(point.keySet()));
            Map<Node, Tensor> direction = new LinkedHashMap<>();
            Node slope = Node.constant(0);
            for (Node x : point.keySet()) {
                Tensor along = Domain.REAL.sample(x.shape(), random);
                direction.put(x, along);
                slope = slope.plus(
                        gradient.orZero(x).times(Node.constant(along)).sum());
            }
            double expected = difference(scalar, direction);
            double actual = value(slope, 0, direction);
            assertThat(actual)
                    .as("derivative of order %d of %s", order, y)
                    .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
            if (order == 1) {
                assertThat(forward(y, weights, direction))
                        .as("forward derivative of %s", y)
                        .isCloseTo(actual, within(1e-10 * Math.max(1, Math.abs(actual))));
            }
            scalar = slope;
        }
    }

    /** The same slope by Jacobian-vector products. */
    private double forward(Node y, Tensor weights, Map<Node, Tensor> direction) {
        double sum = 0;
        for (Map.Entry<Node, Tensor> along : direction.entrySet()) {
            Node pushed = Calculus.jvp(y, along.getKey(), Node.constant(along.getValue()));
            sum += value(pushed.times(Node.constant(weights)).sum(), 0, direction);
        }
        return sum;
    }

    /** Central differences of sixth order. */
    private double difference(Node f, Map<Node, Tensor> direction) {
        double near = value(f, STEP, direction) - value(f, -STEP, direction);
        double far = value(f, 2 * STEP, direction) - value(f, -2 * STEP, direction);
        double wide = value(f, 3 * STEP, direction) - value(f, -3 * STEP, direction);
        return (45 * near - 9 * far + wide) / (60 * STEP);
    }

    private double value(Node f, double step, Map<Node, Tensor> direction) {
        List<Binding> bindings = new ArrayList<>();
        point.forEach((x, base) -> {
            Tensor along = direction.getOrDefault(x, base);
            bindings.add(x.is(Tensor.fill(DType.F64, base.shape(), i -> base.at(i) + step * along.at(i))));
        });
        fixed.forEach((x, value) -> bindings.add(x.is(value)));
        return Interpreter.run(List.of(f), bindings, DType.F64).get(f).item();
    }
}
