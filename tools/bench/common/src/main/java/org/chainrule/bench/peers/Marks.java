package org.chainrule.bench.peers;

import java.util.ArrayList;
import java.util.List;

/** Collects what a workload computes, in the order in which all peers do. An array becomes one number. */
public final class Marks {
    private final List<Double> marks = new ArrayList<>();

    /** A loss, or another single number. */
    public Marks number(double value) {
        marks.add(value);
        return this;
    }

    /** A gradient: one number that tells entries in another order, and signs, and in which nothing cancels. */
    public Marks gradient(double[] entries) {
        double sum = 0;
        for (int i = 0; i < entries.length; i++) {
            sum += Math.abs(entries[i]) * (1 + i % 13 / 13.0) * (entries[i] > 0 ? 2 : 1);
        }
        return number(sum);
    }

    /** The gradient of which a step of training with this rate has led from one array to the other. */
    public Marks step(double[] before, double[] after, double rate) {
        double[] gradient = new double[before.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (before[i] - after[i]) / rate;
        }
        return gradient(gradient);
    }

    /** All of them. */
    public double[] list() {
        return marks.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
