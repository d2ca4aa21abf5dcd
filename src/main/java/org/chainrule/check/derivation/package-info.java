/** Judging a derivation made by hand: which lines are right, which is the first wrong one, and what follows from it. */
@NullMarked
package org.chainrule.check.derivation;

import org.jspecify.annotations.NullMarked;
