/** Compiled programs: the same numbers as the interpreter's, planned once and run fast. */
@NullMarked
package org.chainrule.exec.compile;

import org.jspecify.annotations.NullMarked;
