package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
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

    /**
     * The row of an op.
     *
     * @param name in LaTeX
     */
    OpRow row(String name, List<Integer> defaultStride) {
        String size = kernel.get(0) + "\\times " + kernel.get(1);
        return window.keys(OpRow.named(function).key("kernel", Window.text(kernel)), defaultStride)
                .latex("\\operatorname{" + name + "}_{" + size + "}\\left(<*>\\right)");
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

    /** The same, refusing padding in which a whole window could lie. */
    Shape pooled(Shape image) {
        checkPadding();
        return positions(image);
    }

    private void checkPadding() {
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

    /**
     * The entries of windows, for padding that does not depend on the sizes, summed over the entries of the kernel.
     *
     * @param rank of the images
     * @param at the first of the two axes of the result along which windows lie
     */
    Contraction windows(int rank, int at) {
        List<Place> places = Contraction.own(rank);
        for (int axis = 0; axis < 2; axis++) {
            Place tap = Place.bound(axis).times(window.dilation().get(axis));
            int before = window.padding().ends().get(2 * axis);
            places.set(
                    rank - 2 + axis,
                    tap.plus(Place.axis(at + axis).times(window.stride().get(axis)))
                            .plus(Dim.of(0), -before));
        }
        return Contraction.moved(places).summed(Dim.of(kernel.get(0)), Dim.of(kernel.get(1)));
    }

    /** Every entry of every window, window by window within each entry of the kernel. */
    void forEach(Shape image, Shape positions, Visit visit) {
        int images = image.slice(0, image.rank() - 2).entries();
        Shape single = Shape.of(images, 1);
        ConvGeometry.Shapes shapes = new ConvGeometry.Shapes(
                single.concat(image.slice(image.rank() - 2, image.rank())),
                Shape.of(1, 1, kernel.get(0), kernel.get(1)),
                single.concat(positions.slice(image.rank() - 2, image.rank())));
        new ConvGeometry(window, 1, false).forEachRow(shapes, (x0, step, tap, y0, count) -> {
            for (int i = 0; i < count; i++) {
                visit.entry(x0 + i * step, tap, y0 + i);
            }
        });
    }

    /** The position in [..., h·w, H', W'] of entry {@code tap} of the window at position {@code y} of [..., H', W']. */
    int inPatches(int tap, int y, int resultSize) {
        return (y / resultSize * taps() + tap) * resultSize + y % resultSize;
    }
}
