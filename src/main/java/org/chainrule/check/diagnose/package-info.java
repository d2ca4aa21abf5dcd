/**
 * What is wrong with a wrong line: the smallest edit that makes it true, found by search, and a sentence about it.
 */
@NullMarked
package org.chainrule.check.diagnose;

import org.jspecify.annotations.NullMarked;
