package org.chainrule.notation.syntax;

/**
 * A stretch of source text, in UTF-16 code units as {@link String#substring(int, int)} counts them.
 *
 * @param start offset of the first code unit
 * @param end offset after the last code unit
 */
public record Span(int start, int end) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Span that && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return 31 * start + end;
    }

    /** The span of a tree that was built by a program and not read from a text. */
    public static final Span NONE = new Span(0, 0);

    /**
     * Checks that the span does not run backwards.
     *
     * @throws IllegalArgumentException if {@code start} is negative or {@code end} lies before it
     */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }
}
