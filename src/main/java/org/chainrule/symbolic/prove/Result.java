package org.chainrule.symbolic.prove;

/** What came of an attempt to prove that two graphs are equal. */
public sealed interface Result permits Proof, NotProved {
    /** True for a {@link Proof}. */
    boolean isProved();
}
