/** Files: numpy arrays, CSV, JSON; and writing without ever leaving half a file. */
@NullMarked
package org.chainrule.io;

import org.jspecify.annotations.NullMarked;
