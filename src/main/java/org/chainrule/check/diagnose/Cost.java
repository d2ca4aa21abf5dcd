package org.chainrule.check.diagnose;

/**
 * How unlikely a mistake is, on one scale. The search tries edits from small costs to large, and of two that mend a line it
 * tells the cheaper; of equal ones, the one nearer the root.
 *
 * <p>A cost is the sum of a <em>rung</em>, which says how often such a mistake is made, and of <em>surcharges</em>, which
 * say what in the line speaks against it. Rungs are two {@link #STEP}s apart; {@code COMMON + STEP} lies between
 * {@code COMMON} and {@code FREQUENT}. Only the order counts, and what sums compare to.
 *
 * <ul>
 *   <li>What follows from the shapes ({@link #OTHER_SHAPE}, {@link #SHAPES_FIT}) costs two rungs and more: when a line has
 *       the right shape, an edit that changes a shape is seldom right.
 *   <li>Two factors at once ({@link #FURTHER_FACTOR}) cost two rungs beside both; so {@code −2} (10 + 10 + 4) comes after
 *       every single guess but {@code ODD} ones.
 *   <li>A second edit costs {@link #SECOND_EDIT} beside its own cost, and only edits up to {@link #COMBINED} are paired: a
 *       pair (10 + 10 + 14) costs more than every single edit, {@code ODD} ones included.
 *   <li>Up to {@link #LIKELY} an edit is tried before other losses and forgotten paths, which say more when they fit;
 *       beyond it after them.
 * </ul>
 */
final class Cost {
    /** Half the way to the next rung. */
    static final int STEP = 1;

    /** The line itself shows it: a derivative that stands there twice. */
    static final int SEEN = 8;

    /** What is got wrong most: a sign, a transpose, a factor 2, a division by m, an activation's derivative. */
    static final int COMMON = 10;

    /** Known traps: product rule, symmetric matrix, statistics held constant. */
    static final int FREQUENT = 12;

    /** The same mistakes where they fit less well: a transpose of a whole product, a factor too many. */
    static final int OCCASIONAL = 14;

    /** Another number, power, index or variable of the same shape. */
    static final int UNUSUAL = 16;

    /** Another function, a forgotten path, a term too many or too few. */
    static final int RARE = 18;

    /** A variable of another shape, an unknown scalar as a factor. */
    static final int FAR = 20;

    /** Anything put anywhere: a function around a name, a variable as a further factor. */
    static final int GUESS = 22;

    /** A fraction such as 7/5 that nothing explains. */
    static final int ODD = 30;

    /** For an edit that changes a shape that fitted, or stretches a number to an array. */
    static final int OTHER_SHAPE = 4;

    /** For a reduction in a line that has the right shape without it. */
    static final int SHAPES_FIT = 7;

    /** For a mean where a sum is the usual remedy, and for a factor of one term where the whole line might have it. */
    static final int LESS_USUAL = 3;

    /** For a second factor, or a power of one, on top of the cost of each. */
    static final int FURTHER_FACTOR = 4;

    /** For a second mistake in a line: less likely than any single one. */
    static final int SECOND_EDIT = 14;

    /** The most that either of two edits may cost. */
    static final int COMBINED = UNUSUAL;

    /** Edits that cost more come after other losses and forgotten paths. */
    static final int LIKELY = RARE + STEP;

    private Cost() {}
}
