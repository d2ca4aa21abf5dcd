package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What a name of an ONNX graph stands for while it is read: a node with the type of its entries, or a sequence, which is nothing
 * but the list of what it holds and leaves no trace in the graph.
 *
 * @param sizes the entries, when they are computed from shapes that have free sizes: each a size, or a negative number
 * @param items what a sequence holds; an optional without a value is one that holds nothing
 */
record Val(@Nullable Node tensor, ElementType type, @Nullable List<Object> sizes, @Nullable List<Val> items) {
    static Val of(Node node, ElementType type) {
        return new Val(node, type, null, null);
    }

    static Val sequence(List<Val> items) {
        return new Val(null, items.isEmpty() ? ElementType.FLOAT : items.get(0).type, null, List.copyOf(items));
    }

    Val withSizes(List<?> dims) {
        return new Val(tensor, type, List.copyOf(dims), items);
    }

    Optional<List<Object>> dims() {
        return Optional.ofNullable(sizes);
    }

    boolean isSequence() {
        return items != null;
    }

    Node node() {
        if (tensor == null) {
            throw new ChainruleException(say("it is a sequence, and a tensor is needed"));
        }
        return tensor;
    }

    List<Val> list() {
        if (items == null) {
            throw new ChainruleException(say("it is a tensor, and a sequence is needed"));
        }
        return items;
    }

    Shape shape() {
        return node().shape();
    }
}
