package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/** A text in the notation that cannot be understood; carries every error found in one run. */
public final class NotationException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;
    private final boolean ofShapes;

    /**
     * Wraps the errors of one text.
     *
     * @param diagnostics the errors in the order they were met, at least one
     * @param more whether there are more errors than these
     * @throws IllegalArgumentException if there is no diagnostic
     */
    public NotationException(List<Diagnostic> diagnostics, boolean more) {
        super(message(diagnostics, more));
        this.diagnostics = List.copyOf(diagnostics);
        this.ofShapes = false;
    }

    private NotationException(NotationException error) {
        super(error.sentence());
        this.diagnostics = error.diagnostics;
        this.ofShapes = true;
    }

    /** The same for a text of which every part was understood, and whose shapes do not fit each other. */
    public NotationException ofShapes() {
        return new NotationException(this);
    }

    /** Whether every part of the text was understood, and only shapes do not fit each other. */
    public boolean isOfShapes() {
        return ofShapes;
    }

    /** Returns the errors in the order they were met; never empty. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static Message message(List<Diagnostic> diagnostics, boolean more) {
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("an exception about nothing");
        }
        Message text = diagnostics.get(0).sentence();
        for (Diagnostic next : diagnostics.subList(1, diagnostics.size())) {
            text = text.line(next.sentence());
        }
        return more ? text.line(say("and more errors; mend these {0} first", diagnostics.size())) : text;
    }
}
