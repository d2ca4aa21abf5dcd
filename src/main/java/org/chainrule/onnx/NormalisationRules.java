package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Softmax, and operators that normalise. */
final class NormalisationRules {
    private NormalisationRules() {}

    static void addTo(Rules rules) {
        rules.add("Softmax", 1, c -> flattened(c, x -> fn("softmax", x, "axis=", 1)));
        rules.add("LogSoftmax", 1, c -> flattened(c, x -> fn("log_softmax", x, "axis=", 1)));
        rules.add("Hardmax", 1, c -> flattened(c, x -> hardmax(x, 1)));
        rules.add("Softmax", 13, c -> c.out(fn("softmax", c.real(0), "axis=", c.whole("axis", -1))));
        rules.add("LogSoftmax", 13, c -> c.out(fn("log_softmax", c.real(0), "axis=", c.whole("axis", -1))));
        rules.add("Hardmax", 13, c -> c.out(hardmax(c.real(0), c.axis(c.whole("axis", -1), c.rank(0)))));
        rules.add("BatchNormalization", 1, NormalisationRules::batch);
        rules.add("InstanceNormalization", 1, c -> {
            long[] axes = IntStream.range(2, c.rank(0)).asLongStream().toArray();
            Node z = centred(c.real(0), axes, c.number("epsilon", 1e-5));
            return c.out(z.times(perChannel(c, 1)).plus(perChannel(c, 2)));
        });
        rules.add("LayerNormalization", 17, NormalisationRules::layer);
        rules.add("GroupNormalization", 18, c -> group(c, false));
        rules.add("GroupNormalization", 21, c -> group(c, true));
        rules.add("RMSNormalization", 23, c -> {
            long[] axes = IntStream.range(c.axis(c.whole("axis", -1), c.rank(0)), c.rank(0))
                    .asLongStream()
                    .toArray();
            Node x = c.real(0);
            Node mean = fn("mean", fn("square", x), "axis=", axes, "keepdims=", true);
            return c.out(
                    x.over(fn("sqrt", mean.plus(c.number("epsilon", 1e-5)))).times(c.real(1)));
        });
        rules.add("LpNormalization", 1, c -> {
            Node x = c.real(0);
            long axis = c.whole("axis", -1);
            Node norm = fn("norm", x, "ord=", c.whole("p", 2), "axis=", axis, "keepdims=", true);
            return c.out(fn("div_no_nan", x, norm));
        });
        rules.add("MeanVarianceNormalization", 9, c -> {
            long[] axes = c.has("axes") ? c.wholes("axes") : new long[] {0, 2, 3};
            Node x = c.real(0);
            Node apart = x.minus(fn("mean", x, "axis=", axes, "keepdims=", true));
            Node deviation = fn("sqrt", fn("mean", fn("square", apart), "axis=", axes, "keepdims=", true));
            return c.out(apart.over(deviation.plus(1e-9)));
        });
        rules.add("LRN", 1, c -> {
            int size = c.integer("size", 1);
            Node x = c.real(0);
            List<List<Integer>> widths = new ArrayList<>();
            for (int axis = 0; axis < x.rank(); axis++) {
                widths.add(axis == 1 ? List.of((size - 1) / 2, size - 1 - (size - 1) / 2) : List.of(0, 0));
            }
            Node squares = fn("pad", fn("square", x), widths);
            Node sum = num(0);
            int channels = c.extent(0, 1);
            for (int i = 0; i < size; i++) {
                sum = sum.plus(fn("slice", squares, 1, i, i + channels));
            }
            Node base = sum.times(c.number("alpha", 1e-4) / size).plus(c.number("bias", 1));
            return c.out(x.over(fn("pow", base, c.number("beta", 0.75))));
        });
        rules.add("Dropout", 1, NormalisationRules::dropout);
    }

    private interface Rows {
        Node of(Node x);
    }

    /** Before version 13 all axes from one on are one. */
    private static List<Val> flattened(Call c, Rows rows) {
        Shape shape = c.shape(0);
        int axis = c.axis(c.whole("axis", 1), shape.rank());
        Node flat = c.real(0)
                .reshape(Shape.of(
                        shape.slice(0, axis).count(),
                        shape.slice(axis, shape.rank()).count()));
        return c.out(rows.of(flat).reshape(shape));
    }

    private static Node hardmax(Node x, int axis) {
        Node first = fn("argmax", x, "axis=", axis);
        return fn("one_hot", first, Call.extent(x.shape(), axis), "axis=", axis);
    }

    private static Node perChannel(Call c, int input) {
        return ConvolutionRules.channels(c.real(input), c.rank(0));
    }

    /** Of mean 0 and variance 1 along axes. */
    static Node centred(Node x, long[] axes, double epsilon) {
        Node mean = fn("mean", x, "axis=", axes, "keepdims=", true);
        Node variance = fn("var", x, "axis=", axes, "keepdims=", true);
        return x.minus(mean).over(fn("sqrt", variance.plus(epsilon)));
    }

    private static List<Val> batch(Call c) {
        Node x = c.real(0);
        double epsilon = c.number("epsilon", 1e-5);
        boolean training = c.version() >= 14 && c.flag("training_mode", false);
        long[] axes = IntStream.range(0, x.rank())
                .filter(axis -> axis != 1)
                .asLongStream()
                .toArray();
        Node mean = training ? fn("mean", x, "axis=", axes) : c.real(3);
        Node variance = training ? fn("var", x, "axis=", axes) : c.real(4);
        Node scale = fn("sqrt", ConvolutionRules.channels(variance, x.rank()).plus(epsilon));
        Node z = x.minus(ConvolutionRules.channels(mean, x.rank()))
                .over(scale)
                .times(perChannel(c, 1))
                .plus(perChannel(c, 2));
        List<Val> out = new ArrayList<>(c.out(z));
        if (training) {
            double momentum = c.number("momentum", 0.9);
            out.add(Call.as(c.real(3).times(momentum).plus(mean.times(1 - momentum)), c.type(3)));
            out.add(Call.as(c.real(4).times(momentum).plus(variance.times(1 - momentum)), c.type(4)));
        }
        return out;
    }

    private static List<Val> layer(Call c) {
        Node x = c.real(0);
        long[] axes = IntStream.range(c.axis(c.whole("axis", -1), x.rank()), x.rank())
                .asLongStream()
                .toArray();
        Node mean = fn("mean", x, "axis=", axes, "keepdims=", true);
        Node variance = fn("var", x, "axis=", axes, "keepdims=", true);
        Node inverse = num(1).over(fn("sqrt", variance.plus(c.number("epsilon", 1e-5))));
        Node z = x.minus(mean).times(inverse).times(c.real(1));
        return List.of(
                Call.as(c.has(2) ? z.plus(c.real(2)) : z, c.type(0)),
                Call.as(mean, ElementType.FLOAT),
                Call.as(inverse, ElementType.FLOAT));
    }

    private static List<Val> group(Call c, boolean channels) {
        Node x = c.real(0);
        int groups = c.integer("num_groups", 1);
        Shape shape = x.shape();
        Dim each = shape.dim(1).floorDiv(groups);
        List<Object> apart = new ArrayList<>(List.of(shape.dim(0), groups, each));
        apart.addAll(shape.slice(2, shape.rank()).dims());
        Node grouped = fn("reshape", x, apart);
        long[] axes = IntStream.range(2, grouped.rank()).asLongStream().toArray();
        Node z = centred(grouped, axes, c.number("epsilon", 1e-5));
        if (channels) {
            return c.out(z.reshape(shape).times(perChannel(c, 1)).plus(perChannel(c, 2)));
        }
        int rank = grouped.rank();
        Node scaled = z.times(Legacy.aligned(c.real(1), rank, 1)).plus(Legacy.aligned(c.real(2), rank, 1));
        return c.out(scaled.reshape(shape));
    }

    /** As in use: nothing is dropped. In training a constant mask drops entries, that of the seed. */
    private static List<Val> dropout(Call c) {
        boolean training = c.version() >= 12 && c.has(2) && c.known(2).at(0) != 0;
        Node x = c.real(0);
        Node kept = num(1).broadcastTo(x.shape());
        if (training) {
            double ratio = c.has(1) ? c.known(1).at(0) : 0.5;
            if (ratio > 0) {
                DoubleSupplier chance = ChanceRules.uniform(c);
                for (int axis = 0; axis < x.rank(); axis++) {
                    c.extent(0, axis);
                }
                Node mask =
                        Node.constant(Tensor.fill(DType.F64, x.shape(), i -> chance.getAsDouble() >= ratio ? 1 : 0));
                double scale = ratio < 1 ? 1 / (1 - ratio) : 0;
                return List.of(Call.as(x.times(mask).times(scale), c.type(0)), Call.as(mask, ElementType.BOOL));
            }
        }
        ElementType mask = c.version() >= 10 ? ElementType.BOOL : c.type(0);
        return List.of(c.val(0), Call.as(kept, mask));
    }
}
