/** A wrong line with small whole numbers: what it gives, and what it should give. */
@NullMarked
package org.chainrule.check.example;

import org.jspecify.annotations.NullMarked;
