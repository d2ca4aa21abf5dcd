package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * How a window moves over the spatial axes of an image, the last axes of its shape. Along an axis of size n, a kernel of
 * size f has the extent e = (f − 1)·dilation + 1 and takes ⌊(n + padding − e)/stride⌋ + 1 positions (Dumoulin and Visin
 * 2016, A guide to convolution arithmetic for deep learning).
 *
 * @param stride how far the window moves, at least 1 an axis
 * @param dilation the distance of neighbouring kernel entries, at least 1 an axis
 * @param padding zeros around the image
 */
public record Window(List<Integer> stride, List<Integer> dilation, Padding padding) {
    /** A copy that cannot change. */
    public Window {
        stride = List.copyOf(stride);
        dilation = List.copyOf(dilation);
        positive("stride", stride);
        positive("dilation", dilation);
        if (dilation.size() != stride.size() || padding.ends().size() != 2 * stride.size()) {
            throw new ArgumentException("", say("stride, dilation and padding are for one number of axes"));
        }
    }

    static void positive(String what, List<Integer> sizes) {
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw new ArgumentException(what, say("{0} is at least 1 along each axis, not {1}", what, text(sizes)));
        }
    }

    /** A window that moves by 1 over {@code axes} axes, without padding and dilation. */
    public static Window over(int axes) {
        List<Integer> ones = Collections.nCopies(axes, 1);
        return new Window(ones, ones, Padding.valid(axes));
    }

    /** With other strides, one number an axis, or one for all. */
    public Window stride(int... sizes) {
        return new Window(perAxis("stride", sizes), dilation, padding);
    }

    /** With other dilations, one number an axis, or one for all. */
    public Window dilation(int... sizes) {
        return new Window(stride, perAxis("dilation", sizes), padding);
    }

    /** With zeros at both ends of each axis, one number an axis, or one for all. */
    public Window padding(int... sizes) {
        return new Window(stride, dilation, Padding.of(perAxis("padding", sizes)));
    }

    /** With as much padding as keeps the size at stride 1. */
    public Window same() {
        return new Window(stride, dilation, Padding.same(axes()));
    }

    private List<Integer> perAxis(String what, int... sizes) {
        return perAxis(what, Arrays.stream(sizes).boxed().toList(), axes());
    }

    private static List<Integer> perAxis(String what, List<Integer> sizes, int axes) {
        if (sizes.size() == 1) {
            return Collections.nCopies(axes, sizes.get(0));
        }
        if (sizes.size() != axes) {
            throw new ArgumentException(
                    what, say("{0} is one number or a list of {1}, one an axis, not {2}", what, axes, sizes));
        }
        return sizes;
    }

    /** One number an axis from an argument that is a number or a list. */
    static List<Integer> sizes(Args a, String parameter, int axes) {
        List<Integer> sizes = perAxis(parameter, a.integers(parameter), axes);
        positive(parameter, sizes);
        return sizes;
    }

    /** The arguments {@code stride}, {@code padding} and {@code dilation} of a call. */
    static Window read(Args a, int axes) {
        List<Integer> stride = sizes(a, "stride", axes);
        List<Integer> dilation = a.has("dilation") ? sizes(a, "dilation", axes) : Collections.nCopies(axes, 1);
        return new Window(stride, dilation, Padding.read(a, axes));
    }

    /** The number of spatial axes. */
    public int axes() {
        return stride.size();
    }

    /**
     * The number of positions along one axis.
     *
     * @param axis counted from the first spatial axis
     * @param n the size of the image
     * @param f the size of the kernel
     * @throws ShapeException when the kernel is larger than the padded image; it gives the numbers
     */
    Dim outputs(int axis, Dim n, Dim f) {
        int s = stride.get(axis);
        if (n.isKnown() && f.isKnown()) {
            check(axis, (int) n.size(), (int) f.size());
        }
        if (padding.same()) {
            return n.plus(s - 1L).floorDiv(s);
        }
        long d = dilation.get(axis);
        // n + p - ((f - 1) d + 1), in an order without a negative size on the way
        return n.plus(padding.total(axis, 0, 0, s) + d - 1)
                .minus(f.times(d))
                .floorDiv(s)
                .plus(1);
    }

    /** Refuses a kernel that does not fit. */
    void check(int axis, int n, int f) {
        int extent = extent(axis, f);
        int zeros = padding.total(axis, n, extent, stride.get(axis));
        if (f < 1) {
            throw new ShapeException("the kernel is empty along spatial axis {0}", axis);
        }
        if (!padding.same() && n + zeros - extent < 0) {
            Message dilated = extent == f ? Message.NONE : say(" ({0} dilated by {1})", f, dilation.get(axis));
            throw new ShapeException(
                    "the kernel does not fit into the image along spatial axis {0}: size {1} + padding {2} - kernel "
                            + "{3}{4} = {5} < 0; pad more or take a smaller kernel",
                    axis, n, zeros, extent, dilated, n + zeros - extent);
        }
    }

    /**
     * Padded so far behind the end that a window which begins inside, or in the padding before, is a position too.
     *
     * @throws ShapeException when a size is free
     */
    Window overEnd(Shape image, List<Integer> kernel) {
        if (padding.same()) {
            return this;
        }
        List<Integer> ends = new ArrayList<>(padding.ends());
        for (int axis = 0; axis < axes(); axis++) {
            Dim dim = image.dim(axis - axes());
            if (!dim.isKnown()) {
                throw new ShapeException(
                        "ceil_mode needs known sizes, and {0} of the shape {1} is free: give it a value", dim, image);
            }
            int n = (int) dim.size();
            int before = ends.get(2 * axis);
            int s = stride.get(axis);
            int extent = extent(axis, kernel.get(axis));
            int beyond = n + before + ends.get(2 * axis + 1) - extent;
            int last = (beyond + s - 1) / s;
            if (last * s >= n + before) {
                last--;
            }
            ends.set(2 * axis + 1, ends.get(2 * axis + 1) + Math.max(0, last * s - beyond));
        }
        return new Window(stride, dilation, new Padding(false, ends));
    }

    /** With so much less padding. */
    Window without(Padding less) {
        return new Window(
                stride,
                dilation,
                new Padding(
                        false,
                        IntStream.range(0, 2 * axes())
                                .mapToObj(
                                        i -> padding.ends().get(i) - less.ends().get(i))
                                .toList()));
    }

    /** From the first to the last entry a kernel of size f reaches. */
    public int extent(int axis, int f) {
        return (f - 1) * dilation.get(axis) + 1;
    }

    /**
     * The smallest image that gives {@code outputs} positions along one axis; for padding "same" the one that the
     * stride divides. Empty when that size would be negative.
     */
    Optional<Dim> smallestImage(int axis, Dim outputs, Dim f) {
        int s = stride.get(axis);
        if (padding.same()) {
            return Optional.of(outputs.times(s));
        }
        long d = dilation.get(axis);
        long zeros = padding.total(axis, 0, 0, s);
        // (outputs - 1) s + (f - 1) d + 1 - p
        Dim positive = outputs.times(s).plus(f.times(d));
        long rest = 1 - s - d - zeros;
        return positive.isKnown() && positive.size() + rest < 0 ? Optional.empty() : Optional.of(positive.plus(rest));
    }

    /** Adds the arguments that are not the default. */
    OpRow keys(OpRow row, List<Integer> defaultStride) {
        return row.key("stride", text(stride), text(defaultStride))
                .key("padding", padding.text(), "\"valid\"")
                .key("dilation", text(dilation), "1");
    }

    /** One number when all are equal, else the list. */
    static String text(List<Integer> sizes) {
        return sizes.stream().distinct().count() == 1 ? sizes.get(0).toString() : sizes.toString();
    }
}
