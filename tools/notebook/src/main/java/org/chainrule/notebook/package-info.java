/** Nodes as formulas and pictures in notebooks. */
package org.chainrule.notebook;
