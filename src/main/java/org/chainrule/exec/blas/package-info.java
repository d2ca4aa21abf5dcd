/** Matrix products by OpenBLAS, where somebody has put it on the class path. */
@NullMarked
package org.chainrule.exec.blas;

import org.jspecify.annotations.NullMarked;
