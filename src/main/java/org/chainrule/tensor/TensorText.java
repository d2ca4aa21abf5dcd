package org.chainrule.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;

/** Tensors as nested lists: {@code [[1, 2.5], [NaN, inf]]}. */
public final class TensorText {
    /** Entries beyond this many are left out of the shortened form. */
    private static final int SHORT = 24;

    /** Digits that tell any two numbers apart. */
    private static final int FULL = 17;

    private TensorText() {}

    /** All entries, at full precision: reading the text back gives the same numbers. */
    public static String full(Tensor tensor) {
        return text(tensor, Integer.MAX_VALUE);
    }

    /** At most a few dozen entries, then how many there are. */
    public static String shortened(Tensor tensor) {
        return text(tensor, SHORT);
    }

    /** A number as the notation writes it: whole numbers without a point, {@code inf}, {@code nan}. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 && 1 / value < 0 ? "-0.0" : Long.toString((long) value);
        }
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        return exponent < 0 ? text : text.replace(".0E", "E").replace('E', 'e');
    }

    /** A number of so many digits at most; there is no minus in front of a zero. */
    public static String rounded(double value, int digits) {
        return number(shortened(value, digits));
    }

    /** The number that {@link #rounded} writes. */
    public static double shortened(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(digits)).doubleValue() + 0.0
                : value;
    }

    /** How many digits tell two numbers apart, at least so many. */
    public static int digits(double a, double b, int least) {
        return IntStream.range(least, FULL)
                .filter(digits -> shortened(a, digits) != shortened(b, digits))
                .findFirst()
                .orElse(a == b || Double.isNaN(a) ? least : FULL);
    }

    private static String text(Tensor tensor, int limit) {
        Shape shape = tensor.shape();
        int rank = shape.rank();
        if (rank == 0) {
            return number(tensor.at(0));
        }
        StringBuilder out = new StringBuilder("[".repeat(rank));
        if (tensor.count() == 0) {
            return out.append("]".repeat(rank))
                    .append(" of shape ")
                    .append(shape)
                    .toString();
        }
        int shown = Math.min(limit, tensor.count());
        for (int i = 0; i < shown; i++) {
            if (i > 0) {
                int closed = closedAt(shape, i);
                out.append("]".repeat(closed)).append(", ").append("[".repeat(closed));
            }
            out.append(number(tensor.at(i)));
        }
        if (shown < tensor.count()) {
            return out.append(", … ")
                    .append(tensor.count() - shown)
                    .append(" more")
                    .append("]".repeat(rank))
                    .toString();
        }
        return out.append("]".repeat(rank)).toString();
    }

    /** How many lists end just before row-major position {@code i}. */
    private static int closedAt(Shape shape, int i) {
        int closed = 0;
        long block = 1;
        for (int axis = shape.rank() - 1; axis > 0; axis--) {
            block *= shape.extent(axis);
            if (i % block != 0) {
                break;
            }
            closed++;
        }
        return closed;
    }
}
