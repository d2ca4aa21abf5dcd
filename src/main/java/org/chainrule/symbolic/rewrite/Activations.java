package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.X;
import static org.chainrule.symbolic.rewrite.Phase.CANONICALISE;
import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;

/** Derivatives of activations in terms of the activation itself. */
final class Activations {
    static final Rule TANH = CANONICALISE
            .rule("tanh-slope", "The derivative of tanh by its value.")
            .law("sech² z = 1 − tanh² z")
            .equates(Hyperbolic.SECH2.of(X), ONE.minus(Hyperbolic.TANH.of(X).pow(2)))
            .example("z [3]", "sech2(z)", "1 - tanh(z)^2");

    static final Rule MIRRORED = SIMPLIFY.rule(
                    "sigmoid-mirrored", "The sigmoid of −z by the sigmoid of z, where that has a name.")
            .law("σ(−z) = 1 − σ(z)")
            .on(Sigmoids.SIGMOID, (node, sight) -> mirrored(node, sight)
                    .flatMap(sight::letter)
                    .map(other -> Node.constant(1).minus(other)))
            .example("z [3]; A = sigmoid(z)", "sigmoid(-z)", "1 - A");

    static final Rule SIGMOID = SIMPLIFY.rule("sigmoid-slope", "The derivative of the sigmoid by its value.")
            .law("σ(z)σ(−z) = σ(z)(1 − σ(z))")
            .onFactors(List.of(Arithmetic.MUL), Activations::slope)
            .example("z [3]", "sigmoid(z) * sigmoid(-z)", "sigmoid(z) * (1 - sigmoid(z))");

    static final Rule SILU = SIMPLIFY.rule(
                    "silu-mirrored", "The silu of −x by the sigmoid, as it stands in its derivative.")
            .law("silu(−x) = −x σ(−x)")
            .on(Rectifiers.SILU, (node, sight) -> sight.is(node.input(0), Arithmetic.NEG), (node, sight) -> node.input(
                            0)
                    .times(Sigmoids.SIGMOID.of(node.input(0))))
            .example("x [3]", "1 - silu(-x)", "1 - -x * sigmoid(-x)");

    static final Rule LOGISTIC = SIMPLIFY.rule("logistic-quotient", "A quotient of exponentials is a sigmoid.")
            .law("eˣ/(1 + eˣ) = σ(x)")
            .onFactors(List.of(Arithmetic.DIV), Activations::logistic)
            .example("x [3], y [3]", "y * exp(x) / (1 + exp(x))", "y * sigmoid(x)");

    static final Rule ROOT = SIMPLIFY.rule("root-squared", "The square of a square root.")
            .law("(√x)² = x")
            .onFactors(Collecting.PRODUCTS, Activations::rootSquared)
            .example("x [3] positive, y [3]", "y * sqrt(x) * sqrt(x)", "y * x")
            .example("x [3] positive", "x / sqrt(x)", "sqrt(x)");

    static final Rule MAGNITUDE = SIMPLIFY.rule("magnitude-and-sign", "A number times its sign is its magnitude.")
            .law("x sign(x) = |x|, |x| sign(x) = x")
            .onFactors(Collecting.PRODUCTS, Activations::magnitude)
            .example("x [3], y [3]", "y * sign(x) * x", "y * abs(x)")
            .example("x [3]", "abs(x) * sign(x)", "x");

    private Activations() {}

    /** The sigmoid of z, for a sigmoid of −z. */
    private static Optional<Node> mirrored(Node node, Visibility sight) {
        return sight.argument(Arithmetic.NEG, node.input(0)).map(Sigmoids.SIGMOID::of);
    }

    private static Optional<Product> slope(Product product, Node base, int power, Visibility sight) {
        Optional<Node> other = sight.is(base, Sigmoids.SIGMOID) ? mirrored(base, sight) : Optional.empty();
        return other.filter(x -> product.power(x) != 0 || product.power(ONE.minus(x)) != 0)
                .map(x -> product.times(base, -power).times(ONE.minus(x), power));
    }

    private static Optional<Product> logistic(Product product, Node exp, int power, Visibility sight) {
        return Stream.of(ONE.plus(exp), exp.plus(1))
                .filter(sum -> sight.is(exp, Powers.EXP) && power == 1 && product.power(sum) == -1)
                .map(sum -> product.times(exp, -1).times(sum, 1).times(Sigmoids.SIGMOID.of(exp.input(0)), 1))
                .findFirst();
    }

    private static Optional<Product> magnitude(Product product, Node sign, int power, Visibility sight) {
        if (!sight.is(sign, Rounding.SIGN) || power != 1) {
            return Optional.empty();
        }
        Node x = sign.input(0);
        Node size = Rounding.ABS.of(x);
        return Stream.of(x, size)
                .filter(factor -> product.power(factor) > 0)
                .map(factor -> product.times(sign, -1).times(factor, -1).times(factor == x ? size : x, 1))
                .findFirst();
    }

    private static Optional<Product> rootSquared(Product product, Node root, int power, Visibility sight) {
        if (!sight.is(root, Powers.SQRT)) {
            return Optional.empty();
        }
        Node inside = root.input(0);
        if (Math.abs(power) > 1) {
            return Optional.of(product.times(root, -power / 2 * 2).times(inside, power / 2));
        }
        // x/√x is √x, and √x/x is 1/√x.
        return product.power(inside) * power < 0
                ? Optional.of(product.times(root, -2 * power).times(inside, power))
                : Optional.empty();
    }
}
