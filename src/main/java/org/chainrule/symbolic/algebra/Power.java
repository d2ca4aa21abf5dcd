package org.chainrule.symbolic.algebra;

/**
 * A power of a polynomial.
 *
 * @param base whole coefficients without a common divisor, the first one positive; an atom, or irreducible as far as known
 * @param exponent at least 1
 */
public record Power(Polynomial base, int exponent) {}
