package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Equality;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Spelling;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * The bilinear map behind a convolution: which image entry x, kernel entry k and result entry y meet in a product. The
 * convolution sums x·k for each y, its adjoint to the image y·k for each x, its adjoint to the kernel x·y for each k.
 *
 * @param window how the kernel moves
 * @param groups the channels fall into this many groups that do not mix
 * @param flip true for the convolution of mathematics, which reads the kernel backwards
 */
public record ConvGeometry(Window window, int groups, boolean flip) {
    /** What happens in one row of products: k is fixed, y moves by 1, x by the stride. */
    @FunctionalInterface
    interface Row {
        /** The products of x[x0 + i·step], k[k0], y[y0 + i] for i from 0 to before {@code count}. */
        void products(int x0, int step, int k0, int y0, int count);
    }

    /** Checks the number of groups. */
    public ConvGeometry {
        if (groups < 1) {
            throw new ArgumentException("groups", say("groups is at least 1, not {0}", groups));
        }
    }

    static ConvGeometry read(Args a, int axes) {
        return new ConvGeometry(Window.read(a, axes), a.integer("groups"), a.bool("flip"));
    }

    /** The number of spatial axes. */
    public int axes() {
        return window.axes();
    }

    /**
     * The row of one of the three ops.
     *
     * @param size an argument of the op; not written when it is empty
     */
    OpRow row(Made made, List<Dim> size) {
        String name = (made == Made.IMAGE ? "conv_transpose" : "conv") + axes() + "d";
        OpRow row = OpRow.named(made == Made.KERNEL ? name + "_kernel" : name);
        window.keys(row, Collections.nCopies(axes(), 1)).key("groups", groups, 1);
        String index = row.texts().entrySet().stream()
                .map(each -> "\\text{" + each.getKey() + " " + each.getValue().replace("\"", "") + "}")
                .collect(Collectors.joining(",\\,"));
        String exponent = made == Made.IMAGE ? "^{\\top}" : "";
        String latex = "<0:" + Spelling.UNARY + "> " + (flip ? "*" : "\\star") + exponent
                + (index.isEmpty() ? "" : "_{" + index + "}") + " <1:" + Spelling.UNARY + ">";
        return row.key("flip", flip, false)
                .key("size", size, List.of())
                .spelled(call -> call.latex(latex, Spelling.PRODUCT));
    }

    /** The sign of the operation: a star for the cross-correlation, an asterisk for the convolution. */
    String sign() {
        return flip ? "∗" : "⋆";
    }

    /** The three tensors of the map: the sum of products of two of them is the third. */
    public enum Made {
        IMAGE,
        KERNEL,
        RESULT
    }

    /** The shapes of the three. */
    record Shapes(Shape image, Shape kernel, Shape result) {
        Shape of(Made made) {
            return made == Made.IMAGE ? image : made == Made.KERNEL ? kernel : result;
        }
    }

    /**
     * The sums of products.
     *
     * @param in the two others
     */
    Tensor sum(Made made, Shapes shapes, List<Tensor> in) {
        double[] a = in.get(0).toArray();
        double[] b = in.get(1).toArray();
        double[] sums = new double[shapes.of(made).entries()];
        forEachRow(shapes, (x0, step, k0, y0, count) -> {
            if (made == Made.RESULT) {
                double factor = b[k0];
                for (int i = 0; i < count; i++) {
                    sums[y0 + i] += a[x0 + i * step] * factor;
                }
            } else if (made == Made.IMAGE) {
                double factor = b[k0];
                for (int i = 0; i < count; i++) {
                    sums[x0 + i * step] += a[y0 + i] * factor;
                }
            } else {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += a[x0 + i * step] * b[y0 + i];
                }
                sums[k0] += sum;
            }
        });
        return Tensor.of(Broadcasting.floatType(in), shapes.of(made), sums);
    }

    /** The zeros in front of an image of known size that keep its size. */
    private int before(int axis, Shape image, Shape kernel) {
        int extent =
                ((int) spatial(kernel).get(axis).size() - 1) * window.dilation().get(axis) + 1;
        int stride = window.stride().get(axis);
        return window.padding().before(axis, (int) spatial(image).get(axis).size(), extent, stride);
    }

    /**
     * Which products are summed. None with groups, whose channels do not start from 0, and none with padding that depends on
     * sizes that are not known. An image is the first input of an op, a kernel the second, a result stands where it is not.
     */
    Optional<Contraction> contraction(Made made, Shapes shapes) {
        Shape image = shapes.image;
        Shape kernel = shapes.kernel;
        boolean isKnown =
                Shape.of(spatial(image)).isKnown() && Shape.of(spatial(kernel)).isKnown();
        if (groups != 1 || (window.padding().same() && !isKnown)) {
            return Optional.empty();
        }
        int channel = isBare(kernel) ? 0 : 1;
        int lead = image.rank() - axes() - channel;
        boolean toKernel = made == Made.KERNEL;
        List<Dim> sums = new ArrayList<>();
        List<Place> batch = places(image.dims().subList(0, lead), toKernel ? -1 : 0, sums);
        List<Place> out =
                places(kernel.dims().subList(0, channel), made == Made.IMAGE ? -1 : toKernel ? 0 : lead, sums);
        List<Place> in = places(
                kernel.dims().subList(channel, 2 * channel),
                made == Made.RESULT ? -1 : toKernel ? channel : lead,
                sums);
        List<Place> positions = places(spatial(shapes.result), made == Made.RESULT ? lead + channel : -1, sums);
        List<Place> taps = places(spatial(kernel), toKernel ? 2 * channel : -1, sums);
        List<Place> pixels = new ArrayList<>();
        List<Equality> met = new ArrayList<>();
        for (int axis = 0; axis < axes(); axis++) {
            int apart = window.dilation().get(axis);
            int before = window.padding().same()
                    ? before(axis, image, kernel)
                    : window.padding().ends().get(2 * axis);
            Place tap = flip
                    ? taps.get(axis)
                            .times(-apart)
                            .plus(spatial(kernel).get(axis).times(apart), -apart)
                    : taps.get(axis).times(apart);
            Place pixel = tap.plus(positions.get(axis).times(window.stride().get(axis)))
                    .plus(Dim.of(0), -before);
            pixels.add(pixel);
            if (made == Made.IMAGE) {
                met.add(new Equality(Place.axis(lead + channel + axis), pixel));
            } else if (spatial(image).get(axis).isOne() && before > 0) {
                // Said once more for readers that write no index along an axis of size 1.
                met.add(new Equality(Place.at(Dim.of(0)), pixel));
            }
        }
        Factor x = new Factor(0, joined(batch, in, pixels));
        Factor k = new Factor(1, joined(out, in, taps));
        Factor y = new Factor(toKernel ? 1 : 0, joined(batch, out, positions));
        List<Factor> factors =
                switch (made) {
                    case IMAGE -> List.of(k, y);
                    case KERNEL -> List.of(x, y);
                    case RESULT -> List.of(k, x);
                };
        return Optional.of(new Contraction(sums, factors, met, Dim.ONE));
    }

    /** The axes of the result from one on, or when that is negative, new bound indices. */
    private static List<Place> places(List<Dim> sizes, int from, List<Dim> bound) {
        List<Place> places = new ArrayList<>();
        for (Dim size : sizes) {
            if (from < 0) {
                places.add(Place.bound(bound.size()));
                bound.add(size);
            } else {
                places.add(Place.axis(from + places.size()));
            }
        }
        return places;
    }

    private static List<Place> joined(List<Place> first, List<Place> second, List<Place> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    /** True for a kernel without channel axes, which meets an image without batch and channels. */
    boolean isBare(Shape kernel) {
        return kernel.rank() == axes();
    }

    /** The last axes. */
    List<Dim> spatial(Shape shape) {
        return shape.dims().subList(shape.rank() - axes(), shape.rank());
    }

    /**
     * Refuses an image (or result) and a kernel whose numbers of axes do not belong together.
     *
     * @param what what the first is called
     */
    void checkRanks(Message what, Shape image, Shape kernel) {
        int d = axes();
        String size = d == 1 ? "W" : d == 2 ? "H, W" : "D, H, W";
        boolean fits = isBare(kernel)
                ? image.rank() == d
                : kernel.rank() == d + 2 && (image.rank() == d + 1 || image.rank() == d + 2);
        if (!fits) {
            String window = d == 1 ? "w" : d == 2 ? "h, w" : "d, h, w";
            throw new ShapeException(
                    "{0} [N, C, {1}] or [C, {1}] goes with a kernel [O, C/groups, {2}], a bare [{1}] with a bare "
                            + "kernel [{2}]",
                    what, size, window);
        }
        if (isBare(kernel)) {
            checkBare();
        }
    }

    /** Refuses a size that is not for these axes. */
    void checkSize(List<Dim> size) {
        if (size.size() != axes()) {
            throw new ShapeException("size is a list of {0}, one an axis, not {1}", axes(), size);
        }
    }

    /** Refuses groups of channels where there are none. */
    void checkBare() {
        if (groups != 1) {
            throw new ShapeException("groups = {0} needs channels, and the kernel has none", groups);
        }
    }

    /** The channels of the image that a kernel reads. */
    Dim imageChannels(Shape kernel) {
        return kernel.dim(1).times(groups);
    }

    void checkChannels(Shape image, Shape kernel) {
        if (isBare(kernel)) {
            return;
        }
        Dim given = image.dim(image.rank() - axes() - 1);
        if (!given.sameSize(imageChannels(kernel))) {
            throw new ShapeException(
                    groups == 1
                            ? say("the image has {0} channels, and the kernel reads {1}", given, kernel.dim(1))
                            : say(
                                    "the image has {0} channels, and the kernel reads {1} groups of {2}",
                                    given, groups, kernel.dim(1)));
        }
        checkGroups(say("output"), kernel.dim(0));
    }

    void checkGroups(Message what, Dim channels) {
        if (channels.isKnown() && channels.size() % groups != 0) {
            throw new ShapeException("{0} {1} channels do not fall into {2} groups", channels, what, groups);
        }
    }

    /** All products, row by row, in the order batch, kernel, position. */
    void forEachRow(Shapes shapes, Row row) {
        Shape image = shapes.image;
        Shape kernel = shapes.kernel;
        boolean bare = isBare(kernel);
        int rank = image.rank();
        int batch = rank == axes() + 2 ? image.extent(0) : 1;
        int out = bare ? 1 : kernel.extent(0) / groups;
        int in = bare ? 1 : kernel.extent(1);
        if (!bare) {
            checkGroups(say("output"), kernel.dim(0));
        }
        Taps[] taps =
                IntStream.range(0, axes()).mapToObj(axis -> taps(axis, shapes)).toArray(Taps[]::new);
        int imageSize = product(taps, each -> each.n);
        int kernelSize = product(taps, each -> each.f);
        int resultSize = product(taps, each -> each.outputs);
        for (int sample = 0; sample < batch; sample++) {
            for (int o = 0; o < out * groups; o++) {
                int y0 = (sample * out * groups + o) * resultSize;
                for (int c = 0; c < in; c++) {
                    int x0 = ((sample * groups + o / out) * in + c) * imageSize;
                    int k0 = (o * in + c) * kernelSize;
                    channel(taps, x0, k0, y0, row);
                }
            }
        }
    }

    private static int product(Taps[] taps, ToIntFunction<Taps> size) {
        return Arrays.stream(taps).mapToInt(size).reduce(1, (a, b) -> a * b);
    }

    /** For each kernel entry the rows at which it lies inside the image, all axes but the last counted like digits. */
    private void channel(Taps[] taps, int x0, int k0, int y0, Row row) {
        int last = axes() - 1;
        Taps inner = taps[last];
        int[] tap = new int[axes()];
        int entries = product(taps, each -> each.f);
        for (int entry = 0; entry < entries; entry++) {
            int rest = entry;
            for (int axis = last; axis >= 0; axis--) {
                tap[axis] = rest % taps[axis].f;
                rest /= taps[axis].f;
            }
            int from = inner.from[tap[last]];
            int count = inner.to[tap[last]] - from;
            int rows = 1;
            for (int axis = 0; axis < last; axis++) {
                rows *= Math.max(0, taps[axis].to[tap[axis]] - taps[axis].from[tap[axis]]);
            }
            int k = k0 + (flip ? entries - 1 - entry : entry);
            for (int each = 0; each < (count > 0 ? rows : 0); each++) {
                int x = inner.position(tap[last], from);
                int y = from;
                int digits = each;
                int pixels = inner.n;
                int positions = inner.outputs;
                for (int axis = last - 1; axis >= 0; axis--) {
                    Taps outer = taps[axis];
                    int first = outer.from[tap[axis]];
                    int at = first + digits % (outer.to[tap[axis]] - first);
                    digits /= outer.to[tap[axis]] - first;
                    x += outer.position(tap[axis], at) * pixels;
                    y += at * positions;
                    pixels *= outer.n;
                    positions *= outer.outputs;
                }
                row.products(x0 + x, inner.stride, k, y0 + y, count);
            }
        }
    }

    private Taps taps(int axis, Shapes shapes) {
        int at = axis - axes();
        return Taps.of(window, axis, shapes.image.extent(at), shapes.kernel.extent(at), shapes.result.extent(at));
    }

    /**
     * Along one axis, the positions of the window at which each kernel entry lies inside the image.
     *
     * @param from for each kernel entry, the first position
     * @param to for each kernel entry, the position after the last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one evaluation
    record Taps(int n, int f, int outputs, int stride, int dilation, int before, int[] from, int[] to) {
        static Taps of(Window window, int axis, int n, int f, int outputs) {
            window.check(axis, n, f);
            int stride = window.stride().get(axis);
            int dilation = window.dilation().get(axis);
            int before = window.padding().before(axis, n, window.extent(axis, f), stride);
            int[] from = new int[f];
            int[] to = new int[f];
            for (int k = 0; k < f; k++) {
                int offset = k * dilation - before;
                from[k] = Math.max(0, Math.floorDiv(stride - 1 - offset, stride));
                to[k] = Math.min(outputs, Math.floorDiv(n - 1 - offset, stride) + 1);
            }
            return new Taps(n, f, outputs, stride, dilation, before, from, to);
        }

        /** Where kernel entry {@code k} lies in the image when the window is at {@code output}. */
        int position(int k, int output) {
            return output * stride + k * dilation - before;
        }
    }
}
