package org.chainrule.ops;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Eigenvalues of symmetric matrices and singular values, over the last two axes. */
public final class Spectra {
    /** Eigenvalues of symmetric matrices. */
    public static final Function EIGVALSH = Function.define("eigvalsh", "x", a -> eigvalsh(a.node("x")))
            .doc("Eigenvalues, ascending, of the symmetric part (X + Xᵀ)/2 of each matrix; the gradient V "
                    + "diag(dz) Vᵀ is "
                    + "symmetric. Where eigenvalues coincide it is one of several, and there is no second "
                    + "derivative.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 3.1")
            .example("eigvalsh(0.5 * (X + X.T))", "X [3, 3]")
            .example("eigvalsh(X)", "X [2, 2, 2]");

    /** Eigenvectors of symmetric matrices. */
    public static final Function EIGVECSH = Function.define("eigvecsh", "x", a -> eigvecsh(a.node("x")))
            .doc("Unit eigenvectors of the symmetric part (X + Xᵀ)/2 as columns, in the order of eigvalsh, each "
                    + "with its "
                    + "entry of largest magnitude positive. No derivative where eigenvalues coincide.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 3.1")
            .example("eigvecsh(0.5 * (X + X.T))", "X [3, 3]");

    /** Singular values. */
    public static final Function SVDVALS = Function.define("svdvals", "x", a -> svdvals(a.node("x")))
            .doc("Singular values of each matrix, descending; the gradient is U diag(dz) Vᵀ. Where a singular "
                    + "value is 0 or "
                    + "two coincide it is one of several.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 3.2; Horn and Johnson, "
                    + "Matrix Analysis, 2nd ed., theorem 7.3.3, for the second derivative")
            .example("svdvals(X)", "X [3, 2]")
            .example("svdvals(X)", "X [2, 2, 3]");

    private Spectra() {}

    /** The eigenvalues of the symmetric part of each matrix, ascending. */
    public static Node eigvalsh(Node x) {
        return Node.of(new Eigenvalues(), x);
    }

    /** The eigenvectors of the symmetric part of each matrix, as columns. */
    public static Node eigvecsh(Node x) {
        return Node.of(new Eigenvectors(), x);
    }

    /** The singular values of each matrix, descending. */
    public static Node svdvals(Node x) {
        return Node.of(new SingularValues(), x);
    }

    /** Eigenvalues of the symmetric part, ascending, and their vectors as columns. */
    private static final class Eigen {
        final double[] values;
        final double[][] vectors;

        Eigen(double[][] a) {
            int n = a.length;
            EigenDecomposition eigen = new EigenDecomposition(Matrices.wrap(Matrices.symmetric(a)));
            double[] found = eigen.getRealEigenvalues();
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted((i, j) -> Double.compare(found[i], found[j]))
                    .mapToInt(i -> i)
                    .toArray();
            this.values = IntStream.of(order).mapToDouble(i -> found[i]).toArray();
            this.vectors = new double[n][n];
            for (int j = 0; j < n; j++) {
                double[] vector = eigen.getEigenvector(order[j]).toArray();
                double largest = 0;
                for (double entry : vector) {
                    largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
                }
                for (int i = 0; i < n; i++) {
                    vectors[i][j] = largest < 0 ? -vector[i] : vector[i];
                }
            }
        }
    }

    record Eigenvalues() implements Op {
        @Override
        public String name() {
            return "eigvalsh";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(Matrices.square(in.get(0).shape()).without(-1));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Shape core = Shape.of(in.get(0).shape().dim(-1));
            return Matrices.each(in, core, x -> new double[][] {new Eigen(x.get(0)).values});
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node vectors = eigvecsh(in.get(0));
            return vectors.times(ExpandDims.insert(dz, -2)).matmul(Transpose.matrix(vectors));
        }

        @Override
        public Spelling spelling() {
            return Spelling.call("eigvalsh").latexFunction("\\lambda");
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return Message.verbatim("V diag(·) Vᵀ");
        }

        @Override
        public MaskRule maskRule() {
            return Matrices.maskRule(1);
        }

        @Override
        public List<Domain> domains() {
            return List.of(Domain.of(Domain.Kind.SYMMETRIC));
        }
    }

    record Eigenvectors() implements Op {
        @Override
        public String name() {
            return "eigvecsh";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(Matrices.square(in.get(0).shape()));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Shape shape = in.get(0).shape();
            Shape core = shape.slice(shape.rank() - 2, shape.rank());
            return Matrices.each(in, core, x -> new Eigen(x.get(0)).vectors);
        }

        /**
         * V (F ∘ Vᵀ dV) Vᵀ with F[i, j] = 1/(λ[j] − λ[i]), symmetrised. As F is antisymmetric, only the antisymmetric
         * part of Vᵀ dV counts; where it is 0, as for functions that do not depend on the choice of eigenvectors, equal
         * eigenvalues do no harm.
         */
        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node values = eigvalsh(in.get(0));
            Node one = Diagonals.eye(in.get(0).shape().dim(-1));
            Node gaps = ExpandDims.insert(values, -2)
                    .minus(ExpandDims.insert(values, -1))
                    .plus(one);
            Node product = Transpose.matrix(z).matmul(dz);
            Node turning = product.minus(Transpose.matrix(product));
            Node quotient = Guarded.XDIVY.of(turning, gaps);
            return z.matmul(quotient.times(0.5)).matmul(Transpose.matrix(z));
        }

        @Override
        public Spelling spelling() {
            return Spelling.call("eigvecsh").latexFunction("\\operatorname{eigvec}");
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            String own = names.atom(z);
            return Message.verbatim(own + " (F ∘ " + own + "ᵀ ·) " + own + "ᵀ");
        }

        @Override
        public MaskRule maskRule() {
            return Matrices.maskRule(2);
        }

        @Override
        public List<Domain> domains() {
            return List.of(Domain.of(Domain.Kind.SYMMETRIC));
        }
    }

    record SingularValues() implements Op {
        @Override
        public String name() {
            return "svdvals";
        }

        @Override
        public List<Domain> range(List<Type> in) {
            return List.of(Domain.NONNEGATIVE);
        }

        @Override
        public Type infer(List<Type> in) {
            Shape shape = Matrices.matrix(in.get(0).shape());
            return Type.real(Matrices.batch(shape).concat(Shape.of(count(shape))));
        }

        private static Dim count(Shape shape) {
            Dim m = shape.dim(-2);
            Dim n = shape.dim(-1);
            if (m.sameSize(n)) {
                return m.isNumber() ? n : m;
            }
            if (!m.isKnown() || !n.isKnown()) {
                throw new ShapeException(
                        "the number of singular values of the shape {0} is the smaller size, and which is smaller "
                                + "is open: give the sizes values",
                        shape);
            }
            return m.size() < n.size() ? m : n;
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Shape core = Shape.of(count(in.get(0).shape()));
            return Matrices.each(in, core, x ->
                    new double[][] {new SingularValueDecomposition(Matrices.wrap(x.get(0))).getSingularValues()});
        }

        /**
         * U diag(dz) Vᵀ from the eigenvectors (u, v)/√2 of [[0, X], [Xᵀ, 0]], whose largest eigenvalues are the singular
         * values: as accurate as they are, and differentiable again.
         */
        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node x = in.get(0);
            Shape shape = x.shape();
            Dim m = shape.dim(-2);
            Dim n = shape.dim(-1);
            Node top = Joining.concat(List.of(Fill.with(0, shape.with(-1, m)), x), -1);
            Node bottom = Joining.concat(List.of(Transpose.matrix(x), Fill.with(0, shape.with(-2, n))), -1);
            Node vectors = eigvecsh(Joining.concat(List.of(top, bottom), -2));
            Dim total = m.plus(n);
            Node largest = Slicing.slice(vectors, vectors.rank() - 1, total.minus(count(shape)), total);
            Node u = Slicing.slice(largest, vectors.rank() - 2, Dim.of(0), m);
            Node v = Slicing.slice(largest, vectors.rank() - 2, m, total);
            Node ascending = ExpandDims.insert(Layout.flip(dz, -1), -2);
            return u.times(ascending).matmul(Transpose.matrix(v)).times(2);
        }

        @Override
        public Spelling spelling() {
            return Spelling.call("svdvals").latexFunction("\\sigma");
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return Message.verbatim("U diag(·) Vᵀ");
        }

        @Override
        public MaskRule maskRule() {
            return Matrices.maskRule(1);
        }
    }
}
