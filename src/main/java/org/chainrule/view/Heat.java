package org.chainrule.view;

/** Colours of a heat map, shared by the printers. */
final class Heat {
    private Heat() {}

    /** The magnitude that gets the full colour: the largest among the cells that are drawn. */
    static double scale(Panel.HeatMap heat) {
        double scale = 0;
        for (double x : heat.cells()) {
            if (Double.isFinite(x)) {
                scale = Math.max(scale, Math.abs(x));
            }
        }
        return scale;
    }

    static String colour(double x, double scale, boolean gradient) {
        return Double.isFinite(x) ? Palette.diverging(Palette.step(x, scale), gradient) : Palette.NOT_FINITE;
    }
}
