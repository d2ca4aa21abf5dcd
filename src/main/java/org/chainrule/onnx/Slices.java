package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;

/** Some of the positions along one axis: from a first one on in equal steps. */
record Slices(int axis, int first, int count, int step) {
    /** The slices of the operator Slice. */
    static List<Slices> of(Call c) {
        boolean old = c.has("starts");
        long[] starts = old ? c.wholes("starts") : c.longs(1);
        long[] ends = old ? c.wholes("ends") : c.longs(2);
        int rank = c.rank(0);
        long[] axes = old && c.has("axes")
                ? c.wholes("axes")
                : !old && c.has(3)
                        ? c.longs(3)
                        : IntStream.range(0, starts.length).asLongStream().toArray();
        long[] steps = new long[starts.length];
        Arrays.fill(steps, 1);
        if (!old && c.has(4)) {
            steps = c.longs(4);
        }
        List<Slices> slices = new ArrayList<>();
        for (int i = 0; i < axes.length; i++) {
            int axis = c.axis(axes[i], rank);
            boolean isAll = starts[i] == 0 && steps[i] == 1 && ends[i] >= Integer.MAX_VALUE;
            if (!isAll) {
                slices.add(of(axis, Call.extent(c.shape(0), axis), starts[i], ends[i], steps[i]));
            } else if (c.val(0).dims().isPresent()) {
                int all = c.val(0).dims().orElseThrow().size();
                slices.add(new Slices(axis, 0, all, 1));
            }
        }
        if (slices.isEmpty() && c.val(0).dims().isPresent()) {
            slices.add(new Slices(0, 0, c.val(0).dims().orElseThrow().size(), 1));
        }
        return slices;
    }

    private static Slices of(int axis, int size, long start, long end, long step) {
        if (step == 0) {
            throw new ChainruleException(say("its step is 0"));
        }
        long first = start < 0 ? start + size : start;
        long stop = end < 0 ? end + size : end;
        if (step > 0) {
            first = Math.max(0, Math.min(size, first));
            stop = Math.max(0, Math.min(size, stop));
        } else {
            first = Math.max(-1, Math.min(size - 1L, first));
            stop = Math.max(-1, Math.min(size - 1L, stop));
        }
        long count = step > 0
                ? stop <= first ? 0 : (stop - first - 1) / step + 1
                : first <= stop
                        ? 0
                        : (first - stop - 1) / Math.max(1, step == Long.MIN_VALUE ? Long.MAX_VALUE : -step) + 1;
        int stride = (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, step));
        return new Slices(axis, (int) first, (int) count, count <= 1 ? 1 : stride);
    }

    /** The slice of a node. */
    Node of(Node x) {
        if (count == 0) {
            return fn("slice", x, axis, 0, 0);
        }
        int last = first + (count - 1) * step;
        return step > 0
                ? fn("slice", x, axis, first, last + 1, step)
                : fn("flip", fn("slice", x, axis, last, first + 1, -step), "axis=", axis);
    }

    /** The slice of a list. */
    List<Object> picked(List<Object> all) {
        return IntStream.range(0, count)
                .mapToObj(i -> all.get(first + i * step))
                .toList();
    }
}
