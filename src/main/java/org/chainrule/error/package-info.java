/** The one exception type a user of Chainrule meets. */
@NullMarked
package org.chainrule.error;

import org.jspecify.annotations.NullMarked;
