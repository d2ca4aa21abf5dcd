package org.chainrule.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.Line;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** A model, values for it, and what the interpreter makes of them. */
record CodeCase(
        String name,
        FunctionCode code,
        Map<String, Tensor> arguments,
        Map<String, Tensor> expected,
        Map<String, Long> sizes) {
    /** The value of an argument. */
    Tensor argument(String name) {
        return Objects.requireNonNull(arguments.get(name), name);
    }

    /** What a result should be. */
    Tensor expected(String name) {
        return Objects.requireNonNull(expected.get(name), name);
    }

    long size(String name) {
        return Objects.requireNonNull(sizes.get(name), name);
    }

    static CodeCase of(String name, Model model, long seed) {
        Optional<String> loss = model.lossName().filter(known -> {
            try {
                Gradient.of(model.get(known));
                return true;
            } catch (ChainruleException e) {
                return false;
            }
        });
        Optional<Explanation> gradients =
                loss.map(known -> Explanation.of(model.get(known)).names(model.names()));
        FunctionCode code = FunctionCode.of(name, model.names(), model.definitions(), loss, gradients);
        Map<String, Long> given = new LinkedHashMap<>();
        long next = 3;
        for (Node leaf : model.leaves()) {
            Tensor value = model.values().get(leaf);
            for (int axis = 0; axis < leaf.rank(); axis++) {
                for (Dim dim : leaf.shape().dim(axis).names()) {
                    if (!dim.isKnown() && !given.containsKey(dim.freeName())) {
                        boolean plain = !leaf.shape().dim(axis).freeName().isEmpty();
                        given.put(
                                dim.freeName(),
                                value != null && plain ? value.shape().extent(axis) : next++);
                    }
                }
            }
        }
        Sizes sizes = Sizes.of(given);
        SplittableRandom random = new SplittableRandom(seed);
        List<Binding> bindings = new ArrayList<>();
        Map<String, Tensor> arguments = new LinkedHashMap<>();
        for (Node leaf : model.leaves()) {
            Tensor value = model.values().get(leaf);
            bindings.add(leaf.is(
                    value != null
                            ? value
                            : ((Leaf) leaf.op()).domain().sample(leaf.shape().resolve(sizes), random)));
        }
        List<Node> wanted = new ArrayList<>();
        Map<String, Node> named = new LinkedHashMap<>();
        gradients.ifPresent(explained -> {
            Gradient gradient = Gradient.of(model.get(loss.orElseThrow()));
            for (Line line : explained.lines()) {
                String left = line.name() + (model.definitions().contains(line.name()) ? "_" : "");
                line.variable().ifPresent(variable -> named.put(left, gradient.orZero(variable)));
            }
        });
        code.results().forEach(result -> named.computeIfAbsent(result, model::get));
        named.keySet().retainAll(code.results());
        wanted.addAll(named.values());
        Values values = Interpreter.run(wanted, bindings);
        Map<String, Tensor> expected = new LinkedHashMap<>();
        named.forEach((result, node) -> expected.put(result, values.get(node)));
        bindings.forEach(binding -> arguments.put(binding.leaf().label().orElseThrow(), binding.value()));
        return new CodeCase(name, code, arguments, expected, given);
    }
}
