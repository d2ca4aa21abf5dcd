package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.TensorText;

/** What a wrong gradient has in common with the right one: only what holds for every entry is said. */
final class Pattern {
    /** Stands for a shape that the entries do not fill. */
    static final Shape UNKNOWN = Shape.SCALAR;

    private static final double SLACK = 1e-5;

    private Pattern() {}

    /**
     * The patterns that hold for all entries.
     *
     * @param claimed the gradient under test
     * @param numeric the slopes of the function, in the same order
     * @param shape of both, or {@link #UNKNOWN} when entries are left out
     * @param sizes sizes of the graph by name
     */
    static List<String> recognise(double[] claimed, double[] numeric, Shape shape, Map<String, Long> sizes) {
        List<String> patterns = new ArrayList<>();
        double largestClaim = largest(claimed);
        double largestSlope = largest(numeric);
        if (!Double.isFinite(largestClaim) || !Double.isFinite(largestSlope)) {
            return patterns;
        }
        if (largestClaim == 0) {
            patterns.add("the gradient is zero everywhere, but the function does change: a path is missing");
            return patterns;
        }
        if (largestSlope <= 1e-9 * largestClaim) {
            patterns.add("the function does not change at all, but the gradient is not zero");
            return patterns;
        }
        double factor = factor(claimed, numeric);
        if (Math.abs(factor - 1) > SLACK && agree(claimed, numeric, factor, largestClaim)) {
            patterns.add((claimed.length == 1 ? "the gradient is " : "every entry is ") + describe(factor, sizes));
        }
        if (patterns.isEmpty() && shape.rank() == 2 && shape.dim(0).sameSize(shape.dim(1))) {
            double[] transposed = transpose(claimed, shape.extent(0));
            double turned = factor(transposed, numeric);
            if (Math.abs(turned - 1) <= SLACK && agree(transposed, numeric, 1, largestClaim)) {
                patterns.add("the transpose of this gradient is right");
            } else if (agree(transposed, numeric, turned, largestClaim)) {
                patterns.add("in the transpose of this gradient every entry is " + describe(turned, sizes));
            }
        }
        return patterns;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double factor(double[] claimed, double[] numeric) {
        double product = 0;
        double squares = 0;
        for (int i = 0; i < claimed.length; i++) {
            product += claimed[i] * numeric[i];
            squares += numeric[i] * numeric[i];
        }
        return product / squares;
    }

    private static boolean agree(double[] claimed, double[] numeric, double factor, double scale) {
        for (int i = 0; i < claimed.length; i++) {
            if (Math.abs(claimed[i] - factor * numeric[i]) > SLACK * scale) {
                return false;
            }
        }
        return true;
    }

    /** A factor in words, after "every entry is". */
    static String describe(double factor, Map<String, Long> sizes) {
        if (Math.abs(factor + 1) <= SLACK) {
            return "the negative of the slope: a sign is wrong";
        }
        double inverse = 1 / factor;
        boolean whole = Math.abs(factor - Math.rint(factor)) <= SLACK * Math.abs(factor);
        boolean part = Math.abs(inverse - Math.rint(inverse)) <= SLACK * Math.abs(inverse);
        String times;
        long size = 0;
        if (whole) {
            size = (long) Math.rint(factor);
            times = TensorText.number((double) size) + " times the slope";
        } else if (part) {
            size = (long) Math.rint(inverse);
            times = "1/" + TensorText.number((double) size) + " of the slope";
        } else {
            return String.format(Locale.ROOT, "%.7g times the slope", factor);
        }
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Long> entry : sizes.entrySet()) {
            if (entry.getValue() == Math.abs(size)) {
                names.add(entry.getKey());
            }
        }
        // m*n says more than 4*m where both are 12.
        if (names.stream().anyMatch(Pattern::isNamed)) {
            names.removeIf(name -> !isNamed(name));
        }
        return names.isEmpty()
                ? times
                : times + ", and " + Math.abs(size) + " is the size " + String.join(" or ", names);
    }

    private static boolean isNamed(String size) {
        return size.chars().noneMatch(c -> c >= '0' && c <= '9');
    }

    private static double[] transpose(double[] square, int n) {
        double[] transposed = new double[square.length];
        for (int i = 0; i < square.length; i++) {
            transposed[i] = square[i % n * n + i / n];
        }
        return transposed;
    }
}
