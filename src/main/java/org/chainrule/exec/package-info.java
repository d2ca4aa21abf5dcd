/** Running graphs: the reference interpreter, whose results are the meaning of a graph. */
@NullMarked
package org.chainrule.exec;

import org.jspecify.annotations.NullMarked;
