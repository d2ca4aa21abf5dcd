package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Index expressions as in numpy, {@code X[0, 1:3, ..., none]}, in terms of slice, take, squeeze and expand_dims. */
public final class Indexing {
    static final Function ITEM = Function.define("item", "x, index", Indexing::item)
            .doc("One entry as a scalar; index has one number an axis.")
            .example("item(X, index=[1, -1])", "X [2, 3]")
            .example("item(X, index=2)", "X [4]");

    private Indexing() {}

    private static Node item(Args a) {
        Arg index = a.raw("index");
        List<Arg> items = index instanceof Arg.Items list ? list.items() : List.of(index);
        return item(a.node("x"), items.stream().map(Position::of).toList());
    }

    /** One entry as a scalar; a negative number counts from the end. */
    public static Node item(Node x, long... index) {
        return item(x, Arrays.stream(index).mapToObj(Position::of).toList());
    }

    /** One entry as a scalar. */
    public static Node item(Node x, List<Position> index) {
        if (index.size() != x.rank()) {
            throw new ShapeException(
                    "item: an index of {0} number(s) cannot pick one entry from the shape {1}: one number an axis "
                            + "is needed",
                    index.size(), x.shape());
        }
        List<Dim> at = new ArrayList<>();
        for (int axis = 0; axis < index.size(); axis++) {
            Dim size = x.shape().dim(axis);
            Position position = index.get(axis);
            if (size.isKnown() && position.isKnown()) {
                at.add(Dim.of(IndexBounds.checked(
                        position.number(), size.size(), axis, say(" of {0} {1}", ShortText.of(x), x.shape()))));
            } else {
                at.add(position.in(size));
            }
        }
        return Node.of(new Item(at), x);
    }

    /**
     * The part of {@code x} that the subscripts pick, axis by axis; axes without a subscript stay whole.
     *
     * <p>At most one {@link Subscript.Pick}; beside it, single positions must stand next to it, since for any other
     * order numpy moves axes to the front.
     *
     * @throws ShapeException when there are more subscripts than axes, or a position lies outside its axis
     */
    public static Node index(Node x, List<Subscript> subscripts) {
        List<Subscript> full = expand(x, subscripts);
        checkPick(x, full);
        Node sliced = x;
        Optional<Subscript.Pick> pick = Optional.empty();
        int pickedAxis = 0;
        List<Integer> dropped = new ArrayList<>();
        List<Integer> added = new ArrayList<>();
        int axis = 0;
        int position = 0;
        for (Subscript subscript : full) {
            if (subscript instanceof Subscript.NewAxis) {
                added.add(position++);
                continue;
            }
            if (subscript instanceof Subscript.At at) {
                sliced = single(sliced, axis, at.position(), x, subscripts);
                dropped.add(axis++);
                continue;
            }
            if (subscript instanceof Subscript.Range range) {
                sliced = Slicing.slice(sliced, axis, range.start(), range.stop(), range.step());
            } else if (subscript instanceof Subscript.Pick picked) {
                pick = Optional.of(picked);
                pickedAxis = axis - dropped.size();
                position += picked.indices().rank() - 1;
            }
            axis++;
            position++;
        }
        Node squeezed = dropped.isEmpty() ? sliced : Squeeze.drop(sliced, Args.ints(dropped));
        int at = pickedAxis;
        Node taken = pick.map(p -> Gathering.take(squeezed, p.indices(), at)).orElse(squeezed);
        return added.isEmpty() ? taken : ExpandDims.insert(taken, Args.ints(added));
    }

    /** The subscripts with the ellipsis written out. */
    private static List<Subscript> expand(Node x, List<Subscript> subscripts) {
        long ellipses =
                subscripts.stream().filter(s -> s instanceof Subscript.Ellipsis).count();
        long news =
                subscripts.stream().filter(s -> s instanceof Subscript.NewAxis).count();
        long used = subscripts.size() - ellipses - news;
        if (ellipses > 1) {
            throw new ShapeException("{0} has {1} ellipses: at most one is possible", text(x, subscripts), ellipses);
        }
        if (used > x.rank()) {
            throw new ShapeException(
                    x.rank() == 1
                            ? say(
                                    "{0} has {1} subscripts, but the shape {2} of {3} has 1 axis",
                                    text(x, subscripts), used, x.shape(), ShortText.of(x))
                            : say(
                                    "{0} has {1} subscripts, but the shape {2} of {3} has {4} axes",
                                    text(x, subscripts), used, x.shape(), ShortText.of(x), x.rank()));
        }
        List<Subscript> full = new ArrayList<>();
        for (Subscript subscript : subscripts) {
            if (subscript instanceof Subscript.Ellipsis) {
                for (long i = used; i < x.rank(); i++) {
                    full.add(new Subscript.All());
                }
            } else {
                full.add(subscript);
            }
        }
        return full;
    }

    private static void checkPick(Node x, List<Subscript> full) {
        List<Integer> single = new ArrayList<>();
        int picks = 0;
        for (int i = 0; i < full.size(); i++) {
            picks += full.get(i) instanceof Subscript.Pick ? 1 : 0;
            if (full.get(i) instanceof Subscript.Pick || full.get(i) instanceof Subscript.At) {
                single.add(i);
            }
        }
        if (picks > 1) {
            throw new ShapeException(
                    "{0} picks by {1} lists: write it with take or gather, one axis at a time", text(x, full), picks);
        }
        if (picks == 1 && single.get(single.size() - 1) - single.get(0) >= single.size()) {
            throw new ShapeException(
                    "{0} mixes a list with a position that does not stand beside it: index in two steps, so that "
                            + "the order of the axes is clear",
                    text(x, full));
        }
    }

    private static Node single(Node x, int axis, Position position, Node whole, List<Subscript> subscripts) {
        Shape shape = whole.shape();
        Dim size = shape.dim(axis);
        if (size.isKnown() && position.isKnown()) {
            long at = position.in(size.size());
            if (at < 0 || at >= size.size()) {
                throw new ShapeException(
                        "{0}: index {1} is outside axis {2} of the shape {3}, whose size is {4}",
                        text(whole, subscripts), position, axis, shape, size);
            }
            return Slicing.slice(x, axis, Dim.of(at), Dim.of(at + 1));
        }
        Dim at = position.in(size);
        return Slicing.slice(x, axis, at, at.plus(1));
    }

    private static String text(Node x, List<Subscript> subscripts) {
        return ShortText.of(x)
                + subscripts.stream().map(Subscript::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The entry at a place, as a scalar. */
    public record Item(List<Dim> index) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("item")
                    .key("index", index)
                    .latex("{<0:" + Spelling.POSTFIX + ">}"
                            + index.toString().replace("[", "\\left[").replace("]", "\\right]"))
                    .sameKind(shape -> Shape.SCALAR)
                    .value((in, sizes) -> {
                        Tensor x = in.get(0);
                        int[] at = new int[index.size()];
                        for (int axis = 0; axis < at.length; axis++) {
                            long position = index.get(axis).resolve(sizes);
                            at[axis] = (int)
                                    IndexBounds.checked(position, x.shape().extent(axis), axis, Message.NONE);
                        }
                        return Tensor.fill(x.dtype(), Shape.SCALAR, i -> x.get(at));
                    })
                    .contraction(in ->
                            Contraction.moved(index.stream().map(Place::at).toList()))
                    .vjp((dz, z, x) -> putBack(dz, x.shape()))
                    .selecting()
                    .local(say("put back at {0}", index));
        }

        /** The cotangent among zeros, put back axis by axis. */
        private Node putBack(Node dz, Shape shape) {
            Node put = index.isEmpty() ? dz : Reshape.to(dz, Shape.of(new long[] {1}));
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                put = Node.of(new Slicing.Unslice(0, shape.dim(axis), index.get(axis), 1), put);
                put = axis == 0 ? put : ExpandDims.insert(put, 0);
            }
            return put;
        }
    }
}
