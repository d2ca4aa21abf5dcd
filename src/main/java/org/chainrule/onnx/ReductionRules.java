package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Operators that make one entry of many. */
final class ReductionRules {
    /** The reduction of a node over axes, which are at least one; the axes stay, with size 1. */
    private interface Reduced {
        Node of(Node x, long[] axes);
    }

    private ReductionRules() {}

    static void addTo(Rules rules) {
        add(rules, "ReduceSum", 0, sum());
        add(rules, "ReduceMean", Double.NaN, (x, axes) -> keeping("mean", x, axes));
        add(rules, "ReduceMax", Double.NEGATIVE_INFINITY, (x, axes) -> keeping("max", x, axes));
        add(rules, "ReduceMin", Double.POSITIVE_INFINITY, (x, axes) -> keeping("min", x, axes));
        add(rules, "ReduceProd", 1, (x, axes) -> keeping("prod", x, axes));
        add(rules, "ReduceL1", 0, (x, axes) -> sum().of(fn("abs", x), axes));
        add(rules, "ReduceL2", 0, (x, axes) -> axes.length == 0 ? fn("abs", x) : keeping("norm", x, axes));
        add(rules, "ReduceSumSquare", 0, (x, axes) -> sum().of(fn("square", x), axes));
        add(rules, "ReduceLogSum", Double.NEGATIVE_INFINITY, (x, axes) -> fn("log", sum().of(x, axes)));
        add(rules, "ReduceLogSumExp", Double.NEGATIVE_INFINITY, (x, axes) -> keeping("logsumexp", x, axes));
        rules.add("ArgMax", 1, c -> arg(c, "argmax"));
        rules.add("ArgMin", 1, c -> arg(c, "argmin"));
    }

    private static Reduced sum() {
        return (x, axes) -> keeping("sum", x, axes);
    }

    private static Node keeping(String name, Node x, long[] axes) {
        return axes.length == 0 ? x : fn(name, x, "axis=", axes, "keepdims=", true);
    }

    private static void add(Rules rules, String op, double ofNothing, Reduced reduced) {
        rules.add(op, 1, c -> reduce(c, ofNothing, reduced));
    }

    private static List<Val> reduce(Call c, double ofNothing, Reduced reduced) {
        Node x = c.real(0);
        int rank = x.rank();
        Optional<long[]> given = c.wholes("axes", 1);
        boolean none = given.isEmpty() || given.get().length == 0;
        if (none && c.flag("noop_with_empty_axes", false)) {
            return c.out(reduced.of(x, new long[0]));
        }
        long[] axes = none
                ? IntStream.range(0, rank).asLongStream().toArray()
                : Arrays.stream(given.orElseThrow())
                        .map(axis -> c.axis(axis, rank))
                        .toArray();
        boolean keep = c.flag("keepdims", true);
        boolean empty = Arrays.stream(axes)
                .anyMatch(axis -> x.shape().dim((int) axis).isKnown()
                        && x.shape().dim((int) axis).size() == 0);
        if (empty) {
            boolean lowest = Double.isInfinite(ofNothing) && !c.type(0).isReal();
            double value = !lowest
                    ? ofNothing
                    : c.type(0) == ElementType.BOOL
                            ? (ofNothing < 0 ? 0 : 1)
                            : ofNothing < 0 ? c.type(0).low() : c.type(0).high();
            return c.out(num(value).broadcastTo(without(x.shape(), axes, keep)));
        }
        Node result = reduced.of(x, axes);
        return c.out(keep || axes.length == 0 ? result : fn("squeeze", result, "axis=", axes));
    }

    private static Shape without(Shape shape, long[] axes, boolean keep) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int at = axis;
            boolean gone = Arrays.stream(axes).anyMatch(each -> each == at);
            if (!gone || keep) {
                dims.add(gone ? Dim.ONE : shape.dim(axis));
            }
        }
        return Shape.of(dims);
    }

    private static List<Val> arg(Call c, String name) {
        Node x = c.real(0);
        int axis = c.axis(c.whole("axis", 0), x.rank());
        boolean last = c.flag("select_last_index", false);
        Node found =
                fn(name, last ? fn("flip", x, "axis=", axis) : x, "axis=", axis, "keepdims=", c.flag("keepdims", true));
        return c.out(last ? num(c.extent(0, axis) - 1.0).minus(found) : found, ElementType.INT64);
    }
}
