package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Fill;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.Node;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * Entries picked by indices, and values added at indices: take and index_add are adjoint to each other, and so are
 * gather and scatter_add. Indices are whole numbers, negative ones count from the end; an index that is named several
 * times is read several times, and what is added there adds up.
 */
public final class Gathering {
    static final Function TAKE = Function.define(
                    "take",
                    "x, indices, axis=none",
                    a -> a.has("axis")
                            ? take(a.node("x"), a.node("indices"), a.integer("axis"))
                            : take(Layout.flatten(a.node("x")), a.node("indices"), 0))
            .doc("The slices of x at the positions listed, along an axis, or of all entries in row-major order when "
                    + "none is named; the axes of indices take the place of the axis.")
            .example("take(X, [0, 2, -1, 2], axis=0)", "X [3, 2]")
            .example("take(X, [[0, 1], [1, 1]], axis=1)", "X [2, 3]")
            .example("take(X, i, axis=0)", "X [4, 2], i [3] integer(0, 3)");

    static final Function INDEX_ADD = Function.define(
                    "index_add",
                    "x, indices, src, axis",
                    a -> indexAdd(a.node("x"), a.node("indices"), a.node("src"), a.integer("axis")))
            .doc("x with the slices of src added at the positions listed along an axis: the adjoint of take.")
            .example("index_add(X, [0, 2, 2], S, axis=0)", "X [3, 2], S [3, 2]");

    static final Function GATHER = Function.define(
                    "gather", "x, index, axis", a -> gather(a.node("x"), a.node("index"), a.integer("axis")))
            .doc("Entry by entry along an axis: z[i, j] = x[i, index[i, j]] for axis 1. Along the other axes index may "
                    + "be shorter than x.")
            .example("gather(X, [[0, 2], [1, 1]], axis=1)", "X [2, 3]")
            .example("gather(X, i, axis=0)", "X [4, 3], i [2, 3] integer(0, 3)");

    static final Function SCATTER_ADD = Function.define(
                    "scatter_add",
                    "x, index, src, axis",
                    a -> scatterAdd(a.node("x"), a.node("index"), a.node("src"), a.integer("axis")))
            .doc("x with every entry of src added along an axis: z[i, index[i, j]] += src[i, j] for axis 1; the "
                    + "adjoint of gather. What src has beyond the shape of index is left out.")
            .example("scatter_add(X, [[0, 1, 1], [2, 2, 2]], S, axis=0)", "X [3, 3], S [2, 3]");

    static final Function EMBEDDING = Function.define(
                    "embedding", "table, indices", a -> embedding(a.node("table"), a.node("indices")))
            .doc("The rows of a table that the indices name: take along axis 0.")
            .example("embedding(E, [[0, 1], [1, 3]])", "E [4, 2]");

    private Gathering() {}

    /** The slices of {@code x} at the positions listed along an axis. */
    public static Node take(Node x, Node indices, int axis) {
        int at = x.shape().axis(axis);
        return Node.of(new Read(true, at), x, IndexBounds.of(indices, x, at));
    }

    /** {@code x} with the slices of {@code src} added at the positions listed along an axis. */
    public static Node indexAdd(Node x, Node indices, Node src, int axis) {
        int at = x.shape().axis(axis);
        return Node.of(new Add(true, at), x, IndexBounds.of(indices, x, at), src);
    }

    /** Entry by entry along an axis; {@code index} has as many axes as {@code x}. */
    public static Node gather(Node x, Node index, int axis) {
        int at = x.shape().axis(axis);
        return Node.of(new Read(false, at), x, IndexBounds.of(index, x, at));
    }

    /** {@code x} with every entry of {@code src} added along an axis. */
    public static Node scatterAdd(Node x, Node index, Node src, int axis) {
        int at = x.shape().axis(axis);
        Node part = src;
        for (int i = 0; i < Math.min(src.rank(), index.rank()); i++) {
            Dim wanted = index.shape().dim(i);
            Dim given = src.shape().dim(i);
            boolean longer = wanted.isKnown() && given.isKnown() && wanted.size() < given.size();
            part = longer ? Slicing.slice(part, i, Dim.of(0), wanted) : part;
        }
        return Node.of(new Add(false, at), x, IndexBounds.of(index, x, at), part);
    }

    /** The rows of a table that the indices name. */
    public static Node embedding(Node table, Node indices) {
        return take(table, indices, 0);
    }

    private static Smoothness unlessIndex(int arg, String name) {
        return arg == 1
                ? Smoothness.none("the indices of {0} select, they have no derivative", name)
                : Smoothness.SMOOTH;
    }

    /** Entries read at indices: whole slices along an axis, or entry by entry. */
    public record Read(boolean whole, int axis) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named(whole ? "take" : "gather")
                    .key("axis", axis)
                    .type(in -> new Type(
                            in.get(0).kind(), shape(in.get(0).shape(), in.get(1).shape())))
                    .value(in -> {
                        Tensor x = in.get(0);
                        int[] at = IndexBounds.positions(whole, in.get(1), x.shape(), axis);
                        return Tensor.fill(x.dtype(), shape(x.shape(), in.get(1).shape()), i -> x.at(at[i]));
                    })
                    .vjp((arg, dz, z, in) -> Node.of(new Add(whole, axis), Fill.zerosLike(in.get(0)), in.get(1), dz))
                    .smoothness(arg -> unlessIndex(arg, name()))
                    .moved()
                    .selecting()
                    .local((arg, z, names) ->
                            arg == 1 ? Message.verbatim("0") : say("added up at {0}", names.of(z.input(1))));
        }

        Shape shape(Shape x, Shape index) {
            return whole ? IndexBounds.taken(x, index, axis) : IndexBounds.checkEntries(x, index, axis);
        }
    }

    /** Entries added at indices, the adjoint of {@link Read}. */
    public record Add(boolean whole, int axis) implements RowOp {
        @Override
        public OpRow row() {
            Read adjoint = new Read(whole, axis);
            return OpRow.named(whole ? "index_add" : "scatter_add")
                    .key("axis", axis)
                    .type(in -> {
                        Shape read = adjoint.shape(in.get(0).shape(), in.get(1).shape());
                        Shape src = in.get(2).shape();
                        if (!read.sameShape(src)) {
                            throw new ShapeException(
                                    whole
                                            ? say(
                                                    "the shape {0} of what is added is not {1}, that of the slices at"
                                                            + " the indices",
                                                    src, read)
                                            : say(
                                                    "the shape {0} of what is added is not {1}, the shape of the index",
                                                    src, read));
                        }
                        return Type.real(in.get(0).shape());
                    })
                    .value(in -> {
                        Tensor x = in.get(0);
                        int[] at = IndexBounds.positions(whole, in.get(1), x.shape(), axis);
                        double[] sums = IndexBounds.added(x.toArray(), at, in.get(2));
                        return Tensor.of(Broadcasting.floatType(List.of(x, in.get(2))), x.shape(), sums);
                    })
                    .vjp((arg, dz, z, in) -> arg == 0 ? dz : Node.of(adjoint, dz, in.get(1)))
                    .smoothness(arg -> unlessIndex(arg, name()))
                    .added()
                    .linear(arg -> false)
                    .local((arg, z, names) -> {
                        String indices = names.of(z.input(1));
                        return arg < 2
                                ? arg == 0 ? LocalDerivative.UNCHANGED : Message.verbatim("0")
                                : whole ? say("taken at {0}", indices) : say("gathered at {0}", indices);
                    });
        }
    }
}
