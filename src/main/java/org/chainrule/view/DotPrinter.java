package org.chainrule.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.message.Language;

/**
 * Prints DOT, the language of Graphviz. The full text is made for people and for {@code dot}; the bare text holds the
 * same nodes with their sizes and no words, and is what the layout engines get: no engine has to measure text, and no
 * text can upset an engine.
 */
public final class DotPrinter {
    private static final String FONT = "Helvetica,Arial,sans-serif";

    private final MeasuredScene plan;
    private final boolean bare;
    private final StringBuilder out = new StringBuilder();

    private DotPrinter(MeasuredScene plan, boolean bare) {
        this.plan = plan;
        this.bare = bare;
    }

    /**
     * Prints a scene for people and for {@code dot}.
     *
     * @param scene a drawing
     * @return DOT text with everything in it, in UTF-8 and with line feeds; equal scenes give equal texts
     */
    public static String print(Scene scene) {
        return print(scene, Language.EN);
    }

    static String print(Scene scene, Language language) {
        return new DotPrinter(MeasuredScene.of(scene, language), false).print(scene.title());
    }

    /** Sizes and edges only. */
    static String bare(MeasuredScene plan) {
        return new DotPrinter(plan, true).print("");
    }

    /** The same with straight lines, which take an engine much less time. */
    static String straight(MeasuredScene plan) {
        return bare(plan).replace("  graph [", "  graph [splines=line, nslimit=1, mclimit=0.2, ");
    }

    private String print(String title) {
        out.append("digraph chainrule {\n");
        out.append("  graph [charset=\"UTF-8\", rankdir=").append(plan.down() ? "TB" : "LR");
        out.append(plan.circuit() ? ", nodesep=0.32, ranksep=0.3" : ", nodesep=0.28, ranksep=0.42");
        out.append(", labeljust=l, fontname=\"").append(bare ? "" : FONT).append('"');
        if (!bare && !title.isBlank()) {
            out.append(", labelloc=t, label=<")
                    .append(CardHtml.font(Text.brief(title, 200), Palette.INK, 14, true, false))
                    .append('>');
        }
        out.append("];\n");
        if (bare) {
            // No font is named: an embedded engine would ask the machine for one.
            out.setLength(out.length() - ", fontname=\"\"];\n".length());
            out.append("];\n  node [shape=box, fixedsize=true, label=\"\"];\n  edge [arrowsize=0.6];\n");
        } else {
            out.append("  node [shape=box, style=\"rounded,filled\", margin=\"0.05,0.03\", fontname=\"" + FONT
                    + "\", fontsize=10];\n");
            out.append("  edge [color=\"" + Palette.WIRE + "\", arrowsize=0.6, penwidth=0.9, fontname=\"" + FONT
                    + "\", fontsize=9.5, fontcolor=\"" + Palette.LOCAL + "\"];\n");
        }
        frames();
        columns("", "  ");
        plan.places().forEach(this::place);
        plan.links().forEach(this::link);
        return out.append("}\n").toString();
    }

    private void frames() {
        Map<String, List<MeasuredScene.Frame>> inside = new HashMap<>();
        Deque<Object> stack = new ArrayDeque<>();
        List<MeasuredScene.Frame> outermost = new ArrayList<>();
        for (MeasuredScene.Frame frame : plan.frames()) {
            (frame.parent() == null ? outermost : inside.computeIfAbsent(frame.parent(), p -> new ArrayList<>()))
                    .add(frame);
        }
        push(stack, outermost);
        int depth = 1;
        while (!stack.isEmpty()) {
            if (stack.pop() instanceof MeasuredScene.Frame frame) {
                String indent = "  ".repeat(depth);
                out.append(indent)
                        .append("subgraph cluster_")
                        .append(frame.id())
                        .append(" {\n");
                out.append(indent).append("  ").append(frameLabel(frame)).append(";\n");
                columns(frame.id(), indent + "  ");
                for (String member : frame.members()) {
                    out.append(indent).append("  ").append(member).append(";\n");
                }
                stack.push("}");
                push(stack, inside.getOrDefault(frame.id(), List.of()));
                depth++;
            } else {
                depth--;
                out.append("  ".repeat(depth)).append("}\n");
            }
        }
    }

    /** One rank each; an engine that draws to the right begins at the bottom. */
    private void columns(String frame, String indent) {
        for (List<String> column : plan.columns().getOrDefault(frame, List.of())) {
            List<String> upwards = new ArrayList<>(column);
            Collections.reverse(upwards);
            out.append(indent)
                    .append("{ rank=same; ")
                    .append(String.join("; ", upwards))
                    .append("; }\n");
        }
    }

    private static void push(Deque<Object> stack, List<MeasuredScene.Frame> frames) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            stack.push(frames.get(i));
        }
    }

    private String frameLabel(MeasuredScene.Frame frame) {
        if (bare) {
            return "label=" + room(frame.labelWidth(), Cards.OP_SIZE + 4);
        }
        return "style=\"rounded,filled\"; fillcolor=\"" + Palette.CLUSTER_FILL + "\"; color=\"" + Palette.CLUSTER_LINE
                + "\"; label=<" + CardHtml.font(frame.label(), Palette.FAINT, Cards.OP_SIZE, true, false) + ">";
    }

    private void place(MeasuredScene.Place place) {
        Card card = place.card();
        boolean circle = card.frame() == Card.Frame.CIRCLE;
        out.append("  ").append(place.id()).append(" [width=").append(inches(card.width()));
        out.append(", height=").append(inches(card.height()));
        if (circle) {
            out.append(", shape=circle");
        }
        if (!bare) {
            switch (card.frame()) {
                case WIRE, BARE -> out.append(", style=\"\", penwidth=0, margin=0");
                default -> box(place.node().kind());
            }
            out.append(", label=<").append(CardHtml.label(place)).append('>');
        }
        out.append("];\n");
    }

    private void box(Scene.Kind kind) {
        out.append(", fillcolor=\"").append(Palette.header(kind));
        out.append("\", color=\"").append(Palette.border(kind)).append('"');
        switch (kind) {
            case CONSTANT -> out.append(", style=\"rounded,filled,dashed\"");
            case LOSS -> out.append(", penwidth=2");
            case GROUP -> out.append(", peripheries=2");
            default -> {}
        }
    }

    private void link(MeasuredScene.Link link) {
        // In a column an engine keeps the tail before the head; the node above comes second, so its edge is reversed.
        boolean reversed = link.run() == MeasuredScene.Run.FROM_ABOVE;
        out.append("  ").append(reversed ? link.to() : link.from());
        out.append(" -> ").append(reversed ? link.from() : link.to());
        out.append(" [id=").append(link.id());
        if (reversed) {
            out.append(", dir=back");
        }
        if (link.run() == MeasuredScene.Run.WIRE) {
            out.append(", arrowhead=none, tailport=e, headport=w");
        } else if (plan.circuit()) {
            // Edges leave at the middle, so that they run straight through their numbers.
            out.append(", tailport=e");
        }
        if (link.weight() != 1) {
            out.append(", weight=").append(link.weight());
        }
        if (link.skip() && !bare) {
            out.append(", penwidth=2");
        }
        if (!link.lines().isEmpty()) {
            // The label of an upright edge is centred on it; made twice as wide, its right half has the text.
            double width = link.labelWidth() * (link.upright() ? 2 : 1);
            out.append(", label=").append(bare ? room(width, link.labelHeight()) : CardHtml.label(link));
        }
        out.append("];\n");
    }

    /** An empty table of the given size: room for a label that is drawn later. */
    private static String room(double width, double height) {
        return String.format(
                Locale.ROOT,
                "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"%.0f\""
                        + " HEIGHT=\"%.0f\"><TR><TD></TD></TR></TABLE>>",
                Math.ceil(width),
                Math.ceil(height));
    }

    private static String inches(double points) {
        return String.format(Locale.ROOT, "%.4f", points / 72);
    }
}
