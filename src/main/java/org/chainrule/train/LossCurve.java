package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.tensor.TensorText;

/** The losses of a training as a picture. */
public final class LossCurve {
    /** The bits of the dots of a sign of braille, by column and row. */
    private static final int[][] DOTS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

    private LossCurve() {}

    /** The least and the largest loss. */
    private record Range(double low, double high) {
        static Range of(List<Double> losses) {
            double low = losses.stream()
                    .mapToDouble(x -> x)
                    .filter(Double::isFinite)
                    .min()
                    .orElse(0);
            double high = losses.stream()
                    .mapToDouble(x -> x)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(1);
            return new Range(low, high > low ? high : low + 1);
        }

        /** Where a loss lies between the two, from 0 to 1. */
        double part(double loss) {
            return (loss - low) / (high - low);
        }
    }

    /**
     * The curve in signs of braille, with the largest and the least of what is shown beside it.
     *
     * @param width in signs
     * @param height in lines
     */
    public static String text(List<Double> losses, int width, int height) {
        List<Double> means = means(losses, 2 * width);
        Range range = Range.of(means);
        int[][] signs = new int[height][width];
        int before = -1;
        for (int x = 0; x < means.size(); x++) {
            if (!Double.isFinite(means.get(x))) {
                continue;
            }
            int y = (int) Math.round((1 - range.part(means.get(x))) * (4 * height - 1));
            // From beside the last dot up or down to this one, so that a fall is a line.
            int from = before < 0 || before == y ? y : before < y ? before + 1 : before - 1;
            for (int dot = Math.min(from, y); dot <= Math.max(from, y); dot++) {
                signs[dot / 4][x / 2] |= DOTS[x % 2][dot % 4];
            }
            before = y;
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < height; row++) {
            for (int sign : signs[row]) {
                text.append((char) (0x2800 + sign));
            }
            double label = row == 0 ? range.high : range.low;
            text.append(row == 0 || row == height - 1 ? " " + rounded(label) : "")
                    .append('\n');
        }
        return text.toString();
    }

    /** One number for each dot: the mean of the losses that fall on it, or the one nearest to it. */
    private static List<Double> means(List<Double> losses, int dots) {
        List<Double> means = new ArrayList<>();
        for (int x = 0; x < dots && !losses.isEmpty(); x++) {
            int from = (int) ((long) x * losses.size() / dots);
            int to = Math.max(from + 1, (int) ((x + 1L) * losses.size() / dots));
            means.add(losses.subList(from, to).stream()
                    .mapToDouble(loss -> loss)
                    .average()
                    .orElse(Double.NaN));
        }
        return means;
    }

    /** The curve as an SVG picture, as MATLAB draws it: a red line of width 2, with the words of the slides at the axes. */
    public static String svg(List<Double> losses) {
        return Plot.of("Loss", Map.of("Loss", losses))
                .axes("Number of Iteration", "Loss")
                .svg();
    }

    private static String rounded(double value) {
        return TensorText.number(Double.parseDouble(String.format(Locale.ROOT, "%.3e", value)));
    }
}
