package org.chainrule.symbolic.rewrite;

/**
 * A number in front of a formula, as a quotient while both parts are whole: 2/3 stays exact, 0.5 becomes 1/2.
 *
 * @param top carries the sign
 * @param bottom greater than 0
 */
record Ratio(double top, double bottom) {
    static final Ratio ONE = new Ratio(1, 1);
    static final Ratio ZERO = new Ratio(0, 1);

    /** Whole numbers beyond this are not exact. */
    private static final double EXACT = 0x1p53;

    static Ratio of(double value) {
        return reduced(value, 1);
    }

    private static Ratio reduced(double top, double bottom) {
        double a = bottom < 0 ? -top : top;
        double b = Math.abs(bottom);
        if (a == 0) {
            return ZERO;
        }
        if (!isWhole(b)) {
            a /= b;
            b = 1;
        }
        // Halves, quarters and eighths are written as such; other decimals as they are.
        for (int k = 0; k < 3 && !isWhole(a) && isWhole(a * 8) && Math.abs(a) < 2; k++) {
            a *= 2;
            b *= 2;
        }
        if (isWhole(a) && isWhole(b)) {
            double divisor = gcd(Math.abs(a), b);
            a /= divisor;
            b /= divisor;
        }
        return new Ratio(a, b);
    }

    private static boolean isWhole(double x) {
        return x == Math.rint(x) && Math.abs(x) < EXACT;
    }

    private static double gcd(double a, double b) {
        double x = a;
        double y = b;
        while (y != 0) {
            double rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    boolean isZero() {
        return top == 0;
    }

    Ratio negated() {
        return new Ratio(-top, bottom);
    }

    Ratio times(Ratio other) {
        return reduced(top * other.top, bottom * other.bottom);
    }

    Ratio over(Ratio other) {
        return reduced(top * other.bottom, bottom * other.top);
    }

    Ratio plus(Ratio other) {
        return reduced(top * other.bottom + other.top * bottom, bottom * other.bottom);
    }

    /** A whole power; a negative one only of what is not 0. */
    Ratio pow(int power) {
        Ratio result = ONE;
        for (int i = 0; i < Math.abs(power); i++) {
            result = power > 0 ? result.times(this) : result.over(this);
        }
        return result;
    }

    /** The largest number that divides both into whole ones, for whole tops: the content of a sum. */
    Ratio common(Ratio other) {
        double above = isWhole(top) && isWhole(other.top) ? gcd(Math.abs(top), Math.abs(other.top)) : 1;
        double below = isWhole(bottom) && isWhole(other.bottom) ? gcd(bottom, other.bottom) : 1;
        return new Ratio(above, below);
    }
}
