package org.chainrule.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.LatexName;

/** Writes layers that repeat, for a terminal and in LaTeX. */
final class LayersText {
    /** Where the numbers of layers stand, unless a formula is longer. */
    private static final int NUMBERS_COLUMN = 56;

    /** So many numbers are listed; of more the first and the last. */
    private static final int MOST_NUMBERS = 5;

    private LayersText() {}

    static String text(String loss, List<Repetition> repetitions, List<String> shared) {
        StringBuilder out = new StringBuilder();
        for (Repetition repetition : repetitions) {
            out.append("# layers ")
                    .append(repetition.first())
                    .append(" to ")
                    .append(repetition.last())
                    .append(" repeat")
                    .append(repetition.named() ? ", L = " + repetition.last() : "")
                    .append('\n');
            for (Rule rule : repetition.rules(Rule.Kind.DEFINITION)) {
                row(out, "# ", rule);
            }
        }
        out.append("derive ").append(loss).append('\n');
        for (Repetition repetition : repetitions) {
            for (Rule rule : repetition.rules(
                    Rule.Kind.HELPER, Rule.Kind.BASE, Rule.Kind.STEP, Rule.Kind.PARAMETER, Rule.Kind.OTHER)) {
                row(out, "", rule);
            }
            for (Rule rule : repetition.rules(Rule.Kind.SLOPE, Rule.Kind.JACOBIAN)) {
                row(out, "# ", rule);
            }
        }
        verdicts(repetitions)
                .forEach(verdict -> out.append("# ").append(verdict).append('\n'));
        if (!shared.isEmpty()) {
            out.append("# several layers use ")
                    .append(String.join(", ", shared))
                    .append(": the gradient is the sum of what each adds, and has no line with l\n");
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String mark, Rule rule) {
        int start = out.length();
        out.append(mark).append(rule.text());
        String numbers = numbers(rule.numbers());
        if (!numbers.isEmpty()) {
            do {
                out.append(' ');
            } while (out.length() - start < NUMBERS_COLUMN);
            out.append(" # l = ").append(numbers);
        }
        out.append('\n');
    }

    /** {@code 3, 2, 1}, or {@code 49, …, 1}. */
    static String numbers(List<Integer> numbers) {
        return listed(numbers, "…");
    }

    private static String listed(List<Integer> numbers, String dots) {
        int size = numbers.size();
        boolean run = true;
        for (int i = 1; i < size; i++) {
            run &= Math.abs(numbers.get(i) - numbers.get(i - 1)) == 1;
        }
        return size > MOST_NUMBERS && run
                ? numbers.get(0) + ", " + dots + ", " + numbers.get(size - 1)
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** How sure the lines are. */
    static List<String> verdicts(List<Repetition> repetitions) {
        List<String> verdicts = new ArrayList<>();
        boolean proved = true;
        for (Repetition repetition : repetitions) {
            for (Rule rule : repetition.rules(Rule.Kind.STEP, Rule.Kind.PARAMETER, Rule.Kind.JACOBIAN)) {
                if (!rule.sampled().isEmpty()) {
                    proved = false;
                    verdicts.add(rule.left().text() + ": equal to the gradient of the model at random points for l = "
                            + numbers(rule.sampled())
                            + (rule.proved().isEmpty() ? "" : ", proved for l = " + numbers(rule.proved())));
                }
            }
        }
        if (proved) {
            verdicts.add("every line with l is proved to be the gradient of the model, for each l");
        }
        return verdicts;
    }

    static String latex(String loss, List<Repetition> repetitions) {
        StringBuilder out = new StringBuilder("\\begin{aligned}\n");
        for (Repetition repetition : repetitions) {
            for (Rule rule : repetition.rules()) {
                boolean state =
                        rule.kind() == Rule.Kind.STEP && rule.left().latex().startsWith("\\delta");
                out.append(rule.left().latex()).append(" &= ");
                if (state) {
                    out.append("\\frac{\\partial ")
                            .append(LatexName.of(loss))
                            .append("}{\\partial ")
                            .append(LatexName.of(Numbered.at(repetition.state(), "l")))
                            .append("} = ");
                }
                out.append(rule.right().latex());
                boolean start = rule.left().latex().endsWith("^{L}");
                String numbers = listed(start ? List.of(repetition.last()) : rule.numbers(), "\\ldots");
                out.append(numbers.isEmpty() ? "" : start ? " && L = " + numbers : " && l = " + numbers)
                        .append(" \\\\\n");
            }
        }
        return out.append("\\end{aligned}\n").toString();
    }
}
