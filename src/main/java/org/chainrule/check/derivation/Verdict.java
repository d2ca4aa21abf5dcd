package org.chainrule.check.derivation;

import java.util.Locale;

/** What is found about one line. */
public enum Verdict {
    /** Both sides have one normal form, and agree at random points. */
    PROVED,
    /** Both sides agree at random points; no proof was found. */
    AGREES,
    /** The two sides differ, and this line is to blame. */
    REFUTED,
    /** Nothing can be said: the line cannot be read, or computed at no point. */
    UNDECIDED,
    /** The line is wrong only because a line it uses is. */
    FOLLOWS;

    /** The name in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for a line that is right. */
    public boolean isRight() {
        return this == PROVED || this == AGREES;
    }
}
