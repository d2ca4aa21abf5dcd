package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/**
 * Compares derivatives with slopes: the loss ⟨u, y⟩ for random u is moved along a random direction of all variables at
 * once, to first order, and its slope along that direction once more along another, to second order.
 */
final class Slopes {
    private static final double STEP = 1e-5;

    private Slopes() {}

    /** Both orders, by a central difference in each random direction. */
    static void agree(Node y, List<Node> wrt, Binding... at) {
        SplittableRandom random = new SplittableRandom(7);
        Tensor shape = Interpreter.run(List.of(y), at).get(y);
        Node u = Node.constant(Domain.REAL.sample(shape.shape(), random));
        Node loss = y.times(u).sum();
        List<Tensor> first = directions(wrt, at, random);
        Node slope = slope(loss, wrt, first);
        same("first order", slope, loss, wrt, first, at);
        List<Tensor> second = directions(wrt, at, random);
        same("second order", slope(slope, wrt, second), slope, wrt, second, at);
    }

    private static void same(
            String order, Node derivative, Node f, List<Node> wrt, List<Tensor> direction, Binding... at) {
        double exact = value(derivative, at);
        double measured =
                (value(f, moved(wrt, direction, STEP, at)) - value(f, moved(wrt, direction, -STEP, at))) / (2 * STEP);
        assertThat(exact).as(order).isCloseTo(measured, within(2e-7 * Math.max(1, Math.abs(measured))));
    }

    private static Node slope(Node f, List<Node> wrt, List<Tensor> direction) {
        Gradient gradient = Gradient.of(f, wrt);
        Node slope = Node.constant(0);
        for (int i = 0; i < wrt.size(); i++) {
            slope = slope.plus(gradient.orZero(wrt.get(i))
                    .times(Node.constant(direction.get(i)))
                    .sum());
        }
        return slope;
    }

    private static List<Tensor> directions(List<Node> wrt, Binding[] at, SplittableRandom random) {
        return wrt.stream()
                .map(x -> Domain.REAL.sample(valueOf(x, at).shape(), random))
                .toList();
    }

    private static Tensor valueOf(Node x, Binding[] at) {
        for (Binding binding : at) {
            if (binding.leaf() == x) {
                return binding.value();
            }
        }
        throw new IllegalArgumentException("no value for " + x);
    }

    private static Binding[] moved(List<Node> wrt, List<Tensor> direction, double step, Binding... at) {
        List<Binding> moved = new ArrayList<>();
        for (Binding binding : at) {
            int i = wrt.indexOf(binding.leaf());
            Tensor x = binding.value();
            moved.add(
                    i < 0
                            ? binding
                            : binding.leaf()
                                    .is(Tensor.fill(
                                            DType.F64,
                                            x.shape(),
                                            p -> x.at(p)
                                                    + step * direction.get(i).at(p))));
        }
        return moved.toArray(new Binding[0]);
    }

    static double value(Node f, Binding... at) {
        return Interpreter.run(List.of(f), at).get(f).item();
    }
}
