package org.chainrule.notation.syntax;

/** Draws a source line with a caret, made safe for a terminal. */
final class Excerpt {
    private static final int BEFORE = 60;
    private static final int AFTER = 40;

    private Excerpt() {}

    /**
     * @param text the whole text
     * @param lineStart offset of the first character of the line
     * @param caret offset the caret points at
     * @param line the line's number
     */
    static String of(String text, int lineStart, int caret, int line) {
        int from = back(text, lineStart, caret);
        int to = forth(text, caret);
        StringBuilder shown = new StringBuilder();
        StringBuilder under = new StringBuilder();
        if (from > lineStart) {
            shown.append('…');
            under.append(' ');
        }
        for (int i = from; i < to; ) {
            int c = text.codePointAt(i);
            int width = TerminalWidth.of(c);
            shown.appendCodePoint(isShowable(c) ? c : c == '\t' ? ' ' : 0xFFFD);
            if (i < caret) {
                under.append(" ".repeat(width));
            }
            i += Character.charCount(c);
        }
        if (to < text.length() && !isLineEnd(text.charAt(to))) {
            shown.append('…');
        }
        String number = Integer.toString(line);
        String margin = " ".repeat(number.length());
        String body = shown.toString().stripTrailing();
        return "  " + number + " | " + body + "\n  " + margin + " | " + under + "^";
    }

    private static int back(String text, int lineStart, int caret) {
        int at = caret;
        for (int n = 0; n < BEFORE && at > lineStart; n++) {
            at = text.offsetByCodePoints(at, -1);
        }
        return at;
    }

    private static int forth(String text, int caret) {
        int at = caret;
        for (int n = 0; n < AFTER && at < text.length() && !isLineEnd(text.charAt(at)); n++) {
            at = text.offsetByCodePoints(at, 1);
        }
        return at;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isShowable(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.UNASSIGNED:
            case Character.PRIVATE_USE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            default:
                return true;
        }
    }
}
