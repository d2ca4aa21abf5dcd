package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;

/**
 * A graph as a table: a line for each input, each parameter and each named quantity, with its shape and the number of its
 * entries, and the number of all trained numbers below. Where nothing has a name every op has a line.
 */
public final class Summary {
    private final List<Row> rows;

    /**
     * One line.
     *
     * @param name what it is called, or empty
     * @param layer the layer it was built in, or empty
     * @param kind {@code input}, {@code param}, or how it is computed
     * @param shape its shape
     * @param count how many entries it has; sizes may have names
     * @param isParameter whether training changes it
     */
    public record Row(String name, String layer, String kind, String shape, Dim count, boolean isParameter) {}

    private Summary(List<Row> rows) {
        this.rows = rows;
    }

    /** The table of everything {@code result} is computed from. */
    public static Summary of(Node result) {
        return of(result, Map.of());
    }

    /** The same with further names for nodes, those of a model; a node's own label is used where there is none. */
    public static Summary of(Node result, Map<String, Node> names) {
        SceneNames called = new SceneNames(result, new LinkedHashMap<>(names));
        boolean byName = called.anyInner();
        List<Row> rows = new ArrayList<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            boolean computed = !node.inputs().isEmpty();
            boolean shown = node == result || !byName || !called.name(node).isEmpty();
            if (node.isLeaf() || (computed && shown)) {
                String kind = node.op() instanceof Leaf leaf
                        ? leaf.role() == Leaf.Role.PARAM ? "param" : "input"
                        : ShortText.formula(node);
                rows.add(new Row(
                        called.name(node),
                        Notes.scope(node),
                        kind,
                        node.shape().toString(),
                        node.shape().count(),
                        kind.equals("param")));
            }
        }
        return new Summary(List.copyOf(rows));
    }

    /** The lines, inputs first. */
    public List<Row> rows() {
        return rows;
    }

    /** How many numbers training changes; sizes may have names. */
    public Dim parameters() {
        Dim sum = Dim.of(0);
        for (Row row : rows) {
            sum = row.isParameter() ? sum.plus(row.count()) : sum;
        }
        return sum;
    }

    /** The table in a language. */
    public String text(Language language) {
        boolean layers = rows.stream().anyMatch(row -> !row.layer().isEmpty());
        List<List<String>> cells = new ArrayList<>();
        List<Message> heads = List.of(say("name"), say("layer"), say("computed as"), say("shape"), say("count"));
        cells.add(heads.stream().map(head -> head.text(language)).toList());
        rows.forEach(row -> cells.add(List.of(
                row.name(), row.layer(), row.kind(), row.shape(), row.count().toString())));
        StringBuilder text = new StringBuilder();
        int[] widths = new int[heads.size()];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        });
        for (List<String> line : cells) {
            StringBuilder printed = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                if (i != 1 || layers) {
                    String cell = line.get(i);
                    printed.append(cell).append(" ".repeat(widths[i] - width(cell) + 2));
                }
            }
            text.append(printed.toString().stripTrailing()).append('\n');
        }
        long parameters = rows.stream().filter(Row::isParameter).count();
        Message total = say("{0} parameters with {1} numbers to train", parameters, parameters());
        return text.append(total.text(language)).append('\n').toString();
    }

    /** Chinese characters are two columns wide. */
    private static int width(String text) {
        return text.codePoints()
                .map(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN ? 2 : 1)
                .sum();
    }

    /** The table in English. */
    @Override
    public String toString() {
        return text(Language.EN);
    }
}
