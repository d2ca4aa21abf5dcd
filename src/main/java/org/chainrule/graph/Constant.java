package org.chainrule.graph;

import java.util.List;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * A value that is part of the graph.
 *
 * @param value float64 for real constants, which a float32 run rounds; an index tensor otherwise
 */
public record Constant(Tensor value) implements Op {
    /** A constant; float32 values are widened. */
    public Constant {
        value = value.dtype() == DType.F32 ? value.as(DType.F64) : value;
    }

    /** The number itself stands there. */
    @Override
    public String glyph() {
        return "";
    }

    @Override
    public String name() {
        return "constant";
    }

    @Override
    public Type infer(List<Type> in) {
        return value.dtype() == DType.I64 ? Type.index(value.shape()) : Type.real(value.shape());
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return value;
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("a constant has no inputs");
    }

    @Override
    public Spelling spelling() {
        String text = value.rank() == 0 ? TensorText.number(value.at(0)) : TensorText.full(value);
        int precedence = text.startsWith("-") ? Spelling.UNARY : Spelling.POSTFIX;
        String latex = value.rank() == 0
                ? text.replace("inf", "\\infty").replace("nan", "\\mathrm{NaN}")
                : "\\mathrm{" + TensorText.shortened(value).replace("…", "\\ldots") + "}";
        return new Spelling(text, precedence, latex, precedence);
    }

    @Override
    public String toString() {
        return TensorText.shortened(value);
    }
}
