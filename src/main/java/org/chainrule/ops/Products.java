package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/** Products of vectors and matrices beside the matrix product, and what matrix calculus writes them with. */
public final class Products {
    static final Function DOT = Function.define("dot", "a, b", a -> dot(a.node("a"), a.node("b")))
            .doc("As in numpy: the inner product Σᵢ a[i] b[i] of vectors, a @ b for matrices, a * b with a scalar; for "
                    + "more axes the sum over the last axis of a and the last but one of b.")
            .example("dot(x, y)", "x [3], y [3]")
            .example("dot(A, B)", "A [2, 3], B [3, 2]")
            .example("dot(A, B)", "A [2, 2, 3], B [2, 3, 2]");

    static final Function OUTER = Function.define("outer", "x, y", a -> outer(a.node("x"), a.node("y")))
            .doc("Outer product x yᵀ: z[i, j] = x[i] y[j]. What has more axes is flattened first, as in numpy.")
            .example("outer(x, y)", "x [2], y [3]");

    static final Function KRON = Function.define("kron", "a, b", a -> kron(a.node("a"), a.node("b")))
            .doc("Kronecker product A ⊗ B: the blocks a[i, j] B. Missing axes are added in front; at most four.")
            .source("Magnus and Neudecker, Matrix Differential Calculus, chapter 2")
            .example("kron(A, B)", "A [2, 3], B [2, 2]")
            .example("kron(x, B)", "x [2], B [2, 3]");

    static final Function VEC = Function.define("vec", "x", a -> vec(a.node("x")))
            .doc("The columns of a matrix below each other, as in matrix calculus, so that "
                    + "vec(A X B) = kron(B.T, A) @ vec(X); row by row it is flatten.")
            .source("Magnus and Neudecker, Matrix Differential Calculus, chapter 2")
            .example("vec(X)", "X [2, 3]");

    static final Function COMMUTATION = Function.define(
                    "commutation", "m, n", a -> commutation(a.size("m"), a.size("n")))
            .doc("The commutation matrix K of m n rows: K @ vec(A) = vec(A.T) for every A of m rows and n columns.")
            .source("Magnus and Neudecker, Matrix Differential Calculus, chapter 3")
            .example("commutation(2, 3) @ vec(X)", "X [2, 3]");

    /** What doubles may have: the cotangent of kron is split into twice as many axes. */
    private static final int MOST_AXES = Shape.MAX_RANK / 2;

    private Products() {}

    /** The product of numpy's {@code dot}. */
    public static Node dot(Node a, Node b) {
        if (a.rank() == 0 || b.rank() == 0) {
            return a.times(b);
        }
        if (b.rank() <= 2) {
            return Node.of(MatMul.OP, a, b);
        }
        int rank = b.rank();
        int[] order = IntStream.concat(
                        IntStream.of(rank - 2), IntStream.range(0, rank).filter(axis -> axis != rank - 2))
                .toArray();
        Node front = Transpose.permuted(b, order);
        Shape free = front.shape().slice(1, rank);
        Node columns = Reshape.to(front, Shape.of(front.shape().dim(0), free.count()));
        Node product = a.matmul(columns);
        return Reshape.to(product, a.shape().slice(0, a.rank() - 1).concat(free));
    }

    /** All products of an entry of {@code x} and one of {@code y}. */
    public static Node outer(Node x, Node y) {
        return Node.of(OUTER_PRODUCT, Layout.flatten(x), Layout.flatten(y));
    }

    /** The Kronecker product. */
    public static Node kron(Node a, Node b) {
        int rank = Math.max(a.rank(), b.rank());
        return rank == 0 ? a.times(b) : Node.of(KRONECKER_PRODUCT, lifted(a, rank), lifted(b, rank));
    }

    private static Node lifted(Node x, int rank) {
        return ExpandDims.insert(x, IntStream.range(0, rank - x.rank()).toArray());
    }

    /** The columns of a matrix below each other. */
    public static Node vec(Node x) {
        return Node.of(COLUMNS, x);
    }

    /** The matrix that takes {@code vec(A)} to {@code vec(A.T)} for every A of m rows and n columns. */
    public static Node commutation(Dim m, Dim n) {
        return Node.of(new Commutation(m, n));
    }

    /** The product of every entry of one vector with every entry of another. */
    public static final RowOp OUTER_PRODUCT = OpRow.named("outer")
            .spelled(call ->
                    call.latex("<0:" + Spelling.UNARY + "> {<1:" + Spelling.POSTFIX + ">}^{\\top}", Spelling.PRODUCT))
            .type(in -> Type.real(in.get(0).shape().concat(in.get(1).shape())))
            .contraction(in -> Contraction.of(
                    List.of(), new Factor(0, List.of(Place.axis(0))), new Factor(1, List.of(Place.axis(1)))))
            .vjp((arg, dz, z, in) -> arg == 0 ? dz.matmul(in.get(1)) : in.get(0).matmul(dz))
            .mask(MaskRule.PRODUCT)
            .local("· {y}", "{x}ᵀ ·")
            .op();

    /** The Kronecker product of operands of one rank. */
    public static final RowOp KRONECKER_PRODUCT = OpRow.named("kron")
            .spelled(call ->
                    call.latex(Spelling.infix("⊗", "\\otimes", Spelling.PRODUCT).latex(), Spelling.PRODUCT))
            .type(in -> Type.real(product(in.get(0).shape(), in.get(1).shape())))
            .definition(in -> Reshape.to(
                    spread(in.get(0), 1).times(spread(in.get(1), 0)),
                    product(in.get(0).shape(), in.get(1).shape())))
            .multiplied()
            .local("⊗ {y}", "{x} ⊗")
            .op();

    private static Shape product(Shape a, Shape b) {
        if (a.rank() > MOST_AXES) {
            throw new ShapeException("kron is for at most {0} axes, and there are {1}", MOST_AXES, a.rank());
        }
        return Shape.of(IntStream.range(0, a.rank())
                .mapToObj(axis -> a.dim(axis).times(b.dim(axis)))
                .toList());
    }

    /** With an axis of size 1 before or after each, along which the other factor lies: blocks, and places within. */
    private static Node spread(Node x, int after) {
        return ExpandDims.insert(
                x, IntStream.range(0, x.rank()).map(axis -> 2 * axis + after).toArray());
    }

    /** The columns of a matrix one below the other. */
    public static final RowOp COLUMNS = OpRow.named("vec")
            .latexFunction("\\operatorname{vec}")
            .sameKind(shape -> {
                if (shape.rank() != 2) {
                    throw new ShapeException(
                            "vec is for a matrix, and the shape {0} has {1} axes: row by row, flatten takes"
                                    + " any shape",
                            shape, shape.rank());
                }
                return Shape.of(shape.count());
            })
            .definition(in -> Layout.flatten(in.get(0).T()))
            .moved()
            .local(say("columns side by side"))
            .op();

    record Commutation(Dim m, Dim n) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("commutation")
                    .spelled(call -> new Spelling(
                            "commutation(" + m + ", " + n + ")",
                            Spelling.POSTFIX,
                            "\\mathbf{K}_{" + m + "," + n + "}",
                            Spelling.POSTFIX))
                    .type(in -> Type.real(Shape.of(m.times(n), m.times(n))))
                    .definition(in -> turned(Diagonals.eye(m.times(n))))
                    .entries(EntryRule.MOVED);
        }

        /** Entry (i, j) of A stands at i + m j in vec(A) and at j + n i in vec(A.T). */
        private Node turned(Node eye) {
            Node split = Reshape.to(eye, Shape.of(n, m, m.times(n)));
            return Reshape.to(Transpose.permuted(split, 1, 0, 2), eye.shape());
        }
    }
}
