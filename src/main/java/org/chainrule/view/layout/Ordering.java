package org.chainrule.view.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.view.layout.Vertex.Segment;

/**
 * Orders each rank so that few wires cross: from the order of the operands by barycentres, sweep after sweep, and by
 * exchanging neighbours. Of equal orders the first is kept, so that operands stay as they were written.
 */
final class Ordering {
    private static final int SWEEPS = 16;
    private static final int PATIENCE = 4;
    private static final int SMALL = 3_000;

    private final Level level;
    private final int segments;

    private Ordering(Level level) {
        this.level = level;
        this.segments = level.ranks.stream()
                .flatMap(List::stream)
                .mapToInt(v -> v.in.size())
                .sum();
    }

    static void run(Level level) {
        new Ordering(level).run();
    }

    private void run() {
        first();
        List<List<Vertex>> best = copy();
        long fewest = crossings();
        int patience = PATIENCE;
        int sweeps = segments > 20 * SMALL ? 4 : SWEEPS;
        for (int sweep = 0; sweep < sweeps && fewest > 0 && patience > 0; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 1; i < level.ranks.size(); i++) {
                sort(forward ? i : level.ranks.size() - 1 - i, forward);
            }
            if (segments <= SMALL) {
                exchange();
            }
            long now = crossings();
            patience--;
            if (now < fewest) {
                fewest = now;
                best = copy();
                patience = PATIENCE;
            }
        }
        for (int r = 0; r < best.size(); r++) {
            set(r, best.get(r));
        }
    }

    private List<List<Vertex>> copy() {
        List<List<Vertex>> copy = new ArrayList<>();
        level.ranks.forEach(rank -> copy.add(new ArrayList<>(rank)));
        return copy;
    }

    private void set(int r, List<Vertex> order) {
        level.ranks.set(r, order);
        for (int i = 0; i < order.size(); i++) {
            order.get(i).at = i;
        }
    }

    /** From the results back through the operands, the first of them on top. */
    private void first() {
        Map<Vertex, Integer> number = new IdentityHashMap<>();
        Deque<Vertex> open = new ArrayDeque<>();
        for (List<Vertex> rank : level.ranks) {
            rank.stream().filter(v -> v.out.isEmpty()).forEach(open::add);
        }
        while (!open.isEmpty()) {
            Vertex v = open.pop();
            if (number.putIfAbsent(v, number.size()) == null) {
                for (int k = v.in.size() - 1; k >= 0; k--) {
                    open.push(v.in.get(k).from);
                }
            }
        }
        for (int r = 0; r < level.ranks.size(); r++) {
            List<Vertex> order = new ArrayList<>(level.ranks.get(r));
            order.sort(Comparator.comparingInt(v -> number.getOrDefault(v, Integer.MAX_VALUE)));
            set(r, order);
        }
    }

    /** Where a wire leaves or enters: the place of the box and how far down its side. */
    private static double end(Vertex v, double port) {
        return v.at + (v.across > 0 ? 0.8 * Math.max(-0.5, Math.min(0.5, port / v.across)) : 0);
    }

    private void sort(int r, boolean forward) {
        List<Vertex> rank = level.ranks.get(r);
        Map<Vertex, Double> middle = new IdentityHashMap<>();
        for (Vertex v : rank) {
            double sum = 0;
            double weight = 0;
            for (Segment s : forward ? v.in : v.out) {
                sum += forward ? end(s.from, s.fromPort) : end(s.to, s.toPort);
                weight++;
            }
            if (weight > 0) {
                middle.put(v, sum / weight);
            }
        }
        List<Vertex> moved =
                new ArrayList<>(rank.stream().filter(middle::containsKey).toList());
        moved.sort(Comparator.comparingDouble(v -> middle.getOrDefault(v, 0.0)));
        List<Vertex> order = new ArrayList<>(rank.size());
        int next = 0;
        for (Vertex v : rank) {
            order.add(middle.containsKey(v) ? moved.get(next++) : v);
        }
        set(r, order);
    }

    private void exchange() {
        boolean better = true;
        for (int pass = 0; pass < 6 && better; pass++) {
            better = false;
            for (List<Vertex> rank : level.ranks) {
                for (int i = 0; i + 1 < rank.size(); i++) {
                    Vertex upper = rank.get(i);
                    Vertex lower = rank.get(i + 1);
                    if (crossings(lower, upper) < crossings(upper, lower)) {
                        Collections.swap(rank, i, i + 1);
                        upper.at = i + 1;
                        lower.at = i;
                        better = true;
                    }
                }
            }
        }
    }

    /** Crossings between the wires of two neighbours, the first above the second. */
    private static int crossings(Vertex upper, Vertex lower) {
        int count = 0;
        for (Segment a : upper.in) {
            for (Segment b : lower.in) {
                count += end(a.from, a.fromPort) > end(b.from, b.fromPort) ? 1 : 0;
            }
        }
        for (Segment a : upper.out) {
            for (Segment b : lower.out) {
                count += end(a.to, a.toPort) > end(b.to, b.toPort) ? 1 : 0;
            }
        }
        return count;
    }

    private long crossings() {
        long count = 0;
        for (int r = 1; r < level.ranks.size(); r++) {
            count += crossings(level.ranks.get(r - 1), level.ranks.get(r));
        }
        return count;
    }

    /** Counts with a Fenwick tree over the lower ends. */
    private static long crossings(List<Vertex> left, List<Vertex> right) {
        List<double[]> ends = new ArrayList<>();
        for (Vertex v : left) {
            for (Segment s : v.out) {
                ends.add(new double[] {end(v, s.fromPort), end(s.to, s.toPort)});
            }
        }
        ends.sort(Comparator.<double[]>comparingDouble(e -> e[0]).thenComparingDouble(e -> e[1]));
        double[] heads =
                ends.stream().mapToDouble(e -> e[1]).sorted().distinct().toArray();
        int[] tree = new int[heads.length + 1];
        long count = 0;
        int seen = 0;
        for (int i = 0; i < ends.size(); ) {
            int same = i;
            while (same < ends.size() && ends.get(same)[0] == ends.get(i)[0]) {
                count += seen - below(tree, Arrays.binarySearch(heads, ends.get(same)[1]) + 1);
                same++;
            }
            for (; i < same; i++, seen++) {
                for (int k = Arrays.binarySearch(heads, ends.get(i)[1]) + 1; k < tree.length; k += k & -k) {
                    tree[k]++;
                }
            }
        }
        return right.isEmpty() ? 0 : count;
    }

    private static int below(int[] tree, int last) {
        int sum = 0;
        for (int k = last; k > 0; k -= k & -k) {
            sum += tree[k];
        }
        return sum;
    }
}
