package org.chainrule.code;

import org.chainrule.graph.Spelling;

/**
 * A part of an expression as it is written.
 *
 * @param text in the language
 * @param level how tightly it binds, one of the constants of {@link Spelling}
 * @param kind what it is as a value of the language
 */
record Piece(String text, int level, Kind kind) {
    /** What a piece is as a value of the language. */
    enum Kind {
        /** An array, or a number that was computed. */
        VALUE,
        /** A number as it is written. */
        NUMBER,
        /** A truth value, or an array of such. */
        TRUTH
    }

    static Piece of(String text, int level) {
        return new Piece(text, level, Kind.VALUE);
    }

    /** A name, an index or a call. */
    static Piece atom(String text) {
        return of(text, Spelling.POSTFIX);
    }

    static Piece truth(String text) {
        return new Piece(text, Spelling.COMPARISON, Kind.TRUTH);
    }

    /** The text, in brackets where it binds more loosely than its place wants. */
    String in(int wanted) {
        return level < wanted ? "(" + text + ")" : text;
    }
}
