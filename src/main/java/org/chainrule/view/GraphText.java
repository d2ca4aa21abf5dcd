package org.chainrule.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture as the text of another tool: Mermaid for Markdown, GraphML for editors of graphs, TikZ for LaTeX. */
public final class GraphText {
    private GraphText() {}

    /** A tool. */
    public enum Form {
        /** A {@code tikzpicture} with everything at its place; it needs the library {@code arrows.meta}. */
        TIKZ,
        /** A flowchart, which GitHub and many editors draw. */
        MERMAID,
        /** XML with what each node and edge shows as data of its own. */
        GRAPHML
    }

    /**
     * Prints a scene.
     *
     * @param scene the drawing
     * @param form for which tool
     * @param canvas language, slide and engine
     * @throws org.chainrule.error.ChainruleException if TikZ is asked for and no layout engine works
     */
    public static String print(Scene scene, Form form, Canvas canvas) {
        Drawing drawing = Drawing.of(scene, canvas, form == Form.TIKZ);
        return switch (form) {
            case TIKZ -> new TikzWriter(drawing.plan(), drawing.layout()).write();
            case MERMAID -> mermaid(SceneTidy.of(drawing.scene()));
            case GRAPHML -> graphml(SceneTidy.of(drawing.scene()));
        };
    }

    /** What stands in a box, from the top: its name and shape, how it is computed, and its numbers where they are few. */
    static List<String> lines(Scene.Node node) {
        List<String> lines = new ArrayList<>();
        String head = (node.name() + " " + node.shape()).strip();
        if (!head.isEmpty()) {
            lines.add(head);
        }
        if (!node.op().isEmpty() && !node.op().equals(node.name())) {
            lines.add(node.op());
        }
        String value = numbers(node.value());
        String gradient = numbers(node.gradient());
        if (!value.isEmpty()) {
            lines.add(value);
        }
        if (!gradient.isEmpty()) {
            lines.add("∂ " + gradient);
        }
        return lines;
    }

    /** The numbers of a panel in one line; empty when they are too many for one. */
    static String numbers(Panel panel) {
        if (panel instanceof Panel.Cost cost) {
            return numbers(cost.grid());
        }
        if (!(panel instanceof Panel.Grid grid)) {
            return "";
        }
        String rows = grid.rows().stream().map(row -> String.join(" ", row)).collect(Collectors.joining("; "));
        return grid.scalar() ? rows : rows.length() <= 40 ? "[" + rows + "]" : "";
    }

    private static String mermaid(Scene scene) {
        StringBuilder out =
                new StringBuilder("flowchart " + (scene.direction() == Scene.Direction.DOWN ? "TB" : "LR") + "\n");
        List<String> ids = scene.nodes().stream().map(Scene.Node::id).toList();
        for (Scene.Node node : scene.nodes()) {
            String text = lines(node).stream().map(GraphText::html).collect(Collectors.joining("<br/>"));
            boolean round = node.kind() == Scene.Kind.OP || node.kind() == Scene.Kind.LOSS;
            out.append("  n")
                    .append(ids.indexOf(node.id()) + 1)
                    .append(round ? "(\"" : "[\"")
                    .append(text);
            out.append(round ? "\")" : "\"]")
                    .append(":::")
                    .append(name(node.kind()))
                    .append('\n');
        }
        ClusterTree clusters = new ClusterTree(scene.clusters());
        List<String> paths = clusters.paths();
        for (String path : paths) {
            out.append("  subgraph c")
                    .append(paths.indexOf(path) + 1)
                    .append("[\"")
                    .append(html(clusters.label(path)))
                    .append("\"]\n");
            for (String member : clusters.members(path)) {
                out.append("    n").append(ids.indexOf(member) + 1).append('\n');
            }
            for (String inner : paths) {
                if (!inner.equals(path) && ClusterTree.parent(inner).equals(path)) {
                    out.append("    c").append(paths.indexOf(inner) + 1).append('\n');
                }
            }
            out.append("  end\n");
        }
        for (Scene.Edge edge : scene.edges()) {
            out.append("  n").append(ids.indexOf(edge.from()) + 1).append(" -->");
            out.append(edge.derivative().isEmpty() ? "" : "|\"" + html(edge.derivative()) + "\"|");
            out.append(" n").append(ids.indexOf(edge.to()) + 1).append('\n');
        }
        for (Scene.Kind kind : Scene.Kind.values()) {
            if (scene.nodes().stream().anyMatch(node -> node.kind() == kind)) {
                out.append("  classDef ").append(name(kind)).append(" fill:").append(Palette.header(kind));
                out.append(",stroke:")
                        .append(Palette.border(kind))
                        .append(",color:")
                        .append(Palette.INK)
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static String name(Scene.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String html(String text) {
        return text.replace("&", "#amp;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("\"", "#quot;")
                .replace("\n", " ");
    }

    private static String graphml(Scene scene) {
        StringBuilder out = new StringBuilder(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                """);
        for (String key : List.of("kind", "name", "op", "shape", "value", "gradient")) {
            out.append("  <key id=\"")
                    .append(key)
                    .append("\" for=\"node\" attr.name=\"")
                    .append(key)
                    .append("\" attr.type=\"string\"/>\n");
        }
        for (String key : List.of("argument", "derivative")) {
            out.append("  <key id=\"")
                    .append(key)
                    .append("\" for=\"edge\" attr.name=\"")
                    .append(key)
                    .append("\" attr.type=\"string\"/>\n");
        }
        out.append("  <graph id=\"")
                .append(xml(scene.title().isBlank() ? "model" : scene.title()))
                .append("\" edgedefault=\"directed\">\n");
        for (Scene.Node node : scene.nodes()) {
            out.append("    <node id=\"").append(xml(node.id())).append("\">\n");
            data(out, "kind", name(node.kind()));
            data(out, "name", node.name());
            data(out, "op", node.op());
            data(out, "shape", node.shape());
            data(out, "value", numbers(node.value()));
            data(out, "gradient", numbers(node.gradient()));
            out.append("    </node>\n");
        }
        for (Scene.Edge edge : scene.edges()) {
            out.append("    <edge source=\"")
                    .append(xml(edge.from()))
                    .append("\" target=\"")
                    .append(xml(edge.to()))
                    .append("\">\n");
            data(out, "argument", Integer.toString(edge.argument()));
            data(out, "derivative", edge.derivative());
            out.append("    </edge>\n");
        }
        return out.append("  </graph>\n</graphml>\n").toString();
    }

    private static void data(StringBuilder out, String key, String value) {
        if (!value.isEmpty()) {
            out.append("      <data key=\"")
                    .append(key)
                    .append("\">")
                    .append(xml(value))
                    .append("</data>\n");
        }
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
