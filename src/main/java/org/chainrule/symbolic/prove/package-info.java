/** Proofs that two graphs compute the same: a normal form with indices, in which equal expressions meet. */
@NullMarked
package org.chainrule.symbolic.prove;

import org.jspecify.annotations.NullMarked;
