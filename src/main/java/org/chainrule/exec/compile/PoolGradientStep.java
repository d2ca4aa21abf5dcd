package org.chainrule.exec.compile;

import java.util.Arrays;
import java.util.List;
import org.chainrule.ops.PoolOps.MaxPool;
import org.chainrule.ops.Windowed.Sizes;
import org.chainrule.tensor.Shape;

/** The gradient of a maximum of windows: each cotangent goes to the first of the largest entries of its window. */
final class PoolGradientStep implements Step {
    private final Store cotangent;
    private final Store largest;
    private final Store images;
    private final Store to;
    private final Sizes sizes;
    /** Which entries of an image the windows have: the first one of each, then the second ones. */
    private final int[] windows;

    PoolGradientStep(MaxPool pool, List<Shape> shapes, List<Store> reads, Store to) {
        this.cotangent = reads.get(0);
        this.largest = reads.get(1);
        this.images = reads.get(2);
        this.to = to;
        List<Shape> in = List.of(shapes.get(2));
        sizes = pool.sizes(in, shapes.get(0));
        windows = new int[sizes.taps() * sizes.positions()];
        Arrays.fill(windows, -1);
        pool.forEachRow(in, shapes.get(0), (image, step, tap, position, count) -> {
            for (int i = 0; i < count; i++) {
                windows[tap * sizes.positions() + position + i] = image + i * step;
            }
        });
        for (int window = 0; window < sizes.positions(); window++) {
            int first = window;
            while (windows[first] < 0) {
                first += sizes.positions();
            }
            for (int at = window; at < windows.length; at += sizes.positions()) {
                windows[at] = windows[at] < 0 ? windows[first] : windows[at];
            }
        }
    }

    @Override
    public void run(Frame frame) {
        Object dz = frame.array(cotangent);
        Object y = frame.array(largest);
        Object x = frame.array(images);
        Object z = frame.arrays[to.arrayIndex()];
        frame.kernels.fill(z, 0, to.count(), 0);
        int[] best = new int[sizes.positions()];
        for (int s = 0; s < sizes.samples(); s++) {
            int from = s * sizes.positions();
            frame.kernels.toLargest(windows, best, x, s * sizes.image(), y, dz, from, z);
        }
        frame.written(to);
    }

    @Override
    public List<Store> reads() {
        return List.of(cotangent, largest, images);
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        return "largest of windows, back, " + sizes.samples() + " of " + sizes.taps() + "×" + sizes.positions();
    }

    @Override
    public long flops() {
        return (long) sizes.samples() * windows.length;
    }
}
