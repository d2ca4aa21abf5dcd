package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * The axes in another order.
 *
 * @param axes axis {@code i} of the result is axis {@code axes[i]} of the input
 */
public record Transpose(List<Integer> axes) implements Op {
    /** All axes reversed. */
    public static Node reversed(Node x) {
        List<Integer> axes =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.reverse(axes);
        return permuted(x, axes);
    }

    /** The axes in the order given; negative ones count from the end. */
    public static Node permuted(Node x, int... axes) {
        return permuted(x, IntStream.of(axes).map(x.shape()::axis).boxed().toList());
    }

    private static Node permuted(Node x, List<Integer> axes) {
        List<Integer> identity = IntStream.range(0, x.rank()).boxed().toList();
        if (!axes.stream().sorted().toList().equals(identity)) {
            throw new ShapeException(
                    "the axes {0} are not an order of the {1} axes of the shape {2}", axes, x.rank(), x.shape());
        }
        return axes.equals(identity) ? x : Node.of(new Transpose(List.copyOf(axes)), x);
    }

    /** The last two axes swapped: the transpose of each matrix of a batch. */
    public static Node matrix(Node x) {
        int rank = x.rank();
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(axes, rank - 1, rank - 2);
        return permuted(x, axes);
    }

    @Override
    public String name() {
        return "transpose";
    }

    private Shape permute(Shape shape) {
        if (shape.rank() != axes.size()) {
            throw new ShapeException(
                    "the axes {0} are not an order of the {1} axes of the shape {2}", axes, shape.rank(), shape);
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis : axes) {
            dims.add(shape.dim(axis));
        }
        return Shape.of(dims);
    }

    @Override
    public Type infer(List<Type> in) {
        return new Type(in.get(0).kind(), permute(in.get(0).shape()));
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        List<Place> places = Contraction.own(axes.size());
        for (int i = 0; i < axes.size(); i++) {
            places.set(axes.get(i), Place.axis(i));
        }
        return Optional.of(Contraction.moved(places));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        Integer[] inverse = new Integer[axes.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[axes.get(i)] = i;
        }
        return permuted(dz, List.of(inverse));
    }

    private boolean reverses() {
        return IntStream.range(0, axes.size()).allMatch(i -> axes.get(i) == axes.size() - 1 - i);
    }

    @Override
    public Spelling spelling() {
        String operand = "<0:" + Spelling.POSTFIX + ">";
        String latex = "{" + operand + "}^{\\top}";
        return reverses()
                ? new Spelling(operand + ".T", Spelling.POSTFIX, latex, Spelling.POSTFIX)
                : Spelling.call("transpose", Spelling.keywords("axes", axes));
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return say("transpose");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.LINEAR;
    }
}
