/** Marks for a class: what was asked for, what it is worth, and what a teacher decides. */
@NullMarked
package org.chainrule.check.marking;

import org.jspecify.annotations.NullMarked;
