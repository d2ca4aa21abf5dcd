package org.chainrule.train;

import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Trigonometry;

/**
 * A learning rate that changes, as a graph of the clock. As PyTorch's schedulers do when they are stepped once an epoch, the
 * named ones count epochs.
 */
@FunctionalInterface
public interface Schedule {
    /** The rate, a scalar. */
    Node rate(Memory clock);

    /** The same rate always. */
    static Schedule constant(double rate) {
        return clock -> Node.constant(rate);
    }

    /** Times gamma after every so many epochs: {@code rate·gamma^⌊epoch/size⌋}. */
    static Schedule step(double rate, double size, double gamma) {
        return clock ->
                power(gamma, Rounding.FLOOR.of(clock.epoch().over(size))).times(rate);
    }

    /** Times gamma after every epoch: {@code rate·gamma^epoch}. */
    static Schedule exponential(double rate, double gamma) {
        return clock -> power(gamma, clock.epoch()).times(rate);
    }

    /**
     * From the rate down to the least along half a cosine, in so many epochs; then the least.
     *
     * @param epochs until the least is reached
     */
    static Schedule cosine(double rate, double epochs, double least) {
        return clock -> {
            Node part = Extremes.MINIMUM.of(clock.epoch().over(epochs), Node.constant(1));
            return Trigonometry.COS
                    .of(part.times(Math.PI))
                    .plus(1)
                    .times((rate - least) / 2)
                    .plus(least);
        };
    }

    /** Straight up from rate/steps to the rate in so many steps; then the rate. */
    static Schedule warmUp(double rate, double steps) {
        return clock ->
                Extremes.MINIMUM.of(clock.step().over(steps), Node.constant(1)).times(rate);
    }

    /**
     * Times a factor whenever the mean loss of an epoch has not become better for some epochs.
     *
     * @param patience how many epochs are waited for
     * @param threshold by what part a better loss is less
     */
    static Schedule plateau(double rate, double factor, int patience, double threshold) {
        return clock -> {
            clock.plateau(new Memory.Plateau(factor, patience, threshold));
            return Node.constant(rate);
        };
    }

    /** This one up to a step, another one after it. */
    default Schedule until(double step, Schedule next) {
        return clock ->
                Where.of(Comparison.LESS_EQUAL.of(clock.step(), Node.constant(step)), rate(clock), next.rate(clock));
    }

    private static Node power(double base, Node exponent) {
        return Powers.POW.of(Node.constant(base), exponent);
    }
}
