package org.chainrule.platform;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lines, each of what was asked and what came of it. */
final class Answer {
    private final StringBuilder text = new StringBuilder();
    private String about = "";

    void about(Object... numbers) {
        about = Stream.of(numbers)
                .map(number -> number instanceof Double real ? bits(real) : String.valueOf(number))
                .toList()
                .toString();
    }

    void is(String name, double value) {
        is(name, bits(value));
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }

    void is(String name, Object value) {
        text.append(name).append(about).append(' ').append(value).append('\n');
    }

    /** A value or the kind of its refusal. */
    void may(String name, Supplier<Object> value) {
        Object found;
        try {
            found = value.get();
        } catch (ArithmeticException e) {
            found = "refused";
        }
        is(name, found);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
