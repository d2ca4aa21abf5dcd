package org.chainrule.bench.peers;

/**
 * A workload made ready.
 *
 * @param marks what it computes: losses, and a mark of each gradient, see {@link Marks}
 * @param run computes it once more; this is what is timed
 * @param close gives back what the garbage collector does not know of
 */
public record Workload(double[] marks, Runnable run, Runnable close) {
    /** One with nothing to give back. */
    public Workload(double[] marks, Runnable run) {
        this(marks, run, () -> {});
    }
}
