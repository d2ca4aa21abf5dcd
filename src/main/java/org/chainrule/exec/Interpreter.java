package org.chainrule.exec;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * The reference interpreter: one op after the other, every intermediate kept. It is slow and obvious, and it is what a
 * graph means; every faster way to run a graph is compared with it.
 *
 * <pre>{@code
 * Values values = Interpreter.run(List.of(loss), X.is(data), Y.is(labels));
 * double j = values.get(loss).item();
 * }</pre>
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * Runs a graph in float64.
     *
     * @param outputs what to compute
     * @param bindings a value for every input and parameter the outputs depend on
     * @throws ChainruleException when a value is missing, or has the wrong shape or domain; it names the variable
     */
    public static Values run(List<Node> outputs, Binding... bindings) {
        return run(outputs, List.of(bindings), DType.F64);
    }

    /** Runs a graph in float64, with the bindings of a model. */
    public static Values run(List<Node> outputs, List<Binding> bindings) {
        return run(outputs, bindings, DType.F64);
    }

    /**
     * Runs a graph.
     *
     * @param dtype float64, or float32 to round after every op
     */
    public static Values run(List<Node> outputs, List<Binding> bindings, DType dtype) {
        return run(outputs, bindings, Sizes.NONE, dtype);
    }

    /**
     * Runs a graph.
     *
     * @param sizes values of free named sizes that no binding determines
     */
    public static Values run(List<Node> outputs, List<Binding> bindings, Sizes sizes, DType dtype) {
        if (!dtype.isFloat()) {
            throw new ChainruleException("a graph runs in float64 or float32, not in whole numbers");
        }
        NodeMap<Tensor> given = new NodeMap<>();
        for (Binding binding : bindings) {
            if (!given.putIfAbsent(binding.leaf(), binding.value())) {
                throw new ChainruleException(
                        ShortText.of(binding.leaf()) + " is given two values: bind each input once");
            }
        }
        Sizes all = SizeInference.from(bindings, sizes);
        NodeMap<Tensor> values = new NodeMap<>();
        Walk walk = Walk.from(outputs);
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            Tensor value = node.op() instanceof Leaf leaf
                    ? leafValue(node, leaf, given.get(node), all)
                    : compute(node, values, all);
            boolean real = node.type().isReal() && value.dtype() != dtype;
            values.put(node, real ? value.as(dtype) : value);
        }
        return new Values(values, all);
    }

    private static Tensor leafValue(
            Node node, Leaf leaf, @org.jspecify.annotations.Nullable Tensor value, Sizes sizes) {
        if (value == null) {
            throw new EvaluationException(
                    node, leaf.name() + " has no value: give one of shape " + node.shape() + place(node));
        }
        Shape expected = node.shape().resolve(sizes);
        if (!expected.equals(value.shape())) {
            String resolved = expected.equals(node.shape()) ? "" : " = " + expected;
            throw new EvaluationException(
                    node,
                    leaf.name() + " has shape " + node.shape() + resolved + ", but its value has shape " + value.shape()
                            + place(node));
        }
        leaf.domain().violation(value).ifPresent(what -> {
            throw new EvaluationException(
                    node, leaf.name() + " is declared " + leaf.domain() + ", but " + what + place(node));
        });
        return node.type().isReal() ? value : value.as(DType.I64);
    }

    private static Tensor compute(Node node, NodeMap<Tensor> values, Sizes sizes) {
        List<Node> inputs = node.inputs();
        List<Tensor> in = new ArrayList<>(inputs.size());
        for (int k = 0; k < inputs.size(); k++) {
            Tensor value = values.get(inputs.get(k));
            if (value == null) {
                throw new IllegalStateException("not computed yet: " + inputs.get(k));
            }
            in.add(value);
        }
        Tensor value;
        try {
            value = node.op().eval(in, sizes);
        } catch (ChainruleException e) {
            throw new EvaluationException(
                    node, "cannot compute " + ShortText.formula(node) + ": " + e.getMessage() + place(node), e);
        }
        Shape expected = node.shape().resolve(sizes);
        if (!value.shape().equals(expected)) {
            throw new EvaluationException(
                    node,
                    "the op " + node.op().name() + " returned shape " + value.shape() + ", but its type rule says "
                            + expected + ": mend Op.eval or Op.infer");
        }
        return value;
    }

    private static String place(Node node) {
        String place = Notes.place(node);
        return place.isEmpty() ? "" : "\n  at " + place;
    }
}
