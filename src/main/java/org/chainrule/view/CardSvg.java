package org.chainrule.view;

import static org.chainrule.view.ShortNumbers.coordinate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.chainrule.view.Card.Section;
import org.chainrule.view.Card.Tone;

/** Draws cards as SVG elements. Attributes only, no style sheet: slide programs do not read one. */
final class CardSvg {
    private static final double RADIUS = 5;

    private final StringBuilder out;

    CardSvg(StringBuilder out) {
        this.out = out;
    }

    /** Draws a card with its upper left corner at the given place. */
    void draw(MeasuredScene.Place place, double x, double y) {
        Card card = place.card();
        Scene.Kind kind = place.node().kind();
        switch (card.frame()) {
            case BOX, STACK -> box(card, kind, x, y);
            case CIRCLE -> {
                double r = card.width() / 2;
                out.append("<circle cx=\"").append(coordinate(x + r));
                out.append("\" cy=\"")
                        .append(coordinate(y + r))
                        .append("\" r=\"")
                        .append(coordinate(r));
                out.append("\" fill=\"").append(Palette.header(kind));
                out.append("\" stroke=\"").append(Palette.border(kind));
                out.append("\" stroke-width=\"")
                        .append(kind == Scene.Kind.LOSS ? "1.8" : "1.2")
                        .append("\"/>\n");
                card.sections().forEach(s -> part(s, x, y));
            }
            case WIRE -> {
                double middle = y + card.height() / 2;
                // A little longer than the card: engines end their curves up to a point before it.
                line(x - 1.5, middle, x + card.width() + 1.5, middle, Palette.WIRE, 1.1);
                card.sections().forEach(s -> part(s, x, y));
            }
            case BARE -> card.sections().forEach(s -> part(s, x, y));
        }
    }

    private void box(Card card, Scene.Kind kind, double x, double y) {
        double w = card.width();
        double h = card.height();
        double radius = kind == Scene.Kind.INPUT ? 9 : RADIUS;
        String border = Palette.border(kind);
        if (card.frame() == Card.Frame.STACK) {
            path(rounded(x + 4, y - 4, w, h, radius, radius), Palette.header(kind), border, "0.9", false);
        }
        path(rounded(x, y, w, h, radius, radius), Palette.header(kind), "none", "0", false);
        for (Section s : card.sections()) {
            if (s.tone() == Tone.HEAD) {
                continue;
            }
            boolean bottom = s.y() + s.height() > h - 0.5;
            double left = bottom && s.x() < 0.5 ? radius : 0;
            double right = bottom && s.x() + s.width() > w - 0.5 ? radius : 0;
            String fill = s.tone() == Tone.GRADIENT ? Palette.GRADIENT_TINT : Palette.VALUE_TINT;
            path(rounded(x + s.x(), y + s.y(), s.width(), s.height(), 0, 0, left, right), fill, "none", "0", false);
        }
        for (Section s : card.sections()) {
            if (s.tone() != Tone.HEAD && s.x() < 0.5) {
                line(x, y + s.y(), x + w, y + s.y(), s.tone() == Tone.VALUE ? border : Palette.RULE, 0.6);
            } else if (s.tone() != Tone.HEAD) {
                line(x + s.x(), y + s.y(), x + s.x(), y + s.y() + s.height(), Palette.RULE, 0.6);
            }
            part(s, x, y);
        }
        String width = kind == Scene.Kind.LOSS ? "1.8" : "1.1";
        path(rounded(x, y, w, h, radius, radius), "none", border, width, kind == Scene.Kind.CONSTANT);
    }

    private void part(Section s, double x, double y) {
        double left = x + s.x();
        double top = y + s.y();
        double middle = left + s.width() / 2;
        String colour =
                switch (s.tone()) {
                    case HEAD -> Palette.INK;
                    case VALUE -> Palette.VALUE;
                    case GRADIENT -> Palette.GRADIENT;
                };
        if (s.part() instanceof Card.Head head) {
            head(head, left, top, s.width());
        } else if (s.part() instanceof Card.Columns columns) {
            columns(columns, left, top, s, colour);
        } else if (s.part() instanceof Card.Map map) {
            map(map, middle, top, s.tone() == Tone.GRADIENT, colour);
        } else if (s.part() instanceof Card.Words words) {
            double line = Cards.SMALL_SIZE + 3;
            double baseline = top + (s.height() - words.lines().size() * line) / 2 + Cards.SMALL_SIZE;
            for (String text : words.lines()) {
                text(
                        middle,
                        baseline,
                        "middle",
                        Cards.SMALL_SIZE,
                        words.missing() ? Palette.FAINT : colour,
                        text,
                        words.missing() ? " font-style=\"italic\"" : "");
                baseline += line;
            }
        } else if (s.part() instanceof Card.Symbol symbol) {
            // Capitals and digits are 0.72 high, so half of that below the middle centres them.
            double baseline = top + s.height() / 2 + symbol.size() * 0.36;
            text(
                    middle,
                    baseline,
                    "middle",
                    symbol.size(),
                    colour,
                    symbol.text(),
                    symbol.bold() ? " font-weight=\"bold\"" : "");
        }
    }

    private void head(Card.Head head, double x, double y, double width) {
        double left = x + Cards.PAD;
        String weight = head.named() ? " font-weight=\"bold\"" : "";
        double size = head.named() ? Cards.NAME_SIZE : Cards.OP_SIZE + 0.5;
        text(left, y + 15, "start", size, Palette.INK, head.first(), weight);
        text(x + width - Cards.PAD, y + 15, "end", Cards.SHAPE_SIZE, Palette.FAINT, head.shape(), "");
        text(left, y + 28.5, "start", Cards.OP_SIZE, Palette.INK, head.second(), "");
    }

    private void columns(Card.Columns columns, double x, double y, Section s, String colour) {
        double inner = columns.columnWidths().stream().mapToDouble(w -> w).sum()
                + (columns.columnWidths().size() - 1) * Cards.COLUMN_GAP;
        double left = x + (s.width() - inner) / 2;
        double height = columns.rows().size() * Cards.ROW;
        double top = y + (s.height() - height) / 2;
        if (columns.brackets()) {
            bracket(left - Cards.BRACKET, top, height, 3, colour);
            bracket(left + inner + Cards.BRACKET, top, height, -3, colour);
        }
        for (int i = 0; i < columns.shares().size(); i++) {
            double share = columns.shares().get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "<path d=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>\n",
                    rounded(x, top + i * Cards.ROW, share * s.width(), Cards.ROW - 1, 0, 0),
                    colour,
                    Heat.opacity(share)));
        }
        double baseline = top + 10.6;
        for (List<String> row : columns.rows()) {
            double right = left;
            for (int c = 0; c < row.size(); c++) {
                double width = columns.columnWidths().get(c);
                if (columns.brackets()) {
                    text(right + width, baseline, "end", Cards.NUMBER_SIZE, colour, row.get(c), "");
                } else {
                    text(right + width / 2, baseline, "middle", Cards.NUMBER_SIZE, colour, row.get(c), "");
                }
                right += width + Cards.COLUMN_GAP;
            }
            baseline += Cards.ROW;
        }
    }

    private void bracket(double x, double y, double height, double foot, String colour) {
        out.append("<path d=\"M").append(coordinate(x + foot)).append(' ').append(coordinate(y));
        out.append('H').append(coordinate(x)).append('V').append(coordinate(y + height));
        out.append('H')
                .append(coordinate(x + foot))
                .append("\" fill=\"none\" stroke=\"")
                .append(colour);
        out.append("\" stroke-width=\"0.9\"/>\n");
    }

    /** One path per colour, so that a map of hundreds of cells stays a small file. */
    private void map(Card.Map map, double middle, double top, boolean gradient, String colour) {
        Panel.HeatMap heat = map.heat();
        double scale = Heat.scale(heat);
        double left = middle - heat.columns() * map.cellWidth() / 2;
        TreeMap<String, StringBuilder> paths = new TreeMap<>();
        for (int r = 0; r < heat.rows(); r++) {
            for (int c = 0; c < heat.columns(); ) {
                int first = c;
                String fill = Heat.colour(heat.cells().get(r * heat.columns() + c), scale, gradient);
                do {
                    c++;
                } while (c < heat.columns()
                        && fill.equals(Heat.colour(heat.cells().get(r * heat.columns() + c), scale, gradient)));
                // A little too large, so that no paper shines through between neighbours.
                String width = coordinate((c - first) * map.cellWidth() + 0.3);
                paths.computeIfAbsent(fill, f -> new StringBuilder())
                        .append('M')
                        .append(coordinate(left + first * map.cellWidth()))
                        .append(' ')
                        .append(coordinate(top + 6 + r * map.cellHeight()))
                        .append('h')
                        .append(width)
                        .append('v')
                        .append(coordinate(map.cellHeight() + 0.3))
                        .append("h-")
                        .append(width)
                        .append('z');
            }
        }
        paths.forEach((fill, d) -> out.append("<path fill=\"")
                .append(fill)
                .append("\" d=\"")
                .append(d)
                .append("\"/>\n"));
        double width = heat.columns() * map.cellWidth();
        double height = heat.rows() * map.cellHeight();
        path(rounded(left, top + 6, width, height, 0, 0), "none", Palette.WIRE, "0.5", false);
        text(middle, top + 6 + height + Cards.SMALL_SIZE + 3, "middle", Cards.SMALL_SIZE, colour, map.caption(), "");
    }

    void text(double x, double y, String anchor, double size, String colour, String text, String more) {
        if (text.isBlank()) {
            return;
        }
        out.append("<text x=\"").append(coordinate(x)).append("\" y=\"").append(coordinate(y));
        out.append(anchor.equals("start") ? "" : "\" text-anchor=\"" + anchor);
        out.append("\" font-size=\"")
                .append(coordinate(size))
                .append("\" fill=\"")
                .append(colour)
                .append('"');
        out.append(more).append('>').append(Text.xml(text)).append("</text>\n");
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width) {
        out.append(String.format(
                Locale.ROOT,
                "<path d=\"M%s %sL%s %s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
                coordinate(x1),
                coordinate(y1),
                coordinate(x2),
                coordinate(y2),
                colour,
                coordinate(width)));
    }

    void path(String d, String fill, String stroke, String width, boolean dashed) {
        out.append("<path d=\"").append(d).append("\" fill=\"").append(fill).append('"');
        if (!stroke.equals("none")) {
            out.append(" stroke=\"")
                    .append(stroke)
                    .append("\" stroke-width=\"")
                    .append(width)
                    .append('"');
        }
        out.append(dashed ? " stroke-dasharray=\"4 2.5\"" : "").append("/>\n");
    }

    /** A rectangle whose upper and lower corners are rounded. */
    static String rounded(double x, double y, double w, double h, double above, double below) {
        return rounded(x, y, w, h, above, above, below, below);
    }

    private static String rounded(
            double x,
            double y,
            double w,
            double h,
            double upperLeft,
            double upperRight,
            double lowerLeft,
            double lowerRight) {
        List<String> d = new ArrayList<>();
        d.add("M" + coordinate(x + upperLeft) + " " + coordinate(y));
        d.add("H" + coordinate(x + w - upperRight) + arc(upperRight, x + w, y + upperRight));
        d.add("V" + coordinate(y + h - lowerRight) + arc(lowerRight, x + w - lowerRight, y + h));
        d.add("H" + coordinate(x + lowerLeft) + arc(lowerLeft, x, y + h - lowerLeft));
        d.add("V" + coordinate(y + upperLeft) + arc(upperLeft, x + upperLeft, y) + "Z");
        return String.join("", d);
    }

    private static String arc(double radius, double x, double y) {
        String r = coordinate(radius);
        return radius == 0 ? "" : "A" + r + " " + r + " 0 0 1 " + coordinate(x) + " " + coordinate(y);
    }
}
