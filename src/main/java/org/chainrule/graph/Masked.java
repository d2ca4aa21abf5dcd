package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * A cotangent with zeros at the entries that do not count, or what is multiplied by such a cotangent. Where everything is
 * finite, the product is zero there already: this op is {@code x}, and formulas and proofs read it so. It is there for the numbers, since zero times an infinite local derivative
 * is NaN. The driver of reverse mode puts it in; the notation cannot.
 */
public record Masked() implements Op {
    /** The op; it has no attributes. */
    public static final Masked OP = new Masked();

    /**
     * The node.
     *
     * @param mask not 0 where entries count; broadcasts against {@code x}
     * @param x where {@code mask} is 0, it is 0, or multiplied by 0, or not finite
     */
    public static Node of(Node mask, Node x) {
        return Node.of(OP, mask, x);
    }

    @Override
    public String name() {
        return "masked";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(Shape.broadcast(in.get(0).shape(), in.get(1).shape()));
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return Where.OP.eval(List.of(in.get(0), in.get(1), Tensor.scalar(0)));
    }

    @Override
    public Optional<Node> definition(List<Node> in) {
        return Optional.of(Broadcast.to(
                in.get(1), infer(in.stream().map(Node::type).toList()).shape()));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return of(in.get(0), dz);
    }

    @Override
    public Smoothness smoothness(int arg) {
        return arg == 0 ? Smoothness.flat("a mask selects, it does not count") : Smoothness.SMOOTH;
    }

    @Override
    public Spelling spelling() {
        String latex = "\\begin{cases}<1> & <0>\\\\ 0 & \\text{otherwise}\\end{cases}";
        return new Spelling("where(<0>, <1>, 0)", Spelling.POSTFIX, latex, Spelling.POSTFIX);
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return Message.verbatim(arg == 0 ? "0" : "⊙ 1");
    }

    @Override
    public boolean isCareful() {
        return true;
    }

    @Override
    public boolean staysFinite() {
        return true;
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }

    @Override
    public List<Switch> switches(List<Node> in) {
        return List.of();
    }

    @Override
    public boolean saysSwitches() {
        return true;
    }

    @Override
    public List<Domain> domains() {
        return List.of(Domain.of(Domain.Kind.BINARY), Domain.REAL);
    }
}
