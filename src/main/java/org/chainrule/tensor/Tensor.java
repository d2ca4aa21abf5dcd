package org.chainrule.tensor;

import static org.chainrule.message.Message.say;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.chainrule.error.ChainruleException;

/**
 * A dense block of numbers in row-major order: the last axis varies fastest. Immutable; ranks 0 to
 * {@value Shape#MAX_RANK}, and any size may be 0.
 */
public final class Tensor {
    /** Reads or computes the entry at a multi-index, one number an axis. */
    @FunctionalInterface
    public interface ByIndex {
        /** The entry at {@code index}; the array is reused between calls and must not be kept. */
        double at(int[] index);
    }

    private static final int HASHED = 1 << 12;

    private final DType dtype;
    private final Shape shape;
    private final int count;
    /** A double[], float[] or long[], by dtype; or whole numbers from 0 to 255 as a byte[], for any dtype. */
    private final Object data;

    private Tensor(DType dtype, Shape shape, int count, Object data) {
        this.dtype = dtype;
        this.shape = shape;
        this.count = count;
        this.data = data;
    }

    /** A scalar, float64. */
    public static Tensor scalar(double value) {
        return new Tensor(DType.F64, Shape.SCALAR, 1, new double[] {value});
    }

    /** A vector, float64. */
    public static Tensor of(double... values) {
        return of(Shape.of(values.length), values);
    }

    /**
     * A matrix from its rows, float64.
     *
     * @throws ShapeException when the rows differ in length
     */
    public static Tensor of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new ShapeException(
                        "row {0} has {1} entries, row 0 has {2}: rows must be equal", i, rows[i].length, columns);
            }
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return wrap(Shape.of(rows.length, columns), flat);
    }

    /**
     * A float64 tensor from its entries in row-major order.
     *
     * @param values copied
     * @throws ShapeException when their number is not that of the shape
     */
    public static Tensor of(Shape shape, double... values) {
        return wrap(shape, values.clone());
    }

    /** A tensor of a given type; values are rounded to it. */
    public static Tensor of(DType dtype, Shape shape, double... values) {
        return of(shape, values).as(dtype);
    }

    /**
     * An index tensor from its entries in row-major order.
     *
     * @param values copied
     */
    public static Tensor ofLongs(Shape shape, long... values) {
        return new Tensor(DType.I64, shape, checkedCount(shape, values.length), values.clone());
    }

    /**
     * A float32 tensor from its entries in row-major order.
     *
     * @param values copied
     */
    public static Tensor ofFloats(Shape shape, float... values) {
        return new Tensor(DType.F32, shape, checkedCount(shape, values.length), values.clone());
    }

    /**
     * A float32 tensor of whole numbers from 0 to 255, such as the grey of pixels, kept as the bytes they are: in any type they take
     * no more room than that.
     *
     * @param values unsigned, in row-major order, copied
     */
    public static Tensor ofBytes(Shape shape, byte... values) {
        return owning(DType.F32, shape, values.clone());
    }

    private static Tensor wrap(Shape shape, double[] values) {
        return new Tensor(DType.F64, shape, checkedCount(shape, values.length), values);
    }

    private static int checkedCount(Shape shape, int given) {
        int count = shape.entries();
        if (count != given) {
            throw new ShapeException("the shape {0} holds {1} entries; {2} were given", shape, count, given);
        }
        return count;
    }

    /** All zeros, float64. */
    public static Tensor zeros(long... sizes) {
        return fill(DType.F64, Shape.of(sizes), i -> 0);
    }

    /** All ones, float64. */
    public static Tensor ones(long... sizes) {
        return fill(DType.F64, Shape.of(sizes), i -> 1);
    }

    /** One value everywhere. */
    public static Tensor full(DType dtype, Shape shape, double value) {
        return fill(dtype, shape, i -> value);
    }

    /**
     * Zeros for the entries of a shape, in row-major order, to be filled in.
     *
     * @throws ChainruleException when there are more than a tensor can hold, or than fit into memory
     */
    public static double[] room(Shape shape) {
        try {
            return new double[shape.entries()];
        } catch (OutOfMemoryError e) {
            throw noRoom(shape, e);
        }
    }

    private static ChainruleException noRoom(Shape shape, OutOfMemoryError e) {
        return new ChainruleException(
                say("a tensor of shape {0} does not fit into memory: give Java more with -Xmx", shape), e);
    }

    /** A tensor computed entry by entry from the row-major position. */
    public static Tensor fill(DType dtype, Shape shape, IntToDoubleFunction entry) {
        int count = shape.entries();
        try {
            switch (dtype) {
                case F64 -> {
                    double[] values = new double[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = entry.applyAsDouble(i);
                    }
                    return new Tensor(dtype, shape, count, values);
                }
                case F32 -> {
                    float[] values = new float[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = (float) entry.applyAsDouble(i);
                    }
                    return new Tensor(dtype, shape, count, values);
                }
                default -> {
                    long[] values = new long[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = whole(entry.applyAsDouble(i));
                    }
                    return new Tensor(dtype, shape, count, values);
                }
            }
        } catch (OutOfMemoryError e) {
            throw noRoom(shape, e);
        }
    }

    /** A tensor computed entry by entry from the multi-index. */
    public static Tensor generate(DType dtype, Shape shape, ByIndex entry) {
        int rank = shape.rank();
        int[] index = new int[rank];
        int[] extents = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            extents[axis] = shape.extent(axis);
        }
        return fill(dtype, shape, position -> {
            double value = entry.at(index);
            for (int axis = rank - 1; axis >= 0; axis--) {
                if (++index[axis] < extents[axis]) {
                    break;
                }
                index[axis] = 0;
            }
            return value;
        });
    }

    private static long whole(double value) {
        if (Math.abs(value) > 1L << 53 && !Double.isInfinite(value)) {
            throw new ChainruleException(
                    "the value {0} is too large for a whole number: they are exact up to 9007199254740992 (2^53)",
                    value);
        }
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            throw new ChainruleException("the value {0} is not a whole number, and an index must be one", value);
        }
        return (long) value;
    }

    /** The type of the entries. */
    public DType dtype() {
        return dtype;
    }

    /** The sizes, all known. */
    public Shape shape() {
        return shape;
    }

    /** The number of axes. */
    public int rank() {
        return shape.rank();
    }

    /** The number of entries. */
    public int count() {
        return count;
    }

    /**
     * The entry at a row-major position.
     *
     * @param position 0 to {@link #count()}-1
     */
    public double at(int position) {
        return Entries.at(data, position);
    }

    /**
     * The entry at a multi-index.
     *
     * @param index one number an axis, each from 0
     */
    public double get(int... index) {
        return at(position(index));
    }

    /** The row-major position of a multi-index. */
    public int position(int... index) {
        int rank = shape.rank();
        if (index.length != rank) {
            throw new ShapeException("an index of {0} numbers cannot pick from the shape {1}", index.length, shape);
        }
        int position = 0;
        for (int axis = 0; axis < rank; axis++) {
            int extent = shape.extent(axis);
            if (index[axis] < 0 || index[axis] >= extent) {
                throw new ShapeException("index {0} is outside the shape {1}", Arrays.toString(index), shape);
            }
            position = position * extent + index[axis];
        }
        return position;
    }

    /**
     * The only entry.
     *
     * @throws ShapeException when there is not exactly one
     */
    public double item() {
        if (count != 1) {
            throw new ShapeException("a tensor of shape {0} is not a single number", shape);
        }
        return at(0);
    }

    /**
     * The entry at a row-major position as a whole number.
     *
     * @throws ChainruleException when it is not whole
     */
    public long wholeAt(int position) {
        return data instanceof long[] values ? values[position] : whole(at(position));
    }

    /** A copy of the entries in row-major order. */
    public double[] toArray() {
        if (data instanceof double[] values) {
            return values.clone();
        }
        double[] values = new double[count];
        copyInto(values);
        return values;
    }

    /** Copies the entries in row-major order to the beginning of an array. */
    public void copyInto(double[] target) {
        Entries.copy(data, count, target);
    }

    /** Copies the entries, rounded to float32, in row-major order to the beginning of an array. */
    public void copyInto(float[] target) {
        Entries.copy(data, count, target);
    }

    /**
     * A copy of a matrix as an array of its rows.
     *
     * @throws ShapeException when it is no matrix
     */
    public double[][] toRows() {
        if (rank() != 2) {
            throw new ShapeException("a tensor of shape {0} has no rows: only a matrix has", shape);
        }
        return (double[][]) toNestedArray();
    }

    /**
     * A copy as an array of arrays of numbers, as deep as there are axes: a {@link Double} for a scalar, a {@code double[]} for a
     * vector, a {@code double[][]} for a matrix, a {@code double[][][]} for three axes.
     */
    public Object toNestedArray() {
        if (rank() == 0) {
            return item();
        }
        int[] sizes = new int[rank()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = shape.extent(axis);
        }
        Object nested = Array.newInstance(double.class, sizes);
        int[] index = new int[sizes.length];
        for (int i = 0; i < count; i++) {
            Object row = nested;
            for (int axis = 0; axis < sizes.length - 1; axis++) {
                row = Array.get(row, index[axis]);
            }
            ((double[]) row)[index[sizes.length - 1]] = at(i);
            for (int axis = sizes.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return nested;
    }

    /** The same entries in another type, rounded to it. */
    public Tensor as(DType type) {
        if (type == dtype) {
            return this;
        }
        if (data instanceof byte[]) {
            return new Tensor(type, shape, count, data);
        }
        if (type == DType.F64) {
            double[] values = room(shape);
            copyInto(values);
            return new Tensor(type, shape, count, values);
        }
        return fill(type, shape, this::at);
    }

    /** The array of the entries itself, for who does not change it. */
    Object data() {
        return data;
    }

    /** A tensor of an array of its own. */
    static Tensor owning(DType dtype, Shape shape, Object data) {
        return new Tensor(dtype, shape, checkedCount(shape, Array.getLength(data)), data);
    }

    /**
     * The same entries under another shape.
     *
     * @throws ShapeException when the number of entries differs
     */
    public Tensor reshape(Shape to) {
        if (to.entries() != count) {
            throw new ShapeException(
                    "cannot reshape {0} ({1} entries) to {2} ({3} entries)", shape, count, to, to.entries());
        }
        return new Tensor(dtype, to, count, data);
    }

    /** True when no entry is NaN or infinite. */
    public boolean isFinite() {
        return Entries.isFinite(data, count);
    }

    /** Equal type, shape and entries, bit by bit: NaN equals NaN, and 0.0 differs from -0.0. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Tensor that
                        && dtype == that.dtype
                        && shape.equals(that.shape)
                        && Entries.equal(data, that.data, count));
    }

    /** Of a large tensor some entries are enough to tell it from others. */
    @Override
    public int hashCode() {
        int values = 0;
        int step = 1 + count / HASHED;
        for (int i = 0; i < count; i += step) {
            values = 31 * values + Double.hashCode(at(i));
        }
        return 31 * shape.hashCode() + values;
    }

    /** The entries as nested lists, long ones shortened: {@code [[1, 2], [3, 4]]}. */
    @Override
    public String toString() {
        return TensorText.shortened(this);
    }
}
