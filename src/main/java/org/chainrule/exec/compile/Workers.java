package org.chainrule.exec.compile;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

/**
 * Threads that share the work of one step. Into how many parts it is cut depends on the number of threads alone, which is fixed
 * for the life of the program, and what the parts have summed is added in their order: the bits are the same in each run. A part
 * that no other thread has begun is done by the one that waits for it, so that on a busy machine nothing is slower than alone.
 */
final class Workers {
    private static final int MOST = 16;

    /** How many threads; {@code -Dchainrule.threads=1} asks for one. */
    static final int COUNT = Math.max(
            1,
            Math.min(
                    MOST,
                    Integer.getInteger("chainrule.threads", Runtime.getRuntime().availableProcessors())));

    private Workers() {}

    /** Does parts 0 to {@code parts - 1}, and returns when all are done. */
    static void run(int parts, IntConsumer part) {
        ForkJoinTask<?>[] others = new ForkJoinTask<?>[parts - 1];
        for (int i = 1; i < parts; i++) {
            int number = i;
            others[i - 1] = ForkJoinTask.adapt(() -> part.accept(number));
            ForkJoinPool.commonPool().execute(others[i - 1]);
        }
        part.accept(0);
        // The last one first: what no other thread has begun is done here.
        for (int i = others.length - 1; i >= 0; i--) {
            others[i].join();
        }
    }

    /** Where a part of so many things begins. */
    static int begin(int things, int part) {
        return (int) ((long) things * part / COUNT);
    }
}
