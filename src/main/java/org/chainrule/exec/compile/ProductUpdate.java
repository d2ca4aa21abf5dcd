package org.chainrule.exec.compile;

import java.util.List;
import java.util.Set;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A matrix plus or minus a number times a product that nobody else needs, in one pass, as BLAS has it (gemm, and ger of a column and a row):
 * what a step of gradient descent does. The product, as large as the matrix, is never stored.
 *
 * @param sign 1 or −1
 */
record ProductUpdate(int sign) implements Op {
    /** Rows of a product of a column and a row that are worth a call each. */
    private static final int LONG = 16;

    /** Products with fewer rows or columns have kernels of their own. */
    private static final int FEWEST = 3;

    /** What is looked at in the place of something else. */
    private static final Set<Class<? extends Op>> VIEWS =
            Set.of(Broadcast.class, Transpose.class, Reshape.class, Fill.class);

    /** The parts of such an update: the matrix, the product, and the number or nothing. */
    private record Parts(Node matrix, Node product, @Nullable Node factor) {}

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
                Node left = images.at(parts.product.input(0));
                Node right = images.at(parts.product.input(1));
                image = Node.of(new ProductUpdate(sign), List.of(images.at(parts.matrix), left, right, factor));
            }
            images.put(node, image);
            before.standsFor(image, node);
        }
        return before.with(images);
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
                && !VIEWS.contains(matrix.op().getClass())
                && product.inputs().stream()
                        .allMatch(in -> in.rank() == 2 && in.type().isReal())
                && !Gram.isSymmetric(product.input(0), product.input(1));
        if (!fits) {
            return null;
        }
        Shape left = product.input(0).shape().resolve(sizes);
        Shape right = product.input(1).shape().resolve(sizes);
        boolean large = left.extent(0) >= FEWEST && right.extent(1) >= FEWEST && left.extent(1) > 0;
        return large ? new Parts(matrix, product, factor) : null;
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
        Tensor product = MatMul.OP.eval(in.subList(1, 3));
        double factor = sign * in.get(3).item();
        return Tensor.fill(product.dtype(), product.shape(), i -> in.get(0).at(i) + factor * product.at(i));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("made after all derivatives");
    }

    /** The step that computes it: row by row of a column and a row, else while it multiplies. */
    Step step(List<View> in, Store to, ArrayKernels kernels, Workers workers) {
        View left = in.get(1);
        View right = in.get(2);
        Sum sum = new Sum(sign, in.get(0).store(), in.get(3).store());
        boolean rows = left.extent(1) == 1 && right.extent(1) >= LONG && right.stride(1) == 1;
        return rows
                ? new RowsStep(sum, left, right.store(), to)
                : new ProductStep(left, right, to, false, sum, kernels, workers);
    }

    /** What a product, times a number, is added to or taken from. */
    record Sum(int sign, Store matrix, Store factor) {
        double factor(Frame frame) {
            return sign * frame.kernels.get(frame.array(factor), 0);
        }
    }

    private record RowsStep(Sum sum, View column, Store row, Store to) implements Step {
        @Override
        public void run(Frame frame) {
            ArrayKernels kernels = frame.kernels;
            Object matrix = frame.array(sum.matrix);
            Object x = frame.array(column.store());
            Object y = frame.array(row);
            Object z = frame.arrays[to.arrayIndex()];
            double factor = sum.factor(frame);
            int columns = to.count() / column.extent(0);
            for (int i = 0, at = 0; i < column.extent(0); i++, at += columns) {
                if (z != matrix) {
                    kernels.copy(matrix, at, z, at, columns);
                }
                kernels.addScaled(factor * kernels.get(x, i * column.stride(0)), y, 0, z, at, columns);
            }
            frame.written(to);
        }

        @Override
        public List<Store> reads() {
            return List.of(sum.matrix, column.store(), row, sum.factor);
        }

        @Override
        public List<Store> writes() {
            return List.of(to);
        }

        @Override
        public boolean mayLieIn(Store read, Store written) {
            return read == sum.matrix && read != column.store() && read != row;
        }

        @Override
        public String text() {
            return "update by a column times a row, " + column.extent(0) + "×" + to.count() / column.extent(0);
        }

        @Override
        public long flops() {
            return 2L * to.count();
        }
    }
}
