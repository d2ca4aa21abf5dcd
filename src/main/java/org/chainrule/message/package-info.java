/** What the program says to its user, in the user's language. */
@NullMarked
package org.chainrule.message;

import org.jspecify.annotations.NullMarked;
