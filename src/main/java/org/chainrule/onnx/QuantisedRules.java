package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;

/** Whole numbers that stand for real ones: a scale, and the number that stands for 0. */
final class QuantisedRules {
    private QuantisedRules() {}

    static void addTo(Rules rules) {
        rules.add("QuantizeLinear", 10, c -> {
            ElementType type = c.has(2)
                    ? c.type(2)
                    : c.whole("output_dtype", 0) > 0 ? Casting.target(c.integer("output_dtype", 2)) : ElementType.UINT8;
            // Halves go to the even number, so that the quotient must be one of the type that it is computed in.
            ElementType precise = c.whole("precision", 0) > 0 ? Casting.target(c.integer("precision", 1)) : c.type(1);
            Node scaled = Casted.rounded(c.real(0).over(spread(c, 1)), precise.isReal() ? precise : ElementType.FLOAT);
            return c.out(quantised(scaled, c.has(2) ? spread(c, 2) : num(0), type, c.flag("saturate", true)), type);
        });
        rules.add("DequantizeLinear", 10, c -> {
            Node x = c.has(2) ? c.real(0).minus(spread(c, 2)) : c.real(0);
            ElementType type =
                    c.whole("output_dtype", 0) > 0 ? Casting.target(c.integer("output_dtype", 1)) : c.type(1);
            return c.out(x.times(spread(c, 1)), type);
        });
        rules.add("DynamicQuantizeLinear", 11, c -> {
            Node x = c.real(0);
            Node high = fn("maximum", fn("max", x), 0);
            Node low = fn("minimum", fn("min", x), 0);
            Node scale = Casted.rounded(high.minus(low).over(255), ElementType.FLOAT);
            Node zero = Casted.rounded(fn("neg", low).over(scale), ElementType.FLOAT);
            Node point = fn("clamp", fn("round", zero), "min=", 0, "max=", 255);
            Node y = quantised(Casted.rounded(x.over(scale), ElementType.FLOAT), point, ElementType.UINT8, true);
            return List.of(
                    Call.as(y, ElementType.UINT8),
                    Call.as(scale, ElementType.FLOAT),
                    Call.as(point, ElementType.UINT8));
        });
        rules.add("QLinearMatMul", 10, c -> {
            Node a = c.real(0).minus(beside(c, 2, true)).times(beside(c, 1, true));
            Node b = c.real(3).minus(beside(c, 5, false)).times(beside(c, 4, false));
            Node y = MatrixRules.product(a, b).over(ConvolutionRules.single(c.real(6)));
            return c.out(quantised(y, ConvolutionRules.single(c.real(7)), c.type(7), true), c.type(7));
        });
        rules.add("QLinearConv", 10, c -> {
            Node x = c.real(0).minus(ConvolutionRules.single(c.real(2)));
            Node k = c.real(3).minus(ConvolutionRules.perOutput(c.real(5), c.rank(3)));
            Node sum = ConvolutionRules.convolved(c, x, k);
            sum = c.has(8) ? sum.plus(ConvolutionRules.channels(c.real(8), sum.rank())) : sum;
            Node scales = ConvolutionRules.single(c.real(4));
            Node scale = scales.rank() == 0 ? scales : ConvolutionRules.channels(scales, sum.rank());
            Node y =
                    sum.times(ConvolutionRules.single(c.real(1)).times(scale)).over(ConvolutionRules.single(c.real(6)));
            return c.out(quantised(y, ConvolutionRules.single(c.real(7)), c.type(7), true), c.type(7));
        });
    }

    private static Node quantised(Node scaled, Node point, ElementType type, boolean saturate) {
        if (!type.isWhole()) {
            return Casted.of(scaled.plus(point), ElementType.DOUBLE, type, saturate);
        }
        return fn("clamp", fn("round", scaled).plus(point), "min=", type.low(), "max=", type.high());
    }

    /** Scales or zero points beside the matrix they belong to: one for all, or one a row or column. */
    private static Node beside(Call c, int input, boolean rows) {
        Node x = ConvolutionRules.single(c.real(input));
        return x.rank() == 1 && rows ? x.reshape(Shape.of(x.shape().dim(0), org.chainrule.tensor.Dim.ONE)) : x;
    }

    /** Scales or zero points beside an input: one for all, one a position along an axis, or one a block. */
    private static Node spread(Call c, int input) {
        Node x = ConvolutionRules.single(c.real(input));
        if (x.rank() == 0) {
            return x;
        }
        int rank = c.rank(0);
        int axis = c.axis(c.whole("axis", 1), rank);
        if (x.rank() == 1 && (rank > 1 || x.shape().sameShape(c.shape(0)))) {
            return Legacy.aligned(x, rank, axis);
        }
        int block = c.integer("block_size", 0);
        if (block == 0) {
            return x;
        }
        Node repeated = fn("repeat", x, block, "axis=", axis);
        int size = c.extent(0, axis);
        return Call.extent(repeated.shape(), axis) > size ? fn("slice", repeated, axis, 0, size) : repeated;
    }
}
