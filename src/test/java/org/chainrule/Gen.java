package org.chainrule;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Random cases for properties. A failure names the seed of its case; {@code -Dchainrule.seed=} runs from that seed and
 * {@code -Dchainrule.iterations=} sets how many cases there are.
 */
public final class Gen {
    private final SplittableRandom random;

    private Gen(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Runs a property on random cases. */
    public static void forAll(int cases, Consumer<Gen> property) {
        long first = Long.getLong("chainrule.seed", 1);
        int count = Integer.getInteger("chainrule.iterations", cases);
        for (long seed = first; seed < first + count; seed++) {
            try {
                property.accept(new Gen(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "case with seed " + seed + " of " + count + " (-Dchainrule.seed=" + seed
                                + " -Dchainrule.iterations=1): " + e.getMessage(),
                        e);
            }
        }
    }

    /** A whole number, both bounds included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** A number from {@code low} to {@code high}. */
    public double real(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** True half of the time. */
    public boolean flip() {
        return random.nextBoolean();
    }

    /** One of some things. */
    @SafeVarargs
    public final <T> T pick(T... things) {
        return things[random.nextInt(things.length)];
    }

    /** One of a list. */
    public <T> T pick(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** A shape of known sizes. */
    public Shape shape(int mostAxes, int largest) {
        long[] sizes = new long[between(0, mostAxes)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = between(1, largest);
        }
        return Shape.of(sizes);
    }

    /** A tensor with entries between two bounds. */
    public Tensor tensor(Shape shape, double low, double high) {
        return Tensor.fill(DType.F64, shape, i -> real(low, high));
    }

    /** A seed for something random. */
    public long seed() {
        return random.nextLong();
    }
}
