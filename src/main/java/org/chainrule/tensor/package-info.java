/** Dense values and their shapes: no ops, no graphs. */
@NullMarked
package org.chainrule.tensor;

import org.jspecify.annotations.NullMarked;
