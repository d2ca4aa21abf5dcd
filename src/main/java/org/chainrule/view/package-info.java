/** A drawing as data, and its printers to DOT, SVG, PNG and HTML. */
@NullMarked
package org.chainrule.view;

import org.jspecify.annotations.NullMarked;
