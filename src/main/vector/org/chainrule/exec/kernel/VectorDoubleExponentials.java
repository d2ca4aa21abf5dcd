package org.chainrule.exec.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Exponentials over {@code double[]}, of sums, products and shifts of vectors alone. The JVM's own have one value before their loop is compiled and
 * another after, so that a training would depend on how warm it is. The result is within two units in the last place.
 *
 * <p>It is 2ⁿ eʳ, r at most log(2)/2, by Taylor's series: four loops, one after the other over a block that stays in the cache, since
 * {@link Apart each} has to be short.
 */
final class VectorDoubleExponentials {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    // What is read as another type has no known class to the compiler of JDK 17; what a constant makes of it has.
    private static final DoubleVector ONE = DoubleVector.broadcast(S, 1);
    private static final LongVector NO_BITS = LongVector.broadcast(LongVector.SPECIES_PREFERRED, 0);

    /** Added and taken away again it rounds to a whole number. */
    static final double MAGIC = 0x1.8p52;
    /** The same, which leaves in the last bits of the sum the exponent of 2 to the power of that number. */
    static final double BIASED = 0x1.8p52 + 1023;

    static final double LOG2_E = 0x1.71547652b82fep0;
    /** log 2 in two parts: the product of the first with a whole number below 2²⁰ is exact. */
    static final double LN2_HIGH = 6.93147180369123816490e-01;

    static final double LN2_LOW = 1.90821492927058770002e-10;
    static final double LOWEST = -746;
    static final double HIGHEST = 710;
    static final int FRACTION_BITS = 52;

    /** The coefficients of (eʳ − 1 − r)/r², the last ones first. */
    @SuppressWarnings("MutableConstantField")
    static final double[] SERIES = {
        1.0 / 6227020800L,
        1.0 / 479001600,
        1.0 / 39916800,
        1.0 / 3628800,
        1.0 / 362880,
        1.0 / 40320,
        1.0 / 5040,
        1.0 / 720,
        1.0 / 120,
        1.0 / 24,
        1.0 / 6,
        1.0 / 2
    };

    /** Up to its power of this the series of the area tangent goes. */
    static final int ODD = 35;

    /** So many entries go through all loops before the next ones. */
    static final int BLOCK = 512;
    // What is kept of each: the arguments, n, and 2ⁿ in two factors.
    private static final int KEPT = 0;
    private static final int N = BLOCK;
    private static final int P = 2 * BLOCK;
    private static final int Q = 3 * BLOCK;

    private static final ThreadLocal<double[]> ROOM = ThreadLocal.withInitial(() -> new double[4 * BLOCK]);

    private static final Apart LOOPS = Apart.of(
            MethodHandles.lookup(),
            double[].class,
            VectorDoubleExponentials.class,
            DoubleTwins.class,
            "split",
            "powers",
            "series",
            "scale",
            "ratio",
            "logarithm",
            "tanh",
            "sigmoid",
            "slope",
            "softplus");

    private VectorDoubleExponentials() {}

    /** A function of each entry, where {@code count} is a multiple of the length of a vector. False, and nothing done, for one that has no loop here. */
    static boolean apply(Code code, double[] x, int xo, double[] z, int zo, int count) {
        switch (code) {
            case EXP, EXPM1, TANH, SIGMOID, SOFTPLUS, LOGSIGMOID, SIGMOID_SLOPE, SECH2 -> {
                double[] room = ROOM.get();
                try {
                    for (int from = 0; from < count; from += BLOCK) {
                        block(code, x, xo + from, z, zo + from, Math.min(BLOCK, count - from), room);
                    }
                } catch (Throwable e) {
                    throw Apart.failed(e);
                }
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    @SuppressWarnings("IllegalThrows") // handles declare it
    private static void block(Code code, double[] x, int xo, double[] z, int zo, int count, double[] room)
            throws Throwable {
        if (x == z) {
            System.arraycopy(x, xo, room, KEPT, count);
        }
        double[] kept = x == z ? room : x;
        int at = x == z ? KEPT : xo;
        power(code, x, xo, z, zo, count, room);
        LOOPS.at(3).invokeExact(less(code), z, zo, room, count);
        finish(code, kept, at, z, zo, count);
    }

    /** Two functions of one {@link Code#kin kin} of each entry, as {@link #apply}; {@code z} is not where {@code x} is. */
    static void both(Code first, Code second, double[] x, int xo, double[] z, int zo, double[] w, int wo, int count) {
        double[] room = ROOM.get();
        try {
            for (int from = 0; from < count; from += BLOCK) {
                int part = Math.min(BLOCK, count - from);
                power(first, x, xo + from, z, zo + from, part, room);
                System.arraycopy(z, zo + from, room, KEPT, part);
                LOOPS.at(3).invokeExact(less(first), z, zo + from, room, part);
                LOOPS.at(3).invokeExact(less(second), room, KEPT, room, part);
                finish(first, x, xo + from, z, zo + from, part);
                finish(second, x, xo + from, room, KEPT, part);
                System.arraycopy(room, KEPT, w, wo + from, part);
            }
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
    }

    /** The power of e that a function is made of: of x, of the lesser of ±x or of ±2x; eʳ − 1 goes into z, the rest into the room. */
    @SuppressWarnings("IllegalThrows") // handles declare it
    private static void power(Code code, double[] x, int xo, double[] z, int zo, int count, double[] room)
            throws Throwable {
        double one = code == Code.TANH || code == Code.SECH2 ? 2 : 1;
        double other = code == Code.EXP || code == Code.EXPM1 ? 1 : -one;
        LOOPS.at(0).invokeExact(one, other, x, xo, z, zo, room, count);
        LOOPS.at(1).invokeExact(room, count);
        LOOPS.at(2).invokeExact(z, zo, count);
    }

    /** What is taken from that power: 1, with all digits where x is small, or nothing. */
    private static double less(Code code) {
        return code == Code.EXPM1 || code == Code.TANH ? 1 : 0;
    }

    /** The function of that power. */
    @SuppressWarnings("IllegalThrows") // handles declare it
    private static void finish(Code code, double[] x, int xo, double[] z, int zo, int count) throws Throwable {
        switch (code) {
            case EXP, EXPM1 -> {}
            case TANH -> LOOPS.at(6).invokeExact(x, xo, z, zo, count);
            case SIGMOID -> LOOPS.at(7).invokeExact(x, xo, z, zo, count);
            case SIGMOID_SLOPE -> LOOPS.at(8).invokeExact((double) 1, z, zo, count);
            case SECH2 -> LOOPS.at(8).invokeExact((double) 4, z, zo, count);
            default -> {
                LOOPS.at(4).invokeExact(z, zo, count);
                LOOPS.at(5).invokeExact(z, zo, count);
                LOOPS.at(9).invokeExact((double) (code == Code.SOFTPLUS ? 1 : -1), x, xo, z, zo, count);
            }
        }
    }

    /** The lesser of two multiples of x as n log 2 + r. */
    static void split(double one, double other, double[] x, int xo, double[] z, int zo, double[] room, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v = v.mul(one).min(v.mul(other)).max(LOWEST).min(HIGHEST);
            DoubleVector n = v.mul(LOG2_E).add(MAGIC).sub(MAGIC);
            n.intoArray(room, N + i);
            DoubleVector r = n.fma(DoubleVector.broadcast(S, -LN2_HIGH), v);
            n.fma(DoubleVector.broadcast(S, -LN2_LOW), r).intoArray(z, zo + i);
        }
    }

    /** 2ⁿ in two factors, since it may be too large or too small for its type. */
    static void powers(double[] room, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector n = DoubleVector.fromArray(S, room, N + i);
            DoubleVector half = n.mul(0.5).add(BIASED);
            DoubleVector rest = n.sub(half.sub(BIASED)).add(BIASED);
            LongVector p = NO_BITS.or(half.reinterpretAsLongs()).lanewise(VectorOperators.LSHL, FRACTION_BITS);
            LongVector q = NO_BITS.or(rest.reinterpretAsLongs()).lanewise(VectorOperators.LSHL, FRACTION_BITS);
            ONE.mul(p.reinterpretAsDoubles()).intoArray(room, P + i);
            ONE.mul(q.reinterpretAsDoubles()).intoArray(room, Q + i);
        }
    }

    /** eʳ − 1. */
    static void series(double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector r = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector sum =
                    r.fma(DoubleVector.broadcast(S, 1.0 / 6227020800L), DoubleVector.broadcast(S, 1.0 / 479001600));
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
            r.fma(sum.mul(r), r).intoArray(z, zo + i);
        }
    }

    /** 2ⁿ eʳ minus a number, where z is eʳ − 1. */
    static void scale(double less, double[] z, int zo, double[] room, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector sum = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector n = DoubleVector.fromArray(S, room, N + i);
            DoubleVector large = sum.add(1)
                    .mul(DoubleVector.fromArray(S, room, P + i))
                    .mul(DoubleVector.fromArray(S, room, Q + i))
                    .sub(less);
            large.blend(sum.sub(less - 1), n.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** e/(2 + e). */
    static void ratio(double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector e = DoubleVector.fromArray(S, z, zo + i);
            e.div(e.add(2)).intoArray(z, zo + i);
        }
    }

    /** log(1 + e) for e from 0 to 1: twice the area tangent of w = e/(2 + e), which is in z, as a series. */
    static void logarithm(double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector w = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector s = w.mul(w);
            DoubleVector sum = s.fma(DoubleVector.broadcast(S, 1.0 / 35), DoubleVector.broadcast(S, 1.0 / 33));
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
            w.add(w).mul(sum).intoArray(z, zo + i);
        }
    }

    /** (1 − e)/(1 + e), odd, where z is e⁻²ˣ − 1 for a positive x. */
    static void tanh(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector t = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector positive = t.neg().div(t.add(2));
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            positive.blend(positive.neg(), v.lt(0)).intoArray(z, zo + i);
        }
    }

    /** 1/(1 + e) or e/(1 + e), where z is e⁻ˣ for a positive x. */
    static void sigmoid(double[] x, int xo, double[] z, int zo, int count) {
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
    static void softplus(double sign, double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector log = DoubleVector.fromArray(S, z, zo + i);
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i).mul(sign);
            log.add(v.max(DoubleVector.zero(S))).mul(sign).intoArray(z, zo + i);
        }
    }
}
