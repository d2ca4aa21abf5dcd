package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Numbers and lists as Python has them. */
final class PythonNumbers {
    private PythonNumbers() {}

    /** The entries as nested lists. */
    static String nested(Tensor value) {
        StringBuilder text = new StringBuilder();
        List<Integer> counts = new ArrayList<>();
        for (int axis = 0; axis < value.rank(); axis++) {
            counts.add(value.shape().extent(axis));
        }
        if (value.count() == 0) {
            return "[]";
        }
        for (int i = 0; i < value.count(); i++) {
            int block = 1;
            int opened = 0;
            int closed = 0;
            for (int axis = value.rank() - 1; axis >= 0; axis--) {
                block *= counts.get(axis);
                opened += i % block == 0 ? 1 : 0;
                closed += (i + 1) % block == 0 ? 1 : 0;
            }
            text.append("[".repeat(opened))
                    .append(value.dtype() == DType.I64 ? Long.toString(value.wholeAt(i)) : digits(value.at(i)))
                    .append("]".repeat(closed))
                    .append(i + 1 < value.count() ? ", " : "");
        }
        return text.toString();
    }

    static String digits(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return (value < 0 ? "-" : "") + "float(\"" + (Double.isNaN(value) ? "nan" : "inf") + "\")";
        }
        return Numbers.text(value);
    }

    /** A row of sizes or numbers as a tuple. */
    static String tuple(List<?> items) {
        return items.stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "(", items.size() == 1 ? ",)" : ")"));
    }
}
