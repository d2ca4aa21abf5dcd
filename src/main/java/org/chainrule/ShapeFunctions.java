package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.UnitTensor;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Indexing;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Layout;
import org.chainrule.ops.Position;
import org.chainrule.ops.Positions;
import org.chainrule.ops.Sequences;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Subscript;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * Shapes, parts of tensors, and entries by their positions. A size is a number, a name such as {@code "m"} that a run
 * decides, or a {@link Dim}; a negative axis counts from the end. They are reached through {@link Chainrule}.
 */
public abstract class ShapeFunctions extends TensorFunctions {
    /** Only static methods. */
    ShapeFunctions() {}

    /**
     * A shape of numbers, names and sizes; a {@link Shape} or an array of numbers stands for its sizes.
     *
     * @throws ChainruleException when something else is given
     */
    public static Shape shape(Object... sizes) {
        List<Dim> dims = new ArrayList<>();
        for (Object size : sizes) {
            if (size instanceof Shape shape) {
                dims.addAll(shape.dims());
            } else if (size instanceof int[] numbers) {
                Arrays.stream(numbers).forEach(number -> dims.add(Dim.of(number)));
            } else {
                dims.add(dim(size));
            }
        }
        return Shape.of(dims);
    }

    /** Zeros of a shape. */
    public static Node zeros(Object... sizes) {
        return Fill.with(0, shape(sizes));
    }

    /** Ones of a shape. */
    public static Node ones(Object... sizes) {
        return Fill.with(1, shape(sizes));
    }

    /** One number everywhere, of a shape: {@code full(0.5, 2, "m")}. */
    public static Node full(double value, Object... sizes) {
        return Fill.with(value, shape(sizes));
    }

    /**
     * Zeros with a single 1: the seed of one row of a Jacobian.
     *
     * @param position of the 1 in row-major order, from 0
     * @param sizes all known
     * @throws ShapeException when the shape has no such position
     */
    public static Node unit(int position, Object... sizes) {
        return UnitTensor.at(shape(sizes), position);
    }

    /**
     * The same entries in row-major order under another shape: {@code reshape(x, 3, -1)}.
     *
     * @param sizes of the result; one may be -1, what the others leave for it
     * @throws ChainruleException when the number of entries is another; it gives both shapes
     */
    public static Node reshape(Node x, Object... sizes) {
        List<Arg> items = new ArrayList<>();
        for (Object size : sizes) {
            if (size instanceof Integer number && number == -1) {
                items.add(new Arg.Num(-1));
            } else {
                shape(size).dims().forEach(dim -> items.add(new Arg.Size(dim)));
            }
        }
        return Catalogue.find("reshape").orElseThrow().call(List.of(new Arg.Value(x), new Arg.Items(items)), Map.of());
    }

    /** All entries in row-major order as a vector. */
    public static Node flatten(Node x) {
        return Layout.flatten(x);
    }

    /**
     * The axes in the order given, or all reversed: of a batch of matrices {@code transpose(x, 0, 2, 1)}.
     *
     * @throws ShapeException when an axis is missing, or named twice
     */
    public static Node transpose(Node x, int... axes) {
        return axes.length == 0 ? Transpose.reversed(x) : Transpose.permuted(x, axes);
    }

    /**
     * Stretched to a shape by broadcasting: an axis of size 1 is repeated, missing axes are added in front.
     *
     * @throws ShapeException when the shape cannot be reached so
     */
    public static Node broadcastTo(Node x, Object... sizes) {
        return Broadcast.to(x, shape(sizes));
    }

    /** Tensors side by side along an axis. */
    public static Node concat(int axis, Node... xs) {
        return Joining.concat(List.of(xs), axis);
    }

    /** Tensors of one shape side by side along a new axis. */
    public static Node stack(int axis, Node... xs) {
        return Joining.stack(List.of(xs), axis);
    }

    /** Axes of size 1 inserted at the positions named, counted in the result. */
    public static Node expandDims(Node x, int... axes) {
        return ExpandDims.insert(x, axes);
    }

    /** Without axes of size 1: those named, or all. */
    public static Node squeeze(Node x, int... axes) {
        return Squeeze.drop(x, axes);
    }

    /** Repeated along each axis. */
    public static Node tile(Node x, int... reps) {
        return Layout.tile(x, reps);
    }

    /** Back to front along the axes named, or all. */
    public static Node flip(Node x, int... axes) {
        return Layout.flip(x, axes);
    }

    /** Moved along an axis, what leaves coming back at the other end. */
    public static Node roll(Node x, int shift, int axis) {
        return Layout.roll(x, shift, axis);
    }

    /**
     * Moved along an axis; what leaves is lost.
     *
     * @param by how far, backwards with a negative number
     * @param fill stands where nothing has come
     * @return of the shape of {@code x}
     */
    public static Node shift(Node x, int axis, int by, double fill) {
        return Cumulative.shift(x, axis, by, fill);
    }

    /** With a border: widths are {before, after} for each axis. */
    public static Node pad(Node x, int[][] widths, double value) {
        return Layout.pad(x, widths, value);
    }

    /** The slices at the positions listed along an axis. */
    public static Node take(Node x, Node indices, int axis) {
        return Gathering.take(x, indices, axis);
    }

    /** Entry by entry along an axis: z[i, j] = x[i, index[i, j]] for axis 1. */
    public static Node gather(Node x, Node index, int axis) {
        return Gathering.gather(x, index, axis);
    }

    /** The rows of a table that the indices name. */
    public static Node embedding(Node table, Node indices) {
        return Gathering.embedding(table, indices);
    }

    /**
     * {@code x} with the slices of {@code src} added at the positions listed along an axis: the adjoint of take.
     *
     * @param indices a vector of positions; one that comes twice is added to twice
     * @param src of the shape of {@code x}, with as many slices along the axis as there are indices
     * @return of the shape of {@code x}
     * @throws ShapeException when {@code src} does not fit
     */
    public static Node indexAdd(Node x, Node indices, Node src, int axis) {
        return Gathering.indexAdd(x, indices, src, axis);
    }

    /**
     * {@code x} with every entry of {@code src} added along an axis: z[i, index[i, j]] += src[i, j] for axis 1; the adjoint
     * of gather.
     *
     * @param index positions, with as many axes as {@code x}
     * @param src at least as large as {@code index}; what it has beyond is left out
     * @return of the shape of {@code x}
     * @throws ShapeException when the shapes do not fit
     */
    public static Node scatterAdd(Node x, Node index, Node src, int axis) {
        return Gathering.scatterAdd(x, index, src, axis);
    }

    /**
     * Along an axis, entry k of the result is the entry of {@code x} at position index[k]: {@code takeAlong(x, argsort(x, 1), 1)}.
     *
     * @param index positions; its other sizes are those of {@code x}
     * @return of the shape of {@code index}
     * @throws ShapeException when the other sizes differ
     */
    public static Node takeAlong(Node x, Node index, int axis) {
        return Positions.takeAlong(x, index, axis);
    }

    /**
     * Along an axis, entry k of {@code x} is added at position index[k] to zeros: the adjoint of takeAlong.
     *
     * @param index positions, of the shape of {@code x}
     * @param size of that axis of the result
     * @throws ShapeException when the shapes differ
     */
    public static Node putAlong(Node x, Node index, Object size, int axis) {
        return Positions.putAlong(x, index, dim(size), axis);
    }

    /** One entry. */
    public static Node item(Node x, long... index) {
        return Indexing.item(x, index);
    }

    /** The positions from start to before stop along an axis, as {@link #slice(Node, int, int, int, int)} with step 1. */
    public static Node slice(Node x, int axis, int start, int stop) {
        return slice(x, axis, start, stop, 1);
    }

    /**
     * The positions start, start + step, … before stop along an axis, by Python's rules: negative numbers count from the
     * end, and what lies outside is cut off. For open ends see {@link #index}.
     *
     * @throws org.chainrule.ops.ArgumentException when the step is 0
     */
    public static Node slice(Node x, int axis, int start, int stop, int step) {
        return Slicing.slice(x, axis, Optional.of(Position.of(start)), Optional.of(Position.of(stop)), step);
    }

    /**
     * The entries of {@code x} at the positions start, start + step, … of an axis, zeros elsewhere: the adjoint of slice.
     *
     * @param size of that axis of the result
     */
    public static Node unslice(Node x, int axis, Object size, int start, int step) {
        return Slicing.unslice(x, x.shape().axis(axis), dim(size), Dim.of(start), step);
    }

    /** A part as in numpy: {@code index(X, Subscript.at(0), Subscript.range(1, 3))}. */
    public static Node index(Node x, Subscript... subscripts) {
        return Indexing.index(x, List.of(subscripts));
    }

    /** With a border of its own entries: mode is reflect, replicate or circular; widths are {before, after} for each axis. */
    public static Node pad(Node x, int[][] widths, String mode) {
        return Layout.pad(x, widths, mode);
    }

    /** Each entry several times, one after the other along an axis. */
    public static Node repeat(Node x, int repeats, int axis) {
        return Sequences.repeat(x, repeats, axis);
    }

    /** Each entry less the one before it along an axis, n times over. */
    public static Node diff(Node x, int n, int axis) {
        return Sequences.diff(x, n, axis);
    }

    /** Zeros of the shape of x. */
    public static Node zerosLike(Node x) {
        return Fill.zerosLike(x);
    }

    /** Ones of the shape of x. */
    public static Node onesLike(Node x) {
        return Fill.with(1, x.shape());
    }

    /** One number everywhere, of the shape of x. */
    public static Node fullLike(Node x, double value) {
        return Fill.with(value, x.shape());
    }

    /** The numbers start, start + step, … before stop. */
    public static Node arange(double start, double stop, double step) {
        return Sequences.arange(start, stop, step);
    }

    /** Numbers at equal distances, the first and the last given. */
    public static Node linspace(double start, double stop, int num) {
        return Sequences.linspace(start, stop, num);
    }
}
