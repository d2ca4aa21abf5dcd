package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.message.Message;

/**
 * Whether a statement stands in a loop or a branch, where it runs many times or not at all: {@code for}, {@code while},
 * {@code if} of Python, with what is indented below them, and of MATLAB, up to their {@code end}.
 */
final class Blocks {
    /** What is said of a line that stands in one. */
    static final Message INSIDE = say("a line of a loop or a branch is not judged");

    private static final Pattern INDENTING = Pattern.compile(
            "(?:for|while|if|elif|else|with|try|except|finally|async)\\b.*:\\s*(?:#.*)?", Pattern.DOTALL);
    private static final Pattern OPENING =
            Pattern.compile("(?:(?:par)?for\\s*\\(?\\s*\\w+\\s*=|while\\b|if\\b|switch\\b|do\\b).*", Pattern.DOTALL);
    private static final Pattern CLOSING = Pattern.compile("(?:end\\w*|until\\b.*|\\})\\s*[;,]?\\s*");
    private static final Pattern CLOSING_LATER =
            Pattern.compile("(?:^|[;\\n\\r])[ \\t]*end\\w*[ \\t]*[;,]?[ \\t]*(?:$|[%#\\n\\r])");

    private final Source source;
    /** How far the head of the block stands to the right; none when no block is open. */
    private Optional<Integer> indent = Optional.empty();
    /** How many blocks are open that end with a word. */
    private int open;

    Blocks(Source source) {
        this.source = source;
    }

    /** Whether a statement that starts here stands in a block. */
    boolean isInside(int start) {
        if (indent.isPresent() && column(start) <= indent.get()) {
            indent = Optional.empty();
        }
        return open > 0 || indent.isPresent();
    }

    /** Goes on behind a statement that could not be read. */
    void pass(String text, int start) {
        String bare = text.strip();
        if (INDENTING.matcher(bare).matches()) {
            if (indent.isEmpty()) {
                indent = Optional.of(column(start));
            }
        } else if (CLOSING.matcher(bare).matches()) {
            open = Math.max(0, open - 1);
        } else if (OPENING.matcher(bare).matches()
                && !bare.matches("(?s).*\\bend\\s*")
                && CLOSING_LATER
                        .matcher(source.text())
                        .find(Math.min(start + text.length(), source.text().length()))) {
            open++;
        }
    }

    /** How far what starts the line stands to the right: a line with several statements is one. */
    private int column(int start) {
        int line = source.lineStart(start);
        int at = line;
        while (at < start && (source.text().charAt(at) == ' ' || source.text().charAt(at) == '\t')) {
            at++;
        }
        return at - line;
    }
}
