package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/**
 * Compares derivatives with difference quotients. S0 is a random weighted sum of the result, and Sn the slope of S(n-1)
 * along a random direction, formed by reverse mode; so every order is a comparison of two numbers.
 */
final class GradCheck {
    private static final int ORDERS = 2;

    private GradCheck() {}

    /** Checks a function of several tensors at a point, at orders 1 and 2. */
    static void check(String what, Function<List<Node>, Node> f, Tensor... point) {
        check(what, f, ORDERS, point);
    }

    static void check(String what, Function<List<Node>, Node> f, int orders, Tensor... point) {
        SplittableRandom random = new SplittableRandom(what.hashCode());
        List<Node> xs = IntStream.range(0, point.length)
                .mapToObj(i -> Node.input("x" + i, Type.real(point[i].shape()), Domain.REAL))
                .toList();
        Node y = f.apply(xs);
        Node slope =
                y.times(Node.constant(Domain.REAL.sample(y.shape(), random))).sum();
        for (int order = 1; order <= orders; order++) {
            List<Tensor> direction = new ArrayList<>();
            for (Tensor x : point) {
                direction.add(Domain.REAL.sample(x.shape(), random));
            }
            Node before = slope;
            Gradient gradient = Gradient.of(before, xs);
            Node next = Node.constant(0);
            for (int i = 0; i < point.length; i++) {
                next = next.plus(gradient.orZero(xs.get(i))
                        .times(Node.constant(direction.get(i)))
                        .sum());
            }
            slope = next;
            double exact = value(slope, xs, List.of(point));
            double quotient = derivative(t -> value(before, xs, moved(point, direction, t)));
            assertThat(exact)
                    .as("derivative of order %d of %s", order, what)
                    .isCloseTo(quotient, within(1e-7 * Math.max(1, Math.abs(quotient))));
        }
    }

    private static List<Tensor> moved(Tensor[] point, List<Tensor> direction, double t) {
        List<Tensor> moved = new ArrayList<>();
        for (int k = 0; k < point.length; k++) {
            Tensor x = point[k];
            Tensor d = direction.get(k);
            moved.add(Tensor.fill(DType.F64, x.shape(), i -> x.at(i) + t * d.at(i)));
        }
        return moved;
    }

    private static double value(Node node, List<Node> xs, List<Tensor> values) {
        return Interpreter.run(List.of(node), bind(xs, values)).get(node).item();
    }

    static Binding[] bind(List<Node> xs, List<Tensor> values) {
        return IntStream.range(0, xs.size())
                .mapToObj(i -> xs.get(i).is(values.get(i)))
                .toArray(Binding[]::new);
    }

    /** The derivative at 0 by Richardson extrapolation of central differences (Ridders 1982). */
    private static double derivative(DoubleUnaryOperator f) {
        int levels = 5;
        double[][] table = new double[levels][levels];
        double best = Double.NaN;
        double error = Double.POSITIVE_INFINITY;
        double h = 0.01;
        for (int i = 0; i < levels; i++, h /= 2) {
            table[i][0] = (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
            double factor = 1;
            for (int j = 1; j <= i; j++) {
                factor *= 4;
                table[i][j] = (factor * table[i][j - 1] - table[i - 1][j - 1]) / (factor - 1);
                double estimate =
                        Math.max(Math.abs(table[i][j] - table[i][j - 1]), Math.abs(table[i][j] - table[i - 1][j - 1]));
                if (estimate < error) {
                    error = estimate;
                    best = table[i][j];
                }
            }
        }
        return best;
    }

    /** The value of a function of one tensor. */
    static Tensor value(Function<Node, Node> f, Tensor x) {
        Node in = Node.input("x", Type.real(x.shape()), Domain.REAL);
        Node y = f.apply(in);
        return Interpreter.run(List.of(y), in.is(x)).get(y);
    }

    /** The gradient of the sum of a function's result. */
    static Tensor gradient(Function<Node, Node> f, Tensor x) {
        return value(in -> Gradient.of(f.apply(in).sum(), List.of(in)).orZero(in), x);
    }

    /** The gradient of the sum of the gradient: for elementwise functions, the second derivative. */
    static Tensor second(Function<Node, Node> f, Tensor x) {
        return gradient(in -> Gradient.of(f.apply(in).sum(), List.of(in)).orZero(in), x);
    }
}
