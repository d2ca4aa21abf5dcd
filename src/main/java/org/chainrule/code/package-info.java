/** Models with their gradients as functions of other languages: numpy, torch, jax, Julia, MATLAB, C and LaTeX. */
@NullMarked
package org.chainrule.code;

import org.jspecify.annotations.NullMarked;
