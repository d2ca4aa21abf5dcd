package org.chainrule.notation.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/** The bars that are open, each a BAR or a NORM: {@code ||} is a norm, or the end of one bar and the start of another. */
final class OpenBars {
    private final Deque<TokenKind> open = new ArrayDeque<>();

    /** Takes note of a token. */
    void pass(TokenKind kind) {
        if (kind == TokenKind.BAR || kind == TokenKind.NORM) {
            if (isInner(kind)) {
                open.pop();
            } else {
                open.push(kind);
            }
        } else if (kind.endsStatement()) {
            clear();
        }
    }

    /** Whether the bar that was opened last is of a kind. */
    boolean isInner(TokenKind kind) {
        return open.peek() == kind;
    }

    void clear() {
        open.clear();
    }
}
