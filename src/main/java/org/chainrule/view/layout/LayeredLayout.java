package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.view.layout.Vertex.Chain;
import org.chainrule.view.layout.Vertex.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A layered layout (Sugiyama, Tagawa and Toda 1981): ranks along the reading direction, few crossings within them, wires
 * that run straight where they can. Labels are vertices of their own, so they lie on nothing. A frame is laid out by
 * itself and is then one box with doors, so that nothing foreign is ever inside it. The same diagram is always laid out
 * the same way, whatever the clock says: the work is bounded by counts, not by time.
 */
public final class LayeredLayout {
    /** How far above its wire a label ends. */
    static final double ABOVE = 1;

    private final Diagram diagram;
    private final Level page;
    private final List<Level> groups = new ArrayList<>();
    private final List<Vertex> boxes = new ArrayList<>();
    private final List<Vertex> frames = new ArrayList<>();
    private final int[] groupOf;
    private final List<List<Step>> ways = new ArrayList<>();

    /** A piece of a wire on one level. */
    record Step(Level level, Chain chain) {}

    private LayeredLayout(Diagram diagram) {
        this.diagram = diagram;
        this.page = new Level(diagram, -1);
        this.groupOf = new int[diagram.boxes().size()];
    }

    /** Lays out a diagram. */
    public static LayeredLayout of(Diagram diagram) {
        LayeredLayout layout = new LayeredLayout(diagram);
        layout.solve();
        return layout;
    }

    private void solve() {
        Arrays.fill(groupOf, -1);
        for (int g = 0; g < diagram.groups().size(); g++) {
            groups.add(new Level(diagram, g));
            for (int box : diagram.groups().get(g).boxes()) {
                groupOf[box] = g;
            }
        }
        for (Diagram.Box box : diagram.boxes()) {
            boxes.add(new Vertex(Kind.ITEM, box.along(), box.across()));
        }
        Map<Level, List<Integer>> wires = wires();
        List<Integer> deepest = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            deepest.add(g);
        }
        int[] depth = new int[groups.size()];
        for (int g = 0; g < depth.length; g++) {
            depth[g] = parent(g) < 0 ? 0 : depth[parent(g)] + 1;
        }
        deepest.sort(Comparator.comparingInt(g -> -depth[g]));
        Vertex[] solved = new Vertex[groups.size()];
        for (int g : deepest) {
            fill(groups.get(g), wires, solved);
            groups.get(g).solve();
            solved[g] = new Vertex(Kind.ITEM, groups.get(g).along, groups.get(g).across);
        }
        fill(page, wires, solved);
        page.solve();
        for (Vertex v : solved) {
            frames.add(v);
        }
    }

    private int parent(int group) {
        return diagram.groups().get(group).parent();
    }

    private Level level(int group) {
        return group < 0 ? page : groups.get(group);
    }

    /** The wires of each level: those inside it, and those through its frame. */
    private Map<Level, List<Integer>> wires() {
        Map<Level, List<Integer>> wires = new IdentityHashMap<>();
        for (int w = 0; w < diagram.wires().size(); w++) {
            ways.add(new ArrayList<>());
            List<Integer> up = ancestors(groupOf[diagram.wires().get(w).from()]);
            List<Integer> down = ancestors(groupOf[diagram.wires().get(w).to()]);
            int common = 0;
            while (common < up.size()
                    && common < down.size()
                    && up.get(up.size() - 1 - common).equals(down.get(down.size() - 1 - common))) {
                common++;
            }
            for (int g : up.subList(0, up.size() - common + 1)) {
                wires.computeIfAbsent(level(g), l -> new ArrayList<>()).add(w);
            }
            for (int g : down.subList(0, down.size() - common)) {
                wires.computeIfAbsent(level(g), l -> new ArrayList<>()).add(w);
            }
        }
        return wires;
    }

    /** The groups around, the innermost first, the page last. */
    private List<Integer> ancestors(int group) {
        List<Integer> path = new ArrayList<>();
        for (int g = group; g >= 0; g = parent(g)) {
            path.add(g);
        }
        path.add(-1);
        return path;
    }

    private void fill(Level level, Map<Level, List<Integer>> wires, Vertex[] solved) {
        int group = level.group;
        for (int b = 0; b < groupOf.length; b++) {
            if (groupOf[b] == group) {
                level.add(boxes.get(b));
                level.spread.put(boxes.get(b), diagram.boxes().get(b).spread());
            }
        }
        for (int g = 0; g < solved.length; g++) {
            if (parent(g) == group) {
                level.add(solved[g]);
            }
        }
        for (int w : wires.getOrDefault(level, List.of())) {
            Diagram.Wire wire = diagram.wires().get(w);
            End from = end(wire.from(), w, group, solved, true);
            End to = end(wire.to(), w, group, solved, false);
            Vertex tail = from == null ? level.add(new Vertex(Kind.ENTRY, 0, 0)) : from.vertex;
            Vertex head = to == null ? level.add(new Vertex(Kind.EXIT, 0, 0)) : to.vertex;
            if (tail == head) {
                continue;
            }
            Chain chain =
                    new Chain(tail, head, w, wire.weight(), from == null ? 0 : from.port, to == null ? 0 : to.port);
            level.chains.add(chain);
            ways.get(w).add(new Step(level, chain));
        }
    }

    /** Where a wire begins or ends on a level. */
    private record End(Vertex vertex, double port) {}

    /** The box or the frame around it that stands directly on a level, or null when it is outside. */
    private @Nullable End end(int box, int wire, int group, Vertex[] solved, boolean leaving) {
        int inner = -1;
        int g = groupOf[box];
        while (g != group && g >= 0) {
            inner = g;
            g = parent(g);
        }
        if (g != group) {
            return null;
        }
        if (inner < 0) {
            return new End(boxes.get(box), diagram.boxes().get(box).port());
        }
        double port = 0;
        for (Step step : ways.get(wire)) {
            if (step.level.group == inner) {
                Vertex door = leaving ? step.chain.to : step.chain.from;
                port = door.y - step.level.across / 2;
            }
        }
        return new End(solved[inner], port);
    }

    /** How many ranks the page has. */
    public int ranks() {
        return page.ranks.size();
    }

    /**
     * The drawing, its ranks in so many rows one below the other.
     *
     * @param count how many rows, at least one; fewer are made when there are not so many ranks
     */
    public Arrangement rows(int count) {
        Rows rows = Rows.of(page, count, crossing());
        double[][] origin = new double[groups.size()][];
        List<double[]> rectangles = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            // A group stands behind the one it is in.
            Vertex v = frames.get(g);
            double[] outer = origin(parent(g), origin, rows, v);
            origin[g] =
                    new double[] {outer[0] + v.x - v.along / 2, outer[1] + v.y - v.across / 2, rows.origin(rankOf(g))[2]
                    };
            rectangles.add(new double[] {origin[g][0], origin[g][1], v.along, v.across});
        }
        List<double[]> places = new ArrayList<>();
        for (int b = 0; b < groupOf.length; b++) {
            Vertex v = boxes.get(b);
            double[] outer = origin(groupOf[b], origin, rows, v);
            places.add(new double[] {outer[0] + v.x, outer[1] + v.y});
        }
        List<double[]> curves = new ArrayList<>();
        List<double[]> labels = new ArrayList<>();
        for (int w = 0; w < ways.size(); w++) {
            Tracing tracing = new Tracing(diagram, rows, groupOf);
            double[] label = {};
            for (Step step : ordered(w)) {
                double[] inner = step.level.group < 0 ? null : origin[step.level.group];
                tracing.follow(step, inner);
                for (Vertex v : step.chain.path) {
                    if (v.kind == Kind.LABEL) {
                        double[] outer = inner == null ? rows.origin(v.rank) : inner;
                        label = new double[] {outer[0] + v.x, outer[1] + v.y};
                    }
                }
            }
            curves.add(tracing.curve());
            labels.add(label);
        }
        return new Arrangement(rows.along(), rows.across(), places, curves, labels, rectangles);
    }

    private double[] origin(int group, double[][] origin, Rows rows, Vertex inside) {
        return group < 0 ? rows.origin(inside.rank) : origin[group];
    }

    /** The rank on the page of the outermost frame around. */
    private int rankOf(int group) {
        int g = group;
        while (parent(g) >= 0) {
            g = parent(g);
        }
        return frames.get(g).rank;
    }

    /** The pieces of a wire from its beginning: outwards, across, inwards. */
    private List<Step> ordered(int wire) {
        List<Step> out = new ArrayList<>();
        List<Step> in = new ArrayList<>();
        for (Step step : ways.get(wire)) {
            if (step.chain.from.kind == Kind.ENTRY) {
                in.add(0, step);
            } else {
                out.add(step);
            }
        }
        out.addAll(in);
        return out;
    }

    /** How many wires go from one rank of the page to a later one, by the later rank. */
    private int[] crossing() {
        int[] count = new int[page.ranks.size() + 1];
        for (Chain c : page.chains) {
            for (int r = Math.min(c.from.rank, c.to.rank) + 1; r <= Math.max(c.from.rank, c.to.rank); r++) {
                count[r]++;
            }
        }
        return count;
    }
}
