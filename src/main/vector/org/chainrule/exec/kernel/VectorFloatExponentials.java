package org.chainrule.exec.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials of vectors of {@code float}, of sums, products and shifts alone. The JVM's own have one value before their loop is compiled and
 * another after, so that a training would depend on how warm it is. The result is within two units in the last place.
 */
final class VectorFloatExponentials {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    /** Added and taken away again it rounds to a whole number, whose last bits are then those of the sum. */
    private static final float MAGIC = 0x1.8p23f;

    private static final float LOG2_E = 1.44269504f;
    /** log 2 in two parts: the product of the first with a whole number below 2¹⁴ is exact. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float LOWEST = -104;
    private static final float HIGHEST = 89;
    private static final int FRACTION_BITS = 23;
    private static final int ONE_BITS = 0x3f800000;

    private VectorFloatExponentials() {}

    /** eˣ: 2ⁿ eʳ with a small r. */
    static FloatVector exp(FloatVector v) {
        FloatVector n = whole(v);
        return twoTo(expm1OfRest(v, n).add(1), n);
    }

    /** eˣ − 1, with all its digits where x is small. */
    static FloatVector expm1(FloatVector v) {
        FloatVector n = whole(v);
        FloatVector rest = expm1OfRest(v, n);
        return twoTo(rest.add(1), n).sub(1).blend(rest, n.compare(VectorOperators.EQ, 0));
    }

    /** tanh x = (1 − e⁻²ˣ)/(1 + e⁻²ˣ), for positive x, and odd. */
    static FloatVector tanh(FloatVector v) {
        FloatVector t = expm1(v.abs().mul(-2));
        FloatVector positive = t.neg().div(t.add(2));
        return positive.blend(positive.neg(), v.lt(0));
    }

    /** log(1 + e) for e from 0 to 1: twice the area tangent of e/(2 + e), as a series. */
    static FloatVector log1p(FloatVector e) {
        FloatVector w = e.div(e.add(2));
        FloatVector square = w.mul(w);
        FloatVector sum = FloatVector.broadcast(S, 1f / 17);
        for (int k = 15; k > 0; k -= 2) {
            sum = sum.fma(square, FloatVector.broadcast(S, 1f / k));
        }
        return sum.mul(w).mul(2);
    }

    /** How many times log 2 a number holds. */
    private static FloatVector whole(FloatVector v) {
        return v.max(LOWEST).min(HIGHEST).mul(LOG2_E).add(MAGIC).sub(MAGIC);
    }

    /** eʳ − 1 for what is left of x, at most log(2)/2, by Taylor's series. */
    private static FloatVector expm1OfRest(FloatVector v, FloatVector n) {
        FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), v.max(LOWEST).min(HIGHEST));
        r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
        FloatVector sum = FloatVector.broadcast(S, 1f / 40320);
        sum = sum.fma(r, FloatVector.broadcast(S, 1f / 5040));
        sum = sum.fma(r, FloatVector.broadcast(S, 1f / 720));
        sum = sum.fma(r, FloatVector.broadcast(S, 1f / 120));
        sum = sum.fma(r, FloatVector.broadcast(S, 1f / 24));
        sum = sum.fma(r, FloatVector.broadcast(S, 1f / 6));
        sum = sum.fma(r, FloatVector.broadcast(S, 1f / 2));
        return sum.mul(r).fma(r, r);
    }

    /** A number times 2ⁿ, in two steps, since 2ⁿ itself may be too large or too small for its type. */
    private static FloatVector twoTo(FloatVector v, FloatVector n) {
        FloatVector half = n.mul(0.5f).add(MAGIC);
        FloatVector other = n.sub(half.sub(MAGIC)).add(MAGIC);
        return v.mul(power(half)).mul(power(other));
    }

    /** 2 to a whole number, which is in the last bits: they become those of the exponent. */
    private static FloatVector power(FloatVector whole) {
        return whole.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                .add(ONE_BITS)
                .reinterpretAsFloats();
    }
}
