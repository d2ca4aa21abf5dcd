package org.chainrule.symbolic.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A polynomial over the rational numbers: finitely many monomials, each with a coefficient that is not 0. */
public final class Polynomial {
    /** A monomial with its coefficient. */
    public record Term(Rational coefficient, Monomial monomial) {}

    /** 0. */
    public static final Polynomial ZERO = new Polynomial(new TreeMap<>(Comparator.reverseOrder()));

    /** 1. */
    public static final Polynomial ONE = of(Rational.ONE);

    /** A polynomial with more terms than this is not written down. */
    public static final int MOST_TERMS = 5_000;

    private static final long MOST_PRODUCTS = 400_000;

    private final NavigableMap<Monomial, Rational> terms;

    private Polynomial(NavigableMap<Monomial, Rational> terms) {
        if (terms.size() > MOST_TERMS) {
            throw new TooLargeException("a polynomial of more than {0} terms", MOST_TERMS);
        }
        this.terms = terms;
    }

    /** A number. */
    public static Polynomial of(Rational value) {
        return of(value, Monomial.ONE);
    }

    /** One term. */
    public static Polynomial of(Rational coefficient, Monomial monomial) {
        TreeMap<Monomial, Rational> terms = new TreeMap<>(Comparator.reverseOrder());
        if (!coefficient.isZero()) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    /** An atom. */
    public static Polynomial atom(int atom) {
        return of(Rational.ONE, Monomial.of(atom, 1));
    }

    /** The terms, the greatest monomial first. */
    public List<Term> terms() {
        List<Term> list = new ArrayList<>(terms.size());
        terms.forEach((monomial, coefficient) -> list.add(new Term(coefficient, monomial)));
        return list;
    }

    /** The number of terms. */
    public int size() {
        return terms.size();
    }

    /** The coefficient of a monomial, which may be 0. */
    public Rational coefficient(Monomial monomial) {
        Rational coefficient = terms.get(monomial);
        return coefficient == null ? Rational.ZERO : coefficient;
    }

    /**
     * The term with the greatest monomial.
     *
     * @throws java.util.NoSuchElementException for 0
     */
    public Term leading() {
        return new Term(terms.firstEntry().getValue(), terms.firstKey());
    }

    /** The atom that this is, or -1. */
    public int onlyAtom() {
        boolean one =
                size() == 1 && leading().coefficient.isOne() && terms.firstKey().degree() == 1;
        return one ? terms.firstKey().atom(0) : -1;
    }

    /** True for 0. */
    public boolean isZero() {
        return terms.isEmpty();
    }

    /** True for numbers. */
    public boolean isConstant() {
        return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().size() == 0);
    }

    /** The number this is, or the constant part of what it is. */
    public Rational constant() {
        return coefficient(Monomial.ONE);
    }

    /** All atoms, ascending. */
    public SortedSet<Integer> atoms() {
        TreeSet<Integer> atoms = new TreeSet<>();
        for (Monomial monomial : terms.keySet()) {
            for (int i = 0; i < monomial.size(); i++) {
                atoms.add(monomial.atom(i));
            }
        }
        return atoms;
    }

    /** The highest exponent of an atom. */
    public int degree(int atom) {
        int degree = 0;
        for (Monomial monomial : terms.keySet()) {
            degree = Math.max(degree, monomial.exponentOf(atom));
        }
        return degree;
    }

    /** The coefficients of the powers of an atom, the lowest first. */
    public NavigableMap<Integer, Polynomial> byPowers(int atom) {
        NavigableMap<Integer, Polynomial> parts = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> {
            int exponent = monomial.exponentOf(atom);
            Monomial rest = monomial.over(Monomial.of(atom, exponent));
            parts.merge(exponent, of(coefficient, rest == null ? monomial : rest), Polynomial::plus);
        });
        return parts;
    }

    /** The sum. */
    public Polynomial plus(Polynomial other) {
        return plus(other, Rational.ONE);
    }

    /** The difference. */
    public Polynomial minus(Polynomial other) {
        return plus(other, Rational.MINUS_ONE);
    }

    private Polynomial plus(Polynomial other, Rational factor) {
        if (other.isZero()) {
            return this;
        }
        TreeMap<Monomial, Rational> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient.times(factor)));
        return new Polynomial(sum);
    }

    private static void add(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
        // Most are new: they are looked for once.
        Rational old = sum.put(monomial, coefficient);
        Rational value = old == null ? coefficient : old.plus(coefficient);
        if (value.isZero()) {
            sum.remove(monomial);
        } else if (old != null) {
            sum.put(monomial, value);
        }
    }

    /**
     * The product.
     *
     * @throws TooLargeException when it would be too large
     */
    public Polynomial times(Polynomial other) {
        if ((long) size() * other.size() > MOST_PRODUCTS) {
            throw new TooLargeException("a product of polynomials of {0} and {1} terms", size(), other.size());
        }
        // Put in order once they are all known: of many products, most fall together.
        Map<Monomial, Rational> product = new HashMap<>();
        terms.forEach((m, a) -> {
            other.terms.forEach((n, b) -> add(product, m.times(n), a.times(b)));
            if (product.size() > 2 * MOST_TERMS) {
                throw new TooLargeException("a polynomial of more than {0} terms", MOST_TERMS);
            }
        });
        TreeMap<Monomial, Rational> ordered = new TreeMap<>(Comparator.reverseOrder());
        ordered.putAll(product);
        return new Polynomial(ordered);
    }

    /** The product with a number. */
    public Polynomial times(Rational factor) {
        return factor.isOne() ? this : times(of(factor));
    }

    /** The product with a monomial. */
    public Polynomial times(Monomial factor) {
        return factor.size() == 0 ? this : times(of(Rational.ONE, factor));
    }

    /** The negative. */
    public Polynomial negate() {
        return ZERO.minus(this);
    }

    /**
     * A power.
     *
     * @param exponent at least 0
     * @throws TooLargeException when it would be too large
     */
    public Polynomial pow(int exponent) {
        Polynomial result = ONE;
        for (int i = 0; i < exponent; i++) {
            result = result.times(this);
        }
        return result;
    }

    /** The quotient when the division leaves nothing, null otherwise. */
    public @Nullable Polynomial over(Polynomial divisor) {
        for (int atom : divisor.atoms()) {
            if (divisor.degree(atom) > degree(atom)) {
                return null;
            }
        }
        Division division = divide(divisor, true);
        return division.rest.isZero() ? division.quotient : null;
    }

    /**
     * A division with remainder.
     *
     * @param quotient times the divisor plus the rest is the dividend
     * @param rest no term of it is divisible by the greatest monomial of the divisor
     */
    public record Division(Polynomial quotient, Polynomial rest) {}

    /** Divides as long as some term is divisible by the greatest monomial of the divisor, which is not 0. */
    public Division divide(Polynomial divisor) {
        return divide(divisor, false);
    }

    /** Divides, only as far as it is known that nothing will be left when that is asked for. */
    private Division divide(Polynomial divisor, boolean exactly) {
        Term leading = divisor.leading();
        TreeMap<Monomial, Rational> rest = new TreeMap<>(terms);
        TreeMap<Monomial, Rational> quotient = new TreeMap<>(Comparator.reverseOrder());
        Map.Entry<Monomial, Rational> at = rest.firstEntry();
        long work = 0;
        while (at != null) {
            Monomial monomial = at.getKey().over(leading.monomial);
            if (monomial != null) {
                Rational factor = at.getValue().over(leading.coefficient);
                quotient.put(monomial, factor);
                divisor.terms.forEach(
                        (m, c) -> add(rest, m.times(monomial), c.times(factor).negate()));
                work += divisor.size();
                if (work > MOST_PRODUCTS) {
                    throw new TooLargeException("a long division of polynomials");
                }
            } else if (exactly) {
                break;
            }
            at = rest.higherEntry(at.getKey());
        }
        return new Division(new Polynomial(quotient), new Polynomial(rest));
    }

    /** All atoms under other numbers; different atoms keep different numbers. */
    public Polynomial renamed(IntUnaryOperator number) {
        TreeMap<Monomial, Rational> renamed = new TreeMap<>(Comparator.reverseOrder());
        terms.forEach((monomial, coefficient) -> {
            Monomial image = Monomial.ONE;
            for (int i = 0; i < monomial.size(); i++) {
                image = image.times(Monomial.of(number.applyAsInt(monomial.atom(i)), monomial.exponentAt(i)));
            }
            add(renamed, image, coefficient);
        });
        return new Polynomial(renamed);
    }

    /** The greatest monomial that divides all terms; 1 for 0. */
    public Monomial monomialContent() {
        Monomial content = null;
        for (Monomial monomial : terms.keySet()) {
            content = content == null ? monomial : content.gcd(monomial);
        }
        return content == null ? Monomial.ONE : content;
    }

    /**
     * The number by which to divide so that the coefficients become whole numbers without a common divisor, the first one
     * positive; 0 for 0.
     */
    public Rational content() {
        if (isZero()) {
            return Rational.ZERO;
        }
        BigInteger top = BigInteger.ZERO;
        BigInteger bottom = BigInteger.ONE;
        for (Rational coefficient : terms.values()) {
            top = top.gcd(coefficient.numerator());
            bottom = bottom.divide(bottom.gcd(coefficient.denominator())).multiply(coefficient.denominator());
        }
        Rational content = Rational.of(top, bottom);
        return leading().coefficient.signum() < 0 ? content.negate() : content;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Polynomial that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** As text, with names for atoms. */
    public String text(IntFunction<String> name) {
        StringBuilder out = new StringBuilder();
        terms.forEach((monomial, coefficient) -> {
            boolean minus = coefficient.signum() < 0;
            Rational magnitude = coefficient.abs();
            out.append(out.isEmpty() ? (minus ? "-" : "") : (minus ? " - " : " + "));
            if (monomial.size() == 0) {
                out.append(magnitude);
            } else {
                out.append(magnitude.isOne() ? "" : magnitude + "*").append(monomial.text(name));
            }
        });
        return out.isEmpty() ? "0" : out.toString();
    }

    @Override
    public String toString() {
        return text(atom -> "x" + atom);
    }
}
