package org.chainrule.explain;

import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * A number of an index form while it is being written, in the notation of index forms and in LaTeX. Here all factors are
 * numbers and products are written side by side, so the precedences are finer than those of the notation.
 *
 * @param negated what this is the negative of, when it is written so
 */
record IndexText(String text, int level, String latex, int latexLevel, @Nullable IndexText negated) {
    static final IndexText ZERO = atom("0", "0");
    static final IndexText ONE = atom("1", "1");

    static final int COMPARISON = 10;
    static final int SUM = 20;
    static final int SIGN = 25;
    static final int QUOTIENT = 30;
    static final int SIGMA = 31;
    static final int PRODUCT = 33;
    static final int POWER = 50;
    static final int ATOM = 60;

    IndexText(String text, int level, String latex, int latexLevel) {
        this(text, level, latex, latexLevel, null);
    }

    static IndexText atom(String text, String latex) {
        return new IndexText(text, ATOM, latex, ATOM);
    }

    String textFrom(int least) {
        return level >= least ? text : "(" + text + ")";
    }

    String latexFrom(int least) {
        return latexLevel >= least ? latex : "\\left(" + latex + "\\right)";
    }

    IndexText times(IndexText right) {
        if (isNumber() && !right.isNumber() && text.equals("1")) {
            return right;
        }
        if (right.isNumber() && !isNumber()) {
            return right.times(this);
        }
        String dot = isNumber() && right.isNumber() ? " · " : " ";
        return new IndexText(
                textFrom(PRODUCT) + dot + factor(right.text, right.level, right.textFrom(POWER)),
                PRODUCT,
                latexFrom(PRODUCT)
                        + (dot.isBlank() ? " " : " \\cdot ")
                        + factor(right.latex, right.latexLevel, right.latexFrom(POWER)),
                PRODUCT);
    }

    /** A product or a sum sign on the right needs no brackets, a sign and a quotient do. */
    private static String factor(String bare, int level, String bracketed) {
        return level == PRODUCT || level == SIGMA ? bare : bracketed;
    }

    boolean isNumber() {
        return !text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    IndexText over(IndexText right) {
        if (negated != null) {
            return negated.over(right).minus();
        }
        if (level == SIGMA && right.level == ATOM) {
            return new IndexText("1/" + right.text, PRODUCT, "\\frac{1}{" + right.latex + "}", ATOM).times(this);
        }
        return new IndexText(
                textFrom(PRODUCT) + " / " + right.textFrom(POWER),
                QUOTIENT,
                "\\frac{" + latex + "}{" + right.latex + "}",
                ATOM);
    }

    IndexText plus(IndexText right) {
        if (right.negated != null) {
            return minus(right.negated);
        }
        // Addition does not mind the order of brackets, but a sign at the start does.
        return joined(
                " + ",
                right.level == SUM && !right.text.startsWith("-") ? right.text : right.textFrom(QUOTIENT),
                right.latexLevel == SUM && !right.latex.startsWith("-") ? right.latex : right.latexFrom(QUOTIENT));
    }

    IndexText minus(IndexText right) {
        return joined(" - ", right.textFrom(QUOTIENT), right.latexFrom(QUOTIENT));
    }

    private IndexText joined(String sign, String right, String latexRight) {
        return new IndexText(textFrom(SUM) + sign + right, SUM, latexFrom(SUM) + sign + latexRight, SUM);
    }

    IndexText minus() {
        return new IndexText("-" + textFrom(QUOTIENT), SIGN, "-" + latexFrom(QUOTIENT), SIGN, this);
    }

    IndexText power(int exponent) {
        return exponent == 1
                ? this
                : new IndexText(
                        textFrom(ATOM) + "^" + exponent, POWER, "{" + latexFrom(ATOM) + "}^{" + exponent + "}", POWER);
    }

    /** The sum over a letter from 1 to a size. */
    IndexText summed(String letter, Dim size) {
        return new IndexText(
                "Σ_" + letter + " " + textFrom(QUOTIENT),
                SIGMA,
                "\\sum_{" + letter + "=1}^{" + SizeOf.node(size).op().spelling().latex() + "} " + latexFrom(QUOTIENT),
                SIGMA);
    }
}
