package org.chainrule.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An op that is nothing but a name for a graph of other ops: type, value and derivative come from its definition. A record
 * that implements it needs its name and {@link #define}; equal attributes make equal ops.
 *
 * <pre>{@code
 * record Softmax(int axis) implements Definition {
 *     public String name() { return "my_softmax"; }
 *     public Node define(List<Node> in) {
 *         Node e = exp(in.get(0));
 *         return e.over(e.sumKeep(axis));
 *     }
 * }
 * }</pre>
 */
public interface Definition extends Op {
    /** The graph this op stands for. */
    Node define(List<Node> in);

    @Override
    default Optional<Node> definition(List<Node> in) {
        return Optional.of(checked(this, define(in), in));
    }

    @Override
    default Type infer(List<Type> in) {
        return Endless.type(this, in, standIns(in));
    }

    @Override
    default Tensor eval(List<Tensor> in, Sizes sizes) {
        return value(this, this::define, in, sizes);
    }

    @Override
    default Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return pullBack(inputs -> checked(this, define(inputs), inputs), dz, in, arg);
    }

    /** Inputs of some types, which stand for those of a call. */
    private static List<Node> standIns(List<Type> types) {
        List<Node> nodes = new ArrayList<>();
        for (Type type : types) {
            nodes.add(Node.input("x" + nodes.size(), type, Domain.REAL));
        }
        return nodes;
    }

    /** The value of an op by its definition, computed in double and rounded once. */
    static Tensor value(Op op, Function<List<Node>, Node> graph, List<Tensor> in, Sizes sizes) {
        List<Node> inputs = standIns(types(in));
        Walk walk = Walk.from(List.of(checked(op, graph.apply(inputs), inputs)));
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            List<Tensor> arguments = new ArrayList<>();
            for (int k = 0; k < node.inputs().size(); k++) {
                arguments.add(values.get(walk.input(i, k)));
            }
            int given = inputs.indexOf(node);
            values.add(given >= 0 ? wide(in.get(given)) : node.op().eval(arguments, sizes));
        }
        Tensor value = values.get(values.size() - 1);
        return Broadcasting.floatType(in) == DType.F32 ? value.as(DType.F32) : value;
    }

    private static Tensor wide(Tensor value) {
        return value.dtype() == DType.F32 ? value.as(DType.F64) : value;
    }

    /** The types of values. */
    static List<Type> types(List<Tensor> values) {
        return values.stream()
                .map(value -> value.dtype() == DType.I64 ? Type.index(value.shape()) : Type.real(value.shape()))
                .toList();
    }

    /** What a printer writes in place of an op that only computes it more carefully; null for other ops. */
    public static @Nullable Node plain(Op op, List<Node> in) {
        return op.isCareful() && op != Masked.OP ? op.definition(in).orElse(null) : null;
    }

    /** The switches of everything between a definition and the inputs. */
    static List<Switch> switches(Node definition, List<Node> in) {
        Set<Switch> switches = new LinkedHashSet<>();
        between(definition, in).forEach(node -> switches.addAll(node.op().switches(node.inputs())));
        return List.copyOf(switches);
    }

    /**
     * The graph an op is defined by.
     *
     * @throws ChainruleException when the op on the same inputs is part of it
     */
    static Node checked(Op op, Node graph, List<Node> in) {
        for (Node node : between(graph, in)) {
            if (node.op().equals(op) && node.inputs().equals(in)) {
                throw Endless.error(op);
            }
        }
        return graph;
    }

    /** The nodes a graph is made of above its inputs. */
    private static Set<Node> between(Node graph, List<Node> in) {
        Set<Node> seen = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(graph));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!in.contains(node) && seen.add(node)) {
                node.inputs().forEach(open::push);
            }
        }
        return seen;
    }

    /**
     * The cotangent of one input of a graph: the vector-Jacobian product of a definition. Derivatives that are zero wherever
     * they exist count as 0.
     *
     * @param definition computed from the inputs
     * @param dz the cotangent of its value
     */
    static Node pullBack(Function<List<Node>, Node> definition, Node dz, List<Node> in, int arg) {
        Node own = in.get(arg);
        if (own.isVariable() && in.indexOf(own) == in.lastIndexOf(own)) {
            return pulledBack(definition.apply(in), dz, in, arg);
        }
        // A number, or an input that stands in two places: a leaf takes its place while the one is looked at.
        List<Node> inputs = new ArrayList<>(in);
        inputs.set(arg, standIns(List.of(own.type())).get(0));
        Node part = pulledBack(definition.apply(inputs), dz, inputs, arg);
        NodeMap<Node> back = new NodeMap<>();
        back.put(inputs.get(arg), own);
        return Substitution.apply(part, back);
    }

    private static Node pulledBack(Node definition, Node dz, List<Node> in, int arg) {
        Walk walk = Walk.from(List.of(definition));
        @Nullable Node[] cotangents = new Node[walk.size()];
        cotangents[walk.size() - 1] = dz;
        for (int i = walk.size() - 1; i >= 0; i--) {
            Node node = walk.node(i);
            Node cotangent = cotangents[i];
            if (cotangent == null || in.contains(node)) {
                continue;
            }
            for (int k = 0; k < node.inputs().size(); k++) {
                Node input = node.input(k);
                if (input.isVariable() && node.op().smoothness(k).isSmooth()) {
                    Shape shape = input.shape();
                    Node part = Broadcast.undo(node.op().vjp(k, cotangent, node, node.inputs()), shape);
                    int at = walk.input(i, k);
                    Node sum = cotangents[at];
                    cotangents[at] = sum == null ? part : sum.plus(part);
                }
            }
        }
        int at = walk.indexOf(in.get(arg));
        Node cotangent = at < 0 ? null : cotangents[at];
        return cotangent == null ? Fill.zerosLike(in.get(arg)) : cotangent;
    }
}
