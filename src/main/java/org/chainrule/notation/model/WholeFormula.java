package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;

/**
 * A node as a formula of which nothing is left out. Where it would be too long to write, because a part of it is used many
 * times, its parts come first, each with a name: {@code t1 = sin(x) + 2 * x}, one a line, the formula itself last.
 */
public final class WholeFormula {
    /** A shorter part is repeated rather than named. */
    private static final int SHORT = 24;

    /** A longer part has a name, even where it is used once. */
    private static final int LONG = 110;

    private WholeFormula() {}

    /** Whether a part of a formula is written in a line of its own, under a name, where it is used so often. */
    public static boolean isNamed(String part, int uses) {
        return part.length() > LONG || (uses > 1 && part.length() > SHORT);
    }

    /** In the notation. */
    public static String text(Node node) {
        return Formula.isTooLong(node, false) ? String.join("\n", lines(node, false)) : Formula.text(node);
    }

    /** In LaTeX; parts and formula stand in one {@code aligned} block. */
    public static String latex(Node node) {
        return Formula.isTooLong(node, true)
                ? "\\begin{aligned}\n" + String.join(" \\\\\n", lines(node, true)) + "\n\\end{aligned}"
                : Formula.latex(node);
    }

    private static List<String> lines(Node root, boolean latex) {
        List<Node> nodes = Walk.from(
                        List.of(root), node -> node != root && node.label().isPresent())
                .nodes();
        Set<String> taken = new HashSet<>();
        NodeMap<Integer> uses = new NodeMap<>();
        for (Node node : nodes) {
            node.label().ifPresent(taken::add);
            node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
        NodeMap<String> names = new NodeMap<>();
        List<String> lines = new ArrayList<>();
        int count = 0;
        for (Node node : nodes) {
            if (node != root && (node.inputs().isEmpty() || node.label().isPresent())) {
                continue;
            }
            String formula = text(node, names, latex);
            if (node == root) {
                lines.add((latex ? "& " : "") + formula);
            } else if (isNamed(formula, uses.at(node))) {
                do {
                    count++;
                } while (taken.contains("t" + count));
                String name = "t" + count;
                names.put(node, name);
                lines.add(latex ? LatexName.of(name) + " &= " + formula : name + " = " + formula);
            }
        }
        return lines;
    }

    private static String text(Node node, NodeMap<String> names, boolean latex) {
        return latex
                ? Formula.latex(
                        node, x -> names.has(x) ? names.at(x) : x.label().orElse(""))
                : Formula.text(node, x -> names.has(x) ? names.at(x) : x.label().orElse(""));
    }
}
