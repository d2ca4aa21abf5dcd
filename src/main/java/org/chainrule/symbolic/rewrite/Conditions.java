package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.K;
import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.X;
import static org.chainrule.symbolic.rewrite.FormulaPattern.Y;
import static org.chainrule.symbolic.rewrite.FormulaPattern.ZERO;
import static org.chainrule.symbolic.rewrite.Phase.CANONICALISE;
import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Where;
import org.chainrule.symbolic.facts.Interval;
import org.chainrule.tensor.Tensor;

/** Comparisons, which are 1 or 0, and choices between two values. */
final class Conditions {
    /** Longer sums are not searched for two cases of one thing. */
    private static final int MOST_TERMS = 12;

    static final Rule DECIDED = CANONICALISE
            .rule("decided-by-domain", "What is known to be positive is not 0, and not less.")
            .law("[x > 0] = 1, [x = 0] = 0 for x > 0")
            .on(List.copyOf(Comparison.OPPOSITES.keySet()), Conditions::decided)
            .example("x [3] positive", "equal(x, 0)", "zeros(shape=[3])")
            .example("x [3] positive", "greater(x, 0)", "ones(shape=[3])")
            .example("x [3]", "less(exp(x) + x^2, 0)", "zeros(shape=[3])");

    static final Rule CHOSEN = CANONICALISE
            .rule("choice-made", "A choice whose condition is a number is made.")
            .law("where(1, x, y) = x, where(0, x, y) = y")
            .equates(Where.of(ONE, X, Y), X)
            .equates(Where.of(ZERO, X, Y), Y)
            .example("x [3], y [3]", "where(zeros(shape=[3]), x, y)", "y")
            .example("x [3], y [3]", "where(1, x, y)", "x");

    static final Rule CONDITION = CANONICALISE
            .rule("condition-of-condition", "That a condition, which is 0 or 1, is not 0 is the condition.")
            .law("[c ≠ 0] = c for c in {0, 1}")
            .equates(Comparison.NOT_EQUAL.of(K, ZERO), K)
            .example("x [3]", "not_equal(greater(x, 1), 0)", "x > 1");

    static final Rule OPPOSITE = CANONICALISE
            .rule("condition-denied", "That x > y is not so means x ≤ y, and so on.")
            .law("[[x > y] = 0] = [x ≤ y]")
            .on(Comparison.EQUAL, (node, sight) -> opposite(node.input(0), sight)
                    .filter(denied -> isZero(node.input(1))))
            .example("x [3]", "equal(greater(x, 1), 0)", "x <= 1");

    static final Rule GUARD = CANONICALISE
            .rule("guard-dropped", "A product that is guarded where a factor is 0 is 0 there anyway.")
            .law("where(a ≠ 0, a b, 0) = a b")
            .on(Where.OP, Conditions::guarded)
            .example("a [3], b [3]", "where(not_equal(a, 0), a * b, 0)", "a * b");

    static final Rule SELECTION = CANONICALISE
            .rule("selection-as-product", "What counts where a condition holds, else 0, is a product.")
            .law("where(c, x, 0) = x c for c in {0, 1}")
            .equates(Where.of(K, X, ZERO), X.times(K))
            .example("x [3], y [3]", "where(greater(x, 0), y, 0)", "y * (x > 0)");

    static final Rule OTHERWISE = CANONICALISE
            .rule("other-selection-as-product", "What counts where a condition does not hold, else 0.")
            .law("where(x > y, 0, z) = z [x ≤ y]")
            .on(Where.OP, (node, sight) -> opposite(node.input(0), sight)
                    .filter(denied -> isZero(node.input(1)))
                    .map(denied -> Shapes.fit(node.input(2).times(denied), node.shape())))
            .example("x [3], y [3]", "where(greater(x, 0), 0, y)", "y * (x <= 0)");

    static final Rule NEEDLESS = SIMPLIFY.rule("zero-anyway", "That a factor is not 0 need not be said beside it.")
            .law("x [x ≠ 0] = x")
            .onFactors(List.of(Arithmetic.MUL), Conditions::needless)
            .example("x [3], y [3]", "x * y * not_equal(x, 0)", "x * y");

    static final Rule TWO_CASES = SIMPLIFY.rule(
                    "two-cases", "One term where a condition holds and one where it does not are a choice.")
            .law("x [c] + y [not c] = where(c, x, y)")
            .on(Collecting.SUMS, Conditions::twoCases)
            .example("x [3], y [3]", "y * greater(x, 0) - x * less_equal(x, 0)", "where(x > 0, y, -x)");

    private Conditions() {}

    private static boolean isZero(Node node) {
        return Visibility.isEverywhere(node, 0);
    }

    /** What holds where a comparison does not. */
    private static Optional<Node> opposite(Node node, Visibility sight) {
        Elementwise opposite = Comparison.OPPOSITES.get(node.op());
        return opposite == null || !sight.isOpen(node)
                ? Optional.empty()
                : Optional.of(Node.of(opposite, node.input(0), node.input(1)));
    }

    private static Optional<Node> guarded(Node node, Visibility sight) {
        Node condition = node.input(0);
        if (!sight.is(condition, Comparison.NOT_EQUAL) || !isZero(condition.input(1)) || !isZero(node.input(2))) {
            return Optional.empty();
        }
        Product product = Product.of(node.input(1), sight);
        return product.power(condition.input(0)) > 0
                ? Optional.of(Shapes.fit(node.input(1), node.shape()))
                : Optional.empty();
    }

    /** What a comparison says when it says the same of all values that the two sides may have. */
    private static Optional<Node> decided(Node node, Visibility sight) {
        Interval difference = sight.facts(node.input(0))
                .range()
                .minus(sight.facts(node.input(1)).range());
        Set<Double> answers = new HashSet<>();
        for (double side : new double[] {Math.max(difference.low(), -1), 0, Math.min(difference.high(), 1)}) {
            if (difference.contains(side) || side != 0) {
                answers.add(node.op()
                        .eval(List.of(Tensor.scalar(side), Tensor.scalar(0)))
                        .at(0));
            }
        }
        return answers.size() == 1 ? Optional.of(Fill.with(answers.iterator().next(), node.shape())) : Optional.empty();
    }

    private static Optional<Product> needless(Product product, Node condition, int power, Visibility sight) {
        boolean said = power > 0
                && sight.is(condition, Comparison.NOT_EQUAL)
                && isZero(condition.input(1))
                && product.power(condition.input(0)) > 0;
        return said ? Optional.of(product.times(condition, -power)) : Optional.empty();
    }

    private static Optional<Node> twoCases(Node node, Visibility sight) {
        Optional<Addition> sum = Addition.of(node, sight);
        if (sum.isEmpty() || sum.get().terms().size() > MOST_TERMS) {
            return Optional.empty();
        }
        List<Product> terms = sum.get().terms();
        for (int i = 0; i < terms.size(); i++) {
            for (Map.Entry<Node, Integer> factor : terms.get(i).powers().entrySet()) {
                Optional<Node> denied = factor.getValue() == 1 ? opposite(factor.getKey(), sight) : Optional.empty();
                for (int k = 0; k < terms.size() && denied.isPresent(); k++) {
                    if (terms.get(k).power(denied.get()) == 1) {
                        return Optional.of(joined(terms, i, factor.getKey(), k, denied.get(), node, sight));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Node joined(
            List<Product> terms, int i, Node condition, int k, Node denied, Node node, Visibility sight) {
        Node choice = Where.of(
                condition,
                terms.get(i).times(condition, -1).toNode(),
                terms.get(k).times(denied, -1).toNode());
        List<Product> rest = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            if (t == i) {
                rest.add(Product.factor(choice, sight));
            } else if (t != k) {
                rest.add(terms.get(t));
            }
        }
        return Addition.of(rest).toNode(node.shape());
    }
}
