package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.ShortText;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * Products of handwriting, {@code xᵀ A x}, {@code 2 wᵀ x}, {@code x yᵀ}: factors side by side. A vector of one axis is a column
 * there, and its transpose a row; what is left of a product of a row and a column is a number, and so is a matrix of one
 * row and one column. A vector has no second axis, so which parts of an expression are rows is kept beside the values.
 */
final class WrittenProducts {
    /** The parts of expressions that are rows, by identity. */
    private final Set<Expr> rows = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether a part is a vector that lies, as a transposed one does. */
    boolean isRow(Expr expr) {
        return rows.contains(expr);
    }

    /** Notes whether a part of an expression is a row, once it has a value. */
    void note(Expr expr, List<Expr> parts, List<Arg> operands, Arg result) {
        if (result instanceof Arg.Value value
                && value.node().rank() == 1
                && lies(expr, parts, operands, value.node())) {
            rows.add(expr);
        }
    }

    private boolean lies(Expr expr, List<Expr> parts, List<Arg> operands, Node result) {
        if (expr instanceof Expr.Transpose) {
            return !isRow(parts.get(0));
        } else if (expr instanceof Expr.Binary binary && parts.size() == 2) {
            boolean vectorBeforeMatrix =
                    binary.op() == BinaryOp.PRODUCT && rank(operands.get(0)) == 1 && rank(operands.get(1)) == 2;
            return binary.op() != BinaryOp.MATMUL
                    && (vectorBeforeMatrix || parts.stream().anyMatch(this::isRow));
        }
        // a function of each entry leaves a row a row
        return parts.size() == 1
                && isRow(parts.get(0))
                && (expr instanceof Expr.Negate || result.op() instanceof Elementwise);
    }

    private static int rank(Arg arg) {
        return arg instanceof Arg.Value value ? value.node().rank() : 0;
    }

    /**
     * The product of two factors side by side; empty when one is a number, or has more than two axes.
     *
     * @throws Mistake when two vectors stand side by side without a transpose
     */
    Optional<Node> product(Expr.Binary binary, Arg left, Arg right) {
        if (rank(left) == 0 || rank(right) == 0 || rank(left) > 2 || rank(right) > 2) {
            return Optional.empty();
        }
        return Optional.of(product(
                binary,
                Expressions.toNode(left),
                isRow(binary.left()),
                Expressions.toNode(right),
                isRow(binary.right())));
    }

    private static Node product(Expr.Binary binary, Node left, boolean leftLies, Node right, boolean rightLies) {
        boolean number = isNumber(left) || isNumber(right);
        if (left.rank() == 1 && right.rank() == 1) {
            if (!leftLies && rightLies) {
                return Products.outer(left, right);
            } else if (leftLies && !rightLies && (!number || left.shape().sameShape(right.shape()))) {
                return left.matmul(right);
            } else if (number) {
                return scaled(left, right);
            } else if (!left.shape().sameShape(right.shape())) {
                return left.matmul(right);
            } else if (leftLies) {
                throw new ShapeException(
                        "two rows side by side have no product: {0} is transposed, and so is {1}",
                        ShortText.of(left), ShortText.of(right));
            }
            throw new Mistake(
                    binary.span(),
                    say("the product of two vectors may be the inner, the outer or the elementwise one"),
                    say("write x^T y for the inner, x y^T for the outer, x * y for the elementwise product"));
        } else if (left.rank() == 1) {
            return vectorBefore(left, leftLies, right);
        } else if (right.rank() == 1) {
            return vectorBehind(left, right, rightLies);
        } else if (areRowsOrColumns(left, right)) {
            return Node.of(Arithmetic.MUL, left, right);
        }
        return number && !left.shape().dim(1).sameSize(right.shape().dim(0))
                ? Node.of(Arithmetic.MUL, left, right)
                : left.matmul(right);
    }

    /** {@code xᵀ A}, and {@code x A} of who writes samples as rows. */
    private static Node vectorBefore(Node left, boolean lies, Node right) {
        boolean fits = left.shape().dim(0).sameSize(right.shape().dim(0));
        if (!lies && right.shape().dim(0).isOne() && !isNumber(right)) {
            return Products.outer(left, Reshape.to(right, Shape.of(right.shape().dim(1))));
        } else if (!fits && (isNumber(left) || isNumber(right))) {
            return scaled(left, right);
        }
        return number(left.matmul(right));
    }

    private static Node vectorBehind(Node left, Node right, boolean lies) {
        boolean fits = left.shape().dim(1).sameSize(right.shape().dim(0));
        if (lies && left.shape().dim(1).isOne() && !isNumber(left)) {
            return Products.outer(Reshape.to(left, Shape.of(left.shape().dim(0))), right);
        } else if (!fits && (isNumber(left) || isNumber(right))) {
            return scaled(left, right);
        } else if (lies && fits && !right.shape().dim(0).isOne()) {
            throw new ShapeException(
                    "a matrix of shape {0} stands before a row: {1} is transposed, and has shape {2}",
                    left.shape(), ShortText.of(right), right.shape());
        }
        return number(left.matmul(right));
    }

    /** Two rows, or two columns, have no matrix product: {@code Y \\log A} of one row each is meant entry by entry. */
    private static boolean areRowsOrColumns(Node x, Node y) {
        return x.shape().sameShape(y.shape())
                && x.shape().dim(0).isOne() != x.shape().dim(1).isOne();
    }

    /** A number times something, where the number may be a matrix of one entry. */
    private static Node scaled(Node left, Node right) {
        boolean leftIsNumber = isNumber(left) && (!isNumber(right) || left.rank() < right.rank());
        boolean rightIsNumber = isNumber(right) && (!isNumber(left) || right.rank() < left.rank());
        return Node.of(
                Arithmetic.MUL,
                leftIsNumber ? Reshape.to(left, Shape.SCALAR) : left,
                rightIsNumber ? Reshape.to(right, Shape.SCALAR) : right);
    }

    /** A vector of one entry that a product of vectors has left is a number. */
    private static Node number(Node product) {
        return product.rank() == 1 && product.shape().dim(0).isOne() ? Reshape.to(product, Shape.SCALAR) : product;
    }

    /** Whether something with axes has one entry. */
    private static boolean isNumber(Node node) {
        return node.shape().dims().stream().allMatch(dim -> dim.isOne());
    }
}
