package org.chainrule.exec.compile;

import java.util.IdentityHashMap;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.SlopeOps;
import org.chainrule.ops.Trigonometry;

/**
 * Which rows have a loop of their own. Every other row runs too, by its function, entry by entry: nothing here says what an op
 * means.
 */
final class EntryFunctions {
    private static final IdentityHashMap<Elementwise, EntryFunction> KNOWN = new IdentityHashMap<>();

    static {
        put(Arithmetic.ADD, Code.ADD);
        put(Arithmetic.SUB, Code.SUB);
        put(Arithmetic.MUL, Code.MUL);
        put(Arithmetic.DIV, Code.DIV);
        put(Arithmetic.NEG, Code.NEG);
        put(Powers.SQUARE, Code.SQUARE);
        put(Powers.RECIPROCAL, Code.RECIPROCAL);
        put(Powers.SQRT, Code.SQRT);
        put(Powers.RSQRT, Code.RSQRT);
        put(Powers.EXP, Code.EXP);
        put(Powers.LOG, Code.LOG);
        put(Logarithms.EXPM1, Code.EXPM1);
        put(Logarithms.LOG1P, Code.LOG1P);
        put(Trigonometry.SIN, Code.SIN);
        put(Trigonometry.COS, Code.COS);
        put(Hyperbolic.TANH, Code.TANH);
        put(Hyperbolic.SECH2, Code.SECH2);
        put(Sigmoids.SIGMOID, Code.SIGMOID);
        put(SlopeOps.SIGMOID, Code.SIGMOID_SLOPE);
        put(Sigmoids.LOGSIGMOID, Code.LOGSIGMOID);
        put(Sigmoids.SOFTPLUS, Code.SOFTPLUS);
        put(Rectifiers.RELU, Code.RELU);
        put(Sigmoids.STEP, Code.STEP);
        put(Rounding.SIGN, Code.SIGN);
        put(Rounding.ABS, Code.ABS);
        put(Extremes.MAXIMUM, Code.MAX);
        put(Extremes.MINIMUM, Code.MIN);
        put(Comparison.GREATER, Code.GREATER);
        put(Comparison.GREATER_EQUAL, Code.GREATER_EQUAL);
        put(Comparison.LESS, Code.LESS);
        put(Comparison.LESS_EQUAL, Code.LESS_EQUAL);
        put(Comparison.EQUAL, Code.EQUAL);
        put(Comparison.NOT_EQUAL, Code.NOT_EQUAL);
    }

    private EntryFunctions() {}

    private static void put(Elementwise op, Code code) {
        KNOWN.put(op, new EntryFunction(code, op.function()));
    }

    static EntryFunction of(Elementwise op) {
        EntryFunction known = KNOWN.get(op);
        return known == null ? new EntryFunction(Code.ANY, op.function()) : known;
    }
}
