/** Rewriting graphs by named rules: simplified for reading, or in the forms that keep their digits. */
@NullMarked
package org.chainrule.symbolic.rewrite;

import org.jspecify.annotations.NullMarked;
