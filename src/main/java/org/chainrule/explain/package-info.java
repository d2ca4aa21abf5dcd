/**
 * Gradients for readers: formulas in the model's own names, the chain rule step by step, and the index form of both.
 */
@NullMarked
package org.chainrule.explain;

import org.jspecify.annotations.NullMarked;
