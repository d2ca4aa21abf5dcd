/** Differentiation as a transformation of graphs: reverse mode, Jacobian-vector products, Jacobians, Hessians. */
@NullMarked
package org.chainrule.grad;

import org.jspecify.annotations.NullMarked;
