package org.chainrule.onnx;

import org.chainrule.tensor.Shape;

/** Where the entries of a broadcast tensor come from. */
final class Spread {
    private Spread() {}

    /** For each entry of the large shape in row-major order its position in the small one, which broadcasts to it. */
    static int[] positions(Shape small, Shape large) {
        int rank = large.rank();
        int lead = rank - small.rank();
        int[] positions = new int[large.entries()];
        int block = 1;
        int stride = 1;
        for (int axis = rank - 1; axis >= lead; axis--) {
            int extent = large.extent(axis);
            int own = small.extent(axis - lead) == 1 ? 0 : stride;
            if (own > 0) {
                for (int i = 0; i < positions.length; i++) {
                    positions[i] += i / block % extent * own;
                }
            }
            stride *= small.extent(axis - lead);
            block *= extent;
        }
        return positions;
    }
}
