package org.chainrule.view;

import java.util.Locale;

/**
 * The colours: blue ink forward, orange-red backward, apart for colour-blind eyes and in grey print. Kinds of nodes
 * differ in their border and in words as well.
 */
final class Palette {
    static final String INK = "#1f2933";
    static final String FAINT = "#66717e";
    static final String WIRE = "#7b8794";
    static final String PAPER = "#ffffff";
    static final String VALUE = "#1d4e89";
    static final String VALUE_TINT = "#ffffff";
    static final String GRADIENT = "#c2410c";
    static final String GRADIENT_TINT = "#fff5ee";
    static final String RULE = "#e3e8ee";
    static final String CLUSTER_FILL = "#f7f9fb";
    static final String CLUSTER_LINE = "#cbd4de";
    static final String NOT_FINITE = "#111111";

    /** Steps of a diverging scale on either side of zero; few enough that equal colours merge into one path. */
    static final int STEPS = 12;

    private static final int[] VALUE_LOW = {140, 94, 24};
    private static final int[] VALUE_HIGH = {15, 76, 140};
    private static final int[] GRADIENT_LOW = {84, 39, 136};
    private static final int[] GRADIENT_HIGH = {194, 65, 12};

    private Palette() {}

    static String header(Scene.Kind kind) {
        return switch (kind) {
            case INPUT -> "#e4edf8";
            case PARAMETER -> "#e2f2e9";
            case CONSTANT -> "#f7f7f5";
            case OP -> "#f1f3f5";
            case LOSS -> "#fdeec8";
            case GROUP -> "#ebe9f6";
        };
    }

    static String border(Scene.Kind kind) {
        return switch (kind) {
            case INPUT -> "#7d9dc4";
            case PARAMETER -> "#74ab90";
            case CONSTANT -> "#b3bac2";
            case OP -> "#9aa5b1";
            case LOSS -> "#c99a2e";
            case GROUP -> "#958dc4";
        };
    }

    /**
     * Finds the colour of a number in a heat map.
     *
     * @param x a number
     * @param scale the magnitude that gets the full colour
     * @return the step of the diverging scale, from {@code -STEPS} to {@code STEPS}; 0 only for what is next to zero
     */
    static int step(double x, double scale) {
        if (x == 0 || scale == 0) {
            return 0;
        }
        int step = (int) Math.round(x / scale * STEPS);
        return Math.max(-STEPS, Math.min(STEPS, step));
    }

    /** The colour of a step: blue and brown for values, orange and violet for gradients, white in the middle. */
    static String diverging(int step, boolean gradient) {
        int[] end = gradient ? (step < 0 ? GRADIENT_LOW : GRADIENT_HIGH) : (step < 0 ? VALUE_LOW : VALUE_HIGH);
        // The root spreads the pale middle, where most entries of a weight matrix are.
        double t = StrictMath.pow(Math.abs(step) / (double) STEPS, 0.8);
        int[] rgb = new int[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = (int) Math.round(250 + t * (end[i] - 250));
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
    }
}
