package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.Domain;

/** What is known of the values of an input from its domain, and of a node from the op that made it, named or not. */
final class KnownFacts {
    private static final List<String> PRODUCTS = List.of("mul", "pow", "div", "neg");

    static final Rule SUM_TO_ONE = Rule.define(
                    SIMPLIFY, "labels-sum-to-one", "One-hot labels and distributions sum to 1 along their axis.")
            .law("Σₖ yₖ = 1", "\\textstyle\\sum_k y_k = 1")
            .on(
                    Sum.class,
                    "sum",
                    (node, sight) -> sumsToOne(node.input(0), (Sum) node.op())
                            ? Optional.of(Fill.with(1, node.shape()))
                            : Optional.empty())
            .example("Y [3, 4] onehot(axis=0)", "sum(Y, axis=0, keepdims=true)", "ones(shape=[1, 4])")
            .example("y [4] integer(0, 2)", "sum(one_hot(y, num_classes=3), axis=1)", "ones(shape=[4])");

    static final Rule SOFTMAX_TO_ONE = Rule.define(
                    SIMPLIFY, "softmax-sums-to-one", "The entries of a softmax sum to 1.")
            .law("Σₖ softmax(z)ₖ = 1", "\\textstyle\\sum_k \\operatorname{softmax}(z)_k = 1")
            .on(Sum.class, "sum", KnownFacts::softmaxToOne)
            .example("Z [3, 4]", "sum(softmax(Z, axis=0), axis=0)", "ones(shape=[4])");

    static final Rule CENTRED = Rule.define(
                    SIMPLIFY, "deviations-sum-to-zero", "The deviations from the mean sum to 0.")
            .law("Σᵢ (xᵢ − mean(x)) = 0", "\\textstyle\\sum_i (x_i - \\bar x) = 0")
            .on(Sum.class, "sum", KnownFacts::centred)
            .example(
                    "X [2, 3], c [2, 1]",
                    "sum(X + c * (X - mean(X, axis=1, keepdims=true)), axis=1)",
                    "sum(X, axis=1)");

    static final Rule BINARY = Rule.define(SIMPLIFY, "zero-or-one-squared", "A value that is 0 or 1 is its own square.")
            .law("y² = y for y in {0, 1}", "y^{2} = y, \\quad y \\in \\{0, 1\\}")
            .on(PRODUCTS, KnownFacts::binarySquare)
            .example("y [3] binary, x [3]", "y * x * y", "y * x")
            .example("x [3]", "x * greater(x, 1)^3", "x * (x > 1)");

    static final Rule SYMMETRIC = Rule.define(
                    SIMPLIFY, "symmetric-transposed", "A symmetric matrix is its own transpose, and so is its inverse.")
            .law("Sᵀ = S", "S^{\\top} = S")
            .on(
                    Transpose.class,
                    "transpose",
                    (node, sight) -> node.rank() == 2 && isSymmetric(node.input(0))
                            ? Optional.of(node.input(0))
                            : Optional.empty())
            .example("S [3, 3] symmetric", "S.T", "S")
            .example("S [3, 3] spd", "inv(S).T", "inv(S)");

    private KnownFacts() {}

    private static Optional<Domain> domain(Node node) {
        return node.op() instanceof Leaf leaf ? Optional.of(leaf.domain()) : Optional.empty();
    }

    private static boolean sumsToOne(Node x, Sum sum) {
        if (Visibility.isOwn(x, "one_hot")) {
            return IntStream.range(0, x.rank())
                    .anyMatch(axis -> isAlong(sum, x, axis)
                            && x == ClassLosses.oneHot(x.input(0), x.shape().dim(axis), axis, OptionalLong.empty()));
        }
        return domain(x)
                .filter(domain -> domain.kind() == Domain.Kind.ONEHOT || domain.kind() == Domain.Kind.SIMPLEX)
                .filter(domain -> isAlong(sum, x, domain.axis()))
                .isPresent();
    }

    private static boolean isAlong(Sum sum, Node x, int axis) {
        int at = x.shape().axis(axis);
        return sum.axes().all() ? x.rank() == 1 : sum.axes().list().equals(List.of(at));
    }

    private static Optional<Node> softmaxToOne(Node node, Visibility sight) {
        Node x = node.input(0);
        Sum sum = (Sum) node.op();
        if (!Visibility.isOwn(x, "softmax")) {
            return Optional.empty();
        }
        for (int axis = 0; axis < x.rank(); axis++) {
            if (isAlong(sum, x, axis) && x == Softmax.softmax(x.input(0), axis)) {
                return Optional.of(Fill.with(1, node.shape()));
            }
        }
        return Optional.empty();
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
        if (!sight.is(base, org.chainrule.graph.Arithmetic.SUB) || !base.shape().sameShape(whole.shape())) {
            return false;
        }
        return base.input(1) == Mean.over(base.input(0), sum.axes(), true)
                || base.input(0) == Mean.over(base.input(1), sum.axes(), true);
    }

    private static Optional<Node> binarySquare(Node node, Visibility sight) {
        Product product = Product.of(node, sight);
        Product result = product;
        for (Map.Entry<Node, Integer> factor : product.powers().entrySet()) {
            boolean binary = Conditions.isIndicator(factor.getKey(), sight)
                    || domain(factor.getKey())
                            .filter(domain ->
                                    domain.kind() == Domain.Kind.BINARY || domain.kind() == Domain.Kind.ONEHOT)
                            .isPresent();
            if (binary && factor.getValue() > 1) {
                result = result.times(factor.getKey(), 1 - factor.getValue());
            }
        }
        return result == product ? Optional.empty() : Optional.of(result.toNode(node.shape()));
    }

    private static boolean isSymmetric(Node x) {
        Node inner = Visibility.isOwn(x, "inv") ? x.input(0) : x;
        return domain(inner)
                .filter(domain -> domain.kind() == Domain.Kind.SYMMETRIC || domain.kind() == Domain.Kind.SPD)
                .isPresent();
    }
}
