package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * One operation: its meaning, its type rule, its derivative, and how it is written. Everything about an op is in one
 * place, its implementation of this interface.
 *
 * <p>An op is a value: two ops that are {@code equals} on the same inputs are the same node. Ops with attributes are
 * records, which gives them equality for free; elementwise ops are rows made with {@link #unary} and {@link #binary}.
 * A user's own op needs {@link #name}, {@link #infer}, {@link #eval(List)} and {@link #vjp}; with a {@link #contraction} its
 * value comes from that, and with a definition everything, see {@link Definition}.
 */
public interface Op {
    /** The name in the notation, in errors and on pictures: {@code sigmoid}. */
    String name();

    /**
     * The type of the result.
     *
     * @param in the types of the inputs
     * @throws org.chainrule.tensor.ShapeException when they do not fit; the message says which sizes clash, and the
     *     caller adds the names of the operands
     */
    Type infer(List<Type> in);

    /**
     * The reference meaning: slow, obvious, and what every faster way is compared with. Float inputs share one float
     * type, and the result has it; a result is computed in double and rounded once.
     *
     * @param in the values of the inputs, of the types given to {@link #infer}
     * @param sizes the values of the free named sizes, for ops whose attributes mention them
     */
    default Tensor eval(List<Tensor> in, Sizes sizes) {
        return eval(in);
    }

    /** The reference meaning of an op whose attributes mention no named size; that of its {@link #contraction}, if it has one. */
    default Tensor eval(List<Tensor> in) {
        List<Type> types = Definition.types(in);
        return contraction(types)
                .map(sum -> ContractionWalk.evaluate(sum, infer(types).shape(), in))
                .orElseThrow(() -> new ChainruleException("the op {0} has no meaning yet: implement Op.eval", name()));
    }

    /**
     * The vector-Jacobian product for one input, as a graph: the cotangent of that input, given the cotangent of the
     * result. The shape may still be that of the broadcast result; the driver sums it back to the input's shape.
     *
     * @param arg which input
     * @param dz the cotangent of the result, of its shape
     * @param z the result
     * @param in the inputs
     */
    Node vjp(int arg, Node dz, Node z, List<Node> in);

    /**
     * This op as a graph of simpler ones: its meaning over the reals, where {@link #eval(List)} is free to compute in another
     * order so that nothing overflows or cancels. Proofs, index forms and values to many digits are made from it. A primitive
     * has none.
     *
     * @param in the inputs
     */
    default Optional<Node> definition(List<Node> in) {
        return Optional.empty();
    }

    /**
     * Which entries of the inputs an entry of the result is made of, for an op that moves, adds and multiplies entries; none
     * for all others.
     *
     * @param in the types of the inputs
     */
    default Optional<Contraction> contraction(List<Type> in) {
        return Optional.empty();
    }

    /** How entries of the result come from entries of the inputs, where neither a definition nor a contraction tells it. */
    default EntryRule entryRule() {
        return EntryRule.COMPUTED;
    }

    /** Whether each entry of the result is computed from the entries of the inputs at the same place, broadcast. */
    default boolean isElementwise() {
        return maskRule() == MaskRule.ELEMENTWISE;
    }

    /**
     * The formula by which its entries are written: the definition, unless each is computed from the entries at the same place.
     * Then the name says more, {@code sigmoid(z[i])}, unless it is a loss, which is written out.
     *
     * @param in the inputs
     */
    default Optional<Node> formula(List<Node> in) {
        return isElementwise() && !isCareful() ? Optional.empty() : definition(in);
    }

    /** Whether there is a derivative with respect to one input, and if not, why. */
    default Smoothness smoothness(int arg) {
        return Smoothness.SMOOTH;
    }

    /** How the op is written, as text and in LaTeX. */
    default Spelling spelling() {
        return Spelling.call(name());
    }

    /** What stands in its circle when a computation is drawn as a circuit: {@code +} or {@code sigmoid}. */
    default String glyph() {
        return name();
    }

    /** How the op is written as a call, also where it usually is an operator: {@code add(<*>)}. */
    default Spelling call() {
        return spelling().function().isPresent() ? spelling() : Spelling.call(name());
    }

    /**
     * The local derivative drawn on the edge from one input: {@code ⊙ σ'(Z1)}, {@code W2ᵀ ·}, {@code sum over m}. Pictures of an
     * op that does not say it have the formula that its vjp comes to.
     *
     * @param arg which input
     * @param z the node whose op this is
     * @param names how nodes are called in the picture
     */
    default Message local(int arg, Node z, Names names) {
        return LocalDerivative.unsaid(z, arg, names);
    }

    /** Whether the upstream gradient stands in {@link #local}, by the name of {@code dz}, which nothing in a picture has. */
    default boolean isLocalOfUpstream() {
        return false;
    }

    /**
     * How a zero pattern of the cotangent travels to one input: entries of the result outside a {@code where} are
     * switched off, and their vjp must not be able to bring in a NaN.
     *
     * @return see {@link MaskRule}
     */
    default MaskRule maskRule() {
        return MaskRule.ANY;
    }

    /**
     * Whether this is nothing but a more careful way to compute its {@link #definition}, so that a reader is shown that. The
     * derivatives of some ops are made of such.
     */
    default boolean isCareful() {
        return false;
    }

    /**
     * Whether entries of the inputs may be left out of the result, by their place or by their value: a slice, a maximum, relu.
     * The derivative by an entry that is left out is zero, also where what it was computed from has no derivative.
     */
    default boolean selects() {
        return false;
    }

    /**
     * Whether the result and the derivatives are finite wherever the inputs are, up to overflow. Below what
     * {@link #selects}, the cotangents of such ops need no mask.
     */
    default boolean staysFinite() {
        return maskRule() == MaskRule.LINEAR || maskRule() == MaskRule.PRODUCT;
    }

    /**
     * What decides between the branches of this op: {@code x > 0} for relu. A comparison of formulas visits both sides of
     * each. By default those of its definition.
     *
     * @param in the inputs
     */
    default List<Switch> switches(List<Node> in) {
        return definition(in).map(by -> Definition.switches(by, in)).orElse(List.of());
    }

    /** Whether {@link #switches} is all there is; an op that does not say is probed, by its derivative and its jumps. */
    default boolean saysSwitches() {
        return false;
    }

    /** Values at which the public table test samples each input; the last one stands for any further input. */
    default List<Domain> domains() {
        return List.of(Domain.REAL);
    }

    /**
     * What is true of the result whatever the inputs are, over the real numbers and wherever the op is defined: every domain
     * given holds. A softmax is positive and sums to 1 along its axis. Simplification and proofs use it.
     *
     * @param in the types of the inputs
     */
    default List<Domain> range(List<Type> in) {
        return List.of();
    }

    /** Whether the result is known to be linear in one input, the others held fixed: a number times it may go in front. */
    default boolean isLinear(int arg) {
        return maskRule() == MaskRule.PRODUCT || (maskRule() == MaskRule.LINEAR && arg == 0);
    }

    /** This op applied to nodes. */
    default Node of(Node... in) {
        return Node.of(this, in);
    }

    /** An elementwise op of one input, to be completed with {@link Elementwise#vjp} and a sampling domain. */
    static Elementwise unary(String name, DoubleUnaryOperator f) {
        return Elementwise.unary(name, f);
    }

    /** An elementwise op of two inputs, which broadcast. */
    static Elementwise binary(String name, DoubleBinaryOperator f) {
        return Elementwise.binary(name, f);
    }
}
