package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Pictures in other sizes: along each axis every new entry is a weighted sum of old ones, a product with a matrix. */
final class Resizing {
    private final String mode;
    private final String coordinates;
    private final String nearest;
    private final double cubic;
    private final boolean exclude;
    private final boolean antialias;

    private Resizing(
            String mode, String coordinates, String nearest, double cubic, boolean exclude, boolean antialias) {
        this.mode = mode;
        this.coordinates = coordinates;
        this.nearest = nearest;
        this.cubic = cubic;
        this.exclude = exclude;
        this.antialias = antialias;
    }

    /** The older operators: sizes by factors, the entry at i comes from i divided by the factor. */
    static Node upsampled(Call c) {
        double[] scales = c.has("scales") ? c.numbers("scales") : c.known(1).toArray();
        Resizing resizing = new Resizing(c.text("mode", "nearest"), "asymmetric", "floor", -0.75, false, false);
        Node x = c.real(0);
        for (int axis = 0; axis < scales.length; axis++) {
            int size = Call.extent(x.shape(), axis);
            x = resizing.along(x, axis, (int) Math.floor(size * scales[axis]), scales[axis], 0, 1);
        }
        return x;
    }

    static Node of(Call c) {
        Node x = c.real(0);
        int rank = x.rank();
        int[] axes = c.has("axes")
                ? Arrays.stream(c.wholes("axes")).mapToInt(a -> c.axis(a, rank)).toArray()
                : IntStream.range(0, rank).toArray();
        Resizing resizing = new Resizing(
                c.text("mode", "nearest"),
                c.text("coordinate_transformation_mode", "half_pixel"),
                c.text("nearest_mode", "round_prefer_floor"),
                c.number("cubic_coeff_a", -0.75),
                c.flag("exclude_outside", false),
                c.flag("antialias", false));
        double[] scales = new double[axes.length];
        int[] sizes = new int[axes.length];
        boolean bySizes = c.has(3) && c.known(3).count() > 0;
        Tensor given = bySizes ? c.known(3) : c.known(2);
        for (int i = 0; i < axes.length; i++) {
            int size = c.extent(0, axes[i]);
            scales[i] = bySizes ? given.at(i) / size : given.at(i);
            sizes[i] = (int) (bySizes ? given.at(i) : Math.floor(size * given.at(i) + 1e-9));
        }
        String policy = c.text("keep_aspect_ratio_policy", "stretch");
        if (bySizes && !policy.equals("stretch")) {
            double scale = policy.equals("not_larger")
                    ? Arrays.stream(scales).min().orElse(1)
                    : Arrays.stream(scales).max().orElse(1);
            for (int i = 0; i < axes.length; i++) {
                scales[i] = scale;
                sizes[i] = (int) Math.floor(c.extent(0, axes[i]) * scale + 0.5);
            }
        }
        boolean crops = resizing.coordinates.equals("tf_crop_and_resize");
        double[] region = crops ? c.known(1).toArray() : new double[0];
        Node result = x;
        Node inside = Node.constant(1);
        for (int i = 0; i < axes.length; i++) {
            double from = crops ? region[i] : 0;
            double to = crops ? region[i + axes.length] : 1;
            int size = Call.extent(result.shape(), axes[i]);
            if (crops) {
                inside = inside.times(resizing.insideOf(size, sizes[i], scales[i], from, to, axes[i], rank));
            }
            result = resizing.along(result, axes[i], sizes[i], scales[i], from, to);
        }
        return crops ? fn("where", inside, result, c.number("extrapolation_value", 0)) : result;
    }

    private Node insideOf(int size, int target, double scale, double from, double to, int axis, int rank) {
        double[] mask = new double[target];
        for (int i = 0; i < target; i++) {
            double at = source(i, size, target, scale, from, to);
            mask[i] = at < 0 || at > size - 1 ? 0 : 1;
        }
        long[] dims = new long[rank];
        Arrays.fill(dims, 1);
        dims[axis] = target;
        return Node.constant(Tensor.of(Shape.of(dims), mask));
    }

    private Node along(Node x, int axis, int target, double scale, double from, double to) {
        int size = Call.extent(x.shape(), axis);
        if (size == target && scale == 1 && !coordinates.equals("tf_crop_and_resize")) {
            return x;
        }
        if (target < 1 || (long) target * size > Integer.MAX_VALUE) {
            throw new ChainruleException(say("it cannot have the size {0}", target));
        }
        double[] matrix = new double[size * target];
        for (int i = 0; i < target; i++) {
            double at = source(i, size, target, scale, from, to);
            weights(at, size, scale, i, target, matrix);
        }
        Node weights = Node.constant(Tensor.of(Shape.of(size, target), matrix));
        int[] order = IntStream.range(0, x.rank()).toArray();
        order[axis] = x.rank() - 1;
        order[x.rank() - 1] = axis;
        return axis == x.rank() - 1
                ? fn("matmul", x, weights)
                : fn("matmul", x.transpose(order), weights).transpose(order);
    }

    /** Where an entry of the result comes from, in steps of the old axis. */
    private double source(int i, int size, int target, double scale, double from, double to) {
        double exact = size * scale;
        return switch (coordinates) {
            case "asymmetric" -> i / scale;
            case "align_corners" -> exact <= 1 ? 0 : i * (size - 1.0) / (exact - 1);
            case "pytorch_half_pixel" -> target > 1 ? (i + 0.5) / scale - 0.5 : 0;
            case "half_pixel_symmetric" -> {
                double adjustment = target / exact;
                double centre = size / 2.0;
                yield centre * (1 - adjustment) + (i + 0.5) / scale - 0.5;
            }
            case "tf_half_pixel_for_nn" -> (i + 0.5) / scale;
            case "tf_crop_and_resize" ->
                target > 1
                        ? from * (size - 1) + i * (to - from) * (size - 1) / (target - 1)
                        : 0.5 * (from + to) * (size - 1);
            case "half_pixel" -> (i + 0.5) / scale - 0.5;
            default -> throw new ChainruleException(say("the coordinates {0} are not known", coordinates));
        };
    }

    private void weights(double at, int size, double scale, int column, int columns, double[] matrix) {
        if (mode.equals("nearest")) {
            int place = (int)
                    switch (nearest) {
                        case "floor" -> Math.floor(at);
                        case "ceil" -> Math.ceil(at);
                        case "round_prefer_ceil" -> Math.floor(at + 0.5);
                        default -> Math.ceil(at - 0.5);
                    };
            matrix[Math.max(0, Math.min(size - 1, place)) * columns + column] = 1;
            return;
        }
        double shrunk = antialias ? Math.min(1, scale) : 1;
        boolean linear = mode.equals("linear");
        double reach = (linear ? 1 : 2) / shrunk;
        int first = (int) Math.floor(at - reach) + 1;
        int last = (int) Math.ceil(at + reach) - 1;
        if (!antialias) {
            first = (int) Math.floor(at) - (linear ? 0 : 1);
            last = (int) Math.floor(at) + (linear ? 1 : 2);
        }
        List<double[]> entries = new ArrayList<>();
        double sum = 0;
        for (int k = first; k <= last; k++) {
            double distance = Math.abs(at - k) * shrunk;
            double weight = linear ? Math.max(0, 1 - distance) : cubic(distance);
            weight = exclude && (k < 0 || k >= size) ? 0 : weight;
            entries.add(new double[] {k, weight});
            sum += weight;
        }
        boolean scaled = antialias || exclude;
        for (double[] entry : entries) {
            int place = (int) Math.max(0, Math.min(size - 1.0, entry[0]));
            matrix[place * columns + column] += scaled ? entry[1] / sum : entry[1];
        }
    }

    private double cubic(double d) {
        if (d <= 1) {
            return ((cubic + 2) * d - (cubic + 3)) * d * d + 1;
        }
        return d < 2 ? ((cubic * d - 5 * cubic) * d + 8 * cubic) * d - 4 * cubic : 0;
    }
}
