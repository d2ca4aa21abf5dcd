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

    /** How opaque the bar of a share is, from 0 to 1: pale enough for the text on it, and small shares apart from nothing. */
    static double opacity(double share) {
        return 0.45 * Math.sqrt(share);
    }

    static String colour(double x, double scale, boolean gradient) {
        return Double.isFinite(x) ? Palette.diverging(Palette.step(x, scale), gradient) : Palette.NOT_FINITE;
    }
}
