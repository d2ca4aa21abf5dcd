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

    static String text(ExplainedModel derivation) {
        StringBuilder out = new StringBuilder();
        for (Node leaf : derivation.naming().leaves(derivation.forward())) {
            out.append(row(leaf.label().orElseThrow(), leaf));
        }
        derivation
                .named()
                .forEach((name, node) -> out.append(
                        row(name + " = " + derivation.definition(node).text(), node)));
        out.append("\nderive ").append(derivation.naming().ofLoss()).append('\n');
        for (Line line : derivation.lines()) {
            out.append(
                    row(line.name() + " = " + derivation.written(line.formula()).text(), line.formula()));
        }
        return out.toString();
    }

    private static String row(String text, Node node) {
        return ExplainedModel.commented(text, SHAPE_COLUMN, node.shape().toString());
    }

    static String latex(ExplainedModel derivation) {
        List<String> rows = new ArrayList<>();
        derivation.named().forEach((name, node) -> rows.add(row(name, node, derivation.naming())));
        derivation.lines().forEach(line -> rows.add(row(line.name(), line.formula(), derivation.naming())));
        return Formula.aligned(rows);
    }

    private static String row(String name, Node node, Naming naming) {
        String known = node.isLeaf() ? naming.apply(node) : "";
        return Formula.underset(name, node.shape()) + " &= "
                + (known.isEmpty() ? Formula.latexWithShapes(node, naming) : Formula.underset(known, node.shape()));
    }
}
