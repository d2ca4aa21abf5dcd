package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Operators for pictures. */
final class ImageRules {
    private ImageRules() {}

    static void addTo(Rules rules) {
        rules.add("Upsample", 7, c -> c.out(Resizing.upsampled(c)));
        rules.add("Resize", 10, c -> c.out(Resizing.upsampled(c)));
        rules.add("Resize", 11, c -> c.out(Resizing.of(c)));
        rules.add("GridSample", 16, c -> c.out(GridSampling.of(c)));
        rules.add("AffineGrid", 20, ImageRules::affine);
    }

    private static List<Val> affine(Call c) {
        long[] sizes = c.longs(1);
        int axes = sizes.length - 2;
        boolean corners = c.flag("align_corners", false);
        int count = 1;
        for (int i = 0; i < axes; i++) {
            count = Math.multiplyExact(count, Math.toIntExact(sizes[i + 2]));
        }
        // The last axis of a picture is the first coordinate.
        Tensor base = Tensor.generate(DType.F64, Shape.of(count, axes + 1L), at -> {
            if (at[1] == axes) {
                return 1;
            }
            int axis = axes - 1 - at[1];
            int inner = 1;
            for (int i = axis + 1; i < axes; i++) {
                inner *= (int) sizes[i + 2];
            }
            long size = sizes[axis + 2];
            double place = at[0] / inner % size;
            return corners ? (size == 1 ? 0 : 2 * place / (size - 1) - 1) : (2 * place + 1) / size - 1;
        });
        Node grid = fn("matmul", Node.constant(base), c.real(0).transpose(0, 2, 1));
        List<Object> shape = new ArrayList<>();
        shape.add(sizes[0]);
        for (int i = 0; i < axes; i++) {
            shape.add(sizes[i + 2]);
        }
        shape.add(axes);
        return c.out(fn("reshape", grid, shape));
    }
}
