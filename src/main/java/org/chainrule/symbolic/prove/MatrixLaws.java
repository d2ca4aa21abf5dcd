package org.chainrule.symbolic.prove;

import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Determinants.LogDet;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.MatrixFunctions.Exponential;
import org.chainrule.ops.OpRow;
import org.chainrule.ops.Products;
import org.chainrule.ops.Spectra;
import org.chainrule.symbolic.rewrite.MatrixEquations;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Laws of kernels that have no index form, each from a node to a simpler one: determinants and inverses of products, of
 * diagonal matrices, of Kronecker products and of exponentials, what eigenvalues add up and multiply to, what factors
 * multiply to, and what regrouping of entries comes to.
 */
final class MatrixLaws {
    private MatrixLaws() {}

    /** The simpler node that a node equals wherever it is defined, or null. */
    static @Nullable Node of(Node node, Known known) {
        Op op = node.op();
        if (node.inputs().isEmpty()) {
            return null;
        }
        Node x = node.input(0);
        if (op instanceof OpRow.Plain || op instanceof LogDet || op instanceof Exponential) {
            return MatrixEquations.simpler(node).orElseGet(() -> ofKernel(node, x));
        }
        if (op instanceof Sum sum) {
            return overEigenvalues(sum.axes(), x) ? Diagonals.trace(x.input(0)) : null;
        }
        if (op instanceof EntryProducts.Prod prod) {
            return product(prod, x, known);
        }
        if (op instanceof EntryProducts.ProdOthers others && node.inputs().size() == 1) {
            return EntryProducts.prod(x, others.axes(), true).over(x);
        }
        if (op instanceof MatMul) {
            Node stacked = stacked(x, node.input(1));
            return stacked != null ? stacked : squared(x, node.input(1));
        }
        if (op instanceof Transpose && x.op() == Products.KRONECKER_PRODUCT && x.rank() == 2) {
            return Products.kron(x.input(0).T(), x.input(1).T());
        }
        Node running = RunningSums.of(node, x);
        return running != null ? running : regrouped(node, x);
    }

    /** What no equation says, since it speaks of sizes or of the identity. */
    private static @Nullable Node ofKernel(Node node, Node x) {
        if (node.op() == Determinants.DETERMINANT || node.op() instanceof LogDet) {
            return x.op() == Products.KRONECKER_PRODUCT ? ofKronecker(node, x.input(0), x.input(1)) : null;
        }
        // Along a multiple of the identity the derivative is that multiple of the exponential.
        boolean directed = node.op() instanceof Exponential && node.inputs().size() == 2;
        Node factor = directed ? multipleOfIdentity(node.input(1)) : null;
        return factor == null ? null : factor.times(MatrixFunctions.matrixExp(x));
    }

    private static @Nullable Node ofKronecker(Node node, Node a, Node b) {
        if (!isSquare(a) || !isSquare(b)) {
            return null;
        }
        Node first = Node.of(node.op(), a);
        Node second = Node.of(node.op(), b);
        Node n = SizeOf.node(a.shape().dim(0));
        Node m = SizeOf.node(b.shape().dim(0));
        return node.op() == Determinants.DETERMINANT
                ? first.pow(m).times(second.pow(n))
                : m.times(first).plus(n.times(second));
    }

    /** det(M + a bᵀ) = det(M) (1 + bᵀ M⁻¹ a) and det(I + U V) = det(I + V U), of these the one of the smaller name, or null. */
    static @Nullable Node ofSum(Node node) {
        if (node.op() != Determinants.DETERMINANT
                || node.input(0).op() != Arithmetic.ADD
                || node.input(0).rank() != 2) {
            return null;
        }
        Node sum = node.input(0);
        Node changed = beside(sum.input(0), sum.input(1));
        return changed != null ? changed : beside(sum.input(1), sum.input(0));
    }

    private static @Nullable Node beside(Node matrix, Node rankOne) {
        if (rankOne.op() instanceof MatMul && matrix.op() instanceof Diagonals.Eye) {
            Dim size = rankOne.shape().dim(0);
            Dim inner = rankOne.input(1).shape().dim(0);
            return inner.toString().compareTo(size.toString()) < 0
                    ? Node.of(
                            Determinants.DETERMINANT,
                            Diagonals.eye(inner).plus(rankOne.input(1).matmul(rankOne.input(0))))
                    : null;
        }
        if (rankOne.op() != Products.OUTER_PRODUCT || matrix.op() == Products.OUTER_PRODUCT) {
            return null;
        }
        Node a = rankOne.input(0);
        Node b = rankOne.input(1);
        return matrix.op() instanceof Diagonals.Eye
                ? b.matmul(a).plus(1)
                : Node.of(Determinants.DETERMINANT, matrix)
                        .times(b.matmul(Node.of(Inverses.INVERSE, matrix).matmul(a))
                                .plus(1));
    }

    private static @Nullable Node product(EntryProducts.Prod prod, Node x, Known known) {
        if (overEigenvalues(prod.axes(), x)) {
            return Node.of(Determinants.DETERMINANT, symmetricPart(x.input(0)));
        }
        return known.of(x).isPositive()
                ? Powers.EXP.of(Sum.over(Powers.LOG.of(x), prod.axes(), prod.keepdims()))
                : null;
    }

    private static boolean overEigenvalues(Axes axes, Node x) {
        return x.op() == Spectra.EIGENVALUES && x.rank() == 1 && axes.all();
    }

    private static Node symmetricPart(Node x) {
        return x.plus(x.T()).over(2);
    }

    /** V Vᵀ = I of eigenvectors, L Lᵀ = X of a Cholesky factor, exp(X) exp(−X) = I; numbers come out in front. */
    private static @Nullable Node squared(Node left, Node right) {
        if (left.op() == Arithmetic.MUL && left.rank() == 2) {
            Node number = uniform(left.input(1));
            if (number == null) {
                return null;
            }
            Node rest = squared(left.input(0), right);
            return rest == null ? null : rest.times(number);
        }
        if (isExponential(left) && isExponential(right) && left.rank() == 2) {
            Node x = left.input(0);
            Node y = right.input(0);
            boolean opposite = x == y.neg() || y == x.neg();
            return opposite ? Diagonals.eye(x.shape().dim(0)) : null;
        }
        boolean behind = right.op() instanceof Transpose && right.input(0) == left;
        boolean before = left.op() instanceof Transpose && left.input(0) == right;
        Node factor = before ? right : left;
        if ((!behind && !before) || factor.rank() != 2) {
            return null;
        }
        if (factor.op() == Spectra.EIGENVECTORS) {
            return Diagonals.eye(factor.shape().dim(0));
        }
        return behind && factor.op() == MatrixFunctions.CHOLESKY_FACTOR ? symmetricPart(factor.input(0)) : null;
    }

    /** (A ⊗ B)(C ⊗ D) = AC ⊗ BD, (A ⊗ B) vec(X) = vec(B X Aᵀ), vec(X)ᵀ vec(Y) = Σ X ⊙ Y, or null. */
    private static @Nullable Node stacked(Node left, Node right) {
        if (left.op() == Products.COLUMNS && right.op() == Products.COLUMNS) {
            Node x = left.input(0);
            Node y = right.input(0);
            return x.shape().sameShape(y.shape()) ? x.times(y).sum() : null;
        }
        if (left.op() != Products.KRONECKER_PRODUCT || left.rank() != 2) {
            return null;
        }
        Node a = left.input(0);
        Node b = left.input(1);
        Node c = right.inputs().isEmpty() ? right : right.input(0);
        if (right.op() == Products.COLUMNS) {
            return b.shape().dim(1).sameSize(c.shape().dim(0))
                            && a.shape().dim(1).sameSize(c.shape().dim(1))
                    ? Products.vec(b.matmul(c).matmul(a.T()))
                    : null;
        }
        return right.op() == Products.KRONECKER_PRODUCT
                        && right.rank() == 2
                        && a.shape().dim(1).sameSize(c.shape().dim(0))
                        && b.shape().dim(1).sameSize(right.input(1).shape().dim(0))
                ? Products.kron(a.matmul(c), b.matmul(right.input(1)))
                : null;
    }

    /** Whatever only regroups entries as a reshape of an array that does not, one reshape after another as one. */
    private static @Nullable Node regrouped(Node node, Node x) {
        if (!(node.op() instanceof Reshape)) {
            return null;
        }
        if (x.op() instanceof Reshape) {
            return Reshape.to(x.input(0), node.shape());
        }
        // The identity with pq rows as [p, q, p, q] is that of p times that of q.
        Node factor = multipleOfIdentity(x);
        Shape shape = node.shape();
        if (factor == null || shape.rank() != 4 || !isPairOfPairs(x.shape().dim(0), shape)) {
            return null;
        }
        Node outer = ExpandDims.insert(Diagonals.eye(shape.dim(0)), 1, 3);
        Node inner = ExpandDims.insert(Diagonals.eye(shape.dim(1)), 0, 2);
        return factor.times(outer.times(inner));
    }

    private static boolean isPairOfPairs(Dim rows, Shape shape) {
        return shape.dim(0).sameSize(shape.dim(2))
                && shape.dim(1).sameSize(shape.dim(3))
                && shape.dim(0).times(shape.dim(1)).sameSize(rows);
    }

    /** The number by which the identity is multiplied in a square matrix, or null. */
    private static @Nullable Node multipleOfIdentity(Node x) {
        if (x.op() instanceof Diagonals.Eye) {
            return Node.constant(1);
        }
        if (x.op() != Diagonals.DIAGONAL_MATRIX || x.rank() != 2) {
            return null;
        }
        return uniform(x.input(0));
    }

    /** The number that all entries are, when it is written as one, or null. */
    static @Nullable Node uniform(Node x) {
        Node entry = x;
        while (entry.op() instanceof Broadcast || entry.op() instanceof ExpandDims || entry.op() instanceof Squeeze) {
            entry = entry.input(0);
        }
        return entry.isScalar() ? entry : null;
    }

    private static boolean isExponential(Node x) {
        return x.op() instanceof Exponential && x.inputs().size() == 1;
    }

    private static boolean isSquare(Node x) {
        return x.rank() == 2 && x.shape().dim(0).sameSize(x.shape().dim(1));
    }
}
