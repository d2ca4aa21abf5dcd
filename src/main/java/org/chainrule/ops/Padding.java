package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * How many zeros stand before and after an image along each spatial axis.
 *
 * @param same true when the result of stride s along an axis of size n has size ⌈n/s⌉; an odd number of zeros has the
 *     extra one at the end, as in TensorFlow and in ONNX's SAME_UPPER
 * @param ends zeros before and after the first axis, before and after the second, …; all 0 when {@code same}
 */
public record Padding(boolean same, List<Integer> ends) {
    /** A copy that cannot change. */
    public Padding {
        ends = List.copyOf(ends);
        for (int end : ends) {
            if (end < 0) {
                throw new ArgumentException("padding", say("padding is at least 0, not {0}; slice to cut off", end));
            }
        }
    }

    /** No padding along {@code axes} axes: windows that lie inside the image. */
    public static Padding valid(int axes) {
        return new Padding(false, Collections.nCopies(2 * axes, 0));
    }

    /** As much as keeps the size at stride 1. */
    public static Padding same(int axes) {
        return new Padding(true, Collections.nCopies(2 * axes, 0));
    }

    /** The same number of zeros at both ends of an axis, one number an axis. */
    public static Padding of(List<Integer> sizes) {
        List<Integer> ends = new ArrayList<>();
        sizes.forEach(size -> ends.addAll(List.of(size, size)));
        return new Padding(false, ends);
    }

    /**
     * The argument {@code padding} of a call: {@code "valid"}, {@code "same"}, {@code p}, {@code [h, w]} or
     * {@code [[top, bottom], [left, right]]}.
     */
    static Padding read(Args a, int axes) {
        Arg raw = a.raw("padding");
        if (raw instanceof Arg.Text) {
            return a.oneOf("padding", "valid", "same").equals("same") ? same(axes) : valid(axes);
        }
        Tensor given;
        try {
            given = a.tensor("padding");
        } catch (ArgumentException e) {
            throw wrong(raw, axes);
        }
        boolean pairs = given.rank() == 2;
        boolean one = given.count() == 1;
        if (given.rank() > 2 || (pairs ? !given.shape().sameShape(Shape.of(axes, 2)) : !one && given.count() != axes)) {
            throw wrong(raw, axes);
        }
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 2 * axes; i++) {
            double end = given.at(pairs ? i : one ? 0 : i / 2);
            if (end != Math.rint(end)) {
                throw wrong(raw, axes);
            }
            ends.add((int) end);
        }
        return new Padding(false, ends);
    }

    private static ArgumentException wrong(Arg raw, int axes) {
        Message forms = axes == 1
                ? say("p or [[left, right]]")
                : axes == 2
                        ? say("p, [h, w] or [[top, bottom], [left, right]]")
                        : say("p, [d, h, w] or [[front, back], [top, bottom], [left, right]]");
        return new ArgumentException("padding", say("padding is \"valid\", \"same\", {0}, not {1}", forms, raw));
    }

    /** The zeros before an image of size {@code n} along one axis. */
    public int before(int axis, int n, int extent, int stride) {
        return same ? surplus(n, extent, stride) / 2 : ends.get(2 * axis);
    }

    /** The zeros before and after an image of size {@code n} along one axis. */
    public int total(int axis, int n, int extent, int stride) {
        return same ? surplus(n, extent, stride) : ends.get(2 * axis) + ends.get(2 * axis + 1);
    }

    private static int surplus(int n, int extent, int stride) {
        int outputs = (n + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + extent - n);
    }

    /** The zeros along each axis of an image, none along those that are not spatial. */
    int[][] widths(int rank) {
        int lead = rank - ends.size() / 2;
        return IntStream.range(0, rank)
                .mapToObj(axis -> axis < lead
                        ? new int[] {0, 0}
                        : new int[] {ends.get(2 * (axis - lead)), ends.get(2 * (axis - lead) + 1)})
                .toArray(int[][]::new);
    }

    /** True when there are no zeros. */
    boolean isNone() {
        return !same && ends.stream().allMatch(end -> end == 0);
    }

    /** The argument in the notation, in its shortest form. */
    String text() {
        if (same) {
            return "\"same\"";
        }
        if (isNone()) {
            return "\"valid\"";
        }
        List<List<Integer>> pairs = IntStream.range(0, ends.size() / 2)
                .mapToObj(axis -> ends.subList(2 * axis, 2 * axis + 2))
                .toList();
        if (pairs.stream().anyMatch(pair -> !pair.get(0).equals(pair.get(1)))) {
            return pairs.toString();
        }
        return Window.text(pairs.stream().map(pair -> pair.get(0)).toList());
    }
}
