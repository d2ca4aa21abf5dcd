package org.chainrule.check.marking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;

/**
 * What one derivation is worth.
 *
 * @param quantities what became of each gradient that is asked for, in their order
 * @param otherMistakes wrong lines that are not asked for
 * @param open lines that are left for the teacher to decide
 * @param points what all is worth
 * @param most what it could be worth
 */
public record Marks(
        List<Quantity> quantities, List<JudgedLine> otherMistakes, List<JudgedLine> open, double points, double most) {
    /** Copies the lists. */
    public Marks {
        quantities = List.copyOf(quantities);
        otherMistakes = List.copyOf(otherMistakes);
        open = List.copyOf(open);
    }

    /** What became of a gradient. */
    public enum Outcome {
        /** It is right. */
        RIGHT,
        /** It is wrong by itself. */
        WRONG,
        /** It only follows from a wrong line. */
        FOLLOWS,
        /** Nobody has decided yet. */
        OPEN,
        /** No line gives it. */
        MISSING;

        /** The key of the word for it. */
        public String key() {
            return "marking." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A gradient that is asked for.
     *
     * @param line that gives it; empty when it is missing
     * @param points what the line gets of them
     */
    public record Quantity(String gradient, Outcome outcome, Optional<JudgedLine> line, double points, double most) {}

    /**
     * Marks a derivation.
     *
     * @param file what decisions call it
     * @param judgement what was found; empty when nothing could be judged
     * @param asked the gradients that are asked for
     */
    public static Marks of(
            String file, Optional<Judgement> judgement, List<String> asked, Rubric rubric, Decisions decisions) {
        Map<String, JudgedLine> last = new LinkedHashMap<>();
        List<JudgedLine> lines = judgement.map(Judgement::lines).orElse(List.of());
        lines.forEach(line -> line.written().gradients().forEach(gradient -> last.put(gradient, line)));
        List<Quantity> quantities = new ArrayList<>();
        List<JudgedLine> open = new ArrayList<>();
        double points = 0;
        double most = 0;
        for (String gradient : asked) {
            Optional<JudgedLine> line = Optional.ofNullable(last.get(gradient));
            double worth = rubric.points(gradient);
            Optional<Double> decided = line.filter(found -> found.verdict() == Verdict.UNDECIDED)
                    .flatMap(found -> decisions.share(file, found.claim()));
            Outcome outcome = line.map(found -> outcome(found, decided)).orElse(Outcome.MISSING);
            double share =
                    switch (outcome) {
                        case RIGHT -> decided.orElse(1.0);
                        case WRONG ->
                            decided.orElseGet(() -> line.map(found -> rubric.partial(kind(found)))
                                    .orElse(0.0));
                        case FOLLOWS -> rubric.follows();
                        case OPEN, MISSING -> 0;
                    };
            quantities.add(new Quantity(gradient, outcome, line, share * worth, worth));
            points += share * worth;
            most += worth;
        }
        List<JudgedLine> others = new ArrayList<>();
        for (JudgedLine line : lines) {
            boolean isAsked = line.written().gradients().stream()
                    .anyMatch(gradient -> asked.contains(gradient) && last.get(gradient) == line);
            if (line.verdict() == Verdict.REFUTED && !isAsked) {
                others.add(line);
                points -= rubric.mistake() * (1 - rubric.partial(kind(line)));
            } else if (line.verdict() == Verdict.UNDECIDED
                    && decisions.share(file, line.claim()).isEmpty()) {
                open.add(line);
            }
        }
        return new Marks(quantities, others, open, Math.max(0, points), most);
    }

    private static Outcome outcome(JudgedLine line, Optional<Double> decided) {
        if (decided.isPresent()) {
            return decided.get() > 0 ? Outcome.RIGHT : Outcome.WRONG;
        }
        return switch (line.verdict()) {
            case PROVED, AGREES -> Outcome.RIGHT;
            case REFUTED -> Outcome.WRONG;
            case FOLLOWS -> Outcome.FOLLOWS;
            case UNDECIDED -> Outcome.OPEN;
        };
    }

    /** The kind of the mistake of a line; empty when none was found. */
    public static String kind(JudgedLine line) {
        return line.diagnosis().map(JudgedLine.Mend::kind).orElse("");
    }

    /** How many of the gradients became what. */
    public long count(Outcome outcome) {
        return quantities.stream()
                .filter(quantity -> quantity.outcome() == outcome)
                .count();
    }
}
