package org.chainrule.graph;

/** Lets tests that show places in Java code run after others that have used the places of a process up. */
public final class Places {
    private Places() {}

    /** Places are recorded for the next nodes. */
    public static void recordAgain() {
        Notes.recordAgain();
    }
}
