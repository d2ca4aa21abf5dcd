package org.chainrule.exec.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chainrule.exec.compile.Layout.Role;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;

/** Makes a {@link GroupStep}: which operands it reads, and in which tile each of its values is kept for how long. */
final class GroupBuilder {
    /** The bytes of a tile: several of them fit into the first cache. */
    private static final int TILE_BYTES = 8192;

    /** An operand that is not made here: a value, and how it is looked at. */
    private record Reading(Store store, List<Integer> strides) {}

    /** What is made of an operand. */
    private record Kin(int operand, EntryFunction.Code code) {}

    private final Layout layout;
    private final Walk walk;
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Integer> sums = new ArrayList<>();
    private final boolean[] needed;
    private final ArrayKernels kernels;
    private final Workers workers;
    /** Positions of the group's own values. */
    private final Map<Store, Integer> own = new HashMap<>();

    private final Map<Reading, Integer> known = new LinkedHashMap<>();
    private final List<View> inputs = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int tiles;

    /**
     * A group.
     *
     * @param needed which values somebody else reads
     */
    GroupBuilder(Layout layout, List<Integer> group, boolean[] needed, ArrayKernels kernels, Workers workers) {
        this.layout = layout;
        this.walk = layout.walk();
        this.needed = needed;
        this.kernels = kernels;
        this.workers = workers;
        for (int i : group) {
            if (layout.roleAt(i) == Role.SUM) {
                sums.add(i);
            } else {
                nodes.add(i);
            }
        }
        bringTogether();
        for (int n = 0; n < nodes.size(); n++) {
            own.put(layout.viewAt(nodes.get(n)).store(), n);
        }
    }

    /** An op stands behind another of the same operand with which it is computed by one call. */
    private void bringTogether() {
        Map<Kin, Integer> firsts = new HashMap<>();
        Map<Integer, Integer> seconds = new HashMap<>();
        List<Integer> others = new ArrayList<>();
        for (int i : nodes) {
            EntryFunction function = Layout.entryFunction(walk.node(i));
            Integer first = function == null || !function.code().isSlow()
                    ? null
                    : firsts.putIfAbsent(
                            new Kin(walk.input(i, 0), function.code().kin()), i);
            if (first == null || seconds.putIfAbsent(first, i) != null) {
                others.add(i);
            }
        }
        nodes.clear();
        for (int i : others) {
            nodes.add(i);
            if (seconds.containsKey(i)) {
                nodes.add(seconds.get(i));
            }
        }
    }

    static int tileLength(ArrayKernels kernels) {
        return TILE_BYTES / kernels.width();
    }

    /**
     * The step.
     *
     * @param place gives a number its place
     */
    GroupStep build(Consumer<Store> place) {
        int[][] operands = new int[nodes.size()][];
        for (int n = 0; n < operands.length; n++) {
            operands[n] = operands(nodes.get(n), place);
        }
        List<Operand> reads = new ArrayList<>();
        for (View view : inputs) {
            reads.add(Operand.of(view, Operand.isDirect(view) ? -1 : tiles++));
        }
        int[] lastUse = lastUse(operands);
        List<GroupStep.Entry> entries = new ArrayList<>();
        int[] tileOf = new int[nodes.size()];
        for (int n = 0; n < operands.length; n++) {
            int i = nodes.get(n);
            Node node = walk.node(i);
            // The tile of an operand that is read for the last time may hold the result.
            for (int operand : operands[n]) {
                int made = operand - inputs.size();
                if (made >= 0 && lastUse[made] == n && tileOf[made] >= 0) {
                    free.push(tileOf[made]);
                    tileOf[made] = -1;
                }
            }
            Store store = needed[i] ? layout.viewAt(i).store() : null;
            tileOf[n] = store != null ? -1 : free.isEmpty() ? tiles++ : free.pop();
            int[] in = operands[n];
            entries.add(new GroupStep.Entry(
                    Layout.entryFunction(node),
                    in[0],
                    in[Math.min(1, in.length - 1)],
                    in[in.length - 1],
                    tileOf[n],
                    store));
        }
        int count = View.count(layout.extentsAt(nodes.get(0)));
        return new GroupStep(count, reads, entries, totals(place), tiles, tileLength(kernels), workers, text());
    }

    private int[] operands(int i, Consumer<Store> place) {
        Node node = walk.node(i);
        if (node.op() instanceof Fill fill) {
            Store number = new Store(Store.Room.NUMBER, 1);
            number.holds(kernels.width() == Float.BYTES ? (double) (float) fill.value() : fill.value());
            place.accept(number);
            return new int[] {input(View.constant(number, layout.extentsAt(i)))};
        }
        int[] operands = new int[node.inputs().size()];
        for (int k = 0; k < operands.length; k++) {
            View view = layout.viewAt(walk.input(i, k));
            if (node.op() instanceof Transpose transpose) {
                view = view.permuted(
                        transpose.axes().stream().mapToInt(Integer::intValue).toArray());
            }
            Integer made = own.get(view.store());
            if (made == null) {
                place.accept(view.store());
                operands[k] = input(view.broadcast(layout.extentsAt(i)));
            } else {
                operands[k] = -1 - made;
            }
        }
        return operands;
    }

    private int input(View view) {
        List<Integer> strides = new ArrayList<>();
        for (int axis = 0; axis < view.rank(); axis++) {
            strides.add(view.stride(axis));
        }
        return known.computeIfAbsent(new Reading(view.store(), strides), reading -> {
            inputs.add(view);
            return inputs.size() - 1;
        });
    }

    /** Numbers the group's own values after its inputs, and finds the last op that reads each. */
    private int[] lastUse(int[][] operands) {
        int[] lastUse = new int[nodes.size()];
        for (int n = 0; n < operands.length; n++) {
            lastUse[n] = n;
            for (int k = 0; k < operands[n].length; k++) {
                if (operands[n][k] < 0) {
                    int made = -1 - operands[n][k];
                    operands[n][k] = inputs.size() + made;
                    lastUse[made] = n;
                }
            }
        }
        for (int sum : sums) {
            lastUse[summed(sum)] = Integer.MAX_VALUE;
        }
        return lastUse;
    }

    private int summed(int sum) {
        Integer made = own.get(layout.viewAt(walk.input(sum, 0)).store());
        if (made == null) {
            throw new IllegalStateException("a sum of another group");
        }
        return made;
    }

    private List<GroupStep.Total> totals(Consumer<Store> place) {
        List<GroupStep.Total> totals = new ArrayList<>();
        for (int sum : sums) {
            Node node = walk.node(sum);
            View x = layout.viewAt(walk.input(sum, 0));
            View to = layout.viewAt(sum);
            place.accept(to.store());
            totals.add(new GroupStep.Total(
                    inputs.size() + summed(sum),
                    PlanBuilder.reading(node.op(), x),
                    PlanBuilder.divisor(node.op(), x, to),
                    to.store()));
        }
        return totals;
    }

    private String text() {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i : nodes) {
            names.merge(walk.node(i).op().name(), 1, Integer::sum);
        }
        for (int i : sums) {
            names.merge(walk.node(i).op().name(), 1, Integer::sum);
        }
        List<String> words = new ArrayList<>();
        names.forEach((name, times) -> words.add(times == 1 ? name : times + " " + name));
        return "loop of " + String.join(", ", words);
    }
}
