package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.chainrule.symbolic.algebra.Rational;

/** The exact number that a constant of a graph stands for. */
final class ExactNumbers {
    /** A decimal with fewer digits is what was meant. */
    private static final int MANY_DIGITS = 15;

    private static final long LARGEST_DENOMINATOR = 200_000;

    /** A constant that is not rational, by its double. */
    private record Named(double value, Supplier<Form> form) {}

    private final List<Named> named = new ArrayList<>();

    ExactNumbers(FormAlgebra forms, Transcendentals functions) {
        Supplier<Form> rootPi = () -> functions.root(functions.named("pi"), 2);
        Supplier<Form> rootTwo = () -> functions.root(Form.of(2), 2);
        named.add(new Named(Math.E, () -> functions.exp(Form.ONE)));
        named.add(new Named(Math.log(2), () -> functions.log(Form.of(2))));
        named.add(new Named(Math.log(10), () -> functions.log(Form.of(10))));
        // Powers of √π and √2, such as π, 2/√π and 1/√(2π); of the latter alone only the odd ones are not plain.
        for (int p = -2; p <= 2; p++) {
            for (int q = -4; q <= 4; q++) {
                if (p != 0 || q % 2 != 0) {
                    int ofPi = p;
                    int ofTwo = q;
                    named.add(new Named(
                            Math.pow(Math.PI, p / 2.0) * Math.pow(2, q / 2.0),
                            () -> forms.times(forms.pow(rootPi.get(), ofPi), forms.pow(rootTwo.get(), ofTwo))));
                }
            }
        }
    }

    /**
     * The number that was meant: π and its like; a short decimal itself; a long one the fraction with a small denominator
     * next to it, if there is one (0.6666666666666666 is 2/3).
     *
     * @param value finite
     */
    Form of(double value) {
        for (Named one : named) {
            if (Math.abs(Math.abs(value) - one.value) <= 2 * Math.ulp(one.value)) {
                return value < 0 ? one.form.get().negate() : one.form.get();
            }
        }
        Rational decimal = Rational.ofDecimal(value);
        String digits = decimal.numerator().abs().toString();
        if (decimal.denominator().bitLength() < 40 || digits.length() < MANY_DIGITS) {
            return Form.of(decimal);
        }
        return Form.of(nearby(value, decimal));
    }

    /** The first convergent of the continued fraction within a unit in the last place. */
    private static Rational nearby(double value, Rational decimal) {
        double rest = Math.abs(value);
        long[] top = {1, (long) Math.floor(rest)};
        long[] bottom = {0, 1};
        if (rest > 1e6) {
            return decimal;
        }
        while (bottom[1] <= LARGEST_DENOMINATOR) {
            if (Math.abs((double) top[1] / bottom[1] - Math.abs(value)) <= Math.ulp(value)) {
                return Rational.of(value < 0 ? -top[1] : top[1], bottom[1]);
            }
            double part = rest - Math.floor(rest);
            if (part == 0) {
                return decimal;
            }
            rest = 1 / part;
            long next = (long) Math.floor(rest);
            if (next > LARGEST_DENOMINATOR) {
                return decimal;
            }
            top = new long[] {top[1], next * top[1] + top[0]};
            bottom = new long[] {bottom[1], next * bottom[1] + bottom[0]};
        }
        return decimal;
    }
}
