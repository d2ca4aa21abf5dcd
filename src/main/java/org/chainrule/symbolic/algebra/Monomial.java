package org.chainrule.symbolic.algebra;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A product of positive powers of atoms. Atoms are numbers from 0 on; {@link Atoms} gives numbers to things.
 *
 * <p>The order is by degree first, then lexicographic (the atom with the smallest number weighs most). It is compatible
 * with products, which division relies on.
 */
public final class Monomial implements Comparable<Monomial> {
    /** The empty product. */
    public static final Monomial ONE = new Monomial(new int[0], new int[0]);

    private final int[] atoms;
    private final int[] exponents;
    private final int degree;
    private final int hash;

    private Monomial(int[] atoms, int[] exponents) {
        this.atoms = atoms;
        this.exponents = exponents;
        int sum = 0;
        for (int exponent : exponents) {
            sum = Math.addExact(sum, exponent);
        }
        this.degree = sum;
        this.hash = 31 * Arrays.hashCode(atoms) + Arrays.hashCode(exponents);
    }

    /** A power of one atom. */
    public static Monomial of(int atom, int exponent) {
        if (exponent < 0) {
            throw new IllegalArgumentException("exponent " + exponent);
        }
        return exponent == 0 ? ONE : new Monomial(new int[] {atom}, new int[] {exponent});
    }

    /** How many different atoms there are. */
    public int size() {
        return atoms.length;
    }

    /** The atom at a position; they ascend. */
    public int atom(int position) {
        return atoms[position];
    }

    /** The exponent of the atom at a position, at least 1. */
    public int exponentAt(int position) {
        return exponents[position];
    }

    /** The exponent of an atom; 0 when it is not there. */
    public int exponentOf(int atom) {
        int at = Arrays.binarySearch(atoms, atom);
        return at < 0 ? 0 : exponents[at];
    }

    /** The sum of all exponents. */
    public int degree() {
        return degree;
    }

    /** The product. */
    public Monomial times(Monomial other) {
        Monomial product = other.atoms.length == 0 ? this : atoms.length == 0 ? other : joined(other, 1);
        if (product == null) {
            throw new IllegalStateException("a product has no negative exponents");
        }
        return product;
    }

    /** The quotient, or null when it is not a monomial. */
    public @Nullable Monomial over(Monomial other) {
        return joined(other, -1);
    }

    /** The product with a power of another one, or null when an exponent would be negative. */
    private @Nullable Monomial joined(Monomial other, int power) {
        int[] a = new int[atoms.length + other.atoms.length];
        int[] e = new int[a.length];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < atoms.length || j < other.atoms.length) {
            int own = i < atoms.length ? atoms[i] : Integer.MAX_VALUE;
            int theirs = j < other.atoms.length ? other.atoms[j] : Integer.MAX_VALUE;
            int exponent =
                    Math.addExact(own <= theirs ? exponents[i++] : 0, theirs <= own ? power * other.exponents[j++] : 0);
            if (exponent < 0) {
                return null;
            }
            if (exponent > 0) {
                a[n] = Math.min(own, theirs);
                e[n++] = exponent;
            }
        }
        return new Monomial(Arrays.copyOf(a, n), Arrays.copyOf(e, n));
    }

    /** The greatest monomial that divides both. */
    public Monomial gcd(Monomial other) {
        Monomial result = ONE;
        for (int i = 0; i < atoms.length; i++) {
            result = result.times(of(atoms[i], Math.min(exponents[i], other.exponentOf(atoms[i]))));
        }
        return result;
    }

    @Override
    public int compareTo(Monomial other) {
        if (degree != other.degree) {
            return Integer.compare(degree, other.degree);
        }
        int common = Math.min(atoms.length, other.atoms.length);
        for (int i = 0; i < common; i++) {
            int own = atoms[i];
            int theirs = other.atoms[i];
            if (own != theirs) {
                return own < theirs ? 1 : -1;
            }
            int power = exponents[i] - other.exponents[i];
            if (power != 0) {
                return power;
            }
        }
        return Integer.compare(atoms.length, other.atoms.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Monomial that
                && Arrays.equals(atoms, that.atoms)
                && Arrays.equals(exponents, that.exponents);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As text, with names for atoms. */
    public String text(IntFunction<String> name) {
        StringJoiner out = new StringJoiner("*").setEmptyValue("1");
        for (int i = 0; i < atoms.length; i++) {
            out.add(name.apply(atoms[i]) + (exponents[i] == 1 ? "" : "^" + exponents[i]));
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return text(atom -> "x" + atom);
    }
}
