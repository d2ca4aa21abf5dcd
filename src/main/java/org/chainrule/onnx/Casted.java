package org.chainrule.onnx;

import java.util.List;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * The entries of a tensor in another type. The derivative is that of the identity where both types are real: a narrower type only
 * rounds.
 *
 * @param saturate see {@link ElementType#round}
 */
record Casted(ElementType from, ElementType to, boolean saturate) implements Op {
    /** A node in another type; itself, where nothing can change. */
    static Node of(Node x, ElementType from, ElementType to, boolean saturate) {
        boolean same = from == to || (to.isReal() && !to.isNarrow() && (from.isReal() || from == ElementType.BOOL));
        boolean fits = to.isReal() == x.type().isReal()
                || (to == ElementType.BOOL && x.type().isReal());
        return same && fits ? x : Node.of(new Casted(from, to, saturate), x);
    }

    /** A real node as it is after it was kept in a type: of 32 bits and fewer, rounded. */
    static Node rounded(Node x, ElementType type) {
        return type == ElementType.DOUBLE ? x : Node.of(new Casted(ElementType.DOUBLE, type, true), x);
    }

    @Override
    public String name() {
        return "cast_" + to;
    }

    @Override
    public Type infer(List<Type> in) {
        return to.isIndex()
                ? Type.index(in.get(0).shape())
                : Type.real(in.get(0).shape());
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        Tensor x = in.get(0);
        if (to.isIndex()) {
            return x.dtype() == DType.I64
                    ? Tensors.whole(x.shape(), i -> to.wrap(x.wholeAt(i)))
                    : Tensors.whole(x.shape(), i -> to.whole(from.round(x.at(i), true)));
        }
        DType type = x.dtype() == DType.F32 ? DType.F32 : DType.F64;
        if (to == ElementType.BOOL) {
            return Tensor.fill(type, x.shape(), i -> x.at(i) != 0 ? 1 : 0);
        }
        return x.dtype() == DType.I64
                ? Tensor.fill(type, x.shape(), i -> to.round(from.real(x.wholeAt(i)), saturate))
                : Tensor.fill(type, x.shape(), i -> to.round(x.at(i), saturate));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return dz;
    }

    @Override
    public Smoothness smoothness(int arg) {
        return to.isReal() && from.isReal()
                ? Smoothness.SMOOTH
                : Smoothness.flat("whole numbers and truth values have no derivative");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }
}
