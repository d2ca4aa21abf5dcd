package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** The ops of {@link Pooling}. Cutting out and putting back are adjoint; the derivatives of both pools are written in them. */
public final class PoolOps {
    private PoolOps() {}

    private static Shape patchShape(PoolGeometry g, Shape positions) {
        int lead = positions.rank() - g.axes();
        return positions.slice(0, lead).concat(Shape.of(g.taps())).concat(positions.slice(lead, positions.rank()));
    }

    /** The size of one result, at least 1 so that it divides. */
    private static int resultSize(PoolGeometry g, Shape positions) {
        return Math.max(
                1,
                positions.slice(positions.rank() - g.axes(), positions.rank()).entries());
    }

    /** The axis of the entries of a window, counted from the end. */
    private static int entryAxis(PoolGeometry g) {
        return -g.axes() - 1;
    }

    private static List<Integer> ones(PoolGeometry g) {
        return Collections.nCopies(g.axes(), 1);
    }

    /** A window's entry as one place, row by row. */
    private static Place entry(PoolGeometry g) {
        Place place = Place.bound(0);
        for (int axis = 1; axis < g.axes(); axis++) {
            place = place.times(g.kernel().get(axis)).plus(Place.bound(axis));
        }
        return place;
    }

    /** One value a window, given to every entry of the window. */
    private static Node toEntries(PoolGeometry g, Node perWindow) {
        Shape shape = patchShape(g, perWindow.shape());
        return ExpandDims.insert(perWindow, entryAxis(g)).broadcastTo(shape);
    }

    private static Node fold(PoolGeometry g, Node windows, Node image) {
        List<Dim> size = image.shape().dims().subList(image.rank() - g.axes(), image.rank());
        return Pooling.fold(windows, size, g.kernel(), g.window());
    }

    /** For each window, which of its entries lie inside the image: [h·w, H', W'], 1 or 0. */
    private static Node inside(PoolGeometry g, Node image) {
        Shape size = image.shape().slice(image.rank() - g.axes(), image.rank());
        return Pooling.patches(Fill.with(1, size), g.kernel(), g.window());
    }

    /** An op whose windows lie as its geometry says, in the images that go in or, of a fold, in those that come out. */
    interface OfWindows extends RowOp, Windowed {
        /** The geometry. */
        PoolGeometry g();

        private Shape image(List<Shape> in, Shape out) {
            return work() == Work.FOLD ? out : in.get(0);
        }

        @Override
        default boolean isOneWindow() {
            return true;
        }

        @Override
        default Sizes sizes(List<Shape> in, Shape out) {
            Shape image = image(in, out);
            return g().sizes(image, g().positions(image));
        }

        @Override
        default void forEachRow(List<Shape> in, Shape out, Row row) {
            Shape image = image(in, out);
            g().forEachRow(image, g().positions(image), row);
        }
    }

    /** All windows of images. */
    public record Patches(PoolGeometry g) implements OfWindows {
        @Override
        public OpRow row() {
            return g.row("patches", ones(g))
                    .shape(shape -> patchShape(g, g.positions(shape)))
                    .value(in -> {
                        Tensor x = in.get(0);
                        Shape positions = g.positions(x.shape());
                        Shape shape = patchShape(g, positions);
                        double[] patches = new double[shape.entries()];
                        int size = resultSize(g, positions);
                        g.forEach(x.shape(), positions, (at, tap, y) -> patches[g.inPatches(tap, y, size)] = x.at(at));
                        return Tensor.of(Broadcasting.floatType(x), shape, patches);
                    })
                    .moved()
                    .contractionIf(!g.window().padding().same(), in -> {
                        int rank = in.get(0).shape().rank();
                        return g.windows(rank, rank - g.axes() + 1).where(Place.axis(rank - g.axes()), entry(g));
                    })
                    .vjp((dz, z, x) -> fold(g, dz, x))
                    .local("fold");
        }

        @Override
        public Work work() {
            return Work.PATCHES;
        }
    }

    /** Windows added up in images. */
    public record Fold(PoolGeometry g, List<Dim> size) implements OfWindows {
        @Override
        public OpRow row() {
            return g.row("fold", ones(g))
                    .key("size", size)
                    .shape(windows -> image(windows, size))
                    .value((in, sizes) -> {
                        Tensor windows = in.get(0);
                        List<Dim> known = Shape.of(size).resolve(sizes).dims();
                        Shape shape = image(windows.shape(), known);
                        Shape positions = g.positions(shape);
                        double[] x = new double[shape.entries()];
                        int results = resultSize(g, positions);
                        g.forEach(shape, positions, (at, tap, y) -> x[at] += windows.at(g.inPatches(tap, y, results)));
                        return Tensor.of(Broadcasting.floatType(windows), shape, x);
                    })
                    .adjoint(dz -> Pooling.patches(dz, g.kernel(), g.window()))
                    .added()
                    .local(say("patches"));
        }

        private Shape image(Shape windows, List<Dim> size) {
            int rank = windows.rank();
            if (rank <= g.axes() || size.size() != g.axes()) {
                throw new ShapeException("fold takes windows [..., h*w, H', W'] and the size [H, W] of the images");
            }
            Shape image = windows.slice(0, rank - g.axes() - 1).concat(Shape.of(size));
            Shape fitting = patchShape(g, g.positions(image));
            if (!fitting.sameShape(windows)) {
                throw new ShapeException(
                        "images of shape {0} have windows of shape {1}, not {2}, for the kernel {3}",
                        image, fitting, windows, g.kernel());
            }
            return image;
        }

        @Override
        public Work work() {
            return Work.FOLD;
        }
    }

    /** The largest entry of each window. */
    public record MaxPool(PoolGeometry g) implements OfWindows {
        @Override
        public OpRow row() {
            OpRow row = g.row("maxpool", g.kernel());
            // The zeros of a padding are no entries.
            return (g.window().padding().isNone() ? row.definition(in -> largest(in.get(0))) : row)
                    .shape(g::pooled)
                    .value(in -> {
                        Tensor x = in.get(0);
                        Shape shape = g.positions(x.shape());
                        double[] largest = new double[shape.entries()];
                        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
                        // Math.max lets a NaN through, and prefers 0.0 to -0.0.
                        g.forEach(x.shape(), shape, (at, tap, y) -> largest[y] = Math.max(largest[y], x.at(at)));
                        return Tensor.of(Broadcasting.floatType(x), shape, largest);
                    })
                    .vjp(this::toFirst)
                    .switches(in -> {
                        Node entries = Pooling.patches(in.get(0), g.kernel(), g.window());
                        return List.of(Switch.equal(entries, ExpandDims.insert(Node.of(this, in), entryAxis(g))));
                    })
                    .entries(EntryRule.CHOSEN)
                    .mask((mask, arg, z) -> {
                        Node counts = toEntries(g, mask.broadcastTo(z.shape()));
                        return Comparison.greater(fold(g, counts, z.input(0)), Node.constant(0));
                    })
                    .selecting()
                    .local(say("to the maximum"));
        }

        private Node largest(Node x) {
            Node entries = Pooling.patches(x, g.kernel(), g.window());
            return MaxMin.max(entries, Axes.of(entries, entryAxis(g)), false);
        }

        /**
         * The cotangent goes to the first entry, in row-major order, that is the maximum, as PyTorch has it; any split among
         * equal entries would be a subgradient. The zeros of the padding are no entries.
         *
         * @param dz the cotangent
         * @param z the result
         * @param x the images
         */
        public Node toFirst(Node dz, Node z, Node x) {
            Node entries = Pooling.patches(x, g.kernel(), g.window());
            Node winners = Comparison.equal(entries, ExpandDims.insert(z, entryAxis(g)));
            if (!g.window().padding().isNone()) {
                winners = winners.times(inside(g, x));
            }
            Node first = winners.times(Comparison.equal(Cumulative.cumsum(winners, entryAxis(g)), Node.constant(1)));
            return fold(g, first.times(ExpandDims.insert(dz, entryAxis(g))), x);
        }

        @Override
        public Work work() {
            return Work.MAX;
        }
    }

    /** The mean of each window. */
    public record AvgPool(PoolGeometry g, boolean countPadding) implements RowOp {
        @Override
        public OpRow row() {
            return g.row("avgpool", g.kernel())
                    .key("count_include_pad", countPadding, true)
                    .shape(g::pooled)
                    .value(in -> {
                        Tensor x = in.get(0);
                        Shape shape = g.positions(x.shape());
                        double[] sums = new double[shape.entries()];
                        int[] counts = new int[sums.length];
                        g.forEach(x.shape(), shape, (at, tap, y) -> {
                            sums[y] += x.at(at);
                            counts[y]++;
                        });
                        return Tensor.fill(
                                Broadcasting.floatType(x), shape, y -> sums[y] / (countPadding ? g.taps() : counts[y]));
                    })
                    .added()
                    .contractionIf(isFixed() && !g.window().padding().same(), in -> {
                        int rank = in.get(0).shape().rank();
                        return g.windows(rank, rank - g.axes()).over(Dim.of(g.taps()));
                    })
                    .vjp((dz, z, x) -> {
                        Node share = isFixed()
                                ? dz.over(g.taps())
                                : dz.over(inside(g, x).sum(0));
                        return fold(g, toEntries(g, share), x);
                    })
                    .local(say("spread over the window"));
        }

        /** Whether every mean is over as many entries. */
        private boolean isFixed() {
            return countPadding || g.window().padding().isNone();
        }
    }
}
