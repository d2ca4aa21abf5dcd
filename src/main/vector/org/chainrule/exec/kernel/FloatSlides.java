package org.chainrule.exec.kernel;

import java.lang.invoke.MethodHandles;
import java.util.concurrent.locks.LockSupport;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.chainrule.exec.kernel.ArrayKernels.Slides;

/** Windows that slide over an image, and the way back to their weights: sixteen vectors stay in registers, and no more are used in a method than {@link Apart} tells of. */
final class FloatSlides {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    /** So many results are made at once. */
    private static final int ROWS = 8;

    // As for the tiles of products.
    private static final int CALLS = 640;
    private static final int DEPTH = 32;
    private static final long FAST = 20_000;
    private static final int PATIENCE = 2_000;

    private static final Apart STRIPS =
            Apart.of(MethodHandles.lookup(), float[].class, FloatSlides.class, FloatTwins.class, "strip", "stripBack");

    private static boolean warmSlide;
    private static boolean warmBack;

    private FloatSlides() {}

    /** See {@link ArrayKernels#slide}. */
    static void slide(Slides slides, float[] w, float[] x, int xo, float[] z, int zo) {
        int[] runs = slides.runs();
        int taps = slides.offsets().length;
        for (int o = 0; o < slides.results(); o += ROWS) {
            int rows = Math.min(ROWS, slides.results() - o);
            for (int r = 0; r < runs.length; r += 3) {
                int count = runs[r + 1];
                int second = Math.min(L, count - L);
                for (int i = 0; i < count; i += 2 * L) {
                    // What is left over at the end goes through whole vectors, and some of it twice.
                    int from = Math.max(0, Math.min(i, count - 2 * L));
                    int image = xo + runs[r + 2] + from;
                    int to = zo + o * slides.positions() + runs[r] + from;
                    try {
                        STRIPS.at(0)
                                .invokeExact(
                                        slides.offsets(),
                                        w,
                                        o * taps,
                                        taps,
                                        x,
                                        image,
                                        second,
                                        z,
                                        to,
                                        slides.positions(),
                                        rows);
                    } catch (Throwable e) {
                        throw Apart.failed(e);
                    }
                }
            }
        }
    }

    /** See {@link ArrayKernels#slideBack}. */
    static void slideBack(Slides slides, float[] y, int yo, float[] x, int xo, float[] z, float[] room) {
        int[] offsets = slides.offsets();
        int taps = offsets.length;
        int each = slides.positions();
        for (int o = 0; o < slides.results(); o += ROWS) {
            int rows = Math.min(ROWS, slides.results() - o);
            for (int tap = 0; tap < taps; tap += 2) {
                int wide = Math.min(2, taps - tap);
                int first = xo + offsets[tap];
                int second = xo + offsets[tap + wide - 1];
                try {
                    STRIPS.at(1).invokeExact(slides.runs(), y, yo + o * each, each, x, first, second, room, 0, rows);
                } catch (Throwable e) {
                    throw Apart.failed(e);
                }
                add(room, rows, wide, z, o * taps + tap, taps);
            }
        }
    }

    /** Adds up the lanes of a tile, each sum to an entry. */
    private static void add(float[] room, int rows, int wide, float[] z, int zo, int zRow) {
        for (int r = 0; r < rows; r++) {
            for (int q = 0; q < wide; q++) {
                float sum = 0;
                for (int l = 0, at = (2 * r + q) * L; l < L; l++) {
                    sum += room[at + l];
                }
                z[zo + r * zRow + q] += sum;
            }
        }
    }

    /** Has tiles of {@link #slide} compiled before they are used. */
    static synchronized void warmUp() {
        if (warmSlide) {
            return;
        }
        warmSlide = true;
        float[] room = new float[DEPTH + ROWS * 2 * L];
        int[] offsets = new int[DEPTH];
        for (int i = 0; i < CALLS; i++) {
            strip(offsets, room, 0, 0, room, 0, L, room, DEPTH, 2 * L, ROWS);
        }
        for (int i = 0; i < PATIENCE; i++) {
            long start = System.nanoTime();
            strip(offsets, room, 0, 0, room, 0, L, room, DEPTH, 2 * L, ROWS);
            if (System.nanoTime() - start < FAST) {
                return;
            }
            LockSupport.parkNanos(FAST * 100);
        }
    }

    /**
     * Up to eight results of windows at places side by side: the sums of a window's entries times the weights of each result.
     *
     * @param offsets where the entries of a window lie, from {@code xo} on for the first of the places
     * @param w the weights of the first result from {@code wo} on, of each other one {@code wRow} behind the one before
     * @param rows how many results; of fewer than eight the last one is computed again
     * @param second how far behind the first vector of places the second begins; they may overlap
     * @param z the first result goes to {@code zo}, each other one {@code zRow} behind the one before
     */
    static void strip(
            int[] offsets,
            float[] w,
            int wo,
            int wRow,
            float[] x,
            int xo,
            int second,
            float[] z,
            int zo,
            int zRow,
            int rows) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        FloatVector zero = FloatVector.zero(S);
        FloatVector c00 = zero;
        FloatVector c01 = zero;
        FloatVector c10 = zero;
        FloatVector c11 = zero;
        FloatVector c20 = zero;
        FloatVector c21 = zero;
        FloatVector c30 = zero;
        FloatVector c31 = zero;
        FloatVector c40 = zero;
        FloatVector c41 = zero;
        FloatVector c50 = zero;
        FloatVector c51 = zero;
        FloatVector c60 = zero;
        FloatVector c61 = zero;
        FloatVector c70 = zero;
        FloatVector c71 = zero;
        for (int k = 0; k < offsets.length; k++) {
            FloatVector b0 = FloatVector.fromArray(S, x, xo + offsets[k]);
            FloatVector b1 = FloatVector.fromArray(S, x, xo + offsets[k] + second);
            FloatVector a0 = FloatVector.broadcast(S, w[wo + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, w[wo + r1 * wRow + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, w[wo + r2 * wRow + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, w[wo + r3 * wRow + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, w[wo + r4 * wRow + k]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, w[wo + r5 * wRow + k]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(S, w[wo + r6 * wRow + k]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(S, w[wo + r7 * wRow + k]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        c00.intoArray(z, zo);
        c01.intoArray(z, zo + second);
        c10.intoArray(z, zo + r1 * zRow);
        c11.intoArray(z, zo + r1 * zRow + second);
        c20.intoArray(z, zo + r2 * zRow);
        c21.intoArray(z, zo + r2 * zRow + second);
        c30.intoArray(z, zo + r3 * zRow);
        c31.intoArray(z, zo + r3 * zRow + second);
        c40.intoArray(z, zo + r4 * zRow);
        c41.intoArray(z, zo + r4 * zRow + second);
        c50.intoArray(z, zo + r5 * zRow);
        c51.intoArray(z, zo + r5 * zRow + second);
        c60.intoArray(z, zo + r6 * zRow);
        c61.intoArray(z, zo + r6 * zRow + second);
        c70.intoArray(z, zo + r7 * zRow);
        c71.intoArray(z, zo + r7 * zRow + second);
    }

    /** The same for {@link #slideBack}. */
    static synchronized void warmUpBack() {
        if (warmBack) {
            return;
        }
        warmBack = true;
        float[] room = new float[ROWS * 2 * L];
        int[] runs = new int[3 * DEPTH];
        for (int i = 0; i < CALLS; i++) {
            stripBack(runs, room, 0, 0, room, 0, 0, room, 0, ROWS);
        }
        for (int i = 0; i < PATIENCE; i++) {
            long start = System.nanoTime();
            stripBack(runs, room, 0, 0, room, 0, 0, room, 0, ROWS);
            if (System.nanoTime() - start < FAST) {
                return;
            }
            LockSupport.parkNanos(FAST * 100);
        }
    }

    /**
     * The sums over all positions of up to eight results, each times one of two entries of the window, lane by lane: sixteen vectors, which
     * go to {@code at} of {@code room}.
     *
     * @param runs position, count and place, one after the other; one vector of positions each
     * @param y the first result from {@code yo} on, each other one {@code yRow} behind the one before
     * @param rows how many results; of fewer than eight the last one is computed again
     * @param x the image; the first entry of the window lies at {@code x0}, the second at {@code x1}
     */
    static void stripBack(
            int[] runs, float[] y, int yo, int yRow, float[] x, int x0, int x1, float[] room, int at, int rows) {
        int r1 = yo + Math.min(1, rows - 1) * yRow;
        int r2 = yo + Math.min(2, rows - 1) * yRow;
        int r3 = yo + Math.min(3, rows - 1) * yRow;
        int r4 = yo + Math.min(4, rows - 1) * yRow;
        int r5 = yo + Math.min(5, rows - 1) * yRow;
        int r6 = yo + Math.min(6, rows - 1) * yRow;
        int r7 = yo + Math.min(7, rows - 1) * yRow;
        FloatVector zero = FloatVector.zero(S);
        FloatVector c00 = zero;
        FloatVector c01 = zero;
        FloatVector c10 = zero;
        FloatVector c11 = zero;
        FloatVector c20 = zero;
        FloatVector c21 = zero;
        FloatVector c30 = zero;
        FloatVector c31 = zero;
        FloatVector c40 = zero;
        FloatVector c41 = zero;
        FloatVector c50 = zero;
        FloatVector c51 = zero;
        FloatVector c60 = zero;
        FloatVector c61 = zero;
        FloatVector c70 = zero;
        FloatVector c71 = zero;
        for (int run = 0; run < runs.length; run += 3) {
            int position = runs[run];
            int place = runs[run + 2];
            FloatVector b0 = FloatVector.fromArray(S, x, x0 + place);
            FloatVector b1 = FloatVector.fromArray(S, x, x1 + place);
            FloatVector a0 = FloatVector.fromArray(S, y, yo + position);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.fromArray(S, y, r1 + position);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.fromArray(S, y, r2 + position);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.fromArray(S, y, r3 + position);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.fromArray(S, y, r4 + position);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.fromArray(S, y, r5 + position);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.fromArray(S, y, r6 + position);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.fromArray(S, y, r7 + position);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        c00.intoArray(room, at);
        c01.intoArray(room, at + L);
        c10.intoArray(room, at + 2 * L);
        c11.intoArray(room, at + 3 * L);
        c20.intoArray(room, at + 4 * L);
        c21.intoArray(room, at + 5 * L);
        c30.intoArray(room, at + 6 * L);
        c31.intoArray(room, at + 7 * L);
        c40.intoArray(room, at + 8 * L);
        c41.intoArray(room, at + 9 * L);
        c50.intoArray(room, at + 10 * L);
        c51.intoArray(room, at + 11 * L);
        c60.intoArray(room, at + 12 * L);
        c61.intoArray(room, at + 13 * L);
        c70.intoArray(room, at + 14 * L);
        c71.intoArray(room, at + 15 * L);
    }
}
