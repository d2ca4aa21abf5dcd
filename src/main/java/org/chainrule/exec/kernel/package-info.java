/** Loops over plain arrays: what a compiled program spends its time in. They know no graph. */
@NullMarked
package org.chainrule.exec.kernel;

import org.jspecify.annotations.NullMarked;
