package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.FormulaPattern.B;
import static org.chainrule.symbolic.rewrite.FormulaPattern.U;
import static org.chainrule.symbolic.rewrite.FormulaPattern.V;
import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Products;

/** Transposes move towards the leaves, where two of them meet or nothing is left of them. */
final class Transposes {
    static final Rule TWICE = SIMPLIFY.rule("transpose-twice", "A matrix transposed twice is itself.")
            .law("(Aᵀ)ᵀ = A")
            .on(Transpose.class, Transposes::twice)
            .example("A [2, 3]", "A.T.T", "A")
            .example("A [2, 3, 4]", "transpose(transpose(A, axes=[1, 2, 0]), axes=[1, 0, 2])", "A.T");

    static final Rule PRODUCT = SIMPLIFY.rule(
                    "product-transposed", "The transpose of a product is the product of the transposes, reversed.")
            .law("(A B)ᵀ = Bᵀ Aᵀ")
            .equates(A.matmul(B).T(), B.T().matmul(A.T()))
            .example("A [2, 3], B [3, 4]", "(A @ B).T", "B.T @ A.T");

    static final Rule OUTER = SIMPLIFY.rule("outer-transposed", "An outer product transposed swaps its vectors.")
            .law("(a bᵀ)ᵀ = b aᵀ")
            .equates(Products.outer(U, V).T(), Products.outer(V, U))
            .example("a [2], b [3]", "outer(a, b).T", "outer(b, a)");

    static final Rule COLUMN = SIMPLIFY.rule("column-transposed", "A column transposed is a row, and the reverse.")
            .law("(x as column)ᵀ = x as row")
            .equates(ExpandDims.insert(U, 1).T(), ExpandDims.insert(U, 0))
            .equates(ExpandDims.insert(U, 0).T(), ExpandDims.insert(U, 1))
            .example("x [3]", "expand_dims(x, axis=1).T", "expand_dims(x, axis=0)");

    static final Rule ENTRYWISE = SIMPLIFY.rule(
                    "entrywise-transposed", "What is done entry by entry may be done before or after.")
            .law("(f(Aᵀ, Bᵀ))ᵀ = f(A, B)")
            .on(Transpose.class, Transposes::entrywise)
            .example("A [2, 3], B [2, 3]", "(A.T + tanh(B).T).T", "A + tanh(B)")
            .example("A [2, 3]", "tanh(A.T).T", "tanh(A)");

    static final Rule SUM = SIMPLIFY.rule(
                    "sum-transposed",
                    "The transpose of a sum is the sum of the transposes; written where it is shorter.")
            .law("(Aᵀ + B)ᵀ = A + Bᵀ")
            .on(Transpose.class, Transposes::sum)
            .example("A [3, 3], B [3, 3]", "(A.T + B).T", "A + B.T");

    private Transposes() {}

    /** The transpose of a matrix: what it is the transpose of, if it is one. */
    static Node of(Node matrix, Visibility sight) {
        return sight.is(matrix, Transpose.class) ? matrix.input(0) : matrix.T();
    }

    static boolean isMatrix(Node node) {
        return node.rank() == 2;
    }

    private static boolean areMatrices(Node product) {
        return isMatrix(product.input(0)) && isMatrix(product.input(1));
    }

    private static Optional<Node> twice(Node node, Visibility sight) {
        Node inner = node.input(0);
        if (!sight.is(inner, Transpose.class)) {
            return Optional.empty();
        }
        List<Integer> first = ((Transpose) inner.op()).axes();
        int[] order =
                ((Transpose) node.op()).axes().stream().mapToInt(first::get).toArray();
        return Optional.of(Transpose.permuted(inner.input(0), order));
    }

    private static Optional<Node> entrywise(Node node, Visibility sight) {
        Node inner = node.input(0);
        if (!(inner.op() instanceof Elementwise) || !sight.isOpen(inner)) {
            return Optional.empty();
        }
        List<Node> inputs = new ArrayList<>();
        boolean any = false;
        for (Node input : inner.inputs()) {
            boolean transposed = sight.is(input, Transpose.class) && input.op().equals(node.op()) && isMatrix(input);
            if (!transposed && !input.isScalar()) {
                return Optional.empty();
            }
            any |= transposed;
            inputs.add(transposed ? input.input(0) : input);
        }
        return any ? Optional.of(Node.of(inner.op(), inputs)) : Optional.empty();
    }

    private static Optional<Node> sum(Node node, Visibility sight) {
        Node inner = node.input(0);
        boolean sum = sight.is(inner, Arithmetic.ADD) || sight.is(inner, Arithmetic.SUB);
        if (!sum || !isMatrix(node) || !isMatrix(inner.input(0)) || !isMatrix(inner.input(1))) {
            return Optional.empty();
        }
        boolean gains = turns(inner.input(0), sight) || turns(inner.input(1), sight);
        return gains
                ? Optional.of(Node.of(inner.op(), of(inner.input(0), sight), of(inner.input(1), sight)))
                : Optional.empty();
    }

    /** Whether a transpose disappears in a node. */
    private static boolean turns(Node node, Visibility sight) {
        return sight.is(node, Transpose.class)
                || (sight.is(node, MatMul.OP) && sight.is(node.input(1), Transpose.class) && areMatrices(node));
    }
}
