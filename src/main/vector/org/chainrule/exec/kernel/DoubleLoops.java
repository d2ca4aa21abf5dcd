package org.chainrule.exec.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over {@code double[]} on the Vector API, one method for each {@link EntryFunction.Code} that bears its name, all with the same arguments, which {@link Apart} makes
 * callable. The count is a multiple of {@link #L}.
 */
final class DoubleLoops {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    /** The number of entries of a vector. */
    static final int L = S.length();

    private DoubleLoops() {}

    static void neg(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.NEG).intoArray(z, zo + i);
        }
    }

    static void square(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.MUL, v).intoArray(z, zo + i);
        }
    }

    static void sqrt(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.SQRT).intoArray(z, zo + i);
        }
    }

    static void rsqrt(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            one.div(v.sqrt()).intoArray(z, zo + i);
        }
    }

    static void abs(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.ABS).intoArray(z, zo + i);
        }
    }

    static void reciprocal(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            one.div(v).intoArray(z, zo + i);
        }
    }

    static void relu(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.max(DoubleVector.zero(S)).intoArray(z, zo + i);
        }
    }

    /** NaN where x is no number. */
    static void sign(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            zero.blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(-1, v.lt(0))
                    .blend(v, v.compare(VectorOperators.NE, v))
                    .intoArray(z, zo + i);
        }
    }

    /** NaN where x is no number. */
    static void step(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            zero.blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(v, v.compare(VectorOperators.NE, v))
                    .intoArray(z, zo + i);
        }
    }

    static void add(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.ADD, w).intoArray(z, zo + i);
        }
    }

    static void sub(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.SUB, w).intoArray(z, zo + i);
        }
    }

    static void mul(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MUL, w).intoArray(z, zo + i);
        }
    }

    static void div(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.DIV, w).intoArray(z, zo + i);
        }
    }

    static void max(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MAX, w).intoArray(z, zo + i);
        }
    }

    static void min(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MIN, w).intoArray(z, zo + i);
        }
    }

    static void greater(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GT, w)).intoArray(z, zo + i);
        }
    }

    static void greaterEqual(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GE, w)).intoArray(z, zo + i);
        }
    }

    static void less(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.LT, w)).intoArray(z, zo + i);
        }
    }

    static void lessEqual(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.LE, w)).intoArray(z, zo + i);
        }
    }

    static void equal(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.EQ, w)).intoArray(z, zo + i);
        }
    }

    static void notEqual(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.NE, w)).intoArray(z, zo + i);
        }
    }

    /** {@code y} where the condition is not 0, else {@code x}. */
    static void select(double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            DoubleVector condition = DoubleVector.fromArray(S, c, co + i);
            v.blend(w, condition.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    /** {@code z += f x}. */
    static void addScaled(double f, double[] x, int xo, double[] z, int zo, int count) {
        DoubleVector factor = DoubleVector.broadcast(S, f);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.fma(factor, DoubleVector.fromArray(S, z, zo + i)).intoArray(z, zo + i);
        }
    }

    /** Four rows, {@code step} apart, each times a number, added to {@code z}. */
    static void addFour(
            double f, double g, double h, double i, double[] x, int xo, int step, double[] z, int zo, int count) {
        DoubleVector first = DoubleVector.broadcast(S, f);
        DoubleVector second = DoubleVector.broadcast(S, g);
        DoubleVector third = DoubleVector.broadcast(S, h);
        DoubleVector fourth = DoubleVector.broadcast(S, i);
        for (int j = 0, from = xo; j < count; j += L, from += L) {
            DoubleVector sum = DoubleVector.fromArray(S, x, from).fma(first, DoubleVector.fromArray(S, z, zo + j));
            sum = DoubleVector.fromArray(S, x, from + step).fma(second, sum);
            sum = DoubleVector.fromArray(S, x, from + 2 * step).fma(third, sum);
            DoubleVector.fromArray(S, x, from + 3 * step).fma(fourth, sum).intoArray(z, zo + j);
        }
    }

    /** Four sums, lane by lane, of every fourth vector each, go into {@code lanes}; the count is a multiple of four vectors. */
    static void sums(double[] x, int xo, double[] lanes, int count) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = DoubleVector.zero(S);
        DoubleVector c = DoubleVector.zero(S);
        DoubleVector d = DoubleVector.zero(S);
        for (int i = 0; i < count; i += 4 * L) {
            a = DoubleVector.fromArray(S, x, xo + i).add(a);
            b = DoubleVector.fromArray(S, x, xo + i + L).add(b);
            c = DoubleVector.fromArray(S, x, xo + i + 2 * L).add(c);
            d = DoubleVector.fromArray(S, x, xo + i + 3 * L).add(d);
        }
        a.add(b).add(c.add(d)).intoArray(lanes, 0);
    }
}
