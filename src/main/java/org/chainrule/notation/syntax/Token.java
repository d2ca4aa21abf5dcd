package org.chainrule.notation.syntax;

/**
 * A token.
 *
 * @param text the name or the content of the string; empty for the other kinds
 * @param value the number; 0 for the other kinds
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(TokenKind kind, String text, double value, int start, int end) {
    Span span() {
        return new Span(start, end);
    }
}
