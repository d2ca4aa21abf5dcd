package org.chainrule.code;

/** Numbers as all languages read them. */
final class Numbers {
    private Numbers() {}

    /** The shortest digits that mean a number; a whole one without its point, as formulas have it. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0)) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace("E", "e");
    }
}
