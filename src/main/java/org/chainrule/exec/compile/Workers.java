package org.chainrule.exec.compile;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

/**
 * Threads that share the work of one step. Into how many parts it is cut depends on the number of threads alone, which is fixed
 * for the life of the program, and what the parts have summed is added in their order: the bits are the same in each run. A part
 * that no other thread has begun is done by the one that waits for it, so that on a busy machine nothing is slower than alone.
 *
 * @param count how many threads
 */
record Workers(int count) {
    private static final int MOST = 16;

    /** As many as there are processors; {@code -Dchainrule.threads=1} asks for one. */
    static final Workers ALL = new Workers(Math.max(
            1,
            Math.min(
                    MOST,
                    Integer.getInteger("chainrule.threads", Runtime.getRuntime().availableProcessors()))));

    /** The thread that runs the program, and no other. */
    static final Workers ONE = new Workers(1);

    /** Does parts 0 to {@code count - 1}, and returns when all are done. */
    void run(IntConsumer part) {
        ForkJoinTask<?>[] others = new ForkJoinTask<?>[count - 1];
        for (int i = 1; i < count; i++) {
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
    int begin(int things, int part) {
        return (int) ((long) things * part / count);
    }
}
