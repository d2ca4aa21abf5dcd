package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.S;
import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;

/** What is known of the values of an input from its domain, and of a node from the op that made it, named or not. */
final class KnownFacts {
    static final Rule SUM_TO_ONE = SIMPLIFY.rule(
                    "labels-sum-to-one", "One-hot labels and distributions, a softmax too, sum to 1.")
            .law("Σₖ yₖ = 1")
            .on(Sum.class, KnownFacts::sumToOne)
            .example("Y [3, 4] onehot(axis=0)", "sum(Y, axis=0, keepdims=true)", "ones(shape=[1, 4])")
            .example("y [4] integer(0, 2)", "sum(one_hot(y, num_classes=3), axis=1)", "ones(shape=[4])")
            .example("Z [3, 4]", "sum(softmax(Z, axis=0), axis=0)", "ones(shape=[4])");

    static final Rule CENTRED = SIMPLIFY.rule("deviations-sum-to-zero", "The deviations from the mean sum to 0.")
            .law("Σᵢ (xᵢ − mean(x)) = 0")
            .on(Sum.class, KnownFacts::centred)
            .example(
                    "X [2, 3], c [2, 1]",
                    "sum(X + c * (X - mean(X, axis=1, keepdims=true)), axis=1)",
                    "sum(X, axis=1)");

    static final Rule BINARY = SIMPLIFY.rule("zero-or-one-squared", "A value that is 0 or 1 is its own square.")
            .law("y² = y for y in {0, 1}")
            .onFactors(
                    Collecting.PRODUCTS,
                    (product, y, power, sight) -> power > 1 && sight.facts(y).isBinary()
                            ? Optional.of(product.times(y, 1 - power))
                            : Optional.empty())
            .example("y [3] binary, x [3]", "y * x * y", "y * x")
            .example("x [3]", "x * greater(x, 1)^3", "x * (x > 1)");

    static final Rule SYMMETRIC = SIMPLIFY.rule(
                    "symmetric-transposed", "A symmetric matrix is its own transpose, and so is its inverse.")
            .law("Sᵀ = S")
            .equates(S.T(), S)
            .example("S [3, 3] symmetric", "S.T", "S")
            .example("S [3, 3] spd", "inv(S).T", "inv(S)")
            .example("v [3]", "diag_embed(v).T", "diag(v)");

    private KnownFacts() {}

    private static Optional<Node> sumToOne(Node node, Visibility sight) {
        Node x = node.input(0);
        List<Integer> summed = ((Sum) node.op()).axes().in(x.rank());
        return summed.size() == 1 && sight.facts(x).sumsToOne().containsAll(summed)
                ? Optional.of(Fill.with(1, node.shape()))
                : Optional.empty();
    }

    private static Optional<Node> centred(Node node, Visibility sight) {
        Node x = node.input(0);
        Sum sum = (Sum) node.op();
        Optional<Addition> terms = Addition.of(x, sight);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        List<Product> kept = terms.get().terms().stream()
                .filter(term -> !isDeviation(term, x, sum, sight))
                .toList();
        return kept.size() == terms.get().terms().size()
                ? Optional.empty()
                : Optional.of(
                        kept.isEmpty()
                                ? Fill.with(0, node.shape())
                                : Sum.over(Addition.of(kept).toNode(x.shape()), sum.axes(), sum.keepdims()));
    }

    /** Whether a term is x − mean(x), times what is the same for all entries that are summed. */
    private static boolean isDeviation(Product term, Node whole, Sum sum, Visibility sight) {
        int deviations = 0;
        for (Map.Entry<Node, Integer> factor : term.powers().entrySet()) {
            Node base = factor.getKey();
            boolean deviates = factor.getValue() == 1 && isDeviation(base, whole, sum, sight);
            if (!deviates && !Reductions.isConstantAlong(base, whole.shape(), sum.axes())) {
                return false;
            }
            deviations += deviates ? 1 : 0;
        }
        return deviations == 1;
    }

    private static boolean isDeviation(Node base, Node whole, Sum sum, Visibility sight) {
        if (!sight.is(base, Arithmetic.SUB) || !base.shape().sameShape(whole.shape())) {
            return false;
        }
        return base.input(1) == Mean.over(base.input(0), sum.axes(), true)
                || base.input(0) == Mean.over(base.input(1), sum.axes(), true);
    }
}
