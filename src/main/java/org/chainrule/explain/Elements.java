package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.tensor.Dim;

/** The model and its gradients in index form: first what the loss is computed from, then the gradients. */
final class Elements {
    /** A quantity with more entries is written with letters. */
    private static final int MOST_ENTRIES = 36;

    /** Where the ranges of letters stand, unless a formula is longer. */
    private static final int LEGEND_COLUMN = 56;

    private final ExplainedModel derivation;
    private final boolean entries;

    /**
     * One line.
     *
     * @param legend how far the letters go
     * @param latexLegend how far the free letters go; sums say it themselves
     */
    private record Row(IndexText left, IndexText right, String legend, String latexLegend) {}

    private Elements(ExplainedModel derivation, boolean entries) {
        this.derivation = derivation;
        this.entries = entries;
    }

    /** @param entries whether every entry is written out where sizes are known and small */
    static String text(ExplainedModel derivation, boolean entries, Language language) {
        Elements elements = new Elements(derivation, entries);
        StringBuilder out = new StringBuilder();
        elements.forward().forEach(row -> text(row, out));
        out.append("\nderive ").append(derivation.naming().ofLoss()).append('\n');
        derivation
                .notes()
                .forEach(note -> out.append("# ").append(note.text(language)).append('\n'));
        elements.gradients().forEach(row -> text(row, out));
        return out.toString();
    }

    private static void text(Row row, StringBuilder out) {
        append(out, row.left.text() + " = " + row.right.text(), row.legend);
    }

    /** A line with a comment in a column of its own. */
    static void append(StringBuilder out, String line, String comment) {
        out.append(line);
        if (!comment.isEmpty()) {
            out.append(" ".repeat(Math.max(1, LEGEND_COLUMN - line.codePointCount(0, line.length()))))
                    .append(" # ")
                    .append(comment);
        }
        out.append('\n');
    }

    static String latex(ExplainedModel derivation, boolean entries) {
        Elements elements = new Elements(derivation, entries);
        List<Row> rows = new ArrayList<>(elements.forward());
        rows.addAll(elements.gradients());
        StringBuilder out = new StringBuilder("\\begin{aligned}\n");
        for (Row row : rows) {
            out.append(row.left.latex()).append(" &= ").append(row.right.latex());
            out.append(row.latexLegend.isEmpty() ? "" : " && " + row.latexLegend)
                    .append(" \\\\\n");
        }
        return out.append("\\end{aligned}\n").toString();
    }

    private List<Row> forward() {
        List<Row> rows = new ArrayList<>();
        for (Node node : derivation.forward().nodes()) {
            if (!node.isLeaf() && node.isVariable() && (derivation.naming().has(node) || node == derivation.loss())) {
                String name = node == derivation.loss()
                        ? derivation.naming().ofLoss()
                        : derivation.naming().apply(node);
                rows(name, node, rows);
            }
        }
        return rows;
    }

    private List<Row> gradients() {
        List<Row> rows = new ArrayList<>();
        derivation.lines().forEach(line -> rows(line.name(), line.formula(), rows));
        return rows;
    }

    private void rows(String name, Node node, List<Row> rows) {
        if (entries && node.shape().isKnown() && node.shape().entries() <= MOST_ENTRIES) {
            for (List<IndexPosition> index : indices(node)) {
                IndexForm form = new IndexForm(derivation.naming(), true);
                rows.add(row(form, name, node, index));
            }
            return;
        }
        IndexForm form = new IndexForm(derivation.naming(), entries);
        rows.add(row(form, name, node, form.free(node)));
    }

    private static Row row(IndexForm form, String name, Node node, List<IndexPosition> index) {
        IndexText left = form.left(name, node, index);
        IndexText right = form.entry(node, index);
        return new Row(left, right, form.legend(), form.latexLegend(index));
    }

    private static List<List<IndexPosition>> indices(Node node) {
        List<List<IndexPosition>> all = List.of(List.of());
        for (Dim dim : node.shape().dims()) {
            List<List<IndexPosition>> longer = new ArrayList<>();
            for (List<IndexPosition> start : all) {
                for (IndexPosition next : IndexForm.numbers(dim)) {
                    longer.add(Stream.concat(start.stream(), Stream.of(next)).toList());
                }
            }
            all = longer;
        }
        return all;
    }
}
