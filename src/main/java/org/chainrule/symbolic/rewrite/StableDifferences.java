package org.chainrule.symbolic.rewrite;

import static org.chainrule.message.Message.english;
import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.X;
import static org.chainrule.symbolic.rewrite.Phase.DIFFERENCES;
import static org.chainrule.symbolic.rewrite.Phase.STABILISE;

import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Norms;
import org.chainrule.ops.Statistics;
import org.chainrule.ops.Trigonometry;

/** Differences of numbers that are nearly equal, and squares, products and determinants that overflow. */
final class StableDifferences {
    private static final double INF = Double.POSITIVE_INFINITY;

    static final Rule LOG1P = STABILISE
            .rule("log-of-one-plus", "The logarithm of 1 + x without the rounding of 1 + x.")
            .law("log(1 + x) = log1p(x)")
            .defines(Logarithms.LOG1P)
            .equates(Powers.LOG.of(ONE.minus(X.neg())), Logarithms.LOG1P.of(X))
            .example("x [3] positive", "log(1 + x)", "log1p(x)")
            .example("p [3] probability", "log(1 - p)", "log1p(-p)")
            .loses(-4.6e-4, 9.1e-4);

    static final Rule EXPM1 = DIFFERENCES
            .rule("exp-minus-one", "eˣ − 1 without the rounding of eˣ.")
            .law("eˣ − 1 = expm1(x)")
            .defines(Logarithms.EXPM1)
            .equates(ONE.minus(Powers.EXP.of(X)), Logarithms.EXPM1.of(X).neg())
            .example("x [3]", "exp(x) - 1", "expm1(x)")
            .example("x [3]", "1 - exp(x)", "-expm1(x)")
            .loses(-3.9e-4, 9.1e-4);

    static final Rule ONE_MINUS_COS = DIFFERENCES
            .rule("one-minus-cosine", "1 − cos x by the sine of half the angle.")
            .law("1 − cos x = 2 sin²(x/2)")
            .equates(
                    ONE.minus(Trigonometry.COS.of(X)),
                    Trigonometry.SIN.of(X.over(2)).square().times(2))
            .example("x [3]", "1 - cos(x)", "2 * square(sin(x / 2))")
            .loses(-0.03, 0.03)
            .of(node -> node.input(1).input(0).input(0).input(0));

    static final Rule ROOT_MINUS_ONE = DIFFERENCES
            .rule("root-minus-one", "√(1 + x) − 1 as a quotient in which nothing cancels.")
            .law("√(1 + x) − 1 = x/(√(1 + x) + 1)")
            .equates(
                    Powers.SQRT.of(ONE.plus(X)).minus(1),
                    X.over(Powers.SQRT.of(ONE.plus(X)).plus(1)))
            .example("x [3] positive", "sqrt(1 + x) - 1", "x / (sqrt(1 + x) + 1)")
            .loses(-7.4e-4, 0.0023);

    static final Rule HYPOT = STABILISE
            .rule("root-of-two-squares", "The hypotenuse, whose squares may overflow where it does not.")
            .law("√(x² + y²) = hypot(x, y)")
            .defines(Trigonometry.HYPOT)
            .example("x [3], y [3]", "sqrt(x^2 + y*y)", "hypot(x, y)")
            .loses(Loss.of("sqrt(x^2 + x^2)", "hypot(x, x)").in(-INF, -1e154, -1.6e-156, 1.6e-156, 1e154, INF));

    static final Rule NORM = STABILISE
            .rule("root-of-sum-of-squares", "The norm, whose squares may overflow where it does not.")
            .law("√(Σ x²) = ‖x‖")
            .on(Powers.SQRT, StableDifferences::norm)
            .example("X [2, 3]", "sqrt(sum(X^2, axis=1))", "norm(X, axis=1)")
            .loses(Loss.of("sqrt(sum(([1, 1] * X)^2))", "norm([1, 1] * X)")
                    .of(english("the entries of {0}"))
                    .in(-INF, -1e154, -1.6e-156, 1.6e-156, 1e154, INF));

    static final Rule VARIANCE = STABILISE
            .rule("mean-square-less-squared-mean", "The variance by deviations from the mean.")
            .law("mean(x²) − mean(x)² = var(x)")
            .on(Arithmetic.SUB, StableDifferences::variance)
            .example("X [2, 3]", "mean(X^2, axis=1) - mean(X, axis=1)^2", "var(X, axis=1)")
            .loses(Loss.of("mean(([0, 0.7, 1.9] + X)^2) - mean([0, 0.7, 1.9] + X)^2", "var([0, 0.7, 1.9] + X)")
                    .of(english("{0}, in units of its spread,"))
                    .in(-INF, -16, 16, INF));

    static final Rule LOGDET = STABILISE
            .rule("log-of-determinant", "The logarithm of a determinant, which itself may overflow.")
            .law("log det A = logdet(A)")
            .on(
                    Powers.LOG,
                    (node, sight) -> node.input(0).op() == Determinants.DETERMINANT,
                    (node, sight) -> Determinants.logdet(node.input(0).input(0)))
            .example("A [3, 3] spd", "log(det(A))", "logdet(A)")
            .loses(Loss.of("log(det(A * [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]))", "4 * log(A)")
                    .of(english("the fourth root of the determinant of {0}"))
                    .in(-INF, 2.5e-79, 1.6e77, INF));

    static final Rule ENTROPY = STABILISE
            .rule("product-with-own-logarithm", "x log x is 0 at 0, its limit.")
            .law("x log x = xlogy(x, x)")
            .equates(X.times(Powers.LOG.of(X)), Guarded.XLOGY.of(X, X))
            .example("p [3] positive", "p * log(p)", "xlogy(p, p)");

    private StableDifferences() {}

    private static Optional<Node> norm(Node node, Visibility sight) {
        Node sum = node.input(0);
        return sum.op() instanceof Sum op
                ? Product.squared(sum.input(0), sight)
                        .filter(x -> x.shape().sameShape(sum.input(0).shape()))
                        .map(x -> Norms.norm(x, 2, op.axes(), op.keepdims()))
                : Optional.empty();
    }

    private static Optional<Node> variance(Node node, Visibility sight) {
        Node square = node.input(0);
        Optional<Node> mean = Product.squared(node.input(1), sight);
        if (!(square.op() instanceof Mean op) || mean.isEmpty()) {
            return Optional.empty();
        }
        return Product.squared(square.input(0), sight)
                .filter(x -> mean.get() == Mean.over(x, op.axes(), op.keepdims()))
                .map(x -> Statistics.var(x, op.axes(), 0, op.keepdims()));
    }
}
