package org.chainrule.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;

/**
 * How often, and in what pieces, the samples are gone through.
 *
 * @param epochs how many times; at least 1
 * @param batch how many samples at once; none for all
 * @param shuffled whether each epoch takes them in an order of its own
 * @param padded whether the last batch of an epoch is filled up with first samples, as the program of the slides does; else it has
 *     what is left
 * @param seed where chance starts
 */
public record Fit(int epochs, OptionalInt batch, boolean shuffled, boolean padded, long seed) {
    /** Checks the numbers. */
    public Fit {
        if (epochs < 1) {
            throw new ChainruleException("the number of epochs is at least 1, not {0}", epochs);
        }
        if (batch.isPresent() && batch.getAsInt() < 1) {
            throw new ChainruleException("a batch has at least 1 sample, not {0}", batch.getAsInt());
        }
    }

    /** All samples at once, in each of some epochs. */
    public static Fit epochs(int epochs) {
        return new Fit(epochs, OptionalInt.empty(), false, false, 0);
    }

    /** The same, another number of times. */
    public Fit times(int other) {
        return new Fit(other, batch, shuffled, padded, seed);
    }

    /** In batches of so many samples, the last one of an epoch with what is left. */
    public Fit batch(int size) {
        return new Fit(epochs, OptionalInt.of(size), shuffled, padded, seed);
    }

    /** Each epoch in an order of its own, which the seed decides. */
    public Fit shuffled(long by) {
        return new Fit(epochs, batch, true, padded, by);
    }

    /** Every batch of the same size, the last one of an epoch filled up with first samples. */
    public Fit padded(boolean full) {
        return new Fit(epochs, batch, shuffled, full, seed);
    }

    /** The samples of the first step of an epoch, by number; at most a thousand. */
    public int[] first(int count, int epoch) {
        int[] order = order(count, epoch);
        return Arrays.copyOf(order, Math.min(Math.min(count, 1000), batch.orElse(count)));
    }

    /** The samples of each step of an epoch, by number. */
    List<int[]> batches(int count, int epoch) {
        int size = batch.orElse(count);
        int all = padded ? (count + size - 1) / size * size : count;
        int[] order = order(all, epoch);
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < all; from += size) {
            int[] rows = Arrays.copyOfRange(order, from, Math.min(all - from, size) + from);
            batches.add(Arrays.stream(rows).map(row -> row % count).toArray());
        }
        return batches;
    }

    /** The order of the samples in an epoch: that of the data, or one that depends on the seed and the epoch alone. */
    int[] order(int count, int epoch) {
        int[] order = IntStream.range(0, count).toArray();
        if (shuffled) {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
            for (int i = count - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int other = order[i];
                order[i] = order[j];
                order[j] = other;
            }
        }
        return order;
    }
}
