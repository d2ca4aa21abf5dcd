/** Training: optimisers as graphs, the step they make with a loss, and the loop that repeats it over data. */
@NullMarked
package org.chainrule.train;

import org.jspecify.annotations.NullMarked;
