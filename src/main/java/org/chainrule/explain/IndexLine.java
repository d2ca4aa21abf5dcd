package org.chainrule.explain;

/**
 * One line of the index form.
 *
 * @param left what it defines, such as {@code dW2[i,j]}
 * @param right what it is made of, such as {@code Σ_k dZ2[i,k] A1[j,k]}
 * @param latex both sides in LaTeX
 * @param legend how far the letters go; empty where there are none
 */
public record IndexLine(String left, String right, String latex, String legend) {}
