package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Adjoint;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The part of the table test that holds for any node: one op on leaves, or the graph a function builds. */
final class NodeChecks {
    private final Tally tally;
    private final SplittableRandom random;

    NodeChecks(Tally tally, SplittableRandom random) {
        this.tally = tally;
        this.random = random;
    }

    /**
     * Runs the checks.
     *
     * @param at the case, in words
     * @param rounding the error allowed in float32, relative to the largest entry
     */
    void run(String at, Node node, List<Binding> bindings, Sizes sizes, double rounding) {
        boolean empty = bindings.stream().anyMatch(binding -> binding.value().count() == 0);
        tally.attempt("value", at, () -> value(at, node, bindings, sizes, empty));
        tally.attempt("float32", at, () -> float32(at, node, bindings, sizes, rounding));
        if (node.type().isReal()) {
            tally.attempt("vjp", at, () -> {
                if (empty) {
                    gradientOfNothing(node, bindings, sizes);
                } else {
                    derivatives(at, node, bindings, sizes);
                }
            });
        }
    }

    private void value(String at, Node node, List<Binding> bindings, Sizes sizes, boolean empty) {
        Values values = Interpreter.run(List.of(node), bindings, sizes, DType.F64);
        // The mean of no entries is NaN and has to be.
        tally.require(
                "value",
                empty || values.get(node).isFinite(),
                at + ": "
                        + values.firstNonFinite()
                                .map(first -> first.message().toString())
                                .orElse("")
                        + "; sample where it is finite, with domain(...)");
    }

    /** There is nothing to compare, but the gradient has to exist and to have the shape of the input. */
    private void gradientOfNothing(Node node, List<Binding> bindings, Sizes sizes) {
        Gradient gradient = Gradient.of(node.sum());
        for (Binding binding : bindings) {
            if (gradient.adjoint(binding.leaf()) instanceof Adjoint.Value adjoint) {
                Interpreter.run(List.of(adjoint.node()), bindings, sizes, DType.F64);
                tally.pass("vjp by " + ShortText.of(binding.leaf()));
            }
        }
    }

    private void float32(String at, Node node, List<Binding> bindings, Sizes sizes, double rounding) {
        List<Binding> rounded = new ArrayList<>();
        for (Binding binding : bindings) {
            Tensor value = binding.value();
            boolean real = value.dtype().isFloat();
            rounded.add(real ? binding.leaf().is(value.as(DType.F32)) : binding);
        }
        Tensor exact = Interpreter.run(List.of(node), rounded, sizes, DType.F64).get(node);
        Tensor single =
                Interpreter.run(List.of(node), rounded, sizes, DType.F32).get(node);
        if (node.type().isReal()) {
            tally.require("float32", single.dtype() == DType.F32, at + ": the result is " + single.dtype());
        }
        double largest = 1e-30;
        double error = 0;
        for (int i = 0; i < exact.count(); i++) {
            if (Double.isFinite(exact.at(i))) {
                largest = Math.max(largest, Math.abs(exact.at(i)));
            }
            // NaN is the same as NaN here, and an infinity the same as itself.
            if (Double.compare(exact.at(i), single.at(i)) != 0) {
                error = Math.max(error, Math.abs(exact.at(i) - single.at(i)));
            }
        }
        tally.measure(
                "float32",
                error / largest,
                rounding,
                () -> at + ": the float32 result " + single + " is not the float64 result " + exact + " rounded");
    }

    private void derivatives(String at, Node node, List<Binding> bindings, Sizes sizes) {
        Node seed = Node.input("seed", Type.real(node.shape()), Domain.REAL);
        Tensor weights = Tensor.fill(
                DType.F64,
                node.shape()
                        .resolve(Interpreter.run(List.of(node), bindings, sizes, DType.F64)
                                .sizes()),
                i -> (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextDouble()));
        List<Binding> all = new ArrayList<>(bindings);
        all.add(seed.is(weights));
        Node scalar = node.times(seed).sum();
        Gradient gradient = Gradient.of(scalar);
        List<Node> variables = new ArrayList<>();
        for (Binding binding : bindings) {
            Node leaf = binding.leaf();
            if (leaf.type().isReal() && !(gradient.adjoint(leaf) instanceof Adjoint.NotDifferentiable)) {
                variables.add(leaf);
            }
        }
        if (variables.isEmpty()) {
            return;
        }
        Report report = GradientCheck.of(scalar)
                .wrt(variables.toArray(Node[]::new))
                .order(2)
                .seed(random.nextLong())
                .sizes(sizes)
                .at(all.toArray(Binding[]::new));
        for (VariableCheck check : report.variables()) {
            String name = (check.order() == 1 ? "vjp by " : "second derivative by ") + check.variable();
            if (check.ok()) {
                tally.measure(name, check.maxRelError(), 1, () -> "");
            } else {
                tally.fail(name, at + ":\n" + report);
            }
        }
        if (report.ok()) {
            for (Node variable : variables) {
                duality(at, node, variable, seed, all, sizes);
            }
        }
    }

    /** ⟨u, J v⟩ = ⟨Jᵀ u, v⟩. */
    private void duality(String at, Node node, Node variable, Node seed, List<Binding> bindings, Sizes sizes) {
        Node direction = Node.input("direction", Type.real(variable.shape()), Domain.REAL);
        Values values = Interpreter.run(List.of(node, variable), bindings, sizes, DType.F64);
        List<Binding> all = new ArrayList<>(bindings);
        all.add(direction.is(Tensor.fill(DType.F64, values.get(variable).shape(), i -> 2 * random.nextDouble() - 1)));
        Node pushed = Calculus.jvp(node, variable, direction).times(seed);
        Node pulled =
                Gradient.vjp(node, seed, List.of(variable)).orZero(variable).times(direction);
        Values both = Interpreter.run(List.of(pushed, pulled), all, sizes, DType.F64);
        double scale = 1e-30;
        double forward = 0;
        for (double term : both.get(pushed).toArray()) {
            forward += term;
            scale = Math.max(scale, Math.abs(term));
        }
        double reverse = 0;
        for (double term : both.get(pulled).toArray()) {
            reverse += term;
            scale = Math.max(scale, Math.abs(term));
        }
        double error = Math.abs(forward - reverse) / scale;
        double u = forward;
        double v = reverse;
        tally.measure(
                "jvp by " + ShortText.of(variable),
                error,
                1e-8,
                () -> at + ": <u, J v> is " + u + ", but <J'u, v> is " + v);
    }
}
