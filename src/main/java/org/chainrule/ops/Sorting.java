package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * Sorting along an axis. The order is piecewise constant, so the derivative moves the cotangent back to where each entry
 * came from. Equal entries keep their order, and NaN counts as the largest.
 */
public final class Sorting {
    static final Function SORT = Function.define(
                    "sort",
                    "x, axis=-1, descending=false",
                    a -> sort(a.node("x"), a.integer("axis"), a.bool("descending")))
            .doc("The entries along an axis (the last one) in ascending order, or descending; NaN is the largest. "
                    + "Equal entries keep their order.")
            .example("sort(X)", "X [2, 4]")
            .example("sort(X, axis=0, descending=true)", "X [3, 2]");

    static final Function TOPK = Function.define(
                    "topk", "x, k, axis=-1", a -> topk(a.node("x"), a.integer("k"), a.integer("axis")))
            .doc("The k largest entries along an axis (the last one), the largest first; of equal ones the first. NaN "
                    + "is the largest.")
            .example("topk(X, k=2)", "X [2, 4]")
            .example("topk(X, k=2, axis=0)", "X [3, 2]");

    static final Function ARGSORT = Function.define(
                    "argsort",
                    "x, axis=-1, descending=false",
                    a -> argsort(a.node("x"), a.integer("axis"), a.bool("descending")))
            .doc("The positions along an axis (the last one) that sort the entries. An index: it has no derivative.")
            .example("take_along(X, argsort(X))", "X [2, 4]");

    private Sorting() {}

    /**
     * The node {@code sort(x, axis=axis, descending=descending)}.
     *
     * @param axis negative counts from the end
     */
    public static Node sort(Node x, int axis, boolean descending) {
        return Node.of(new Sort(Along.of(x, axis), descending), x);
    }

    /**
     * The node {@code topk(x, k=k, axis=axis)}.
     *
     * @param k how many, at least 0
     * @param axis negative counts from the end
     * @throws ChainruleException when there are fewer than {@code k} entries
     */
    public static Node topk(Node x, int k, int axis) {
        if (k < 0) {
            throw new ArgumentException("k", say("topk: k is at least 0, not {0}", k));
        }
        return Node.of(new TopK(k, Along.of(x, axis)), x);
    }

    /** The node {@code argsort(x, axis=axis, descending=descending)}, an index. */
    public static Node argsort(Node x, int axis, boolean descending) {
        return Node.of(new ArgSort(Along.of(x, axis), descending), x);
    }

    /** The positions that sort, equal entries in their order. */
    static int[] order(double[] terms, boolean descending) {
        // Adding 0 makes -0.0 equal to 0.0, as numbers are.
        Comparator<Integer> ascending = Comparator.comparingDouble(i -> terms[i] + 0.0);
        return Args.ints(IntStream.range(0, terms.length)
                .boxed()
                .sorted(descending ? ascending.reversed() : ascending)
                .toList());
    }

    private static OpRow orderedRow(String name, Along along, boolean descending) {
        return OpRow.named(name)
                .key("axis", along.text(), "")
                .key("descending", descending, false)
                .switches(in -> List.of(Switch.equal(in.get(0), sort(in.get(0), along.axis(), descending))))
                .entries(EntryRule.CHOSEN);
    }

    /** In order along an axis. */
    public record Sort(Along along, boolean descending) implements RowOp {
        @Override
        public OpRow row() {
            return orderedRow("sort", along, descending)
                    .value(in -> Groups.map(in.get(0), along.groups(in.get(0)), terms -> {
                        return IntStream.of(order(terms, descending))
                                .mapToDouble(i -> terms[i])
                                .toArray();
                    }))
                    .vjp((dz, z, x) -> putBack(dz, x, Node.of(new ArgSort(along, descending), x)))
                    .mask(MaskRule.LINEAR)
                    .linear(arg -> false)
                    .local(say("put back in order"));
        }

        /** The cotangent at the places its entries came from. */
        Node putBack(Node dz, Node x, Node order) {
            return Node.of(new Positions.PutAlong(along, x.shape().dim(along.axis())), dz, order);
        }
    }

    /** The largest along an axis. */
    public record TopK(int k, Along along) implements RowOp {
        @Override
        public OpRow row() {
            Sort sorted = new Sort(along, true);
            return OpRow.named("topk")
                    .key("k", k)
                    .key("axis", along.text(), "")
                    .shape(shape ->
                            shape.dim(along.axis()).isKnown() ? cut(shape) : shape.with(along.axis(), Dim.of(k)))
                    .value(in -> {
                        cut(in.get(0).shape());
                        return Layout.along(sorted.eval(in), along.axis(), k, 0, i -> i);
                    })
                    .definition(in -> Slicing.slice(Node.of(sorted, in), along.axis(), Dim.of(0), Dim.of(k)))
                    .vjp((dz, z, x) -> sorted.putBack(
                            dz,
                            x,
                            Slicing.slice(Node.of(new ArgSort(along, true), x), along.axis(), Dim.of(0), Dim.of(k))))
                    .switches(sorted::switches)
                    .entries(EntryRule.CHOSEN)
                    .mask(MaskRule.LINEAR)
                    .linear(arg -> false)
                    .selecting()
                    .local(say("put back"));
        }

        private Shape cut(Shape shape) {
            if (shape.dim(along.axis()).size() < k) {
                throw new ShapeException(
                        "there are no {0} entries along axis {1} of the shape {2}", k, along.axis(), shape);
            }
            return shape.with(along.axis(), Dim.of(k));
        }
    }

    /** Where what is in order was before. */
    public record ArgSort(Along along, boolean descending) implements RowOp {
        @Override
        public OpRow row() {
            return orderedRow("argsort", along, descending)
                    .type(in -> Type.index(in.get(0).shape()))
                    .value(in -> {
                        // In float64, since float32 cannot count beyond 2^24.
                        Tensor x = in.get(0).as(DType.F64);
                        return Groups.map(x, along.groups(x), terms -> IntStream.of(order(terms, descending))
                                        .asDoubleStream()
                                        .toArray())
                                .as(DType.I64);
                    })
                    .smoothness(arg -> Smoothness.flat("the order of the entries is piecewise constant"))
                    .local(say("no derivative"));
        }
    }
}
