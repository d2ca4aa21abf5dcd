/** Models as people paste them, a forward pass without declarations: what is data, what are parameters, and their sizes. */
@NullMarked
package org.chainrule.notation.pasted;

import org.jspecify.annotations.NullMarked;
