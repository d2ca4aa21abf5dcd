package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.CANONICALISE;

import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Logarithms;

/** Functions that guard against a 0 or keep digits, as the formula they stand for: right to read, not to run. */
final class PlainForms {
    static final Rule XLOGY = Rule.define(CANONICALISE, "plain-xlogy", "A product with a logarithm, without its guard.")
            .law("xlogy(x, y) = x log y", "\\operatorname{xlogy}(x, y) = x \\log y")
            .on(Guarded.XLOGY, (node, sight) -> Optional.of(node.input(0).times(log(node.input(1)))))
            .example("x [3], y [3] positive", "xlogy(x, y)", "x * log(y)");

    static final Rule XLOG1PY = Rule.define(
                    CANONICALISE, "plain-xlog1py", "A product with the logarithm of 1 + y, without its guard.")
            .law("xlog1py(x, y) = x log(1 + y)", "\\operatorname{xlog1py}(x, y) = x \\log(1 + y)")
            .on(Guarded.XLOG1PY, (node, sight) -> Optional.of(node.input(0).times(log(onePlus(node.input(1))))))
            .example("x [3], y [3] positive", "xlog1py(x, y)", "x * log(1 + y)");

    static final Rule XDIVY = Rule.define(CANONICALISE, "plain-xdivy", "A quotient without its guard for x = 0.")
            .law("xdivy(x, y) = x/y", "\\operatorname{xdivy}(x, y) = \\frac{x}{y}")
            .on(Guarded.XDIVY, (node, sight) -> Optional.of(node.input(0).over(node.input(1))))
            .example("x [3], y [3] positive", "xdivy(x, y)", "x / y");

    static final Rule DIV_NO_NAN = Rule.define(
                    CANONICALISE, "plain-div-no-nan", "A quotient without its guard for y = 0.")
            .law("div_no_nan(x, y) = x/y", "\\operatorname{div\\_no\\_nan}(x, y) = \\frac{x}{y}")
            .on(Guarded.DIV_NO_NAN, (node, sight) -> Optional.of(node.input(0).over(node.input(1))))
            .example("x [3], y [3] positive", "div_no_nan(x, y)", "x / y");

    static final Rule LOG1P = Rule.define(CANONICALISE, "plain-log1p", "The logarithm of 1 + x written out.")
            .law("log1p(x) = log(1 + x)", "\\operatorname{log1p}(x) = \\log(1 + x)")
            .on(Logarithms.LOG1P, (node, sight) -> Optional.of(log(onePlus(node.input(0)))))
            .example("x [3] positive", "log1p(x)", "log(1 + x)");

    static final Rule EXPM1 = Rule.define(CANONICALISE, "plain-expm1", "The exponential minus 1 written out.")
            .law("expm1(x) = eˣ − 1", "\\operatorname{expm1}(x) = e^{x} - 1")
            .on(
                    Logarithms.EXPM1,
                    (node, sight) -> Optional.of(Powers.EXP.of(node.input(0)).minus(1)))
            .example("x [3]", "expm1(x)", "exp(x) - 1");

    static final Rule SQUARE = Rule.define(CANONICALISE, "plain-square", "The square as a power.")
            .law("square(x) = x²", "\\operatorname{square}(x) = x^{2}")
            .on(Powers.SQUARE, (node, sight) -> Optional.of(node.input(0).pow(2)))
            .example("x [3]", "square(x)", "x^2");

    static final Rule RECIPROCAL = Rule.define(CANONICALISE, "plain-reciprocal", "The reciprocal as a quotient.")
            .law("reciprocal(x) = 1/x", "\\operatorname{reciprocal}(x) = \\frac{1}{x}")
            .on(Powers.RECIPROCAL, (node, sight) -> Optional.of(Node.constant(1).over(node.input(0))))
            .example("x [3] positive", "reciprocal(x)", "1 / x");

    static final Rule RSQRT = Rule.define(CANONICALISE, "plain-rsqrt", "The reciprocal root as a quotient.")
            .law("rsqrt(x) = 1/√x", "\\operatorname{rsqrt}(x) = \\frac{1}{\\sqrt{x}}")
            .on(Powers.RSQRT, (node, sight) -> Optional.of(Node.constant(1).over(Node.of(Powers.SQRT, node.input(0)))))
            .example("x [3] positive", "rsqrt(x)", "1 / sqrt(x)");

    private PlainForms() {}

    private static Node log(Node x) {
        return Node.of(Powers.LOG, x);
    }

    private static Node onePlus(Node x) {
        return Node.constant(1).plus(x);
    }
}
