package org.example.adversary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A point at which models are tried: sizes, and values of all leaves in their domains.
 *
 * @param sizes by letter
 * @param values of every leaf, in row-major order
 */
record World(Map<Character, Integer> sizes, Map<String, BigDecimal[]> values) {
    private static final int[] USUAL = {1, 2, 3, 4, 5, 3, 2, 9};

    /**
     * Draws a point.
     *
     * @param special numbers that the formulas single out: values and sizes near them are likely
     */
    static World random(List<Declared> leaves, List<BigDecimal> special, SplittableRandom random) {
        Map<Character, Integer> sizes = new LinkedHashMap<>();
        int common = size(special, random);
        boolean equal = random.nextInt(4) == 0;
        for (char name : new char[] {'n', 'm'}) {
            sizes.put(name, equal ? common : size(special, random));
        }
        return random(leaves, special, random, sizes);
    }

    /** The same with known sizes. */
    static World random(
            List<Declared> leaves, List<BigDecimal> special, SplittableRandom random, Map<Character, Integer> sizes) {
        double scale = Math.pow(10, 3.5 * random.nextDouble() - 1);
        Map<String, BigDecimal[]> values = new LinkedHashMap<>();
        for (Declared leaf : leaves) {
            double own = random.nextInt(4) == 0 ? Math.pow(10, 6 * random.nextDouble() - 3) : scale;
            values.put(leaf.name(), values(leaf, sizes, own, special, random));
        }
        if (random.nextInt(6) == 0) {
            approach(leaves, values, random);
        }
        return new World(sizes, values);
    }

    /** Brings the values of one leaf close to those of another. */
    private static void approach(List<Declared> leaves, Map<String, BigDecimal[]> values, SplittableRandom random) {
        Declared from = leaves.get(random.nextInt(leaves.size()));
        Declared to = leaves.get(random.nextInt(leaves.size()));
        if (!from.shape().equals(to.shape()) || !to.domain().isEmpty()) {
            return;
        }
        double off = Math.pow(10, -6 * random.nextDouble());
        BigDecimal[] near = values.get(from.name()).clone();
        for (int k = 0; k < near.length; k++) {
            near[k] = near[k].add(decimal(off * (random.nextDouble() - 0.5)));
        }
        values.put(to.name(), near);
    }

    private static int size(List<BigDecimal> special, SplittableRandom random) {
        if (random.nextInt(3) == 0 && !special.isEmpty()) {
            double near = special.get(random.nextInt(special.size())).doubleValue() + random.nextInt(3) - 1;
            if (near == Math.rint(near) && near >= 1 && near <= 60) {
                return (int) near;
            }
        }
        return USUAL[random.nextInt(USUAL.length)];
    }

    /** Half way to a point of the same sizes; what cannot move stays. */
    World between(World other, Map<String, Declared> leaves) {
        Map<String, BigDecimal[]> middle = new LinkedHashMap<>();
        values.forEach((name, here) -> {
            BigDecimal[] there = other.values.get(name);
            BigDecimal[] moved = here.clone();
            for (int k = 0; k < moved.length && !leaves.get(name).isWhole(); k++) {
                moved[k] = here[k].add(there[k]).multiply(new BigDecimal("0.5"), Dual.DIGITS);
            }
            middle.put(name, moved);
        });
        return new World(sizes, middle);
    }

    /** Whether a size is 1 or a whole number 0. */
    boolean isSpecial(List<Declared> leaves) {
        return sizes.containsValue(1)
                || leaves.stream()
                        .filter(Declared::isWhole)
                        .flatMap(leaf -> Stream.of(values.get(leaf.name())))
                        .anyMatch(value -> value.signum() == 0);
    }

    int count(String shape) {
        return shape.chars().map(c -> sizes.get((char) c)).reduce(1, (a, b) -> a * b);
    }

    private static BigDecimal[] values(
            Declared leaf,
            Map<Character, Integer> sizes,
            double scale,
            List<BigDecimal> special,
            SplittableRandom random) {
        String shape = leaf.shape();
        int count = shape.chars().map(c -> sizes.get((char) c)).reduce(1, (a, b) -> a * b);
        BigDecimal[] values = new BigDecimal[count];
        String kind = leaf.domain().replaceAll("\\(.*", "");
        switch (kind) {
            case "onehot" -> {
                int chosen = random.nextInt(count);
                for (int k = 0; k < count; k++) {
                    values[k] = k == chosen ? BigDecimal.ONE : BigDecimal.ZERO;
                }
            }
            case "simplex" -> {
                BigDecimal rest = BigDecimal.ONE;
                for (int k = 0; k < count; k++) {
                    BigDecimal share = rest.multiply(decimal(random.nextDouble()));
                    values[k] = k == count - 1 ? rest : share.setScale(12, RoundingMode.DOWN);
                    rest = rest.subtract(values[k]);
                }
            }
            default -> {
                for (int k = 0; k < count; k++) {
                    values[k] = entry(leaf, kind, scale, special, random);
                }
                if (kind.equals("symmetric")) {
                    int n = sizes.get(shape.charAt(0));
                    for (int k = 0; k < count; k++) {
                        values[k] = values[Math.min(k / n, k % n) * n + Math.max(k / n, k % n)];
                    }
                }
            }
        }
        return values;
    }

    private static BigDecimal entry(
            Declared leaf, String kind, double scale, List<BigDecimal> special, SplittableRandom random) {
        if (random.nextInt(4) == 0 && !special.isEmpty()) {
            BigDecimal near = special.get(random.nextInt(special.size()))
                    .multiply(decimal(random.nextBoolean() ? 1 : -1))
                    .multiply(decimal(1 + (random.nextDouble() - 0.5) * Math.pow(10, 1 - 8 * random.nextDouble())));
            if (kind.equals("integer")) {
                near = near.setScale(0, RoundingMode.HALF_UP);
            }
            if (leaf.allows(near)) {
                return near;
            }
        }
        return switch (kind) {
            case "positive", "nonnegative" ->
                decimal(scale * Math.exp(2 * random.nextDouble() - 1) * (random.nextInt(5) == 0 ? 1e-6 : 1));
            case "probability" -> decimal(share(random));
            case "interval" -> decimal(leaf.low() + (leaf.high() - leaf.low()) * share(random));
            case "integer" -> BigDecimal.valueOf(random.nextLong((long) leaf.low(), (long) leaf.high() + 1));
            default -> decimal(scale * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5));
        };
    }

    /** Between 0 and 1, sometimes close to an end. */
    private static double share(SplittableRandom random) {
        double small = 0.5 * Math.pow(10, -4 * random.nextDouble());
        return switch (random.nextInt(4)) {
            case 0 -> small;
            case 1 -> 1 - small;
            default -> random.nextDouble();
        };
    }

    private static BigDecimal decimal(double x) {
        return new BigDecimal(Double.toString(x));
    }

    /** The numbers in formulas, and the sizes next to them. */
    static List<BigDecimal> special(List<Term> formulas) {
        Set<BigDecimal> special = new LinkedHashSet<>();
        for (Term formula : formulas) {
            for (Term part : formula.parts()) {
                if (part.op().equals("num") && new BigDecimal(part.name()).signum() != 0) {
                    special.add(new BigDecimal(part.name()));
                }
            }
        }
        return List.copyOf(special);
    }

    /**
     * A leaf of a model.
     *
     * @param word input or param
     * @param domain as it is written; empty for any number
     */
    record Declared(String word, String name, String shape, String domain) {
        String text() {
            String sizes = shape.isEmpty() ? "" : String.join(", ", shape.split(""));
            return word + " " + name + " [" + sizes + "]" + (domain.isEmpty() ? "" : " " + domain);
        }

        Term term() {
            return Term.leaf(name, shape);
        }

        boolean isWhole() {
            return domain.startsWith("integer") || domain.startsWith("onehot");
        }

        /** Whether each entry may move by itself. */
        boolean isFree() {
            return !isWhole() && !domain.startsWith("simplex") && !domain.startsWith("symmetric");
        }

        boolean isPositive() {
            return domain.equals("positive") || (domain.startsWith("interval") && low() > 0);
        }

        double low() {
            return domain.contains("(") ? bound(0) : 0;
        }

        double high() {
            return bound(1);
        }

        private double bound(int i) {
            return Double.parseDouble(domain.substring(domain.indexOf('(') + 1, domain.indexOf(')'))
                    .split(", ")[i]);
        }

        boolean allows(BigDecimal x) {
            return switch (domain.replaceAll("\\(.*", "")) {
                case "positive", "nonnegative" -> x.signum() > 0;
                case "probability" -> x.signum() > 0 && x.compareTo(BigDecimal.ONE) < 0;
                case "interval", "integer" -> x.doubleValue() > low() && x.doubleValue() < high();
                default -> true;
            };
        }
    }
}
