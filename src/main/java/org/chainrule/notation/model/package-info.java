/**
 * From text to graph and back: models read from the notation with their sizes, values and domains, and the printers that
 * write a graph as notation or LaTeX.
 */
@NullMarked
package org.chainrule.notation.model;

import org.jspecify.annotations.NullMarked;
