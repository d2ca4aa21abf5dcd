package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chainrule.view.layout.Vertex.Kind;
import org.chainrule.view.layout.Vertex.Segment;

/**
 * Places the vertices of each rank across: every vertex wishes to stand where its strongest wires run straight, and among
 * the wishes of a rank the least squares that keep order and distances are found exactly, by pooling neighbours. Sweeps
 * forth and back settle the wishes.
 */
final class Placing {
    private static final int SWEEPS = 12;
    private static final double STIFF = 8;

    private final Level level;

    private Placing(Level level) {
        this.level = level;
    }

    static void run(Level level) {
        new Placing(level).run();
    }

    private void run() {
        for (List<Vertex> rank : level.ranks) {
            rank.forEach(this::ports);
            double y = 0;
            for (int i = 0; i < rank.size(); i++) {
                y += i == 0 ? 0 : distance(rank.get(i - 1), rank.get(i));
                rank.get(i).y = y;
            }
        }
        int count = level.ranks.size();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < count; i++) {
                place(level.ranks.get(sweep % 2 == 0 ? count - 1 - i : i), sweep % 2 == 1, sweep >= SWEEPS - 2);
            }
        }
        settle();
    }

    /** Several wires that end at one box end beside each other; the one that matters most ends in the middle. */
    private void ports(Vertex v) {
        if (v.kind != Kind.ITEM || v.in.size() < 2 || spreadOf(v) <= 0) {
            return;
        }
        List<Segment> in = new ArrayList<>(v.in);
        in.sort(Comparator.comparingDouble((Segment s) -> s.from.at).thenComparingDouble(s -> s.fromPort));
        double strongest = in.stream().mapToDouble(s -> s.weight).max().orElse(0);
        List<Segment> main = in.stream().filter(s -> s.weight == strongest).toList();
        double middle = main.size() == 1 ? in.indexOf(main.get(0)) : (in.size() - 1) / 2.0;
        double reach = Math.max(middle, in.size() - 1 - middle);
        double step = Math.min(13, spreadOf(v) / Math.max(1, reach));
        for (int i = 0; i < in.size(); i++) {
            in.get(i).toPort += (i - middle) * step;
        }
    }

    private double spreadOf(Vertex v) {
        return level.spread.getOrDefault(v, 0.0);
    }

    private double distance(Vertex upper, Vertex lower) {
        Diagram.Spacing spacing = level.diagram.spacing();
        boolean items = upper.kind == Kind.ITEM && lower.kind == Kind.ITEM;
        boolean item = upper.kind == Kind.ITEM || lower.kind == Kind.ITEM;
        double gap = items ? spacing.boxes() : item ? 0.6 * spacing.boxes() : spacing.wires();
        return (upper.across + lower.across) / 2 + gap;
    }

    private void place(List<Vertex> rank, boolean forward, boolean last) {
        int n = rank.size();
        double[] offset = new double[n];
        double[] wish = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            Vertex v = rank.get(i);
            offset[i] = i == 0 ? 0 : offset[i - 1] + distance(rank.get(i - 1), v);
            weight[i] = wish(v, forward, last);
            wish[i] = v.wish - offset[i];
        }
        double[] placed = increasing(wish, weight);
        for (int i = 0; i < n; i++) {
            rank.get(i).y = placed[i] + offset[i];
        }
    }

    /** Where the strongest wires on one side want a vertex; returns how much that counts. */
    private static double wish(Vertex v, boolean forward, boolean last) {
        List<Segment> side = forward ? v.in : v.out;
        double strongest = 0;
        for (Segment s : side) {
            strongest = Math.max(strongest, s.weight);
        }
        if (strongest == 0) {
            v.wish = v.y;
            return last ? 1 : 0.05;
        }
        double sum = 0;
        int count = 0;
        for (Segment s : side) {
            if (s.weight == strongest) {
                sum += forward ? s.from.y + s.fromPort - s.toPort : s.to.y + s.toPort - s.fromPort;
                count++;
            }
        }
        v.wish = sum / count;
        return v.kind == Kind.ITEM ? strongest : STIFF + strongest;
    }

    /** The non-decreasing numbers nearest to the given ones, by pooling neighbours that are out of order. */
    static double[] increasing(double[] wish, double[] weight) {
        int n = wish.length;
        double[] mean = new double[n];
        double[] mass = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            mean[blocks] = wish[i];
            mass[blocks] = weight[i];
            size[blocks] = 1;
            while (blocks > 0 && mean[blocks - 1] > mean[blocks]) {
                double together = mass[blocks - 1] + mass[blocks];
                mean[blocks - 1] = (mean[blocks - 1] * mass[blocks - 1] + mean[blocks] * mass[blocks]) / together;
                mass[blocks - 1] = together;
                size[blocks - 1] += size[blocks];
                blocks--;
            }
            blocks++;
        }
        double[] result = new double[n];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            for (int k = 0; k < size[b]; k++) {
                result[at++] = mean[b];
            }
        }
        return result;
    }

    /** The uppermost edge is at 0, and small differences of a straight wire vanish. */
    private void settle() {
        for (List<Vertex> rank : level.ranks) {
            rank.forEach(v -> v.y = Math.rint(v.y * 4) / 4);
        }
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (List<Vertex> rank : level.ranks) {
            for (Vertex v : rank) {
                top = Math.min(top, v.y - v.across / 2);
                bottom = Math.max(bottom, v.y + v.across / 2);
            }
        }
        double above = 0;
        double height = Math.max(0, bottom - top);
        for (Vertex.Chain c : level.chains) {
            if (c.detour) {
                height += 9;
            }
        }
        if (level.group >= 0) {
            Diagram.Group group = level.diagram.groups().get(level.group);
            double padding = level.diagram.spacing().padding();
            above = padding + group.headAcross();
            height += above + padding;
            double missing = Math.max(0, group.leastAcross() - height);
            above += missing / 2;
            height += missing;
        }
        for (List<Vertex> rank : level.ranks) {
            for (Vertex v : rank) {
                v.y += above - top;
            }
        }
        level.across = height;
        double track = level.group < 0 ? 2 : level.diagram.spacing().padding() - 6;
        for (Vertex.Chain c : level.chains) {
            c.track = track;
            track += c.detour ? 9 : 0;
        }
    }
}
