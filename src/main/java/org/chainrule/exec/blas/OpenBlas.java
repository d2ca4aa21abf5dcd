package org.chainrule.exec.blas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.chainrule.exec.kernel.Blas;
import org.chainrule.exec.kernel.MatrixProduct;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS as {@code org.bytedeco:openblas} packs it, found by name, so that nothing here depends on it. On one thread: who shares
 * a product out has threads of his own, and the bits stay the same.
 *
 * <p>From Java 22 on it works on the arrays themselves. Before, they are copied to memory outside the heap and back, which takes
 * about what it is faster than the loops on the Vector API: it is used only where those are not.
 */
public final class OpenBlas implements Blas {
    /** A smaller product is done before the library has begun. */
    private static final long FEWEST_FLOPS = 20_000;

    private static final long FEWEST_FLOPS_COPIED = 100_000;

    private static final String FUNCTIONS = "org.bytedeco.openblas.global.openblas_nolapack";
    private static final String SETTINGS = "org.bytedeco.openblas.presets.openblas_nolapack";

    // As cblas.h has them.
    static final int ROWS_FIRST = 101;
    private static final int AS_IT_IS = 111;
    private static final int TRANSPOSED = 112;

    private final Multiplication multiplication;
    private final long fewest;

    /** How a product is handed over: {@code C = op(A) op(B)}, each matrix with the distance from one row to the next. */
    interface Multiplication {
        /** One product; the arrays are of one width. */
        void run(MatrixProduct p, Matrix a, Matrix b, Object c, int co) throws Throwable;
    }

    /**
     * A matrix as the library takes it.
     *
     * @param from where it begins in the array
     * @param count how many entries from there on it reaches
     * @param turned whether the rows of the array are its columns
     * @param distance from one row of the array to the next
     */
    record Matrix(Object array, int from, int count, boolean turned, int distance) {
        int operation() {
            return turned ? TRANSPOSED : AS_IT_IS;
        }
    }

    /**
     * Loads the library.
     *
     * @param single for float32
     * @param vector whether the loops that it competes with are on the Vector API
     * @throws ReflectiveOperationException where it is not on the class path
     * @throws LinkageError where it has nothing for this machine
     */
    public OpenBlas(boolean single, boolean vector) throws ReflectiveOperationException {
        boolean direct = Runtime.version().feature() >= 22;
        if (vector && !direct) {
            throw new ClassNotFoundException("not faster");
        }
        Class<?> functions = Class.forName(FUNCTIONS);
        Object library = Class.forName("org.bytedeco.javacpp.Loader")
                .getMethod("load", Class.class)
                .invoke(null, functions);
        Class.forName(SETTINGS).getMethod("blas_set_num_threads", int.class).invoke(null, 1);
        multiplication = direct
                ? OnHeap.of(single, library.toString())
                : Copied.of(single, MethodHandles.publicLookup(), functions);
        fewest = direct ? FEWEST_FLOPS : FEWEST_FLOPS_COPIED;
        check(single);
    }

    /** Whole numbers, of which every sum is exact, in all four layouts. */
    private void check(boolean single) {
        int n = 5;
        int k = 7;
        for (int layout = 0; layout < 4; layout++) {
            boolean left = layout % 2 == 1;
            boolean right = layout >= 2;
            MatrixProduct p = new MatrixProduct(n, n, k, left ? 1 : k, left ? n : 1, right ? 1 : n, right ? k : 1);
            Object a = single ? new float[n * k + 1] : new double[n * k + 1];
            Object b = single ? new float[n * k + 1] : new double[n * k + 1];
            Object c = single ? new float[n * n + 1] : new double[n * n + 1];
            for (int i = 1; i <= n * k; i++) {
                set(a, i, i % 4 - 1);
                set(b, i, i % 3 - 2);
            }
            product(p, a, 1, b, 1, c, 1);
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    double sum = 0;
                    for (int inner = 0; inner < k; inner++) {
                        sum += get(a, 1 + row * p.aRow() + inner * p.aColumn())
                                * get(b, 1 + inner * p.bRow() + column * p.bColumn());
                    }
                    if (get(c, 1 + row * n + column) != sum) {
                        throw new UnsatisfiedLinkError("wrong products");
                    }
                }
            }
        }
    }

    private static double get(Object array, int at) {
        return array instanceof float[] floats ? floats[at] : ((double[]) array)[at];
    }

    private static void set(Object array, int at, int value) {
        if (array instanceof float[] floats) {
            floats[at] = value;
        } else {
            ((double[]) array)[at] = value;
        }
    }

    @Override
    public String name() {
        return "OpenBLAS";
    }

    @Override
    public boolean suits(MatrixProduct p) {
        return p.flops() >= fewest && left(p, p, 0) != null && right(p, p, 0) != null;
    }

    @Override
    public void product(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co) {
        Matrix left = left(p, a, ao);
        Matrix right = right(p, b, bo);
        if (left == null || right == null) {
            throw new IllegalArgumentException("a layout that the library does not know");
        }
        try {
            multiplication.run(p, left, right, c, co);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Matrix left(MatrixProduct p, Object array, int from) {
        return matrix(array, from, p.m(), p.k(), p.aRow(), p.aColumn());
    }

    private static @Nullable Matrix right(MatrixProduct p, Object array, int from) {
        return matrix(array, from, p.k(), p.n(), p.bRow(), p.bColumn());
    }

    /** One of the two steps has to be 1. */
    private static @Nullable Matrix matrix(Object array, int from, int rows, int columns, int row, int column) {
        int count = 1 + (rows - 1) * row + (columns - 1) * column;
        if ((column == 1 || columns == 1) && (rows == 1 || row >= columns)) {
            return new Matrix(array, from, count, false, rows == 1 ? columns : row);
        }
        if ((row == 1 || rows == 1) && (columns == 1 || column >= rows)) {
            return new Matrix(array, from, count, true, columns == 1 ? rows : column);
        }
        return null;
    }

    /** The type of a function of {@code cblas}, with something in the place of its pointers. */
    static MethodType type(Class<?> number, Class<?>... pointer) {
        Class<?>[] sizes = {int.class, int.class, int.class, int.class, int.class, int.class};
        MethodType type = MethodType.methodType(void.class, sizes).appendParameterTypes(number);
        for (int matrix = 0; matrix < 3; matrix++) {
            type = type.appendParameterTypes(pointer).appendParameterTypes(int.class);
            type = matrix == 1 ? type.appendParameterTypes(number) : type;
        }
        return type;
    }

    static String function(boolean single) {
        return single ? "cblas_sgemm" : "cblas_dgemm";
    }

    static MethodHandle function(MethodHandles.Lookup lookup, Class<?> of, boolean single, Class<?> pointer)
            throws ReflectiveOperationException {
        return lookup.findStatic(of, function(single), type(single ? float.class : double.class, pointer));
    }
}
