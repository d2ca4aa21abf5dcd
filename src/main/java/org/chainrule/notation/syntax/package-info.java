/** The notation of models and derivations: source text, lexer, syntax tree, parser, printer and diagnostics. */
@NullMarked
package org.chainrule.notation.syntax;

import org.jspecify.annotations.NullMarked;
