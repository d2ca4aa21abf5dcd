package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chainrule.view.layout.Vertex.Chain;
import org.chainrule.view.layout.Vertex.Kind;
import org.chainrule.view.layout.Vertex.Segment;

/**
 * Gives every box of a level its rank: the longest way to it, then as near to what uses it as that allows. Labels get
 * ranks of their own between the boxes, so that no label lies on a box.
 */
final class Ranking {
    /** So many bends make a picture; with more the longest wires are drawn straight. */
    static final int MOST_BENDS = 40_000;

    private final Level level;
    private final Map<Vertex, List<Chain>> in = new IdentityHashMap<>();
    private final Map<Vertex, List<Chain>> out = new IdentityHashMap<>();
    private final Map<Chain, Integer> labels = new IdentityHashMap<>();

    private Ranking(Level level) {
        this.level = level;
        for (Vertex v : level.vertices) {
            in.put(v, new ArrayList<>());
            out.put(v, new ArrayList<>());
        }
        for (Chain c : level.chains) {
            out(c.from).add(c);
            in(c.to).add(c);
        }
    }

    private List<Chain> in(Vertex v) {
        return in.getOrDefault(v, List.of());
    }

    private List<Chain> out(Vertex v) {
        return out.getOrDefault(v, List.of());
    }

    static void run(Level level) {
        new Ranking(level).run();
    }

    private void run() {
        List<Vertex> order = topological();
        boolean entries = level.vertices.stream().anyMatch(v -> v.kind == Kind.ENTRY);
        int last = 0;
        for (Vertex v : order) {
            int rank = v.kind == Kind.ENTRY ? 0 : entries ? 2 : 0;
            for (Chain c : in(v)) {
                rank = c.detour ? rank : Math.max(rank, c.from.rank + 2);
            }
            v.rank = rank;
            last = Math.max(last, rank + (v.kind == Kind.EXIT ? 0 : 2));
        }
        for (Vertex v : order) {
            v.rank = v.kind == Kind.EXIT ? last : v.rank;
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            tighten(order.get(i));
        }
        compress();
        bend();
    }

    /** Operands first. Where there is a cycle the wires that close it become detours. */
    private List<Vertex> topological() {
        Map<Vertex, Integer> open = new IdentityHashMap<>();
        level.vertices.forEach(v -> open.put(v, in(v).size()));
        List<Vertex> order = new ArrayList<>();
        level.vertices.stream().filter(v -> in(v).isEmpty()).forEach(order::add);
        int next = 0;
        int scan = 0;
        while (order.size() < level.vertices.size() || next < order.size()) {
            if (next == order.size()) {
                while (open.getOrDefault(level.vertices.get(scan), 0) == 0) {
                    scan++;
                }
                Vertex stuck = level.vertices.get(scan);
                in(stuck).stream().filter(c -> c.from.rank < 0).forEach(c -> c.detour = true);
                open.put(stuck, 0);
                order.add(stuck);
            }
            Vertex v = order.get(next++);
            v.rank = 0;
            for (Chain c : out(v)) {
                if (!c.detour && open.merge(c.to, -1, Integer::sum) == 0) {
                    order.add(c.to);
                }
            }
        }
        return order;
    }

    /** Moves a box to what uses it, unless it is held back by as much. */
    private void tighten(Vertex v) {
        if (v.kind != Kind.ITEM) {
            return;
        }
        double pulled = 0;
        int latest = Integer.MAX_VALUE;
        for (Chain c : out(v)) {
            if (!c.detour) {
                pulled += c.weight;
                latest = Math.min(latest, c.to.rank - 2);
            }
        }
        double held = 0;
        for (Chain c : in(v)) {
            held += c.detour ? 0 : c.weight;
        }
        if (pulled > held && latest > v.rank && latest < Integer.MAX_VALUE) {
            v.rank = latest;
        }
    }

    /** Leaves out the ranks that hold neither a box nor a label. */
    private void compress() {
        TreeSet<Integer> used = new TreeSet<>();
        level.vertices.forEach(v -> used.add(v.rank));
        for (Chain c : level.chains) {
            if (isLabelled(c) && !c.detour) {
                used.add(labelRank(c));
            }
        }
        Map<Integer, Integer> number = new HashMap<>();
        used.forEach(r -> number.put(r, number.size()));
        level.chains.stream()
                .filter(c -> isLabelled(c) && !c.detour)
                .forEach(c -> labels.put(c, number.getOrDefault(labelRank(c), 0)));
        level.vertices.forEach(v -> v.rank = number.getOrDefault(v.rank, 0));
        for (int r = 0; r < used.size(); r++) {
            level.ranks.add(new ArrayList<>());
        }
    }

    private boolean isLabelled(Chain c) {
        return level.diagram.wires().get(c.wire).isLabelled() && c.from.kind == Kind.ITEM && c.to.kind == Kind.ITEM;
    }

    /** Between two boxes, nearer to the upper end of a long wire. */
    private static int labelRank(Chain c) {
        int middle = (c.from.rank + c.to.rank) / 2;
        return middle % 2 == 0 ? middle - 1 : middle;
    }

    private void bend() {
        List<Chain> longest = new ArrayList<>(level.chains);
        longest.sort(Comparator.comparingInt((Chain c) -> c.from.rank - c.to.rank));
        long bends = longest.stream().mapToLong(c -> c.to.rank - c.from.rank).sum();
        for (Chain c : longest) {
            if (bends <= MOST_BENDS) {
                break;
            }
            c.straight = true;
            bends -= c.to.rank - c.from.rank;
        }
        level.vertices.forEach(v -> level.ranks.get(v.rank).add(v));
        for (Chain c : level.chains) {
            if (!c.detour && !c.straight) {
                bend(c);
            }
        }
    }

    private void bend(Chain c) {
        Diagram.Wire wire = level.diagram.wires().get(c.wire);
        int label = labels.getOrDefault(c, -1);
        Vertex from = c.from;
        double port = c.fromPort;
        for (int r = c.from.rank + 1; r < c.to.rank; r++) {
            boolean labelled = r == label;
            Vertex v = labelled
                    ? new Vertex(Kind.LABEL, wire.labelAlong(), wire.labelAcross())
                    : new Vertex(Kind.BEND, 0, 0);
            double side =
                    labelled ? level.diagram.spacing().labelSide() * (wire.labelAcross() / 2 - LayeredLayout.ABOVE) : 0;
            v.rank = r;
            level.ranks.get(r).add(v);
            c.path.add(v);
            Segment.join(from, v, c.weight, port, side);
            from = v;
            port = side;
        }
        c.last = Segment.join(from, c.to, c.weight, port, c.toPort);
    }
}
