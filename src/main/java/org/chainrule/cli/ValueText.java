package org.chainrule.cli;

import java.util.Locale;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * A value as people read it: scalars at full precision, the entries of tensors to eight significant digits, a matrix
 * with one row a line and its columns aligned.
 */
final class ValueText {
    private static final int MOST = 1000;

    private ValueText() {}

    /** The text that follows {@code A [2, 3] =}: on the same line, or on lines of its own. */
    static String of(Tensor value) {
        int rank = value.rank();
        if (value.count() > MOST || value.count() == 0) {
            return " " + TensorText.shortened(value);
        }
        if (rank == 0) {
            return " " + TensorText.full(value);
        }
        int columns = value.shape().extent(rank - 1);
        boolean oneLine = value.count() == columns;
        String[] entries = new String[value.count()];
        int[] widths = new int[columns];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = number(value.at(i));
            widths[i % columns] = oneLine ? 0 : Math.max(widths[i % columns], entries[i].length());
        }
        StringBuilder out = new StringBuilder(oneLine ? " " : "\n  ").append("[".repeat(rank));
        for (int i = 0; i < entries.length; i++) {
            if (i % columns == 0 && i > 0) {
                int closed = closed(value, i);
                out.append("]".repeat(closed))
                        .append(closed > 1 ? ",\n\n" : ",\n")
                        .append(" ".repeat(2 + rank - closed))
                        .append("[".repeat(closed));
            } else if (i > 0) {
                out.append(", ");
            }
            out.append(" ".repeat(Math.max(0, widths[i % columns] - entries[i].length())))
                    .append(entries[i]);
        }
        return out.append("]".repeat(rank)).toString();
    }

    /** How many lists end before row-major position {@code i}, which starts a row. */
    private static int closed(Tensor value, int i) {
        int closed = 0;
        long block = 1;
        for (int axis = value.rank() - 1; axis > 0; axis--) {
            block *= value.shape().extent(axis);
            closed += i % block == 0 ? 1 : 0;
        }
        return closed;
    }

    static String number(double value) {
        boolean whole = value == Math.rint(value);
        return TensorText.number(
                whole || !Double.isFinite(value)
                        ? value
                        : Double.parseDouble(String.format(Locale.ROOT, "%.7e", value)));
    }
}
