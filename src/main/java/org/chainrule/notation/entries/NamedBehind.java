package org.chainrule.notation.entries;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;

/** A name that a formula gets behind it, {@code ∂E/∂u_j = y_j - t_j := e_j}. */
record NamedBehind(Source source, Span line) {
    private static final Pattern SIGN = Pattern.compile(
            "\\s*(?::=|\\\\(?:triangleq|coloneqq|equiv)(?![A-Za-z]))\\s*([^=\\n\\r$.]{1,24}?)\\s*(?:[,.;$\\n\\r]|\\\\\\\\|$)");

    /** Makes a parser for a part of a text. */
    interface Parsers {
        EntryParser of(String text, int start, int end);
    }

    /** The name as a definition, which stands behind the formula. */
    Optional<EntryFormulas.Read> of(Parsers parsers, EntryDefinitions definitions) {
        Matcher sign =
                SIGN.matcher(source.shown()).region(line.end(), source.shown().length());
        int last = -1;
        for (int at = FormulaLines.equals(source.text(), line.start(), line.end());
                at >= 0;
                at = FormulaLines.equals(source.text(), at + 1, line.end())) {
            last = at;
        }
        if (last < 0 || !sign.lookingAt()) {
            return Optional.empty();
        }
        Span span = new Span(line.end(), sign.end(1));
        return definitions
                .read(
                        parsers.of(source.shown(), sign.start(1), sign.end(1)),
                        parsers.of(source.text(), last + 1, line.end()),
                        span)
                .map(define -> new EntryFormulas.Read(define, span));
    }
}
