package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MathRuntimeException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * What the ops of linear algebra share: the matrices of a batch one by one, and dense decompositions by Apache Commons
 * Math. A matrix with a NaN or an infinity gives NaN, without an attempt to decompose it.
 */
final class Matrices {
    /** Beyond this condition number no digit of a result is right. */
    private static final double HOPELESS = 1 / Math.ulp(1.0);

    private Matrices() {}

    /**
     * The row of an op on square matrices.
     *
     * @param core how many axes the result for one matrix has, each of the matrix's size
     */
    static OpRow row(String name, int core) {
        return OpRow.named(name)
                .shape(shape -> square(shape).slice(0, shape.rank() - 2 + core))
                .mask(maskRule(core));
    }

    /** Checks for at least two axes. */
    static Shape matrix(Shape shape) {
        if (shape.rank() < 2) {
            throw new ShapeException(
                    shape.rank() == 0
                            ? say("a matrix is needed, and the shape {0} has no axes", shape)
                            : say("a matrix is needed, and the shape {0} has one axis only", shape));
        }
        return shape;
    }

    /** Checks for at least two axes, the last two of one size. */
    static Shape square(Shape shape) {
        matrix(shape);
        if (!shape.dim(-1).sameSize(shape.dim(-2))) {
            throw new ShapeException(
                    "a square matrix is needed, and the shape {0} has {1} rows and {2} columns",
                    shape, shape.dim(-2), shape.dim(-1));
        }
        return shape;
    }

    /** The axes before the last two. */
    static Shape batch(Shape shape) {
        return shape.slice(0, shape.rank() - 2);
    }

    /**
     * A kernel applied to each matrix of a batch; the batches broadcast.
     *
     * @param in each of at least two axes
     * @param core the shape of the result for one matrix
     * @param kernel the result for one matrix, or for several that belong together; one row for a vector, one entry for a number
     */
    static Tensor each(List<Tensor> in, Shape core, Function<List<double[][]>, double[][]> kernel) {
        Shape batch = in.stream().map(x -> batch(x.shape())).reduce(Shape.SCALAR, Shape::broadcast);
        Shape whole = batch.concat(core);
        int count = batch.entries();
        int size = core.entries();
        double[] out = new double[whole.entries()];
        List<Tensor> stretched = in.stream()
                .map(x -> Broadcasting.expand(x, batch.concat(x.shape().slice(x.rank() - 2, x.rank()))))
                .toList();
        for (int b = 0; b < count && size > 0; b++) {
            int block = b;
            List<double[][]> matrices =
                    stretched.stream().map(x -> block(x, block)).toList();
            double[][] result = guarded(kernel, matrices, core, batch, b);
            for (int i = 0; i < size; i++) {
                out[b * size + i] = result[i / result[0].length][i % result[0].length];
            }
        }
        return Tensor.of(Broadcasting.floatType(in), whole, out);
    }

    /** The same for a kernel whose result is a matrix of the shape of the first. */
    static Tensor each(List<Tensor> in, Function<List<double[][]>, double[][]> kernel) {
        Shape shape = in.get(0).shape();
        return each(in, shape.slice(shape.rank() - 2, shape.rank()), kernel);
    }

    private static double[][] block(Tensor x, int b) {
        int rows = x.shape().extent(-2);
        int columns = x.shape().extent(-1);
        double[][] block = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                block[i][j] = x.at((b * rows + i) * columns + j);
            }
        }
        return block;
    }

    private static double[][] guarded(
            Function<List<double[][]>, double[][]> kernel, List<double[][]> in, Shape core, Shape batch, int b) {
        if (!in.stream().flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            double[][] nothing = new double[1][core.entries()];
            Arrays.fill(nothing[0], Double.NaN);
            return nothing;
        }
        try {
            return kernel.apply(in);
        } catch (ChainruleException e) {
            if (batch.rank() == 0) {
                throw e;
            }
            throw new ChainruleException(say("matrix {0} of the batch {1}: {2}", b, batch, e.sentence()), e);
        } catch (MathRuntimeException e) {
            throw new ChainruleException(say("the decomposition does not converge: {0}", e.getMessage()), e);
        }
    }

    /** A matrix of Commons Math; it needs at least one row and column. */
    static RealMatrix wrap(double[][] a) {
        return new Array2DRowRealMatrix(a, false);
    }

    /** LU with partial pivoting; singular only when a pivot is 0. */
    static LUDecomposition lu(double[][] a) {
        return new LUDecomposition(wrap(a), Double.MIN_NORMAL);
    }

    /**
     * The inverse.
     *
     * @throws ChainruleException when the matrix is singular, or so nearly that no digit would be right
     */
    static RealMatrix inverse(double[][] a) {
        LUDecomposition lu = lu(a);
        if (!lu.getSolver().isNonSingular()) {
            throw singular(a);
        }
        RealMatrix inverse = lu.getSolver().getInverse();
        if (!(skeel(inverse.getData(), a) < HOPELESS)) {
            throw singular(a);
        }
        return inverse;
    }

    /**
     * The condition number of Bauer and Skeel, the norm of |A⁻¹| |A|: rows in different units do not count as
     * ill-conditioned (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 7.2).
     */
    private static double skeel(double[][] inverse, double[][] a) {
        double[] sums = Arrays.stream(a)
                .mapToDouble(row -> Arrays.stream(row).map(Math::abs).sum())
                .toArray();
        return Arrays.stream(inverse)
                .mapToDouble(row -> IntStream.range(0, sums.length)
                        .mapToDouble(j -> Math.abs(row[j]) * sums[j])
                        .sum())
                .max()
                .orElse(0);
    }

    private static ChainruleException singular(double[][] a) {
        double[] values = new SingularValueDecomposition(wrap(a)).getSingularValues();
        double smallest = values[values.length - 1];
        Message number = smallest == 0 ? say("infinite") : Message.verbatim(rounded(values[0] / smallest));
        return new ChainruleException(
                "the matrix is singular (condition number {0}), so it has no inverse: some of its rows depend on the "
                        + "others; if they should not, add a small multiple of the identity, as in A + 1e-6*eye({1})",
                number, a.length);
    }

    /** A number to three digits, for messages. */
    static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /** (A + Aᵀ)/2. */
    static double[][] symmetric(double[][] a) {
        RealMatrix x = wrap(a);
        return x.add(x.transpose()).scalarMultiply(0.5).getData();
    }

    /**
     * The mask rule of an op on matrices: an input matrix counts as a whole when anything computed from it does.
     *
     * @param core how many axes the result for one matrix has
     */
    static MaskRule maskRule(int core) {
        return (mask, arg, z) -> {
            Shape in = z.input(arg).shape();
            if (in.rank() < 2) {
                return MaskRule.ANY.input(mask, arg, z);
            }
            Node batch = mask.broadcastTo(z.shape());
            for (int i = 0; i < core; i++) {
                batch = batch.sum(-1);
            }
            Node reached = Broadcast.undo(
                    ExpandDims.insert(batch, -2, -1), in.with(-2, Dim.ONE).with(-1, Dim.ONE));
            return Comparison.greater(reached, Node.constant(0));
        };
    }

    /** The mask rule of an op whose vjp inverts its matrix: one that does not count is the identity there. */
    static MaskRule invertingMaskRule(int core) {
        MaskRule rule = maskRule(core);
        return new MaskRule() {
            @Override
            public Node input(Node mask, int arg, Node z) {
                return rule.input(mask, arg, z);
            }

            @Override
            public boolean clearsInputs() {
                return true;
            }

            @Override
            public Node cleared(Node counts, Node x) {
                return Where.of(counts, x, Diagonals.eye(x.shape().dim(-1)));
            }
        };
    }

    /** The type of what is made of a square matrix and directions in which it moves. */
    static Type withDirections(List<Type> in) {
        Shape shape = square(in.get(0).shape());
        for (Type direction : in.subList(1, in.size())) {
            Shape other = square(direction.shape());
            if (!other.dim(-1).sameSize(shape.dim(-1))) {
                throw new ShapeException("a direction has the shape of the matrix, {0}, not {1}", shape, other);
            }
            shape = Shape.broadcast(shape, other);
        }
        return Type.real(shape);
    }
}
