package org.chainrule.grad;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Kink;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.SlopeOps;
import org.chainrule.ops.Trigonometry;

/**
 * The kinks a sweep has passed: signs and comparisons whose slope it took as 0, and roots it divided by. A sweep over a
 * function meets the kinks of its users; a sweep over a derivative meets those that {@code |x|}, relu and norms leave there.
 */
final class Kinks {
    private final Walk walk;
    /** By the position of the node that jumps. */
    private final Map<Integer, Kink> passed = new LinkedHashMap<>();

    Kinks(Walk walk) {
        this.walk = walk;
    }

    /** Whether a derivative by an input is a convention where a root is 0. */
    static boolean dividesByRoot(Node z, int k) {
        return z.op() == SlopeOps.HYPOT || (z.op() == Guarded.DIV_NO_NAN && k == 1);
    }

    /** Remembers a node of which a derivative was wanted that it has not everywhere. */
    void pass(int i, Node z) {
        of(z).ifPresent(kink -> passed.put(i, kink));
    }

    private static Optional<Kink> of(Node z) {
        Op op = z.op();
        Node zero = Node.constant(0);
        if (op == Rounding.SIGN) {
            return Optional.of(new Kink(z.input(0), zero));
        }
        if (op == Comparison.GREATER || op == Comparison.LESS) {
            return Optional.of(new Kink(z.input(0), z.input(1)));
        }
        if (op == SlopeOps.HYPOT) {
            return Optional.of(new Kink(Trigonometry.HYPOT.of(z.input(0), z.input(1)), zero));
        }
        return op == Guarded.DIV_NO_NAN && Roots.isRoot(root(z.input(1)))
                ? Optional.of(new Kink(root(z.input(1)), zero))
                : Optional.empty();
    }

    private static Node root(Node divisor) {
        Node at = divisor;
        while (at.op() instanceof ExpandDims || at.op() instanceof Broadcast) {
            at = at.input(0);
        }
        return at;
    }

    /** Those that the derivative by a node was taken across. */
    List<Kink> below(Node x) {
        int at = walk.indexOf(x);
        if (passed.isEmpty() || at < 0) {
            return List.of();
        }
        boolean[] dependent = new boolean[walk.size()];
        dependent[at] = true;
        for (int i = at + 1; i < dependent.length; i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                dependent[i] |= dependent[walk.input(i, k)];
            }
        }
        return passed.entrySet().stream()
                .filter(entry -> dependent[entry.getKey()])
                .map(Map.Entry::getValue)
                .toList();
    }
}
