package org.chainrule.notation.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * A derivative by the entries of a quantity in another order, such as {@code jacobian(vec(F), vec(X))}: F is computed from X and not
 * from vec(X), but X is vec(X) put back.
 *
 * @param of what is differentiated, computed from the stand-in
 * @param standIn for what it is differentiated by
 */
record Rearranged(Node of, Node standIn) {
    /** Empty unless the variable is a rearrangement of what {@code of} is computed from. */
    static Optional<Rearranged> of(Node of, Node variable) {
        Deque<Node> steps = new ArrayDeque<>();
        Node base = variable;
        while (base.op() instanceof Reshape || base.op() instanceof Transpose || isVec(base)) {
            steps.push(base);
            base = base.input(0);
        }
        List<Node> ancestors = of.ancestors();
        if (steps.isEmpty() || ancestors.contains(variable) || !ancestors.contains(base)) {
            return Optional.empty();
        }
        Node standIn = Node.input("entries", Type.real(variable.shape()), Domain.REAL);
        Node back = standIn;
        List<Node> order = new ArrayList<>(steps);
        for (int i = order.size() - 1; i >= 0; i--) {
            back = back(order.get(i), back);
        }
        NodeMap<Node> map = new NodeMap<>();
        map.put(base, back);
        return Optional.of(new Rearranged(Substitution.apply(List.of(of), map).get(0), standIn));
    }

    private static boolean isVec(Node node) {
        return node.op() == Products.COLUMNS;
    }

    private static Node back(Node step, Node after) {
        if (step.op() instanceof Transpose transpose) {
            int[] inverse = new int[after.rank()];
            for (int k = 0; k < inverse.length; k++) {
                inverse[transpose.axes().get(k)] = k;
            }
            return Transpose.permuted(after, inverse);
        }
        Shape before = step.input(0).shape();
        return isVec(step)
                ? Transpose.reversed(Reshape.to(after, Shape.of(before.dim(1), before.dim(0))))
                : Reshape.to(after, before);
    }

    /** A derivative by the stand-in, by what it stands for. */
    Node by(Node variable, Node derivative) {
        NodeMap<Node> map = new NodeMap<>();
        map.put(standIn, variable);
        return Substitution.apply(List.of(derivative), map).get(0);
    }
}
