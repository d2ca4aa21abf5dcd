package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.checkpoint;
import static org.chainrule.Chainrule.fold;
import static org.chainrule.Chainrule.grad;
import static org.chainrule.Chainrule.hvp;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.scan;
import static org.chainrule.Chainrule.square;
import static org.chainrule.Chainrule.sum;
import static org.chainrule.Chainrule.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Loops and checkpoints against the same graphs written out. */
class RecurrenceTest {
    private static final int STEPS = 5;

    private final Node w = param("W", 3, 3);
    private final Node u = param("U", 3, 2);
    private final Node h0 = param("h0", 3, 1);
    private final Node xs = input("xs", STEPS, 2, 1);

    private Node cell(Node h, Node x) {
        return tanh(w.matmul(h).plus(u.matmul(x))).times(sum(square(w)));
    }

    private static Tensor random(Shape shape, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Tensor.fill(DType.F64, shape, k -> random.nextDouble() - 0.5);
    }

    private List<Binding> values() {
        List<Binding> values = new ArrayList<>();
        for (Node leaf : List.of(w, u, h0, xs)) {
            values.add(leaf.is(random(leaf.shape(), values.size())));
        }
        return values;
    }

    private static Node element(Node xs, int t) {
        return Reshape.to(
                Slicing.slice(xs, 0, Dim.of(t), Dim.of(t + 1)), xs.shape().without(0));
    }

    private Node unrolled() {
        Node h = h0;
        Node loss = Node.constant(0);
        for (int t = 0; t < STEPS; t++) {
            h = cell(h, element(xs, t));
            loss = loss.plus(sum(square(h)));
        }
        return loss.plus(sum(h));
    }

    private Node looped() {
        Node states = scan(this::cell, h0, xs);
        return sum(square(states)).plus(sum(fold(this::cell, h0, xs)));
    }

    private void same(List<Node> ones, List<Node> others) {
        List<Node> all = new ArrayList<>(ones);
        all.addAll(others);
        Values interpreted = Interpreter.run(all, values());
        Values compiled = Program.of(all, DType.F64).run(values());
        for (int i = 0; i < ones.size(); i++) {
            Tensor wanted = interpreted.get(ones.get(i));
            for (Values got : List.of(interpreted, compiled)) {
                Tensor found = got.get(others.get(i));
                assertThat(found.shape()).isEqualTo(wanted.shape());
                assertThat(found.toArray()).containsExactly(wanted.toArray(), within(1e-12));
            }
        }
    }

    private List<Node> derivatives(Node loss) {
        List<Node> all = new ArrayList<>(List.of(loss));
        for (Node variable : List.of(w, u, h0, xs)) {
            all.add(grad(loss, variable));
        }
        all.add(hvp(loss, w, w.times(0.5)));
        all.add(grad(sum(square(grad(loss, xs))), u));
        return all;
    }

    @Test
    void aLoopIsTheSameGraphWrittenOut() {
        same(derivatives(unrolled()), derivatives(looped()));
    }

    @Test
    void theGraphDoesNotGrowWithTheSteps() {
        Node many = input("many", "T", 2, 1);
        Node loss = sum(square(scan(this::cell, h0, many)));
        Node gradient = grad(loss, w);
        assertThat(Walk.from(List.of(loss, gradient)).size()).isLessThan(60);
        int steps = 20_000;
        List<Binding> values = List.of(
                w.is(random(w.shape(), 1)),
                u.is(random(u.shape(), 2)),
                h0.is(random(h0.shape(), 3)),
                many.is(random(Shape.of(steps, 2, 1), 4)));
        assertThat(Interpreter.run(List.of(gradient), values).get(gradient).isFinite())
                .isTrue();
    }

    @Test
    void loopsNest() {
        Node x = input("x", 3, 4);
        Node rows = fold((s, row) -> s.plus(square(fold((p, e) -> p.times(2).plus(e.times(s)), s, row))), h0.sum(), x);
        Node h = h0.sum();
        for (int i = 0; i < 3; i++) {
            Node s = h;
            Node p = s;
            for (int j = 0; j < 4; j++) {
                p = p.times(2).plus(element(element(x, i), j).times(s));
            }
            h = s.plus(square(p));
        }
        Binding[] at = {x.is(random(x.shape(), 5)), h0.is(Tensor.full(DType.F64, h0.shape(), 0.1))};
        List<Node> all = List.of(h, rows, grad(h, x), grad(rows, x), grad(h, h0), grad(rows, h0));
        Values values = Interpreter.run(all, List.of(at));
        for (int i = 0; i < all.size(); i += 2) {
            double[] wanted = values.get(all.get(i)).toArray();
            double size = 1 + Math.abs(wanted[0]);
            assertThat(values.get(all.get(i + 1)).toArray()).containsExactly(wanted, within(1e-10 * size));
        }
    }

    @Test
    void aStepKeepsTheShapeOfTheState() {
        assertThatThrownBy(() -> scan((h, x) -> x, h0, xs))
                .hasMessageContaining(
                        "a step of scan gives a state of shape [2, 1], and the one it begins with has shape "
                                + "[3, 1]: make them one shape");
        assertThatThrownBy(() -> scan((h, x) -> h, h0, h0.sum())).hasMessageContaining("first axis");
    }

    @Test
    void aCheckpointChangesNoNumber() {
        Node plain = tanh(w.matmul(tanh(w.matmul(h0))));
        Node kept = checkpoint(h -> tanh(w.matmul(tanh(w.matmul(h)))), h0);
        same(of(sum(square(plain))), of(sum(square(kept))));
    }

    private List<Node> of(Node loss) {
        return List.of(loss, grad(loss, w), grad(loss, h0), hvp(loss, w, w.times(0.5)));
    }

    private static long memory(boolean checkpoints) {
        Node x = param("x", 1000);
        Node h = x;
        for (int part = 0; part < 20; part++) {
            UnaryOperator<Node> steps = in -> {
                Node out = in;
                for (int i = 0; i < 20; i++) {
                    // the running sum keeps the steps from being fused into one loop
                    out = tanh(Cumulative.cumsum(out, 0).times(0.01));
                }
                return out;
            };
            h = checkpoints ? checkpoint(steps, h) : steps.apply(h);
        }
        Node loss = sum(square(h));
        return Program.of(loss, grad(loss, x)).explain(Sizes.NONE).bytes();
    }

    @Test
    void aChainInPartsTakesLessMemory() {
        assertThat(memory(true)).isLessThan(memory(false) / 4);
    }
}
