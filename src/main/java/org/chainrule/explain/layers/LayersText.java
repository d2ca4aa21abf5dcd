package org.chainrule.explain.layers;

import static org.chainrule.message.Message.english;
import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.LatexName;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;

/** Writes layers that repeat, for a terminal and in LaTeX. */
final class LayersText {
    /** Where the numbers of layers stand, unless a formula is longer. */
    private static final int NUMBERS_COLUMN = 56;

    /** So many numbers are listed; of more the first and the last. */
    private static final int MOST_NUMBERS = 5;

    private LayersText() {}

    static String text(String loss, List<Repetition> repetitions, List<String> shared, Language language) {
        StringBuilder out = new StringBuilder();
        for (Repetition repetition : repetitions) {
            comment(
                    out,
                    say(
                            repetition.named()
                                    ? english("layers {0} to {1} repeat, L = {1}")
                                    : english("layers {0} to {1} repeat"),
                            repetition.first(),
                            repetition.last()),
                    language);
            rows(out, "# ", repetition, LayerRule.Kind.DEFINITION);
        }
        out.append("derive ").append(loss).append('\n');
        for (Repetition repetition : repetitions) {
            rows(
                    out,
                    "",
                    repetition,
                    LayerRule.Kind.HELPER,
                    LayerRule.Kind.BASE,
                    LayerRule.Kind.STEP,
                    LayerRule.Kind.PARAMETER,
                    LayerRule.Kind.OTHER);
            rows(out, "# ", repetition, LayerRule.Kind.SLOPE, LayerRule.Kind.JACOBIAN);
        }
        verdicts(repetitions).forEach(verdict -> comment(out, verdict, language));
        if (!shared.isEmpty()) {
            comment(
                    out,
                    say(
                            "several layers use {0}: the gradient is the sum of what each adds, and has no line with l",
                            Message.list(shared)),
                    language);
        }
        return out.toString();
    }

    private static void comment(StringBuilder out, Message text, Language language) {
        out.append("# ").append(text.text(language)).append('\n');
    }

    private static void rows(StringBuilder out, String mark, Repetition repetition, LayerRule.Kind... kinds) {
        for (LayerRule rule : repetition.rules(kinds)) {
            String row = mark + rule.text();
            String numbers = numbers(rule.numbers());
            int blanks = Math.max(1, NUMBERS_COLUMN - row.length());
            out.append(row)
                    .append(numbers.isEmpty() ? "" : " ".repeat(blanks) + " # l = " + numbers)
                    .append('\n');
        }
    }

    /** {@code 3, 2, 1}, or {@code 49, …, 1}. */
    static String numbers(List<Integer> numbers) {
        return listed(numbers, "…");
    }

    private static String listed(List<Integer> numbers, String dots) {
        int size = numbers.size();
        boolean run = IntStream.range(1, size).allMatch(i -> Math.abs(numbers.get(i) - numbers.get(i - 1)) == 1);
        return size > MOST_NUMBERS && run
                ? numbers.get(0) + ", " + dots + ", " + numbers.get(size - 1)
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** How sure the lines are. */
    static List<Message> verdicts(List<Repetition> repetitions) {
        List<Message> verdicts = new ArrayList<>();
        boolean proved = true;
        for (Repetition repetition : repetitions) {
            for (LayerRule rule :
                    repetition.rules(LayerRule.Kind.STEP, LayerRule.Kind.PARAMETER, LayerRule.Kind.JACOBIAN)) {
                if (!rule.sampled().isEmpty()) {
                    proved = false;
                    verdicts.add(say(
                            rule.proved().isEmpty()
                                    ? english("{0}: equal to the gradient of the model at random points for l = {1}")
                                    : english("{0}: equal to the gradient of the model at random points for l = {1}, "
                                            + "proved for l = {2}"),
                            rule.left().text(),
                            numbers(rule.sampled()),
                            numbers(rule.proved())));
                }
            }
        }
        if (proved) {
            verdicts.add(say("every line with l is proved to be the gradient of the model, for each l"));
        }
        return verdicts;
    }

    static String latex(String loss, List<Repetition> repetitions) {
        return Formula.aligned(repetitions.stream()
                .flatMap(repetition -> repetition.rules().stream().map(rule -> latex(loss, repetition, rule)))
                .toList());
    }

    private static String latex(String loss, Repetition repetition, LayerRule rule) {
        String left = rule.left().latex();
        boolean state = rule.kind() == LayerRule.Kind.STEP && left.startsWith("\\delta");
        String above = "\\frac{\\partial " + LatexName.of(loss) + "}{\\partial "
                + LatexName.of(Numbered.at(repetition.state(), "l")) + "} = ";
        boolean start = left.endsWith("^{L}");
        String numbers = listed(start ? List.of(repetition.last()) : rule.numbers(), "\\ldots");
        return left + " &= " + (state ? above : "") + rule.right().latex()
                + (numbers.isEmpty() ? "" : (start ? " && L = " : " && l = ") + numbers);
    }
}
