package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * The matrix product with numpy's rules: a vector on the left is a row, on the right a column, and leading axes are a
 * batch that broadcasts. An inner size of 0 gives zeros.
 */
public record MatMul() implements Op {
    @Override
    public boolean equals(Object other) {
        return other instanceof MatMul;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    /** The op; it has no attributes. */
    public static final MatMul OP = new MatMul();

    /**
     * The factors of a product of matrices, from the left; a node that is no such product is its only factor.
     *
     * @param whole which nodes are factors as they stand
     */
    public static List<Node> factors(Node product, Predicate<Node> whole) {
        List<Node> factors = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(product));
        while (!open.isEmpty()) {
            Node node = open.pop();
            boolean matrices = node.op() == OP && node.inputs().stream().allMatch(input -> input.rank() == 2);
            if (matrices && !whole.test(node)) {
                open.push(node.input(1));
                open.push(node.input(0));
            } else {
                factors.add(node);
            }
        }
        return factors;
    }

    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(product(in.get(0).shape(), in.get(1).shape()));
    }

    private static Shape product(Shape a, Shape b) {
        return product(a, b, true);
    }

    private static Shape product(Shape a, Shape b, boolean explain) {
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException("@ is the product of matrices and vectors; for a scalar use *");
        }
        Dim left = a.dim(-1);
        Dim right = b.rank() == 1 ? b.dim(0) : b.dim(-2);
        if (!left.sameSize(right)) {
            throw new ShapeException(
                    "the inner sizes {0} and {1} differ (columns of the first, rows of the second){2}",
                    left, right, explain ? hint(a, b) : Message.NONE);
        }
        Shape batch = Shape.broadcast(lead(a), lead(b));
        Shape rows = a.rank() == 1 ? Shape.SCALAR : Shape.of(a.dim(-2));
        Shape columns = b.rank() == 1 ? Shape.SCALAR : Shape.of(b.dim(-1));
        return batch.concat(rows).concat(columns);
    }

    private static Message hint(Shape a, Shape b) {
        // T reverses the axes of a batch too, where the transpose of each matrix is meant.
        if (b.rank() > 2 && fits(a, swapped(reversed(b)))) {
            return say(
                    "; T reverses all axes: for the transpose of each matrix of the second write {0}", swap(b.rank()));
        }
        if (a.rank() > 2 && fits(swapped(reversed(a)), b)) {
            return say(
                    "; T reverses all axes: for the transpose of each matrix of the first write {0}", swap(a.rank()));
        }
        if (b.rank() > 2 && fits(a, swapped(b))) {
            return say("; for the transpose of each matrix of the second write {0}", swap(b.rank()));
        }
        if (a.rank() > 2 && fits(swapped(a), b)) {
            return say("; for the transpose of each matrix of the first write {0}", swap(a.rank()));
        }
        if (a.sameShape(b)) {
            return say("; for the elementwise product use *");
        }
        if (a.rank() == 2 && a.dim(0).sameSize(b.dim(0))) {
            return say("; did you mean to transpose the first?");
        }
        if (b.rank() == 2 && a.dim(-1).sameSize(b.dim(1))) {
            return say("; did you mean to transpose the second?");
        }
        if (b.rank() == 2 && a.rank() == 2 && b.dim(1).sameSize(a.dim(0))) {
            return say("; did you mean the other order?");
        }
        return Message.NONE;
    }

    private static boolean fits(Shape a, Shape b) {
        try {
            product(a, b, false);
            return true;
        } catch (ShapeException e) {
            return false;
        }
    }

    private static Shape reversed(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        Collections.reverse(dims);
        return Shape.of(dims);
    }

    private static Shape swapped(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        Collections.swap(dims, shape.rank() - 1, shape.rank() - 2);
        return Shape.of(dims);
    }

    /** How the last two axes are swapped: {@code transpose(0, 2, 1)}. */
    private static String swap(int rank) {
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(axes, rank - 1, rank - 2);
        return axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "transpose(", ")"));
    }

    private static Shape lead(Shape shape) {
        return shape.rank() <= 2 ? Shape.SCALAR : shape.slice(0, shape.rank() - 2);
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        Shape shape = product(in.get(0).shape(), in.get(1).shape());
        Tensor a = matrix(in.get(0), true);
        Tensor b = matrix(in.get(1), false);
        int rows = a.shape().extent(-2);
        int inner = a.shape().extent(-1);
        int columns = b.shape().extent(-1);
        Shape batch = Shape.broadcast(lead(a.shape()), lead(b.shape()));
        Tensor p = Broadcasting.expand(a, batch.concat(Shape.of(rows, inner)));
        Tensor q = Broadcasting.expand(b, batch.concat(Shape.of(inner, columns)));
        double[] values = Tensor.room(shape);
        addProducts(values, p.toArray(), q.toArray(), new int[] {rows, inner, columns});
        return Tensor.of(Broadcasting.floatType(in), shape, values);
    }

    /** Each entry is summed in the order of the inner index; row by row, so that memory is read as it lies. */
    private static void addProducts(double[] values, double[] p, double[] q, int[] sizes) {
        int rows = sizes[0];
        int inner = sizes[1];
        int columns = sizes[2];
        for (int row = 0; row * columns < values.length; row++) {
            int block = row / rows;
            for (int k = 0; k < inner; k++) {
                double factor = p[row * inner + k];
                int from = (block * inner + k) * columns;
                int to = row * columns;
                for (int column = 0; column < columns; column++) {
                    values[to + column] += factor * q[from + column];
                }
            }
        }
    }

    private static Tensor matrix(Tensor x, boolean left) {
        if (x.rank() > 1) {
            return x;
        }
        return x.reshape(left ? Shape.of(1, x.count()) : Shape.of(x.count(), 1));
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        int a = in.get(0).shape().rank();
        int b = in.get(1).shape().rank();
        int batch = Math.max(Math.max(a, b) - 2, 0);
        List<Place> left = Contraction.broadcast(lead(in.get(0).shape()), batch);
        List<Place> right = Contraction.broadcast(lead(in.get(1).shape()), batch);
        if (a > 1) {
            left.add(Place.axis(batch));
        }
        left.add(Place.bound(0));
        right.add(Place.bound(0));
        if (b > 1) {
            right.add(Place.axis(batch + (a > 1 ? 1 : 0)));
        }
        Dim inner = in.get(0).shape().dim(-1);
        return Optional.of(Contraction.of(List.of(inner), new Factor(0, left), new Factor(1, right)));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        Node a = in.get(0);
        Node b = in.get(1);
        if (a.rank() == 1 && b.rank() == 1) {
            return dz.times(arg == 0 ? b : a);
        }
        // A vector is a matrix with one row or column; give the axis back, then apply the rule for matrices.
        Node rowsAndColumns = dz;
        if (b.rank() == 1) {
            rowsAndColumns = ExpandDims.insert(rowsAndColumns, -1);
        }
        if (a.rank() == 1) {
            rowsAndColumns = ExpandDims.insert(rowsAndColumns, -2);
        }
        if (arg == 0) {
            Node right = b.rank() == 1 ? ExpandDims.insert(b, 0) : Transpose.matrix(b);
            Node da = rowsAndColumns.matmul(right);
            return a.rank() == 1 ? Squeeze.drop(da, -2) : da;
        }
        Node left = a.rank() == 1 ? ExpandDims.insert(a, 1) : Transpose.matrix(a);
        Node db = left.matmul(rowsAndColumns);
        return b.rank() == 1 ? Squeeze.drop(db, -1) : db;
    }

    @Override
    public Spelling spelling() {
        String left = "<0:" + Spelling.PRODUCT + ">";
        String right = "<1:" + Spelling.UNARY + ">";
        // Side by side, a sign on the right would read as a difference.
        String unsigned = "<1:" + Spelling.POWER + ">";
        return new Spelling(left + " @ " + right, Spelling.PRODUCT, left + " " + unsigned, Spelling.PRODUCT);
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return arg == 0
                ? Message.verbatim("· " + names.atom(z.input(1)) + "ᵀ")
                : Message.verbatim(names.atom(z.input(0)) + "ᵀ ·");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.PRODUCT;
    }
}
