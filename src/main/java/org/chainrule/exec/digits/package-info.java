/** Graphs evaluated to many decimal digits, each number with a bound of its error. */
@NullMarked
package org.chainrule.exec.digits;

import org.jspecify.annotations.NullMarked;
