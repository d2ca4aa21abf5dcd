package org.chainrule.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * The axes a reduction runs over: all of them, or a sorted list counted from the front. Naming every axis is the same as
 * naming none.
 *
 * @param all true for a reduction to a scalar
 * @param list the axes otherwise, sorted
 */
public record Axes(boolean all, List<Integer> list) {
    /** Every axis, whatever the rank. */
    public static final Axes ALL = new Axes(true, List.of());

    /** The axes named, or all when none is; negative ones count from the end. */
    public static Axes of(Node x, int... axes) {
        return axes.length == 0
                ? ALL
                : of(x.shape(), Arrays.stream(axes).boxed().toList());
    }

    /**
     * The axes named; an empty list reduces nothing.
     *
     * @throws ShapeException when an axis is not there, or named twice
     */
    public static Axes of(Shape shape, List<Integer> axes) {
        List<Integer> sorted =
                axes.stream().map(shape::axis).sorted().distinct().toList();
        if (sorted.size() != axes.size()) {
            throw new ShapeException("the axes {0} name one axis twice", axes);
        }
        return sorted.size() == shape.rank() ? ALL : new Axes(false, sorted);
    }

    /** True when {@code axis}, counted from the front, is reduced. */
    public boolean contains(int axis) {
        return all || list.contains(axis);
    }

    /** The axes of a value of some rank, each by its number from the front. */
    public List<Integer> in(int rank) {
        return IntStream.range(0, rank).filter(this::contains).boxed().toList();
    }

    /** The shape after the reduction. */
    public Shape reduce(Shape shape, boolean keepdims) {
        Shape reduced = shape;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if (contains(axis)) {
                reduced = keepdims ? reduced.with(axis, org.chainrule.tensor.Dim.ONE) : reduced.without(axis);
            }
        }
        return reduced;
    }

    /** The part of the shape that is reduced. */
    public Shape reducedPart(Shape shape) {
        Shape part = shape;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if (!contains(axis)) {
                part = part.without(axis);
            }
        }
        return part;
    }

    /** The axes as an argument in the notation, {@code 1} or {@code [0, 2]}; {@code none} for all. */
    public String text() {
        if (all) {
            return "none";
        }
        return list.size() == 1
                ? list.get(0).toString()
                : list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The call of a reduction over these axes in the notation and in LaTeX. */
    public Spelling spelling(String name, boolean keepdims) {
        java.util.Map<String, String> keywords = new java.util.LinkedHashMap<>();
        if (!all) {
            keywords.put("axis", text());
        }
        if (keepdims) {
            keywords.put("keepdims", "true");
        }
        String kept = keepdims ? "\\text{, kept}" : "";
        String index = all ? "" : "_{\\text{axis }" + text() + kept + "}";
        String command = name.equals("sum")
                ? "\\sum"
                : name.equals("max") || name.equals("min") ? "\\" + name : "\\operatorname{" + name + "}";
        return Spelling.call(name, keywords).latex(command + index + "\\left(<*>\\right)");
    }
}
