package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Dim;

/** The model and its gradients in index form: first what the loss is computed from, then the gradients. */
record Elements(ExplainedModel derivation, boolean entries) {
    /** A quantity with more entries is written with letters. */
    private static final int MOST_ENTRIES = 36;

    /** Where the ranges of letters stand, unless a formula is longer. */
    private static final int LEGEND_COLUMN = 57;

    /**
     * One line.
     *
     * @param legend how far the letters go
     * @param latexLegend how far the free letters go; sums say it themselves
     */
    private record Row(IndexText left, IndexText right, String legend, String latexLegend) {}

    /** @param entries whether every entry is written out where sizes are known and small */
    static String text(ExplainedModel derivation, boolean entries, Language language) {
        Elements elements = new Elements(derivation, entries);
        return text(elements.forward()) + "\n" + derivation.heading(language) + text(elements.gradients());
    }

    private static String text(List<Row> rows) {
        return rows.stream()
                .map(row -> commented(row.left.text() + " = " + row.right.text(), row.legend))
                .collect(Collectors.joining());
    }

    /** A line with a comment in a column of its own. */
    static String commented(String line, String comment) {
        return ExplainedModel.commented(line, LEGEND_COLUMN, comment);
    }

    static String latex(ExplainedModel derivation, boolean entries) {
        Elements elements = new Elements(derivation, entries);
        return Formula.aligned(Stream.concat(elements.forward().stream(), elements.gradients().stream())
                .map(row -> row.left.latex() + " &= " + row.right.latex()
                        + (row.latexLegend.isEmpty() ? "" : " && " + row.latexLegend))
                .toList());
    }

    /** All lines, first those of the model. */
    static List<IndexLine> lines(ExplainedModel derivation, boolean entries) {
        Elements elements = new Elements(derivation, entries);
        return Stream.concat(elements.forward().stream(), elements.gradients().stream())
                .map(row -> new IndexLine(
                        row.left.text(), row.right.text(), row.left.latex() + " = " + row.right.latex(), row.legend))
                .toList();
    }

    private List<Row> forward() {
        List<Row> rows = new ArrayList<>();
        derivation.named().forEach((name, node) -> rows(name, node, rows));
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
                add(new IndexForm(derivation.naming(), true), name, node, index, rows);
            }
        } else {
            IndexForm form = new IndexForm(derivation.naming(), entries);
            add(form, name, node, form.free(node), rows);
        }
    }

    /** A line, and before it those of the parts that are too long for it. */
    private static void add(IndexForm form, String name, Node node, List<IndexPosition> index, List<Row> rows) {
        IndexText left = form.left(name, node, index);
        IndexText right = form.entry(node, index);
        form.parts().forEach(part -> rows.add(new Row(part.left(), part.right(), "", "")));
        rows.add(new Row(left, right, form.legend(), form.latexLegend(index)));
    }

    private static List<List<IndexPosition>> indices(Node node) {
        List<List<IndexPosition>> all = List.of(List.of());
        for (Dim dim : node.shape().dims()) {
            List<IndexPosition> numbers = IndexForm.numbers(dim);
            all = all.stream()
                    .flatMap(start -> numbers.stream().map(next -> Stream.concat(start.stream(), Stream.of(next))
                            .toList()))
                    .toList();
        }
        return all;
    }
}
