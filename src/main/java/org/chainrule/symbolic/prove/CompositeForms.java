package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.LossOps;
import org.chainrule.ops.Norms;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Statistics;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Ops that are defined by sums and functions together, and those of linear algebra. */
final class CompositeForms {
    private final AtomTable space;
    private final FormAlgebra forms;
    private final Sums sums;
    private final Transcendentals functions;
    private final Piecewise piecewise;
    private final StructureForms structure;
    private final Linear linear;
    private final ProofLog journal;

    CompositeForms(
            AtomTable space,
            FormAlgebra forms,
            Sums sums,
            Transcendentals functions,
            Piecewise piecewise,
            StructureForms structure,
            Linear linear,
            ProofLog journal) {
        this.space = space;
        this.forms = forms;
        this.sums = sums;
        this.functions = functions;
        this.piecewise = piecewise;
        this.structure = structure;
        this.linear = linear;
        this.journal = journal;
    }

    /** The form of a node, or null when its op is not one of these. */
    @Nullable
    Form of(Node node, List<Form> in) {
        Op op = node.op();
        Shape shape = node.inputs().isEmpty() ? node.shape() : node.input(0).shape();
        if (op instanceof Softmax.Soft soft) {
            Form log = logSumExp(in.get(0), shape, soft.axes(), true);
            Form e = functions.exp(in.get(0));
            return soft.log() ? in.get(0).minus(log) : forms.over(e, structure.reduced(e, shape, soft.axes(), true));
        }
        if (op instanceof Softmax.LogSumExp lse) {
            return logSumExp(in.get(0), shape, lse.axes(), lse.keepdims());
        }
        if (op instanceof LossOps.SoftmaxCrossEntropy loss) {
            Axes axes = new Axes(false, List.of(loss.along().axis()));
            Form log = in.get(0).minus(logSumExp(in.get(0), shape, axes, true));
            return structure
                    .reduced(forms.times(in.get(1), log), shape, axes, false)
                    .negate();
        }
        if (op instanceof Statistics.Spread spread) {
            return spread(spread, in.get(0), shape);
        }
        if (op instanceof Norms.Norm norm) {
            return norm(norm, in.get(0), shape);
        }
        return matrix(node, in);
    }

    private Form logSumExp(Form x, Shape shape, Axes axes, boolean keepdims) {
        return functions.log(structure.reduced(functions.exp(x), shape, axes, keepdims));
    }

    private Form spread(Statistics.Spread spread, Form x, Shape shape) {
        Form mean = structure.mean(x, shape, spread.axes(), true);
        Form centred = x.minus(mean);
        Form squares = structure.reduced(forms.times(centred, centred), shape, spread.axes(), spread.keepdims());
        Form freedom = space.size(spread.axes().reducedPart(shape).count()).minus(Form.of(spread.ddof()));
        Form variance = forms.over(squares, freedom);
        return spread.root() ? functions.root(variance, 2) : variance;
    }

    private @Nullable Form norm(Norms.Norm norm, Form x, Shape shape) {
        if (Double.isInfinite(norm.ord()) || norm.ord() != Math.rint(norm.ord()) || norm.ord() > 8) {
            return null;
        }
        int order = (int) norm.ord();
        Form magnitude = order % 2 == 0 ? x : piecewise.abs(x);
        Form sum = structure.reduced(forms.pow(magnitude, order), shape, norm.axes(), norm.keepdims());
        return order == 1 ? sum : functions.root(sum, order);
    }

    private @Nullable Form matrix(Node node, List<Form> in) {
        Op op = node.op();
        if (op instanceof Inverses.Inverse) {
            return inverse(node.input(0), in.get(0));
        }
        if (op instanceof Inverses.Solve) {
            return solve(node, in);
        }
        if (op instanceof Determinants.Det) {
            return number("det", node.input(0), in.get(0));
        }
        if (op instanceof Determinants.LogDet) {
            return number("logabsdet", node.input(0), in.get(0));
        }
        if (op instanceof Determinants.Cofactor && in.size() == 1) {
            Node x = node.input(0);
            int rank = x.rank();
            if (x.shape().dim(-1).isOne()) {
                return Form.ONE;
            }
            journal.exception(say("except where {0} = 0", "det(" + Printer.name(x) + ")"));
            Form det = number("det", x, in.get(0));
            Form inverse = inverse(x, in.get(0));
            return forms.times(det, structure.at(inverse, exchanged(rank)));
        }
        return null;
    }

    private static List<Integer> exchanged(int rank) {
        List<Integer> order = new ArrayList<>(AtomTable.identity(rank));
        order.set(rank - 2, rank - 1);
        order.set(rank - 1, rank - 2);
        return order;
    }

    /** Axes of a batch of matrices as they stand in {@link Linear}: the matrix first. */
    private Form front(Form form, int rank) {
        List<Integer> indices = new ArrayList<>();
        for (int axis = 0; axis < rank - 2; axis++) {
            indices.add(axis + 2);
        }
        indices.addAll(List.of(0, 1));
        return structure.at(form, indices);
    }

    private Form back(Form form, int rank) {
        List<Integer> indices = new ArrayList<>(List.of(rank - 2, rank - 1));
        for (int axis = 0; axis < rank - 2; axis++) {
            indices.add(axis);
        }
        return structure.at(form, indices);
    }

    /** inv(AB) = inv(B) inv(A) for square A and B; what else is known of inverses is known of forms. */
    private Form inverse(Node x, Form form) {
        Dim size = x.shape().dim(-1);
        if (size.isOne()) {
            return forms.reciprocal(form);
        }
        return back(linear.inverse(front(form, x.rank()), size), x.rank());
    }

    private Form number(String name, Node x, Form form) {
        Dim size = x.shape().dim(-1);
        if (size.isOne()) {
            return name.equals("det") ? form : functions.log(piecewise.abs(form));
        }
        List<Integer> indices = new ArrayList<>(List.of(0, 0));
        for (int axis = 0; axis < x.rank() - 2; axis++) {
            indices.add(axis);
        }
        return structure.at(linear.number(name, front(form, x.rank()), size), indices);
    }

    private Form solve(Node node, List<Form> in) {
        Node a = node.input(0);
        Node b = node.input(1);
        Form inverse = inverse(a, in.get(0));
        int summed = space.fresh();
        boolean vector = b.rank() == 1;
        int rank = node.rank();
        int matrix = vector ? 1 : 2;
        List<Integer> rows = new ArrayList<>();
        for (int axis = 0; axis < a.rank() - 2; axis++) {
            rows.add(axis + (rank - matrix) - (a.rank() - 2));
        }
        rows.addAll(List.of(rank - matrix, summed));
        List<Integer> columns = new ArrayList<>();
        for (int axis = 0; axis < b.rank() - matrix; axis++) {
            columns.add(axis + rank - b.rank());
        }
        columns.add(summed);
        if (!vector) {
            columns.add(rank - 1);
        }
        Form product = forms.times(structure.at(inverse, rows), structure.at(in.get(1), columns));
        return sums.bind(product, summed, a.shape().dim(-1));
    }

    /** The node that an inverse or a determinant of a product of square matrices is, or null. */
    static @Nullable Node split(Node node) {
        boolean inverse = node.op() instanceof Inverses.Inverse;
        boolean det = node.op() instanceof Determinants.Det;
        boolean log = node.op() instanceof Determinants.LogDet;
        if (!inverse && !det && !log) {
            return null;
        }
        Node x = node.input(0);
        boolean transposed = x.op() instanceof Transpose && x.rank() == 2;
        Node product = transposed ? x.input(0) : x;
        if (!(product.op() instanceof MatMul) || !isSquare(product.input(0)) || !isSquare(product.input(1))) {
            return null;
        }
        Node left = transposed ? product.input(1).T() : product.input(0);
        Node right = transposed ? product.input(0).T() : product.input(1);
        Node first = Node.of(node.op(), left);
        Node second = Node.of(node.op(), right);
        return inverse ? second.matmul(first) : Node.of(det ? Arithmetic.MUL : Arithmetic.ADD, first, second);
    }

    private static boolean isSquare(Node x) {
        return x.rank() == 2 && x.shape().dim(0).sameSize(x.shape().dim(1));
    }
}
