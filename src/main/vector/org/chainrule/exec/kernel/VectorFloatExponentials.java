package org.chainrule.exec.kernel;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Exponentials over {@code float[]}, of sums, products and shifts of vectors alone. The JVM's own have one value before their loop is compiled and
 * another after, so that a training would depend on how warm it is. The result is within two units in the last place.
 *
 * <p>It is 2ⁿ eʳ, r at most log(2)/2, by Taylor's series: four loops, one after the other over a block that stays in the cache, since
 * {@link Apart each} has to be short.
 */
final class VectorFloatExponentials {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    // What is read as another type has no known class to the compiler of JDK 17; what a constant makes of it has.
    private static final FloatVector ONE = FloatVector.broadcast(S, 1);
    private static final IntVector NO_BITS = IntVector.broadcast(IntVector.SPECIES_PREFERRED, 0);

    /** Added and taken away again it rounds to a whole number. */
    static final float MAGIC = 0x1.8p23f;
    /** The same, which leaves in the last bits of the sum the exponent of 2 to the power of that number. */
    static final float BIASED = 0x1.8p23f + 127;

    static final float LOG2_E = 1.44269504f;
    /** log 2 in two parts: the product of the first with a whole number below 2¹⁴ is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;
    static final float LOWEST = -104;
    static final float HIGHEST = 89;
    static final int FRACTION_BITS = 23;

    /** The coefficients of (eʳ − 1 − r)/r², the last ones first. */
    @SuppressWarnings("MutableConstantField")
    static final float[] SERIES = {1f / 40320, 1f / 5040, 1f / 720, 1f / 120, 1f / 24, 1f / 6, 1f / 2};

    /** Up to its power of this the series of the area tangent goes. */
    static final int ODD = 17;

    /** So many entries go through all loops before the next ones. */
    static final int BLOCK = 512;
    // What is kept of each: the arguments, n, and 2ⁿ in two factors.
    private static final int KEPT = 0;
    private static final int N = BLOCK;
    private static final int P = 2 * BLOCK;
    private static final int Q = 3 * BLOCK;

    private static final ThreadLocal<float[]> ROOM = ThreadLocal.withInitial(() -> new float[4 * BLOCK]);

    private static final Apart LOOPS = Apart.of(
            MethodHandles.lookup(),
            float[].class,
            VectorFloatExponentials.class,
            FloatTwins.class,
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

    private VectorFloatExponentials() {}

    /** A function of each entry, where {@code count} is a multiple of the length of a vector. False, and nothing done, for one that has no loop here. */
    static boolean apply(Code code, float[] x, int xo, float[] z, int zo, int count) {
        switch (code) {
            case EXP, EXPM1, TANH, SIGMOID, SOFTPLUS, LOGSIGMOID, SIGMOID_SLOPE, SECH2 -> {
                float[] room = ROOM.get();
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
    private static void block(Code code, float[] x, int xo, float[] z, int zo, int count, float[] room)
            throws Throwable {
        if (x == z) {
            System.arraycopy(x, xo, room, KEPT, count);
        }
        float[] kept = x == z ? room : x;
        int at = x == z ? KEPT : xo;
        power(code, x, xo, z, zo, count, room);
        LOOPS.at(3).invokeExact(less(code), z, zo, room, count);
        finish(code, kept, at, z, zo, count);
    }

    /** Two functions of one {@link Code#kin kin} of each entry, as {@link #apply}; {@code z} is not where {@code x} is. */
    static void both(Code first, Code second, float[] x, int xo, float[] z, int zo, float[] w, int wo, int count) {
        float[] room = ROOM.get();
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
    private static void power(Code code, float[] x, int xo, float[] z, int zo, int count, float[] room)
            throws Throwable {
        float one = code == Code.TANH || code == Code.SECH2 ? 2 : 1;
        float other = code == Code.EXP || code == Code.EXPM1 ? 1 : -one;
        LOOPS.at(0).invokeExact(one, other, x, xo, z, zo, room, count);
        LOOPS.at(1).invokeExact(room, count);
        LOOPS.at(2).invokeExact(z, zo, count);
    }

    /** What is taken from that power: 1, with all digits where x is small, or nothing. */
    private static float less(Code code) {
        return code == Code.EXPM1 || code == Code.TANH ? 1 : 0;
    }

    /** The function of that power. */
    @SuppressWarnings("IllegalThrows") // handles declare it
    private static void finish(Code code, float[] x, int xo, float[] z, int zo, int count) throws Throwable {
        switch (code) {
            case EXP, EXPM1 -> {}
            case TANH -> LOOPS.at(6).invokeExact(x, xo, z, zo, count);
            case SIGMOID -> LOOPS.at(7).invokeExact(x, xo, z, zo, count);
            case SIGMOID_SLOPE -> LOOPS.at(8).invokeExact((float) 1, z, zo, count);
            case SECH2 -> LOOPS.at(8).invokeExact((float) 4, z, zo, count);
            default -> {
                LOOPS.at(4).invokeExact(z, zo, count);
                LOOPS.at(5).invokeExact(z, zo, count);
                LOOPS.at(9).invokeExact((float) (code == Code.SOFTPLUS ? 1 : -1), x, xo, z, zo, count);
            }
        }
    }

    /** The lesser of two multiples of x as n log 2 + r. */
    static void split(float one, float other, float[] x, int xo, float[] z, int zo, float[] room, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v = v.mul(one).min(v.mul(other)).max(LOWEST).min(HIGHEST);
            FloatVector n = v.mul(LOG2_E).add(MAGIC).sub(MAGIC);
            n.intoArray(room, N + i);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), v);
            n.fma(FloatVector.broadcast(S, -LN2_LOW), r).intoArray(z, zo + i);
        }
    }

    /** 2ⁿ in two factors, since it may be too large or too small for its type. */
    static void powers(float[] room, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector n = FloatVector.fromArray(S, room, N + i);
            FloatVector half = n.mul(0.5f).add(BIASED);
            FloatVector rest = n.sub(half.sub(BIASED)).add(BIASED);
            IntVector p = NO_BITS.or(half.reinterpretAsInts()).lanewise(VectorOperators.LSHL, FRACTION_BITS);
            IntVector q = NO_BITS.or(rest.reinterpretAsInts()).lanewise(VectorOperators.LSHL, FRACTION_BITS);
            ONE.mul(p.reinterpretAsFloats()).intoArray(room, P + i);
            ONE.mul(q.reinterpretAsFloats()).intoArray(room, Q + i);
        }
    }

    /** eʳ − 1. */
    static void series(float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector r = FloatVector.fromArray(S, z, zo + i);
            FloatVector sum = r.fma(FloatVector.broadcast(S, 1f / 40320), FloatVector.broadcast(S, 1f / 5040));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 720));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 120));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 24));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 6));
            sum = sum.fma(r, FloatVector.broadcast(S, 1f / 2));
            r.fma(sum.mul(r), r).intoArray(z, zo + i);
        }
    }

    /** 2ⁿ eʳ minus a number, where z is eʳ − 1. */
    static void scale(float less, float[] z, int zo, float[] room, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector sum = FloatVector.fromArray(S, z, zo + i);
            FloatVector n = FloatVector.fromArray(S, room, N + i);
            FloatVector large = sum.add(1)
                    .mul(FloatVector.fromArray(S, room, P + i))
                    .mul(FloatVector.fromArray(S, room, Q + i))
                    .sub(less);
            large.blend(sum.sub(less - 1), n.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** e/(2 + e). */
    static void ratio(float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector e = FloatVector.fromArray(S, z, zo + i);
            e.div(e.add(2)).intoArray(z, zo + i);
        }
    }

    /** log(1 + e) for e from 0 to 1: twice the area tangent of w = e/(2 + e), which is in z, as a series. */
    static void logarithm(float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector w = FloatVector.fromArray(S, z, zo + i);
            FloatVector s = w.mul(w);
            FloatVector sum = s.fma(FloatVector.broadcast(S, 1f / 17), FloatVector.broadcast(S, 1f / 15));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 13));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 11));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 9));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 7));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 5));
            sum = sum.fma(s, FloatVector.broadcast(S, 1f / 3));
            sum = sum.fma(s, FloatVector.broadcast(S, 1));
            w.add(w).mul(sum).intoArray(z, zo + i);
        }
    }

    /** (1 − e)/(1 + e), odd, where z is e⁻²ˣ − 1 for a positive x. */
    static void tanh(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector t = FloatVector.fromArray(S, z, zo + i);
            FloatVector positive = t.neg().div(t.add(2));
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            positive.blend(positive.neg(), v.lt(0)).intoArray(z, zo + i);
        }
    }

    /** 1/(1 + e) or e/(1 + e), where z is e⁻ˣ for a positive x. */
    static void sigmoid(float[] x, int xo, float[] z, int zo, int count) {
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
    static void softplus(float sign, float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector log = FloatVector.fromArray(S, z, zo + i);
            FloatVector v = FloatVector.fromArray(S, x, xo + i).mul(sign);
            log.add(v.max(FloatVector.zero(S))).mul(sign).intoArray(z, zo + i);
        }
    }
}
