package org.chainrule.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Small data sets that are made, not read: a table with a row for each sample, and what is to be learned in the last column.
 * The same arguments give the same numbers.
 */
public final class Generators {
    /** One row of a table. */
    @FunctionalInterface
    private interface Row {
        /**
         * The numbers of a sample, its label last.
         *
         * @param part where the sample lies among all, from 0 to 1
         * @param odd whether it is of the second class, in sets where the classes take turns
         */
        double[] of(double part, boolean odd, Chance chance);
    }

    /** Where the numbers of chance come from. */
    private record Chance(SplittableRandom random, double noise) {
        double uniform(double low, double high) {
            return low + (high - low) * random.nextDouble();
        }

        double normal() {
            return Domain.REAL.sample(Shape.SCALAR, random).item();
        }

        /** A number moved by the noise. */
        double near(double value) {
            return noise == 0 ? value : value + noise * normal();
        }
    }

    private static final Map<String, Row> SETS = new LinkedHashMap<>();

    /** The four rows of a truth table. */
    private static final List<double[]> CORNERS =
            List.of(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1});

    static {
        // As TensorFlow Playground has them, within 6 units of the origin; the labels are 0 and 1.
        SETS.put("circle", (part, odd, chance) -> {
            double radius = odd ? chance.uniform(0, 2.5) : chance.uniform(3.5, 5);
            double angle = chance.uniform(0, 2 * Math.PI);
            return row(chance.near(radius * Math.sin(angle)), chance.near(radius * Math.cos(angle)), odd);
        });
        SETS.put("xor", (part, odd, chance) -> {
            double x = away(chance.uniform(-5, 5));
            double y = away(chance.uniform(-5, 5));
            return row(chance.near(x), chance.near(y), x * y >= 0);
        });
        SETS.put("gauss", (part, odd, chance) -> {
            double centre = odd ? 2 : -2;
            return row(chance.near(centre + chance.normal()), chance.near(centre + chance.normal()), odd);
        });
        SETS.put("spiral", (part, odd, chance) -> {
            double radius = part * 5;
            double turn = 1.75 * part * 2 * Math.PI + (odd ? 0 : Math.PI);
            return row(chance.near(radius * Math.sin(turn)), chance.near(radius * Math.cos(turn)), odd);
        });
        SETS.put("plane", (part, odd, chance) -> {
            double x = chance.uniform(-6, 6);
            double y = chance.uniform(-6, 6);
            return new double[] {x, y, chance.near((x + y) / 10)};
        });
        SETS.put("moons", (part, odd, chance) -> {
            double angle = Math.PI * part;
            double x = odd ? 1 - Math.cos(angle) : Math.cos(angle);
            double y = odd ? 0.5 - Math.sin(angle) : Math.sin(angle);
            return row(chance.near(x), chance.near(y), odd);
        });
        SETS.put("sines", (part, odd, chance) -> {
            double x = chance.uniform(-Math.PI, Math.PI);
            return new double[] {x, chance.near(Math.sin(x))};
        });
        SETS.put("edges", Generators::edge);
    }

    private Generators() {}

    /**
     * The names of the sets: those of truth tables, {@code and} and {@code or}, whose rows take turns, and those of chance.
     */
    public static List<String> names() {
        TreeSet<String> names = new TreeSet<>(SETS.keySet());
        names.addAll(List.of("and", "or"));
        return List.copyOf(names);
    }

    /**
     * A set.
     *
     * @param name one of {@link #names}
     * @param count how many samples
     * @param noise the deviation of what is added to the numbers of a sample, or to what is learned where that is a number
     * @param seed where chance starts
     * @throws ChainruleException when there is no set of that name, or a number is negative
     */
    public static Tensor samples(String name, int count, double noise, long seed) {
        if (!names().contains(name)) {
            throw new ChainruleException(
                    "there are no samples called {0}: there are {1}", name, String.join(", ", names()));
        }
        if (count < 1 || !(noise >= 0)) {
            throw new ChainruleException("samples are at least 1, with a noise of at least 0");
        }
        Chance chance = new Chance(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode()), noise);
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            boolean odd = i % 2 == 1;
            // The two classes of a spiral or of the moons have the same places along their way.
            int pair = i / 2;
            int pairs = (count + 1) / 2;
            double part = (pair + 0.5) / pairs;
            Row row = SETS.get(name);
            rows[i] = row == null ? truth(name, i % CORNERS.size(), chance) : row.of(part, odd, chance);
        }
        int columns = rows[0].length;
        return Tensor.fill(DType.F64, Shape.of(count, columns), i -> rows[i / columns][i % columns]);
    }

    private static double[] truth(String name, int corner, Chance chance) {
        double[] x = CORNERS.get(corner);
        boolean label = name.equals("and") ? x[0] * x[1] > 0 : x[0] + x[1] > 0;
        return row(chance.near(x[0]), chance.near(x[1]), label);
    }

    private static double[] row(double x, double y, boolean label) {
        return new double[] {x, y, label ? 1 : 0};
    }

    /** Away from the axes, where the classes of exclusive or meet. */
    private static double away(double value) {
        return value + (value > 0 ? 0.3 : -0.3);
    }

    /** A picture of 6 by 6 with an edge somewhere, vertical for label 1 and horizontal for label 0. */
    private static double[] edge(double part, boolean odd, Chance chance) {
        int size = 6;
        int place = 1 + chance.random.nextInt(size - 1);
        boolean falls = chance.random.nextBoolean();
        double[] row = new double[size * size + 1];
        for (int i = 0; i < size * size; i++) {
            boolean before = (odd ? i % size : i / size) < place;
            row[i] = chance.near(before == falls ? 1 : 0);
        }
        row[size * size] = odd ? 1 : 0;
        return row;
    }
}
