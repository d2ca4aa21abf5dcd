package org.chainrule.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The same chain on objects that hold value and gradient, each with a closure that passes the gradient on: the design of
 * micrograd (Karpathy 2020), with a stack of its own instead of recursion, which would not reach 10,000 steps.
 */
public final class ScalarObjects {
    final double value;
    double gradient;
    private final List<ScalarObjects> inputs;
    private Runnable backward = () -> {};
    private State state = State.NEW;

    /** How far the walk has come with an object. */
    private enum State {
        NEW,
        OPEN,
        DONE
    }

    private ScalarObjects(double value, List<ScalarObjects> inputs) {
        this.value = value;
        this.inputs = inputs;
    }

    /** A number that is given. */
    public static ScalarObjects leaf(double value) {
        return new ScalarObjects(value, List.of());
    }

    /** The number. */
    public double value() {
        return value;
    }

    /** What the last {@link #backward} has found for it. */
    public double gradient() {
        return gradient;
    }

    /** tanh of it. */
    public ScalarObjects tanh() {
        double tanh = Math.tanh(value);
        ScalarObjects out = new ScalarObjects(tanh, List.of(this));
        out.backward = () -> gradient += out.gradient * (1 - tanh * tanh);
        return out;
    }

    /** sin of it. */
    public ScalarObjects sin() {
        ScalarObjects out = new ScalarObjects(Math.sin(value), List.of(this));
        out.backward = () -> gradient += out.gradient * Math.cos(value);
        return out;
    }

    /** Their product. */
    public ScalarObjects times(ScalarObjects other) {
        ScalarObjects out = new ScalarObjects(value * other.value, List.of(this, other));
        out.backward = () -> {
            gradient += out.gradient * other.value;
            other.gradient += out.gradient * value;
        };
        return out;
    }

    /** Their sum. */
    public ScalarObjects plus(ScalarObjects other) {
        ScalarObjects out = new ScalarObjects(value + other.value, List.of(this, other));
        out.backward = () -> {
            gradient += out.gradient;
            other.gradient += out.gradient;
        };
        return out;
    }

    /** The chain with its values. */
    record Chained(ScalarObjects start, List<ScalarObjects> weights, ScalarObjects end) {}

    static Chained build(int steps) {
        ScalarObjects start = leaf(Chain.START);
        List<ScalarObjects> weights = new ArrayList<>(steps);
        ScalarObjects x = start;
        for (int i = 0; i < steps; i++) {
            ScalarObjects w = leaf(Chain.weight(i));
            weights.add(w);
            x = x.sin().times(w).plus(x);
        }
        return new Chained(start, weights, x);
    }

    /** Fills in the gradients of everything this is computed from. */
    public ScalarObjects backward() {
        List<ScalarObjects> order = new ArrayList<>();
        Deque<ScalarObjects> stack = new ArrayDeque<>();
        stack.push(this);
        while (!stack.isEmpty()) {
            ScalarObjects top = stack.element();
            if (top.state == State.NEW) {
                top.state = State.OPEN;
                for (ScalarObjects input : top.inputs) {
                    if (input.state == State.NEW) {
                        stack.push(input);
                    }
                }
            } else {
                stack.pop();
                if (top.state == State.OPEN) {
                    top.state = State.DONE;
                    order.add(top);
                }
            }
        }
        for (ScalarObjects node : order) {
            node.gradient = 0;
            node.state = State.NEW;
        }
        gradient = 1;
        for (int i = order.size() - 1; i >= 0; i--) {
            order.get(i).backward.run();
        }
        return this;
    }
}
