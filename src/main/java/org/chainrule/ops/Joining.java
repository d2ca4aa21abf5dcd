package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Putting tensors side by side. */
public final class Joining {
    static final Function CONCAT = Function.define(
                    "concat", "xs, axis=0", a -> concat(a.nodes("xs"), a.integer("axis")))
            .doc("The tensors side by side along an axis; all other sizes agree.")
            .example("concat([X, Y], axis=0)", "X [1, 3], Y [2, 3]");

    static final Function STACK = Function.define("stack", "xs, axis=0", a -> stack(a.nodes("xs"), a.integer("axis")))
            .doc("Tensors of one shape side by side along a new axis.")
            .example("stack([X, Y, X * Y], axis=1)", "X [2, 2], Y [2, 2]");

    private Joining() {}

    /**
     * The tensors side by side.
     *
     * @param xs at least one
     * @param axis negative counts from the end
     */
    public static Node concat(List<Node> xs, int axis) {
        if (xs.isEmpty()) {
            throw new ShapeException("concat needs at least one tensor");
        }
        return Node.of(new Concat(xs.get(0).shape().axis(axis)), xs);
    }

    /**
     * Tensors of one shape side by side along a new axis.
     *
     * @param xs at least one
     * @param axis where the new axis stands in the result; negative counts from its end
     */
    public static Node stack(List<Node> xs, int axis) {
        for (Node x : xs) {
            if (!x.shape().sameShape(xs.get(0).shape())) {
                throw new ShapeException(
                        "stack needs tensors of one shape: {0} has shape {1}, {2} has shape {3}; concat joins along "
                                + "an axis they have",
                        ShortText.of(xs.get(0)), xs.get(0).shape(), ShortText.of(x), x.shape());
            }
        }
        return concat(xs.stream().map(x -> ExpandDims.insert(x, axis)).toList(), axis);
    }

    /** The inputs one after the other along an axis. */
    public record Concat(int axis) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("concat")
                    .spelled(call -> new Spelling(
                            "concat([<*>], axis=" + axis + ")",
                            Spelling.POSTFIX,
                            "\\left[<*>\\right]",
                            Spelling.POSTFIX))
                    .type(in -> Type.real(join(in.stream().map(Type::shape).toList())))
                    .value(this::joined)
                    .vjp((arg, dz, z, in) -> {
                        Dim start = Dim.of(0);
                        for (Node before : in.subList(0, arg)) {
                            start = start.plus(before.shape().dim(axis));
                        }
                        return Slicing.slice(
                                dz, axis, start, start.plus(in.get(arg).shape().dim(axis)));
                    })
                    .moved()
                    .linear(arg -> false)
                    .local((arg, z, names) -> say("part {0}", arg + 1));
        }

        private Shape join(List<Shape> shapes) {
            Shape first = shapes.get(0);
            Dim total = Dim.of(0);
            for (Shape shape : shapes) {
                if (shape.rank() != first.rank() || !shape.without(axis).sameShape(first.without(axis))) {
                    throw new ShapeException(
                            "the shapes {0} and {1} differ on another axis than {2}", first, shape, axis);
                }
                total = total.plus(shape.dim(axis));
            }
            return first.with(axis, total);
        }

        private Tensor joined(List<Tensor> in) {
            Shape shape = join(in.stream().map(Tensor::shape).toList());
            double[] entries = new double[shape.entries()];
            int inner = shape.slice(axis + 1, shape.rank()).entries();
            int start = 0;
            for (Tensor part : in) {
                int block = part.shape().extent(axis) * inner;
                for (int i = 0; i < part.count(); i++) {
                    entries[i / block * shape.extent(axis) * inner + start + i % block] = part.at(i);
                }
                start += block;
            }
            return Tensor.of(Broadcasting.floatType(in), shape, entries);
        }
    }
}
