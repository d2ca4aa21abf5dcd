package org.chainrule.check.diagnose;

/**
 * How much a search may do, counted in expressions tried, so that it is the same on every machine. Counts down; a search
 * that used it up was cut.
 */
public final class Budget {
    private static final int NODES_PER_UNIT = 64;

    private final int limit;
    private int used;
    private boolean cut;

    private Budget(int limit) {
        this.limit = limit;
    }

    /**
     * A budget.
     *
     * @param candidates so many short expressions may be tried; a long one counts for several
     */
    public static Budget of(int candidates) {
        return new Budget(candidates);
    }

    /** What one wrong line of a homework gets. */
    public static Budget standard() {
        return of(2500);
    }

    /** Takes one expression of a size; false when nothing is left, or nobody waits for the answer any more. */
    boolean take(int size) {
        if (used >= limit || Thread.currentThread().isInterrupted()) {
            cut = true;
            return false;
        }
        used += 1 + size / NODES_PER_UNIT;
        return true;
    }

    /** How many expressions have been tried, long ones counted several times. */
    public int used() {
        return used;
    }

    /** Whether a search had to stop before it was through. */
    public boolean isCut() {
        return cut;
    }
}
