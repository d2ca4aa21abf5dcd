package org.chainrule.symbolic.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rule is for. Phases that belong together run together, see {@link RuleSet}. */
public enum Phase {
    /** One spelling for what can be spelled in several ways. */
    CANONICALISE("One spelling for what can be written in several ways, so that later rules meet one form only."),
    /** Shorter. */
    SIMPLIFY("The shorter of two equal formulas."),
    /** As a textbook writes it; runs last, since it undoes what the others rely on. */
    PRESENT("The order and the brackets a textbook would choose; these rules run last."),
    /** Before a gradient is taken: the form whose gradient a book prints. */
    DERIVE("The form of a loss whose gradient is the one in the books; only where a gradient is to be read."),
    /** The form that keeps its digits in floating point. */
    STABILISE("The form that neither overflows nor cancels in place of the one written by hand."),
    /** Smaller parts of what {@link #STABILISE} looks for, so they come after it. */
    DIFFERENCES("Differences of nearly equal numbers that no larger formula has taken in.");

    private final String statement;

    Phase(String statement) {
        this.statement = statement;
    }

    /** The name in documentation, in small letters. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its rules are for, in one sentence. */
    public String statement() {
        return statement;
    }

    /**
     * A rule of this phase, to be completed.
     *
     * @param name words with hyphens, such as {@code product-transposed}
     * @param statement what it says, in one sentence
     */
    Rule rule(String name, String statement) {
        Rule.Rewrite nothing = (node, sight) -> Optional.empty();
        return new Rule(name, this, statement, "", op -> false, nothing, List.of(), Optional.empty());
    }
}
