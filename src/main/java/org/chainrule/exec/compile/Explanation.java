package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.exec.kernel.ArrayKernels;

/**
 * What a program does.
 *
 * @param rows one for each step, in order
 * @param kernels which loops run
 * @param bytes of all arrays together
 * @param asked how many bytes they would be if none was used twice
 */
public record Explanation(List<Row> rows, String kernels, long bytes, long asked) {
    /**
     * One step.
     *
     * @param text what it does: {@code product 200×784×100}, {@code loop of add, sigmoid}, {@code call of sort}
     * @param flops about how many operations it takes
     * @param bytes how much it reads and writes
     */
    public record Row(String text, long flops, long bytes) {}

    /** Copies the rows. */
    public Explanation {
        rows = List.copyOf(rows);
    }

    static Explanation of(Plan plan, ArrayKernels kernels) {
        List<Row> rows = new ArrayList<>();
        for (Step step : plan.steps()) {
            rows.add(new Row(step.text(), step.flops(), step.entries() * kernels.width()));
        }
        long width = kernels.width();
        return new Explanation(rows, kernels.name(), plan.memory().entries() * width, plan.memory().asked() * width);
    }

    /** The number of steps that call the reference meaning of an op, for want of a kernel. */
    public long calls() {
        return rows.stream().filter(row -> row.text().startsWith("call of ")).count();
    }

    /** As a table, with a line about memory below. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            text.append(String.format(
                    Locale.ROOT, "%3d  %-40s %12d flops %12d bytes%n", i + 1, row.text(), row.flops(), row.bytes()));
        }
        text.append(String.format(
                Locale.ROOT, "%s kernels, %d bytes in arrays (%d if none was used twice)%n", kernels, bytes, asked));
        return text.toString();
    }
}
