/**
 * The computation graph: {@link org.chainrule.graph.Node}, {@link org.chainrule.graph.Op}, and the core ops that
 * gradients are written in (arithmetic, comparison, sums, shapes, matrix product). Everything else is in
 * {@code org.chainrule.ops}.
 */
@NullMarked
package org.chainrule.graph;

import org.jspecify.annotations.NullMarked;
