package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;

/**
 * How the entries of a dense array are added up over some of its axes: axes that lie side by side and are all summed, or all
 * kept, count as one.
 */
final class SumReading {
    /** The last axis first: how many entries, and how far apart their sums are; 0 where they go into one. */
    private final int[] extents;

    private final int[] strides;
    private final int sums;

    private SumReading(int[] extents, int[] strides, int sums) {
        this.extents = extents;
        this.strides = strides;
        this.sums = sums;
    }

    /**
     * How to sum.
     *
     * @param extents of the array
     * @param reduced which of its axes are summed
     */
    static SumReading of(int[] extents, boolean[] reduced) {
        List<int[]> joined = new ArrayList<>();
        int stride = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            if (extents[axis] == 1) {
                continue;
            }
            int step = reduced[axis] ? 0 : stride;
            int[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && (last[1] == 0) == reduced[axis]) {
                last[0] *= extents[axis];
            } else {
                joined.add(new int[] {extents[axis], step});
            }
            if (!reduced[axis]) {
                stride *= extents[axis];
            }
        }
        if (joined.isEmpty()) {
            joined.add(new int[] {1, 0});
        }
        return new SumReading(
                joined.stream().mapToInt(pair -> pair[0]).toArray(),
                joined.stream().mapToInt(pair -> pair[1]).toArray(),
                stride);
    }

    /** Adds some entries, which lie at {@code from} of the whole array. */
    void add(ArrayKernels kernels, Object x, int xo, int from, int length, Object into) {
        int done = 0;
        while (done < length) {
            int rest = from + done;
            int within = rest % extents[0];
            rest /= extents[0];
            int position = within * strides[0];
            for (int axis = 1; axis < extents.length; axis++) {
                position += rest % extents[axis] * strides[axis];
                rest /= extents[axis];
            }
            int run = Math.min(extents[0] - within, length - done);
            if (strides[0] == 0) {
                double sum = kernels.sum(x, xo + done, run);
                kernels.set(into, position, kernels.get(into, position) + sum);
            } else {
                kernels.addScaled(1, x, xo + done, into, position, run);
            }
            done += run;
        }
    }

    /** Divides the sums, for a mean. */
    void finish(ArrayKernels kernels, Object sums, double divisor) {
        if (divisor != 1) {
            for (int i = 0; i < this.sums; i++) {
                kernels.set(sums, i, kernels.get(sums, i) / divisor);
            }
        }
    }
}
