package org.chainrule.tensor;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.message.Message;

/**
 * The sizes of a tensor, outermost first; {@code []} is a scalar. At most {@value #MAX_RANK} axes. Immutable.
 *
 * <p>Axes count from 0; negative axes count from the end, as in numpy.
 */
public final class Shape {
    /** The most axes a tensor may have. */
    public static final int MAX_RANK = 8;

    /** The shape of a scalar. */
    public static final Shape SCALAR = new Shape(List.of());

    private final List<Dim> dims;

    private Shape(List<Dim> dims) {
        if (dims.size() > MAX_RANK) {
            throw new ShapeException("a tensor has at most {0} axes; {1} has {2}", MAX_RANK, text(dims), dims.size());
        }
        dims.forEach(Dim::asAxis);
        this.dims = dims;
    }

    /** A shape of fixed or named sizes. */
    public static Shape of(List<Dim> dims) {
        return dims.isEmpty() ? SCALAR : new Shape(List.copyOf(dims));
    }

    /** A shape of fixed or named sizes. */
    public static Shape of(Dim... dims) {
        return of(List.of(dims));
    }

    /** A shape of fixed sizes, each at least 0. */
    public static Shape of(long... sizes) {
        return of(Arrays.stream(sizes).mapToObj(Dim::of).toList());
    }

    /** The number of axes, 0 to {@value #MAX_RANK}. */
    public int rank() {
        return dims.size();
    }

    /** The sizes, outermost first. */
    public List<Dim> dims() {
        return dims;
    }

    /**
     * The size along one axis.
     *
     * @param axis negative counts from the end
     */
    public Dim dim(int axis) {
        return dims.get(axis(axis));
    }

    /**
     * The size along one axis as a number.
     *
     * @throws ShapeException when it is free, or more than an array can hold
     */
    public int extent(int axis) {
        long size = dim(axis).size();
        if (size > Integer.MAX_VALUE) {
            throw new ShapeException("the shape {0} is too large", this);
        }
        return (int) size;
    }

    /**
     * Where an entry stands along each axis, from 0.
     *
     * @param position its row-major position
     * @throws ShapeException when a size is free
     */
    public int[] index(int position) {
        int[] index = new int[rank()];
        int rest = position;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % extent(axis);
            rest /= extent(axis);
        }
        return index;
    }

    /**
     * The axis counted from the front.
     *
     * @param axis negative counts from the end
     * @throws ShapeException when there is no such axis
     */
    public int axis(int axis) {
        int rank = rank();
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(
                    rank == 0
                            ? say("there is no axis {0} in the shape {1}: a scalar has no axes", axis, this)
                            : say(
                                    "there is no axis {0} in the shape {1}: its axes are 0 to {2}",
                                    axis, this, rank - 1));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** True when every size is known without a binding. */
    public boolean isKnown() {
        return dims.stream().allMatch(Dim::isKnown);
    }

    /** The number of entries, as a size. */
    public Dim count() {
        Dim count = Dim.ONE;
        for (Dim dim : dims) {
            count = count.times(dim);
        }
        return count;
    }

    /**
     * The number of entries of a known shape.
     *
     * @throws ShapeException when a size is free, or there are more than 2<sup>31</sup>-1 entries
     */
    public int entries() {
        long count = 1;
        for (Dim dim : dims) {
            long size = dim.size();
            if (size == 0) {
                return 0;
            }
            if (count > Integer.MAX_VALUE / size) {
                throw new ShapeException(
                        "the shape {0} has more entries than a tensor can hold ({1})", this, Integer.MAX_VALUE);
            }
            count *= size;
        }
        return (int) count;
    }

    /** The shape of one run: every size a number. */
    public Shape resolve(Sizes sizes) {
        for (Dim dim : dims) {
            if (!dim.isNumber()) {
                return of(dims.stream().map(d -> Dim.of(d.resolve(sizes))).toList());
            }
        }
        return this;
    }

    /** This shape with {@code dim} in place of the size along {@code axis}. */
    public Shape with(int axis, Dim dim) {
        List<Dim> changed = new ArrayList<>(dims);
        changed.set(axis(axis), dim);
        return of(changed);
    }

    /** This shape without one axis. */
    public Shape without(int axis) {
        List<Dim> changed = new ArrayList<>(dims);
        changed.remove(axis(axis));
        return of(changed);
    }

    /** The axes from {@code from} (inclusive) to {@code to} (exclusive) as a shape of their own. */
    public Shape slice(int from, int to) {
        return of(dims.subList(from, to));
    }

    /** This shape followed by another. */
    public Shape concat(Shape other) {
        List<Dim> all = new ArrayList<>(dims);
        all.addAll(other.dims);
        return of(all);
    }

    /** True when both shapes agree whatever the free names stand for. */
    public boolean sameShape(Shape other) {
        if (this == other) {
            return true;
        }
        if (rank() != other.rank()) {
            return false;
        }
        for (int i = 0; i < rank(); i++) {
            if (!dims.get(i).sameSize(other.dims.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The shape two operands have together by numpy's rule: shapes are aligned at the end, and a size 1 stretches.
     *
     * @throws ShapeException when two sizes differ and neither is 1
     */
    public static Shape broadcast(Shape a, Shape b) {
        if (a.sameShape(b)) {
            return preferNamed(a, b);
        }
        int rank = Math.max(a.rank(), b.rank());
        List<Dim> dims = new ArrayList<>(rank);
        for (int i = -rank; i < 0; i++) {
            Dim p = i < -a.rank() ? Dim.ONE : a.dim(i);
            Dim q = i < -b.rank() ? Dim.ONE : b.dim(i);
            if (p.sameSize(q)) {
                dims.add(p.isNumber() ? q : p);
            } else if (p.isOne()) {
                dims.add(q);
            } else if (q.isOne()) {
                dims.add(p);
            } else {
                throw new ShapeException(
                        "sizes {0} and {1} differ on axis {2}, and neither is 1{3}", p, q, i, hint(a, b));
            }
        }
        return of(dims);
    }

    /** A vector where a column is meant, or a bias of channels: what has fewer axes counts as the last of the other's. */
    private static Message hint(Shape a, Shape b) {
        Shape small = a.rank() < b.rank() ? a : b;
        Shape large = small == a ? b : a;
        List<Dim> dims = new ArrayList<>(small.dims);
        for (int first = large.rank() - small.rank() - 1; first >= 0 && small.rank() > 0; first--) {
            dims.add(Dim.ONE);
            if (stretches(small, large, first)) {
                return say("; {0} would fit as {1}", small, of(dims));
            }
        }
        return Message.NONE;
    }

    /** Whether each size is 1 or that of the other, from an axis of the other on. */
    private static boolean stretches(Shape small, Shape large, int first) {
        for (int i = 0; i < small.rank(); i++) {
            if (!small.dim(i).isOne() && !small.dim(i).sameSize(large.dim(first + i))) {
                return false;
            }
        }
        return true;
    }

    private static Shape preferNamed(Shape a, Shape b) {
        return a.dims.stream().noneMatch(Dim::isNumber) ? a : b.dims.stream().noneMatch(Dim::isNumber) ? b : a;
    }

    private static String text(List<Dim> dims) {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Shape that && dims.equals(that.dims));
    }

    @Override
    public int hashCode() {
        return dims.hashCode();
    }

    /** The sizes in brackets: {@code [3, m]}. */
    @Override
    public String toString() {
        return text(dims);
    }
}
