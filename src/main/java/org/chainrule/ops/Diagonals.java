package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Diagonals and triangles of matrices: of the last two axes, the axes before them being a batch. */
public final class Diagonals {
    static final Function DIAG = Function.define("diag", "x, k=0", a -> diag(a.node("x"), a.integer("k")))
            .doc("A vector becomes the matrix with it on the diagonal, a matrix gives its diagonal; k > 0 is above the "
                    + "main diagonal, k < 0 below.")
            .example("diag(x)", "x [3]")
            .example("diag(X)", "X [3, 3]")
            .example("diag(X, k=1)", "X [3, 4]")
            .example("diag(x, k=-1)", "x [2]");

    static final Function DIAG_PART = Function.define("diag_part", "x", a -> diagPart(a.node("x")))
            .doc("The diagonal of each square matrix, z[..., i] = x[..., i, i]: the adjoint of diag_embed.")
            .example("diag_part(X)", "X [2, 3, 3]");

    static final Function DIAG_EMBED = Function.define("diag_embed", "x", a -> diagEmbed(a.node("x")))
            .doc("The last axis on the diagonal of a matrix, zeros elsewhere: the adjoint of diag_part.")
            .example("diag_embed(X)", "X [2, 3]");

    static final Function TRACE = Function.define("trace", "x", a -> trace(a.node("x")))
            .doc("Sum of the diagonal of each matrix, tr(X) = Σᵢ x[i, i]; its gradient is the identity.")
            .source("Petersen and Pedersen, The Matrix Cookbook, section 2.5")
            .example("trace(X)", "X [3, 3]")
            .example("trace(X)", "X [2, 3, 3]")
            .example("trace(X)", "X [2, 3]");

    static final Function TRIL = Function.define("tril", "x, k=0", a -> tril(a.node("x"), a.integer("k")))
            .doc("The lower triangle: x[i, j] where j - i is at most k, else 0.")
            .example("tril(X)", "X [3, 4]")
            .example("tril(X, k=-1)", "X [2, 3, 3]");

    static final Function TRIU = Function.define("triu", "x, k=0", a -> triu(a.node("x"), a.integer("k")))
            .doc("The upper triangle: x[i, j] where j - i is at least k, else 0.")
            .example("triu(X)", "X [3, 4]")
            .example("triu(X, k=1)", "X [3, 3]");

    static final Function EYE = Function.define("eye", "n", a -> eye(a.size("n")))
            .doc("The identity matrix of n rows.")
            .example("X @ eye(3)", "X [2, 3]");

    private Diagonals() {}

    /** A vector as it is, and a matrix of one row or one column as a vector, as blackboards and MATLAB take it for diag. */
    public static Node asVector(Node x) {
        return x.rank() == 1 ? x : Squeeze.drop(x, x.shape().dim(0).isOne() ? 0 : 1);
    }

    /** The matrix with a vector on its diagonal, or the diagonal of a matrix. */
    public static Node diag(Node x) {
        return diag(x, 0);
    }

    /**
     * The same for another diagonal.
     *
     * @param k how far above the main diagonal, negative for below
     */
    public static Node diag(Node x, int k) {
        int above = Math.max(k, 0);
        int below = Math.max(-k, 0);
        if (x.rank() == 1) {
            return Layout.pad(diagEmbed(x), new int[][] {{below, above}, {above, below}}, 0);
        }
        if (x.rank() != 2) {
            throw new ShapeException(
                    "diag is for a vector or a matrix, and the shape {0} is neither: for a batch use diag_embed or "
                            + "diag_part",
                    x.shape());
        }
        Node rows = from(x, 0, below);
        Node part = from(rows, 1, above);
        Dim m = part.shape().dim(0);
        Dim n = part.shape().dim(1);
        if (!m.sameSize(n)) {
            if (!m.isKnown() || !n.isKnown()) {
                throw new ShapeException(
                        "the length of the diagonal of the shape {0} is the smaller size, and which is smaller is "
                                + "open: give the sizes values",
                        x.shape());
            }
            Dim length = Dim.of(Math.min(m.size(), n.size()));
            part = Slicing.slice(Slicing.slice(part, 0, Dim.of(0), length), 1, Dim.of(0), length);
        }
        return diagPart(part);
    }

    private static Node from(Node x, int axis, int start) {
        return start == 0 ? x : Slicing.slice(x, axis, Optional.of(Position.of(start)), Optional.empty(), 1);
    }

    /** The diagonal of each square matrix of a batch. */
    public static Node diagPart(Node x) {
        return Node.of(DIAGONAL, x);
    }

    /** The last axis on the diagonal of a matrix. */
    public static Node diagEmbed(Node x) {
        return Node.of(DIAGONAL_MATRIX, x);
    }

    /** The sum of the diagonal of each matrix. */
    public static Node trace(Node x) {
        Shape shape = Matrices.matrix(x.shape());
        Dim m = shape.dim(-2);
        Dim n = shape.dim(-1);
        if (m.isKnown() && n.isKnown() && m.size() != n.size()) {
            Dim both = Dim.of(Math.min(m.size(), n.size()));
            Node rows = Slicing.slice(x, x.rank() - 2, Dim.of(0), both);
            return Node.of(MATRIX_TRACE, Slicing.slice(rows, x.rank() - 1, Dim.of(0), both));
        }
        return Node.of(MATRIX_TRACE, x);
    }

    /** The lower triangle, up to {@code k} places above the diagonal. */
    public static Node tril(Node x, int k) {
        return Node.of(new Triangle(true, k), x);
    }

    /** The upper triangle, from {@code k} places above the diagonal. */
    public static Node triu(Node x, int k) {
        return Node.of(new Triangle(false, k), x);
    }

    /** The identity matrix. */
    public static Node eye(Dim n) {
        return Node.of(new Eye(n));
    }

    /** The diagonal of the last two axes. */
    public static final RowOp DIAGONAL = OpRow.named("diag_part")
            .latexFunction("\\operatorname{diag}")
            .sameKind(shape -> Matrices.square(shape).without(-1))
            .contraction(in -> {
                List<Place> places = Contraction.own(in.get(0).shape().rank() - 1);
                places.add(places.get(places.size() - 1));
                return Contraction.moved(places);
            })
            .adjoint(Diagonals::diagEmbed)
            .selecting()
            .local(say("on the diagonal"))
            .op();

    /** The last axis on the diagonal of two. */
    public static final RowOp DIAGONAL_MATRIX = OpRow.named("diag_embed")
            .latexFunction("\\operatorname{Diag}")
            .sameKind(shape -> {
                if (shape.rank() == 0) {
                    throw new ShapeException("a scalar has no axis to put on a diagonal");
                }
                return shape.concat(Shape.of(shape.dim(-1)));
            })
            .contraction(in -> {
                int rank = in.get(0).shape().rank();
                return Contraction.moved(Contraction.own(rank)).where(Place.axis(rank - 1), Place.axis(rank));
            })
            .adjoint(Diagonals::diagPart)
            .range(Domain.SYMMETRIC)
            .local(say("diagonal of"))
            .op();

    /** The sum of the diagonal of the last two axes. */
    public static final RowOp MATRIX_TRACE = OpRow.named("trace")
            .latexFunction("\\operatorname{tr}")
            .shape(shape -> Matrices.batch(Matrices.square(shape)))
            .contraction(in -> {
                Shape shape = in.get(0).shape();
                List<Place> places = Contraction.own(shape.rank() - 2);
                places.addAll(List.of(Place.bound(0), Place.bound(0)));
                return Contraction.of(List.of(shape.dim(-1)), new Contraction.Factor(0, places));
            })
            .vjp((dz, z, x) ->
                    diagEmbed(Broadcast.to(ExpandDims.insert(dz, -1), x.shape().without(-1))))
            .selecting()
            .local("· I")
            .op();

    /** What lies below or above a diagonal, zeros elsewhere. */
    public record Triangle(boolean lower, int k) implements RowOp {
        @Override
        public OpRow row() {
            String name = lower ? "tril" : "triu";
            return OpRow.named(name)
                    .key("k", k, 0)
                    .sameKind(Matrices::matrix)
                    .value(in -> {
                        Tensor x = in.get(0);
                        int m = x.shape().extent(-2);
                        int n = x.shape().extent(-1);
                        return Tensor.fill(x.dtype(), x.shape(), i -> {
                            int above = i % n - i / n % m;
                            return (lower ? above <= k : above >= k) ? x.at(i) : 0;
                        });
                    })
                    .adjoint(dz -> Node.of(this, dz))
                    .moved()
                    .selecting()
                    .local(say("{0} of", name));
        }
    }

    /** The identity matrix. */
    public record Eye(Dim n) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("eye")
                    .spelled(call -> new Spelling(
                            "eye(" + n + ")", Spelling.POSTFIX, "\\mathbf{I}_{" + n + "}", Spelling.POSTFIX))
                    .type(in -> Type.real(Shape.of(n, n)))
                    .value((in, sizes) -> {
                        int size = Math.toIntExact(n.resolve(sizes));
                        return Tensor.fill(DType.F64, Shape.of(size, size), i -> i / size == i % size ? 1 : 0);
                    })
                    .contraction(in -> Contraction.of(List.of()).where(Place.axis(0), Place.axis(1)))
                    .mask(MaskRule.ANY)
                    .range(Domain.BINARY, Domain.of(Domain.Kind.SPD));
        }
    }
}
