package org.chainrule.onnx;

import java.util.List;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** {@code where} for whole numbers, which stay exact. */
record Picked() implements Op {
    static Node of(Node condition, Node a, Node b) {
        return Node.of(new Picked(), condition, a, b);
    }

    @Override
    public String name() {
        return "where_whole";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.index(Shape.broadcast(
                in.get(0).shape(), Shape.broadcast(in.get(1).shape(), in.get(2).shape())));
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        Shape shape = Shape.broadcast(
                in.get(0).shape(), Shape.broadcast(in.get(1).shape(), in.get(2).shape()));
        int[][] at = in.stream().map(x -> Spread.positions(x.shape(), shape)).toArray(int[][]::new);
        return Tensors.whole(
                shape,
                i -> in.get(0).at(at[0][i]) != 0
                        ? in.get(1).wholeAt(at[1][i])
                        : in.get(2).wholeAt(at[2][i]));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("whole numbers have no derivative");
    }

    @Override
    public Smoothness smoothness(int arg) {
        return Smoothness.flat("whole numbers and truth values have no derivative");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }
}
