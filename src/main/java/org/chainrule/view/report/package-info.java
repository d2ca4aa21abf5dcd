/** What was found about derivations, for people: on a terminal, as Markdown, as a page. */
@NullMarked
package org.chainrule.view.report;

import org.jspecify.annotations.NullMarked;
