package org.chainrule.exec.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Exponentials over {@code double[]}, of sums, products and shifts of vectors alone. The JVM's own have one value before their loop is compiled and
 * another after, so that a training would depend on how warm it is. The result is within two units in the last place.
 *
 * <p>Each loop is one method, written out, and no vector goes into or comes out of another method of ours. The JVM's compiler puts methods of
 * vectors into their callers as long as it thinks fit, and makes objects of the vectors where it stops: ten times slower, in one run and not in the next.
 */
final class VectorDoubleExponentials {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

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

    /**
     * e to the lesser of two multiples of x, of x itself by (1, 1), of −|x| by (1, −1); minus 1, with all digits where x is small, or minus 0.
     *
     * <p>It is 2ⁿ eʳ, r at most log(2)/2, by Taylor's series. The factor 2ⁿ comes in two steps, since it may be too large or too small for its type:
     * a whole number is in the last bits of its sum with {@link #MAGIC}, and they become those of the exponent.
     */
    static void exp(double one, double other, double less, double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v = v.mul(one).min(v.mul(other)).max(LOWEST).min(HIGHEST);
            DoubleVector n = v.mul(LOG2_E).add(MAGIC).sub(MAGIC);
            DoubleVector r = n.fma(DoubleVector.broadcast(S, -LN2_HIGH), v);
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
            sum = sum.mul(r).fma(r, r);
            DoubleVector half = n.mul(0.5).add(MAGIC);
            DoubleVector rest = n.sub(half.sub(MAGIC)).add(MAGIC);
            LongVector p = half.reinterpretAsLongs();
            LongVector q = rest.reinterpretAsLongs();
            p = p.lanewise(VectorOperators.LSHL, FRACTION_BITS).add(ONE_BITS);
            q = q.lanewise(VectorOperators.LSHL, FRACTION_BITS).add(ONE_BITS);
            DoubleVector large = sum.add(1)
                    .mul(p.reinterpretAsDoubles())
                    .mul(q.reinterpretAsDoubles())
                    .sub(less);
            large.blend(sum.sub(less - 1), n.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** log(1 + e) for e from 0 to 1, in place: twice the area tangent of e/(2 + e), as a series. */
    private static void log1p(double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector e = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector w = e.div(e.add(2));
            DoubleVector s = w.mul(w);
            DoubleVector sum = DoubleVector.broadcast(S, 1.0 / 35);
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 33));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 31));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 29));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 27));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 25));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 23));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 21));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 19));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 17));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 15));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 13));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 11));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 9));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 7));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 5));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1.0 / 3));
            sum = sum.fma(s, DoubleVector.broadcast(S, 1));
            sum.mul(w).mul(2).intoArray(z, zo + i);
        }
    }

    /** What an exponential is part of, and where it is needed what the exponential was of: where that is the result, a copy. */
    static void bent(Code code, double[] x, int xo, double[] z, int zo, int count) {
        double[] kept = x == z ? Arrays.copyOfRange(x, xo, xo + count) : x;
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
    private static void tanh(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector t = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector positive = t.neg().div(t.add(2));
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            positive.blend(positive.neg(), v.lt(0)).intoArray(z, zo + i);
        }
    }

    /** 1/(1 + e) or e/(1 + e), where z is e⁻ˣ for a positive x. */
    private static void sigmoid(double[] x, int xo, double[] z, int zo, int count) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector e = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector top = e.blend(one, v.compare(VectorOperators.GE, 0));
            top.div(e.add(one)).intoArray(z, zo + i);
        }
    }

    /** f e/(1 + e)² where z is e: the slope of the sigmoid, and four times that of tanh. */
    static void slope(double f, double[] z, int zo, int count) {
        DoubleVector factor = DoubleVector.broadcast(S, f);
        for (int i = 0; i < count; i += L) {
            DoubleVector e = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector low = e.add(1);
            e.mul(factor).div(low.mul(low)).intoArray(z, zo + i);
        }
    }

    /** log(1 + eˣ) by sign 1, −log(1 + e⁻ˣ), which is that of the sigmoid, by sign −1, where z is log(1 + e⁻ˣ) for a positive x. */
    private static void softplus(double sign, double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector log = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i).mul(sign);
            log.add(v.max(DoubleVector.zero(S))).mul(sign).intoArray(z, zo + i);
        }
    }
}
