package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;

/**
 * What a proof may use beside the domains of inputs: equations that were assumed. Immutable.
 *
 * <p>An assumption is used from left to right. It helps where its left side is an input or a named part ({@code mu == 0}), a
 * sum of products ({@code sum(Y, axis=0) == 1}, {@code Q.T @ Q == eye(n)}, {@code P @ P == P}), or an input and its transpose
 * ({@code A.T == A}); others are not used.
 */
public final class Facts {
    /** No assumptions. */
    public static final Facts NONE = new Facts(List.of());

    /** One assumption. */
    record Assumption(Node left, Node right, String key, String sentence) {}

    private final List<Assumption> assumptions;

    private Facts(List<Assumption> assumptions) {
        this.assumptions = assumptions;
    }

    /**
     * These facts and an equation of nodes.
     *
     * @param sentence how a proof that uses it says so, such as {@code assumed: A.T == A}
     */
    public Facts assume(Node left, Node right, String sentence) {
        List<Assumption> more = new ArrayList<>(assumptions);
        more.add(new Assumption(left, right, "assume:" + (assumptions.size() + 1), sentence));
        return new Facts(List.copyOf(more));
    }

    List<Assumption> assumptions() {
        return assumptions;
    }
}
