package org.chainrule.symbolic.rewrite;

import static org.chainrule.message.Message.english;
import static org.chainrule.symbolic.rewrite.Phase.DIFFERENCES;
import static org.chainrule.symbolic.rewrite.Phase.STABILISE;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Softmax;

/** Exponentials that overflow, and logarithms of what has lost its digits. */
final class StableExponentials {
    private static final double INF = Double.POSITIVE_INFINITY;

    static final Rule SIGMOID = Rule.define(
                    STABILISE, "sigmoid-written-out", "The logistic function, which knows on which side to divide.")
            .law("1/(1 + e⁻ᶻ) = σ(z)", "\\frac{1}{1 + e^{-z}} = \\sigma(z)")
            .on(
                    Arithmetic.DIV,
                    (node, sight) -> Visibility.isNumber(node.input(0), 1)
                            ? StablePatterns.besideOne(node.input(1), sight)
                                    .flatMap(x -> sight.argument(Powers.EXP, x))
                                    .map(x -> Node.of(Sigmoids.SIGMOID, StablePatterns.negative(x)))
                            : Optional.empty())
            .example("z [3]", "1 / (1 + exp(-z))", "sigmoid(z)");

    static final Rule LOGISTIC = Rule.define(
                    STABILISE,
                    "sigmoid-by-growing-exp",
                    "The logistic function written with an exponential that overflows.")
            .law("eᶻ/(1 + eᶻ) = σ(z)", "\\frac{e^{z}}{1 + e^{z}} = \\sigma(z)")
            .on(Arithmetic.DIV, (node, sight) -> StablePatterns.besideOne(node.input(1), sight)
                    .filter(x -> x == node.input(0))
                    .flatMap(x -> sight.argument(Powers.EXP, x))
                    .map(x -> Node.of(Sigmoids.SIGMOID, x)))
            .example("z [3]", "exp(z) / (exp(z) + 1)", "sigmoid(z)")
            .loses(Loss.of("exp(t) / (1 + exp(t))", "sigmoid(t)", "{0}", 16, 710, INF), node -> node.input(0));

    static final Rule TANH = Rule.define(STABILISE, "tanh-written-out", "The hyperbolic tangent.")
            .law("(eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) = tanh z", "\\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = \\tanh z")
            .on(Arithmetic.DIV, StableExponentials::tanh)
            .example("z [3]", "(exp(z) - exp(-z)) / (exp(z) + exp(-z))", "tanh(z)")
            .example("z [3]", "(exp(2 * z) - 1) / (exp(2 * z) + 1)", "tanh(z)")
            .example("z [3]", "(1 - exp(-2 * z)) / (1 + exp(-2 * z))", "tanh(z)")
            .loses(
                    Loss.of(
                            "(exp(t) - exp(-t)) / (exp(t) + exp(-t))",
                            "tanh(t)",
                            "{0}",
                            16,
                            -INF,
                            -710,
                            -2.6e-4,
                            2.6e-4,
                            710,
                            INF),
                    node -> node.input(0));

    static final Rule SINH = Rule.define(
                    STABILISE, "sinh-written-out", "The hyperbolic sine, which keeps its digits near 0.")
            .law("(eˣ − e⁻ˣ)/2 = sinh x", "\\frac{e^{x} - e^{-x}}{2} = \\sinh x")
            .on(List.of(Arithmetic.DIV, Arithmetic.MUL), StableExponentials::sinh)
            .example("x [3]", "(exp(x) - exp(-x)) / 2", "sinh(x)")
            .loses(Loss.of("(exp(t) - exp(-t)) / 2", "sinh(t)", "{0}", 16, -2.6e-4, 2.6e-4), node -> node.input(0));

    static final Rule SOFTMAX = Rule.define(
                    STABILISE, "softmax-written-out", "The softmax, which subtracts the largest entry first.")
            .law("eᶻ/Σ eᶻ = softmax(z)", "\\frac{e^{z}}{\\sum e^{z}} = \\operatorname{softmax}(z)")
            .on(Arithmetic.DIV, StableExponentials::softmax)
            .example("Z [3, 4]", "exp(Z) / sum(exp(Z), axis=0, keepdims=true)", "softmax(Z, axis=0)")
            .example("z [3]", "exp(z) / sum(exp(z))", "softmax(z)")
            .loses(
                    Loss.of(
                            "sum(exp([1, 2] * t / 2) / sum(exp([1, 2] * t / 2)))",
                            "sum(softmax([1, 2] * t / 2))",
                            english("the entries of {0}"),
                            16,
                            -INF,
                            -1400,
                            710,
                            INF),
                    node -> node.input(0));

    static final Rule LOGSUMEXP = Rule.define(
                    STABILISE,
                    "log-of-sum-of-exp",
                    "The logarithm of a sum of exponentials, around the largest of them.")
            .law("log Σ eˣ = logsumexp(x)", "\\log \\sum e^{x} = \\operatorname{logsumexp}(x)")
            .on(Powers.LOG, StableExponentials::logsumexp)
            .example("X [2, 3]", "log(sum(exp(X), axis=1))", "logsumexp(X, axis=1)")
            .loses(
                    Loss.of(
                            "log(sum(exp([1, 1] * t)))",
                            "logsumexp([1, 1] * t)",
                            english("the entries of {0}"),
                            16,
                            -INF,
                            -710,
                            710,
                            INF),
                    node -> node.input(0));

    static final Rule LOGADDEXP = Rule.define(
                    STABILISE, "log-of-two-exps", "The logarithm of two exponentials, around the larger of them.")
            .law("log(eˣ + eʸ) = logaddexp(x, y)", "\\log(e^{x} + e^{y}) = \\operatorname{logaddexp}(x, y)")
            .on(Powers.LOG, StableExponentials::logaddexp)
            .example("x [3], y [3]", "log(exp(x) + exp(y))", "logaddexp(x, y)")
            .loses(
                    Loss.of("log(exp(t) + exp(t))", "logaddexp(t, t)", "{0}", 16, -INF, -710, 710, INF),
                    node -> node.input(0));

    static final Rule SOFTPLUS = Rule.define(
                    STABILISE, "log-of-one-plus-exp", "The logarithm of 1 + eˣ is softplus, which does not overflow.")
            .law("log(1 + eˣ) = softplus(x)", "\\log(1 + e^{x}) = \\operatorname{softplus}(x)")
            .on(Powers.LOG, (node, sight) -> StablePatterns.besideOne(node.input(0), sight)
                    .flatMap(x -> sight.argument(Powers.EXP, x))
                    .map(x -> Node.of(Sigmoids.SOFTPLUS, x)))
            .example("x [3]", "log(1 + exp(-x))", "softplus(-x)")
            .loses(Loss.of("log(1 + exp(t))", "softplus(t)", "{0}", 16, -INF, -6.9, 710, INF), node -> node.input(0));

    static final Rule LOG1MEXP = Rule.define(
                    STABILISE, "log-of-one-minus-exp", "The logarithm of 1 − e⁻ˣ, by way of expm1 or log1p.")
            .law("log(1 − e⁻ˣ) = log1mexp(x)", "\\log(1 - e^{-x}) = \\operatorname{log1mexp}(x)")
            .on(Powers.LOG, (node, sight) -> StablePatterns.takenFromOne(node.input(0), sight)
                    .flatMap(x -> sight.argument(Powers.EXP, x))
                    .map(x -> Node.of(Logarithms.LOG1MEXP, StablePatterns.negative(x))))
            .example("x [3] positive", "log(1 - exp(-x))", "log1mexp(x)")
            .loses(
                    Loss.of("log(1 - exp(-t))", "log1mexp(t)", "{0}", 16, -INF, 1.6e-5, 8.4, INF),
                    node -> node.input(0));

    static final Rule LOG_SOFTMAX = Rule.define(STABILISE, "log-of-softmax", "The logarithm of a softmax in one piece.")
            .law(
                    "log softmax(z) = log_softmax(z)",
                    "\\log \\operatorname{softmax}(z) = z - \\operatorname{logsumexp}(z)")
            .on(Powers.LOG, StableExponentials::logSoftmax)
            .example("Z [3, 4]", "log(softmax(Z, axis=0))", "log_softmax(Z, axis=0)")
            .loses(Loss.LOG_SOFTMAX, node -> node.input(0));

    static final Rule LOG_SIGMOID = Rule.define(STABILISE, "log-of-sigmoid", "The logarithm of a sigmoid in one piece.")
            .law("log σ(z) = logsigmoid(z)", "\\log \\sigma(z) = -\\operatorname{softplus}(-z)")
            .on(Powers.LOG, (node, sight) -> sight.argument(Sigmoids.SIGMOID, node.input(0))
                    .map(Sigmoids.LOGSIGMOID::of))
            .example("z [3]", "log(sigmoid(z))", "logsigmoid(z)")
            .loses(Loss.of("log(sigmoid(t))", "logsigmoid(t)", "{0}", 16, -INF, -750, 6.9, INF), node -> node.input(0));

    static final Rule LOG_ONE_MINUS_SIGMOID = Rule.define(
                    STABILISE, "log-of-one-minus-sigmoid", "1 − σ(z) is σ(−z), and its logarithm comes in one piece.")
            .law("log(1 − σ(z)) = logsigmoid(−z)", "\\log(1 - \\sigma(z)) = -\\operatorname{softplus}(z)")
            .on(Powers.LOG, (node, sight) -> StablePatterns.takenFromOne(node.input(0), sight)
                    .flatMap(x -> sight.argument(Sigmoids.SIGMOID, x))
                    .map(z -> Node.of(Sigmoids.LOGSIGMOID, StablePatterns.negative(z))))
            .example("z [3]", "log(1 - sigmoid(z))", "logsigmoid(-z)")
            .loses(
                    Loss.of("log(1 - sigmoid(t))", "logsigmoid(-t)", "{0}", 16, -INF, -8.3, 9.6, INF),
                    node -> StablePatterns.negative(node.input(0)));

    static final Rule ONE_MINUS_SIGMOID = Rule.define(
                    DIFFERENCES, "one-minus-sigmoid", "What a sigmoid leaves to 1 is the sigmoid of the negative.")
            .law("1 − σ(z) = σ(−z)", "1 - \\sigma(z) = \\sigma(-z)")
            .on(Arithmetic.SUB, (node, sight) -> StablePatterns.takenFromOne(node, sight)
                    .flatMap(x -> sight.argument(Sigmoids.SIGMOID, x))
                    .map(z -> Node.of(Sigmoids.SIGMOID, StablePatterns.negative(z))))
            .example("z [3]", "1 - sigmoid(z)", "sigmoid(-z)")
            .loses(
                    Loss.of("1 - sigmoid(t)", "sigmoid(-t)", "{0}", 16, 6.9, INF),
                    node -> StablePatterns.negative(node.input(0)));

    static final Rule ONE_MINUS_TANH2 = Rule.define(
                    DIFFERENCES, "one-minus-tanh-squared", "The derivative of tanh in one piece.")
            .law("1 − tanh² z = sech² z", "1 - \\tanh^{2} z = \\operatorname{sech}^{2} z")
            .on(Arithmetic.SUB, (node, sight) -> StablePatterns.takenFromOne(node, sight)
                    .flatMap(x -> StablePatterns.squared(x, sight))
                    .flatMap(x -> sight.argument(Hyperbolic.TANH, x))
                    .map(Hyperbolic.SECH2::of))
            .example("z [3]", "1 - tanh(z)^2", "sech2(z)")
            .loses(Loss.of("1 - tanh(t)^2", "sech2(t)", "{0}", 16, -INF, -4.2, 4.2, INF), node -> node.input(0));

    private StableExponentials() {}

    private static Optional<Node> tanh(Node node, Visibility sight) {
        Node top = node.input(0);
        Node bottom = node.input(1);
        if (!sight.is(top, Arithmetic.SUB) || !sight.is(bottom, Arithmetic.ADD)) {
            return Optional.empty();
        }
        Node p = top.input(0);
        Node q = top.input(1);
        boolean same = (bottom.input(0) == p && bottom.input(1) == q) || (bottom.input(0) == q && bottom.input(1) == p);
        if (!same) {
            return Optional.empty();
        }
        Optional<Node> x = sight.argument(Powers.EXP, p);
        Optional<Node> y = sight.argument(Powers.EXP, q);
        if (x.isPresent() && y.isPresent() && StablePatterns.areOpposite(x.get(), y.get())) {
            return Optional.of(Node.of(Hyperbolic.TANH, x.get()));
        }
        if (x.isPresent() && Visibility.isNumber(q, 1)) {
            return Optional.of(Node.of(Hyperbolic.TANH, half(x.get(), sight)));
        }
        return y.isPresent() && Visibility.isNumber(p, 1)
                ? Optional.of(Node.of(Hyperbolic.TANH, half(StablePatterns.negative(y.get()), sight)))
                : Optional.empty();
    }

    private static Node half(Node x, Visibility sight) {
        return Product.of(x, sight).times(Coefficient.of(0.5)).toNode(x.shape());
    }

    private static Optional<Node> sinh(Node node, Visibility sight) {
        Product product = Product.of(node, sight);
        for (Node bracket : product.powers().keySet()) {
            boolean difference = product.power(bracket) == 1 && sight.is(bracket, Arithmetic.SUB);
            Optional<Node> x = difference ? sight.argument(Powers.EXP, bracket.input(0)) : Optional.empty();
            Optional<Node> y = difference ? sight.argument(Powers.EXP, bracket.input(1)) : Optional.empty();
            if (x.isPresent() && y.isPresent() && StablePatterns.areOpposite(x.get(), y.get())) {
                return Optional.of(product.times(bracket, -1)
                        .times(Node.of(Hyperbolic.SINH, x.get()), 1)
                        .times(Coefficient.of(2))
                        .toNode(node.shape()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> softmax(Node node, Visibility sight) {
        Node exp = node.input(0);
        Node sum = node.input(1);
        Optional<Node> x = sight.argument(Powers.EXP, exp);
        if (x.isEmpty() || !(sum.op() instanceof Sum op) || sum.input(0) != exp) {
            return Optional.empty();
        }
        boolean whole = op.axes().all();
        return op.keepdims() || whole
                ? Optional.of(StablePatterns.softmax(x.get(), op.axes().in(exp.rank()), false))
                : Optional.empty();
    }

    private static Optional<Node> logsumexp(Node node, Visibility sight) {
        Node sum = node.input(0);
        return sum.op() instanceof Sum op
                ? sight.argument(Powers.EXP, sum.input(0)).map(x -> Softmax.logsumexp(x, op.axes(), op.keepdims()))
                : Optional.empty();
    }

    private static Optional<Node> logaddexp(Node node, Visibility sight) {
        Node sum = node.input(0);
        if (!sight.is(sum, Arithmetic.ADD)) {
            return Optional.empty();
        }
        Optional<Node> x = sight.argument(Powers.EXP, sum.input(0));
        Optional<Node> y = sight.argument(Powers.EXP, sum.input(1));
        return x.isPresent() && y.isPresent()
                ? Optional.of(Node.of(Logarithms.LOGADDEXP, x.get(), y.get()))
                : Optional.empty();
    }

    private static Optional<Node> logSoftmax(Node node, Visibility sight) {
        List<Integer> axes = StablePatterns.softmaxAxes(node.input(0), false);
        return axes.isEmpty()
                ? Optional.empty()
                : Optional.of(StablePatterns.softmax(node.input(0).input(0), axes, true));
    }
}
