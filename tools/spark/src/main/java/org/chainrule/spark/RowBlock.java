package org.chainrule.spark;

import java.io.Serializable;

/**
 * Some rows as numbers: what a step computes at once. A partition is turned into blocks one time, and keeps them.
 *
 * @param rows how many
 * @param values for each sampled input, row after row
 * @param problem why these rows cannot be used; empty where they can
 */
record RowBlock(int rows, double[][] values, String problem) implements Serializable {
    /** Rows that can be used. */
    static RowBlock of(int rows, double[][] values) {
        return new RowBlock(rows, values, "");
    }

    /** What is wrong with a row. */
    static RowBlock refused(String problem) {
        return new RowBlock(0, new double[0][], problem);
    }
}
