package org.chainrule.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The result of the table test, one line a check.
 *
 * @param lines in the order of the checks
 */
public record OpReport(List<Line> lines) {
    /** A report. */
    public OpReport {
        lines = List.copyOf(lines);
    }

    /**
     * One check of one op.
     *
     * @param subject the op
     * @param check what was checked
     * @param ok whether it passed
     * @param detail how often and how well, or what is wrong and what to do
     */
    public record Line(String subject, String check, boolean ok, String detail) {
        @Override
        public String toString() {
            return (ok ? "ok     " : "WRONG  ") + subject + ": " + check + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /** True when every check passed. */
    public boolean ok() {
        return lines.stream().allMatch(Line::ok);
    }

    /** The checks that failed. */
    public List<Line> failures() {
        return lines.stream().filter(line -> !line.ok).toList();
    }

    /**
     * This report when every check passed.
     *
     * @throws CheckException with the text of the report, failures first, otherwise
     */
    public OpReport orThrow() {
        if (!ok()) {
            List<Line> sorted = new ArrayList<>(lines);
            sorted.sort(Comparator.comparing(Line::ok));
            throw new CheckException(
                    "{0} of {1} op checks failed\n{2}", failures().size(), lines.size(), text(sorted));
        }
        return this;
    }

    private static String text(List<Line> lines) {
        return String.join("\n", lines.stream().map(Line::toString).toList());
    }

    /** The lines. */
    @Override
    public String toString() {
        return text(lines);
    }
}
