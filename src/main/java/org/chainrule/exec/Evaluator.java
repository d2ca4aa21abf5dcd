package org.chainrule.exec;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A run that can be continued: every value is computed once and kept, so that a question about one more node costs only
 * the nodes that no question before has needed. A search that tries a thousand variants of a formula at one point asks
 * one evaluator.
 */
public final class Evaluator {
    private final NodeMap<Tensor> given = new NodeMap<>();
    private final NodeMap<Tensor> values = new NodeMap<>();
    private final Sizes sizes;
    private final DType dtype;
    private final Disturbance disturbance;

    /** What becomes of a value between one op and the next. */
    @FunctionalInterface
    public interface Disturbance {
        /** Every value stays as it is. */
        Disturbance NONE = (node, in, value) -> value;

        /**
         * The value that goes on.
         *
         * @param node what was computed
         * @param in the values of its inputs
         * @param value its value
         */
        Tensor of(Node node, List<Tensor> in, Tensor value);
    }

    /**
     * Nothing computed yet.
     *
     * @param bindings a value for every input and parameter that will be asked for
     * @param sizes values of free named sizes that no binding determines
     * @param dtype float64, or float32 to round after every op
     * @throws ChainruleException when a leaf is bound twice, or two values disagree about a size
     */
    public Evaluator(List<Binding> bindings, Sizes sizes, DType dtype) {
        for (Binding binding : bindings) {
            if (!given.putIfAbsent(binding.leaf(), binding.value())) {
                throw new ChainruleException(
                        "{0} is given two values: bind each input once", ShortText.of(binding.leaf()));
            }
        }
        this.sizes = SizeInference.from(bindings, sizes);
        this.dtype = dtype;
        this.disturbance = Disturbance.NONE;
    }

    private Evaluator(Evaluator other, Disturbance disturbance) {
        other.given.forEach(given::put);
        this.sizes = other.sizes;
        this.dtype = other.dtype;
        this.disturbance = disturbance;
    }

    /** Nothing computed yet, at the same point, and with something that happens to every real value. */
    public Evaluator disturbed(Disturbance by) {
        return new Evaluator(this, by);
    }

    /** The values given. */
    public List<Binding> bindings() {
        List<Binding> bindings = new ArrayList<>();
        given.forEach((leaf, value) -> bindings.add(leaf.is(value)));
        return bindings;
    }

    /** What the free named sizes are. */
    public Sizes sizes() {
        return sizes;
    }

    /** Everything computed so far. */
    public Values values() {
        return new Values(values, sizes);
    }

    /**
     * The value of a node.
     *
     * @throws EvaluationException when it cannot be computed; what has been computed on the way stays
     */
    public Tensor value(Node root) {
        Tensor known = values.get(root);
        if (known != null) {
            return known;
        }
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            Node node = stack.element();
            int waiting = stack.size();
            if (!values.has(node)) {
                List<Node> inputs = node.inputs();
                // The first input on top, so that values come in the order in which the formula is read.
                for (int k = inputs.size() - 1; k >= 0; k--) {
                    if (!values.has(inputs.get(k))) {
                        stack.push(inputs.get(k));
                    }
                }
            }
            if (stack.size() == waiting) {
                stack.pop();
                if (!values.has(node)) {
                    values.put(node, computed(node));
                }
            }
        }
        return computedValue(root);
    }

    private Tensor computedValue(Node node) {
        Tensor value = values.get(node);
        if (value == null) {
            throw new IllegalStateException("not computed yet: " + node);
        }
        return value;
    }

    private Tensor computed(Node node) {
        Tensor value = node.op() instanceof Leaf leaf ? leafValue(node, leaf, given.get(node)) : compute(node);
        if (!node.type().isReal()) {
            return value;
        }
        Tensor real = value.dtype() == dtype ? value : value.as(dtype);
        return disturbance == Disturbance.NONE ? real : disturbance.of(node, inputs(node), real);
    }

    private List<Tensor> inputs(Node node) {
        return node.inputs().stream().map(this::computedValue).toList();
    }

    private boolean isGivenToNamesake(Leaf leaf) {
        return bindings().stream()
                .anyMatch(binding -> ((Leaf) binding.leaf().op()).name().equals(leaf.name()));
    }

    private Tensor leafValue(Node node, Leaf leaf, @Nullable Tensor value) {
        if (value == null) {
            Message missing = isGivenToNamesake(leaf)
                    ? say(
                            "this {0} has no value: the one given is of another variable of that name, so keep the node and "
                                    + "use it in both places",
                            leaf.name())
                    : say("{0} has no value: give one of shape {1}", leaf.name(), node.shape());
            throw new EvaluationException(node, placed(missing, node));
        }
        Shape expected = node.shape().resolve(sizes);
        if (!expected.equals(value.shape())) {
            String declared = node.shape() + (expected.equals(node.shape()) ? "" : " = " + expected);
            throw new EvaluationException(
                    node,
                    placed(
                            say("{0} has shape {1}, but its value has shape {2}", leaf.name(), declared, value.shape()),
                            node));
        }
        leaf.domain().violation(value).ifPresent(what -> {
            throw new EvaluationException(
                    node, placed(say("{0} is declared {1}, but {2}", leaf.name(), leaf.domain(), what), node));
        });
        return node.type().isReal() ? value : value.as(DType.I64);
    }

    private Tensor compute(Node node) {
        List<Node> inputs = node.inputs();
        List<Tensor> in = new ArrayList<>(inputs.size());
        for (int k = 0; k < inputs.size(); k++) {
            in.add(computedValue(inputs.get(k)));
        }
        Tensor value;
        try {
            value = node.op().eval(in, sizes);
        } catch (ChainruleException e) {
            throw new EvaluationException(
                    node, placed(say("cannot compute {0}: {1}", ShortText.formula(node), e.sentence()), node), e);
        }
        Shape expected = node.shape().resolve(sizes);
        if (!value.shape().equals(expected)) {
            throw new EvaluationException(
                    node,
                    say(
                            "the op {0} returned shape {1}, but its type rule says {2}: mend Op.eval or Op.infer",
                            node.op().name(), value.shape(), expected));
        }
        return value;
    }

    private static Message placed(Message message, Node node) {
        String place = Notes.place(node);
        return place.isEmpty() ? message : message.detail(Message.at(place));
    }
}
