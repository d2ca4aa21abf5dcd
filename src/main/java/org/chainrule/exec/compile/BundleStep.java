package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.MatrixProduct;

/**
 * One matrix times many vectors, as the rows of a Hessian are: one product of matrices, which reads the matrix once. Constants that pick one
 * column are not multiplied with, unless the matrix has entries that are not finite, of which 0 times is not 0.
 */
final class BundleStep implements Step {
    /** So many rows of the matrix stay in the cache while its columns are read. */
    private static final int BLOCK = 64;

    private final View matrix;
    private final List<View> vectors;
    private final List<Store> results;
    /** The columns that vectors pick, or −1. */
    private final int[] picked;

    private final int others;
    private final MatrixProduct product;
    /** The product without those that pick. */
    private final MatrixProduct less;

    private final int room;

    BundleStep(View matrix, List<View> vectors, List<Store> results, boolean symmetric, ArrayKernels kernels) {
        this.matrix = matrix;
        this.vectors = List.copyOf(vectors);
        this.results = List.copyOf(results);
        picked = vectors.stream().mapToInt(v -> picked(v, kernels)).toArray();
        others = (int) Arrays.stream(picked).filter(column -> column < 0).count();
        product = symmetric ? product(vectors.size()).mirrored() : product(vectors.size());
        less = product(others);
        room = Math.max(kernels.roomForProduct(product), kernels.roomForProduct(less));
    }

    private MatrixProduct product(int count) {
        int inner = matrix.extent(1);
        return new MatrixProduct(count, matrix.extent(0), inner, inner, 1, matrix.stride(1), matrix.stride(0));
    }

    private static int picked(View vector, ArrayKernels kernels) {
        Object constant = vector.store().isNumber() ? null : vector.store().constant();
        int column = -1;
        for (int i = 0; constant != null && i < vector.extent(0); i++) {
            double entry = kernels.get(constant, i * vector.stride(0));
            if (entry != 0 && (entry != 1 || column >= 0)) {
                return -1;
            }
            column = entry == 1 ? i : column;
        }
        return column;
    }

    @Override
    public void run(Frame frame) {
        boolean pick = others < vectors.size() && isFinite(frame);
        MatrixProduct now = pick ? less : product;
        ArrayKernels kernels = frame.kernels;
        int inner = now.k();
        for (int i = 0, at = 0; i < picked.length; i++) {
            if (!pick || picked[i] < 0) {
                View vector = vectors.get(i);
                kernels.gather(frame.array(vector.store()), 0, vector.stride(0), frame.third, at, inner);
                at += inner;
            }
        }
        if (now.m() > 0) {
            kernels.multiply(now, frame.third, 0, frame.array(matrix.store()), 0, frame.second, 0, frame.room);
        }
        if (pick) {
            pick(frame);
        }
        for (int i = 0, at = 0; i < picked.length; i++) {
            Store to = results.get(i);
            if (!pick || picked[i] < 0) {
                kernels.copy(frame.second, at, frame.arrays[to.arrayIndex()], 0, now.n());
                at += now.n();
            }
            frame.written(to);
        }
    }

    private boolean isFinite(Frame frame) {
        double sum =
                frame.kernels.sum(frame.array(matrix.store()), 0, matrix.store().count());
        return Double.isFinite(sum);
    }

    private void pick(Frame frame) {
        Object x = frame.array(matrix.store());
        int rows = product.n();
        for (int row = 0; row < rows; row += BLOCK) {
            int count = Math.min(BLOCK, rows - row);
            for (int i = 0; i < picked.length; i++) {
                if (picked[i] >= 0) {
                    int from = row * matrix.stride(0) + picked[i] * matrix.stride(1);
                    Object to = frame.arrays[results.get(i).arrayIndex()];
                    frame.kernels.gather(x, from, matrix.stride(0), to, row, count);
                }
            }
        }
    }

    @Override
    public List<Store> reads() {
        List<Store> reads = new ArrayList<>(List.of(matrix.store()));
        vectors.forEach(vector -> reads.add(vector.store()));
        return reads;
    }

    @Override
    public List<Store> writes() {
        return results;
    }

    @Override
    public String text() {
        String picks = others < vectors.size() ? ", " + (vectors.size() - others) + " of them columns" : "";
        return "product " + product.n() + "×" + product.k() + "×" + vectors.size() + ", of vectors" + picks
                + (product.symmetric() ? ", symmetric" : "");
    }

    @Override
    public long flops() {
        return less.flops();
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public int secondRoom() {
        return product.m() * product.n();
    }

    @Override
    public int thirdRoom() {
        return product.m() * product.k();
    }
}
