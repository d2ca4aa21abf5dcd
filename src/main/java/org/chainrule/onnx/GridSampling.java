package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Entries of pictures at places between their pixels, as sums of the pixels around; places have a derivative, too. */
final class GridSampling {
    private final Node x;
    private final Shape shape;
    private final String padding;
    private final boolean corners;

    private GridSampling(Node x, String padding, boolean corners) {
        this.x = x;
        this.shape = x.shape();
        this.padding = padding;
        this.corners = corners;
    }

    static Node of(Call c) {
        GridSampling sampling =
                new GridSampling(c.real(0), c.text("padding_mode", "zeros"), c.flag("align_corners", false));
        return sampling.sampled(c.real(1), c.text("mode", "linear"));
    }

    private Node sampled(Node grid, String mode) {
        int axes = shape.rank() - 2;
        List<List<Node[]>> along = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            // The last axis of a picture is the first coordinate.
            int which = axes - 1 - axis;
            Node cut = fn("slice", grid, grid.rank() - 1, which, which + 1);
            int size = Call.extent(shape, axis + 2);
            Node at = place(cut.reshape(cut.shape().without(-1)), size);
            along.add(
                    switch (mode) {
                        case "linear", "bilinear" -> linear(folded(at, size));
                        case "nearest" -> List.<Node[]>of(new Node[] {fn("round", folded(at, size)), num(1)});
                        case "cubic", "bicubic" -> cubic(centred(at, size));
                        default -> throw new ChainruleException(say("the mode {0} is not known", mode));
                    });
        }
        return sum(along, 0, new ArrayList<>(), grid.shape().without(-1));
    }

    /** The sum over all combinations of positions, one an axis. */
    private Node sum(List<List<Node[]>> along, int axis, List<Node[]> chosen, Shape grid) {
        if (axis == along.size()) {
            return picked(chosen, grid);
        }
        Node total = null;
        for (Node[] step : along.get(axis)) {
            chosen.add(step);
            Node part = sum(along, axis + 1, chosen, grid);
            chosen.remove(chosen.size() - 1);
            total = total == null ? part : total.plus(part);
        }
        return total == null ? num(0) : total;
    }

    private Node picked(List<Node[]> chosen, Shape grid) {
        Node index = num(0);
        Node weight = num(1);
        Node inside = num(1);
        int entries = 1;
        for (int axis = 0; axis < chosen.size(); axis++) {
            int size = Call.extent(shape, axis + 2);
            Node at = chosen.get(axis)[0];
            Node place = padding.equals("zeros") ? at : folded(at, size);
            inside = inside.times(fn("greater_equal", place, 0)).times(fn("less", place, size));
            index = index.times(size).plus(fn("clamp", place, "min=", 0, "max=", size - 1.0));
            weight = weight.times(chosen.get(axis)[1]);
            entries = Math.multiplyExact(entries, size);
        }
        Dim samples = grid.dim(0);
        Dim places = grid.slice(1, grid.rank()).count();
        Shape rows = Shape.of(samples, Dim.ONE, places);
        Node whole = Call.as(index.reshape(rows), ElementType.INT64).node();
        Node flat = x.reshape(Shape.of(shape.dim(0), shape.dim(1), Dim.of(entries)));
        Node spread = Call.as(
                        Call.real(Val.of(whole, ElementType.INT64))
                                .broadcastTo(Shape.of(samples, shape.dim(1), places)),
                        ElementType.INT64)
                .node();
        Node found = fn("take_along", flat, spread, "axis=", 2);
        Node scaled = fn("where", inside.reshape(rows), found, 0)
                .times(weight.broadcastTo(grid).reshape(rows));
        return scaled.reshape(Shape.of(samples, shape.dim(1)).concat(grid.slice(1, grid.rank())));
    }

    /** A place far outside, moved as the padding says; one at the border stays. */
    private Node centred(Node at, int size) {
        if (!padding.equals("border")) {
            return at;
        }
        double low = corners ? 0 : -0.5;
        Node inside = fn("greater_equal", at, low).times(fn("less_equal", at, size - 1 - low));
        return fn("where", inside, at, folded(at, size));
    }

    /** Entries at places given in steps of each axis; outside are zeros. */
    static Node at(Node x, List<Node> places) {
        GridSampling sampling = new GridSampling(x, "zeros", true);
        List<List<Node[]>> along = places.stream().map(GridSampling::linear).toList();
        return sampling.sum(along, 0, new ArrayList<>(), places.get(0).shape());
    }

    /** A coordinate from -1 to 1 in steps of an axis. */
    private Node place(Node coordinate, int size) {
        return corners
                ? coordinate.plus(1).times((size - 1) / 2.0)
                : coordinate.plus(1).times(size).minus(1).times(0.5);
    }

    /** A place outside as the place inside that stands for it. */
    private Node folded(Node at, int size) {
        if (padding.equals("border")) {
            return fn("clamp", at, "min=", 0, "max=", size - 1.0);
        } else if (!padding.equals("reflection")) {
            return at;
        }
        double low = corners ? 0 : -0.5;
        double range = corners ? size - 1.0 : size;
        if (range == 0) {
            return at.times(0);
        }
        Node distance = fn("abs", at.minus(low));
        Node turns = fn("floor", distance.over(range));
        Node rest = distance.minus(turns.times(range));
        Node odd = turns.minus(fn("floor", turns.over(2)).times(2));
        Node back = fn("where", odd, num(range).minus(rest), rest).plus(low);
        return fn("clamp", back, "min=", 0, "max=", size - 1.0);
    }

    private static List<Node[]> linear(Node at) {
        Node first = fn("floor", at);
        Node part = at.minus(first);
        return List.of(new Node[] {first, num(1).minus(part)}, new Node[] {first.plus(1), part});
    }

    private static List<Node[]> cubic(Node at) {
        double a = -0.75;
        Node first = fn("floor", at);
        Node t = at.minus(first);
        List<Node[]> steps = new ArrayList<>();
        for (int k = -1; k <= 2; k++) {
            Node d = fn("abs", t.minus(k));
            Node weight = k == 0 || k == 1
                    ? d.times(a + 2).minus(a + 3).times(d).times(d).plus(1)
                    : d.times(a).minus(5 * a).times(d).plus(8 * a).times(d).minus(4 * a);
            steps.add(new Node[] {first.plus(k), weight});
        }
        return steps;
    }
}
