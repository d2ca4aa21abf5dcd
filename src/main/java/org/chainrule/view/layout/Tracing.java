package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.view.layout.Vertex.Chain;
import org.chainrule.view.layout.Vertex.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Draws one wire: level at its height through every rank, and bent in the gaps between the ranks only, where nothing
 * stands that it could cross but other wires.
 */
final class Tracing {
    private static final double ROUND = 6;

    private final Diagram diagram;
    private final Rows rows;
    private final int[] groupOf;
    private final List<Double> curve = new ArrayList<>();
    private double x;
    private double y;
    private int row;
    /** Where the level stretch began that is not drawn yet. */
    private double begun;

    Tracing(Diagram diagram, Rows rows, int[] groupOf) {
        this.groupOf = groupOf;
        this.diagram = diagram;
        this.rows = rows;
    }

    void follow(LayeredLayout.Step step, double @Nullable [] inner) {
        Level level = step.level();
        Chain c = step.chain();
        double[] origin = origin(inner, c.from);
        boolean door = c.from.kind == Kind.ENTRY;
        double right = c.from.x + c.from.along / 2;
        if (!door && level.group == groupOf[diagram.wires().get(c.wire).from()]) {
            right -= diagram.boxes().get(diagram.wires().get(c.wire).from()).after();
        }
        go(origin, right, end(level, c.from), c.from.y + c.fromPort);
        for (Vertex v : c.path) {
            double port =
                    v.kind == Kind.LABEL ? diagram.spacing().labelSide() * (v.across / 2 - LayeredLayout.ABOVE) : 0;
            origin = origin(inner, v);
            go(origin, level.begin[v.rank], end(level, v), v.y + port);
        }
        double port = c.to.kind == Kind.ITEM ? c.endPort() : 0;
        double left = c.to.x - c.to.along / 2;
        if (c.to.kind == Kind.ITEM
                && level.group == groupOf[diagram.wires().get(c.wire).to()]) {
            Diagram.Box box = diagram.boxes().get(diagram.wires().get(c.wire).to());
            double off = port - box.port();
            left += box.before();
            left += box.radius() > 0
                    ? box.radius() - Math.sqrt(Math.max(0, box.radius() * box.radius() - off * off))
                    : 0;
        }
        origin = origin(inner, c.to);
        double[] target = {origin[0], origin[1], origin[2]};
        if (c.detour) {
            detour(level, c, target, left, c.to.y + port);
        } else {
            go(target, level.begin[c.to.rank], left, c.to.y + port);
        }
    }

    private double[] origin(double @Nullable [] inner, Vertex v) {
        return inner == null ? rows.origin(v.rank) : inner;
    }

    private static double end(Level level, Vertex v) {
        return level.begin[v.rank] + level.length[v.rank];
    }

    /** To the height of a stop in the gap before it, then level until its end. */
    private void go(double[] origin, double from, double to, double height) {
        double left = origin[0] + from;
        double h = origin[1] + height;
        if (curve.isEmpty()) {
            curve.add(left);
            curve.add(h);
            begun = left;
        } else if ((int) origin[2] != rowNow(origin)) {
            level();
            double[] channel = rows.channel((int) origin[2]);
            corners(channel[0], channel[1], channel[2], left, h);
            begun = left;
        } else if (Math.abs(h - y) > 0.05) {
            level();
            double middle = (x + left) / 2;
            cubic(middle, y, middle, h, left, h);
            begun = left;
        }
        x = origin[0] + to;
        y = h;
        row = (int) origin[2];
    }

    private int rowNow(double[] origin) {
        return curve.isEmpty() ? (int) origin[2] : row;
    }

    /** Draws the level stretch. */
    private void level() {
        if (x - begun > 0.01) {
            double third = (x - begun) / 3;
            cubic(begun + third, y, x - third, y, x, y);
        }
    }

    private void cubic(double ax, double ay, double bx, double by, double cx, double cy) {
        for (double d : new double[] {ax, ay, bx, by, cx, cy}) {
            curve.add(d);
        }
    }

    /** Round the outside: to the right, up or down, to the left, up or down, and in. */
    private void corners(double right, double channel, double left, double toX, double toY) {
        double[][] points = {{x, y}, {right, y}, {right, channel}, {left, channel}, {left, toY}, {toX, toY}};
        double px = x;
        double py = y;
        for (int i = 1; i < points.length - 1; i++) {
            double[] p = points[i];
            double[] q = points[i + 1];
            double before = Math.min(ROUND, Math.hypot(p[0] - px, p[1] - py) / 2);
            double after = Math.min(ROUND, Math.hypot(q[0] - p[0], q[1] - p[1]) / 2);
            double ax = p[0] - before * Math.signum(p[0] - px);
            double ay = p[1] - before * Math.signum(p[1] - py);
            double bx = p[0] + after * Math.signum(q[0] - p[0]);
            double by = p[1] + after * Math.signum(q[1] - p[1]);
            line(px, py, ax, ay);
            cubic((ax + 2 * p[0]) / 3, (ay + 2 * p[1]) / 3, (bx + 2 * p[0]) / 3, (by + 2 * p[1]) / 3, bx, by);
            px = bx;
            py = by;
        }
        line(px, py, toX, toY);
    }

    private void line(double ax, double ay, double bx, double by) {
        cubic((2 * ax + bx) / 3, (2 * ay + by) / 3, (ax + 2 * bx) / 3, (ay + 2 * by) / 3, bx, by);
    }

    /** A wire against the reading direction: below everything on its level and back. */
    private void detour(Level level, Chain c, double[] origin, double left, double height) {
        level();
        double below = origin[1] + level.across - c.track;
        corners(x + 7, below, origin[0] + level.begin[c.to.rank] - 7, origin[0] + left, origin[1] + height);
        x = origin[0] + left;
        y = origin[1] + height;
        begun = x;
    }

    double[] curve() {
        level();
        double[] points = new double[curve.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = curve.get(i);
        }
        return points;
    }
}
