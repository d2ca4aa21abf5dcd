package org.chainrule.exec.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials of vectors of {@code double}, of sums, products and shifts alone. The JVM's own have one value before their loop is compiled and
 * another after, so that a training would depend on how warm it is. The result is within two units in the last place.
 */
final class VectorDoubleExponentials {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    /** Added and taken away again it rounds to a whole number, whose last bits are then those of the sum. */
    private static final double MAGIC = 0x1.8p52;

    private static final double LOG2_E = 0x1.71547652b82fep0;
    /** log 2 in two parts: the product of the first with a whole number below 2²⁰ is exact. */
    private static final double LN2_HIGH = 6.93147180369123816490e-01;

    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double LOWEST = -746;
    private static final double HIGHEST = 710;
    private static final int FRACTION_BITS = 52;
    private static final long ONE_BITS = 0x3ff0000000000000L;

    private VectorDoubleExponentials() {}

    /** eˣ: 2ⁿ eʳ with a small r. */
    static DoubleVector exp(DoubleVector v) {
        DoubleVector n = whole(v);
        return twoTo(expm1OfRest(v, n).add(1), n);
    }

    /** eˣ − 1, with all its digits where x is small. */
    static DoubleVector expm1(DoubleVector v) {
        DoubleVector n = whole(v);
        DoubleVector rest = expm1OfRest(v, n);
        return twoTo(rest.add(1), n).sub(1).blend(rest, n.compare(VectorOperators.EQ, 0));
    }

    /** tanh x = (1 − e⁻²ˣ)/(1 + e⁻²ˣ), for positive x, and odd. */
    static DoubleVector tanh(DoubleVector v) {
        DoubleVector t = expm1(v.abs().mul(-2));
        DoubleVector positive = t.neg().div(t.add(2));
        return positive.blend(positive.neg(), v.lt(0));
    }

    /** log(1 + e) for e from 0 to 1: twice the area tangent of e/(2 + e), as a series. */
    static DoubleVector log1p(DoubleVector e) {
        DoubleVector w = e.div(e.add(2));
        DoubleVector square = w.mul(w);
        DoubleVector sum = DoubleVector.broadcast(S, 1.0 / 35);
        for (int k = 33; k > 0; k -= 2) {
            sum = sum.fma(square, DoubleVector.broadcast(S, 1.0 / k));
        }
        return sum.mul(w).mul(2);
    }

    /** How many times log 2 a number holds. */
    private static DoubleVector whole(DoubleVector v) {
        return v.max(LOWEST).min(HIGHEST).mul(LOG2_E).add(MAGIC).sub(MAGIC);
    }

    /** eʳ − 1 for what is left of x, at most log(2)/2, by Taylor's series. */
    private static DoubleVector expm1OfRest(DoubleVector v, DoubleVector n) {
        DoubleVector r =
                n.fma(DoubleVector.broadcast(S, -LN2_HIGH), v.max(LOWEST).min(HIGHEST));
        r = n.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
        DoubleVector sum = DoubleVector.broadcast(S, 1.0 / 6227020800L);
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 479001600));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 39916800));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 3628800));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 362880));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 40320));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 5040));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 720));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 120));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 24));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 6));
        sum = sum.fma(r, DoubleVector.broadcast(S, 1.0 / 2));
        return sum.mul(r).fma(r, r);
    }

    /** A number times 2ⁿ, in two steps, since 2ⁿ itself may be too large or too small for its type. */
    private static DoubleVector twoTo(DoubleVector v, DoubleVector n) {
        DoubleVector half = n.mul(0.5).add(MAGIC);
        DoubleVector other = n.sub(half.sub(MAGIC)).add(MAGIC);
        return v.mul(power(half)).mul(power(other));
    }

    /** 2 to a whole number, which is in the last bits: they become those of the exponent. */
    private static DoubleVector power(DoubleVector whole) {
        return whole.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
    }
}
