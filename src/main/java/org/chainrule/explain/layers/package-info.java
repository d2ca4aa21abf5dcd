/** Layers that repeat: one generic layer with a symbolic number, its derivative, and the proof that every layer is one. */
@NullMarked
package org.chainrule.explain.layers;

import org.jspecify.annotations.NullMarked;
