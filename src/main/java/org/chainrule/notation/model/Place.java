package org.chainrule.notation.model;

import java.util.function.Supplier;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Source;

/**
 * Where in a text a node was written.
 *
 * @param source the text
 * @param offset as an offset into it
 */
record Place(Source source, int offset) implements Supplier<String> {
    /** The place as {@code model.cr:4:8}. */
    @Override
    public String get() {
        return source.name() + ":" + source.line(offset) + ":" + source.column(offset);
    }

    Diagnostic diagnostic(Message message) {
        return source.diagnostic(offset, message, Message.NONE);
    }
}
