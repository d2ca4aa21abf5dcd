package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.FormulaPattern.B;
import static org.chainrule.symbolic.rewrite.FormulaPattern.U;
import static org.chainrule.symbolic.rewrite.FormulaPattern.V;
import static org.chainrule.symbolic.rewrite.FormulaPattern.W;
import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Products of matrices and vectors. */
final class MatrixProducts {
    /** What a free size counts as where operations are counted. */
    private static final double MANY = 1000;

    static final Rule IDENTITY = SIMPLIFY.rule("identity-factor", "The identity matrix as a factor is nothing.")
            .law("I A = A = A I")
            .on(MatMul.OP, MatrixProducts::identity)
            .example("A [3, 3]", "eye(3) @ A", "A");

    static final Rule INVERSE = SIMPLIFY.rule("inverse-cancels", "A matrix times its inverse is the identity.")
            .law("A⁻¹ A = I")
            .on(
                    MatMul.OP,
                    (node, sight) -> Transposes.isMatrix(node)
                            && (isInverse(node.input(0), node.input(1)) || isInverse(node.input(1), node.input(0))),
                    (node, sight) -> Diagonals.eye(node.shape().dim(0)))
            .example("A [3, 3] invertible, B [3, 3]", "B @ (inv(A) @ A)", "B @ eye(3)");

    static final Rule ZERO = SIMPLIFY.rule("zero-factor", "A matrix of zeros as a factor gives zeros.")
            .law("0 A = 0")
            .on(
                    MatMul.OP,
                    (node, sight) ->
                            node.inputs().stream().anyMatch(x -> x.op() instanceof Fill fill && fill.value() == 0),
                    (node, sight) -> Fill.with(0, node.shape()))
            .example("A [3, 4]", "zeros(shape=[2, 3]) @ A", "zeros(shape=[2, 4])");

    static final Rule ONES = SIMPLIFY.rule("ones-factor", "A product with a matrix of ones sums over rows or columns.")
            .law("1ᵀ A = Σᵢ A[i, :]")
            .on(MatMul.OP, MatrixProducts::ones)
            .example("A [3, 4]", "ones(shape=[1, 3]) @ A", "sum(A, axis=0, keepdims=true)")
            .example("A [3, 4]", "A @ ones(shape=[4])", "sum(A, axis=1)");

    static final Rule COLUMN = SIMPLIFY.rule(
                    "column-as-vector", "A matrix times a column, taken as a vector, is the matrix times the vector.")
            .law("squeeze(A (x as column)) = A x")
            .equates(Squeeze.drop(A.matmul(ExpandDims.insert(U, 1)), 1), A.matmul(U))
            .equates(Squeeze.drop(ExpandDims.insert(U, 0).matmul(A), 0), U.matmul(A))
            .equates(Squeeze.drop(A.matmul(B.matmul(ExpandDims.insert(U, 1))), 1), A.matmul(B.matmul(U)))
            .example("A [2, 3], x [3]", "squeeze(A @ expand_dims(x, axis=1), axis=1)", "A @ x")
            .example("A [2, 3], x [2]", "squeeze(expand_dims(x, axis=0) @ A, axis=0)", "x @ A");

    static final Rule DYAD = SIMPLIFY.rule("column-times-row", "A column times a row is the outer product.")
            .law("(x as column)(y as row) = x yᵀ")
            .equates(ExpandDims.insert(U, 1).matmul(ExpandDims.insert(V, 0)), Products.outer(U, V))
            .example("x [2], y [3]", "expand_dims(x, axis=1) @ expand_dims(y, axis=0)", "outer(x, y)");

    static final Rule OUTER = SIMPLIFY.rule(
                    "product-with-outer", "A matrix times an outer product is an outer product again.")
            .law("A (x yᵀ) = (A x) yᵀ")
            .equates(A.matmul(Products.outer(U, V)), Products.outer(A.matmul(U), V))
            .equates(Products.outer(U, V).matmul(A), Products.outer(U, A.T().matmul(V)))
            .equates(W.matmul(Products.outer(U, V)), W.matmul(U).times(V))
            .equates(Products.outer(U, V).matmul(W), U.times(V.matmul(W)))
            .example("A [2, 3], x [3], y [4]", "A @ outer(x, y)", "outer(A @ x, y)")
            .example("x [3], y [4], B [4, 2]", "outer(x, y) @ B", "outer(x, B.T @ y)")
            .example("x [3], y [4], v [4]", "outer(x, y) @ v", "x * (y @ v)");

    static final Rule ROW = SIMPLIFY.rule(
                    "vector-on-the-right", "A vector times a transpose is the matrix times the vector.")
            .law("x Aᵀ = A x")
            .equates(U.matmul(A.T()), A.matmul(U))
            .example("x [3], A [2, 3]", "x @ A.T", "A @ x");

    static final Rule DOT = SIMPLIFY.rule(
                    "inner-product-sorted", "An inner product is symmetric; its factors stand in alphabetical order.")
            .law("y·x = x·y")
            .on(
                    MatMul.OP,
                    (node, sight) ->
                            node.isScalar() && ShortText.of(node.input(0)).compareTo(ShortText.of(node.input(1))) > 0,
                    (node, sight) -> node.input(1).matmul(node.input(0)))
            .example("x [3], y [3]", "y @ x", "x @ y");

    static final Rule BRACKETS = SIMPLIFY.rule(
                    "fewest-operations", "Brackets where they save operations, and none where they save nothing.")
            .law("(A B) C = A (B C)")
            .on(MatMul.OP, MatrixProducts::brackets)
            .example("A [3, 4], B [4, 5], x [5]", "A @ B @ x", "A @ (B @ x)")
            .example("A [3, 3], B [3, 3], C [3, 3]", "A @ (B @ C)", "A @ B @ C");

    static final Rule COMMON = SIMPLIFY.rule(
                    "common-matrix-factor",
                    "A matrix that is the first or the last factor of two terms goes in front or behind.")
            .law("A C + B C = (A + B) C")
            .on(Collecting.SUMS, MatrixProducts::commonFactor)
            .example("A [3, 3], x [3]", "A @ x + x @ A", "(A + A.T) @ x")
            .example("A [2, 3], B [3, 4], C [3, 4]", "A @ B - 2 * (A @ C)", "A @ (B - 2 * C)");

    private MatrixProducts() {}

    private static boolean isInverse(Node x, Node y) {
        return x.op() == Inverses.INVERSE && x.input(0) == y;
    }

    private static Optional<Node> identity(Node node, Visibility sight) {
        for (int k = 0; k < 2; k++) {
            Node other = node.input(1 - k);
            if (node.input(k).op() instanceof Diagonals.Eye && other.shape().sameShape(node.shape())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> ones(Node node, Visibility sight) {
        Node a = node.input(0);
        Node b = node.input(1);
        if (a.rank() > 2 || b.rank() > 2) {
            return Optional.empty();
        }
        for (int k = 0; k < 2; k++) {
            Node other = node.input(1 - k);
            if (node.input(k).op() instanceof Fill fill && fill.value() != 0) {
                boolean keeps = node.input(k).rank() == 2;
                Node sum = other.rank() == 1 ? other.sum() : Sum.over(other, Axes.of(other, k), keeps);
                return Optional.of(Shapes.fit(times(fill.value(), sum), node.shape()));
            }
        }
        return Optional.empty();
    }

    private static Node times(double factor, Node x) {
        return factor == 1 ? x : x.times(factor);
    }

    private static Optional<Node> brackets(Node node, Visibility sight) {
        Node a = node.input(0);
        Node b = node.input(1);
        if (a.rank() == 1 || a.rank() > 2 || b.rank() > 2) {
            return Optional.empty();
        }
        if (sight.is(a, MatMul.OP) && a.input(0).rank() == 2 && a.input(1).rank() == 2) {
            Node right = a.input(0).matmul(a.input(1).matmul(b));
            if (operations(right, right.input(1)) < operations(node, a)) {
                return Optional.of(right);
            }
        }
        if (sight.is(b, MatMul.OP) && b.input(0).rank() == 2 && b.input(1).rank() <= 2) {
            Node left = a.matmul(b.input(0)).matmul(b.input(1));
            if (operations(left, left.input(0)) <= operations(node, b)) {
                return Optional.of(left);
            }
        }
        return Optional.empty();
    }

    private static double operations(Node outer, Node inner) {
        return operations(outer) + operations(inner);
    }

    /** The number of multiplications of a product of a matrix with a matrix or vector. */
    private static double operations(Node product) {
        Shape a = product.input(0).shape();
        double result = size(a.dim(0)) * size(a.dim(1));
        return product.input(1).rank() == 1
                ? result
                : result * size(product.input(1).shape().dim(1));
    }

    private static double size(Dim dim) {
        return dim.isKnown() ? (double) dim.size() : MANY;
    }

    private static Optional<Node> commonFactor(Node node, Visibility sight) {
        List<Product> terms = Addition.of(node, sight).map(Addition::terms).orElse(List.of());
        if (terms.stream().filter(term -> onlyProduct(term, sight).isPresent()).count() < 2) {
            return Optional.empty();
        }
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                Optional<Product> joined = join(terms.get(i), terms.get(j), sight);
                if (joined.isPresent()) {
                    List<Product> rest = new ArrayList<>(terms);
                    rest.remove(j);
                    rest.set(i, joined.get());
                    return Optional.of(Addition.of(rest).toNode(node.shape()));
                }
            }
        }
        return Optional.empty();
    }

    /** Two terms as one, when each has one matrix product, with a factor in common, and else the same factors. */
    private static Optional<Product> join(Product x, Product y, Visibility sight) {
        Optional<Node> p = onlyProduct(x, sight);
        Optional<Node> q = onlyProduct(y, sight);
        if (p.isEmpty() || q.isEmpty()) {
            return Optional.empty();
        }
        Node a = p.get();
        Node b = q.get();
        Product rest = x.times(a, -1).with(Coefficient.ONE);
        if (!rest.powers().equals(y.times(b, -1).powers())) {
            return Optional.empty();
        }
        List<Node> first = factors(a, sight);
        List<Node> second = factors(b, sight);
        for (int k = 0; k < 2; k++) {
            Node own = first.get(1 - k);
            Node other = second.get(1 - k);
            if (first.get(k) == second.get(k) && own.shape().sameShape(other.shape())) {
                Node bracket =
                        Addition.of(List.of(term(x, own), term(y, other))).toNode(own.shape());
                Node product =
                        k == 1 ? bracket.matmul(first.get(1)) : first.get(0).matmul(bracket);
                return Optional.of(rest.times(product, 1));
            }
        }
        return Optional.empty();
    }

    /** The two factors, a vector on the right if there is one. */
    private static List<Node> factors(Node product, Visibility sight) {
        boolean row = product.input(0).rank() == 1 && product.input(1).rank() == 2;
        return row ? List.of(Transposes.of(product.input(1), sight), product.input(0)) : product.inputs();
    }

    private static Product term(Product x, Node factor) {
        return new Product().times(factor, 1).with(x.number());
    }

    private static Optional<Node> onlyProduct(Product term, Visibility sight) {
        List<Node> products = term.powers().keySet().stream()
                .filter(base -> sight.is(base, MatMul.OP))
                .toList();
        return products.size() == 1 && term.power(products.get(0)) == 1
                ? Optional.of(products.get(0))
                : Optional.empty();
    }
}
