package org.chainrule.notation.syntax;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.message.Message;

/** Collects the errors of one text, so that several are reported in one run; stops collecting after the first few. */
public final class Diagnostics {
    /** So many errors are reported at most; further ones are mostly echoes of the first. */
    public static final int LIMIT = 20;

    private final Source source;
    private final List<Diagnostic> found = new ArrayList<>();
    private boolean more;

    /** @param source the text the errors are about */
    public Diagnostics(Source source) {
        this.source = source;
    }

    /**
     * Notes an error, unless {@link #LIMIT} have been noted.
     *
     * @param offset where, as an offset into the source's text
     * @param message what is wrong, one line
     * @param hint what to try, one line; may be empty
     */
    public void add(int offset, Message message, Message hint) {
        if (found.size() >= LIMIT) {
            more = true;
        } else {
            found.add(source.diagnostic(offset, message, hint));
        }
    }

    /** Returns whether there were more errors than are kept. */
    public boolean hasMore() {
        return more;
    }

    /** Returns whether there is no error so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns the errors so far as an exception; there must be one. */
    public NotationException toException() {
        return new NotationException(found, more);
    }

    /**
     * Ends a stage of reading.
     *
     * @throws NotationException if an error was noted
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw toException();
        }
    }
}
