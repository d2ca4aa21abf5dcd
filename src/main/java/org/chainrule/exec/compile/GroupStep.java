package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.EntryFunction;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise ops of one shape, fused: a tile of a few thousand entries goes through all of them before the next one is read,
 * so that what only they need never leaves the cache. Sums of what they compute are made on the way.
 */
final class GroupStep implements Step {
    /**
     * One op of the group. Operands are numbered: first what the group reads, then its ops.
     *
     * @param function what it computes; null for a choice between {@code y} and {@code z} by {@code x}
     * @param x the first operand
     * @param y the second operand, or the first again
     * @param z the third operand, or the first again
     * @param tile where the result is kept for the group, or -1 when it goes into {@code store}
     * @param store where it goes, if anybody else needs it
     */
    record Entry(@Nullable EntryFunction function, int x, int y, int z, int tile, @Nullable Store store) {}

    /**
     * A sum over leading or trailing axes.
     *
     * @param operand what is summed
     * @param reading how entries are added
     * @param divisor 1, or the number of terms for a mean
     * @param store where it goes
     */
    record Total(int operand, SumReading reading, double divisor, Store store) {}

    /** As many operations are worth another thread. */
    private static final long SHARED = 1_000_000;

    private static final Object[] NONE = {};

    /** Into so many parts sums are cut, for any number of threads, so that their bits do not depend on it. */
    private static final int PARTS = 8;

    private final int count;
    private final Workers workers;
    private final boolean shared;
    /** 1, or more where sums are made in parts. */
    private final int parts;
    /** How much each part but the first sums into, total by total. */
    private final int[] lengths;

    private final List<Operand> inputs;
    private final List<Entry> entries;
    /** Whether an op and the one behind it are computed by one call. */
    private final boolean[] paired;

    private final List<Total> totals;
    private final int tiles;
    private final int tileLength;
    private final String text;

    GroupStep(
            int count,
            List<Operand> inputs,
            List<Entry> entries,
            List<Total> totals,
            int tiles,
            int tileLength,
            Workers workers,
            String text) {
        this.count = count;
        this.inputs = List.copyOf(inputs);
        this.entries = List.copyOf(entries);
        this.paired = new boolean[entries.size()];
        for (int i = 1; i < paired.length; i++) {
            paired[i - 1] = !(i > 1 && paired[i - 2]) && isPair(entries.get(i - 1), entries.get(i));
        }
        this.totals = List.copyOf(totals);
        this.tiles = tiles;
        this.tileLength = tileLength;
        this.text = text;
        this.workers = workers;
        boolean large = flops() >= SHARED;
        boolean cut = large
                && !totals.isEmpty()
                && count >= 2 * PARTS * tileLength
                && totals.stream().allMatch(total -> 4L * PARTS * total.store.count() <= count);
        int threads = workers.count();
        this.parts = cut ? PARTS : 1;
        this.lengths = IntStream.range(0, (parts - 1) * totals.size())
                .map(i -> totals.get(i % totals.size()).store.count())
                .toArray();
        this.shared = threads > 1 && large && (totals.isEmpty() ? count >= 2 * threads * tileLength : cut);
    }

    private static boolean isPair(Entry first, Entry second) {
        return first.x == second.x
                && first.function != null
                && second.function != null
                && first.function.code() != second.function.code()
                && first.function.code().kin() == second.function.code().kin();
    }

    @Override
    public void run(Frame frame) {
        for (int i = 0; i < totals.size(); i++) {
            Store store = totals.get(i).store;
            frame.kernels.fill(frame.arrays[store.arrayIndex()], 0, store.count(), 0);
        }
        Object[] sums = parts == 1 ? NONE : sums(frame);
        int tilesOfAll = (count + tileLength - 1) / tileLength;
        if (shared) {
            for (int i = 0; i < workers.count(); i++) {
                frame.of(i);
            }
            int all = parts == 1 ? workers.count() : parts;
            workers.run(i -> {
                for (int part = workers.begin(all, i); part < workers.begin(all, i + 1); part++) {
                    run(frame.of(i), part, all, tilesOfAll, sums);
                }
            });
        } else {
            for (int part = 0; part < parts; part++) {
                run(frame, part, parts, tilesOfAll, sums);
            }
        }
        join(frame, sums);
        for (int i = 0; i < totals.size(); i++) {
            Total total = totals.get(i);
            total.reading.finish(frame.kernels, frame.arrays[total.store.arrayIndex()], total.divisor);
            frame.written(total.store);
        }
    }

    /** What the other parts have summed, added in their order. */
    private void join(Frame frame, Object[] sums) {
        for (int i = 0; i < sums.length; i++) {
            Store store = totals.get(i % totals.size()).store;
            frame.kernels.addScaled(1, sums[i], 0, frame.arrays[store.arrayIndex()], 0, lengths[i]);
        }
    }

    /** Where all parts but the first sum. */
    private Object[] sums(Frame frame) {
        Object[] sums = frame.sums(this, lengths);
        for (int i = 0; i < sums.length; i++) {
            frame.kernels.fill(sums[i], 0, lengths[i], 0);
        }
        return sums;
    }

    /** The tiles of one part. */
    private void run(Frame frame, int part, int all, int tilesOfAll, Object[] others) {
        int begin = (int) ((long) tilesOfAll * part / all) * tileLength;
        int end = Math.min(count, (int) ((long) tilesOfAll * (part + 1) / all) * tileLength);
        ArrayKernels kernels = frame.kernels;
        Object[] where = frame.operands;
        int[] start = frame.starts;
        open(frame);
        for (int from = begin; from < end; from += tileLength) {
            int length = Math.min(tileLength, end - from);
            for (int i = 0; i < inputs.size(); i++) {
                inputs.get(i).read(frame, i, from, length);
            }
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                int at = inputs.size() + i;
                if (entry.store != null) {
                    start[at] = from;
                }
                EntryFunction function = entry.function;
                if (paired[i]) {
                    i++;
                    Entry next = entries.get(i);
                    if (next.store != null) {
                        start[at + 1] = from;
                    }
                    kernels.applyBoth(
                            Objects.requireNonNull(function),
                            Objects.requireNonNull(next.function),
                            where[entry.x],
                            start[entry.x],
                            where[at],
                            start[at],
                            where[at + 1],
                            start[at + 1],
                            length);
                } else if (function == null) {
                    kernels.select(
                            where[entry.x],
                            start[entry.x],
                            where[entry.y],
                            start[entry.y],
                            where[entry.z],
                            start[entry.z],
                            where[at],
                            start[at],
                            length);
                } else {
                    kernels.apply(
                            function,
                            where[entry.x],
                            start[entry.x],
                            where[entry.y],
                            start[entry.y],
                            where[at],
                            start[at],
                            length);
                }
            }
            for (int i = 0; i < totals.size(); i++) {
                Total total = totals.get(i);
                Object sums = part == 0 || parts == 1
                        ? frame.arrays[total.store.arrayIndex()]
                        : others[(part - 1) * totals.size() + i];
                total.reading.add(kernels, where[total.operand], start[total.operand], from, length, sums);
            }
        }
    }

    private void open(Frame frame) {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).open(frame, i, Math.min(count, tileLength));
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int at = inputs.size() + i;
            frame.operands[at] = entry.store == null ? frame.tiles[entry.tile] : frame.arrays[entry.store.arrayIndex()];
            frame.starts[at] = 0;
        }
    }

    @Override
    public List<Store> reads() {
        return inputs.stream().map(Operand::store).distinct().toList();
    }

    @Override
    public List<Store> writes() {
        List<Store> writes = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.store != null) {
                writes.add(entry.store);
            }
        }
        totals.forEach(total -> writes.add(total.store));
        return writes;
    }

    /** Where it is read in place, by one operand, and by nothing from the op on that writes; that op reads tiles. */
    @Override
    public boolean mayLieIn(Store read, Store written) {
        int[] readers = IntStream.range(0, inputs.size())
                .filter(i -> inputs.get(i).store() == read)
                .toArray();
        if (readers.length != 1 || !inputs.get(readers[0]).isDirect()) {
            return false;
        }
        int reader = readers[0];
        boolean isWritten = false;
        for (Entry entry : entries) {
            isWritten |= entry.store == written;
            if (isWritten && (entry.x == reader || entry.y == reader || entry.z == reader)) {
                return false;
            }
        }
        return isWritten && totals.stream().noneMatch(total -> total.operand == reader);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public long flops() {
        long flops = 0;
        for (Entry entry : entries) {
            flops += entry.function == null ? 1 : entry.function.code().flops();
        }
        return (flops + totals.size()) * count;
    }

    @Override
    public int tiles() {
        return tiles;
    }

    @Override
    public int operands() {
        return inputs.size() + entries.size();
    }
}
