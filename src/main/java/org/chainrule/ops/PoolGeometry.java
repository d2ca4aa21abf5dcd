package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * Which entries of an image [..., H, W] lie in which window.
 *
 * @param function what to call it in errors
 * @param kernel height and width of a window
 * @param window how it moves
 */
record PoolGeometry(String function, List<Integer> kernel, Window window) {
    /** One window, or one entry of it. */
    @FunctionalInterface
    interface Visit {
        /**
         * An entry of a window that lies inside the image.
         *
         * @param x position in the images
         * @param tap which entry of the window, row by row
         * @param y position in the results
         */
        void entry(int x, int tap, int y);
    }

    PoolGeometry {
        kernel = List.copyOf(kernel);
        Window.positive("kernel", kernel);
        if (kernel.size() != 2) {
            throw new ArgumentException(
                    "kernel", say("{0}: kernel is a height and a width, not {1}", function, kernel));
        }
        if (window.axes() != 2) {
            throw new ArgumentException("", say("{0} moves a window over 2 axes, not {1}", function, window.axes()));
        }
    }

    int taps() {
        return kernel.get(0) * kernel.get(1);
    }

    Map<String, String> keywords(List<Integer> defaultStride) {
        Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put("kernel", Window.text(kernel));
        window.keywords(keywords, defaultStride);
        return keywords;
    }

    /** [..., H', W'] for images [..., H, W]. */
    Shape positions(Shape image) {
        if (image.rank() < 2) {
            throw new ShapeException(
                    image.rank() == 0
                            ? say("{0} takes images [..., H, W], and the shape {1} has no axes", function, image)
                            : say("{0} takes images [..., H, W], and the shape {1} has one axis", function, image));
        }
        Shape shape = image;
        for (int axis = 0; axis < 2; axis++) {
            shape = shape.with(axis - 2, window.outputs(axis, image.dim(axis - 2), Dim.of(kernel.get(axis))));
        }
        return shape;
    }

    /** Refuses padding in which a whole window could lie. */
    void checkPadding() {
        if (window.padding().same()) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            int zeros = window.padding().ends().get(i);
            if (zeros >= kernel.get(i / 2)) {
                throw new ShapeException(
                        "the padding {0} along spatial axis {1} is not less than the kernel {2}, so a window would "
                                + "lie in the padding alone; pad less or take a larger kernel",
                        zeros, i / 2, kernel.get(i / 2));
            }
        }
    }

    /** Every entry of every window, window by window within each entry of the kernel. */
    void forEach(Shape image, Shape positions, Visit visit) {
        ConvGeometry.Taps vertical = taps(0, image, positions);
        ConvGeometry.Taps horizontal = taps(1, image, positions);
        int imageSize = vertical.n() * horizontal.n();
        int resultSize = vertical.outputs() * horizontal.outputs();
        int images = image.slice(0, image.rank() - 2).entries();
        for (int lead = 0; lead < images; lead++) {
            for (int p = 0; p < vertical.f(); p++) {
                for (int q = 0; q < horizontal.f(); q++) {
                    for (int i = vertical.from()[p]; i < vertical.to()[p]; i++) {
                        int x = lead * imageSize + vertical.position(p, i) * horizontal.n();
                        int y = lead * resultSize + i * horizontal.outputs();
                        for (int j = horizontal.from()[q]; j < horizontal.to()[q]; j++) {
                            visit.entry(x + horizontal.position(q, j), p * horizontal.f() + q, y + j);
                        }
                    }
                }
            }
        }
    }

    private ConvGeometry.Taps taps(int axis, Shape image, Shape positions) {
        return ConvGeometry.Taps.of(window, axis, image.extent(axis - 2), kernel.get(axis), positions.extent(axis - 2));
    }

    /** The position in [..., h·w, H', W'] of entry {@code tap} of the window at position {@code y} of [..., H', W']. */
    int inPatches(int tap, int y, int resultSize) {
        return (y / resultSize * taps() + tap) * resultSize + y % resultSize;
    }
}
