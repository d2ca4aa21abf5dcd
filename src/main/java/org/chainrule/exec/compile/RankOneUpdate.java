package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.exec.compile.PoolGradient.Lowered;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A matrix plus or minus a number times a column times a row, in one pass (BLAS calls it ger): what a step of gradient descent does
 * with one sample. The product, as large as the matrix and needed by nobody else, is never stored.
 *
 * @param sign 1 or −1
 */
record RankOneUpdate(int sign) implements Op {
    /** Shorter rows are not worth a call each. */
    private static final int SHORTEST = 16;

    /** The parts of such an update: the matrix, the column, the row, and the number or nothing. */
    private record Parts(Node matrix, Node column, Node row, @Nullable Node factor) {}

    /** The outputs with such updates as one node each, and for each node that was made anew the one it stands for. */
    static Lowered in(Lowered before, Walk walk, Sizes sizes) {
        int[] uses = new int[walk.size()];
        boolean some = false;
        for (int i = 0; i < walk.size(); i++) {
            some |= walk.node(i).op() instanceof MatMul;
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                uses[walk.input(i, k)]++;
            }
        }
        if (!some) {
            return before;
        }
        before.outputs().forEach(output -> uses[walk.indexOf(output)]++);
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : walk.nodes()) {
            Parts parts = parts(node, walk, uses, sizes);
            Node image;
            if (parts == null) {
                image = Substitution.remade(
                        node, node.inputs().stream().map(images::at).toList());
            } else {
                Node factor = parts.factor == null ? Node.constant(1) : images.at(parts.factor);
                int sign = node.op() == Arithmetic.SUB ? -1 : 1;
                image = Node.of(
                        new RankOneUpdate(sign),
                        List.of(images.at(parts.matrix), images.at(parts.column), images.at(parts.row), factor));
            }
            images.put(node, image);
            if (image != node) {
                Node original = before.originals().get(node);
                before.originals().put(image, original == null ? node : original);
            }
        }
        return new Lowered(before.outputs().stream().map(images::at).toList(), before.originals());
    }

    private static @Nullable Parts parts(Node node, Walk walk, int[] uses, Sizes sizes) {
        if ((node.op() != Arithmetic.ADD && node.op() != Arithmetic.SUB) || node.rank() != 2) {
            return null;
        }
        Parts second = parts(node, node.input(0), node.input(1), walk, uses, sizes);
        return second != null || node.op() == Arithmetic.SUB
                ? second
                : parts(node, node.input(1), node.input(0), walk, uses, sizes);
    }

    private static @Nullable Parts parts(Node node, Node matrix, Node change, Walk walk, int[] uses, Sizes sizes) {
        Node product = change;
        Node factor = null;
        if (change.op() == Arithmetic.MUL && uses[walk.indexOf(change)] == 1) {
            int scalar = change.input(0).rank() == 0 ? 0 : 1;
            factor = change.input(scalar);
            product = change.input(1 - scalar);
        }
        boolean fits = product.op() instanceof MatMul
                && uses[walk.indexOf(product)] == 1
                && (factor == null || (factor.rank() == 0 && factor.type().isReal()))
                && product.shape().equals(node.shape())
                && matrix.shape().equals(node.shape())
                && matrix.type().isReal()
                && product.input(0).rank() == 2
                && product.input(1).rank() == 2
                && product.input(0).type().isReal()
                && product.input(1).type().isReal();
        if (!fits) {
            return null;
        }
        Shape column = product.input(0).shape().resolve(sizes);
        Shape row = product.input(1).shape().resolve(sizes);
        return column.extent(1) == 1 && column.extent(0) > 1 && row.extent(1) >= SHORTEST
                ? new Parts(matrix, product.input(0), product.input(1), factor)
                : null;
    }

    @Override
    public String name() {
        return "rank_one_update";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(in.get(0).shape());
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        Tensor matrix = in.get(0);
        int columns = in.get(2).count();
        double factor = sign * in.get(3).item();
        return Tensor.fill(
                matrix.dtype(),
                matrix.shape(),
                i -> matrix.at(i)
                        + factor * in.get(1).at(i / columns) * in.get(2).at(i % columns));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("made after all derivatives");
    }

    /** The step that computes it, row by row. */
    Step step(List<Store> reads, Store to) {
        return new UpdateStep(sign, reads, to);
    }

    private record UpdateStep(int sign, List<Store> reads, Store to) implements Step {
        @Override
        public void run(Frame frame) {
            ArrayKernels kernels = frame.kernels;
            Object matrix = frame.array(reads.get(0));
            Object column = frame.array(reads.get(1));
            Object row = frame.array(reads.get(2));
            double factor = sign * kernels.get(frame.array(reads.get(3)), 0);
            Object into = frame.arrays[to.arrayIndex()];
            int rows = reads.get(1).count();
            int columns = reads.get(2).count();
            for (int i = 0; i < rows; i++) {
                if (into != matrix) {
                    kernels.copy(matrix, i * columns, into, i * columns, columns);
                }
                kernels.addScaled(factor * kernels.get(column, i), row, 0, into, i * columns, columns);
            }
            frame.written(to);
        }

        @Override
        public List<Store> writes() {
            return List.of(to);
        }

        @Override
        public boolean mayLieIn(Store read, Store written) {
            return read == reads.get(0) && reads.indexOf(read) == reads.lastIndexOf(read);
        }

        @Override
        public String text() {
            return "update by a column times a row, " + reads.get(1).count() + "×"
                    + reads.get(2).count();
        }

        @Override
        public long flops() {
            return 2L * to.count();
        }
    }
}
