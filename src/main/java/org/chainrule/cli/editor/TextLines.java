package org.chainrule.cli.editor;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * A text with the places of the protocol: a line from 0, and a character in UTF-16 code units.
 *
 * @param text the whole
 * @param starts the offset of the first character of each line
 */
record TextLines(String text, List<Integer> starts) {
    static TextLines of(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                starts.add(i + 1);
            }
        }
        return new TextLines(text, List.copyOf(starts));
    }

    /** The text after a change; a change without a range is the whole text. */
    TextLines changed(TextDocumentContentChangeEvent change) {
        Range range = change.getRange();
        if (range == null) {
            return of(change.getText());
        }
        int start = offset(range.getStart());
        int end = Math.max(start, offset(range.getEnd()));
        return of(text.substring(0, start) + change.getText() + text.substring(end));
    }

    /** A line, from 0, without its end; empty behind the last. */
    String line(int number) {
        return number < 0 || number >= starts.size() ? "" : text.substring(starts.get(number), end(number));
    }

    private int end(int number) {
        int end = number + 1 < starts.size() ? starts.get(number + 1) : text.length();
        while (end > starts.get(number) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** The offset of a place; the nearest where there is none. */
    int offset(Position place) {
        int line = Math.max(0, place.getLine());
        if (line >= starts.size()) {
            return text.length();
        }
        return Math.min(end(line), starts.get(line) + Math.max(0, place.getCharacter()));
    }

    /** A stretch of one line. */
    static Range range(int line, int from, int to) {
        return new Range(new Position(line, from), new Position(line, to));
    }

    /** A line without the blanks round it. */
    Range wholeLine(int number) {
        String line = line(number);
        int end = line.stripTrailing().length();
        return range(number, Math.min(end, line.length() - line.stripLeading().length()), end);
    }

    /** From a column in code points, from 1, to the end of the word there. */
    Range wordFrom(int number, int column) {
        String line = line(number);
        int from = line.offsetByCodePoints(0, Math.min(Math.max(0, column - 1), line.codePointCount(0, line.length())));
        int to = from;
        while (to < line.length() && isWord(line.charAt(to))) {
            to++;
        }
        return from == line.length() ? wholeLine(number) : range(number, from, Math.max(to, from + 1));
    }

    /** The name at a place; empty when there is none. */
    String word(Position place) {
        String line = line(place.getLine());
        int at = Math.min(line.length(), Math.max(0, place.getCharacter()));
        int from = at;
        while (from > 0 && isWord(line.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < line.length() && isWord(line.charAt(to))) {
            to++;
        }
        return line.substring(from, to);
    }

    private static boolean isWord(char c) {
        // combining signs and the halves of what lies outside the plane are parts of letters
        return (Character.isUnicodeIdentifierPart(c) || c == '\'' || Character.isSurrogate(c)) && c != '∂';
    }
}
