package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Picks entries: {@code a} where the condition is not zero, {@code b} elsewhere, with broadcasting. A NaN on the side
 * that is not picked reaches neither the value nor any gradient.
 */
public record Where() implements Op {
    /** The op; it has no attributes. */
    public static final Where OP = new Where();

    /** The node {@code where(condition, a, b)}. */
    public static Node of(Node condition, Node a, Node b) {
        return Node.of(OP, condition, a, b);
    }

    @Override
    public String name() {
        return "where";
    }

    @Override
    public Type infer(List<Type> in) {
        Shape sides = Shape.broadcast(in.get(1).shape(), in.get(2).shape());
        return Type.real(Shape.broadcast(in.get(0).shape(), sides));
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        Shape sides = Shape.broadcast(in.get(1).shape(), in.get(2).shape());
        Shape shape = Shape.broadcast(in.get(0).shape(), sides);
        Tensor condition = Broadcasting.expand(in.get(0), shape);
        Tensor a = Broadcasting.expand(in.get(1), shape);
        Tensor b = Broadcasting.expand(in.get(2), shape);
        return Tensor.fill(
                Broadcasting.floatType(in.subList(1, 3)), shape, i -> condition.at(i) != 0 ? a.at(i) : b.at(i));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        Node zero = Node.constant(0);
        return arg == 1 ? of(in.get(0), dz, zero) : of(in.get(0), zero, dz);
    }

    @Override
    public List<Switch> switches(List<Node> in) {
        Node condition = in.get(0);
        return Comparison.symbol(condition.op()).isEmpty()
                ? List.of(Switch.equal(condition, Node.constant(0)))
                : condition.op().switches(condition.inputs());
    }

    @Override
    public Smoothness smoothness(int arg) {
        return arg == 0 ? Smoothness.flat("the condition of where selects, it does not count") : Smoothness.SMOOTH;
    }

    @Override
    public Spelling spelling() {
        return Spelling.call("where").latex("\\begin{cases}<1> & <0>\\\\ <2> & \\text{otherwise}\\end{cases}");
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        String condition = names.of(z.input(0));
        return arg == 0
                ? Message.verbatim("0")
                : arg == 1 ? say("where {0}", condition) : say("where not {0}", condition);
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
    public List<Domain> domains() {
        return List.of(Domain.of(Domain.Kind.BINARY), Domain.REAL, Domain.REAL);
    }
}
