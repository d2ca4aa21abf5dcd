package org.chainrule.symbolic.rewrite;

import static org.chainrule.message.Message.english;
import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.X;
import static org.chainrule.symbolic.rewrite.Phase.DIFFERENCES;
import static org.chainrule.symbolic.rewrite.Phase.STABILISE;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Softmax;

/** Exponentials that overflow, and logarithms of what has lost its digits. */
final class StableExponentials {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** eˣ and e⁻ˣ. */
    private static final Node EXP = Powers.EXP.of(X);

    private static final Node FALLING = Powers.EXP.of(X.neg());

    static final Rule SIGMOID = STABILISE
            .rule("sigmoid-written-out", "The logistic function, which knows on which side to divide.")
            .law("1/(1 + e⁻ᶻ) = σ(z)")
            .defines(Sigmoids.SIGMOID)
            .example("z [3]", "1 / (1 + exp(-z))", "sigmoid(z)");

    static final Rule LOGISTIC = STABILISE
            .rule("sigmoid-by-growing-exp", "The logistic function written with an exponential that overflows.")
            .law("eᶻ/(1 + eᶻ) = σ(z)")
            .equates(EXP.over(EXP.plus(1)), Sigmoids.SIGMOID.of(X))
            .example("z [3]", "exp(z) / (exp(z) + 1)", "sigmoid(z)")
            .loses(710, INF);

    static final Rule TANH = STABILISE
            .rule("tanh-written-out", "The hyperbolic tangent.")
            .law("(eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) = tanh z")
            .equates(EXP.minus(FALLING).over(EXP.plus(FALLING)), Hyperbolic.TANH.of(X))
            .defines(Hyperbolic.TANH)
            .equates(
                    ONE.minus(Powers.EXP.of(X.times(-2))).over(ONE.plus(Powers.EXP.of(X.times(-2)))),
                    Hyperbolic.TANH.of(X))
            .example("z [3]", "(exp(z) - exp(-z)) / (exp(z) + exp(-z))", "tanh(z)")
            .example("z [3]", "(exp(2 * z) - 1) / (exp(2 * z) + 1)", "tanh(z)")
            .example("z [3]", "(1 - exp(-2 * z)) / (1 + exp(-2 * z))", "tanh(z)")
            .loses(-INF, -710, -2.6e-4, 2.6e-4, 710, INF);

    static final Rule SINH = STABILISE
            .rule("sinh-written-out", "The hyperbolic sine, which keeps its digits near 0.")
            .law("(eˣ − e⁻ˣ)/2 = sinh x")
            .onFactors(List.of(Arithmetic.DIV, Arithmetic.MUL), StableExponentials::sinh)
            .example("x [3]", "(exp(x) - exp(-x)) / 2", "sinh(x)")
            .loses(-2.6e-4, 2.6e-4);

    static final Rule SOFTMAX = STABILISE
            .rule("softmax-written-out", "The softmax, which subtracts the largest entry first.")
            .law("eᶻ/Σ eᶻ = softmax(z)")
            .on(Arithmetic.DIV, StableExponentials::softmax)
            .example("Z [3, 4]", "exp(Z) / sum(exp(Z), axis=0, keepdims=true)", "softmax(Z, axis=0)")
            .example("z [3]", "exp(z) / sum(exp(z))", "softmax(z)")
            .loses(Loss.of("sum(exp([1, 2] * Z / 2) / sum(exp([1, 2] * Z / 2)))", "sum(softmax([1, 2] * Z / 2))")
                    .of(english("the entries of {0}"))
                    .in(-INF, -1400, 710, INF));

    static final Rule LOGSUMEXP = STABILISE
            .rule("log-of-sum-of-exp", "The logarithm of a sum of exponentials, around the largest of them.")
            .law("log Σ eˣ = logsumexp(x)")
            .on(Powers.LOG, StableExponentials::logsumexp)
            .example("X [2, 3]", "log(sum(exp(X), axis=1))", "logsumexp(X, axis=1)")
            .loses(Loss.of("log(sum(exp([1, 1] * X)))", "logsumexp([1, 1] * X)")
                    .of(english("the entries of {0}"))
                    .in(-INF, -710, 710, INF));

    static final Rule LOGADDEXP = STABILISE
            .rule("log-of-two-exps", "The logarithm of two exponentials, around the larger of them.")
            .law("log(eˣ + eʸ) = logaddexp(x, y)")
            .defines(Logarithms.LOGADDEXP)
            .example("x [3], y [3]", "log(exp(x) + exp(y))", "logaddexp(x, y)")
            .loses(Loss.of("log(exp(x) + exp(x))", "logaddexp(x, x)").in(-INF, -710, 710, INF));

    static final Rule SOFTPLUS = STABILISE
            .rule("log-of-one-plus-exp", "The logarithm of 1 + eˣ is softplus, which does not overflow.")
            .law("log(1 + eˣ) = softplus(x)")
            .defines(Sigmoids.SOFTPLUS)
            .example("x [3]", "log(1 + exp(x))", "softplus(x)")
            .example("x [3]", "log(1 + exp(-x))", "softplus(-x)")
            .loses(-INF, -6.9, 710, INF);

    static final Rule LOG1MEXP = STABILISE
            .rule("log-of-one-minus-exp", "The logarithm of 1 − e⁻ˣ, by way of expm1 or log1p.")
            .law("log(1 − e⁻ˣ) = log1mexp(x)")
            .defines(Logarithms.LOG1MEXP)
            .example("x [3] positive", "log(1 - exp(-x))", "log1mexp(x)")
            .loses(-INF, 1.6e-5, 8.4, INF);

    static final Rule LOG_SOFTMAX = STABILISE
            .rule("log-of-softmax", "The logarithm of a softmax in one piece.")
            .law("log softmax(z) = log_softmax(z)")
            .on(Powers.LOG, (node, sight) -> logarithm(node.input(0)))
            .example("Z [3, 4]", "log(softmax(Z, axis=0))", "log_softmax(Z, axis=0)")
            .loses(Loss.LOG_SOFTMAX);

    static final Rule LOG_SIGMOID = STABILISE
            .rule("log-of-sigmoid", "The logarithm of a sigmoid in one piece.")
            .law("log σ(z) = logsigmoid(z)")
            .defines(Sigmoids.LOGSIGMOID)
            .example("z [3]", "log(sigmoid(z))", "logsigmoid(z)")
            .loses(-INF, -750, 6.9, INF);

    static final Rule LOG_NORMAL_CDF = STABILISE
            .rule("log-of-normal-cdf", "The logarithm of the normal distribution function in one piece.")
            .law("log Φ(x) = log_normal_cdf(x)")
            .defines(Gaussian.LOG_NORMAL_CDF)
            .example("x [3]", "log(normal_cdf(x))", "log_normal_cdf(x)")
            .loses(-INF, -38, 3.1, INF);

    static final Rule LOG_COSH = STABILISE
            .rule("log-of-cosh", "The logarithm of the hyperbolic cosine in one piece.")
            .law("log cosh x = logcosh(x)")
            .defines(Hyperbolic.LOGCOSH)
            .example("x [3]", "log(cosh(x))", "logcosh(x)")
            .loses(-INF, -710, -0.038, 0.038, 710, INF);

    static final Rule TANH_QUOTIENT = STABILISE
            .rule("sinh-over-cosh", "The hyperbolic tangent in one piece.")
            .law("sinh x/cosh x = tanh x")
            .equates(Hyperbolic.SINH.of(X).over(Hyperbolic.COSH.of(X)), Hyperbolic.TANH.of(X))
            .example("x [3]", "sinh(x) / cosh(x)", "tanh(x)")
            .loses(-INF, -710, 710, INF);

    static final Rule LOG_ONE_MINUS_SIGMOID = STABILISE
            .rule("log-of-one-minus-sigmoid", "1 − σ(z) is σ(−z), and its logarithm comes in one piece.")
            .law("log(1 − σ(z)) = logsigmoid(−z)")
            .equates(Powers.LOG.of(ONE.minus(Sigmoids.SIGMOID.of(X.neg()))), Sigmoids.LOGSIGMOID.of(X))
            .example("z [3]", "log(1 - sigmoid(z))", "logsigmoid(-z)")
            .loses(-INF, -8.3, 9.6, INF)
            .of(node -> Product.negative(node.input(0)));

    static final Rule ONE_MINUS_SIGMOID = DIFFERENCES
            .rule("one-minus-sigmoid", "What a sigmoid leaves to 1 is the sigmoid of the negative.")
            .law("1 − σ(z) = σ(−z)")
            .equates(ONE.minus(Sigmoids.SIGMOID.of(X.neg())), Sigmoids.SIGMOID.of(X))
            .example("z [3]", "1 - sigmoid(z)", "sigmoid(-z)")
            .loses(6.9, INF)
            .of(node -> Product.negative(node.input(0)));

    static final Rule ONE_MINUS_TANH2 = DIFFERENCES
            .rule("one-minus-tanh-squared", "The derivative of tanh in one piece.")
            .law("1 − tanh² z = sech² z")
            .defines(Hyperbolic.SECH2)
            .example("z [3]", "1 - tanh(z)^2", "sech2(z)")
            .loses(-INF, -4.2, 4.2, INF);

    private StableExponentials() {}

    private static Optional<Product> sinh(Product product, Node bracket, int power, Visibility sight) {
        return Optional.of(bracket)
                .filter(x -> power == 1 && sight.isOpen(x))
                .flatMap(x -> new FormulaPattern(EXP.minus(FALLING)).match(x, sight))
                .map(new FormulaPattern(Hyperbolic.SINH.of(X))::with)
                .map(sinh -> product.times(bracket, -1).times(sinh, 1).times(Coefficient.of(2)));
    }

    private static Optional<Node> softmax(Node node, Visibility sight) {
        Node exp = node.input(0);
        Node sum = node.input(1);
        return sum.op() instanceof Sum op
                        && sum.input(0) == exp
                        && (op.keepdims() || op.axes().all())
                ? sight.argument(Powers.EXP, exp).map(x -> softmax(x, op.axes().in(exp.rank()), false))
                : Optional.empty();
    }

    private static Optional<Node> logsumexp(Node node, Visibility sight) {
        Node sum = node.input(0);
        return sum.op() instanceof Sum op
                ? sight.argument(Powers.EXP, sum.input(0)).map(x -> Softmax.logsumexp(x, op.axes(), op.keepdims()))
                : Optional.empty();
    }

    /** The softmax along some axes, or its logarithm. */
    private static Node softmax(Node x, List<Integer> axes, boolean log) {
        int[] list = axes.stream().mapToInt(axis -> axis).toArray();
        return log ? Softmax.logSoftmax(x, list) : Softmax.softmax(x, list);
    }

    /** The logarithm of a softmax in one piece; nothing for other nodes. */
    static Optional<Node> logarithm(Node node) {
        return node.op() instanceof Softmax.Soft soft && !soft.log()
                ? Optional.of(softmax(node.input(0), soft.axes().in(node.rank()), true))
                : Optional.empty();
    }
}
