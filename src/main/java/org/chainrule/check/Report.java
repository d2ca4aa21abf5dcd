package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.check.VariableCheck.Entry;
import org.chainrule.check.VariableCheck.Kink;
import org.chainrule.check.VariableCheck.Outcome;
import org.chainrule.tensor.TensorText;

/**
 * The result of a numeric gradient check; its text is {@link #toString}.
 *
 * @param variables one result a variable and order
 * @param culprit the node whose derivative rule is wrong, where one was found
 * @param notes how the point was chosen, and what else is to be known
 * @param seed the seed of all random choices
 * @param evaluations how often the function was computed
 */
public record Report(
        List<VariableCheck> variables, Optional<FaultyNode> culprit, List<String> notes, long seed, int evaluations) {
    /** A report. */
    public Report {
        variables = List.copyOf(variables);
        notes = List.copyOf(notes);
    }

    /** The worst verdict: {@code WRONG} outweighs {@code UNDECIDED}, which outweighs {@code AGREES}. */
    public Outcome outcome() {
        Outcome worst = culprit.isPresent() ? Outcome.WRONG : Outcome.AGREES;
        for (VariableCheck variable : variables) {
            if (variable.outcome() == Outcome.WRONG) {
                return Outcome.WRONG;
            }
            worst = variable.ok() || worst == Outcome.WRONG ? worst : Outcome.UNDECIDED;
        }
        return worst;
    }

    /** True when every gradient agrees. */
    public boolean ok() {
        return outcome() == Outcome.AGREES;
    }

    /** The largest relative error over all variables and orders. */
    public double maxRelError() {
        double largest = 0;
        for (VariableCheck variable : variables) {
            largest = Math.max(largest, variable.maxRelError());
        }
        return largest;
    }

    /** All entries at which the function has a kink. */
    public List<Kink> kinks() {
        return variables.stream().flatMap(v -> v.kinks().stream()).toList();
    }

    /**
     * This report when every gradient agrees.
     *
     * @throws CheckException with the text of the report otherwise
     */
    public Report orThrow() {
        if (!ok()) {
            throw new CheckException(toString());
        }
        return this;
    }

    /** The first line of the text: the outcome, and what it took. */
    public String verdict() {
        String verdict =
                switch (outcome()) {
                    case AGREES -> "gradient check passed";
                    case WRONG -> "gradient check FAILED";
                    case UNDECIDED -> "gradient check undecided";
                };
        return verdict + " (float64, seed " + seed + ", " + evaluations + " evaluations)";
    }

    /** Verdict, then for each variable its error, the worst entries, kinks, and what is certain about the difference. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict());
        notes.forEach(note -> lines.add("  " + note));
        for (VariableCheck variable : variables) {
            describe(variable, lines);
        }
        culprit.ifPresent(found -> lines.add("  " + found.message()));
        return String.join("\n", lines);
    }

    private static void describe(VariableCheck check, List<String> lines) {
        String what = check.variable() + " " + check.shape() + (check.order() == 1 ? "" : ", order " + check.order());
        String error = Double.isNaN(check.maxRelError())
                ? ""
                : String.format(Locale.ROOT, ", max relative error %.1e", check.maxRelError());
        lines.add("  " + what + ": " + check.outcome().name().toLowerCase(Locale.ROOT) + error);
        check.findings().forEach(finding -> lines.add("    " + finding));
        if (!check.worst().isEmpty()) {
            lines.add(String.format(
                    Locale.ROOT, "    %-12s %16s %16s %12s %12s", "entry", "gradient", "slope", "ratio", "error"));
            for (Entry entry : check.worst()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "    %-12s %16s %16s %12s %12s",
                        entry.index(),
                        number("%.9g", entry.analytic()),
                        number("%.9g", entry.numeric()),
                        number("%.6g", entry.ratio()),
                        number("%.1e", entry.error())));
            }
        }
        List<Kink> kinks = check.kinks();
        for (Kink kink : kinks.subList(0, Math.min(10, kinks.size()))) {
            lines.add("    kink at " + kink.index() + ": left slope " + shortly(kink.left()) + ", right slope "
                    + shortly(kink.right()) + "; the gradient takes " + shortly(kink.analytic()) + ", "
                    + kink.convention());
        }
        if (kinks.size() > 10) {
            lines.add("    and " + (kinks.size() - 10) + " more kinks");
        }
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : TensorText.number(value);
    }

    /** A number of at most six digits, without trailing zeros. */
    private static String shortly(double value) {
        return TensorText.rounded(value, 6);
    }
}
