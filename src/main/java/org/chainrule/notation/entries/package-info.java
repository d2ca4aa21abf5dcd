/** Formulas about entries, {@code ∂J/∂W_{ij} = (p_i − y_i) x_j}: read letter by letter, and written for whole arrays. */
@NullMarked
package org.chainrule.notation.entries;

import org.jspecify.annotations.NullMarked;
