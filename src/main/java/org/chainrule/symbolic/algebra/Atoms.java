package org.chainrule.symbolic.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for things, in the order in which they are first met, so that anything can be an atom of a {@link Fraction}.
 *
 * @param <A> what stands behind an atom; equal things are one atom
 */
public final class Atoms<A> {
    private final Map<A, Integer> numbers = new HashMap<>();
    private final List<A> things = new ArrayList<>();

    /** An empty table. */
    public Atoms() {}

    /** The number of a thing, a new one if it has none. */
    public int number(A thing) {
        Integer known = numbers.putIfAbsent(thing, things.size());
        if (known != null) {
            return known;
        }
        things.add(thing);
        return things.size() - 1;
    }

    /** A thing as a rational function. */
    public Fraction fraction(A thing) {
        return Fraction.atom(number(thing));
    }

    /** The thing with a number. */
    public A thing(int number) {
        return things.get(number);
    }

    /** How many there are. */
    public int size() {
        return things.size();
    }
}
