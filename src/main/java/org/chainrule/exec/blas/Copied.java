package org.chainrule.exec.blas;

import static org.chainrule.exec.blas.OpenBlas.ROWS_FIRST;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.chainrule.exec.blas.OpenBlas.Multiplication;

/** Through memory outside the heap, which each thread keeps. */
final class Copied {
    private static final ThreadLocal<ByteBuffer[]> ROOMS = ThreadLocal.withInitial(() -> new ByteBuffer[3]);

    private Copied() {}

    static Multiplication of(boolean single, MethodHandles.Lookup lookup, Class<?> functions)
            throws ReflectiveOperationException {
        Class<?> pointer = single ? FloatBuffer.class : DoubleBuffer.class;
        MethodHandle gemm = OpenBlas.function(lookup, functions, single, pointer);
        return single
                ? (p, a, b, c, co) -> {
                    FloatBuffer left = floats(0, a.count())
                            .put((float[]) a.array(), a.from(), a.count())
                            .flip();
                    FloatBuffer right = floats(1, b.count())
                            .put((float[]) b.array(), b.from(), b.count())
                            .flip();
                    FloatBuffer result = floats(2, p.m() * p.n());
                    gemm.invokeExact(
                            ROWS_FIRST,
                            a.operation(),
                            b.operation(),
                            p.m(),
                            p.n(),
                            p.k(),
                            1f,
                            left,
                            a.distance(),
                            right,
                            b.distance(),
                            0f,
                            result,
                            p.n());
                    result.get((float[]) c, co, p.m() * p.n());
                }
                : (p, a, b, c, co) -> {
                    DoubleBuffer left = doubles(0, a.count())
                            .put((double[]) a.array(), a.from(), a.count())
                            .flip();
                    DoubleBuffer right = doubles(1, b.count())
                            .put((double[]) b.array(), b.from(), b.count())
                            .flip();
                    DoubleBuffer result = doubles(2, p.m() * p.n());
                    gemm.invokeExact(
                            ROWS_FIRST,
                            a.operation(),
                            b.operation(),
                            p.m(),
                            p.n(),
                            p.k(),
                            1d,
                            left,
                            a.distance(),
                            right,
                            b.distance(),
                            0d,
                            result,
                            p.n());
                    result.get((double[]) c, co, p.m() * p.n());
                };
    }

    private static FloatBuffer floats(int which, int count) {
        return room(which, Float.BYTES * count).asFloatBuffer();
    }

    private static DoubleBuffer doubles(int which, int count) {
        return room(which, Double.BYTES * count).asDoubleBuffer();
    }

    private static ByteBuffer room(int which, int bytes) {
        ByteBuffer[] rooms = ROOMS.get();
        if (rooms[which] == null || rooms[which].capacity() < bytes) {
            rooms[which] = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        return rooms[which];
    }
}
