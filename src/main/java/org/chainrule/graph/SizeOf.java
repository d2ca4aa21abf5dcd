package org.chainrule.graph;

import java.util.List;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A size as a number: {@code sum(x) / m}.
 *
 * @param dim a size with a name in it
 */
public record SizeOf(Dim dim) implements Op {
    /** The scalar node for a size: a constant when it is a plain number. */
    public static Node node(Dim dim) {
        return dim.isNumber() ? Node.constant((double) dim.evaluate(Sizes.NONE)) : Node.of(new SizeOf(dim));
    }

    @Override
    public String name() {
        return "size";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.SCALAR;
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        return Tensor.scalar((double) dim.evaluate(sizes));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("a size has no inputs");
    }

    /** Positive when nothing is subtracted: a size with a name is at least 1. */
    @Override
    public List<Domain> range(List<Type> in) {
        return dim.parts().stream().allMatch(part -> part.factor() > 0)
                ? List.of(Domain.of(Domain.Kind.POSITIVE))
                : List.of();
    }

    @Override
    public Spelling spelling() {
        String text = dim.toString();
        boolean sum = text.contains(" + ") || text.contains(" - ");
        int precedence = sum ? Spelling.SUM : text.contains("*") ? Spelling.PRODUCT : Spelling.POSTFIX;
        return new Spelling(text, precedence, text.replace("*", " "), precedence);
    }
}
