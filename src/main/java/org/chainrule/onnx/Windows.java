package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Shape;

/** How a window moves over the spatial axes of an input, as the attributes of its operator say. */
final class Windows {
    private final int[] kernel;
    private final int[] strides;
    private final int[] dilations;
    private final int[] before;
    private final int[] after;
    private final boolean ceil;

    private Windows(int[] kernel, int[] strides, int[] dilations, int[] before, int[] after, boolean ceil) {
        this.kernel = kernel;
        this.strides = strides;
        this.dilations = dilations;
        this.before = before;
        this.after = after;
        this.ceil = ceil;
    }

    int[] kernel() {
        return kernel;
    }

    int[] strides() {
        return strides;
    }

    int[] dilations() {
        return dilations;
    }

    int[] before() {
        return before;
    }

    int[] after() {
        return after;
    }

    boolean ceil() {
        return ceil;
    }

    /**
     * The window of a node.
     *
     * @param sizes of the kernel, along each spatial axis
     */
    static Windows of(Call c, Shape x, int[] sizes) {
        int axes = sizes.length;
        if (axes < 1 || x.rank() != axes + 2) {
            throw new ChainruleException(say("a window of {0} axes does not fit an input of shape {1}", axes, x));
        }
        int[] strides = numbers(c, "strides", axes);
        int[] dilations = numbers(c, "dilations", axes);
        int[] before = new int[axes];
        int[] after = new int[axes];
        String auto = c.text("auto_pad", "NOTSET");
        boolean same = auto.startsWith("SAME");
        long[] pads = c.wholes("pads");
        for (int i = 0; i < axes; i++) {
            if (same) {
                int size = Call.extent(x, i + 2);
                int needed = Math.max(
                        0,
                        ((size + strides[i] - 1) / strides[i] - 1) * strides[i]
                                + (sizes[i] - 1) * dilations[i]
                                + 1
                                - size);
                before[i] = auto.equals("SAME_UPPER") ? needed / 2 : needed - needed / 2;
                after[i] = needed - before[i];
            } else if (pads.length == 2 * axes && !auto.equals("VALID")) {
                before[i] = Math.toIntExact(pads[i]);
                after[i] = Math.toIntExact(pads[i + axes]);
            }
        }
        return new Windows(sizes, strides, dilations, before, after, c.flag("ceil_mode", false) && !same);
    }

    private static int[] numbers(Call c, String name, int axes) {
        int[] numbers = new int[axes];
        Arrays.fill(numbers, 1);
        long[] given = c.wholes(name);
        for (int i = 0; i < axes && i < given.length; i++) {
            numbers[i] = Math.toIntExact(given[i]);
        }
        return numbers;
    }

    int axes() {
        return kernel.length;
    }

    /** The padding as the catalogue takes it. */
    List<List<Integer>> padding() {
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < axes(); i++) {
            all.add(List.of(before[i], after[i]));
        }
        return all;
    }

    int extent(int axis) {
        return (kernel[axis] - 1) * dilations[axis] + 1;
    }

    /** How many positions the window takes along an axis of some size. */
    int positions(int axis, int size) {
        int free = size + before[axis] + after[axis] - extent(axis);
        if (free < 0) {
            throw new ChainruleException(say("a window of {0} does not fit into {1} entries", extent(axis), size));
        }
        int count = free / strides[axis] + 1;
        if (ceil && free % strides[axis] > 0 && count * strides[axis] < size + before[axis]) {
            count++;
        }
        return count;
    }

    /** How far the last window reaches over the padded end. */
    int over(int axis, int size) {
        return Math.max(
                0, (positions(axis, size) - 1) * strides[axis] + extent(axis) - size - before[axis] - after[axis]);
    }

    boolean isDilated() {
        return Arrays.stream(dilations).anyMatch(d -> d > 1);
    }
}
