/** The command line: one class a command. */
@NullMarked
package org.chainrule.cli;

import org.jspecify.annotations.NullMarked;
