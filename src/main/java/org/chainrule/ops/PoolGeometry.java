package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * Which entries of an image [..., H, W], a signal [..., W] or a volume [..., D, H, W] lie in which window.
 *
 * @param function what to call it in errors
 * @param kernel the sizes of a window, one a spatial axis
 * @param window how it moves
 */
public record PoolGeometry(String function, List<Integer> kernel, Window window) {
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

    /** Checks the sizes. */
    public PoolGeometry {
        kernel = List.copyOf(kernel);
        Window.positive("kernel", kernel);
        if (kernel.size() != window.axes()) {
            throw new ArgumentException(
                    "kernel",
                    say(
                            "{0} moves a window over {1} axes, and the kernel {2} has {3}",
                            function, window.axes(), kernel, kernel.size()));
        }
    }

    /** The number of spatial axes. */
    public int axes() {
        return kernel.size();
    }

    int taps() {
        // Asked for once an entry, so no stream.
        int taps = 1;
        for (int axis = 0; axis < kernel.size(); axis++) {
            taps *= kernel.get(axis);
        }
        return taps;
    }

    /**
     * The row of an op.
     *
     * @param name in LaTeX
     */
    OpRow row(String name, List<Integer> defaultStride) {
        String size = kernel.stream().map(String::valueOf).collect(Collectors.joining("\\times "));
        // Where the name does not say how many axes there are, the list does.
        boolean named = Character.isDigit(function.charAt(function.length() - 2));
        String text = named || axes() == 2 ? Window.text(kernel) : kernel.toString();
        return window.keys(OpRow.named(function).key("kernel", text), defaultStride)
                .latex("\\operatorname{" + name + "}_{" + size + "}\\left(<*>\\right)");
    }

    /** The spatial sizes of a shape in documentation: H, W. */
    String letters() {
        return switch (axes()) {
            case 1 -> "W";
            case 2 -> "H, W";
            default -> "D, H, W";
        };
    }

    /** [..., H', W'] for images [..., H, W]. */
    Shape positions(Shape image) {
        if (image.rank() < axes()) {
            throw new ShapeException(
                    image.rank() == 0
                            ? say(
                                    "{0} takes images [..., {2}], and the shape {1} has no axes",
                                    function, image, letters())
                            : image.rank() == 1
                                    ? say(
                                            "{0} takes images [..., {2}], and the shape {1} has one axis",
                                            function, image, letters())
                                    : say(
                                            "{0} takes images [..., {2}], and the shape {1} has {3} axes",
                                            function, image, letters(), image.rank()));
        }
        Shape shape = image;
        for (int axis = 0; axis < axes(); axis++) {
            int at = axis - axes();
            shape = shape.with(at, window.outputs(axis, image.dim(at), Dim.of(kernel.get(axis))));
        }
        return shape;
    }

    /** The same, refusing padding in which a whole window could lie. */
    Shape pooled(Shape image) {
        Shape positions = positions(image);
        for (int i = 0; i < 2 * axes() && !window.padding().same(); i++) {
            int axis = i / 2;
            int zeros = window.padding().ends().get(i);
            if (zeros >= kernel.get(axis) && (i % 2 == 0 || !endsInside(axis, image, positions))) {
                throw new ShapeException(
                        "the padding {0} along spatial axis {1} is not less than the kernel {2}, so a window would "
                                + "lie in the padding alone; pad less or take a larger kernel",
                        zeros, axis, kernel.get(axis));
            }
        }
        return positions;
    }

    /** Whether the last window is known to begin before the end of the image. */
    private boolean endsInside(int axis, Shape image, Shape positions) {
        Dim n = image.dim(axis - axes());
        Dim count = positions.dim(axis - axes());
        return n.isKnown()
                && count.isKnown()
                && (count.size() - 1) * window.stride().get(axis)
                        < n.size() + window.padding().ends().get(2 * axis);
    }

    /**
     * The entries of windows, for padding that does not depend on the sizes, summed over the entries of the kernel.
     *
     * @param rank of the images
     * @param at the first of the axes of the result along which windows lie
     */
    public Contraction windows(int rank, int at) {
        List<Place> places = Contraction.own(rank);
        for (int axis = 0; axis < axes(); axis++) {
            Place tap = Place.bound(axis).times(window.dilation().get(axis));
            int before = window.padding().ends().get(2 * axis);
            places.set(
                    rank - axes() + axis,
                    tap.plus(Place.axis(at + axis).times(window.stride().get(axis)))
                            .plus(Dim.of(0), -before));
        }
        return Contraction.moved(places).summed(kernel.stream().map(Dim::of).toArray(Dim[]::new));
    }

    /** Every entry of every window, window by window within each entry of the kernel. */
    void forEach(Shape image, Shape positions, Visit visit) {
        ConvGeometry.Shapes shapes =
                shapes(image, positions, image.slice(0, image.rank() - axes()).entries());
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

    /** The sizes for a compiled program. */
    Windowed.Sizes sizes(Shape image, Shape positions) {
        int lead = image.rank() - axes();
        int samples = image.slice(0, lead).entries();
        int size = image.slice(lead, image.rank()).entries();
        return new Windowed.Sizes(
                samples, size, taps(), positions.slice(lead, image.rank()).entries(), 1);
    }

    /** The rows of one image. */
    void forEachRow(Shape image, Shape positions, Windowed.Row row) {
        new ConvGeometry(window, 1, false).forEachRow(shapes(image, positions, 1), row::meet);
    }

    /** Images, windows and results as those of a convolution of one channel. */
    private ConvGeometry.Shapes shapes(Shape image, Shape positions, int samples) {
        int lead = image.rank() - axes();
        Shape single = Shape.of(samples, 1);
        return new ConvGeometry.Shapes(
                single.concat(image.slice(lead, image.rank())),
                Shape.of(1, 1).concat(Shape.of(kernel.stream().map(Dim::of).toList())),
                single.concat(positions.slice(lead, image.rank())));
    }
}
