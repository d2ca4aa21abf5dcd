package org.chainrule.exec.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

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
     * e to the lesser of two multiples of x: of x itself by (1, 1), of −|x| by (1, −1).
     *
     * <p>It is 2ⁿ eʳ, r at most log(2)/2, by Taylor's series. The factor 2ⁿ comes in two steps, since it may be too large or too small for its type:
     * a whole number is in the last bits of its sum with {@link #MAGIC}, and they become those of the exponent.
     */
    static void exp(double one, double other, double[] x, int xo, double[] z, int zo, int count) {
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
            sum = sum.mul(r).fma(r, r).add(1);
            DoubleVector half = n.mul(0.5).add(MAGIC);
            DoubleVector rest = n.sub(half.sub(MAGIC)).add(MAGIC);
            LongVector p = half.reinterpretAsLongs();
            LongVector q = rest.reinterpretAsLongs();
            p = p.lanewise(VectorOperators.LSHL, FRACTION_BITS).add(ONE_BITS);
            q = q.lanewise(VectorOperators.LSHL, FRACTION_BITS).add(ONE_BITS);
            sum = sum.mul(p.reinterpretAsDoubles()).mul(q.reinterpretAsDoubles());
            sum.intoArray(z, zo + i);
        }
    }

    /** The same minus 1, with all its digits where x is small. */
    static void expm1(double one, double other, double[] x, int xo, double[] z, int zo, int count) {
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
            DoubleVector large = sum.add(1).mul(p.reinterpretAsDoubles()).mul(q.reinterpretAsDoubles());
            large.sub(1).blend(sum, n.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** log(1 + e) for e from 0 to 1, in place: twice the area tangent of e/(2 + e), as a series. */
    static void log1p(double[] z, int zo, int count) {
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
}
