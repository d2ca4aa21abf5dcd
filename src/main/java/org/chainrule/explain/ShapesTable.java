package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Formula;

/** The model and its gradients with the shape of every quantity: whether a product fits is seen at a glance. */
final class ShapesTable {
    /** Where the shapes stand, unless a formula is longer. */
    private static final int SHAPE_COLUMN = 56;

    private ShapesTable() {}

    private record Row(String name, Node node) {}

    private static List<Row> forward(ExplainedModel derivation) {
        List<Row> rows = new ArrayList<>();
        for (Node node : derivation.forward().nodes()) {
            if (node == derivation.loss()) {
                rows.add(new Row(derivation.naming().ofLoss(), node));
            } else if (!node.isLeaf()
                    && node.isVariable()
                    && derivation.naming().has(node)) {
                rows.add(new Row(derivation.naming().apply(node), node));
            }
        }
        return rows;
    }

    static String text(ExplainedModel derivation) {
        StringBuilder out = new StringBuilder();
        derivation
                .naming()
                .leaves(derivation.forward())
                .forEach(leaf -> row(out, leaf.label().orElseThrow(), leaf));
        for (Row row : forward(derivation)) {
            row(out, row.name + " = " + derivation.definition(row.node).text(), row.node);
        }
        out.append("\nderive ").append(derivation.naming().ofLoss()).append('\n');
        for (Line line : derivation.lines()) {
            row(out, line.name() + " = " + derivation.written(line.formula()).text(), line.formula());
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String text, Node node) {
        out.append(text).append(" ".repeat(Math.max(2, SHAPE_COLUMN - text.length())));
        out.append("# ").append(node.shape()).append('\n');
    }

    static String latex(ExplainedModel derivation) {
        StringBuilder out = new StringBuilder("\\begin{aligned}\n");
        for (Row row : forward(derivation)) {
            row(out, row.name, row.node, derivation);
        }
        for (Line line : derivation.lines()) {
            row(out, line.name(), line.formula(), derivation);
        }
        return out.append("\\end{aligned}\n").toString();
    }

    private static void row(StringBuilder out, String name, Node node, ExplainedModel derivation) {
        String known = node.isLeaf() ? derivation.naming().apply(node) : "";
        out.append(Formula.underset(name, node.shape())).append(" &= ");
        out.append(
                known.isEmpty()
                        ? Formula.latexWithShapes(node, derivation.naming())
                        : Formula.underset(known, node.shape()));
        out.append(" \\\\\n");
    }
}
