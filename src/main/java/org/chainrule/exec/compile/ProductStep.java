package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.compile.ProductUpdate.Sum;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.MatrixProduct;
import org.jspecify.annotations.Nullable;

/** A matrix product, or one for each member of a batch; transposes are read as they lie. It may be added to another matrix. */
final class ProductStep implements Step {
    private final View a;
    private final View b;
    private final Store to;
    /** As many operations are worth another thread. */
    private static final long SHARED = 8_000_000;

    /** Rows are shared out in groups of so many, as the tiles of the product are. */
    private static final int ROWS = 24;

    private final MatrixProduct product;
    /** Where the matrices of the batch begin. */
    private final int[] aStarts;

    private final int[] bStarts;
    private final int room;
    private final Workers workers;
    private final boolean shared;
    /** Of one product, the rows that each thread computes. */
    private final MatrixProduct[] parts;

    private final @Nullable Sum sum;
    /** Whether what is added up goes into the product from its start, or afterwards. */
    private final boolean adds;

    ProductStep(View a, View b, Store to, boolean symmetric, @Nullable Sum sum, ArrayKernels kernels, Workers workers) {
        this.sum = sum;
        this.a = a;
        this.b = b;
        this.to = to;
        int m = a.rank() == 1 ? 1 : a.extent(a.rank() - 2);
        int n = b.rank() == 1 ? 1 : b.extent(b.rank() - 1);
        int bRow = b.rank() == 1 ? b.stride(0) : b.stride(b.rank() - 2);
        int bColumn = b.rank() == 1 ? 0 : b.stride(b.rank() - 1);
        int aRow = a.rank() == 1 ? 0 : a.stride(a.rank() - 2);
        MatrixProduct any =
                new MatrixProduct(m, n, a.extent(a.rank() - 1), aRow, a.stride(a.rank() - 1), bRow, bColumn);
        // Not those that several threads may share: the bits are the same for any number of them.
        product = symmetric && any.flops() < SHARED ? any.mirrored() : any;
        int[] batch = batch();
        aStarts = starts(a, batch);
        bStarts = starts(b, batch);
        room = kernels.roomForProduct(product);
        adds = sum != null && kernels.addsWhileMultiplying(product);
        this.workers = workers;
        shared = workers.count() > 1 && flops() >= SHARED;
        boolean rows = shared && aStarts.length == 1 && product.m() >= ROWS * workers.count();
        parts = new MatrixProduct[rows ? workers.count() : 0];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = product.part(rowsBefore(i + 1) - rowsBefore(i));
        }
    }

    private int rowsBefore(int part) {
        return part == workers.count() ? product.m() : workers.begin(product.m() / ROWS, part) * ROWS;
    }

    private int[] batch() {
        int rank = Math.max(Math.max(a.rank(), b.rank()) - 2, 0);
        int[] batch = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int left = axis - rank + a.rank() - 2;
            int right = axis - rank + b.rank() - 2;
            int extent = left < 0 ? 1 : a.extent(left);
            batch[axis] = extent == 1 && right >= 0 ? b.extent(right) : extent;
        }
        return batch;
    }

    private static int[] starts(View x, int[] batch) {
        int[] starts = new int[View.count(batch)];
        for (int i = 0; i < starts.length; i++) {
            int rest = i;
            for (int axis = batch.length - 1; axis >= 0; axis--) {
                int own = axis - batch.length + x.rank() - 2;
                if (own >= 0 && x.extent(own) > 1) {
                    starts[i] += rest % batch[axis] * x.stride(own);
                }
                rest /= batch[axis];
            }
        }
        return starts;
    }

    @Override
    public void run(Frame frame) {
        Object left = frame.array(a.store());
        Object right = frame.array(b.store());
        Object result = frame.arrays[to.arrayIndex()];
        Object matrix = sum == null ? null : frame.array(sum.matrix());
        double factor = sum == null ? 1 : sum.factor(frame);
        if (parts.length > 0) {
            frames(frame);
            workers.run(i -> {
                int from = rowsBefore(i);
                Object own = frame.of(i).room;
                int at = aStarts[0] + from * product.aRow();
                product(frame, parts[i], matrix, factor, left, at, right, bStarts[0], result, from * product.n(), own);
            });
        } else if (shared && aStarts.length >= workers.count()) {
            frames(frame);
            workers.run(i -> {
                int end = workers.begin(aStarts.length, i + 1);
                batch(frame.of(i), matrix, factor, left, right, result, workers.begin(aStarts.length, i), end);
            });
        } else {
            batch(frame, matrix, factor, left, right, result, 0, aStarts.length);
        }
        frame.written(to);
    }

    private void frames(Frame frame) {
        for (int i = 0; i < workers.count(); i++) {
            frame.of(i);
        }
    }

    private void batch(
            Frame frame,
            @Nullable Object matrix,
            double factor,
            Object left,
            Object right,
            Object result,
            int from,
            int to) {
        int size = product.m() * product.n();
        for (int i = from; i < to; i++) {
            product(frame, product, matrix, factor, left, aStarts[i], right, bStarts[i], result, i * size, frame.room);
        }
    }

    private void product(
            Frame frame,
            MatrixProduct p,
            @Nullable Object matrix,
            double factor,
            Object x,
            int xo,
            Object y,
            int yo,
            Object z,
            int zo,
            Object own) {
        ArrayKernels kernels = frame.kernels;
        if (matrix == null) {
            kernels.multiply(p, x, xo, y, yo, z, zo, own);
        } else if (adds) {
            kernels.productOnto(p, factor, x, xo, y, yo, matrix, zo, z, zo, own);
        } else {
            kernels.multiply(p, x, xo, y, yo, z, zo, own);
            int count = p.m() * p.n();
            for (int done = 0, part = 0; done < count; done += part) {
                part = Math.min(room, count - done);
                kernels.copy(z, zo + done, own, 0, part);
                kernels.copy(matrix, zo + done, z, zo + done, part);
                kernels.addScaled(factor, own, 0, z, zo + done, part);
            }
        }
    }

    @Override
    public List<Store> reads() {
        return sum == null ? List.of(a.store(), b.store()) : List.of(sum.matrix(), a.store(), b.store(), sum.factor());
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        String batch = aStarts.length == 1 ? "" : aStarts.length + " of ";
        return "product " + batch + product.m() + "×" + product.k() + "×" + product.n()
                + (product.symmetric() ? ", symmetric" : "")
                + (sum == null ? "" : ", added to a matrix");
    }

    @Override
    public boolean mayLieIn(Store read, Store written) {
        return sum != null && adds && read == sum.matrix() && read != a.store() && read != b.store();
    }

    @Override
    public long flops() {
        return aStarts.length * product.flops();
    }

    @Override
    public int room() {
        return room;
    }
}
