package org.chainrule.exec.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.chainrule.graph.MeantNumber;

/** Constants of a graph as what they stand for: 0.1 is one tenth, 3.141592653589793 is π. */
final class ExactConstants {
    private final BallArithmetic arithmetic;
    private final BallFunctions functions;

    ExactConstants(BallArithmetic arithmetic, BallFunctions functions) {
        this.arithmetic = arithmetic;
        this.functions = functions;
    }

    /** A long decimal of which nobody knows what it was rounded from has the error of that rounding. */
    Ball of(double value) {
        if (!Double.isFinite(value) || (value == Math.rint(value) && Math.abs(value) < 0x1p53)) {
            return Ball.of(value);
        }
        MeantNumber meant = MeantNumber.of(value);
        Ball result = arithmetic.fraction(meant.top(), meant.bottom());
        if (!meant.isMeant()) {
            return result.blurred(Math.log(4 * Math.ulp(value)) / Math.log(2));
        }
        result = switch (meant.base()) {
            case ONE -> result;
            case E -> arithmetic.times(result, functions.exp(Ball.ONE));
            case LOG_TWO -> arithmetic.times(result, functions.logTwo());
            case LOG_TEN -> arithmetic.times(result, functions.log(Ball.of(10)));
        };
        return times(times(result, functions.pi(), meant.ofPi()), Ball.of(2), meant.ofTwo());
    }

    private Ball times(Ball x, Ball base, int halves) {
        return halves == 0 ? x : arithmetic.times(x, arithmetic.power(arithmetic.sqrt(base), halves));
    }

    /** A value that was given: as it is written in decimal. */
    Ball written(double value) {
        if (!Double.isFinite(value) || value == Math.rint(value)) {
            return Ball.of(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value));
        return decimal.scale() > 0
                ? arithmetic.fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : Ball.of(value);
    }
}
