package org.chainrule.check.diagnose;

/** A family of edits: what could be wrong at one place of a line. */
@FunctionalInterface
interface Edits {
    /** Proposes replacements of what stands at the place of a site. */
    void propose(EditSite site);
}
