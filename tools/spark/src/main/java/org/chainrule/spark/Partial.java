package org.chainrule.spark;

import java.io.Serializable;

/**
 * What one partition says: sums over its rows. It is all that travels in a step.
 *
 * @param partition its number; after some have been added, that of the first
 * @param rows how many rows are in the sums
 * @param loss the losses, each block's times its number of rows where the loss is a mean
 * @param sums the gradients likewise, or the numbers of a state times the rows
 * @param most the largest of some counters
 * @param problem why there are no sums; empty where there are
 */
record Partial(int partition, long rows, double loss, double[] sums, double[] most, String problem)
        implements Serializable {
    static Partial refused(int partition, String problem) {
        return new Partial(partition, 0, 0, new double[0], new double[0], problem);
    }

    /** The two together. The result depends on the order of the two, as sums of rounded numbers do. */
    Partial plus(Partial next) {
        if (!problem.isEmpty() || next.rows == 0 && next.problem.isEmpty()) {
            return this;
        }
        if (!next.problem.isEmpty() || rows == 0) {
            return next;
        }
        double[] both = sums.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += next.sums[i];
        }
        double[] larger = most.clone();
        for (int i = 0; i < larger.length; i++) {
            larger[i] = Math.max(larger[i], next.most[i]);
        }
        return new Partial(partition, rows + next.rows, loss + next.loss, both, larger, "");
    }
}
