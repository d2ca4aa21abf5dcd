/** Programs as derivations: code is read, and executed step by step, until each assignment is a definition of its own. */
@NullMarked
package org.chainrule.notation.code;

import org.jspecify.annotations.NullMarked;
