/** Judging derivatives: the numeric gradient check, and the table test every op has to pass. */
@NullMarked
package org.chainrule.check;

import org.jspecify.annotations.NullMarked;
