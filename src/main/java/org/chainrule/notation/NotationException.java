package org.chainrule.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;

/** A text in the notation that cannot be understood; carries every error found in one run. */
public final class NotationException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

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
    }

    /** Returns the errors in the order they were met; never empty. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String message(List<Diagnostic> diagnostics, boolean more) {
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("an exception about nothing");
        }
        String text = diagnostics.stream().map(Diagnostic::format).collect(Collectors.joining("\n"));
        return more ? text + "\nand more errors; mend these " + diagnostics.size() + " first" : text;
    }
}
