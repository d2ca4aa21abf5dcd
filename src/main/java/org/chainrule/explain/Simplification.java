package org.chainrule.explain;

import java.util.List;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.symbolic.rewrite.Simplifier;

/** Simplifies formulas for reading, and remembers what it has simplified: plans are tried out again and again. */
final class Simplification {
    private final NodeMap<Result> known = new NodeMap<>();

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
            result = simplify(formula);
            known.put(formula, result);
        }
        return result;
    }

    private static Result simplify(Node formula) {
        Simplifier.Result result = Simplifier.forReading().apply(List.of(formula));
        // The simplest equal formula may be a number where a matrix full of it is meant.
        return new Result(
                Broadcast.to(result.node(), formula.shape()), result.trace().rules());
    }
}
