package org.chainrule.view;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The colours: blue ink forward, orange-red backward, apart for colour-blind eyes and in grey print. Kinds of nodes
 * differ in their border and in words as well.
 */
final class Palette {
    static final String INK = "#1f2933";
    static final String FAINT = "#566270";
    static final String WIRE = "#7b8794";
    static final String PAPER = "#ffffff";
    static final String VALUE = "#1d4e89";
    static final String VALUE_TINT = "#fefefe";
    static final String GRADIENT = "#c2410c";
    static final String LOCAL = "#7a1fa2";
    static final String SKIP = "#334e68";
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

    private static final Map<String, String> DARK = dark();

    private static Map<String, String> dark() {
        Map<String, String> dark = new LinkedHashMap<>();
        dark.put(INK, "#e8edf2");
        dark.put(FAINT, "#aab6c3");
        dark.put(WIRE, "#8f9dab");
        dark.put(SKIP, "#c3d3e6");
        dark.put(PAPER, "#14181d");
        dark.put(VALUE, "#8ec5ff");
        dark.put(VALUE_TINT, "#14181d");
        dark.put(GRADIENT, "#ffab73");
        dark.put(GRADIENT_TINT, "#2a1c13");
        dark.put(LOCAL, "#e0a3ff");
        dark.put(RULE, "#323b45");
        dark.put(CLUSTER_FILL, "#1b2128");
        dark.put(CLUSTER_LINE, "#3d4854");
        dark.put(header(Scene.Kind.INPUT), "#1d2c40");
        dark.put(header(Scene.Kind.PARAMETER), "#183226");
        dark.put(header(Scene.Kind.CONSTANT), "#22272c");
        dark.put(header(Scene.Kind.OP), "#242b33");
        dark.put(header(Scene.Kind.LOSS), "#3a2f12");
        dark.put(header(Scene.Kind.GROUP), "#2a2742");
        return dark;
    }

    /** The colour that stands for one on a dark ground; borders and maps keep theirs. */
    static String dark(String colour) {
        return DARK.getOrDefault(colour, colour);
    }

    /** A drawing with its colours for a ground. Only attributes hold a colour between quotes: those in texts are escaped. */
    static String on(Canvas.Ground ground, String svg) {
        if (ground != Canvas.Ground.DARK) {
            return svg;
        }
        return Pattern.compile("\"(#[0-9a-f]{6})\"")
                .matcher(svg)
                .replaceAll(found -> "\"" + dark(found.group(1)) + "\"");
    }

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
