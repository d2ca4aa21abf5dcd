package org.chainrule.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.WholeFormula;

/** Gives a name to what several lines repeat, and to the parts of a line that is too long to read. */
final class SharedParts {
    private SharedParts() {}

    /** The lines with helpers before them where they are first needed. */
    static List<Line> extract(List<Line> lines, Naming naming) {
        List<Node> bodies = lines.stream().map(Line::formula).toList();
        List<Node> nodes = Walk.from(bodies, naming::isModels).nodes();
        NodeMap<Integer> uses = Parts.uses(bodies, naming::isModels);
        // Inputs come first in the list, so a long formula is made of parts that have been cut already.
        Map<Node, Line> helpers = new LinkedHashMap<>();
        NodeMap<String> names = new NodeMap<>();
        for (Node node : nodes) {
            Integer count = uses.get(node);
            if (count == null || node.inputs().isEmpty() || !node.type().isReal()) {
                continue;
            }
            String text = Formula.text(node, x -> {
                String name = names.get(x);
                return name != null ? name : naming.apply(x);
            });
            if (WholeFormula.isNamed(text, count)) {
                String name = naming.numbered("t");
                names.put(node, name);
                helpers.put(node, new Line(name, Optional.empty(), node, Naming.standIn(name, node), List.of()));
            }
        }
        return helpers.isEmpty() ? lines : insert(lines, helpers, naming);
    }

    private static List<Line> insert(List<Line> lines, Map<Node, Line> helpers, Naming naming) {
        NodeMap<Node> standIns = new NodeMap<>();
        NodeMap<Node> cut = new NodeMap<>();
        helpers.forEach((node, line) -> {
            standIns.put(node, line.standIn());
            cut.put(line.standIn(), node);
        });
        List<Line> result = new ArrayList<>();
        NodeMap<Boolean> written = new NodeMap<>();
        for (Line line : lines) {
            // What stands in the formulas of helpers must be written before them: depth first, on a stack of lines.
            List<Line> stack = new ArrayList<>(List.of(line.with(standIns, naming)));
            while (!stack.isEmpty()) {
                Line top = stack.get(stack.size() - 1);
                int waiting = stack.size();
                for (Node node :
                        Walk.from(List.of(top.formula()), naming::isModels).nodes()) {
                    Node part = cut.get(node);
                    Line helper = part == null ? null : helpers.get(part);
                    if (helper != null && !written.has(node)) {
                        stack.add(helper.with(standIns, naming));
                    }
                }
                if (stack.size() == waiting) {
                    stack.remove(waiting - 1);
                    if (!written.has(top.standIn())) {
                        written.put(top.standIn(), true);
                        result.add(top);
                    }
                }
            }
        }
        return result;
    }
}
