package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.view.layout.Vertex.Chain;

/** What stands directly in one frame, or directly on the page: it is laid out by itself and is then one box. */
final class Level {
    final Diagram diagram;
    /** The group this is, or -1 for the page. */
    final int group;

    final List<Vertex> vertices = new ArrayList<>();
    final List<Chain> chains = new ArrayList<>();
    /** From above, by rank. */
    final List<List<Vertex>> ranks = new ArrayList<>();
    /** How far several wires that end at a box may be apart, on either side of its port. */
    final Map<Vertex, Double> spread = new IdentityHashMap<>();
    /** Where the column of each rank begins, and how long it is. */
    double[] begin = {};

    double[] length = {};
    double along;
    double across;

    Level(Diagram diagram, int group) {
        this.diagram = diagram;
        this.group = group;
    }

    Vertex add(Vertex vertex) {
        vertices.add(vertex);
        return vertex;
    }

    /** Finds ranks, orders and places. */
    void solve() {
        Ranking.run(this);
        Ordering.run(this);
        Placing.run(this);
        columns();
    }

    private void columns() {
        int count = ranks.size();
        begin = new double[count];
        length = new double[count];
        double padding = group < 0 ? 0 : diagram.spacing().padding();
        double head = group < 0 ? 0 : diagram.groups().get(group).headAlong();
        double x = 0;
        boolean doors = count > 0 && ranks.get(0).get(0).kind == Vertex.Kind.ENTRY;
        for (int r = 0; r < count; r++) {
            for (Vertex v : ranks.get(r)) {
                length[r] = Math.max(length[r], v.along);
            }
            double gap = r == 0 ? (doors ? 0 : padding + head) : gap(r);
            begin[r] = x + (r == 1 && doors ? Math.max(gap, padding + head) : gap);
            x = begin[r] + length[r];
        }
        boolean exits = count > 0 && ranks.get(count - 1).get(0).kind == Vertex.Kind.EXIT;
        along = x + (exits ? 0 : padding);
        double missing = group < 0 ? 0 : diagram.groups().get(group).leastAlong() - along;
        if (missing > 0) {
            spread(missing, doors, exits);
        }
        for (int r = 0; r < count; r++) {
            for (Vertex v : ranks.get(r)) {
                v.x = begin[r] + length[r] / 2;
            }
        }
    }

    /** Moves the boxes into the middle of a frame that is longer than they need, for its heading. */
    private void spread(double missing, boolean doors, boolean exits) {
        int last = begin.length - 1;
        for (int r = doors ? 1 : 0; r <= last; r++) {
            begin[r] += exits && r == last ? missing : missing / 2;
        }
        along += missing;
    }

    /** The room before a rank: more where wires have far to go. */
    private double gap(int r) {
        double steepest = 0;
        boolean labels = ranks.get(r).get(0).kind == Vertex.Kind.LABEL || isLabels(r) || isLabels(r - 1);
        for (Vertex v : ranks.get(r)) {
            for (Vertex.Segment s : v.in) {
                steepest = Math.max(steepest, Math.abs(s.from.y + s.fromPort - v.y - s.toPort));
            }
        }
        double least = diagram.spacing().ranks();
        return (labels ? 0.55 * least : least) + Math.min(1.6 * least, 0.22 * steepest);
    }

    private boolean isLabels(int r) {
        return ranks.get(r).stream().noneMatch(v -> v.kind == Vertex.Kind.ITEM)
                && ranks.get(r).stream().anyMatch(v -> v.kind == Vertex.Kind.LABEL);
    }
}
