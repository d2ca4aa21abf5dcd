package org.chainrule.graph;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An input or a parameter: a node without inputs whose value comes from outside. Every leaf is itself only, even when
 * another has the same name, so that two models never share a variable by accident.
 */
public final class Leaf implements Op {
    /** What a leaf is for. */
    public enum Role {
        /** Data. */
        INPUT,
        /** What training changes. */
        PARAM
    }

    private final Role role;
    private final String name;
    private final Type type;
    private final Domain domain;
    private @Nullable Node node;

    Leaf(Role role, String name, Type type, Domain domain) {
        this.role = role;
        this.name = name;
        this.type = type;
        this.domain = domain;
    }

    /** The only node of this leaf. */
    synchronized Node node() {
        if (node == null) {
            node = Interner.create(this);
        }
        return node;
    }

    /** Input or parameter. */
    public Role role() {
        return role;
    }

    @Override
    public String name() {
        return name;
    }

    /** The values it may take. */
    public Domain domain() {
        return domain;
    }

    @Override
    public Type infer(List<Type> in) {
        return type;
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        throw new ChainruleException("{0} has no value: give one for shape {1}", name, type.shape());
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("a leaf has no inputs");
    }

    @Override
    public Spelling spelling() {
        return new Spelling(name, Spelling.POSTFIX, LatexName.of(name), Spelling.POSTFIX);
    }

    @Override
    public List<Domain> domains() {
        return List.of(domain);
    }

    @Override
    public String toString() {
        return name;
    }
}
