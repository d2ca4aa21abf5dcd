package org.chainrule.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.chainrule.check.OpReport.Line;
import org.chainrule.error.ChainruleException;

/** Collects the outcomes of many cases as one line a check. */
final class Tally {
    private static final class Count {
        int passed;
        double worst;
        final List<String> failures = new ArrayList<>();
    }

    private final String subject;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    Tally(String subject) {
        this.subject = subject;
    }

    private Count count(String check) {
        return counts.computeIfAbsent(check, name -> new Count());
    }

    void pass(String check) {
        count(check).passed++;
    }

    /** A case whose error is to be at most {@code allowed}. */
    void measure(String check, double error, double allowed, Supplier<String> failure) {
        Count count = count(check);
        if (error <= allowed) {
            count.passed++;
            count.worst = Math.max(count.worst, error);
        } else {
            count.failures.add(failure.get());
        }
    }

    void fail(String check, String failure) {
        count(check).failures.add(failure);
    }

    void require(String check, boolean holds, String failure) {
        if (holds) {
            pass(check);
        } else {
            fail(check, failure);
        }
    }

    /**
     * A case that fails when it throws.
     *
     * @param at the case, in words
     */
    void attempt(String check, String at, Runnable body) {
        try {
            body.run();
        } catch (ChainruleException e) {
            fail(check, at + ": " + e.getMessage());
        } catch (RuntimeException e) {
            fail(check, at + ": it throws " + e);
        }
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.forEach((check, count) -> {
            if (count.failures.isEmpty()) {
                String worst = count.worst > 0 ? String.format(Locale.ROOT, ", worst error %.1e", count.worst) : "";
                lines.add(new Line(subject, check, true, count.passed + " case(s)" + worst));
            } else {
                int all = count.passed + count.failures.size();
                lines.add(new Line(
                        subject,
                        check,
                        false,
                        count.failures.size() + " of " + all + " case(s), first " + count.failures.get(0)));
            }
        });
        return lines;
    }
}
