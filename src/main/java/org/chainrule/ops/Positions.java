package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Node;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Entries picked, and put, by their positions along one axis: what the derivatives of sorting are made of. */
public final class Positions {
    static final Function TAKE_ALONG = Function.define(
                    "take_along", "x, index, axis=-1", a -> takeAlong(a.node("x"), a.node("index"), a.integer("axis")))
            .doc("Along an axis (the last one), entry k of the result is the entry of x at position index[k]; all "
                    + "other sizes agree.")
            .source("numpy.take_along_axis")
            .example("take_along(X, argsort(Y, axis=0), axis=0)", "X [3, 2], Y [3, 2]");

    static final Function PUT_ALONG = Function.define(
                    "put_along",
                    "x, index, size, axis=-1",
                    a -> putAlong(a.node("x"), a.node("index"), a.shape("size").dim(0), a.integer("axis")))
            .doc("Along an axis (the last one) of the given size, entry k of x is added at position index[k] to zeros: "
                    + "the adjoint of take_along.")
            .example("put_along(X, argsort(Y), size=5)", "X [2, 3], Y [2, 3]");

    private Positions() {}

    /**
     * Along an axis, entry k of the result is the entry of {@code x} at position index[k].
     *
     * @param index positions; its other sizes are those of {@code x}
     * @param axis negative counts from the end
     * @throws ShapeException when the other sizes differ
     */
    public static Node takeAlong(Node x, Node index, int axis) {
        return Node.of(new TakeAlong(Along.of(x, axis)), x, index);
    }

    /**
     * Along an axis, entry k of {@code x} is added at position index[k] to zeros.
     *
     * @param index positions, of the shape of {@code x}
     * @param size of that axis of the result
     * @param axis negative counts from the end
     * @throws ShapeException when the shapes differ
     */
    public static Node putAlong(Node x, Node index, Dim size, int axis) {
        return Node.of(new PutAlong(Along.of(x, axis), size), x, index);
    }

    /** The entries at positions along an axis. */
    public record TakeAlong(Along along) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("take_along")
                    .key("axis", along.text(), "")
                    .type(in -> Type.real(agree(in.get(0).shape(), in.get(1).shape(), along.axis())))
                    .value(in -> {
                        Tensor x = in.get(0);
                        int[] at = IndexBounds.positions(false, in.get(1), x.shape(), along.axis());
                        return Tensor.fill(x.dtype(), in.get(1).shape(), i -> x.at(at[i]));
                    })
                    .vjp((arg, dz, z, in) ->
                            Node.of(new PutAlong(along, in.get(0).shape().dim(along.axis())), dz, in.get(1)))
                    .smoothness(Positions::ofEntries)
                    .moved()
                    .selecting()
                    .local((arg, z, names) -> arg == 0 ? say("put back") : say("no derivative"));
        }
    }

    /** Entries put at positions along an axis of zeros. */
    public record PutAlong(Along along, Dim size) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("put_along")
                    .key("size", size)
                    .key("axis", along.text(), "")
                    .type(in -> {
                        Shape x = in.get(0).shape();
                        if (!x.sameShape(in.get(1).shape())) {
                            throw new ShapeException(
                                    "the positions have the shape of the entries, which is {0}, not {1}",
                                    x, in.get(1).shape());
                        }
                        return Type.real(x.with(along.axis(), size));
                    })
                    .value((in, sizes) -> {
                        Shape shape = in.get(0).shape().with(along.axis(), Dim.of(size.resolve(sizes)));
                        int[] at = IndexBounds.positions(false, in.get(1), shape, along.axis());
                        double[] sums = IndexBounds.added(new double[shape.entries()], at, in.get(0));
                        return Tensor.of(in.get(0).dtype(), shape, sums);
                    })
                    .vjp((arg, dz, z, in) -> Node.of(new TakeAlong(along), dz, in.get(1)))
                    .smoothness(Positions::ofEntries)
                    .moved()
                    .local((arg, z, names) -> arg == 0 ? say("picked") : say("no derivative"));
        }
    }

    private static Shape agree(Shape x, Shape index, int axis) {
        if (x.rank() != index.rank() || !x.without(axis).sameShape(index.without(axis))) {
            throw new ShapeException(
                    "the positions {0} and the entries {1} differ in size on another axis than {2}", index, x, axis);
        }
        return index;
    }

    private static Smoothness ofEntries(int arg) {
        return arg == 0 ? Smoothness.SMOOTH : Smoothness.flat("a position is piecewise constant");
    }
}
