package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/** Simplifies formulas for reading, and remembers what it has simplified: plans are tried out again and again. */
final class Simplification {
    private final NodeMap<Node> known = new NodeMap<>();

    List<Node> of(List<Node> formulas) {
        List<Node> results = new ArrayList<>();
        for (Node formula : formulas) {
            Node simple = known.get(formula);
            if (simple == null) {
                simple = simplify(formula);
                known.put(formula, simple);
            }
            results.add(simple);
        }
        return results;
    }

    private static Node simplify(Node formula) {
        return formula;
    }
}
