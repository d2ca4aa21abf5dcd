package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** What a model says about every point of a plane, as TensorFlow Playground draws it: blue where it is above the middle, orange below. */
public final class DecisionMap {
    private static final int CELLS = 50;
    private static final int SIZE = 8;
    private static final int SPAN = CELLS * SIZE;
    private static final double MARGIN = 0.1;

    private DecisionMap() {}

    /**
     * The picture, with the samples as dots.
     *
     * @param trainer with the parameters as they are
     * @param data with an input whose first two features are the plane; what other features there are keep their mean
     * @param output one number for each sample, such as the logit
     * @param middle between the two classes: 0 for a logit, 0.5 for a probability
     * @throws ChainruleException when the data has no two features, or the output not one number a sample
     */
    public static String svg(Trainer trainer, Data data, Node output, double middle) {
        Data.Plane plane = data.plane();
        double[] x = plane.feature(0);
        double[] y = plane.feature(1);
        Range across = Range.of(x);
        Range up = Range.of(y);
        double[] xs = new double[CELLS * CELLS];
        double[] ys = new double[CELLS * CELLS];
        for (int i = 0; i < xs.length; i++) {
            int row = i / CELLS;
            xs[i] = across.low + (i % CELLS + 0.5) / CELLS * (across.high - across.low);
            ys[i] = up.high - (row + 0.5) / CELLS * (up.high - up.low);
        }
        List<Binding> points = new ArrayList<>(plane.at(xs, ys));
        Tensor values = trainer.predict(output, points);
        if (values.count() != xs.length) {
            throw new ChainruleException(
                    "a map needs one number for each sample, and {0} has shape {1}", output, output.shape());
        }
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + SPAN + " "
                + SPAN + "\" width=\"" + SPAN + "\" height=\"" + SPAN + "\">\n<title>Decisions</title>\n");
        double most = 1e-12;
        for (int i = 0; i < xs.length; i++) {
            most = Math.max(most, Math.abs(values.at(i) - middle));
        }
        for (int i = 0; i < xs.length; i++) {
            double part = (values.at(i) - middle) / most;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n".replace("%n", "\n"),
                    i % CELLS * SIZE,
                    i / CELLS * SIZE,
                    SIZE,
                    SIZE,
                    colour(part)));
        }
        double[] labels = plane.labels();
        for (int i = 0; i < x.length; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" stroke=\"white\" stroke-width=\"0.5\" fill=\"%s\"/>\n",
                    (x[i] - across.low) / (across.high - across.low) * SPAN,
                    (up.high - y[i]) / (up.high - up.low) * SPAN,
                    labels[i] > 0 ? "#0877bd" : "#f59322"));
        }
        return svg.append("</svg>\n").toString();
    }

    /** From orange by white to blue; the root makes the border sharp. */
    private static String colour(double part) {
        double strength = 0.15 + 0.65 * Math.sqrt(Math.abs(part));
        int[] full = part > 0 ? new int[] {8, 119, 189} : new int[] {245, 147, 34};
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                mixed(full[0], strength),
                mixed(full[1], strength),
                mixed(full[2], strength));
    }

    private static int mixed(int full, double strength) {
        return (int) Math.round(255 - (255 - full) * strength);
    }

    private record Range(double low, double high) {
        static Range of(double... values) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            double margin = high > low ? MARGIN * (high - low) : 1;
            return new Range(low - margin, high + margin);
        }
    }
}
