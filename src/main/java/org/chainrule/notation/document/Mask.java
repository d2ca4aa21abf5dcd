package org.chainrule.notation.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;

/** A text in which what says nothing is replaced by blanks, so that all the rest stays where it is. */
final class Mask {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern REMARK = Pattern.compile("#[^\\n\\r]*");

    private final String text;
    private final char[] read;
    private final List<Span> code = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    Mask(String text) {
        this.text = text;
        this.read = text.toCharArray();
    }

    /** What is known as a name, since it stands in a part of the text that is no prose. */
    void learn(String model) {
        Matcher words = WORD.matcher(REMARK.matcher(model).replaceAll(""));
        while (words.find()) {
            names.add(words.group());
        }
    }

    /** What is known as a name. */
    boolean isName(String word) {
        return names.contains(word) || (word.startsWith("d") && names.contains(word.substring(1)));
    }

    void name(String word) {
        names.add(word);
    }

    /** The text as it was. */
    String text() {
        return text;
    }

    /** What is left of a part of the text. */
    String read(int start, int end) {
        return new String(read, start, end - start);
    }

    char at(int i) {
        return read[i];
    }

    /** Blanks instead of a part, line breaks apart. */
    void blank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (read[i] != '\n' && read[i] != '\r') {
                read[i] = ' ';
            }
        }
    }

    /** The next statement begins behind this place. */
    void separate(int at) {
        read[at] = '\n';
    }

    /** A line ends in the place of what stands here. */
    void separate(int from, int to) {
        blank(from, to);
        separate(from);
    }

    /** A formula goes on behind this line break. */
    void join(int at) {
        read[at] = ' ';
    }

    void put(int at, char c) {
        read[at] = c;
    }

    /** A program stands here. */
    void code(int start, int end) {
        if (end > start) {
            code.add(new Span(start, end));
        }
    }

    /** The end of the line that begins here, without its break. */
    int lineEnd(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Where the line behind this end of a line begins. */
    int next(int end) {
        boolean two = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
        return Math.min(text.length(), end + (two ? 2 : 1));
    }

    Source of(Source source) {
        return source.masked(new String(read), code);
    }
}
