package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Constant;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.UnitTensor;
import org.chainrule.graph.Where;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.Indexing;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Products;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Ops that move, sum and pair entries, as indices. The free indices of a form are the axes of its node, from 0 on. */
final class StructureForms {
    private static final int MOST_CASES = 64;

    private final AtomTable space;
    private final FormAlgebra forms;
    private final Sums sums;
    private final Piecewise piecewise;
    private final ExactNumbers numbers;

    StructureForms(AtomTable space, FormAlgebra forms, Sums sums, Piecewise piecewise, ExactNumbers numbers) {
        this.space = space;
        this.forms = forms;
        this.sums = sums;
        this.piecewise = piecewise;
        this.numbers = numbers;
    }

    /** The index of an axis: its number, or the only place when the size is 1. */
    static int index(Shape shape, int axis) {
        return shape.dim(axis).isOne() ? AtomTable.FIRST_PLACE : axis;
    }

    /** A form under other indices; the list says which for each axis. */
    Form at(Form form, List<Integer> indices) {
        return forms.rename(form, i -> i < 0 || i >= AtomTable.FIRST_BOUND ? i : indices.get(i));
    }

    /** An operand of an elementwise op: its axes are the last ones of the result. */
    Form aligned(Form form, int rank, int outer) {
        IntUnaryOperator shift = i -> i < 0 ? i : i + outer - rank;
        return rank == outer ? form : forms.rename(form, shift);
    }

    /** The sum over axes of a form; the others keep the places they have in the result. */
    Form reduced(Form form, Shape shape, Axes axes, boolean keepdims) {
        List<Integer> indices = new ArrayList<>();
        List<Integer> bound = new ArrayList<>();
        List<Dim> sizes = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (axes.contains(axis)) {
                int fresh = space.fresh();
                bound.add(fresh);
                sizes.add(shape.dim(axis));
                indices.add(fresh);
                next += keepdims ? 1 : 0;
            } else {
                indices.add(next++);
            }
        }
        Form result = at(form, indices);
        for (int i = 0; i < bound.size(); i++) {
            result = sums.bind(result, bound.get(i), sizes.get(i));
        }
        return result;
    }

    Form mean(Form form, Shape shape, Axes axes, boolean keepdims) {
        Form count = space.size(axes.reducedPart(shape).count());
        return forms.over(reduced(form, shape, axes, keepdims), count);
    }

    /** The form of a node, or null when its op is not one of these. */
    @Nullable
    Form of(Node node, List<Form> in) {
        Op op = node.op();
        Shape shape = node.shape();
        if (op instanceof Constant constant) {
            return constant(constant.value());
        }
        if (op instanceof Fill fill) {
            return Double.isFinite(fill.value()) ? numbers.of(fill.value()) : null;
        }
        if (op instanceof SizeOf size) {
            return space.size(size.dim());
        }
        if (op instanceof UnitTensor unit) {
            return unit(unit);
        }
        if (op instanceof StopGradient) {
            return in.get(0);
        }
        if (op instanceof Broadcast) {
            return aligned(in.get(0), node.input(0).rank(), node.rank());
        }
        if (op instanceof Where) {
            List<Form> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(aligned(in.get(i), node.input(i).rank(), node.rank()));
            }
            return piecewise.where(all.get(0), all.get(1), all.get(2));
        }
        if (op instanceof MatMul) {
            return product(node, in.get(0), in.get(1));
        }
        if (op instanceof Sum sum) {
            return reduced(in.get(0), node.input(0).shape(), sum.axes(), sum.keepdims());
        }
        if (op instanceof Mean mean) {
            return mean(in.get(0), node.input(0).shape(), mean.axes(), mean.keepdims());
        }
        if (op instanceof Transpose transpose) {
            List<Integer> indices = new ArrayList<>();
            for (int axis = 0; axis < node.rank(); axis++) {
                indices.add(transpose.axes().indexOf(axis));
            }
            return at(in.get(0), indices);
        }
        if (op instanceof ExpandDims || op instanceof Squeeze || op instanceof Reshape) {
            return regrouped(node, in.get(0));
        }
        if (op instanceof Einsums.Einsum einsum) {
            return einsum(node, einsum, in);
        }
        if (op instanceof Products.Outer) {
            return forms.times(in.get(0), at(in.get(1), List.of(index(shape, 1))));
        }
        if (op instanceof Joining.Concat concat) {
            return joined(node, concat.axis(), in);
        }
        if (op instanceof Slicing.Slice slice) {
            return slice(node, slice, in.get(0));
        }
        if (op instanceof Slicing.Unslice unslice
                && node.input(0).shape().dim(unslice.axis()).isOne()) {
            return unslice.start().isKnown()
                    ? forms.times(
                            in.get(0),
                            placed(shape, unslice.axis(), unslice.start().size()))
                    : null;
        }
        if (op instanceof Indexing.Item item) {
            List<Integer> places = new ArrayList<>();
            for (Dim at : item.index()) {
                if (!at.isKnown()) {
                    return null;
                }
                places.add(AtomTable.place(at.size()));
            }
            return at(in.get(0), places);
        }
        return diagonal(node, in);
    }

    private @Nullable Form diagonal(Node node, List<Form> in) {
        Op op = node.op();
        int rank = node.rank();
        if (op instanceof Diagonals.Eye) {
            return space.delta(index(node.shape(), 0), index(node.shape(), 1));
        }
        if (op instanceof Diagonals.Trace) {
            int fresh = space.fresh();
            List<Integer> indices = new ArrayList<>(AtomTable.identity(rank));
            indices.addAll(List.of(fresh, fresh));
            return sums.bind(
                    at(in.get(0), indices), fresh, node.input(0).shape().dim(-1));
        }
        if (op instanceof Diagonals.DiagPart) {
            List<Integer> indices = new ArrayList<>(AtomTable.identity(rank));
            indices.add(rank - 1);
            return at(in.get(0), indices);
        }
        if (op instanceof Diagonals.DiagEmbed) {
            Form delta = space.delta(index(node.shape(), rank - 2), index(node.shape(), rank - 1));
            return forms.times(delta, in.get(0));
        }
        return null;
    }

    private @Nullable Form constant(Tensor value) {
        if (value.count() == 0) {
            return null;
        }
        double first = value.at(0);
        for (int i = 1; i < value.count(); i++) {
            if (value.at(i) != first) {
                return null;
            }
        }
        return Double.isFinite(first) ? numbers.of(first) : null;
    }

    private Form unit(UnitTensor unit) {
        Form product = Form.ONE;
        int rest = unit.position();
        for (int axis = unit.shape().rank() - 1; axis >= 0; axis--) {
            int size = unit.shape().extent(axis);
            product = forms.times(product, placed(unit.shape(), axis, rest % size));
            rest /= size;
        }
        return product;
    }

    /** 1 at a place along an axis, 0 elsewhere. */
    private Form placed(Shape shape, int axis, long position) {
        return space.delta(index(shape, axis), AtomTable.place(position));
    }

    private Form product(Node node, Form left, Form right) {
        int a = node.input(0).rank();
        int b = node.input(1).rank();
        int summed = space.fresh();
        int batch = node.rank() - (a > 1 ? 1 : 0) - (b > 1 ? 1 : 0);
        List<Integer> rows = new ArrayList<>();
        for (int axis = 0; axis < a - 2; axis++) {
            rows.add(axis + batch - (a - 2));
        }
        if (a > 1) {
            rows.add(batch);
        }
        rows.add(summed);
        List<Integer> columns = new ArrayList<>();
        for (int axis = 0; axis < b - 2; axis++) {
            columns.add(axis + batch - (b - 2));
        }
        columns.add(summed);
        if (b > 1) {
            columns.add(node.rank() - 1);
        }
        Form product = forms.times(at(left, rows), at(right, columns));
        return sums.bind(product, summed, node.input(0).shape().dim(-1));
    }

    /** A reshape that only inserts and drops axes of size 1; null for others. */
    private @Nullable Form regrouped(Node node, Form form) {
        Shape from = node.input(0).shape();
        Shape to = node.shape();
        List<Integer> indices = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < from.rank(); axis++) {
            if (from.dim(axis).isOne()) {
                indices.add(AtomTable.FIRST_PLACE);
                continue;
            }
            while (next < to.rank() && to.dim(next).isOne()) {
                next++;
            }
            if (next == to.rank() || !to.dim(next).sameSize(from.dim(axis))) {
                return null;
            }
            indices.add(next++);
        }
        for (; next < to.rank(); next++) {
            if (!to.dim(next).isOne()) {
                return null;
            }
        }
        return at(form, indices);
    }

    private Form einsum(Node node, Einsums.Einsum einsum, List<Form> in) {
        Map<Character, Integer> indices = new HashMap<>();
        Form product = Form.ONE;
        for (int axis = 0; axis < einsum.output().length(); axis++) {
            int own = index(node.shape(), axis);
            Integer first = indices.putIfAbsent(einsum.output().charAt(axis), own);
            if (first != null) {
                product = forms.times(product, space.delta(first, own));
            }
        }
        Map<Integer, Dim> bound = new java.util.TreeMap<>();
        for (int k = 0; k < in.size(); k++) {
            List<Integer> own = new ArrayList<>();
            String letters = einsum.operands().get(k);
            for (int axis = 0; axis < letters.length(); axis++) {
                char letter = letters.charAt(axis);
                if (!indices.containsKey(letter)) {
                    int fresh = space.fresh();
                    indices.put(letter, fresh);
                    bound.put(fresh, node.input(k).shape().dim(axis));
                }
                own.add(indices.get(letter));
            }
            product = forms.times(product, at(in.get(k), own));
        }
        for (Map.Entry<Integer, Dim> entry : bound.entrySet()) {
            product = sums.bind(product, entry.getKey(), entry.getValue());
        }
        return product;
    }

    private @Nullable Form slice(Node node, Slicing.Slice slice, Form form) {
        if (!slice.start().isKnown()) {
            return null;
        }
        int axis = slice.axis();
        if (node.shape().dim(axis).isOne()) {
            int place = AtomTable.place(slice.start().size());
            return forms.rename(form, i -> i == axis ? place : i);
        }
        if (slice.step() == 1 && slice.start().size() == 0) {
            return form;
        }
        if (!slice.count().isKnown() || slice.count().size() > MOST_CASES) {
            return null;
        }
        Form sum = Form.ZERO;
        for (long c = 0; c < slice.count().size(); c++) {
            int place = AtomTable.place(slice.start().size() + c * slice.step());
            Form part = forms.rename(form, i -> i == axis ? place : i);
            sum = sum.plus(forms.times(part, placed(node.shape(), axis, c)));
        }
        return sum;
    }

    /** Parts of size 1 side by side: one form for all places if there is one, else a sum over the places. */
    private @Nullable Form joined(Node node, int axis, List<Form> parts) {
        if (!node.inputs().stream().allMatch(part -> part.shape().dim(axis).isOne()) || parts.size() > MOST_CASES) {
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
            sum = sum.plus(forms.times(parts.get(c), placed(node.shape(), axis, c)));
        }
        return sum;
    }
}
