package org.chainrule.notation.code;

import org.chainrule.notation.syntax.Span;

/**
 * A piece of a program.
 *
 * @param text the name, the sign, or what stands in the quotes
 * @param value of a number
 */
record CodeToken(Kind kind, String text, double value, int start, int end) {
    /** What a piece is. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** A string with expressions in braces, {@code f"dW{l}"}. */
        FORMAT,
        SIGN,
        NEWLINE,
        END
    }

    Span span() {
        return new Span(start, end);
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean endsLine() {
        return kind == Kind.NEWLINE || kind == Kind.END;
    }

    /** Whether an operand ends here, so that a quote behind it is a transpose in MATLAB. */
    boolean endsOperand() {
        return kind == Kind.NAME
                || kind == Kind.NUMBER
                || (kind == Kind.SIGN && (")]}".contains(text) || text.equals("'") || text.equals(".'")));
    }
}
