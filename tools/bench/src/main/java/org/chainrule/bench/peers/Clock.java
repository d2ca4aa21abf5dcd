package org.chainrule.bench.peers;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long something takes: the median of many runs, after a warm-up. Beside other work ({@code PEERS_BUSY} set) it is the
 * processor time of this thread, of the fastest of many runs.
 */
final class Clock {
    private static final int SAMPLES = 21;
    /** Nanoseconds for each second asked for: how long the compiler must be quiet, and how long to wait for that. */
    private static final double QUIET = 0.4e9;

    private static final double LONGEST = 8e9;
    /** A method is compiled for good after some thousand calls. */
    private static final int ENOUGH = 20_000;

    private static final boolean BUSY = System.getenv("PEERS_BUSY") != null;

    private final double seconds;

    /** Measures each workload for about so long. */
    Clock(double seconds) {
        this.seconds = seconds;
    }

    /** Prints what {@code Peers} reads: name, check number, seconds. */
    void report(String key, double check, Runnable run) {
        System.out.printf(Locale.ROOT, "%s\t%.10g\t%.9g%n", key, check, median(run));
        System.out.flush();
    }

    /** Runs until the compiler has had nothing to do for a while; the time of a run by then. */
    private double warmUp(Runnable run) {
        var compiler = ManagementFactory.getCompilationMXBean();
        long begin = System.nanoTime();
        double each;
        long before;
        long runs = 0;
        do {
            before = compiler.getTotalCompilationTime();
            long start = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - start < seconds * QUIET || count < 3) {
                run.run();
                count++;
            }
            runs += count;
            each = (System.nanoTime() - start) / (double) count;
        } while ((runs < ENOUGH || compiler.getTotalCompilationTime() > before)
                && System.nanoTime() - begin < seconds * LONGEST);
        return each;
    }

    private double median(Runnable run) {
        double each = warmUp(run);
        int batch = (int) Math.max(1, seconds * 0.5e9 / SAMPLES / each);
        double[] times = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            long from = now();
            for (int i = 0; i < batch; i++) {
                run.run();
            }
            times[s] = (now() - from) / 1e9 / batch;
        }
        Arrays.sort(times);
        return times[BUSY ? 0 : SAMPLES / 2];
    }

    private static long now() {
        return BUSY ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
    }
}
