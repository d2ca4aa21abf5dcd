package org.chainrule.notation.model;

import java.util.function.Supplier;
import org.chainrule.graph.Node;
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
record Place(Source source, int offset) implements Supplier<String> {
    /** The place as {@code model.cr:4:8}. */
    @Override
    public String get() {
        return source.nameAt(offset) + ":" + source.line(offset) + ":" + source.column(offset);
    }

    /** Makes this the place of a constant, which is the same node in all texts, unless this text has it from before. */
    void claim(Node node) {
        boolean constant = !node.isVariable() && !node.inputs().isEmpty();
        boolean known = Notes.origin(node)
                .filter(origin -> origin instanceof Place place && place.source == source)
                .isPresent();
        if (constant && !known) {
            Notes.moved(node, this);
        }
    }

    Diagnostic diagnostic(Message message) {
        return source.diagnostic(offset, message, Message.NONE);
    }
}
