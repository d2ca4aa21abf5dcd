package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.view.Card.Frame;
import org.chainrule.view.Card.Part;
import org.chainrule.view.Card.Section;
import org.chainrule.view.Card.Tone;
import org.jspecify.annotations.Nullable;

/** Measures the faces of nodes. All lengths in points. */
final class Cards {
    static final double NAME_SIZE = 12;
    static final double OP_SIZE = 10;
    static final double SHAPE_SIZE = 10;
    static final double NUMBER_SIZE = 10;
    static final double SMALL_SIZE = 10;
    static final double EDGE_SIZE = 10;
    static final double WIRE_SIZE = 11;
    static final double ROW = 14;
    static final double COLUMN_GAP = 9;
    static final double BRACKET = 7;
    static final double PAD = 8;
    /** The smallest text there is. */
    static final double SMALLEST = 10;

    private static final double MAP_SIDE = 84;
    private static final int NAME_LIMIT = 32;
    private static final int OP_LIMIT = 48;

    private final Language language;

    Cards(Language language) {
        this.language = language;
    }

    private String said(Message message) {
        return message.text(language);
    }

    /** A part and the room it needs. */
    private record Sized(Part part, double width, double height) {}

    /** The box of a node; value and gradient one under the other, or beside each other if {@code wide}. */
    Card box(Scene.Node node, boolean wide) {
        if (node.again()) {
            return again(node);
        }
        Sized head = head(node);
        List<Sized> bodies = new ArrayList<>();
        List<Tone> tones = new ArrayList<>();
        for (Tone tone : List.of(Tone.VALUE, Tone.GRADIENT)) {
            Sized body = body(tone == Tone.VALUE ? node.value() : node.gradient());
            if (body != null) {
                bodies.add(body);
                tones.add(tone);
            }
        }
        boolean beside = wide
                && bodies.size() == 2
                && bodies.stream().noneMatch(b -> b.part() instanceof Card.Words words && words.missing())
                && bodies.stream().anyMatch(b -> b.height() > 2 * ROW);
        double bodyWidth = beside
                ? bodies.stream().mapToDouble(Sized::width).sum()
                : bodies.stream().mapToDouble(Sized::width).max().orElse(0);
        double width = Math.ceil(Math.max(Math.max(head.width(), bodyWidth), 46));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(Tone.HEAD, 0, 0, width, head.height(), head.part()));
        double y = head.height();
        double x = 0;
        double tallest = bodies.stream().mapToDouble(Sized::height).max().orElse(0);
        for (int i = 0; i < bodies.size(); i++) {
            Sized body = bodies.get(i);
            if (beside) {
                double share = i == 0 ? Math.ceil(body.width() + (width - bodyWidth) / 2) : width - x;
                sections.add(new Section(tones.get(i), x, y, share, tallest, body.part()));
                x += share;
            } else {
                sections.add(new Section(tones.get(i), 0, y, width, body.height(), body.part()));
                y += body.height();
            }
        }
        Frame frame = node.kind() == Scene.Kind.GROUP ? Frame.STACK : Frame.BOX;
        return new Card(frame, width, beside ? y + tallest : y, sections);
    }

    /** What stands here a second time: its name, and its value if that is one number. */
    private static Card again(Scene.Node node) {
        String name = Text.brief(node.name().isEmpty() ? node.op() : node.name(), NAME_LIMIT);
        double width = Math.ceil(Math.max(30, Text.width(name, NAME_SIZE, true) + 2 * PAD));
        Card.Head head = new Card.Head(name, true, "", "");
        return new Card(Frame.BOX, width, 21, List.of(new Section(Tone.HEAD, 0, 0, width, 21, head)));
    }

    private Sized head(Scene.Node node) {
        String name = Text.brief(node.name(), NAME_LIMIT);
        String op = Text.brief(node.op().isBlank() ? word(node.kind()) : node.op(), OP_LIMIT);
        String shape = Text.brief(node.shape(), NAME_LIMIT);
        boolean named = !name.isEmpty();
        String first = named ? name : op;
        String second = named ? op : "";
        double upper = Text.width(first, named ? NAME_SIZE : OP_SIZE + 0.5, named);
        if (!shape.isEmpty()) {
            upper += 12 + Text.width(shape, SHAPE_SIZE, false);
        }
        double width = Math.max(upper, Text.width(second, OP_SIZE, false)) + 2 * PAD;
        return new Sized(new Card.Head(first, named, shape, second), width, second.isEmpty() ? 21 : 34);
    }

    private String word(Scene.Kind kind) {
        return switch (kind) {
            case INPUT -> said(say("input"));
            case PARAMETER -> said(say("parameter"));
            case CONSTANT -> said(say("constant"));
            case OP, LOSS, GROUP -> "";
        };
    }

    private @Nullable Sized body(Panel panel) {
        if (panel instanceof Panel.Cost cost) {
            return grid(cost.grid(), cost.shares());
        }
        if (panel instanceof Panel.Grid grid) {
            return grid(grid, List.of());
        }
        if (panel instanceof Panel.HeatMap heat) {
            return map(heat);
        }
        if (panel instanceof Panel.Summary s) {
            List<String> lines = new ArrayList<>();
            lines.add(said(say("mean {0}", ShortNumbers.format(s.mean()))));
            lines.add(range(s.min(), s.max()));
            lines.add(said(say("{0} entries", grouped(s.count()))) + notFinite(s.nonFinite()));
            return words(lines, false);
        }
        if (panel instanceof Panel.Absent absent) {
            return words(lines(absent.reason()), true);
        }
        return null;
    }

    private static Sized grid(Panel.Grid grid, List<Double> shares) {
        int columns = grid.rows().get(0).size();
        List<List<String>> rows = grid.rows().stream()
                .map(r -> r.stream().map(t -> Text.brief(t, 16)).toList())
                .toList();
        List<Double> widths = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths.add(rows.stream()
                    .mapToDouble(r -> Text.width(r.get(column), NUMBER_SIZE, false))
                    .max()
                    .orElse(0));
        }
        double inner = widths.stream().mapToDouble(w -> w).sum() + (columns - 1) * COLUMN_GAP;
        double width = inner + 2 * PAD + (grid.scalar() ? 0 : 2 * BRACKET);
        return new Sized(new Card.Columns(rows, widths, !grid.scalar(), shares), width, rows.size() * ROW + 8);
    }

    private Sized map(Panel.HeatMap heat) {
        double cellWidth = Math.max(3.5, Math.min(12, MAP_SIDE / heat.columns()));
        double cellHeight = Math.max(3.5, Math.min(12, MAP_SIDE / heat.rows()));
        String caption = range(heat.min(), heat.max()) + notFinite(heat.nonFinite());
        double width = Math.max(heat.columns() * cellWidth, Text.width(caption, SMALL_SIZE, false));
        return new Sized(
                new Card.Map(heat, cellWidth, cellHeight, caption),
                width + 2 * PAD,
                heat.rows() * cellHeight + SMALL_SIZE + 15);
    }

    private static Sized words(List<String> lines, boolean missing) {
        double width = lines.stream()
                .mapToDouble(l -> Text.width(l, SMALL_SIZE, false))
                .max()
                .orElse(0);
        return new Sized(new Card.Words(lines, missing), width + 2 * PAD, lines.size() * (SMALL_SIZE + 3) + 7);
    }

    /** Breaks a reason into lines of some 30 characters. */
    private static List<String> lines(String reason) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Text.brief(reason, 120).split(" ")) {
            if (line.length() > 0 && line.length() + word.length() >= 30) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private String range(double min, double max) {
        return Double.isNaN(min)
                ? said(say("no finite entry"))
                : ShortNumbers.format(min) + " … " + ShortNumbers.format(max);
    }

    private String notFinite(long count) {
        return count == 0 ? "" : ", " + said(say("{0} not finite", grouped(count)));
    }

    private static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** The name at the beginning of a edge. */
    Card leaf(Scene.Node node) {
        String name = Text.brief(node.name().isEmpty() ? node.op() : node.name(), NAME_LIMIT);
        double width = Math.ceil(Text.width(name, NAME_SIZE + 1, true) + 8);
        return single(Frame.BARE, width, 20, new Card.Symbol(name, NAME_SIZE + 1, true));
    }

    /** A circle with the operation in it, and the name of the result above it. */
    Card gate(Scene.Node node) {
        String op = Text.brief(node.op().isEmpty() ? node.name() : node.op(), 24);
        double size = op.codePointCount(0, op.length()) <= 2 ? 17 : 12;
        double diameter = Math.ceil(Math.max(34, Text.width(op, size, false) + 14));
        List<Section> sections = new ArrayList<>();
        String name = node.op().isEmpty() ? "" : Text.brief(node.name(), NAME_LIMIT);
        sections.add(new Section(Tone.HEAD, 0, 0, diameter, diameter, new Card.Symbol(op, size, false)));
        if (!name.isEmpty()) {
            // Above the circle and outside the card: the layout keeps that much room between the rows of a circuit.
            sections.add(new Section(Tone.HEAD, 0, -15, diameter, 15, new Card.Symbol(name, OP_SIZE, true)));
        }
        return new Card(Frame.CIRCLE, diameter, diameter, sections);
    }

    /** A stretch of edge with the value above it and the gradient below it. */
    Card edge(Scene.Node node) {
        String value = shortText(node.value());
        String gradient = shortText(node.gradient());
        double width = Stream.of(value, gradient)
                .mapToDouble(t -> Text.width(t, WIRE_SIZE, false))
                .max()
                .orElse(0);
        width = Math.ceil(Math.max(26, width + 10));
        List<Section> sections = new ArrayList<>();
        boolean missing = node.value() instanceof Panel.Absent;
        sections.add(new Section(Tone.VALUE, 0, 0, width, 17, wireText(value, missing)));
        missing = node.gradient() instanceof Panel.Absent;
        sections.add(new Section(Tone.GRADIENT, 0, 17, width, 17, wireText(gradient, missing)));
        return new Card(Frame.WIRE, width, 34, sections);
    }

    private static Part wireText(String text, boolean missing) {
        return missing ? new Card.Words(List.of(text), true) : new Card.Symbol(text, WIRE_SIZE, false);
    }

    private String shortText(Panel panel) {
        if (panel instanceof Panel.Cost cost) {
            return cost.seconds() > 0 ? cost.grid().rows().get(0).get(1) : "";
        }
        if (panel instanceof Panel.Grid grid) {
            return Text.brief(String.join(" ", grid.rows().get(0)), 20)
                    + (grid.rows().size() > 1 ? " …" : "");
        }
        if (panel instanceof Panel.HeatMap heat) {
            return range(heat.min(), heat.max());
        }
        if (panel instanceof Panel.Summary summary) {
            return range(summary.min(), summary.max());
        }
        return panel instanceof Panel.Absent absent ? Text.brief(absent.reason(), 24) : "";
    }

    private static Card single(Frame frame, double width, double height, Part part) {
        return new Card(frame, width, height, List.of(new Section(Tone.HEAD, 0, 0, width, height, part)));
    }
}
