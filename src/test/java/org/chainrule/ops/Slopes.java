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
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
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
        List<Binding> all = new ArrayList<>(List.of(at));
        Tensor value = Interpreter.run(List.of(y), at).get(y);
        Node loss = y.times(along(y, value.shape(), random, all)).sum();
        List<Binding> first = directions(wrt, at, random);
        all.addAll(first);
        Node slope = slope(loss, wrt, first);
        same("first order", slope, loss, wrt, first, all);
        List<Binding> second = directions(wrt, at, random);
        all.addAll(second);
        same("second order", slope(slope, wrt, second), slope, wrt, second, all);
    }

    private static Node along(Node like, Shape shape, SplittableRandom random, List<Binding> bindings) {
        // A leaf, not a constant, so that sizes of the graph may be free.
        Node leaf = Node.input("u", Type.real(like.shape()), Domain.REAL);
        bindings.add(leaf.is(Domain.REAL.sample(shape, random)));
        return leaf;
    }

    private static void same(
            String order, Node derivative, Node f, List<Node> wrt, List<Binding> direction, List<Binding> at) {
        double exact = value(derivative, at);
        double above = value(f, moved(wrt, direction, STEP, at));
        double below = value(f, moved(wrt, direction, -STEP, at));
        double measured = (above - below) / (2 * STEP);
        assertThat(exact).as(order).isCloseTo(measured, within(2e-7 * Math.max(1, Math.abs(measured))));
    }

    private static Node slope(Node f, List<Node> wrt, List<Binding> direction) {
        Gradient gradient = Gradient.of(f, wrt);
        Node slope = Node.constant(0);
        for (int i = 0; i < wrt.size(); i++) {
            slope = slope.plus(
                    gradient.orZero(wrt.get(i)).times(direction.get(i).leaf()).sum());
        }
        return slope;
    }

    private static List<Binding> directions(List<Node> wrt, Binding[] at, SplittableRandom random) {
        List<Binding> directions = new ArrayList<>();
        wrt.forEach(x -> along(x, valueOf(x, at).shape(), random, directions));
        return directions;
    }

    private static Tensor valueOf(Node x, Binding[] at) {
        for (Binding binding : at) {
            if (binding.leaf() == x) {
                return binding.value();
            }
        }
        throw new IllegalArgumentException("no value for " + x);
    }

    private static List<Binding> moved(List<Node> wrt, List<Binding> direction, double step, List<Binding> at) {
        List<Binding> moved = new ArrayList<>();
        for (Binding binding : at) {
            int i = wrt.indexOf(binding.leaf());
            if (i < 0) {
                moved.add(binding);
                continue;
            }
            Tensor x = binding.value();
            Tensor v = direction.get(i).value();
            moved.add(binding.leaf().is(Tensor.fill(DType.F64, x.shape(), p -> x.at(p) + step * v.at(p))));
        }
        return moved;
    }

    private static double value(Node f, List<Binding> at) {
        return Interpreter.run(List.of(f), at, DType.F64).get(f).item();
    }
}
