package org.chainrule.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.view.Card.Section;
import org.chainrule.view.Card.Tone;

/** Prints cards as the HTML-like labels of Graphviz. */
final class CardHtml {
    private static final String TABLE = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"%s\"%s>";

    /** A map of more cells a side is too slow for Graphviz; it is thinned out. */
    private static final int MAP_LIMIT = 12;

    private CardHtml() {}

    static String label(MeasuredScene.Place place) {
        Card card = place.card();
        return switch (card.frame()) {
            case BOX, STACK -> box(card);
            case WIRE -> edge(card);
            case CIRCLE, BARE -> stacked(card);
        };
    }

    /** The label of an edge. */
    static String label(MeasuredScene.Link link) {
        StringBuilder text = new StringBuilder();
        for (String line : link.local()) {
            text.append(text.length() > 0 ? "<BR/>" : "").append(Text.xml(line));
        }
        if (!link.flow().isEmpty()) {
            text.append(text.length() > 0 ? "<BR/>" : "");
            text.append("<FONT COLOR=\"" + Palette.GRADIENT + "\">").append(Text.xml("= " + link.flow()));
            text.append("</FONT>");
        }
        if (!link.upright()) {
            return "<" + text + ">";
        }
        return String.format(
                Locale.ROOT,
                "<" + TABLE + "<TR><TD WIDTH=\"%.0f\"></TD><TD ALIGN=\"LEFT\">%s</TD></TR></TABLE>>",
                "2",
                "",
                link.labelWidth() + 14,
                text);
    }

    private static String box(Card card) {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, TABLE, "3", ""));
        List<Section> sections = card.sections();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (section.part() instanceof Card.Head head) {
                head(out, head);
                continue;
            }
            boolean beside = i + 1 < sections.size() && sections.get(i + 1).y() == section.y();
            out.append("<TR>");
            cell(out, section, beside ? 1 : 2);
            if (beside) {
                i++;
                cell(out, sections.get(i), 1);
            }
            out.append("</TR>");
        }
        return out.append("</TABLE>").toString();
    }

    private static void head(StringBuilder out, Card.Head head) {
        String first = head.named()
                ? font(head.first(), Palette.INK, Cards.NAME_SIZE, true, false)
                : font(head.first(), Palette.INK, Cards.OP_SIZE + 0.5, false, false);
        out.append("<TR><TD ALIGN=\"LEFT\">").append(first).append("</TD><TD ALIGN=\"RIGHT\">");
        out.append(font(head.shape(), Palette.FAINT, Cards.SHAPE_SIZE, false, false))
                .append("</TD></TR>");
        if (!head.second().isEmpty()) {
            out.append("<TR><TD ALIGN=\"LEFT\" COLSPAN=\"2\">");
            out.append(font(head.second(), Palette.INK, Cards.OP_SIZE, false, false))
                    .append("</TD></TR>");
        }
    }

    private static void cell(StringBuilder out, Section section, int span) {
        boolean gradient = section.tone() == Tone.GRADIENT;
        out.append("<TD COLSPAN=\"").append(span).append("\" BGCOLOR=\"");
        out.append(gradient ? Palette.GRADIENT_TINT : Palette.VALUE_TINT).append("\">");
        String colour = gradient ? Palette.GRADIENT : Palette.VALUE;
        if (section.part() instanceof Card.Columns columns) {
            columns(out, columns, colour, section.width());
        } else if (section.part() instanceof Card.Map map) {
            map(out, map, gradient, section.width());
        } else if (section.part() instanceof Card.Words words) {
            out.append(words(words, colour));
        }
        out.append("</TD>");
    }

    private static void columns(StringBuilder out, Card.Columns columns, String colour, double room) {
        double inner = columns.columnWidths().stream().mapToDouble(w -> w + 4).sum() + (columns.brackets() ? 10 : 0);
        String margin = margin((room - inner) / 2 - 4, columns.rows().size());
        out.append(String.format(Locale.ROOT, TABLE, "2", ""));
        String bracket = "<TD ROWSPAN=\"" + columns.rows().size() + "\" WIDTH=\"4\" BORDER=\"1\" COLOR=\"" + colour
                + "\" SIDES=\"%s\"></TD>";
        boolean first = true;
        int at = 0;
        for (List<String> row : columns.rows()) {
            String ground = columns.shares().isEmpty()
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " BGCOLOR=\"%s%02x\"",
                            colour,
                            Math.round(255 * Heat.opacity(columns.shares().get(at++))));
            out.append("<TR>").append(first ? margin : "");
            if (columns.brackets() && first) {
                out.append(String.format(Locale.ROOT, bracket, "LTB"));
            }
            for (String text : row) {
                out.append("<TD ALIGN=\"RIGHT\"").append(ground).append('>');
                out.append(font(text, colour, Cards.NUMBER_SIZE, false, false)).append("</TD>");
            }
            if (columns.brackets() && first) {
                out.append(String.format(Locale.ROOT, bracket, "RTB"));
            }
            out.append(first ? margin : "").append("</TR>");
            first = false;
        }
        out.append("</TABLE>");
    }

    private static void map(StringBuilder out, Card.Map map, boolean gradient, double room) {
        Panel.HeatMap heat = map.heat();
        int rows = Math.min(heat.rows(), MAP_LIMIT);
        int columns = Math.min(heat.columns(), MAP_LIMIT);
        double scale = Heat.scale(heat);
        String margin = margin((room - columns * 7) / 2 - 4, rows);
        out.append(String.format(Locale.ROOT, TABLE, "0", ""));
        for (int r = 0; r < rows; r++) {
            out.append("<TR>").append(r == 0 ? margin : "");
            for (int c = 0; c < columns; c++) {
                double x = heat.cells().get(r * heat.rows() / rows * heat.columns() + c * heat.columns() / columns);
                out.append("<TD WIDTH=\"7\" HEIGHT=\"7\" BGCOLOR=\"").append(Heat.colour(x, scale, gradient));
                out.append("\"></TD>");
            }
            out.append(r == 0 ? margin : "").append("</TR>");
        }
        out.append("<TR><TD COLSPAN=\"").append(columns + 2).append("\">");
        out.append(font(map.caption(), gradient ? Palette.GRADIENT : Palette.VALUE, Cards.SMALL_SIZE, false, false));
        out.append("</TD></TR></TABLE>");
    }

    /** An empty cell that keeps a table in the middle: Graphviz stretches inner tables. */
    private static String margin(double width, int rows) {
        return String.format(Locale.ROOT, "<TD ROWSPAN=\"%d\" WIDTH=\"%.0f\"></TD>", rows, Math.max(1, width));
    }

    private static String words(Card.Words words, String colour) {
        List<String> lines = new ArrayList<>();
        for (String line : words.lines()) {
            lines.add(font(line, words.missing() ? Palette.FAINT : colour, Cards.SMALL_SIZE, false, words.missing()));
        }
        return String.join("<BR/>", lines);
    }

    private static String edge(Card card) {
        return String.format(
                Locale.ROOT,
                TABLE
                        + "<TR><TD WIDTH=\"%.0f\" BORDER=\"1\" COLOR=\"%s\" SIDES=\"B\">%s</TD></TR><TR><TD>%s</TD></TR></TABLE>",
                "2",
                "",
                card.width(),
                Palette.WIRE,
                text(card.sections().get(0)),
                text(card.sections().get(1)));
    }

    private static String stacked(Card card) {
        List<String> lines = new ArrayList<>();
        card.sections().forEach(s -> lines.add(text(s)));
        return String.join("<BR/>", lines);
    }

    private static String text(Section section) {
        String colour =
                switch (section.tone()) {
                    case HEAD -> Palette.INK;
                    case VALUE -> Palette.VALUE;
                    case GRADIENT -> Palette.GRADIENT;
                };
        if (section.part() instanceof Card.Symbol symbol) {
            return font(symbol.text(), colour, symbol.size(), symbol.bold(), false);
        }
        return section.part() instanceof Card.Words words ? words(words, colour) : "";
    }

    /** Text in a font of its own. Graphviz refuses an empty bold element, so empty text is a space. */
    static String font(String text, String colour, double size, boolean bold, boolean italic) {
        if (text.isBlank()) {
            return " ";
        }
        String inner = Text.xml(text);
        if (bold) {
            inner = "<B>" + inner + "</B>";
        }
        if (italic) {
            inner = "<I>" + inner + "</I>";
        }
        return "<FONT COLOR=\"" + colour + "\" POINT-SIZE=\"" + ShortNumbers.coordinate(size) + "\">" + inner
                + "</FONT>";
    }
}
