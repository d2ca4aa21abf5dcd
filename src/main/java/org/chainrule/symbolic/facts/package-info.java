/** What is known of the values of a node: from the domain it is declared with, from its op, and from its inputs. */
@NullMarked
package org.chainrule.symbolic.facts;

import org.jspecify.annotations.NullMarked;
