package org.chainrule.graph;

import java.util.List;
import java.util.OptionalDouble;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * A value that is part of the graph.
 *
 * @param value float64 for real constants, which a float32 run rounds; an index tensor otherwise
 */
public record Constant(Tensor value) implements Op {
    // Written out where many are compared: what Java makes for a record takes long to begin with.
    @Override
    public boolean equals(Object other) {
        return other instanceof Constant that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** A constant; float32 values are widened. */
    public Constant {
        value = value.dtype() == DType.F32 ? value.as(DType.F64) : value;
    }

    /** The number that an expression of numbers has, such as 1/3. */
    public static OptionalDouble number(Node expression) {
        if (expression.isVariable() || !expression.isScalar()) {
            return OptionalDouble.empty();
        }
        NodeMap<Tensor> values = new NodeMap<>();
        for (Node node : Walk.from(List.of(expression)).nodes()) {
            if (node.op() instanceof SizeOf || node.shape().dims().stream().anyMatch(dim -> !dim.isNumber())) {
                return OptionalDouble.empty();
            }
            List<Tensor> in = node.inputs().stream().map(values::at).toList();
            values.put(node, node.op().eval(in, Sizes.NONE));
        }
        return OptionalDouble.of(values.at(expression).item());
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
                : TensorText.shortened(value).replace("…", "\\ldots");
        return new Spelling(text, precedence, latex, precedence);
    }

    @Override
    public String toString() {
        return TensorText.shortened(value);
    }
}
