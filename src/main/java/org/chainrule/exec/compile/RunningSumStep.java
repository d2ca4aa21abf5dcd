package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.EntryFunction;

/** A running sum along one axis: each slice is the one before plus its own entries. */
final class RunningSumStep implements Step {
    private static final EntryFunction ADD = new EntryFunction(EntryFunction.Code.ADD, Double::sum);

    private final Store from;
    private final Store to;
    private final int size;
    private final int inner;
    private final boolean reverse;

    RunningSumStep(View x, int axis, boolean reverse, Store to) {
        this.from = x.store();
        this.to = to;
        this.reverse = reverse;
        this.size = x.extent(axis);
        int after = 1;
        for (int i = axis + 1; i < x.rank(); i++) {
            after *= x.extent(i);
        }
        this.inner = after;
    }

    @Override
    public void run(Frame frame) {
        ArrayKernels kernels = frame.kernels;
        Object x = frame.array(from);
        Object z = frame.arrays[to.arrayIndex()];
        int group = size * inner;
        for (int start = 0; start < from.count(); start += group) {
            if (inner == 1) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    int at = start + (reverse ? size - 1 - k : k);
                    sum += kernels.get(x, at);
                    kernels.set(z, at, sum);
                }
            } else {
                int at = start + (reverse ? group - inner : 0);
                kernels.copy(x, at, z, at, inner);
                for (int k = 1; k < size; k++) {
                    int before = at;
                    at += reverse ? -inner : inner;
                    kernels.apply(ADD, z, before, x, at, z, at, inner);
                }
            }
        }
        frame.written(to);
    }

    @Override
    public List<Store> reads() {
        return List.of(from);
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        return "running sum along " + size;
    }

    @Override
    public long flops() {
        return from.count();
    }
}
