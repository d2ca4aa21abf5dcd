package org.chainrule.explain;

import java.util.List;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.rewrite.Simplifier;

/**
 * Simplifies formulas for reading, and remembers what it has simplified: plans are tried out again and again. A derivation of
 * more formulas than anybody reads, such as that of a recurrence of a thousand steps, has the rest as they were derived.
 */
final class Simplification {
    /** So many formulas are simplified. */
    static final int MOST = 1000;

    private final Simplifier simplifier = Simplifier.forReading().remembering();
    private final NodeMap<Result> known = new NodeMap<>();
    private int simplified;
    private long nodes;
    private boolean isSpent;

    /**
     * What came out.
     *
     * @param formula of the shape of what was given
     * @param rules the names of the rules that fired, in the order of their first firing
     */
    record Result(Node formula, List<String> rules) {}

    Result of(Node formula) {
        Result result = known.get(formula);
        if (result == null) {
            isSpent |= simplified == MOST;
            result = isSpent ? new Result(formula, List.of()) : simplify(formula);
            known.put(formula, result);
        }
        return result;
    }

    /** How many nodes the formulas had that have been simplified, down to those with a name. */
    long nodes() {
        return nodes;
    }

    /** Whether formulas have been left as they were derived. */
    boolean isSpent() {
        return isSpent;
    }

    private Result simplify(Node formula) {
        simplified++;
        nodes += Walk.from(
                        List.of(formula),
                        node -> node != formula && node.label().isPresent())
                .size();
        Simplifier.Result result = simplifier.apply(List.of(formula));
        // The simplest equal formula may be a number where a matrix full of it is meant.
        return new Result(
                Broadcast.to(result.node(), formula.shape()), result.trace().rules());
    }
}
