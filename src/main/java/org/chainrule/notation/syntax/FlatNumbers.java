package org.chainrule.notation.syntax;

import java.util.Arrays;
import java.util.List;

/** Numbers one after the other, which do not change; eight bytes each, since a text may hold millions. */
public final class FlatNumbers {
    private final double[] values;

    private FlatNumbers(double[] values) {
        this.values = values;
    }

    /** How many there are. */
    public int length() {
        return values.length;
    }

    /** One of them. */
    public double get(int i) {
        return values[i];
    }

    /** A copy as an array. */
    public double[] toArray() {
        return values.clone();
    }

    /** A copy as a list. */
    public List<Double> asList() {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlatNumbers numbers && Arrays.equals(values, numbers.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    /** Collects numbers. */
    static final class Builder {
        private double[] values = new double[16];
        private int length;

        Builder add(double value) {
            reserve(1);
            values[length++] = value;
            return this;
        }

        Builder addAll(FlatNumbers numbers) {
            reserve(numbers.length());
            System.arraycopy(numbers.values, 0, values, length, numbers.length());
            length += numbers.length();
            return this;
        }

        FlatNumbers build() {
            return new FlatNumbers(Arrays.copyOf(values, length));
        }

        private void reserve(int more) {
            if (length + more > values.length) {
                values = Arrays.copyOf(values, Math.max(length + more, 2 * length));
            }
        }
    }
}
