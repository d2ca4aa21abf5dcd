package org.chainrule.exec.kernel;

import java.util.concurrent.locks.LockSupport;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of matrix products on the Vector API: twelve vectors of the result stay in registers. With sixteen, the method is larger than {@link Apart} allows. */
final class DoubleTiles {
    /** The rows of a tile. */
    static final int ROWS = 6;

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    // What it takes until the compiler has a look at a method with a loop, and how fast it is then.
    private static final int CALLS = 640;
    private static final int DEPTH = 32;
    private static final long FAST = 20_000;
    private static final int PATIENCE = 2_000;

    private static boolean warm;

    private DoubleTiles() {}

    /**
     * Has them compiled before they are used: interpreted, each vector is an object, and the first product would take a
     * second.
     */
    static synchronized void warmUp() {
        if (warm) {
            return;
        }
        warm = true;
        double[] room = new double[DEPTH * (ROWS + 2 * L)];
        double[] c = new double[ROWS * 2 * L];
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
            double[] a,
            int ao,
            int aStep,
            double[] b,
            int bo,
            int bStep,
            double[] from,
            int fo,
            int ldf,
            double[] c,
            int co,
            int ldc) {
        DoubleVector c00 = DoubleVector.fromArray(S, from, fo);
        DoubleVector c01 = DoubleVector.fromArray(S, from, fo + L);
        DoubleVector c10 = DoubleVector.fromArray(S, from, fo + ldf);
        DoubleVector c11 = DoubleVector.fromArray(S, from, fo + ldf + L);
        DoubleVector c20 = DoubleVector.fromArray(S, from, fo + 2 * ldf);
        DoubleVector c21 = DoubleVector.fromArray(S, from, fo + 2 * ldf + L);
        DoubleVector c30 = DoubleVector.fromArray(S, from, fo + 3 * ldf);
        DoubleVector c31 = DoubleVector.fromArray(S, from, fo + 3 * ldf + L);
        DoubleVector c40 = DoubleVector.fromArray(S, from, fo + 4 * ldf);
        DoubleVector c41 = DoubleVector.fromArray(S, from, fo + 4 * ldf + L);
        DoubleVector c50 = DoubleVector.fromArray(S, from, fo + 5 * ldf);
        DoubleVector c51 = DoubleVector.fromArray(S, from, fo + 5 * ldf + L);
        // Without a counter of its own, which takes the compiler a cycle of thirteen.
        for (int at = ao, bt = bo, end = ao + inner * aStep; at != end; at += aStep, bt += bStep) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bt);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bt + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[at + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[at + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[at + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            DoubleVector a4 = DoubleVector.broadcast(S, a[at + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[at + 5]);
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
            int count, double[] a, int a0, int a1, int a2, int a3, double[] b, int b0, int b1, double[] room, int at) {
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        for (int k = 0; k < count; k += L) {
            DoubleVector x = DoubleVector.fromArray(S, b, b0 + k);
            DoubleVector y = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector v0 = DoubleVector.fromArray(S, a, a0 + k);
            c00 = v0.fma(x, c00);
            c01 = v0.fma(y, c01);
            DoubleVector v1 = DoubleVector.fromArray(S, a, a1 + k);
            c10 = v1.fma(x, c10);
            c11 = v1.fma(y, c11);
            DoubleVector v2 = DoubleVector.fromArray(S, a, a2 + k);
            c20 = v2.fma(x, c20);
            c21 = v2.fma(y, c21);
            DoubleVector v3 = DoubleVector.fromArray(S, a, a3 + k);
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
