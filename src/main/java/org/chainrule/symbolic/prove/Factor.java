package org.chainrule.symbolic.prove;

/** A power of an atom in a product. */
record Factor(int atom, int exponent) {}
