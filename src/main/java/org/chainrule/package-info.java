/** The front door: {@code import static org.chainrule.Chainrule.*} brings inputs, functions, derivatives and pictures. */
@NullMarked
package org.chainrule;

import org.jspecify.annotations.NullMarked;
