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
    private static final IdentityHashMap<Elementwise, Code> CODES = new IdentityHashMap<>();

    static {
        CODES.put(Arithmetic.ADD, Code.ADD);
        CODES.put(Arithmetic.SUB, Code.SUB);
        CODES.put(Arithmetic.MUL, Code.MUL);
        CODES.put(Arithmetic.DIV, Code.DIV);
        CODES.put(Arithmetic.NEG, Code.NEG);
        CODES.put(Powers.SQUARE, Code.SQUARE);
        CODES.put(Powers.RECIPROCAL, Code.RECIPROCAL);
        CODES.put(Powers.SQRT, Code.SQRT);
        CODES.put(Powers.RSQRT, Code.RSQRT);
        CODES.put(Powers.EXP, Code.EXP);
        CODES.put(Powers.LOG, Code.LOG);
        CODES.put(Logarithms.EXPM1, Code.EXPM1);
        CODES.put(Logarithms.LOG1P, Code.LOG1P);
        CODES.put(Trigonometry.SIN, Code.SIN);
        CODES.put(Trigonometry.COS, Code.COS);
        CODES.put(Hyperbolic.TANH, Code.TANH);
        CODES.put(Hyperbolic.SECH2, Code.SECH2);
        CODES.put(Sigmoids.SIGMOID, Code.SIGMOID);
        CODES.put(SlopeOps.SIGMOID, Code.SIGMOID_SLOPE);
        CODES.put(Sigmoids.LOGSIGMOID, Code.LOGSIGMOID);
        CODES.put(Sigmoids.SOFTPLUS, Code.SOFTPLUS);
        CODES.put(Rectifiers.RELU, Code.RELU);
        CODES.put(Sigmoids.STEP, Code.STEP);
        CODES.put(Rounding.SIGN, Code.SIGN);
        CODES.put(Rounding.ABS, Code.ABS);
        CODES.put(Extremes.MAXIMUM, Code.MAX);
        CODES.put(Extremes.MINIMUM, Code.MIN);
        CODES.put(Comparison.GREATER, Code.GREATER);
        CODES.put(Comparison.GREATER_EQUAL, Code.GREATER_EQUAL);
        CODES.put(Comparison.LESS, Code.LESS);
        CODES.put(Comparison.LESS_EQUAL, Code.LESS_EQUAL);
        CODES.put(Comparison.EQUAL, Code.EQUAL);
        CODES.put(Comparison.NOT_EQUAL, Code.NOT_EQUAL);
    }

    private EntryFunctions() {}

    static EntryFunction of(Elementwise op) {
        return new EntryFunction(CODES.getOrDefault(op, Code.ANY), op.function());
    }
}
