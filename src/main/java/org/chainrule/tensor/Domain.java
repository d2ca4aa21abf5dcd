package org.chainrule.tensor;

import static org.chainrule.message.Message.say;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.message.Message;

/**
 * Which values an input may take. It steers random points, is checked when a value is given, and licenses rules
 * (the entries of a one-hot column sum to 1).
 *
 * @param kind the family
 * @param axis along which {@link Kind#ONEHOT} and {@link Kind#SIMPLEX} sum to 1; 0 otherwise
 * @param low lower bound of {@link Kind#INTERVAL} and {@link Kind#INTEGER}
 * @param high upper bound (inclusive) of the same
 */
public record Domain(Kind kind, int axis, double low, double high) {
    /** The families of values. */
    public enum Kind {
        /** Any number. */
        REAL,
        /** Greater than 0. */
        POSITIVE,
        /** At least 0. */
        NONNEGATIVE,
        /** From 0 to 1. */
        PROBABILITY,
        /** Exactly one 1 along the axis, 0 elsewhere. */
        ONEHOT,
        /** At least 0, with sum 1 along the axis. */
        SIMPLEX,
        /** 0 or 1. */
        BINARY,
        /** Whole numbers; without bounds, small non-negative ones. */
        INTEGER,
        /** Equal to its transpose. */
        SYMMETRIC,
        /** Symmetric and positive definite. */
        SPD,
        /** Square with an inverse. */
        INVERTIBLE,
        /** Between two bounds. */
        INTERVAL
    }

    /** How far sums and symmetry may be off in a given value. */
    private static final double SLACK = 1e-6;

    /** Any number. */
    public static final Domain REAL = of(Kind.REAL);

    /** Greater than 0. */
    public static final Domain POSITIVE = of(Kind.POSITIVE);

    /** At least 0. */
    public static final Domain NONNEGATIVE = of(Kind.NONNEGATIVE);

    /** From 0 to 1. */
    public static final Domain PROBABILITY = of(Kind.PROBABILITY);

    /** 0 or 1. */
    public static final Domain BINARY = of(Kind.BINARY);

    /** Equal to its transpose. */
    public static final Domain SYMMETRIC = of(Kind.SYMMETRIC);

    /** A family that needs no parameters. */
    public static Domain of(Kind kind) {
        return kind == Kind.INTEGER ? new Domain(kind, 0, 0, Double.POSITIVE_INFINITY) : new Domain(kind, 0, 0, 0);
    }

    /** One-hot along an axis; negative counts from the end. */
    public static Domain onehot(int axis) {
        return new Domain(Kind.ONEHOT, axis, 0, 0);
    }

    /** Probabilities that sum to 1 along an axis; negative counts from the end. */
    public static Domain simplex(int axis) {
        return new Domain(Kind.SIMPLEX, axis, 0, 0);
    }

    /** Whole numbers from {@code low} to {@code high}, both included. */
    public static Domain integer(long low, long high) {
        return new Domain(Kind.INTEGER, 0, low, high);
    }

    /** Numbers from {@code low} to {@code high}. */
    public static Domain interval(double low, double high) {
        return new Domain(Kind.INTERVAL, 0, low, high);
    }

    /**
     * A random tensor of this domain, float64 (index tensors for {@link Kind#INTEGER}).
     *
     * @param shape all sizes known
     * @param random the source of chance; the same state gives the same tensor
     * @throws ShapeException when the domain needs a square matrix or an axis the shape does not have
     */
    public Tensor sample(Shape shape, SplittableRandom random) {
        return switch (kind) {
            case REAL -> Tensor.fill(DType.F64, shape, i -> normal(random));
            case POSITIVE -> Tensor.fill(DType.F64, shape, i -> 0.2 + 1.8 * random.nextDouble());
            case NONNEGATIVE -> Tensor.fill(DType.F64, shape, i -> 0.05 + 1.9 * random.nextDouble());
            case PROBABILITY -> Tensor.fill(DType.F64, shape, i -> 0.05 + 0.9 * random.nextDouble());
            case BINARY -> Tensor.fill(DType.F64, shape, i -> random.nextInt(2));
            case INTERVAL -> Tensor.fill(DType.F64, shape, i -> low + (high - low) * random.nextDouble());
            case INTEGER -> {
                long top = high == Double.POSITIVE_INFINITY ? (long) low + 3 : (long) high;
                yield Tensor.fill(DType.I64, shape, i -> random.nextLong((long) low, top + 1));
            }
            case ONEHOT ->
                along(shape, (column, size) -> {
                    int hot = size == 0 ? 0 : random.nextInt(size);
                    for (int i = 0; i < size; i++) {
                        column[i] = i == hot ? 1 : 0;
                    }
                });
            case SIMPLEX ->
                along(shape, (column, size) -> {
                    double sum = 0;
                    for (int i = 0; i < size; i++) {
                        column[i] = 0.1 + random.nextDouble();
                        sum += column[i];
                    }
                    for (int i = 0; i < size; i++) {
                        column[i] /= sum;
                    }
                });
            case SYMMETRIC -> {
                Tensor a = REAL.sample(square(shape), random);
                yield Tensor.generate(
                        DType.F64,
                        shape,
                        ix -> ix[shape.rank() - 2] <= ix[shape.rank() - 1] ? a.get(ix) : a.get(swap(ix)));
            }
            case INVERTIBLE -> {
                Tensor a = REAL.sample(square(shape), random);
                int n = shape.rank();
                // A dominant diagonal keeps the condition number small at any size.
                yield Tensor.generate(
                        DType.F64,
                        shape,
                        ix -> a.get(ix) + (ix[n - 2] == ix[n - 1] ? 2.5 * Math.sqrt(shape.extent(-1)) : 0));
            }
            case SPD -> {
                Tensor a = REAL.sample(square(shape), random);
                int n = shape.rank();
                int size = shape.extent(-1);
                yield Tensor.generate(DType.F64, shape, ix -> {
                    double sum = ix[n - 2] == ix[n - 1] ? 1 : 0;
                    int[] p = ix.clone();
                    int[] q = swap(ix);
                    for (int k = 0; k < size; k++) {
                        p[n - 1] = k;
                        q[n - 1] = k;
                        sum += a.get(p) * a.get(q) / size;
                    }
                    return sum;
                });
            }
        };
    }

    /**
     * What is wrong with a given value, if anything.
     *
     * @return one clause such as {@code "the entries along axis 0 at column 2 sum to 1.5, not to 1"}
     */
    public Optional<Message> violation(Tensor value) {
        Shape shape = value.shape();
        switch (kind) {
            case SYMMETRIC, SPD, INVERTIBLE -> square(shape);
            case ONEHOT, SIMPLEX -> shape.axis(axis);
            case REAL -> {
                return Optional.empty();
            }
            default -> {}
        }
        for (int i = 0; i < value.count(); i++) {
            double x = value.at(i);
            if (!allows(x)) {
                Message what = shape.rank() == 0
                        ? say("{0} is not {1}", TensorText.number(x), describe())
                        : say(
                                "entry {0} = {1} is not {2}",
                                Arrays.toString(shape.index(i)), TensorText.number(x), describe());
                boolean mark = kind == Kind.INTEGER && x == Math.rint(x) && x < low && high == Double.POSITIVE_INFINITY;
                return Optional.of(
                        mark
                                ? say(
                                        "{0}; if {1} marks what does not count, declare it integer({1}, n), n the largest",
                                        what, TensorText.number(x))
                                : what);
            }
        }
        if (kind == Kind.ONEHOT || kind == Kind.SIMPLEX) {
            for (double total : totals(value)) {
                if (Math.abs(total - 1) > SLACK) {
                    return Optional.of(say(
                            "the entries along axis {0} sum to {1} somewhere, not to 1",
                            axis, TensorText.number(total)));
                }
            }
        }
        if (kind == Kind.SYMMETRIC || kind == Kind.SPD) {
            int n = shape.extent(-1);
            for (int i = 0; i < value.count(); i++) {
                int block = i / (n * n) * n * n;
                int row = i % (n * n) / n;
                int column = i % n;
                // Necessary, not sufficient: a factorisation in every run would cost too much.
                if (kind == Kind.SPD && row == column && !(value.at(i) > 0)) {
                    return Optional.of(say(
                            "entry [{0}, {0}] is {1}, so the matrix is not positive definite",
                            row, TensorText.number(value.at(i))));
                }
                double mirrored = value.at(block + column * n + row);
                if (Math.abs(value.at(i) - mirrored) > SLACK * Math.max(1, Math.abs(mirrored))) {
                    return Optional.of(say(
                            "entry [{0}, {1}] differs from entry [{1}, {0}], so the matrix is not symmetric",
                            row, column));
                }
            }
        }
        return Optional.empty();
    }

    private boolean allows(double x) {
        return switch (kind) {
            case REAL, SYMMETRIC, SPD, INVERTIBLE -> true;
            case POSITIVE -> x > 0;
            case NONNEGATIVE -> x >= 0;
            case PROBABILITY, SIMPLEX -> x >= 0 && x <= 1;
            case BINARY, ONEHOT -> x == 0 || x == 1;
            case INTEGER -> x == Math.rint(x) && x >= low && x <= high;
            case INTERVAL -> x >= low && x <= high;
        };
    }

    private Message describe() {
        return switch (kind) {
            case PROBABILITY, SIMPLEX -> say("between 0 and 1");
            case POSITIVE -> say("greater than 0");
            case NONNEGATIVE -> say("at least 0");
            case BINARY, ONEHOT -> say("0 or 1");
            case INTEGER ->
                high == Double.POSITIVE_INFINITY
                        ? say("a whole number of at least {0}", TensorText.number(low))
                        : say("a whole number from {0} to {1}", TensorText.number(low), TensorText.number(high));
            case INTERVAL -> say("between {0} and {1}", TensorText.number(low), TensorText.number(high));
            default -> say("a number");
        };
    }

    private double[] totals(Tensor value) {
        double[] totals = new double[value.shape().without(axis).entries()];
        for (int i = 0; i < value.count(); i++) {
            totals[column(value.shape(), i)] += value.at(i);
        }
        return totals;
    }

    private int column(Shape shape, int entry) {
        int inner = shape.slice(shape.axis(axis) + 1, shape.rank()).entries();
        return entry / (inner * shape.extent(axis)) * inner + entry % inner;
    }

    /** Positive numbers as a value of {@link Kind#SIMPLEX}: what part of their sum along the axis each is. */
    public Tensor shares(Tensor weights) {
        double[] totals = totals(weights);
        return Tensor.fill(DType.F64, weights.shape(), i -> weights.at(i) / totals[column(weights.shape(), i)]);
    }

    private interface Column {
        void fill(double[] column, int size);
    }

    private Tensor along(Shape shape, Column fill) {
        int at = shape.axis(axis);
        int size = shape.extent(at);
        int inner = shape.slice(at + 1, shape.rank()).entries();
        double[] values = new double[shape.entries()];
        double[] column = new double[size];
        for (int start = 0; start < values.length; start++) {
            if (start / inner % size == 0) {
                fill.fill(column, size);
                for (int i = 0; i < size; i++) {
                    values[start + i * inner] = column[i];
                }
            }
        }
        return Tensor.of(shape, values);
    }

    private Shape square(Shape shape) {
        if (shape.rank() < 2 || !shape.dim(-1).sameSize(shape.dim(-2))) {
            throw new ShapeException("the domain {0} needs a square matrix, not the shape {1}", this, shape);
        }
        return shape;
    }

    private static int[] swap(int[] index) {
        int[] swapped = index.clone();
        int n = index.length;
        swapped[n - 2] = index[n - 1];
        swapped[n - 1] = index[n - 2];
        return swapped;
    }

    private static double normal(SplittableRandom random) {
        // Marsaglia's polar method would keep a spare; Box-Muller keeps no state between calls.
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The domain as the notation writes it: {@code onehot(axis=0)}, {@code integer(0, 9)}. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case ONEHOT, SIMPLEX -> name + "(axis=" + axis + ")";
            case INTEGER ->
                high == Double.POSITIVE_INFINITY
                        ? name
                        : name + "(" + TensorText.number(low) + ", " + TensorText.number(high) + ")";
            case INTERVAL -> name + "(" + TensorText.number(low) + ", " + TensorText.number(high) + ")";
            default -> name;
        };
    }
}
