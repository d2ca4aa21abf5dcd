package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.MatrixProduct;

/** One matrix times many vectors, as the rows of a Hessian are: one product of matrices, which reads the matrix once. */
final class BundleStep implements Step {
    private final View matrix;
    private final List<View> vectors;
    private final List<Store> results;
    private final MatrixProduct product;
    private final int room;

    BundleStep(View matrix, List<View> vectors, List<Store> results, ArrayKernels kernels) {
        this.matrix = matrix;
        this.vectors = List.copyOf(vectors);
        this.results = List.copyOf(results);
        int inner = matrix.extent(1);
        product = new MatrixProduct(
                vectors.size(), matrix.extent(0), inner, inner, 1, matrix.stride(1), matrix.stride(0));
        room = kernels.roomForProduct(product);
    }

    @Override
    public void run(Frame frame) {
        ArrayKernels kernels = frame.kernels;
        int inner = product.k();
        for (int i = 0; i < vectors.size(); i++) {
            View vector = vectors.get(i);
            kernels.gather(frame.array(vector.store()), 0, vector.stride(0), frame.third, i * inner, inner);
        }
        kernels.multiply(product, frame.third, 0, frame.array(matrix.store()), 0, frame.second, 0, frame.room);
        for (int i = 0; i < results.size(); i++) {
            Store to = results.get(i);
            kernels.copy(frame.second, i * product.n(), frame.arrays[to.arrayIndex()], 0, product.n());
            frame.written(to);
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
        return "product " + product.n() + "×" + product.k() + "×" + vectors.size() + ", of vectors";
    }

    @Override
    public long flops() {
        return product.flops();
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
