package org.chainrule.exec.kernel;

import java.util.concurrent.locks.LockSupport;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of matrix products on the Vector API: twelve vectors of the result stay in registers. With sixteen, the method is larger than {@link Apart} allows. */
final class FloatTiles {
    /** The rows of a tile. */
    static final int ROWS = 6;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    // What it takes until the compiler has a look at a method with a loop, and how fast it is then.
    private static final int CALLS = 640;
    private static final int DEPTH = 32;
    private static final long FAST = 20_000;
    private static final int PATIENCE = 2_000;

    private static boolean warm;

    private FloatTiles() {}

    /**
     * Has them compiled before they are used: interpreted, each vector is an object, and the first product would take a
     * second.
     */
    static synchronized void warmUp() {
        if (warm) {
            return;
        }
        warm = true;
        float[] room = new float[DEPTH * (ROWS + 2 * L)];
        float[] c = new float[ROWS * 2 * L];
        for (int i = 0; i < CALLS; i++) {
            tile(DEPTH, room, 0, ROWS, room, DEPTH * ROWS, 2 * L, c, 0, 2 * L, c, 0, 2 * L);
        }
        for (int i = 0; i < PATIENCE; i++) {
            long start = System.nanoTime();
            tile(DEPTH, room, 0, ROWS, room, DEPTH * ROWS, 2 * L, c, 0, 2 * L, c, 0, 2 * L);
            if (System.nanoTime() - start < FAST) {
                return;
            }
            LockSupport.parkNanos(FAST * 100);
        }
    }

    /**
     * Adds one tile of a product to what lies at {@code fo}, in rows {@code ldf} apart, and writes it to {@code co}. Both matrices may be packed or lie as they
     * are. There is one such method, since the compiler takes long for it.
     */
    static void tile(
            int inner,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            float[] from,
            int fo,
            int ldf,
            float[] c,
            int co,
            int ldc) {
        FloatVector c00 = FloatVector.fromArray(S, from, fo);
        FloatVector c01 = FloatVector.fromArray(S, from, fo + L);
        FloatVector c10 = FloatVector.fromArray(S, from, fo + ldf);
        FloatVector c11 = FloatVector.fromArray(S, from, fo + ldf + L);
        FloatVector c20 = FloatVector.fromArray(S, from, fo + 2 * ldf);
        FloatVector c21 = FloatVector.fromArray(S, from, fo + 2 * ldf + L);
        FloatVector c30 = FloatVector.fromArray(S, from, fo + 3 * ldf);
        FloatVector c31 = FloatVector.fromArray(S, from, fo + 3 * ldf + L);
        FloatVector c40 = FloatVector.fromArray(S, from, fo + 4 * ldf);
        FloatVector c41 = FloatVector.fromArray(S, from, fo + 4 * ldf + L);
        FloatVector c50 = FloatVector.fromArray(S, from, fo + 5 * ldf);
        FloatVector c51 = FloatVector.fromArray(S, from, fo + 5 * ldf + L);
        // Without a counter of its own, which takes the compiler a cycle of thirteen.
        for (int at = ao, bt = bo, end = ao + inner * aStep; at != end; at += aStep, bt += bStep) {
            FloatVector b0 = FloatVector.fromArray(S, b, bt);
            FloatVector b1 = FloatVector.fromArray(S, b, bt + L);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[at + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[at + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[at + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[at + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[at + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + L);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + L);
    }

    /** Products of four rows with two, lane by lane: eight vectors, which go into {@code room}. */
    static void dots(
            int count, float[] a, int a0, int a1, int a2, int a3, float[] b, int b0, int b1, float[] room, int at) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        for (int k = 0; k < count; k += L) {
            FloatVector x = FloatVector.fromArray(S, b, b0 + k);
            FloatVector y = FloatVector.fromArray(S, b, b1 + k);
            FloatVector v0 = FloatVector.fromArray(S, a, a0 + k);
            c00 = v0.fma(x, c00);
            c01 = v0.fma(y, c01);
            FloatVector v1 = FloatVector.fromArray(S, a, a1 + k);
            c10 = v1.fma(x, c10);
            c11 = v1.fma(y, c11);
            FloatVector v2 = FloatVector.fromArray(S, a, a2 + k);
            c20 = v2.fma(x, c20);
            c21 = v2.fma(y, c21);
            FloatVector v3 = FloatVector.fromArray(S, a, a3 + k);
            c30 = v3.fma(x, c30);
            c31 = v3.fma(y, c31);
        }
        c00.intoArray(room, at);
        c01.intoArray(room, at + L);
        c10.intoArray(room, at + 2 * L);
        c11.intoArray(room, at + 3 * L);
        c20.intoArray(room, at + 4 * L);
        c21.intoArray(room, at + 5 * L);
        c30.intoArray(room, at + 6 * L);
        c31.intoArray(room, at + 7 * L);
    }
}
