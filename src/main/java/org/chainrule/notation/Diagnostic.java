package org.chainrule.notation;

/**
 * One complaint about a text: what is wrong, where, and what to try.
 *
 * @param file name of the text as the user knows it
 * @param line line number, from 1
 * @param column column in code points, from 1
 * @param message what is wrong, one line
 * @param hint what to try, one line; empty when there is nothing useful to say
 * @param excerpt the source line with a caret under the column, two lines without a final line break
 */
public record Diagnostic(String file, int line, int column, String message, String hint, String excerpt) {
    /** Returns the whole complaint: place and message, the source line with its caret, the hint. */
    public String format() {
        String text = file + ":" + line + ":" + column + ": " + message + "\n" + excerpt;
        return hint.isEmpty() ? text : text + "\n  hint: " + hint;
    }
}
