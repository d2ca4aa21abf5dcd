package org.chainrule.bench.peers;

import java.util.Arrays;
import java.util.Locale;

/** How long something takes: the median of many runs, after a warm-up. */
final class Clock {
    private static final int SAMPLES = 21;

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

    private double median(Runnable run) {
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < seconds * 0.5e9 || count < 3) {
            run.run();
            count++;
        }
        double each = (System.nanoTime() - start) / (double) count;
        int batch = (int) Math.max(1, seconds * 0.5e9 / SAMPLES / each);
        double[] times = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            long from = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                run.run();
            }
            times[s] = (System.nanoTime() - from) / 1e9 / batch;
        }
        Arrays.sort(times);
        return times[SAMPLES / 2];
    }
}
