/** Exact algebra: rational numbers, polynomials and rational functions in any number of atoms. */
@NullMarked
package org.chainrule.symbolic.algebra;

import org.jspecify.annotations.NullMarked;
