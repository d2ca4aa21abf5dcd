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
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.Products;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Spectra;
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
        if (op == Inverses.INVERSE) {
            return inverse(node, x);
        }
        if (op == Determinants.DETERMINANT || op instanceof Determinants.LogDet) {
            return determinant(node, x, op == Determinants.DETERMINANT);
        }
        if (op == Determinants.COFACTORS && node.inputs().size() == 1) {
            return cofactor(node, x);
        }
        if (op instanceof MatrixFunctions.Exponential) {
            return exponential(node, x);
        }
        if (op == Diagonals.MATRIX_TRACE) {
            return isSquareKron(x) ? Diagonals.trace(x.input(0)).times(Diagonals.trace(x.input(1))) : null;
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
        return regrouped(node, x);
    }

    private static @Nullable Node inverse(Node node, Node x) {
        if (x.op() == Diagonals.DIAGONAL_MATRIX) {
            return Diagonals.diagEmbed(Node.constant(1).over(x.input(0)));
        }
        if (isSquareKron(x)) {
            return Products.kron(Node.of(node.op(), x.input(0)), Node.of(node.op(), x.input(1)));
        }
        if (isExponential(x)) {
            return MatrixFunctions.matrixExp(x.input(0).neg());
        }
        Factors factors = Factors.of(x);
        return factors == null ? null : Node.of(node.op(), factors.right).matmul(Node.of(node.op(), factors.left));
    }

    private static @Nullable Node determinant(Node node, Node x, boolean plain) {
        if (x.op() == Diagonals.DIAGONAL_MATRIX && x.rank() == 2) {
            Node entries = x.input(0);
            return plain
                    ? EntryProducts.prod(entries, Axes.ALL, false)
                    : Powers.LOG.of(Rounding.ABS.of(entries)).sum();
        }
        if (isSquareKron(x)) {
            Node first = Node.of(node.op(), x.input(0));
            Node second = Node.of(node.op(), x.input(1));
            Node n = SizeOf.node(x.input(0).shape().dim(0));
            Node m = SizeOf.node(x.input(1).shape().dim(0));
            return plain ? first.pow(m).times(second.pow(n)) : m.times(first).plus(n.times(second));
        }
        if (isExponential(x) && x.rank() == 2) {
            Node trace = Diagonals.trace(x.input(0));
            return plain ? Powers.EXP.of(trace) : trace;
        }
        Factors factors = Factors.of(x);
        return factors == null
                ? null
                : Node.of(
                        plain ? Arithmetic.MUL : Arithmetic.ADD,
                        Node.of(node.op(), factors.left),
                        Node.of(node.op(), factors.right));
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

    private static @Nullable Node cofactor(Node node, Node x) {
        if (x.op() == Diagonals.DIAGONAL_MATRIX && x.rank() == 2) {
            Node entries = x.input(0);
            return Diagonals.diagEmbed(
                    EntryProducts.prod(entries, Axes.ALL, true).over(entries));
        }
        Factors factors = Factors.of(x);
        return factors == null ? null : Node.of(node.op(), factors.left).matmul(Node.of(node.op(), factors.right));
    }

    /** Along a multiple of the identity the derivative is that multiple of the exponential; transposes come out. */
    private static @Nullable Node exponential(Node node, Node x) {
        if (node.inputs().size() == 2) {
            Node factor = multipleOfIdentity(node.input(1));
            return factor == null ? null : factor.times(MatrixFunctions.matrixExp(x));
        }
        return node.inputs().size() == 1 && x.op() instanceof Transpose && x.rank() == 2
                ? MatrixFunctions.matrixExp(x.input(0)).T()
                : null;
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
        return x.op() instanceof MatrixFunctions.Exponential && x.inputs().size() == 1;
    }

    private static boolean isSquareKron(Node x) {
        return x.op() == Products.KRONECKER_PRODUCT && isSquare(x.input(0)) && isSquare(x.input(1));
    }

    private static boolean isSquare(Node x) {
        return x.rank() == 2 && x.shape().dim(0).sameSize(x.shape().dim(1));
    }

    /** The two square factors of a product of matrices, perhaps under a transpose. */
    private record Factors(Node left, Node right) {
        static @Nullable Factors of(Node x) {
            boolean transposed = x.op() instanceof Transpose && x.rank() == 2;
            Node product = transposed ? x.input(0) : x;
            if (!(product.op() instanceof MatMul) || !isSquare(product.input(0)) || !isSquare(product.input(1))) {
                return null;
            }
            return transposed
                    ? new Factors(product.input(1).T(), product.input(0).T())
                    : new Factors(product.input(0), product.input(1));
        }
    }
}
