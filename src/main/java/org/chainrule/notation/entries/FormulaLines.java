package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Span;

/** Where the formulas of a text are: a line each, but with all of the cases in it, and with what follows a sign at its end. */
final class FormulaLines {
    private static final Pattern CASES = Pattern.compile("\\\\begin\\{cases\\}|\\\\end\\{cases\\}");

    /** What opens a formula and says nothing. */
    private static final Pattern OPENING = Pattern.compile(
            "\\\\begin\\{(?!cases)\\w+\\*?\\}\\s*|\\\\\\[\\s*|\\\\\\(\\s*|(?:\\\\q?quad(?![A-Za-z])\\s*)+");

    private static final Pattern CLOSING =
            Pattern.compile("\\s*(?:\\\\end\\{(?!cases)\\w+\\*?\\}|\\\\\\]|\\\\\\))[\\s.,。，]*$");

    private FormulaLines() {}

    static List<Span> of(String text, int start, int end) {
        List<Span> lines = new ArrayList<>();
        int from = start;
        int at = start;
        int cases = 0;
        while (at < end) {
            char c = text.charAt(at);
            boolean breaks = c == '\n' || c == '\r';
            if (text.startsWith("\\begin{cases}", at)) {
                cases++;
                at += 13;
            } else if (text.startsWith("\\end{cases}", at)) {
                cases--;
                at += 11;
            } else if (cases == 0
                    && (breaks || text.startsWith("\\\\", at))
                    && !(breaks && goesOn(text, from, at, end))) {
                add(text, from, at, lines);
                at += breaks ? 1 : 2;
                from = at;
            } else if (cases == 0 && text.startsWith("\\q", at) && parts(text, from, at)) {
                add(text, from, at, lines);
                from = at;
                at++;
            } else {
                at++;
            }
        }
        add(text, from, end, lines);
        return lines;
    }

    /** Whether a wide space parts two formulas, {@code a_i = b_i, \\quad c_i = d_i}. */
    private static boolean parts(String text, int from, int at) {
        String before = text.substring(from, at).stripTrailing();
        return (text.startsWith("\\quad", at) || text.startsWith("\\qquad", at))
                && before.endsWith(",")
                && before.indexOf('=') > 0;
    }

    /** Whether a formula ends with a sign behind which something is missing, and cases follow. */
    private static boolean goesOn(String text, int from, int at, int end) {
        boolean sign = text.substring(from, at).strip().endsWith("=");
        Matcher cases = CASES.matcher(text).region(at, end);
        return sign && cases.find() && text.substring(at, cases.start()).isBlank();
    }

    private static void add(String text, int from, int to, List<Span> lines) {
        int start = from;
        while (start < to && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '$')) {
            start++;
        }
        int remark = text.indexOf('#', from);
        int end = remark >= 0 && remark < to && (remark == 0 || text.charAt(remark - 1) != '\\') ? remark : to;
        while (end > start && (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == '$')) {
            end--;
        }
        Matcher opening = OPENING.matcher(text).region(start, end);
        if (opening.lookingAt()) {
            start = opening.end();
        }
        Matcher closing = CLOSING.matcher(text).region(start, end);
        if (closing.find()) {
            end = closing.start();
        }
        if (end > start) {
            lines.add(new Span(start, end));
        }
    }

    /** The first sign of equality outside brackets and cases, from a place on; -1 for none. */
    static int equals(String text, int from, int end) {
        int depth = 0;
        int cases = 0;
        for (int at = from; at < end; at++) {
            char c = text.charAt(at);
            if (text.startsWith("\\begin{cases}", at)) {
                cases++;
            } else if (text.startsWith("\\end{cases}", at)) {
                cases--;
            }
            depth += c == '{' || c == '(' || c == '[' ? 1 : c == '}' || c == ')' || c == ']' ? -1 : 0;
            if (c == '=' && depth == 0 && cases == 0) {
                return at;
            }
        }
        return -1;
    }

    /** Where a formula goes on behind the sign with which it begins; -1 if it has none. */
    static int behindMinus(String text, int from, int end) {
        int at = from;
        while (at < end && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '&')) {
            at++;
        }
        return at < end && (text.charAt(at) == '-' || text.charAt(at) == '−') ? at + 1 : -1;
    }
}
