package org.chainrule.exec.compile;

import java.util.Arrays;
import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.ops.PoolOps.Fold;
import org.chainrule.ops.PoolOps.MaxPool;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a maximum of windows in one pass: what is written as windows cut out, compared, counted and put back is found again,
 * and stands here as one op of a cotangent, the maxima and the images.
 */
record PoolGradient(MaxPool pool) implements Op {
    /** The outputs with such gradients as one node each. */
    static Lowered in(List<Node> outputs, Walk walk, Sizes sizes) {
        NodeMap<Node> originals = new NodeMap<>();
        List<Node> nodes = walk.nodes();
        if (nodes.stream().noneMatch(node -> pool(node, sizes) != null)) {
            return new Lowered(outputs, originals);
        }
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : nodes) {
            Node z = pool(node, sizes);
            List<Node> inputs = z == null ? node.inputs() : List.of(cotangent(node), z, z.input(0));
            Op op = z == null ? node.op() : new PoolGradient((MaxPool) z.op());
            List<Node> others = inputs.stream().map(images::at).toList();
            Node image = op == node.op() && others.equals(inputs) ? node : Node.of(op, others);
            images.put(node, image);
            originals.put(image, node);
        }
        return new Lowered(outputs.stream().map(images::at).toList(), originals);
    }

    private static Node cotangent(Node fold) {
        return fold.input(0).input(1).input(0);
    }

    /** The result of the pool that a node is the gradient of; null where it is none. Equal nodes are one, so that it is written again and compared. */
    private static @Nullable Node pool(Node node, Sizes sizes) {
        if (!(node.op() instanceof Fold) || node.input(0).op() != Arithmetic.MUL) {
            return null;
        }
        Node first = node.input(0).input(0);
        Node cotangent = node.input(0).input(1);
        if (first.op() != Arithmetic.MUL || !(cotangent.op() instanceof ExpandDims)) {
            return null;
        }
        Node winners = first.input(0);
        Node equal = winners.op() == Arithmetic.MUL ? winners.input(0) : winners;
        if (equal.op() != Comparison.EQUAL || !(equal.input(1).op() instanceof ExpandDims)) {
            return null;
        }
        Node z = equal.input(1).input(0);
        boolean same = z.op() instanceof MaxPool pool
                && cotangent.input(0).shape().equals(z.shape())
                && pool.toFirst(cotangent.input(0), z, z.input(0)) == node
                && hasEntries(pool, z.input(0).shape().resolve(sizes), z.shape().resolve(sizes));
        return same ? z : null;
    }

    /** Whether each window has an entry inside; with padding and gaps it may have none. */
    private static boolean hasEntries(MaxPool pool, Shape x, Shape z) {
        boolean[] has = new boolean[pool.sizes(List.of(x), z).positions()];
        pool.forEachRow(
                List.of(x),
                z,
                (image, step, tap, position, count) -> Arrays.fill(has, position, position + count, true));
        for (boolean each : has) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String name() {
        return "max_pool_gradient";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(in.get(2).shape());
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        // Where there are entries a step does it.
        return Tensor.fill(in.get(2).dtype(), in.get(2).shape(), i -> 0);
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("made after all derivatives");
    }
}
