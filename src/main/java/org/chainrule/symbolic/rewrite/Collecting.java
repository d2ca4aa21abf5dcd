package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;

/** School algebra, entry by entry: powers collected, terms collected, factors taken out, fractions cancelled. */
final class Collecting {
    /** What a product may be written with. */
    static final List<Op> PRODUCTS = List.of(Arithmetic.MUL, Arithmetic.DIV, Arithmetic.NEG, Powers.POW);

    /** What a sum may be written with. */
    static final List<Op> SUMS = List.of(Arithmetic.ADD, Arithmetic.SUB);

    private static final int SHORT = 8;

    static final Rule FACTORS = SIMPLIFY.rule(
                    "collect-factors",
                    "Numbers and equal factors of a product are put together, and it is written with one fraction.")
            .law("2 x (3/y) x = 6 x²/y")
            .on(PRODUCTS, Collecting::factors)
            .example("x [3], y [3] positive", "2 * x * (3 / y) * x", "6 * x^2 / y")
            .example("x [3], y [3]", "-(x - y)", "y - x")
            .example("x [3], y [3]", "(x + y)^3 / (y + x)", "(x + y)^2")
            .example("x [3], c []", "broadcast_to(1 / c, shape=[3]) * x", "x / c");

    static final Rule TERMS = SIMPLIFY.rule("collect-terms", "Equal terms of a sum are put together.")
            .law("x + 2 x − y = 3 x − y")
            .on(SUMS, Collecting::terms)
            .example("x [3], y [3]", "x - y + 2 * x", "3 * x - y")
            .example("x [3], y [3]", "-x + y", "y - x");

    static final Rule INTO = SIMPLIFY.rule(
                    "cancel-in-terms", "A factor is multiplied into a bracket where it cancels a denominator.")
            .law("x (1 − y/x) = x − y")
            .on(PRODUCTS, Collecting::into)
            .example("x [3] positive, y [3]", "x * (1 - y / x)", "x - y");

    static final Rule COMMON_FACTOR = SIMPLIFY.rule(
                    "common-factor", "What all terms have in common goes in front of the bracket.")
            .law("a b + a c = a (b + c)")
            .on(SUMS, Collecting::commonFactor)
            .example("a [3], b [3], c [3]", "a * b + a * c", "a * (b + c)")
            .example("a [3], b [3], m []", "a / m - b / m", "(a - b) / m")
            .example("a [3]", "a - a ^ 2", "a * (1 - a)");

    static final Rule ONE_FRACTION = SIMPLIFY.rule(
                    "common-denominator",
                    "Fractions are put over one denominator and brackets multiplied out, where that is shorter.")
            .law("(1 − y)/(1 − a) − y/a = (a − y)/(a (1 − a))")
            .on(SUMS, Collecting::oneFraction)
            .example("a [3] probability, y [3]", "(1 - y) / (1 - a) - y / a", "(a - y) / (a * (1 - a))")
            .example("x [3], y [3], z [3]", "(x + y) * z - y * z", "x * z");

    private Collecting() {}

    private static Optional<Node> factors(Node node, Visibility sight) {
        Node result = Product.of(node, sight).toNode(node.shape());
        return result != node && sight.length(result) <= sight.lengthInside(node)
                ? Optional.of(result)
                : Optional.empty();
    }

    private static Optional<Node> terms(Node node, Visibility sight) {
        Optional<Addition> sum = Addition.of(node, sight);
        // A long sum that gets no shorter stays: its parts may be shared.
        return sum.flatMap(terms ->
                better(node, List.of(terms.toNode(node.shape())), terms.terms().size() > SHORT, sight));
    }

    private static Optional<Node> commonFactor(Node node, Visibility sight) {
        return Addition.of(node, sight)
                .flatMap(sum -> sum.factored(node.shape()))
                .flatMap(result -> better(node, List.of(result), false, sight));
    }

    private static Optional<Node> oneFraction(Node node, Visibility sight) {
        return Addition.of(node, sight)
                .flatMap(sum -> better(node, sum.overOneDenominator(node.shape(), sight), true, sight));
    }

    /** The shortest of some equal nodes, when it is shorter than the node, or as short when that is enough. */
    private static Optional<Node> better(Node node, List<Node> candidates, boolean shorter, Visibility sight) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Node best = Addition.shortest(candidates, sight);
        int gain = sight.lengthInside(node) - sight.length(best);
        return best != node && (shorter ? gain > 0 : gain >= 0) ? Optional.of(best) : Optional.empty();
    }

    private static Optional<Node> into(Node node, Visibility sight) {
        Product product = Product.of(node, sight);
        for (Map.Entry<Node, Integer> factor : product.powers().entrySet()) {
            Node bracket = factor.getKey();
            if (factor.getValue() != 1 || !Addition.isSum(bracket, sight)) {
                continue;
            }
            Optional<Addition> terms = Addition.of(bracket, sight);
            // Mostly nothing cancels, and a product may have many brackets: what a bracket divides by is asked first.
            if (terms.isEmpty() || !cancels(terms.get(), bracket, product)) {
                continue;
            }
            Product[] parts = product.times(bracket, -1).split(base -> terms.get().terms().stream()
                    .anyMatch(term -> term.power(base) * product.power(base) < 0));
            if (parts[0].powers().isEmpty()) {
                continue;
            }
            List<Node> ways = new ArrayList<>();
            for (Node inner : terms.get().times(parts[0]).candidates(bracket.shape(), sight)) {
                Product whole = new Product(parts[1]);
                whole.multiply(inner, 1, sight);
                ways.add(whole.toNode(node.shape()));
            }
            Optional<Node> result = better(node, ways, true, sight);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    /** Whether a factor beside a bracket divides one of its terms, or the other way round. */
    private static boolean cancels(Addition terms, Node bracket, Product product) {
        return terms.terms().stream().anyMatch(term -> term.powers().entrySet().stream()
                .anyMatch(factor ->
                        factor.getKey() != bracket && factor.getValue() * product.power(factor.getKey()) < 0));
    }
}
