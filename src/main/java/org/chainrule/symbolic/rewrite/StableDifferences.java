package org.chainrule.symbolic.rewrite;

import static org.chainrule.message.Message.english;
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

    static final Rule LOG1P = Rule.define(
                    STABILISE, "log-of-one-plus", "The logarithm of 1 + x without the rounding of 1 + x.")
            .law("log(1 + x) = log1p(x)", "\\log(1 + x) = \\operatorname{log1p}(x)")
            .on(Powers.LOG, (node, sight) -> StablePatterns.besideOne(node.input(0), sight)
                    .or(() -> StablePatterns.takenFromOne(node.input(0), sight).map(StablePatterns::negative))
                    .map(x -> Node.of(Logarithms.LOG1P, x)))
            .example("x [3] positive", "log(1 + x)", "log1p(x)")
            .example("p [3] probability", "log(1 - p)", "log1p(-p)")
            .loses(Loss.of("log(1 + t)", "log1p(t)", "{0}", 16, -4.6e-4, 9.1e-4), node -> node.input(0));

    static final Rule EXPM1 = Rule.define(DIFFERENCES, "exp-minus-one", "eˣ − 1 without the rounding of eˣ.")
            .law("eˣ − 1 = expm1(x)", "e^{x} - 1 = \\operatorname{expm1}(x)")
            .on(Arithmetic.SUB, StableDifferences::expm1)
            .example("x [3]", "exp(x) - 1", "expm1(x)")
            .example("x [3]", "1 - exp(x)", "-expm1(x)")
            .loses(
                    Loss.of("exp(t) - 1", "expm1(t)", "{0}", 16, -3.9e-4, 9.1e-4),
                    node -> node.op() == Arithmetic.NEG ? node.input(0).input(0) : node.input(0));

    static final Rule ONE_MINUS_COS = Rule.define(
                    DIFFERENCES, "one-minus-cosine", "1 − cos x by the sine of half the angle.")
            .law("1 − cos x = 2 sin²(x/2)", "1 - \\cos x = 2 \\sin^{2} \\tfrac{x}{2}")
            .on(Arithmetic.SUB, (node, sight) -> StablePatterns.takenFromOne(node, sight)
                    .flatMap(x -> sight.argument(Trigonometry.COS, x))
                    .map(x -> Node.of(Trigonometry.SIN, x.over(2)).square().times(2)))
            .example("x [3]", "1 - cos(x)", "2 * square(sin(x / 2))")
            .loses(
                    Loss.of("1 - cos(t)", "2 * sin(t / 2)^2", "{0}", 16, -0.03, 0.03),
                    node -> node.input(1).input(0).input(0).input(0));

    static final Rule ROOT_MINUS_ONE = Rule.define(
                    DIFFERENCES, "root-minus-one", "√(1 + x) − 1 as a quotient in which nothing cancels.")
            .law("√(1 + x) − 1 = x/(√(1 + x) + 1)", "\\sqrt{1 + x} - 1 = \\frac{x}{\\sqrt{1 + x} + 1}")
            .on(
                    Arithmetic.SUB,
                    (node, sight) -> sight.is(node.input(0), Powers.SQRT) && Visibility.isNumber(node.input(1), 1)
                            ? StablePatterns.besideOne(node.input(0).input(0), sight)
                                    .map(x -> x.over(node.input(0).plus(1)))
                            : Optional.empty())
            .example("x [3] positive", "sqrt(1 + x) - 1", "x / (sqrt(1 + x) + 1)")
            .loses(
                    Loss.of("sqrt(1 + t) - 1", "t / (sqrt(1 + t) + 1)", "{0}", 16, -7.4e-4, 0.0023),
                    node -> node.input(0));

    static final Rule HYPOT = Rule.define(
                    STABILISE, "root-of-two-squares", "The hypotenuse, whose squares may overflow where it does not.")
            .law("√(x² + y²) = hypot(x, y)", "\\sqrt{x^{2} + y^{2}} = \\operatorname{hypot}(x, y)")
            .on(Powers.SQRT, StableDifferences::hypot)
            .example("x [3], y [3]", "sqrt(x^2 + y*y)", "hypot(x, y)")
            .loses(
                    Loss.of("sqrt(t^2 + t^2)", "hypot(t, t)", "{0}", 16, -INF, -1e154, -1.6e-156, 1.6e-156, 1e154, INF),
                    node -> node.input(0));

    static final Rule NORM = Rule.define(
                    STABILISE, "root-of-sum-of-squares", "The norm, whose squares may overflow where it does not.")
            .law("√(Σ x²) = ‖x‖", "\\sqrt{\\textstyle\\sum x^{2}} = \\lVert x \\rVert")
            .on(Powers.SQRT, StableDifferences::norm)
            .example("X [2, 3]", "sqrt(sum(X^2, axis=1))", "norm(X, axis=1)")
            .loses(
                    Loss.of(
                            "sqrt(sum(([1, 1] * t)^2))",
                            "norm([1, 1] * t)",
                            english("the entries of {0}"),
                            16,
                            -INF,
                            -1e154,
                            -1.6e-156,
                            1.6e-156,
                            1e154,
                            INF),
                    node -> node.input(0));

    static final Rule VARIANCE = Rule.define(
                    STABILISE, "mean-square-less-squared-mean", "The variance by deviations from the mean.")
            .law("mean(x²) − mean(x)² = var(x)", "\\overline{x^{2}} - \\bar x^{2} = \\operatorname{var}(x)")
            .on(Arithmetic.SUB, StableDifferences::variance)
            .example("X [2, 3]", "mean(X^2, axis=1) - mean(X, axis=1)^2", "var(X, axis=1)")
            .loses(
                    Loss.of(
                            "mean(([0, 0.7, 1.9] + t)^2) - mean([0, 0.7, 1.9] + t)^2",
                            "var([0, 0.7, 1.9] + t)",
                            english("{0}, in units of its spread,"),
                            16,
                            -INF,
                            -16,
                            16,
                            INF),
                    node -> node.input(0));

    static final Rule LOGDET = Rule.define(
                    STABILISE, "log-of-determinant", "The logarithm of a determinant, which itself may overflow.")
            .law("log det A = logdet(A)", "\\log \\det A = \\operatorname{logdet}(A)")
            .on(
                    Powers.LOG,
                    (node, sight) -> node.input(0).op() instanceof Determinants.Det
                            ? Optional.of(Determinants.logdet(node.input(0).input(0)))
                            : Optional.empty())
            .example("A [3, 3] spd", "log(det(A))", "logdet(A)")
            .loses(
                    Loss.of(
                            "log(det(t * [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]))",
                            "4 * log(t)",
                            english("the fourth root of the determinant of {0}"),
                            16,
                            -INF,
                            2.5e-79,
                            1.6e77,
                            INF),
                    node -> node.input(0));

    static final Rule ENTROPY = Rule.define(STABILISE, "product-with-own-logarithm", "x log x is 0 at 0, its limit.")
            .law("x log x = xlogy(x, x)", "x \\log x = \\operatorname{xlogy}(x, x)")
            .on(Arithmetic.MUL, (node, sight) -> {
                for (int k = 0; k < 2; k++) {
                    Node log = node.input(k);
                    if (sight.is(log, Powers.LOG) && log.input(0) == node.input(1 - k)) {
                        return Optional.of(Node.of(Guarded.XLOGY, log.input(0), log.input(0)));
                    }
                }
                return Optional.empty();
            })
            .example("p [3] positive", "p * log(p)", "xlogy(p, p)");

    private StableDifferences() {}

    private static Optional<Node> expm1(Node node, Visibility sight) {
        Optional<Node> x =
                Visibility.isNumber(node.input(1), 1) ? sight.argument(Powers.EXP, node.input(0)) : Optional.empty();
        Optional<Node> y = StablePatterns.takenFromOne(node, sight).flatMap(e -> sight.argument(Powers.EXP, e));
        return x.map(e -> Node.of(Logarithms.EXPM1, e))
                .or(() -> y.map(e -> Node.of(Logarithms.EXPM1, e).neg()));
    }

    private static Optional<Node> hypot(Node node, Visibility sight) {
        Node sum = node.input(0);
        if (!sight.is(sum, Arithmetic.ADD)) {
            return Optional.empty();
        }
        Optional<Node> x = StablePatterns.squared(sum.input(0), sight);
        Optional<Node> y = StablePatterns.squared(sum.input(1), sight);
        return x.isPresent() && y.isPresent()
                ? Optional.of(Node.of(Trigonometry.HYPOT, x.get(), y.get()))
                : Optional.empty();
    }

    private static Optional<Node> norm(Node node, Visibility sight) {
        Node sum = node.input(0);
        return sum.op() instanceof Sum op
                ? StablePatterns.squared(sum.input(0), sight)
                        .filter(x -> x.shape().sameShape(sum.input(0).shape()))
                        .map(x -> Norms.norm(x, 2, op.axes(), op.keepdims()))
                : Optional.empty();
    }

    private static Optional<Node> variance(Node node, Visibility sight) {
        Node square = node.input(0);
        Optional<Node> mean = StablePatterns.squared(node.input(1), sight);
        if (!(square.op() instanceof Mean op) || mean.isEmpty()) {
            return Optional.empty();
        }
        return StablePatterns.squared(square.input(0), sight)
                .filter(x -> mean.get() == Mean.over(x, op.axes(), op.keepdims()))
                .map(x -> Statistics.var(x, op.axes(), 0, op.keepdims()));
    }
}
