/**
 * The op catalogue: everything the notation can call, in families. An op is one constant of one family class;
 * {@link org.chainrule.ops.Catalogue} finds it there.
 */
@NullMarked
package org.chainrule.ops;

import org.jspecify.annotations.NullMarked;
