package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Values that are made from a shape, by name, each a row of {@link #RULES}. The first axis of a weight counts its units, the others
 * the inputs of one unit; a kernel is [out, in, h, w].
 */
final class Initialisers {
    /**
     * One way to make a value.
     *
     * @param parameters the names of its numbers
     * @param defaults what they are when they are not given
     * @param make the value
     * @param refusal what is wrong with the numbers, or nothing
     */
    record Rule(List<String> parameters, List<Double> defaults, Making make, Check refusal) {}

    /** A value of a shape. */
    @FunctionalInterface
    interface Making {
        /** The value, with the numbers that were given. */
        Tensor of(Shape shape, List<Double> numbers, SplittableRandom random);
    }

    /** Looks at the numbers. */
    @FunctionalInterface
    interface Check {
        /** What is wrong with them. */
        Message of(List<Double> numbers);
    }

    private static final Check ALL = numbers -> Message.NONE;

    /** Every one by its names. */
    static final Map<String, Rule> RULES = rules();

    private Initialisers() {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        plain(rules, "zeros", (shape, numbers, random) -> Tensor.full(DType.F64, shape, 0));
        plain(rules, "ones", (shape, numbers, random) -> Tensor.full(DType.F64, shape, 1));
        rules.put(
                "constant",
                new Rule(
                        List.of("value"),
                        List.of(0.0),
                        (shape, numbers, random) -> Tensor.full(DType.F64, shape, numbers.get(0)),
                        ALL));
        plain(rules, "arange", (shape, numbers, random) -> Tensor.fill(DType.F64, shape, i -> i));
        plain(
                rules,
                "eye",
                (shape, numbers, random) ->
                        Tensor.generate(DType.F64, shape, ix -> ix.length == 2 && ix[0] == ix[1] ? 1 : 0));
        Rule normal = new Rule(
                List.of("mean", "std"),
                List.of(0.0, 1.0),
                (shape, numbers, random) -> normal(numbers.get(0), numbers.get(1), shape, random),
                numbers -> numbers.get(1) >= 0
                        ? Message.NONE
                        : say("the deviation of normal(mean, std) is at least 0, not {0}", numbers.get(1)));
        rules.put("normal", normal);
        rules.put("randn", new Rule(List.of(), List.of(), (s, n, r) -> normal(0, 1, s, r), ALL));
        Rule uniform = new Rule(
                List.of("low", "high"),
                List.of(0.0, 1.0),
                (shape, numbers, random) ->
                        Domain.interval(numbers.get(0), numbers.get(1)).sample(shape, random),
                numbers -> numbers.get(0) <= numbers.get(1)
                        ? Message.NONE
                        : say(
                                "uniform takes the lower bound first, and {0} is not below {1}",
                                numbers.get(0), numbers.get(1)));
        rules.put("uniform", uniform);
        rules.put("rand", new Rule(List.of(), List.of(), (s, n, r) -> uniform(1.0 / 12, 0.5, s, r), ALL));
        // Glorot and Bengio, Understanding the difficulty of training deep feedforward networks, 2010.
        for (String name : List.of("xavier", "xavier_uniform", "glorot_uniform")) {
            plain(rules, name, (shape, n, random) -> uniform(2.0 / (fanIn(shape) + fanOut(shape)), 0, shape, random));
        }
        for (String name : List.of("xavier_normal", "glorot_normal")) {
            plain(
                    rules,
                    name,
                    (shape, n, random) -> normal(0, Math.sqrt(2.0 / (fanIn(shape) + fanOut(shape))), shape, random));
        }
        // He et al., Delving deep into rectifiers, 2015.
        for (String name : List.of("he", "he_normal", "kaiming_normal")) {
            plain(rules, name, (shape, n, random) -> normal(0, Math.sqrt(2.0 / fanIn(shape)), shape, random));
        }
        for (String name : List.of("he_uniform", "kaiming_uniform")) {
            plain(rules, name, (shape, n, random) -> uniform(2.0 / fanIn(shape), 0, shape, random));
        }
        // LeCun et al., Efficient BackProp, 1998.
        for (String name : List.of("lecun", "lecun_normal")) {
            plain(rules, name, (shape, n, random) -> normal(0, Math.sqrt(1.0 / fanIn(shape)), shape, random));
        }
        plain(rules, "lecun_uniform", (shape, n, random) -> uniform(1.0 / fanIn(shape), 0, shape, random));
        rules.put(
                "orthogonal",
                new Rule(
                        List.of("gain"),
                        List.of(1.0),
                        (shape, numbers, random) -> orthogonal(numbers.get(0), shape, random),
                        ALL));
        return rules;
    }

    private static void plain(Map<String, Rule> rules, String name, Making making) {
        rules.put(name, new Rule(List.of(), List.of(), making, ALL));
    }

    private static Tensor normal(double mean, double std, Shape shape, SplittableRandom random) {
        Tensor z = Domain.REAL.sample(shape, random);
        return Tensor.fill(DType.F64, shape, i -> mean + std * z.at(i));
    }

    /** Evenly distributed around a mean, with a variance: within ±√(3·variance) of it. */
    private static Tensor uniform(double variance, double mean, Shape shape, SplittableRandom random) {
        double bound = Math.sqrt(3 * variance);
        return Domain.interval(mean - bound, mean + bound).sample(shape, random);
    }

    /** Rows that are orthogonal to each other and of length gain; columns, where there are more rows than columns. */
    private static Tensor orthogonal(double gain, Shape shape, SplittableRandom random) {
        // Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear networks,
        // 2014.
        int rows = shape.rank() == 0 ? 1 : shape.extent(0);
        int columns = rows == 0 ? 0 : shape.entries() / rows;
        boolean tall = rows > columns;
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        Tensor z = Domain.REAL.sample(Shape.of(count, length), random);
        double[][] vectors = z.toRows();
        for (int i = 0; i < count; i++) {
            // Twice, so that rounding leaves nothing of the others.
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    double along = dot(vectors[i], vectors[k]);
                    for (int j = 0; j < length; j++) {
                        vectors[i][j] -= along * vectors[k][j];
                    }
                }
            }
            double norm = Math.sqrt(dot(vectors[i], vectors[i]));
            for (int j = 0; j < length; j++) {
                vectors[i][j] /= norm;
            }
        }
        return Tensor.fill(DType.F64, shape, i -> {
            int row = i / columns;
            int column = i % columns;
            return gain * (tall ? vectors[column][row] : vectors[row][column]);
        });
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Inputs of one unit. */
    private static long fanIn(Shape shape) {
        return Math.max(
                1,
                shape.rank() < 2
                        ? shape.entries()
                        : shape.slice(1, shape.rank()).entries());
    }

    private static long fanOut(Shape shape) {
        int receptive = shape.rank() > 2 ? shape.slice(2, shape.rank()).entries() : 1;
        return Math.max(1, shape.rank() == 0 ? 1 : (long) shape.extent(0) * receptive);
    }
}
