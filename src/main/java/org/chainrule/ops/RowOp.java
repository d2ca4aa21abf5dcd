package org.chainrule.ops;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Definition;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * An op with attributes that is told as a row. A record that implements it needs {@link #row} and nothing else; equal
 * attributes make equal ops.
 *
 * <pre>{@code
 * record Roll(int shift, int axis) implements RowOp {
 *     public OpRow row() {
 *         return OpRow.named("roll").key("shift", shift).key("axis", axis)
 *             .value(in -> rolled(in.get(0)))
 *             .adjoint(dz -> Node.of(new Roll(-shift, axis), dz))
 *             .local(say("rolled back"));
 *     }
 * }
 * }</pre>
 */
public interface RowOp extends Op {
    /** Everything about this op, made anew at each call. */
    OpRow row();

    @Override
    default String name() {
        return row().name;
    }

    @Override
    default Type infer(List<Type> in) {
        return row().type.apply(in);
    }

    @Override
    default Tensor eval(List<Tensor> in, Sizes sizes) {
        OpRow row = row();
        if (row.value != null) {
            return row.value.apply(in, sizes);
        }
        return row.definition == null ? Op.super.eval(in) : Definition.value(this, row.definition, in, sizes);
    }

    @Override
    default Tensor eval(List<Tensor> in) {
        return eval(in, Sizes.NONE);
    }

    @Override
    default Node vjp(int arg, Node dz, Node z, List<Node> in) {
        OpRow row = row();
        if (row.vjp != null) {
            return row.vjp.of(arg, dz, z, in);
        }
        return Definition.pullBack(
                inputs ->
                        definition(inputs).orElseThrow(() -> new IllegalStateException(name() + " has no derivative")),
                dz,
                in,
                arg);
    }

    @Override
    default Optional<Node> definition(List<Node> in) {
        OpRow row = row();
        return row.definition == null
                ? Op.super.definition(in)
                : Optional.of(Definition.checked(this, row.definition.apply(in), in));
    }

    /** That of an op that moves or multiplies entries says less than its name. */
    @Override
    default Optional<Node> formula(List<Node> in) {
        return entryRule() == EntryRule.COMPUTED ? Op.super.formula(in) : Optional.empty();
    }

    @Override
    default Optional<Contraction> contraction(List<Type> in) {
        OpRow row = row();
        return row.contraction == null ? Op.super.contraction(in) : row.contraction.apply(in);
    }

    @Override
    default EntryRule entryRule() {
        return row().entries;
    }

    @Override
    default MaskRule maskRule() {
        return row().mask;
    }

    @Override
    default boolean selects() {
        return row().selects;
    }

    @Override
    default boolean isCareful() {
        return row().careful;
    }

    @Override
    default boolean staysFinite() {
        OpRow row = row();
        return row.finite == null ? Op.super.staysFinite() : row.finite;
    }

    @Override
    default Smoothness smoothness(int arg) {
        return row().smoothness.apply(arg);
    }

    @Override
    default Spelling spelling() {
        return row().spelling();
    }

    @Override
    default Message local(int arg, Node z, Names names) {
        OpRow row = row();
        return row.local == null ? Op.super.local(arg, z, names) : row.local.of(arg, z, names);
    }

    @Override
    default boolean isLocalOfUpstream() {
        return row().isLocalOfUpstream;
    }

    @Override
    default List<Switch> switches(List<Node> in) {
        OpRow row = row();
        return row.switches == null ? Op.super.switches(in) : row.switches.apply(in);
    }

    @Override
    default List<Domain> domains() {
        return row().domains;
    }

    @Override
    default List<Domain> range(List<Type> in) {
        return row().range;
    }

    @Override
    default boolean isLinear(int arg) {
        OpRow row = row();
        return row.linear == null ? Op.super.isLinear(arg) : row.linear.test(arg);
    }
}
