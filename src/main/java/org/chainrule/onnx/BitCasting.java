package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** The bits of each entry, read as an entry of another type of as many bits. It has no derivative. */
record BitCasting(ElementType from, ElementType to) implements Op {
    static Val of(Val x, ElementType to) {
        if (x.type().bits() != to.bits() || x.type().isNarrow() || to.isNarrow()) {
            throw new ChainruleException(say("the bits of {0} cannot be read as {1}", x.type(), to));
        }
        return Val.of(Node.of(new BitCasting(x.type(), to), x.node()), to);
    }

    @Override
    public String name() {
        return "bits_" + from + "_" + to;
    }

    @Override
    public Type infer(List<Type> in) {
        return to.isWhole()
                ? Type.index(in.get(0).shape())
                : Type.real(in.get(0).shape());
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        Tensor x = in.get(0);
        return to.isWhole()
                ? Tensors.whole(x.shape(), i -> to.wrap(bits(x, i)))
                : Tensor.fill(DType.F64, x.shape(), i -> switch (to) {
                    case FLOAT -> Float.intBitsToFloat((int) bits(x, i));
                    case DOUBLE -> Double.longBitsToDouble(bits(x, i));
                    default -> bits(x, i) != 0 ? 1 : 0;
                });
    }

    private long bits(Tensor x, int i) {
        return switch (from) {
            case FLOAT -> Float.floatToRawIntBits((float) x.at(i));
            case DOUBLE -> Double.doubleToRawLongBits(x.at(i));
            default -> x.wholeAt(i);
        };
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("bits have no derivative");
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
