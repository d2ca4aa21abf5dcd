package org.chainrule.view;

/**
 * Text in pictures: how wide it is, and how it is made safe.
 *
 * <p>Widths come from a table, not from the machine's fonts: layout engines without fonts take every character outside
 * ASCII for a space, and two machines would draw two pictures. The table is that of DejaVu Sans, which is wide, so that
 * the text also fits in Helvetica, Arial or Verdana.
 */
final class Text {
    private static final int[] ASCII = {
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636,
        636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656,
        557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613,
        635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
        592, 592, 525, 636, 337, 636, 838,
    };

    /** Bold letters are a tenth wider, narrow ones by more. */
    private static final double BOLD_FACTOR = 1.1;

    private static final double BOLD_MORE = 48;
    private static final String WIDE = "×÷¬±¼½¾©®Ææ…—Œœ";

    private Text() {}

    /**
     * Measures text.
     *
     * @param text safe text
     * @param size font size
     * @param bold whether it is set in bold
     * @return its width in the unit of {@code size}, rather too large than too small
     */
    static double width(String text, double size, boolean bold) {
        double thousandths = text.codePoints()
                .mapToDouble(c -> bold ? BOLD_FACTOR * advance(c) + BOLD_MORE : advance(c))
                .sum();
        return thousandths / 1000 * size;
    }

    private static double advance(int c) {
        if (c >= ' ' && c < ' ' + ASCII.length) {
            return ASCII[c - ' '];
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 1070;
        }
        if (c < 0x1d00) {
            return c == '·' ? 318 : c < 0x530 ? 720 : 900;
        }
        if (c < 0x1e00 || (c >= 0x2000 && c < 0x20a0)) {
            return 500;
        }
        if (c < 0x2000) {
            return 720;
        }
        return c < 0x2e80 ? 850 : 1050;
    }

    /**
     * Makes every character visible and harmless: control characters become their pictures (a line feed is {@code ␊}),
     * what reorders text or is no character at all becomes the replacement character.
     */
    static String visible(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < 0x20) {
                safe.appendCodePoint(0x2400 + c);
            } else if (c == 0x7f) {
                safe.append('␡');
            } else if (reorders(c)
                    || Character.getType(c) == Character.SURROGATE
                    || Character.getType(c) == Character.CONTROL
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    || (c & 0xfffe) == 0xfffe) {
                safe.append('\ufffd');
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean reorders(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
    }

    /** Visible text of at most so many characters, with an ellipsis for the rest. */
    static String brief(String text, int limit) {
        String safe = visible(text.strip());
        if (safe.codePointCount(0, safe.length()) <= limit) {
            return safe;
        }
        return safe.substring(0, safe.offsetByCodePoints(0, limit - 1)) + "…";
    }

    /** Escapes visible text for XML and for the HTML-like labels of Graphviz, in content and in attributes. */
    static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        visible(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
