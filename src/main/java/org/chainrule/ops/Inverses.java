package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** The inverse and systems of linear equations, over the last two axes. */
public final class Inverses {
    static final Function INV = Function.define(
                    "inv", "x", a -> a.node("x").isScalar() ? Node.constant(1).over(a.node("x")) : inv(a.node("x")))
            .doc("Inverse Z = X⁻¹ of each square matrix, with the differential dZ = −Z dX Z; a singular matrix is an "
                    + "error. The inverse of a scalar x is 1/x.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 2.2.3")
            .example("inv(X)", "X [3, 3] invertible")
            .example("inv(X)", "X [2, 2, 2] invertible");

    static final Function SOLVE = Function.define("solve", "a, b", a -> solve(a.node("a"), a.node("b")))
            .doc("The solution Z = A⁻¹ b of A Z = b, dZ = A⁻¹ (db − dA Z); b is one vector or a matrix of columns, and "
                    + "a singular A is an error.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 2.2.5")
            .example("solve(A, b)", "A [3, 3] invertible, b [3]")
            .example("solve(A, B)", "A [3, 3] invertible, B [3, 2]")
            .example("solve(A, B)", "A [2, 3, 3] invertible, B [3, 2]")
            .example("solve(A, b)", "A [2, 3, 3] invertible, b [3]");

    static final Function PINV = Function.define("pinv", "x", a -> pinv(a.node("x")))
            .doc("The Moore-Penrose pseudoinverse of each matrix; singular values below max(m, n)·2⁻⁵² of the largest "
                    + "count as 0. The derivative exists where the rank does not change.")
            .source(
                    "Golub and Pereyra 1973, The differentiation of pseudo-inverses and nonlinear least squares problems "
                            + "whose variables separate")
            .example("pinv(X)", "X [3, 2]")
            .example("pinv(X)", "X [2, 3]");

    private Inverses() {}

    /** The pseudoinverse of each matrix. */
    public static Node pinv(Node x) {
        return Node.of(PSEUDO_INVERSE, x);
    }

    /** The pseudoinverse of the last two axes. */
    public static final RowOp PSEUDO_INVERSE = OpRow.named("pinv")
            .latex("{<0:" + Spelling.POSTFIX + ">}^{+}")
            .shape(Inverses::turned)
            .value(in -> Matrices.each(
                    in,
                    turned(in.get(0).shape())
                            .slice(in.get(0).rank() - 2, in.get(0).rank()),
                    x -> Jacobi.pseudoInverse(x.get(0))))
            .vjp((dz, z, x) -> {
                Node up = Transpose.matrix(z);
                Node down = Transpose.matrix(dz);
                Node outside = down.minus(x.matmul(z).matmul(down));
                Node inside = down.minus(down.matmul(z).matmul(x));
                return outside.matmul(z)
                        .matmul(up)
                        .plus(up.matmul(z).matmul(inside))
                        .minus(up.matmul(dz).matmul(up));
            })
            .local("−{z}ᵀ · {z}ᵀ + …")
            .op();

    private static Shape turned(Shape shape) {
        Matrices.matrix(shape);
        return Matrices.batch(shape).concat(Shape.of(shape.dim(-1), shape.dim(-2)));
    }

    /** The inverse of each square matrix. */
    public static Node inv(Node x) {
        return Node.of(INVERSE, x);
    }

    /**
     * The solution of {@code A z = b}.
     *
     * @param b one axis for a vector, at least two for columns
     */
    public static Node solve(Node a, Node b) {
        return Node.of(SOLUTION, a, b);
    }

    /** The inverse of the last two axes. */
    public static final RowOp INVERSE = Matrices.row("inv", 2)
            .latex("{<0:" + Spelling.POSTFIX + ">}^{-1}")
            .value(in -> Matrices.each(in, x -> Matrices.inverse(x.get(0)).getData()))
            .vjp((dz, z, x) -> {
                Node transposed = Transpose.matrix(z);
                return transposed.matmul(dz).matmul(transposed).neg();
            })
            .local("−{z}ᵀ · {z}ᵀ")
            .domains(Domain.of(Domain.Kind.INVERTIBLE))
            .op();

    /** The inverse of the first input times the second. */
    public static final RowOp SOLUTION = OpRow.named("solve")
            .spelled(call ->
                    call.latex("{<0:" + Spelling.POSTFIX + ">}^{-1} <1:" + Spelling.UNARY + ">", Spelling.PRODUCT))
            .type(Inverses::type)
            .value(in -> {
                Tensor b = in.get(1);
                Tensor columns = b.rank() == 1 ? b.reshape(b.shape().concat(Shape.of(1))) : b;
                Shape core = columns.shape().slice(columns.rank() - 2, columns.rank());
                Tensor z = Matrices.each(List.of(in.get(0), columns), core, x -> {
                    Matrices.inverse(x.get(0));
                    return Matrices.lu(x.get(0))
                            .getSolver()
                            .solve(Matrices.wrap(x.get(1)))
                            .getData();
                });
                return z.reshape(shape(in.get(0).shape(), b.shape()));
            })
            .definition(in -> inv(in.get(0)).matmul(in.get(1)))
            .vjp(Inverses::adjoint)
            .linear(arg -> arg == 1)
            .local("−{x}⁻ᵀ · {z}ᵀ", "{x}⁻ᵀ ·")
            .domains(Domain.of(Domain.Kind.INVERTIBLE), Domain.REAL)
            .op();

    private static Type type(List<Type> in) {
        Shape a = Matrices.square(in.get(0).shape());
        Shape b = in.get(1).shape();
        if (b.rank() == 0) {
            throw new ShapeException("the right-hand side is a vector or a matrix, not a scalar");
        }
        Dim rows = b.dim(b.rank() == 1 ? 0 : -2);
        if (!rows.sameSize(a.dim(-1))) {
            throw new ShapeException("the matrix has {0} rows, and the right-hand side has {1}", a.dim(-1), rows);
        }
        return Type.real(shape(a, b));
    }

    private static Shape shape(Shape a, Shape b) {
        return b.rank() == 1
                ? Matrices.batch(a).concat(b)
                : Shape.broadcast(Matrices.batch(a), Matrices.batch(b)).concat(b.slice(b.rank() - 2, b.rank()));
    }

    /** db = A⁻ᵀ dz and dA = −db zᵀ, vectors taken as columns. */
    private static Node adjoint(int arg, Node dz, Node z, List<Node> in) {
        boolean vector = in.get(1).rank() == 1;
        Node columns = vector ? ExpandDims.insert(dz, -1) : dz;
        Node db = solve(Transpose.matrix(in.get(0)), columns);
        if (arg == 1) {
            return vector ? Squeeze.drop(db, -1) : db;
        }
        Node solution = vector ? ExpandDims.insert(z, -1) : z;
        return db.matmul(Transpose.matrix(solution)).neg();
    }
}
