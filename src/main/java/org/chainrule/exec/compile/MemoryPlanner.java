package org.chainrule.exec.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Gives every value an array, and the array to another value once nobody needs the first one any more. */
final class MemoryPlanner {
    private final List<Step> steps;
    private final List<Store> kept;
    private final List<Store> numbers;
    private final List<Integer> lengths = new ArrayList<>();
    private final List<@Nullable Object> constants = new ArrayList<>();
    private final List<@Nullable Tensor> tensors = new ArrayList<>();
    private final TreeMap<Integer, Deque<Integer>> free = new TreeMap<>();
    /** What lies in the array of an output until that is written: an update needs no memory beside the two of its parameter. */
    private final Map<Store, Store> homes = new HashMap<>();

    private long asked;

    MemoryPlanner(List<Step> steps, List<Store> kept, List<Store> numbers) {
        this.steps = steps;
        this.kept = kept;
        this.numbers = numbers;
    }

    Memory plan(ArrayKernels kernels) {
        kept.forEach(store -> place(store, false));
        Map<Store, Integer> lastUse = new HashMap<>();
        for (int s = 0; s < steps.size(); s++) {
            Step step = steps.get(s);
            for (Store store : step.reads()) {
                used(store, s, lastUse);
            }
            for (Store store : step.writes()) {
                used(store, s, lastUse);
            }
        }
        findHomes(lastUse);
        for (int s = 0; s < steps.size(); s++) {
            Step step = steps.get(s);
            for (Store store : step.writes()) {
                place(store, step.wantsArrays());
            }
            for (Store store : step.reads()) {
                place(store, step.wantsArrays());
            }
            for (Store store : step.reads()) {
                release(store, s, lastUse);
            }
            for (Store store : step.writes()) {
                release(store, s, lastUse);
            }
        }
        return memory(kernels);
    }

    private void findHomes(Map<Store, Integer> lastUse) {
        Set<Store> touched = new HashSet<>();
        for (int s = 0; s < steps.size(); s++) {
            Step step = steps.get(s);
            touched.addAll(step.reads());
            for (Store written : step.writes()) {
                if (touched.add(written) && written.isKept() && written.room() == Store.Room.ARRAY) {
                    int last = s;
                    step.reads().stream()
                            .filter(read -> Objects.equals(lastUse.get(read), last)
                                    && read.count() == written.count()
                                    && step.mayLieIn(read, written))
                            .findFirst()
                            .ifPresent(read -> homes.put(read, written));
                }
            }
        }
    }

    private static void used(Store store, int step, Map<Store, Integer> lastUse) {
        if (isLent(store)) {
            lastUse.put(store, step);
        }
    }

    private static boolean isLent(Store store) {
        return store.room() == Store.Room.ARRAY && !store.isKept();
    }

    private void release(Store store, int step, Map<Store, Integer> lastUse) {
        Integer last = isLent(store) && !homes.containsKey(store) ? lastUse.get(store) : null;
        if (last != null && last == step) {
            lastUse.remove(store);
            free.computeIfAbsent(lengths.get(store.index()), length -> new ArrayDeque<>())
                    .push(store.index());
        }
    }

    private void place(Store store, boolean asArray) {
        if (store.room() == Store.Room.TENSOR) {
            if (store.index() < 0) {
                store.at(tensors.size());
                tensors.add((Tensor) store.constant());
            }
        } else if (store.arrayIndex() < 0 && homes.containsKey(store)) {
            store.arrayAt(homes.get(store).arrayIndex());
        } else if (store.arrayIndex() < 0 && (asArray || !store.isNumber())) {
            asked += store.count();
            store.arrayAt(array(store));
        }
    }

    private int array(Store store) {
        if (!store.isKept() && !store.isNumber()) {
            // One that is up to twice as long will do.
            Map.Entry<Integer, Deque<Integer>> fitting = free.ceilingEntry(store.count());
            if (fitting != null && fitting.getKey() <= 2L * store.count()) {
                int index = fitting.getValue().pop();
                if (fitting.getValue().isEmpty()) {
                    free.remove(fitting.getKey());
                }
                return index;
            }
        }
        lengths.add(store.count());
        constants.add(store.isNumber() ? null : store.constant());
        return lengths.size() - 1;
    }

    private Memory memory(ArrayKernels kernels) {
        double[] values = new double[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            if (numbers.get(i).constant() instanceof Double known) {
                values[i] = known;
            }
        }
        int tiles = 0;
        int[] room = new int[3];
        int operands = 0;
        for (Step step : steps) {
            tiles = Math.max(tiles, step.tiles());
            room[0] = Math.max(room[0], step.room());
            room[1] = Math.max(room[1], step.secondRoom());
            room[2] = Math.max(room[2], step.thirdRoom());
            operands = Math.max(operands, step.operands());
        }
        @Nullable Object[] given = constants.toArray(new Object[0]);
        @Nullable Tensor[] whole = tensors.toArray(new Tensor[0]);
        int[] sizes = lengths.stream().mapToInt(Integer::intValue).toArray();
        return new Memory(values, sizes, given, whole, tiles, GroupBuilder.tileLength(kernels), room, operands, asked);
    }
}
