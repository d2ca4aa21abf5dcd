package org.chainrule.check.diagnose;

/** A family of edits: what could be wrong at one place of a line. */
@FunctionalInterface
interface Edits {
    /** Proposes replacements of the expression at a place. */
    void propose(ExprTree.Place place, EditSite site);
}
