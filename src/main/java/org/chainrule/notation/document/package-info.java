/** What people hand in: formulas among prose, fenced code, notebooks. It is told apart here what is to be read. */
@NullMarked
package org.chainrule.notation.document;

import org.jspecify.annotations.NullMarked;
