package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.symbolic.facts.Interval;
import org.chainrule.symbolic.facts.ValueFacts;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * What is neither a primitive of single entries nor a contraction: constants and sizes, parts put side by side, and the
 * kernels of linear algebra.
 */
final class KernelForms {
    private static final int MOST_PARTS = 64;

    private final AtomTable space;
    private final FormAlgebra forms;
    private final Transcendentals functions;
    private final Piecewise piecewise;
    private final ExactNumbers numbers;
    private final Linear linear;
    private final ProofLog journal;

    KernelForms(
            AtomTable space,
            FormAlgebra forms,
            Transcendentals functions,
            Piecewise piecewise,
            ExactNumbers numbers,
            Linear linear,
            ProofLog journal) {
        this.space = space;
        this.forms = forms;
        this.functions = functions;
        this.piecewise = piecewise;
        this.numbers = numbers;
        this.linear = linear;
        this.journal = journal;
    }

    /** The form of a node, or null when its op is not one of these. */
    @Nullable
    Form of(Node node, List<Form> in) {
        Op op = node.op();
        if (op instanceof Constant || op instanceof Fill) {
            Interval range = ValueFacts.declared(node).range();
            return range.low() == range.high() ? numbers.of(range.low()) : null;
        }
        if (op instanceof SizeOf size) {
            return space.size(size.dim());
        }
        if (op instanceof StopGradient) {
            return in.get(0);
        }
        return op instanceof Joining.Concat concat ? joined(node, concat.axis(), in) : matrix(node, in);
    }

    /** Parts of size 1 side by side: one form for all places if there is one, else a sum over the places. */
    private @Nullable Form joined(Node node, int axis, List<Form> parts) {
        if (!node.inputs().stream().allMatch(part -> part.shape().dim(axis).isOne()) || parts.size() > MOST_PARTS) {
            return null;
        }
        if (parts.size() > 1) {
            // The second part, since place 0 is also that of axes of size 1.
            Form common = forms.rename(parts.get(1), i -> i == AtomTable.place(1) ? axis : i);
            boolean all = true;
            for (int c = 0; c < parts.size() && all; c++) {
                int place = AtomTable.place(c);
                all = forms.rename(common, i -> i == axis ? place : i).equals(parts.get(c));
            }
            if (all) {
                return common;
            }
        }
        Form sum = Form.ZERO;
        for (int c = 0; c < parts.size(); c++) {
            Form here = space.delta(ContractionForms.index(node.shape(), axis), AtomTable.place(c));
            sum = sum.plus(forms.times(parts.get(c), here));
        }
        return sum;
    }

    private @Nullable Form matrix(Node node, List<Form> in) {
        Op op = node.op();
        if (op instanceof Inverses.Inverse) {
            return inverse(node.input(0), in.get(0));
        }
        if (op instanceof Determinants.Det) {
            return number("det", node.input(0), in.get(0));
        }
        if (op instanceof Determinants.LogDet) {
            return number("logabsdet", node.input(0), in.get(0));
        }
        if (op instanceof Determinants.Cofactor && in.size() == 1) {
            Node x = node.input(0);
            if (x.shape().dim(-1).isOne()) {
                return Form.ONE;
            }
            journal.exception(say("except where {0} = 0", "det(" + Printer.name(x) + ")"));
            Form det = number("det", x, in.get(0));
            Form inverse = inverse(x, in.get(0));
            return forms.times(det, linear.transposed(inverse, x.rank()));
        }
        return null;
    }

    /** inv(AB) = inv(B) inv(A) for square A and B; what else is known of inverses is known of forms. */
    private Form inverse(Node x, Form form) {
        Dim size = x.shape().dim(-1);
        return size.isOne() ? forms.reciprocal(form) : linear.inverse(form, x.rank(), size);
    }

    private Form number(String name, Node x, Form form) {
        Dim size = x.shape().dim(-1);
        if (size.isOne()) {
            return name.equals("det") ? form : functions.log(piecewise.abs(form));
        }
        return linear.number(name, form, x.rank(), size);
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
