package org.chainrule.notation.model;

import org.chainrule.graph.Notes;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Source;

/**
 * Where in a text a node was written.
 *
 * @param source the text
 * @param offset as an offset into it
 */
record Place(Source source, int offset) implements Notes.Written {
    /** The place as {@code model.cr:4:8}. */
    @Override
    public String get() {
        return source.nameAt(offset) + ":" + source.line(offset) + ":" + source.column(offset);
    }

    @Override
    public Object text() {
        return source;
    }

    Diagnostic diagnostic(Message message) {
        return source.diagnostic(offset, message, Message.NONE);
    }
}
