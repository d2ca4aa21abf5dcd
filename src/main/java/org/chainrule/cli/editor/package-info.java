/** A language server: what the commands say about a file, said to an editor while the file is written. */
@NullMarked
package org.chainrule.cli.editor;

import org.jspecify.annotations.NullMarked;
