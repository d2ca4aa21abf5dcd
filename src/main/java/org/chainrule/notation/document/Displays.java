package org.chainrule.notation.document;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formulas of LaTeX that stand by themselves: {@code \[ … \]}, {@code $$ … $$}, {@code align} and its like, over several lines. */
final class Displays {
    private static final Pattern OPENING = Pattern.compile(
            "\\\\begin\\{(align|alignat|aligned|eqnarray|gather|gathered|multline|flalign|equation|split|displaymath|math|IEEEeqnarray)(\\*?)\\}|\\\\\\[|\\$\\$");

    /** What is laid out within a formula and belongs to it. */
    private static final Set<String> INSIDE =
            Set.of("cases", "matrix", "bmatrix", "pmatrix", "vmatrix", "Vmatrix", "array", "smallmatrix");

    private static final Pattern FRAME =
            Pattern.compile("\\\\(begin|end)\\{([A-Za-z]+)\\*?\\}(\\[\\w*\\]|\\{\\d+\\}|\\{[rcl]+\\})?");
    private static final Pattern PLAIN_FRAME = Pattern.compile("\\\\(?:eqalign|displaylines)\\s*\\{");
    private static final Pattern PLAIN_ROW = Pattern.compile("\\\\cr(?![A-Za-z])");
    private static final Pattern TEXT = Pattern.compile(
            "\\\\(?:text|mbox|textrm|textit|intertext|shortintertext|tag|label|hspace|vspace)\\*?\\{([^{}]*)\\}");
    private static final Pattern BOXED =
            Pattern.compile("\\\\(?:boxed|fbox|underline|color\\{\\w+\\}|ensuremath)\\s*\\{");
    private static final Pattern SPACED =
            Pattern.compile("\\\\\\\\\\s*(\\[[^\\]\\n]*(?:pt|em|ex|cm|mm|baselineskip)\\])");
    private static final Pattern LEADING = Pattern.compile(
            "(?:^|\\n|\\\\\\\\)[\\s&$]*(\\\\(?:therefore|because|Rightarrow|Longrightarrow|implies|iff|Leftrightarrow|to|rightarrow)(?![A-Za-z]))");

    private static final Pattern PRIME = Pattern.compile("'(\\^\\{\\[[^\\]{}]*\\])\\}");

    /** A derivative behind words, of which something else is said than of what stands before them. */
    private static final Pattern DERIVATIVE =
            Pattern.compile("[\\s;:,!\\\\]*(?:[dt]?frac\\s*\\{\\s*\\\\partial|(?<=\\\\)nabla|(?<=\\\\)partial)[^&=]*=");

    private final Mask mask;

    Displays(Mask mask) {
        this.mask = mask;
    }

    /** Where a formula opens in a line that does not close in it; -1 for none. */
    int openedBetween(int start, int end) {
        Matcher opening = OPENING.matcher(mask.text()).region(start, end);
        int from = start;
        while (from < end && opening.find(from) && opening.start() < end) {
            int close = close(opening.start(), opening.end(), opening.group(1));
            boolean escaped = opening.group().equals("\\[")
                    && opening.start() > 0
                    && mask.text().charAt(opening.start() - 1) == '\\';
            if (escaped) {
                from = opening.end();
            } else if (close > end || opening.group(1) != null) {
                return opening.start();
            } else {
                from = Math.max(close, opening.end());
            }
            opening.region(start, end);
        }
        return -1;
    }

    /** Where the formula that opens here is over. */
    private int close(int start, int open, @org.jspecify.annotations.Nullable String name) {
        String text = mask.text();
        String closing = text.startsWith("$$", start) ? "$$" : text.startsWith("\\[", start) ? "\\]" : "\\end{" + name;
        int close = text.indexOf(closing, open);
        if (close < 0) {
            return text.length();
        }
        return name == null ? close + 2 : Math.max(close, text.indexOf('}', close)) + 1;
    }

    /** Reads the formula that opens here; returns what is behind it. */
    int read(int start, int end) {
        Matcher opening = OPENING.matcher(mask.text()).region(start, end);
        if (!opening.lookingAt()) {
            return start + 1;
        }
        int close = Math.min(end, close(start, opening.end(), opening.group(1)));
        block(start, close);
        return close;
    }

    /** A part of the text that is all formulas. */
    void block(int start, int end) {
        remarks(start, end);
        clean(start, end);
        columns(start, end);
        join(start, end);
    }

    /** Takes out what a formula has for the printer and the reader alone. */
    void clean(int start, int end) {
        new LatexHabits(mask).read(start, end);
        plain(start, end);
        Matcher frames = FRAME.matcher(mask.text()).region(start, end);
        while (frames.find()) {
            if (!INSIDE.contains(frames.group(2))) {
                mask.blank(frames.start(), frames.end());
            }
        }
        Matcher spaced = SPACED.matcher(mask.text()).region(start, end);
        while (spaced.find()) {
            mask.blank(spaced.start(1), spaced.end(1));
        }
        Matcher texts = TEXT.matcher(mask.text()).region(start, end);
        while (texts.find()) {
            String command = texts.group();
            boolean remark = command.startsWith("\\tag") || command.startsWith("\\label") || command.contains("space{");
            if (remark
                    || (isProse(texts.group(1))
                            && !mask.isName(texts.group(1))
                            && !isInCases(texts.start(), start)
                            && !isIndex(texts.start(), start))) {
                boolean parts = !remark
                        && mask.read(start, texts.start()).indexOf('=') > 0
                        && DERIVATIVE
                                .matcher(mask.text())
                                .region(texts.end(), end)
                                .lookingAt();
                mask.blank(texts.start(), texts.end());
                if (parts) {
                    mask.separate(texts.start());
                }
            }
        }
        Matcher boxed = BOXED.matcher(mask.text()).region(start, end);
        while (boxed.find()) {
            int close = closing(boxed.end(), end);
            if (close > 0) {
                mask.blank(boxed.start(), boxed.end() - 1);
                boolean whole = mask.read(boxed.end(), close).indexOf('=') >= 0;
                mask.put(boxed.end() - 1, whole ? ' ' : '{');
                mask.put(close, whole ? ' ' : '}');
            }
        }
        Matcher prime = PRIME.matcher(mask.text()).region(start, end);
        while (prime.find()) {
            // the prime of g'^{[1]} belongs behind the layer
            String moved = prime.group(1) + "'" + "}";
            for (int i = 0; i < moved.length(); i++) {
                mask.put(prime.start() + i, moved.charAt(i));
            }
        }
        Matcher leading = LEADING.matcher(mask.read(start, end));
        int from = 0;
        while (leading.find(from)) {
            mask.blank(start + leading.start(1), start + leading.end(1));
            from = leading.end(1);
        }
    }

    /** Rows of plain TeX, {@code \\eqalign{ a &= b \cr c &= d }}. */
    private void plain(int start, int end) {
        Matcher frame = PLAIN_FRAME.matcher(mask.text()).region(start, end);
        while (frame.find()) {
            int close = closing(frame.end(), end);
            if (close > 0) {
                mask.blank(frame.start(), frame.end());
                mask.put(close, ' ');
            }
        }
        Matcher row = PLAIN_ROW.matcher(mask.text()).region(start, end);
        while (row.find()) {
            mask.blank(row.start(), row.end());
            mask.put(row.start(), '\\');
            mask.put(row.start() + 1, '\\');
        }
    }

    /** Whether a place is within the braces of an index, as in {@code \\sum_{\\text{axis }1}}. */
    private boolean isIndex(int at, int start) {
        int depth = 0;
        for (int i = at - 1; i > start && mask.text().charAt(i) != '\n'; i--) {
            char c = mask.text().charAt(i);
            depth += c == '}' ? 1 : c == '{' ? -1 : 0;
            if (depth < 0) {
                return mask.text().charAt(i - 1) == '_';
            }
        }
        return false;
    }

    private static boolean isProse(String text) {
        return text.strip().indexOf(' ') >= 0
                || text.startsWith("(")
                || text.startsWith(" ")
                || text.codePoints().anyMatch(Prose::isHan)
                || Lead.isWord(text.strip());
    }

    private boolean isInCases(int at, int start) {
        String before = mask.text().substring(start, at);
        return before.lastIndexOf("\\begin{cases") > before.lastIndexOf("\\end{cases");
    }

    private int closing(int open, int end) {
        int depth = 1;
        for (int i = open; i < end; i++) {
            char c = mask.text().charAt(i);
            boolean escaped = mask.text().charAt(i - 1) == '\\';
            depth += escaped ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** {@code % …} to the end of a line. */
    void remarks(int start, int end) {
        for (int i = start; i < end; i++) {
            if (mask.text().charAt(i) == '%' && (i == 0 || mask.text().charAt(i - 1) != '\\')) {
                int to = Math.min(end, mask.lineEnd(i));
                mask.blank(i, to);
                i = to;
            }
        }
    }

    /** {@code a &= b, & c &= d} are two formulas in one row. */
    private void columns(int start, int end) {
        int from = start;
        while (from < end) {
            int to = nextRow(from, end);
            if (!isInCases(from, start) && !mask.read(from, to).contains("{cases}")) {
                columnsOfRow(from, to);
            }
            from = to < end && mask.at(to) == '\\' ? to + 2 : to + 1;
        }
    }

    private void columnsOfRow(int start, int end) {
        int depth = 0;
        int first = start;
        for (int i = start; i < end; i++) {
            char c = mask.at(i);
            boolean escaped = i > start && mask.at(i - 1) == '\\';
            depth += escaped ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            String behind = c == '&' && !escaped && depth == 0 ? mask.read(i + 1, end) : "";
            int next = behind.indexOf('&');
            String cell = next < 0 ? behind : behind.substring(0, next);
            boolean own = claims(cell)
                    ? !cell.strip().startsWith("=")
                    : !cell.isBlank()
                            && next >= 0
                            && behind.substring(next + 1).stripLeading().startsWith("=");
            if (own && !cell.isBlank() && claims(mask.read(first, i))) {
                mask.separate(i);
                first = i + 1;
            }
        }
    }

    /** Joins what stands in several lines for want of room. */
    private void join(int start, int end) {
        int row = start;
        int at = start;
        while (at < end) {
            if (mask.at(at) == '\\' && at + 1 < end && mask.at(at + 1) == '\\') {
                at += 2;
                row = at;
            } else if (mask.at(at) == '\n') {
                int next = nextRow(at + 1, end);
                String before = mask.read(row, at);
                String after = mask.read(at + 1, next);
                boolean goesOn = !isEmpty(before) && !isEmpty(after) && !isInCases(at, start);
                if (goesOn
                        && (!claims(before) || !claims(after) || before.strip().endsWith("="))) {
                    mask.join(at);
                    if (at > start && mask.at(at - 1) == '\r') {
                        mask.join(at - 1);
                    }
                } else {
                    row = at + 1;
                }
                at++;
            } else {
                at++;
            }
        }
    }

    private static boolean isEmpty(String row) {
        return row.replace("$$", "").replace("\\[", "").replace("\\]", "").isBlank();
    }

    private int nextRow(int from, int end) {
        int at = from;
        while (at < end && mask.at(at) != '\n' && !(mask.at(at) == '\\' && at + 1 < end && mask.at(at + 1) == '\\')) {
            at++;
        }
        return at;
    }

    /** Whether a sign of equality stands outside braces. */
    static boolean claims(String row) {
        int depth = 0;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            boolean escaped = i > 0 && row.charAt(i - 1) == '\\';
            depth += escaped ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '=' && depth <= 0) {
                return true;
            }
        }
        return false;
    }
}
