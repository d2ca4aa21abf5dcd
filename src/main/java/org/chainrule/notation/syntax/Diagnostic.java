package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import org.chainrule.message.Message;

/**
 * One complaint about a text: what is wrong, where, and what to try.
 *
 * @param file name of the text as the user knows it
 * @param line line number, from 1
 * @param column column in code points, from 1
 * @param message what is wrong, one line
 * @param hint what to try, one line; {@link Message#NONE} when there is nothing useful to say
 * @param excerpt the source line with a caret under the column, two lines without a final line break
 */
public record Diagnostic(String file, int line, int column, Message message, Message hint, String excerpt) {
    /** Returns the whole complaint in English: place and message, the source line with its caret, the hint. */
    public String format() {
        return sentence().toString();
    }

    /** Returns the whole complaint, to be said in any language. */
    public Message sentence() {
        Message text = say("{0}:{1}:{2}: {3}\n{4}", file, line, column, message, excerpt);
        return hint.isEmpty() ? text : text.detail(say("hint: {0}", hint));
    }
}
