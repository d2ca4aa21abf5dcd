package org.chainrule.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of an RDD that has no columns: numbers for each input.
 *
 * <pre>{@code
 * rdd.map(line -> Sample.of("X", numbers).and("y", label));
 * }</pre>
 */
public final class Sample implements Serializable {
    private final Map<String, double[]> values;

    private Sample(Map<String, double[]> values) {
        this.values = values;
    }

    /** The numbers of an input, one or more. */
    public static Sample of(String input, double... numbers) {
        return new Sample(Map.of()).and(input, numbers);
    }

    /** The same with the numbers of one more input. */
    public Sample and(String input, double... numbers) {
        Map<String, double[]> more = new LinkedHashMap<>(values);
        more.put(input, numbers.clone());
        return new Sample(more);
    }

    /** The numbers of an input; null when there are none. */
    double[] get(String input) {
        return values.get(input);
    }
}
