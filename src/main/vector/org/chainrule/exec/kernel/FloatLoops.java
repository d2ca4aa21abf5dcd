package org.chainrule.exec.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over {@code float[]} on the Vector API, one method for each {@link EntryFunction.Code} that bears its name, all with the same arguments, which {@link Apart} makes
 * callable. The count is a multiple of {@link #L}.
 */
final class FloatLoops {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    /** The number of entries of a vector. */
    static final int L = S.length();

    private FloatLoops() {}

    static void neg(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.NEG).intoArray(z, zo + i);
        }
    }

    static void square(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.MUL, v).intoArray(z, zo + i);
        }
    }

    static void sqrt(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.SQRT).intoArray(z, zo + i);
        }
    }

    static void rsqrt(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            one.div(v.sqrt()).intoArray(z, zo + i);
        }
    }

    static void abs(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.ABS).intoArray(z, zo + i);
        }
    }

    static void reciprocal(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            one.div(v).intoArray(z, zo + i);
        }
    }

    static void relu(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.max(FloatVector.zero(S)).intoArray(z, zo + i);
        }
    }

    /** NaN where x is no number. */
    static void sign(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            zero.blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(-1, v.lt(0))
                    .blend(v, v.compare(VectorOperators.NE, v))
                    .intoArray(z, zo + i);
        }
    }

    /** NaN where x is no number. */
    static void step(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            zero.blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(v, v.compare(VectorOperators.NE, v))
                    .intoArray(z, zo + i);
        }
    }

    static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.ADD, w).intoArray(z, zo + i);
        }
    }

    static void sub(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.SUB, w).intoArray(z, zo + i);
        }
    }

    static void mul(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MUL, w).intoArray(z, zo + i);
        }
    }

    static void div(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.DIV, w).intoArray(z, zo + i);
        }
    }

    static void max(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MAX, w).intoArray(z, zo + i);
        }
    }

    static void min(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MIN, w).intoArray(z, zo + i);
        }
    }

    static void greater(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GT, w)).intoArray(z, zo + i);
        }
    }

    static void greaterEqual(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GE, w)).intoArray(z, zo + i);
        }
    }

    static void less(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.LT, w)).intoArray(z, zo + i);
        }
    }

    static void lessEqual(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.LE, w)).intoArray(z, zo + i);
        }
    }

    static void equal(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.EQ, w)).intoArray(z, zo + i);
        }
    }

    static void notEqual(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.NE, w)).intoArray(z, zo + i);
        }
    }

    /** {@code y} where the condition is not 0, else {@code x}. */
    static void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            FloatVector condition = FloatVector.fromArray(S, c, co + i);
            v.blend(w, condition.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** {@code z += f x}. */
    static void addScaled(float f, float[] x, int xo, float[] z, int zo, int count) {
        FloatVector factor = FloatVector.broadcast(S, f);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.fma(factor, FloatVector.fromArray(S, z, zo + i)).intoArray(z, zo + i);
        }
    }

    /** Four rows, {@code step} apart, each times a number, added to {@code z}. */
    static void addFour(float f, float g, float h, float i, float[] x, int xo, int step, float[] z, int zo, int count) {
        FloatVector first = FloatVector.broadcast(S, f);
        FloatVector second = FloatVector.broadcast(S, g);
        FloatVector third = FloatVector.broadcast(S, h);
        FloatVector fourth = FloatVector.broadcast(S, i);
        for (int j = 0, from = xo; j < count; j += L, from += L) {
            FloatVector sum = FloatVector.fromArray(S, x, from).fma(first, FloatVector.fromArray(S, z, zo + j));
            sum = FloatVector.fromArray(S, x, from + step).fma(second, sum);
            sum = FloatVector.fromArray(S, x, from + 2 * step).fma(third, sum);
            FloatVector.fromArray(S, x, from + 3 * step).fma(fourth, sum).intoArray(z, zo + j);
        }
    }

    /** Four sums, lane by lane, of every fourth vector each, go into {@code lanes}; the count is a multiple of four vectors. */
    static void sums(float[] x, int xo, float[] lanes, int count) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        for (int i = 0; i < count; i += 4 * L) {
            a = FloatVector.fromArray(S, x, xo + i).add(a);
            b = FloatVector.fromArray(S, x, xo + i + L).add(b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * L).add(c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * L).add(d);
        }
        a.add(b).add(c.add(d)).intoArray(lanes, 0);
    }
}
