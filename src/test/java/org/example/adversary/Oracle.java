package org.example.adversary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.example.adversary.Meaning.Direction;

/**
 * Decides whether a claim is the gradient of a model, by its own evaluation to 90 digits at many points, some of them drawn
 * to where the formulas switch.
 */
final class Oracle {
    private static final int POINTS = 24;
    private static final int DIRECTED = 16;
    /** Rounds of a long search. */
    private static final int ROUNDS = 40;

    private static final int ENTRIES = 3;
    private static final int MOST_ENTRIES = 64;
    private static final int EVERY = -1;
    /** What 90 digits leave of a cancellation, beside the largest number. */
    static final BigDecimal LOST = new BigDecimal("1e-70");

    private static final BigDecimal DIFFERENT = new BigDecimal("1e-25");

    private final RandomModel model;
    private final List<Known> known = new ArrayList<>();

    /** What some entries of the gradient are at a point. */
    private record Known(World world, Map<Integer, BigDecimal> slopes, BigDecimal lost) {}

    /** Where a claim says something else; the text is for people. */
    record Difference(String text) {}

    Oracle(RandomModel model, SplittableRandom random) {
        this.model = model;
        known.addAll(points(POINTS, List.of(model.loss()), random));
    }

    /** At how many points the gradient is known. */
    int count() {
        return known.size();
    }

    private List<Known> points(int count, List<Term> formulas, SplittableRandom random) {
        return points(count, formulas, random, false);
    }

    private List<Known> points(int count, List<Term> formulas, SplittableRandom random, boolean every) {
        List<BigDecimal> special = World.special(formulas);
        List<Known> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            World world = World.random(model.leaves(), special, random);
            known(world, random, every ? EVERY : telling(world, formulas)).ifPresent(points::add);
        }
        return points;
    }

    /** The entry in which the last of some formulas, a claim, says most. */
    private int telling(World world, List<Term> formulas) {
        if (formulas.size() < 2) {
            return 0;
        }
        int best = 0;
        try {
            Dual[] entries = new Meaning(world, (leaf, entry) -> BigDecimal.ZERO).of(formulas.get(1));
            for (int k = 1; k < entries.length; k++) {
                boolean more =
                        entries[k].value().abs().compareTo(entries[best].value().abs()) > 0;
                best = more ? k : best;
            }
        } catch (ArithmeticException | Dual.OutOfRangeException e) {
            return 0;
        }
        return best;
    }

    private Optional<Known> known(World world, SplittableRandom random, int first) {
        int entries = world.count(model.variable().shape());
        Map<Integer, BigDecimal> slopes = new LinkedHashMap<>();
        BigDecimal largest = BigDecimal.ONE;
        // In a long search every entry counts.
        int most = first == EVERY ? MOST_ENTRIES : ENTRIES;
        for (int k = 0; k < Math.min(entries, most); k++) {
            int entry = first == EVERY ? k : k == 0 ? first : k == 1 ? 0 : random.nextInt(entries);
            Meaning meaning =
                    new Meaning(world, Direction.along(model.variable().name(), entry));
            try {
                slopes.put(entry, meaning.of(model.loss())[0].slope());
            } catch (ArithmeticException | Dual.OutOfRangeException e) {
                return Optional.empty();
            }
            largest = largest.max(meaning.largest());
        }
        Meaning around = new Meaning(world, Direction.all(world, model.byName()));
        around.of(model.loss());
        return around.isOnKink() ? Optional.empty() : Optional.of(new Known(world, slopes, largest.multiply(LOST)));
    }

    /** Where a claim differs; empty when it does nowhere that was looked at. */
    Optional<Difference> difference(Term claim, SplittableRandom random) {
        return difference(claim, known)
                .or(() -> difference(claim, points(DIRECTED, List.of(model.loss(), claim), random)));
    }

    /**
     * The same with many more points, and with points next to every switch.
     *
     * @param proved whether there is a proof that the claim is right: then a shorter search looks for a hole in it
     */
    Optional<Difference> searched(Term claim, boolean proved, SplittableRandom random) {
        List<Term> formulas = List.of(model.loss(), claim);
        for (int i = 0; i < (proved ? ROUNDS / 5 : ROUNDS); i++) {
            List<Known> points = points(DIRECTED, formulas, random, true);
            for (Term margin : margins(formulas)) {
                points.addAll(beside(margin, random));
            }
            Optional<Difference> found = difference(claim, points);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What is compared with 0 in switches. */
    private static Set<Term> margins(List<Term> formulas) {
        Set<Term> margins = new LinkedHashSet<>();
        for (Term formula : formulas) {
            for (Term part : formula.parts()) {
                switch (part.op()) {
                    case ">", ">=", "<", "<=", "maximum", "minimum", "clamp" -> {
                        margins.add(Term.of("-", part.arg(0), part.arg(1)));
                        margins.add(
                                Term.of("-", part.arg(0), part.arg(part.args().size() - 1)));
                    }
                    case "relu", "abs", "step", "sign", "leaky_relu" -> margins.add(part.arg(0));
                    case "huber" ->
                        margins.add(Term.of("-", Term.of("abs", Term.of("-", part.arg(0), part.arg(1))), part.arg(2)));
                    default -> {}
                }
            }
        }
        return margins;
    }

    /** Two points on both sides of a switch and close to it. */
    private List<Known> beside(Term margin, SplittableRandom random) {
        World a = World.random(model.leaves(), World.special(List.of(model.loss(), margin)), random);
        World b = World.random(model.leaves(), World.special(List.of(model.loss(), margin)), random, a.sizes());
        List<Known> points = new ArrayList<>();
        try {
            Dual[] atA = new Meaning(a, Direction.all(a, model.byName())).of(margin);
            Dual[] atB = new Meaning(b, Direction.all(b, model.byName())).of(margin);
            for (int k = 0; k < atA.length; k++) {
                if (atA[k].value().signum() * atB[k].value().signum() < 0) {
                    int halvings = 4 + random.nextInt(20);
                    for (int i = 0; i < halvings; i++) {
                        World middle = a.between(b, model.byName());
                        Dual there = new Meaning(middle, Direction.all(middle, model.byName())).of(margin)[k];
                        boolean same = there.value().signum() == atA[k].value().signum();
                        a = same ? middle : a;
                        b = same ? b : middle;
                    }
                    known(a, random, EVERY).ifPresent(points::add);
                    known(b, random, EVERY).ifPresent(points::add);
                    break;
                }
            }
        } catch (ArithmeticException | Dual.OutOfRangeException e) {
            // No value on the way.
        }
        return points;
    }

    private Optional<Difference> difference(Term claim, List<Known> points) {
        for (Known point : points) {
            Optional<Difference> found = difference(claim, point);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> difference(Term claim, Known point) {
        Meaning meaning = new Meaning(point.world(), Direction.all(point.world(), model.byName()));
        Dual[] said;
        try {
            said = meaning.of(claim);
        } catch (ArithmeticException e) {
            // What has no value at one size or one whole number, as 1/(n - 1) or 1/k, may be meant for the others.
            return point.world().isSpecial(model.leaves()) || meaning.isOnKink()
                    ? Optional.empty()
                    : Optional.of(new Difference("the claim has no value: " + e.getMessage()));
        } catch (Dual.OutOfRangeException e) {
            return Optional.empty();
        }
        BigDecimal lost = point.lost().max(meaning.largest().multiply(LOST));
        for (Map.Entry<Integer, BigDecimal> each : point.slopes().entrySet()) {
            BigDecimal slope = each.getValue();
            BigDecimal claimed = said[said.length == 1 ? 0 : each.getKey()].value();
            BigDecimal apart = claimed.subtract(slope).abs();
            BigDecimal size = claimed.abs().max(slope.abs());
            if (!meaning.isOnKink() && apart.compareTo(size.multiply(DIFFERENT).max(lost)) > 0) {
                return Optional.of(new Difference("entry " + each.getKey() + ": the claim says "
                        + claimed.doubleValue() + ", the slope is " + slope.doubleValue() + " at "
                        + text(point.world())));
            }
        }
        return Optional.empty();
    }

    private String text(World world) {
        StringBuilder text = new StringBuilder(
                "n=" + world.sizes().get('n') + ", m=" + world.sizes().get('m'));
        world.values().forEach((name, values) -> {
            text.append(", ").append(name).append("=");
            for (int k = 0; k < Math.min(values.length, 8); k++) {
                text.append(k == 0 ? "" : " ").append((float) values[k].doubleValue());
            }
            text.append(values.length > 8 ? " …" : "");
        });
        return text.toString();
    }
}
