package org.chainrule.view.report;

/** Formulas for the page, by the same code as in reports. */
public final class Typesetting {
    private Typesetting() {}

    /** LaTeX as MathML; the empty text for none. */
    public static String block(String latex) {
        return latex.isEmpty() ? "" : MathMl.block(latex);
    }
}
