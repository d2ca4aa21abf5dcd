package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Writes graphs as ONNX: by the rows of {@link ExportRows}, and what has no row by its definition. */
final class Exporter {
    private final GraphWriter out;
    private final ExportRows rows;
    private final NodeMap<String> names = new NodeMap<>();
    /** What is written instead of a node that has no row. */
    private final NodeMap<Node> instead = new NodeMap<>();

    private final Map<Node, Tensor> values;
    private final List<Node> leaves = new ArrayList<>();

    /** @param values of the leaves that are not inputs */
    Exporter(Map<Node, Tensor> values, ElementType real) {
        this.values = values;
        this.out = new GraphWriter(real);
        this.rows = new ExportRows(this, out);
    }

    /** The file for the outputs under their names. */
    byte[] write(Map<String, Node> outputs) {
        refuseUnknown(outputs);
        outputs.keySet().forEach(out::name);
        for (Node node : Walk.from(List.copyOf(outputs.values())).nodes()) {
            if (node.op() instanceof Leaf leaf) {
                leaf(node, leaf);
            }
        }
        outputs.forEach((name, node) -> {
            written(node);
            out.node("Identity", List.of(names.at(node)), List.of(name));
            out.output(name, node.shape(), !node.type().isReal());
        });
        return out.toBytes("chainrule");
    }

    private void leaf(Node node, Leaf leaf) {
        String name = out.name(leaf.name());
        names.put(node, name);
        leaves.add(node);
        Tensor value = values.get(node);
        if (value == null) {
            out.input(name, node.shape(), !node.type().isReal());
        } else {
            out.initializer(name, value);
        }
    }

    /** What a node is made of when it is written: its inputs, or what is written instead of it. */
    private List<Node> parts(Node node) {
        Node other = instead.get(node);
        return other == null ? node.inputs() : List.of(other);
    }

    private void refuseUnknown(Map<String, Node> outputs) {
        TreeSet<String> unknown = new TreeSet<>();
        NodeMap<Boolean> seen = new NodeMap<>();
        Deque<Node> waiting = new ArrayDeque<>(outputs.values());
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            if (!seen.putIfAbsent(node, true)) {
                continue;
            }
            if (!node.isLeaf() && !node.isConstant() && !rows.has(node)) {
                Optional<Node> definition = node.op().definition(node.inputs());
                if (definition.isPresent() && definition.get() != node) {
                    instead.put(node, definition.get());
                } else if (!rows.isLinear(node)) {
                    unknown.add(node.op().name());
                }
            }
            parts(node).forEach(waiting::push);
        }
        if (!unknown.isEmpty()) {
            throw new ChainruleException(
                    say("ONNX has nothing for {0}, so this cannot be written in it", String.join(", ", unknown)));
        }
    }

    /** Writes a node and all it is made of. */
    private void written(Node root) {
        Deque<Node> stack = new ArrayDeque<>(List.of(root));
        while (!stack.isEmpty()) {
            Node node = stack.element();
            if (names.has(node)) {
                stack.pop();
                continue;
            }
            int waiting = stack.size();
            List<Node> parts = parts(node);
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (!names.has(parts.get(i))) {
                    stack.push(parts.get(i));
                }
            }
            if (stack.size() == waiting) {
                stack.pop();
                names.put(node, single(node));
            }
        }
    }

    private String single(Node node) {
        Node other = instead.get(node);
        if (other != null) {
            return names.at(other);
        }
        return node.op() instanceof Constant constant ? out.constant(constant.value()) : rows.write(node);
    }

    /** The name of a node that is written already. */
    String nameOf(Node node) {
        return names.at(node);
    }

    /** The name of a node as real numbers. */
    String realOf(Node node) {
        String name = names.at(node);
        return node.type().isReal()
                ? name
                : out.node("Cast", List.of(name), "to", out.real().code());
    }

    /** A shape as a vector of whole numbers: a constant, or computed from the shapes of inputs. */
    String shape(Shape shape) {
        if (shape.isKnown()) {
            return out.longs(shape.dims().stream().mapToLong(Dim::size).toArray());
        }
        List<String> parts = shape.dims().stream().map(this::size).toList();
        return parts.size() == 1 ? parts.get(0) : out.node("Concat", parts, "axis", 0);
    }

    /** A size as a vector of one whole number. */
    String size(Dim dim) {
        if (dim.isKnown()) {
            return out.longs(dim.size());
        }
        if (dim.freeName().isEmpty()) {
            String sum = "";
            for (Dim.Part part : dim.parts()) {
                String product = out.longs(part.factor());
                for (Dim factor : part.sizes()) {
                    if (factor.freeName().isEmpty() && !factor.isKnown()) {
                        throw new ChainruleException(say("ONNX cannot compute the size {0}", dim));
                    }
                    product = out.node("Mul", List.of(product, size(factor)));
                }
                sum = sum.isEmpty() ? product : out.node("Add", List.of(sum, product));
            }
            return sum;
        }
        for (Node leaf : leaves) {
            for (int axis = 0; axis < leaf.rank(); axis++) {
                if (leaf.shape().dim(axis).sameSize(dim)) {
                    return out.node("Shape", List.of(names.at(leaf)), "start", axis, "end", axis + 1);
                }
            }
        }
        throw new ChainruleException(say("no input has the size {0}, which is needed to write this in ONNX", dim));
    }
}
