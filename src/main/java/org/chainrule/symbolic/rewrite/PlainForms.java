package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.X;
import static org.chainrule.symbolic.rewrite.FormulaPattern.Y;
import static org.chainrule.symbolic.rewrite.Phase.CANONICALISE;

import org.chainrule.graph.Powers;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Logarithms;

/** Functions that guard against a 0 or keep digits, as the formula they stand for: right to read, not to run. */
final class PlainForms {
    static final Rule XLOGY = CANONICALISE
            .rule("plain-xlogy", "A product with a logarithm, without its guard.")
            .law("xlogy(x, y) = x log y")
            .expands(Guarded.XLOGY)
            .example("x [3], y [3] positive", "xlogy(x, y)", "x * log(y)");

    static final Rule XLOG1PY = CANONICALISE
            .rule("plain-xlog1py", "A product with the logarithm of 1 + y, without its guard.")
            .law("xlog1py(x, y) = x log(1 + y)")
            .equates(Guarded.XLOG1PY.of(X, Y), X.times(Powers.LOG.of(ONE.plus(Y))))
            .example("x [3], y [3] positive", "xlog1py(x, y)", "x * log(1 + y)");

    static final Rule XDIVY = CANONICALISE
            .rule("plain-xdivy", "A quotient without its guard for x = 0.")
            .law("xdivy(x, y) = x/y")
            .expands(Guarded.XDIVY)
            .example("x [3], y [3] positive", "xdivy(x, y)", "x / y");

    static final Rule DIV_NO_NAN = CANONICALISE
            .rule("plain-div-no-nan", "A quotient without its guard for y = 0.")
            .law("div_no_nan(x, y) = x/y")
            .expands(Guarded.DIV_NO_NAN)
            .example("x [3], y [3] positive", "div_no_nan(x, y)", "x / y");

    static final Rule LOG1P = CANONICALISE
            .rule("plain-log1p", "The logarithm of 1 + x written out.")
            .law("log1p(x) = log(1 + x)")
            .equates(Logarithms.LOG1P.of(X), Powers.LOG.of(ONE.plus(X)))
            .example("x [3] positive", "log1p(x)", "log(1 + x)");

    static final Rule EXPM1 = CANONICALISE
            .rule("plain-expm1", "The exponential minus 1 written out.")
            .law("expm1(x) = eˣ − 1")
            .expands(Logarithms.EXPM1)
            .example("x [3]", "expm1(x)", "exp(x) - 1");

    static final Rule SQUARE = CANONICALISE
            .rule("plain-square", "The square as a power.")
            .law("square(x) = x²")
            .equates(X.square(), X.pow(2))
            .example("x [3]", "square(x)", "x^2");

    static final Rule RECIPROCAL = CANONICALISE
            .rule("plain-reciprocal", "The reciprocal as a quotient.")
            .law("reciprocal(x) = 1/x")
            .expands(Powers.RECIPROCAL)
            .example("x [3] positive", "reciprocal(x)", "1 / x");

    static final Rule RSQRT = CANONICALISE
            .rule("plain-rsqrt", "The reciprocal root as a quotient.")
            .law("rsqrt(x) = 1/√x")
            .expands(Powers.RSQRT)
            .example("x [3] positive", "rsqrt(x)", "1 / sqrt(x)");

    private PlainForms() {}
}
