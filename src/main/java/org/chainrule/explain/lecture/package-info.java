/** The chain rule as a lecture writes it: formulas in LaTeX, sums over samples, and the same by differentials and traces. */
@NullMarked
package org.chainrule.explain.lecture;

import org.jspecify.annotations.NullMarked;
