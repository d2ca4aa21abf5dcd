package org.chainrule.bench.peers;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * How long a workload takes: the median of many runs, after a warm-up. Beside other work ({@code PEERS_BUSY} set) it is the
 * processor time of this thread, of the fastest of many runs.
 */
final class Clock {
    private static final int SAMPLES = 21;
    /** Parts of the time asked for: how long the compiler must be quiet, how long to wait for that, how long to measure. */
    private static final double QUIET = 0.4;

    private static final double LONGEST = 5;
    private static final double MEASURED = 0.5;
    /** What is slow is measured less often, for at most so many times the time asked for; at least once. */
    private static final double SLOW = 2;
    /** A method is compiled for good after some thousand calls. */
    private static final int ENOUGH = 20_000;

    private static final boolean BUSY = System.getenv("PEERS_BUSY") != null;

    private final int enough;
    /** Nanoseconds of a run once it is warm; 0 before. */
    private double each;

    /** @param compiled whether what is timed has to be compiled first, and so needs many runs */
    Clock(boolean compiled) {
        enough = compiled ? ENOUGH : 1;
    }

    /** Runs until the compiler has had nothing to do for a while. */
    private void warmUp(Runnable run, double seconds) {
        var compiler = ManagementFactory.getCompilationMXBean();
        long begin = System.nanoTime();
        long before;
        long runs = 0;
        do {
            before = compiler.getTotalCompilationTime();
            long start = System.nanoTime();
            long from = now();
            long count = 0;
            do {
                run.run();
                count++;
            } while (System.nanoTime() - start < seconds * QUIET * 1e9);
            runs += count;
            each = (now() - from) / (double) count;
        } while ((runs < enough || compiler.getTotalCompilationTime() > before)
                && System.nanoTime() - begin < seconds * LONGEST * 1e9);
    }

    /** Seconds of a run, measured for about so many seconds. */
    double median(Runnable run, double seconds) {
        if (each == 0) {
            warmUp(run, seconds);
            if (each > seconds * SLOW * 1e9) {
                // Made ready once before, so that this was not the first run.
                return each / 1e9;
            }
        }
        int batch = (int) Math.max(1, seconds * MEASURED * 1e9 / SAMPLES / each);
        int samples = (int) Math.min(SAMPLES, Math.max(1, seconds * SLOW * 1e9 / each));
        double[] times = new double[samples];
        for (int s = 0; s < samples; s++) {
            long from = now();
            for (int i = 0; i < batch; i++) {
                run.run();
            }
            times[s] = (now() - from) / 1e9 / batch;
        }
        Arrays.sort(times);
        return times[BUSY ? 0 : samples / 2];
    }

    private static long now() {
        return BUSY ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
    }
}
