package org.chainrule.exec.compile;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;

/**
 * What a program does.
 *
 * @param rows one for each step, in order
 * @param kernels which loops run: {@code plain}, or {@code vector} on the Vector API
 * @param bytes of all arrays together
 * @param asked how many bytes they would be if none was used twice
 */
public record PlanReport(List<Row> rows, String kernels, long bytes, long asked) {
    private static final String CALL = "call of ";

    /**
     * One step.
     *
     * @param text what it does: {@code product 200×784×100}, {@code loop of add, sigmoid}, {@code call of sort}
     * @param flops about how many operations it takes
     * @param bytes how much it reads and writes
     * @param seconds how long it took, or NaN when it was not run
     * @param parts the nodes that it computes
     */
    public record Row(String text, long flops, long bytes, double seconds, List<Part> parts) {
        /** Whether the reference meaning of an op is called, for want of a kernel. */
        public boolean isCall() {
            return text.startsWith(CALL);
        }
    }

    /**
     * A node among those that a step computes.
     *
     * @param operations about how many of the operations of the step are for it
     * @param bytes of the array that it is kept in; 0 for what a loop makes and nobody else needs
     */
    public record Part(Node node, long operations, long bytes) {}

    /** Copies the rows. */
    public PlanReport {
        rows = List.copyOf(rows);
    }

    static PlanReport of(Plan plan, ArrayKernels kernels, double[] seconds, List<List<Part>> parts) {
        List<Row> rows = new ArrayList<>();
        long width = kernels.width();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            double time = i < seconds.length ? seconds[i] : Double.NaN;
            rows.add(new Row(step.text(), step.flops(), step.entries() * width, time, parts.get(i)));
        }
        return new PlanReport(
                rows,
                kernels.fullName(),
                plan.memory().entries() * width,
                plan.memory().asked() * width);
    }

    /** The number of steps that call the reference meaning of an op. */
    public long calls() {
        return rows.stream().filter(Row::isCall).count();
    }

    /** How many steps there are, and how much memory they share. */
    public Message summary() {
        return say(
                "{0} steps, {1} of them calls of a reference meaning; {2} loops; {3} bytes, {4} if no array was used twice",
                rows.size(), calls(), kernels, bytes, asked);
    }

    /** One line for each step. */
    public List<String> lines() {
        int widest = rows.stream().mapToInt(row -> row.text().length()).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String pad = " ".repeat(widest - row.text().length());
            String time =
                    Double.isNaN(row.seconds()) ? "" : String.format(Locale.ROOT, " %11.1f µs", row.seconds() * 1e6);
            lines.add(String.format(
                    Locale.ROOT,
                    "%3d  %s%s %12d flops %12d bytes%s",
                    i + 1,
                    row.text(),
                    pad,
                    row.flops(),
                    row.bytes(),
                    time));
        }
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n" + summary();
    }
}
