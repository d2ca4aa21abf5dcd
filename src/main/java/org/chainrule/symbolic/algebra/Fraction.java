package org.chainrule.symbolic.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A rational function over the rational numbers: an expanded numerator over a factored denominator, in lowest terms.
 * Equal functions are equal objects, and {@link #isZero} is exact, as long as the denominators could be factored (all
 * but very large ones); otherwise equality may be missed, never invented.
 *
 * <pre>{@code
 * Atoms<String> atoms = new Atoms<>();
 * Fraction y = atoms.fraction("Y"), a = atoms.fraction("A"), one = Fraction.ONE;
 * Fraction dz = one.minus(y).over(one.minus(a)).minus(y.over(a)).times(a).times(one.minus(a));
 * dz.equals(a.minus(y));                     // true
 * }</pre>
 */
public final class Fraction {
    /** 0. */
    public static final Fraction ZERO = new Fraction(Polynomial.ZERO, List.of());

    /** 1. */
    public static final Fraction ONE = new Fraction(Polynomial.ONE, List.of());

    private final Polynomial top;
    private final List<Power> bottom;

    private Fraction(Polynomial top, List<Power> bottom) {
        this.top = top;
        this.bottom = bottom;
    }

    /** A whole number. */
    public static Fraction of(long value) {
        return of(Rational.of(value));
    }

    /** A number. */
    public static Fraction of(Rational value) {
        return of(Polynomial.of(value));
    }

    /** A polynomial. */
    public static Fraction of(Polynomial polynomial) {
        return new Fraction(polynomial, List.of());
    }

    /** An atom. */
    public static Fraction atom(int atom) {
        return of(Polynomial.atom(atom));
    }

    /** The numerator, with all numeric factors of the whole. */
    public Polynomial numerator() {
        return top;
    }

    /** The denominator: powers of atoms and of irreducible polynomials, sorted; empty for a polynomial. */
    public List<Power> denominator() {
        return bottom;
    }

    /** One over the denominator. */
    public Fraction below() {
        return new Fraction(Polynomial.ONE, bottom);
    }

    /** The factors of the numerator but for its {@linkplain Polynomial#content content}; empty for a number. */
    public List<Power> numeratorFactors() {
        return top.isConstant() ? List.of() : Factorization.of(top.times(Rational.ONE.over(top.content())));
    }

    /** True for 0. */
    public boolean isZero() {
        return top.isZero();
    }

    /** True for 1. */
    public boolean isOne() {
        return isConstant() && top.constant().isOne();
    }

    /** True for numbers. */
    public boolean isConstant() {
        return bottom.isEmpty() && top.isConstant();
    }

    /** The sum. */
    public Fraction plus(Fraction other) {
        if (isZero()) {
            return other;
        }
        if (other.isZero()) {
            return this;
        }
        if (bottom.equals(other.bottom)) {
            return lowest(top.plus(other.top), bottom);
        }
        Map<Polynomial, Integer> common = joined(bottom, other.bottom, Math::max);
        return lowest(scaled(common).plus(other.scaled(common)), powers(common));
    }

    /** The numerator for a denominator that is a multiple of this one. */
    private Polynomial scaled(Map<Polynomial, Integer> common) {
        Map<Polynomial, Integer> missing = new LinkedHashMap<>(common);
        bottom.forEach(power -> missing.merge(power.base(), -power.exponent(), Integer::sum));
        Polynomial result = top;
        for (Map.Entry<Polynomial, Integer> entry : missing.entrySet()) {
            result = result.times(entry.getKey().pow(entry.getValue()));
        }
        return result;
    }

    private static Map<Polynomial, Integer> joined(List<Power> some, List<Power> more, BinaryOperator<Integer> both) {
        Map<Polynomial, Integer> exponents = new LinkedHashMap<>();
        some.forEach(power -> exponents.put(power.base(), power.exponent()));
        more.forEach(power -> exponents.merge(power.base(), power.exponent(), both));
        return exponents;
    }

    private static List<Power> powers(Map<Polynomial, Integer> factors) {
        List<Power> powers = new ArrayList<>();
        factors.forEach((base, exponent) -> {
            if (exponent > 0) {
                powers.add(new Power(base, exponent));
            }
        });
        powers.sort(Factorization.ORDER);
        return List.copyOf(powers);
    }

    private static Fraction lowest(Polynomial top, List<Power> bottom) {
        if (top.isZero()) {
            return ZERO;
        }
        Polynomial rest = top;
        Map<Polynomial, Integer> left = new LinkedHashMap<>();
        for (Power power : bottom) {
            int exponent = power.exponent();
            while (exponent > 0) {
                Polynomial quotient = rest.over(power.base());
                if (quotient == null) {
                    break;
                }
                rest = quotient;
                exponent--;
            }
            left.put(power.base(), exponent);
        }
        return new Fraction(rest, powers(left));
    }

    /** The difference. */
    public Fraction minus(Fraction other) {
        return plus(other.negate());
    }

    /** The negative. */
    public Fraction negate() {
        return new Fraction(top.negate(), bottom);
    }

    /** The product. */
    public Fraction times(Fraction other) {
        if (isZero() || other.isZero()) {
            return ZERO;
        }
        if (isOne()) {
            return other;
        }
        if (other.isOne()) {
            return this;
        }
        // Cancelling crosswise first keeps the product small.
        Fraction a = lowest(top, other.bottom);
        Fraction b = lowest(other.top, bottom);
        return new Fraction(a.top.times(b.top), powers(joined(a.bottom, b.bottom, Integer::sum)));
    }

    /** The product with a number. */
    public Fraction times(Rational factor) {
        return factor.isZero() ? ZERO : new Fraction(top.times(factor), bottom);
    }

    /**
     * The quotient.
     *
     * @throws ArithmeticException when the divisor is 0
     */
    public Fraction over(Fraction other) {
        return times(other.reciprocal());
    }

    /**
     * 1 over this.
     *
     * @throws ArithmeticException when this is 0
     */
    public Fraction reciprocal() {
        if (isZero()) {
            throw new ArithmeticException("division by 0");
        }
        Rational content = top.content();
        Polynomial up = Polynomial.of(Rational.ONE.over(content));
        for (Power power : bottom) {
            up = up.times(power.base().pow(power.exponent()));
        }
        return new Fraction(up, List.copyOf(numeratorFactors()));
    }

    /**
     * A whole power.
     *
     * @throws ArithmeticException for a negative power of 0
     */
    public Fraction pow(int exponent) {
        if (exponent < 0) {
            return reciprocal().pow(-exponent);
        }
        if (exponent == 0) {
            return ONE;
        }
        List<Power> powers = new ArrayList<>();
        bottom.forEach(power -> powers.add(new Power(power.base(), power.exponent() * exponent)));
        return new Fraction(top.pow(exponent), List.copyOf(powers));
    }

    /** All atoms under other numbers; different atoms keep different numbers. */
    public Fraction renamed(IntUnaryOperator number) {
        Polynomial renamed = top.renamed(number);
        List<Power> powers = new ArrayList<>();
        for (Power power : bottom) {
            Polynomial base = power.base().renamed(number);
            if (base.leading().coefficient().signum() < 0) {
                base = base.negate();
                renamed = power.exponent() % 2 == 0 ? renamed : renamed.negate();
            }
            powers.add(new Power(base, power.exponent()));
        }
        powers.sort(Factorization.ORDER);
        return new Fraction(renamed, List.copyOf(powers));
    }

    /** All atoms, ascending. */
    public SortedSet<Integer> atoms() {
        SortedSet<Integer> atoms = top.atoms();
        bottom.forEach(power -> atoms.addAll(power.base().atoms()));
        return atoms;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fraction that && top.equals(that.top) && bottom.equals(that.bottom);
    }

    @Override
    public int hashCode() {
        return 31 * top.hashCode() + bottom.hashCode();
    }

    /**
     * As text, with names for atoms.
     *
     * @param factor whether a sum stands in brackets, since something follows
     */
    public String text(IntFunction<String> name, boolean factor) {
        boolean brackets = top.size() > 1 && (factor || !bottom.isEmpty());
        StringBuilder out = new StringBuilder(brackets ? "(" + top.text(name) + ")" : top.text(name));
        for (Power power : bottom) {
            String base = power.base().text(name);
            out.append("/").append(power.base().size() == 1 ? base : "(" + base + ")");
            out.append(power.exponent() == 1 ? "" : "^" + power.exponent());
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return text(atom -> "x" + atom, false);
    }
}
