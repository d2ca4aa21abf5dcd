package org.chainrule.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The ranges in which naive formulas lose digits are those that are measured, on a grid over all magnitudes. */
class LossTest {
    private static final int FINE = 120;
    /** Far out, so many points of the fine grid are one. */
    private static final int COARSE = 24;

    private static final int PATIENCE = 12;
    private static final double DIGITS = 3;
    /** How far a bound may be from the measured one, as a factor: it is given to two digits, and rounding is noisy. */
    private static final double NEAR = 1.3;

    @TestFactory
    Stream<DynamicTest> rangesAreMeasured() {
        return Rules.all().stream()
                .filter(rule -> rule.loss().isPresent())
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(), () -> measure(rule.variable(), rule.loss().orElseThrow())));
    }

    private static void measure(String variable, Loss loss) {
        Model model = Model.parse("input " + variable + " []");
        Node t = model.get(variable);
        Node naive = model.expression(loss.naive());
        Node stable = model.expression(loss.stable());
        List<Double> grid = grid();
        double[] lost = new double[grid.size()];
        double worst = 0;
        for (int i = 0; i < lost.length; i++) {
            lost[i] = digits(naive, stable, t, grid.get(i));
            worst = Math.max(worst, lost[i]);
        }
        List<Loss.Range> measured = ranges(grid, lost);
        String figures = loss.naive() + ": measured " + measured + ", " + worst + " digits";
        assertThat(measured).as(figures).hasSameSizeAs(loss.ranges());
        for (int i = 0; i < measured.size(); i++) {
            near(loss.ranges().get(i).low(), measured.get(i).low(), figures);
            near(loss.ranges().get(i).high(), measured.get(i).high(), figures);
        }
        assertThat((double) loss.digits()).as(figures).isBetween(worst - 0.5, worst + 0.5);
    }

    /** Runs of points at which digits are lost, where there is something to lose. */
    private static List<Loss.Range> ranges(List<Double> grid, double[] lost) {
        List<Loss.Range> ranges = new ArrayList<>();
        int from = -1;
        int last = -1;
        int bad = 0;
        int good = 0;
        for (int i = 0; i <= lost.length; i++) {
            if (i < lost.length && lost[i] > DIGITS) {
                from = from < 0 ? i : from;
                last = i;
                bad++;
                good = 0;
            } else if (i < lost.length && lost[i] >= 0) {
                good++;
            }
            if (from >= 0 && (i == lost.length || good > PATIENCE)) {
                // A few points are accidents of rounding, a range has many.
                if (bad > PATIENCE && 2 * bad > last - from - neutral(lost, from, last)) {
                    ranges.add(new Loss.Range(
                            neutral(lost, 0, from) == from ? Double.NEGATIVE_INFINITY : grid.get(from),
                            neutral(lost, last + 1, lost.length) == lost.length - last - 1
                                    ? Double.POSITIVE_INFINITY
                                    : grid.get(last)));
                }
                from = -1;
                bad = 0;
                good = 0;
            }
        }
        return ranges;
    }

    private static int neutral(double[] lost, int from, int to) {
        return (int) java.util.Arrays.stream(lost, from, to).filter(x -> x < 0).count();
    }

    private static void near(double given, double measured, String figures) {
        boolean same = given == measured
                || (given == 0 && Math.abs(measured) < 1e-15)
                || (given * measured > 0 && given / measured < NEAR && measured / given < NEAR);
        assertThat(same).as(figures).isTrue();
    }

    /** From -1e300 to 1e300, finely where functions live. */
    private static List<Double> grid() {
        List<Double> grid = new ArrayList<>();
        for (int i = 300 * FINE; i >= -300 * FINE; i -= Math.abs(i) <= 4 * FINE ? 1 : COARSE) {
            grid.add(-Math.pow(10, i / (double) FINE));
        }
        for (int i = grid.size() - 1; i >= 0; i--) {
            grid.add(-grid.get(i));
        }
        return grid;
    }

    /** How many digits of the 16 are lost; negative where there is no number to lose any of. */
    private static double digits(Node naive, Node stable, Node t, double at) {
        double x = value(naive, t, at);
        double y = value(stable, t, at);
        if (!Double.isFinite(y) || (Double.isFinite(x) && Math.abs(y) < Double.MIN_NORMAL)) {
            return -1;
        }
        double error = Double.isFinite(x) ? Math.abs(x - y) / Math.max(Math.abs(y), Double.MIN_NORMAL) : 1;
        return error == 0 ? 0 : Math.min(16, Math.max(0, Math.log10(error / 0x1p-53)));
    }

    private static double value(Node node, Node t, double at) {
        try {
            return Interpreter.run(List.of(node), t.is(at)).get(node).item();
        } catch (org.chainrule.error.ChainruleException e) {
            return Double.NaN;
        }
    }
}
