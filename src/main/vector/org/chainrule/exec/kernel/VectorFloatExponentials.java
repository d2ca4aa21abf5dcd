package org.chainrule.exec.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Exponentials over {@code float[]}, of sums, products and shifts of vectors alone. The JVM's own have one value before their loop is compiled and
 * another after, so that a training would depend on how warm it is. The result is within two units in the last place.
 *
 * <p>Each loop is one method, written out, and no vector goes into or comes out of another method of ours. The JVM's compiler puts methods of
 * vectors into their callers as long as it thinks fit, and makes objects of the vectors where it stops: ten times slower, in one run and not in the next.
 */
final class VectorFloatExponentials {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

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

    /**
     * e to the lesser of two multiples of x, of x itself by (1, 1), of −|x| by (1, −1); minus 1, with all digits where x is small, or minus 0.
     *
     * <p>It is 2ⁿ eʳ, r at most log(2)/2, by Taylor's series. The factor 2ⁿ comes in two steps, since it may be too large or too small for its type:
     * a whole number is in the last bits of its sum with {@link #MAGIC}, and they become those of the exponent.
     */
    static void exp(float one, float other, float less, float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v = v.mul(one).min(v.mul(other)).max(LOWEST).min(HIGHEST);
            FloatVector n = v.mul(LOG2_E).add(MAGIC).sub(MAGIC);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), v);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector sum = FloatVector.broadcast(S, 1f / 40320);
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 5040));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 720));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 120));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 24));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 6));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 2));
            sum = sum.mul(r).fma(r, r);
            FloatVector half = n.mul(0.5f).add(MAGIC);
            FloatVector rest = n.sub(half.sub(MAGIC)).add(MAGIC);
            IntVector p = half.reinterpretAsInts();
            IntVector q = rest.reinterpretAsInts();
            p = p.lanewise(VectorOperators.LSHL, FRACTION_BITS).add(ONE_BITS);
            q = q.lanewise(VectorOperators.LSHL, FRACTION_BITS).add(ONE_BITS);
            FloatVector large = sum.add(1)
                    .mul(p.reinterpretAsFloats())
                    .mul(q.reinterpretAsFloats())
                    .sub(less);
            large.blend(sum.sub(less - 1), n.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** log(1 + e) for e from 0 to 1, in place: twice the area tangent of e/(2 + e), as a series. */
    private static void log1p(float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector e = FloatVector.fromArray(S, z, zo + i);
            FloatVector w = e.div(e.add(2));
            FloatVector s = w.mul(w);
            FloatVector sum = FloatVector.broadcast(S, 1f / 17);
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 15));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 13));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 11));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 9));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 7));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 5));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 3));
            sum = sum.fma(s, FloatVector.broadcast(S, 1));
            sum.mul(w).mul(2).intoArray(z, zo + i);
        }
    }

    /** What an exponential is part of, and where it is needed what the exponential was of: where that is the result, a copy. */
    static void bent(Code code, float[] x, int xo, float[] z, int zo, int count) {
        float[] kept = x == z ? Arrays.copyOfRange(x, xo, xo + count) : x;
        int at = x == z ? 0 : xo;
        if (code == Code.TANH) {
            exp(2, -2, 1, x, xo, z, zo, count);
            tanh(kept, at, z, zo, count);
            return;
        }
        exp(1, -1, 0, x, xo, z, zo, count);
        if (code == Code.SIGMOID) {
            sigmoid(kept, at, z, zo, count);
            return;
        }
        log1p(z, zo, count);
        softplus(code == Code.SOFTPLUS ? 1 : -1, kept, at, z, zo, count);
    }

    /** (1 − e)/(1 + e), odd, where z is e⁻²ˣ − 1 for a positive x. */
    private static void tanh(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector t = FloatVector.fromArray(S, z, zo + i);
            FloatVector positive = t.neg().div(t.add(2));
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            positive.blend(positive.neg(), v.lt(0)).intoArray(z, zo + i);
        }
    }

    /** 1/(1 + e) or e/(1 + e), where z is e⁻ˣ for a positive x. */
    private static void sigmoid(float[] x, int xo, float[] z, int zo, int count) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector e = FloatVector.fromArray(S, z, zo + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector top = e.blend(one, v.compare(VectorOperators.GE, 0));
            top.div(e.add(one)).intoArray(z, zo + i);
        }
    }

    /** f e/(1 + e)² where z is e: the slope of the sigmoid, and four times that of tanh. */
    static void slope(float f, float[] z, int zo, int count) {
        FloatVector factor = FloatVector.broadcast(S, f);
        for (int i = 0; i < count; i += L) {
            FloatVector e = FloatVector.fromArray(S, z, zo + i);
            FloatVector low = e.add(1);
            e.mul(factor).div(low.mul(low)).intoArray(z, zo + i);
        }
    }

    /** log(1 + eˣ) by sign 1, −log(1 + e⁻ˣ), which is that of the sigmoid, by sign −1, where z is log(1 + e⁻ˣ) for a positive x. */
    private static void softplus(float sign, float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector log = FloatVector.fromArray(S, z, zo + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i).mul(sign);
            log.add(v.max(FloatVector.zero(S))).mul(sign).intoArray(z, zo + i);
        }
    }
}
