package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.ArrayKernels.Slides;
import org.chainrule.exec.kernel.MatrixProduct;
import org.chainrule.ops.Windowed;
import org.chainrule.ops.Windowed.Work;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A convolution, one of its gradients, or a pool. The windows of one image are written side by side, so that the sums become a
 * product of matrices; where which entry goes is a table made beforehand.
 */
final class WindowStep implements Step {
    private static final int FIELDS = 5;
    /** Fewer results than these are computed as fast with windows written down. */
    private static final int FEW = 4;

    private final Work work;
    private final Windowed.Sizes sizes;
    private final List<Store> reads;
    private final Store to;
    /** For each row: place in the image, step, entry of the window, position, count. */
    private final int[] rows;

    private final MatrixProduct product;
    /** How windows slide, where results are computed without writing windows down. */
    private final @Nullable Slides slides;

    private final int roomToSlide;
    private final int patches;
    private final int room;
    /** Whether every entry of every window lies in the image. */
    private final boolean full;

    WindowStep(Windowed op, List<Shape> in, Shape out, List<Store> reads, Store to, ArrayKernels kernels) {
        this.work = op.work();
        this.sizes = op.sizes(in, out);
        this.reads = List.copyOf(reads);
        this.to = to;
        List<int[]> table = new ArrayList<>();
        op.forEachRow(
                in,
                out,
                (image, step, tap, position, count) -> table.add(new int[] {image, step, tap, position, count}));
        rows = new int[FIELDS * table.size()];
        int covered = 0;
        for (int i = 0; i < table.size(); i++) {
            System.arraycopy(table.get(i), 0, rows, FIELDS * i, FIELDS);
            covered += table.get(i)[4];
        }
        patches = sizes.taps() * sizes.positions();
        full = covered == patches;
        product = switch (work) {
            case IMAGE ->
                new MatrixProduct(
                        sizes.taps(), sizes.positions(), sizes.results(), 1, sizes.taps(), sizes.positions(), 1);
            case KERNEL ->
                new MatrixProduct(
                        sizes.results(), sizes.taps(), sizes.positions(), sizes.positions(), 1, 1, sizes.positions());
            default ->
                new MatrixProduct(
                        sizes.results(), sizes.positions(), sizes.taps(), sizes.taps(), 1, sizes.positions(), 1);
        };
        boolean may = (work == Work.RESULT || work == Work.KERNEL) && full && sizes.results() >= FEW;
        Slides sliding = may && kernels.lanes() > 0 ? SlidingWindows.of(rows, FIELDS, sizes) : null;
        slides = sliding == null ? null : SlidingWindows.fitting(sliding, kernels.lanes(), work == Work.KERNEL);
        if (slides != null && work == Work.RESULT) {
            kernels.prepareSlides();
        } else if (slides != null) {
            kernels.prepareSlidesBack();
        }
        roomToSlide = kernels.roomToSlide();
        room = isProduct() ? kernels.roomForProduct(product) : 0;
    }

    private boolean isProduct() {
        return work == Work.RESULT || work == Work.IMAGE || work == Work.KERNEL;
    }

    @Override
    public void run(Frame frame) {
        Object a = frame.array(reads.get(0));
        Object b = frame.array(reads.get(reads.size() - 1));
        Object z = frame.arrays[to.arrayIndex()];
        ArrayKernels kernels = frame.kernels;
        Object scratch = frame.room;
        if (work != Work.RESULT) {
            kernels.fill(z, 0, to.count(), work == Work.MAX ? Double.NEGATIVE_INFINITY : 0);
        }
        if (isProduct() && !full) {
            kernels.fill(scratch, 0, patches, 0);
        }
        int result = sizes.results() * sizes.positions();
        for (int s = 0; s < sizes.samples(); s++) {
            int image = s * sizes.image();
            switch (work) {
                case RESULT -> {
                    if (slides != null) {
                        kernels.slide(slides, b, a, image, z, s * result);
                        continue;
                    }
                    cut(kernels, a, image, scratch, 0);
                    kernels.multiply(product, b, 0, scratch, 0, z, s * result, frame.second);
                }
                case KERNEL -> {
                    if (slides != null) {
                        kernels.slideBack(slides, b, s * result, a, image, z, scratch);
                        continue;
                    }
                    cut(kernels, a, image, scratch, 0);
                    kernels.multiply(product, b, s * result, scratch, 0, frame.third, 0, frame.second);
                    kernels.addScaled(1, frame.third, 0, z, 0, to.count());
                }
                case IMAGE -> {
                    kernels.multiply(product, b, 0, a, s * result, scratch, 0, frame.second);
                    paste(kernels, scratch, 0, z, image);
                }
                case PATCHES -> cut(kernels, a, image, z, s * patches);
                case FOLD -> paste(kernels, a, s * patches, z, image);
                case MAX -> {
                    for (int r = 0; r < rows.length; r += FIELDS) {
                        int at = s * sizes.positions() + rows[r + 3];
                        kernels.maxApart(a, image + rows[r], rows[r + 1], z, at, rows[r + 4]);
                    }
                }
            }
        }
        frame.written(to);
    }

    private void cut(ArrayKernels kernels, Object x, int image, Object windows, int at) {
        for (int r = 0; r < rows.length; r += FIELDS) {
            int place = at + rows[r + 2] * sizes.positions() + rows[r + 3];
            if (rows[r + 1] == 1) {
                kernels.copy(x, image + rows[r], windows, place, rows[r + 4]);
            } else {
                kernels.gather(x, image + rows[r], rows[r + 1], windows, place, rows[r + 4]);
            }
        }
    }

    private void paste(ArrayKernels kernels, Object windows, int at, Object x, int image) {
        for (int r = 0; r < rows.length; r += FIELDS) {
            int place = at + rows[r + 2] * sizes.positions() + rows[r + 3];
            kernels.addApart(windows, place, x, image + rows[r], rows[r + 1], rows[r + 4]);
        }
    }

    @Override
    public List<Store> reads() {
        return reads;
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        String size = sizes.samples() + " of " + sizes.taps() + "×" + sizes.positions();
        return "windows to " + work.name().toLowerCase(Locale.ROOT) + ", " + size;
    }

    @Override
    public long flops() {
        return sizes.samples() * (isProduct() ? product.flops() : patches);
    }

    @Override
    public int room() {
        return slides != null ? roomToSlide : isProduct() ? patches : 0;
    }

    @Override
    public int secondRoom() {
        return room;
    }

    @Override
    public int thirdRoom() {
        return work == Work.KERNEL ? to.count() : 0;
    }
}
