package org.chainrule.view.report;

/** Text that stands in a page and is no markup. */
final class Html {
    private Html() {}

    /** Markup escaped; characters that no page may hold are replaced. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean allowed = c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
                    out.appendCodePoint(allowed || c == '\n' || c == '\t' ? c : 0xFFFD);
                }
            }
        });
        return out.toString();
    }

    /** Prose in which code stands between backticks. */
    static String prose(String text) {
        String[] parts = escape(text).split("`", -1);
        StringBuilder out = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            // A backtick without a partner is one.
            boolean last = i == parts.length - 1;
            out.append(i % 2 == 0 ? "</code>" : last ? "`" : "<code>").append(parts[i]);
        }
        return out.toString();
    }
}
