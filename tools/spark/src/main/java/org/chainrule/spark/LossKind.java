package org.chainrule.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;

/** How the loss of all rows comes from those of some: what has to be so for the rows to be divided among machines. */
enum LossKind {
    /** A mean over rows, and what does not depend on them, such as a penalty on weights. */
    MEAN,
    /** A sum over rows. */
    SUM;

    private static final double CLOSE = 1e-9;
    private static final double CLOSE_F32 = 1e-4;

    /** By what the loss and gradients of a block are multiplied before they are added. */
    double weight(RowBlock block) {
        return this == MEAN ? block.rows() : 1;
    }

    /** By what the sum of all is divided. */
    double divisor(long rows) {
        return this == MEAN ? rows : 1;
    }

    /**
     * Finds out, by numbers: the loss of five rows against those of two and three of them, at three points near the start.
     *
     * @throws ChainruleException when it is neither
     */
    static LossKind of(Compiled compiled, Map<String, double[]> start, RowBlock rows) {
        double close = compiled.recipe().dtype() == DType.F32 ? CLOSE_F32 : CLOSE;
        List<Integer> distinct = distinct(rows);
        RowBlock two = take(compiled, rows, distinct, 0, 2);
        RowBlock three = take(compiled, rows, distinct, 2, 5);
        RowBlock five = take(compiled, rows, distinct, 0, 5);
        SplittableRandom random = new SplittableRandom(1);
        boolean mean = true;
        boolean sum = true;
        int points = 0;
        for (int point = 0; point < 6 && points < 3; point++) {
            List<Binding> at = compiled.bind(near(compiled, start, random, point == 5 ? 0 : 0.1));
            double a = compiled.loss(at, two);
            double b = compiled.loss(at, three);
            double all = compiled.loss(at, five);
            if (!Double.isFinite(a + b + all)) {
                continue;
            }
            points++;
            double tolerance = close * (Math.abs(a) + Math.abs(b) + Math.abs(all)) + Double.MIN_NORMAL;
            mean &= Math.abs((2 * a + 3 * b) / 5 - all) <= tolerance;
            sum &= Math.abs(a + b - all) <= tolerance;
        }
        if (mean) {
            return MEAN;
        }
        if (sum) {
            return SUM;
        }
        throw new ChainruleException(
                "the loss {0} of all rows does not follow from those of some, so that no machine can compute its share: make it a mean over the rows, plus what depends on parameters only, or a sum over the rows",
                compiled.model().lossName().orElse("J"));
    }

    private static Map<String, double[]> near(
            Compiled compiled, Map<String, double[]> start, SplittableRandom random, double width) {
        Map<String, double[]> near = new HashMap<>(start);
        for (Node param : compiled.params()) {
            double[] moved = start.get(Compiled.name(param)).clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += width * (random.nextDouble() - 0.5);
            }
            near.put(Compiled.name(param), moved);
        }
        return near;
    }

    /** The numbers of some rows that are not the same, five if there are. */
    private static List<Integer> distinct(RowBlock rows) {
        Set<List<Double>> seen = new LinkedHashSet<>();
        List<Integer> numbers = new ArrayList<>();
        for (int row = 0; row < rows.rows() && numbers.size() < 5; row++) {
            List<Double> values = new ArrayList<>();
            for (double[] each : rows.values()) {
                int width = each.length / rows.rows();
                for (int i = 0; i < width; i++) {
                    values.add(each[row * width + i]);
                }
            }
            if (seen.add(values)) {
                numbers.add(row);
            }
        }
        return numbers;
    }

    /** Some rows that differ, which stand for all. */
    static RowBlock some(Compiled compiled, RowBlock rows) {
        List<Integer> numbers = distinct(rows);
        return take(compiled, rows, numbers, 0, numbers.size());
    }

    private static RowBlock take(Compiled compiled, RowBlock rows, List<Integer> numbers, int from, int to) {
        double[][] values = new double[rows.values().length][];
        for (int input = 0; input < values.length; input++) {
            int width = compiled.sampled().get(input).width();
            values[input] = new double[(to - from) * width];
            for (int i = from; i < to; i++) {
                int row = numbers.get(i % numbers.size());
                System.arraycopy(rows.values()[input], row * width, values[input], (i - from) * width, width);
            }
        }
        return RowBlock.of(to - from, values);
    }
}
