package org.chainrule.graph;

import java.util.List;

/** The sum or the mean over axes: each entry of the result is made of a group of entries by adding. */
public sealed interface Additive extends Op permits Sum, Mean {
    /** Which axes. */
    Axes axes();

    /** Whether reduced axes stay with size 1. */
    boolean keepdims();

    /** The same of another node, over other axes. */
    Node again(Node x, Axes over, boolean keeping);

    @Override
    default Type infer(List<Type> in) {
        return Type.real(axes().reduce(in.get(0).shape(), keepdims()));
    }

    @Override
    default Spelling spelling() {
        return axes().spelling(name(), keepdims());
    }

    @Override
    default MaskRule maskRule() {
        return MaskRule.LINEAR;
    }
}
