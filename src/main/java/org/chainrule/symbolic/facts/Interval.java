package org.chainrule.symbolic.facts;

/**
 * An interval of real numbers with outward rounding: what it says of a sum or a product is true of the exact one.
 *
 * @param low the lower bound, may be -inf
 * @param aboveLow whether the bound itself is left out
 * @param high the upper bound, may be +inf
 * @param belowHigh whether that is left out
 */
public record Interval(double low, boolean aboveLow, double high, boolean belowHigh) {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** Higher powers are known by their sign only. */
    private static final int HIGHEST_POWER = 8;

    /** All numbers. */
    public static final Interval REAL = new Interval(-INF, true, INF, true);

    /** Greater than 0. */
    public static final Interval POSITIVE = new Interval(0, true, INF, true);

    /** At least 0. */
    public static final Interval NONNEGATIVE = closed(0, INF);

    /** From one number to another, both included when they are finite. */
    public static Interval closed(double low, double high) {
        return new Interval(low, low == -INF, high, high == INF);
    }

    /** True for intervals of numbers greater than 0 only. */
    public boolean isPositive() {
        return low > 0 || (low == 0 && aboveLow);
    }

    /** True for intervals without negative numbers. */
    public boolean isNonnegative() {
        return low >= 0;
    }

    /** All positive numbers, or all that are not negative, or all, around it. */
    public Interval sign() {
        return isPositive() ? POSITIVE : isNonnegative() ? NONNEGATIVE : REAL;
    }

    /** True when a number lies in it. */
    public boolean contains(double x) {
        return (aboveLow ? low < x : low <= x) && (belowHigh ? x < high : x <= high);
    }

    /** What lies in both. */
    public Interval and(Interval other) {
        Interval lower = low > other.low || (low == other.low && aboveLow) ? this : other;
        Interval upper = high < other.high || (high == other.high && belowHigh) ? this : other;
        return new Interval(lower.low, lower.aboveLow, upper.high, upper.belowHigh);
    }

    /** The least interval around both. */
    public Interval or(Interval other) {
        Interval lower = low < other.low || (low == other.low && !aboveLow) ? this : other;
        Interval upper = high > other.high || (high == other.high && !belowHigh) ? this : other;
        return new Interval(lower.low, lower.aboveLow, upper.high, upper.belowHigh);
    }

    /** The negatives. */
    public Interval negate() {
        return new Interval(0 - high, /* aboveLow= */ belowHigh, 0 - low, /* belowHigh= */ aboveLow);
    }

    /** The sums. */
    public Interval plus(Interval other) {
        return new Interval(
                sumBelow(low, other.low),
                aboveLow || other.aboveLow,
                0 - sumBelow(-high, -other.high),
                belowHigh || other.belowHigh);
    }

    private static double sumBelow(double a, double b) {
        double sum = a + b;
        double part = sum - a;
        double lost = (a - (sum - part)) + (b - part);
        return lost < 0 ? Math.nextDown(sum) : sum;
    }

    /** The differences. */
    public Interval minus(Interval other) {
        return plus(other.negate());
    }

    /** The products. */
    public Interval times(Interval other) {
        Interval below = half(other);
        Interval above = negate().half(other);
        return new Interval(below.low, below.aboveLow, 0 - above.low, above.aboveLow);
    }

    /** The products, of which only the lower bound counts. */
    private Interval half(Interval other) {
        double least = INF;
        boolean open = true;
        for (int corner = 0; corner < 4; corner++) {
            double a = corner < 2 ? low : high;
            double b = corner % 2 == 0 ? other.low : other.high;
            boolean aOpen = corner < 2 ? aboveLow : belowHigh;
            boolean bOpen = corner % 2 == 0 ? other.aboveLow : other.belowHigh;
            double product = productBelow(a, b);
            boolean never = (aOpen || bOpen) && !(a == 0 && !aOpen) && !(b == 0 && !bOpen);
            open = product < least ? never : open && (product > least || never);
            least = Math.min(least, product);
        }
        return new Interval(least, open, INF, true);
    }

    private static double productBelow(double a, double b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        double product = a * b;
        boolean rounded = Double.isInfinite(product)
                ? Double.isFinite(a) && Double.isFinite(b) && product > 0
                : Math.fma(a, b, -product) < 0 || (product == 0 && a < 0 != b < 0);
        return rounded ? Math.nextDown(product) : product;
    }

    /** One over its numbers that are not 0; all numbers when there are some on both sides of 0. */
    public Interval inverse() {
        if (high <= 0 && low < 0) {
            return negate().inverse().negate();
        }
        if (!isNonnegative()) {
            return REAL;
        }
        double top = low == 0 ? INF : 1 / low;
        double bottom = 1 / high;
        boolean topExact = low == 0 || Math.fma(top, low, -1) == 0;
        boolean bottomExact = high == INF || Math.fma(bottom, high, -1) == 0;
        return new Interval(
                bottomExact ? bottom : Math.max(0, Math.nextDown(bottom)),
                !bottomExact || belowHigh,
                topExact ? top : Math.nextUp(top),
                !topExact || aboveLow || low == 0);
    }

    /** The magnitudes. */
    public Interval abs() {
        if (isNonnegative()) {
            return this;
        }
        Interval mirrored = negate();
        return mirrored.isNonnegative() ? mirrored : or(mirrored).and(contains(0) ? NONNEGATIVE : POSITIVE);
    }

    /** A whole power. */
    public Interval pow(int exponent) {
        if (exponent < 0) {
            return inverse().pow(-exponent);
        }
        Interval base = exponent % 2 == 0 ? abs() : this;
        if (exponent > HIGHEST_POWER) {
            return base.sign();
        }
        Interval power = closed(1, 1);
        for (int i = 0; i < exponent; i++) {
            power = power.times(base);
        }
        return power;
    }
}
