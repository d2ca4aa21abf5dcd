/** A layered layout of boxes and wires: pure arithmetic on rectangles, with no text, no font and no process. */
@NullMarked
package org.chainrule.view.layout;

import org.jspecify.annotations.NullMarked;
