package org.chainrule.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.tensor.TensorText;

/**
 * Lines over the number of their points, as an SVG picture: losses, or the gradients of some layers over time.
 *
 * @param title of the picture
 * @param series the numbers of each line by its name
 * @param below what stands at the axis below
 * @param left what stands at the axis on the left
 * @param logarithmic whether equal steps on the left are equal factors
 * @param from where the axis below begins; NaN when it counts the points
 * @param to where it ends
 */
public record Plot(
        String title,
        Map<String, List<Double>> series,
        String below,
        String left,
        boolean logarithmic,
        double from,
        double to) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 20;
    private static final int BOTTOM = HEIGHT - 50;
    private static final int TICKS = 5;
    private static final int LINE = 16;
    private static final List<String> COLOURS =
            List.of("red", "#1f77b4", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#17becf", "#7f7f7f");

    /** Copies the map, in its order. */
    public Plot {
        series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
    }

    /** A picture of lines with names. */
    public static Plot of(String title, Map<String, List<Double>> series) {
        return new Plot(title, series, "", "", false, Double.NaN, Double.NaN);
    }

    /** The same with words at the axes. */
    public Plot axes(String horizontal, String vertical) {
        return new Plot(title, series, horizontal, vertical, logarithmic, from, to);
    }

    /** The same with equal factors for equal steps. */
    public Plot logScale() {
        return new Plot(title, series, below, left, true, from, to);
    }

    /** The same with points that lie evenly between two numbers, as those of a function do. */
    public Plot over(double low, double high) {
        return new Plot(title, series, below, left, logarithmic, low, high);
    }

    private double scaled(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    /** The picture. */
    public String svg() {
        List<Double> all = new ArrayList<>();
        int count = 1;
        for (List<Double> line : series.values()) {
            count = Math.max(count, line.size());
            line.stream().map(this::scaled).filter(Double::isFinite).forEach(all::add);
        }
        double low = all.isEmpty() ? 0 : Collections.min(all);
        double high = all.isEmpty() || Collections.max(all) == low ? low + 1 : Collections.max(all);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " "
                + HEIGHT + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n<title>" + escaped(title)
                + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (double value : ticks(low, high)) {
            double y = BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP);
            svg.append("<line x1=\"" + LEFT + "\" y1=\"" + number(y) + "\" x2=\"" + RIGHT + "\" y2=\"" + number(y)
                    + "\" stroke=\"#ddd\"/>\n");
            label(svg, LEFT - 6, y + 4, "end", rounded(logarithmic ? Math.pow(10, value) : value));
        }
        double start = Double.isNaN(from) ? 1 : from;
        double end = Double.isNaN(from) ? Math.max(2, count) : to;
        for (double value : ticks(start, end)) {
            label(svg, LEFT + (value - start) / (end - start) * (RIGHT - LEFT), BOTTOM + 18, "middle", rounded(value));
        }
        label(svg, (LEFT + RIGHT) / 2.0, HEIGHT - 10, "middle", below);
        svg.append("<text transform=\"translate(16 " + (TOP + BOTTOM) / 2 + ") rotate(-90)\" text-anchor=\"middle\">"
                + escaped(left) + "</text>\n");
        int number = 0;
        for (Map.Entry<String, List<Double>> line : series.entrySet()) {
            String colour = COLOURS.get(number % COLOURS.size());
            svg.append("<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\" points=\"");
            for (int i : shown(line.getValue())) {
                double value = scaled(line.getValue().get(i));
                if (Double.isFinite(value)) {
                    double x = LEFT + (RIGHT - LEFT) * (count == 1 ? 0.5 : i / (count - 1.0));
                    svg.append(number(x) + "," + number(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)) + " ");
                }
            }
            svg.append("\"/>\n");
            if (series.size() > 1) {
                // Losses fall, and most functions rise.
                boolean losses = Double.isNaN(from);
                svg.append("<text x=\"" + (losses ? RIGHT - 6 : LEFT + 6) + "\" y=\"" + (TOP + LINE * (1 + number))
                        + "\" text-anchor=\"" + (losses ? "end" : "start") + "\" fill=\"" + colour + "\">"
                        + escaped(line.getKey()) + "</text>\n");
            }
            number++;
        }
        return svg.append("</svg>\n").toString();
    }

    /** Round numbers between two others. */
    private static List<Double> ticks(double low, double high) {
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i <= high / step + 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** All points of a line, or of a long one the least and the largest of each piece that is no wider than the pen. */
    private static List<Integer> shown(List<Double> line) {
        List<Integer> shown = new ArrayList<>();
        int piece = Math.max(1, line.size() / WIDTH);
        for (int start = 0; start < line.size(); start += piece) {
            int least = start;
            int most = start;
            for (int i = start; i < Math.min(line.size(), start + piece); i++) {
                least = line.get(i) < line.get(least) ? i : least;
                most = line.get(i) > line.get(most) ? i : most;
            }
            shown.add(Math.min(least, most));
            if (least != most) {
                shown.add(Math.max(least, most));
            }
        }
        return shown;
    }

    private static void label(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">"
                + escaped(text) + "</text>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String rounded(double value) {
        return TensorText.number(Double.parseDouble(String.format(Locale.ROOT, "%.3e", value)));
    }
}
