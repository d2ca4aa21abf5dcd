package org.chainrule.symbolic.algebra;

import cc.redberry.rings.Rings;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.MonomialOrder;
import cc.redberry.rings.poly.multivar.MultivariateFactorization;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Polynomials as products of irreducible ones. Most denominators of calculus are seen to be irreducible at a glance
 * (1 + e, 1 − a, x² + y); only for the others the library is asked, whose first call costs some 80 ms of class loading.
 */
final class Factorization {
    /** Beyond this a polynomial stays as it is; the result is right, only less may cancel. */
    private static final int MOST_TERMS = 60;

    private static final int MOST_DEGREE = 12;
    private static final int MOST_ATOMS = 10;

    private Factorization() {}

    /**
     * The factors of a primitive polynomial, sorted: their product is the polynomial.
     *
     * @param polynomial not constant, with content 1
     */
    static List<Power> of(Polynomial polynomial) {
        Map<Polynomial, Integer> factors = new LinkedHashMap<>();
        Monomial common = polynomial.monomialContent();
        for (int i = 0; i < common.size(); i++) {
            factors.put(Polynomial.atom(common.atom(i)), common.exponentAt(i));
        }
        Polynomial rest = polynomial.over(Polynomial.of(Rational.ONE, common));
        if (rest == null) {
            throw new IllegalStateException("a polynomial is divisible by the gcd of its monomials");
        }
        if (!rest.isConstant()) {
            if (isIrreducible(rest) || isIrreducibleBinomial(rest) || isLarge(rest)) {
                factors.merge(rest, 1, Integer::sum);
            } else {
                factor(rest).forEach((base, exponent) -> factors.merge(base, exponent, Integer::sum));
            }
        }
        List<Power> powers = new ArrayList<>();
        factors.forEach((base, exponent) -> powers.add(new Power(base, exponent)));
        powers.sort(ORDER);
        return powers;
    }

    /** An order of factors that depends on the polynomials alone. */
    static final Comparator<Power> ORDER = Comparator.<Power>comparingInt(
                    p -> p.base().size())
            .thenComparing(Power::base, Factorization::compare)
            .thenComparingInt(Power::exponent);

    private static int compare(Polynomial a, Polynomial b) {
        List<Polynomial.Term> p = a.terms();
        List<Polynomial.Term> q = b.terms();
        for (int i = 0; i < p.size() && i < q.size(); i++) {
            int order = q.get(i).monomial().compareTo(p.get(i).monomial());
            if (order == 0) {
                order = p.get(i).coefficient().compareTo(q.get(i).coefficient());
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(p.size(), q.size());
    }

    private static boolean isLarge(Polynomial polynomial) {
        return polynomial.size() > MOST_TERMS
                || polynomial.leading().monomial().degree() > MOST_DEGREE
                || polynomial.atoms().size() > MOST_ATOMS;
    }

    /** True when an atom occurs once, to the first power, and nothing divides both its cofactor and the rest. */
    private static boolean isIrreducible(Polynomial polynomial) {
        for (int atom : polynomial.atoms()) {
            Monomial cofactor = null;
            Monomial others = null;
            boolean linear = true;
            for (Polynomial.Term term : polynomial.terms()) {
                int exponent = term.monomial().exponentOf(atom);
                if (exponent == 0) {
                    others = others == null ? term.monomial() : others.gcd(term.monomial());
                } else if (exponent == 1 && cofactor == null) {
                    cofactor = term.monomial().over(Monomial.of(atom, 1));
                } else {
                    linear = false;
                    break;
                }
            }
            if (linear
                    && cofactor != null
                    && others != null
                    && cofactor.gcd(others).size() == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * True for two terms whose exponents have the greatest common divisor 1, and for such as x² + y⁴: the divisor a power of
     * 2, the signs equal (Capelli's theorem; x⁴ + 4y⁴ is the exception).
     */
    private static boolean isIrreducibleBinomial(Polynomial polynomial) {
        if (polynomial.size() != 2) {
            return false;
        }
        int divisor = 0;
        boolean unit = true;
        boolean sameSign = true;
        for (Polynomial.Term term : polynomial.terms()) {
            unit &= term.coefficient().abs().isOne();
            sameSign &= term.coefficient().signum() > 0;
            for (int i = 0; i < term.monomial().size(); i++) {
                divisor = gcd(divisor, term.monomial().exponentAt(i));
            }
        }
        return divisor == 1 || (sameSign && (divisor == 2 || (unit && Integer.bitCount(divisor) == 1)));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static Map<Polynomial, Integer> factor(Polynomial polynomial) {
        List<Integer> atoms = new ArrayList<>(polynomial.atoms());
        Map<Integer, Integer> position = new TreeMap<>();
        atoms.forEach(atom -> position.put(atom, position.size()));
        List<cc.redberry.rings.poly.multivar.Monomial<BigInteger>> terms = new ArrayList<>();
        for (Polynomial.Term term : polynomial.terms()) {
            int[] exponents = new int[atoms.size()];
            for (int i = 0; i < term.monomial().size(); i++) {
                exponents[position.getOrDefault(term.monomial().atom(i), 0)] =
                        term.monomial().exponentAt(i);
            }
            terms.add(new cc.redberry.rings.poly.multivar.Monomial<>(
                    exponents, new BigInteger(term.coefficient().numerator())));
        }
        MultivariatePolynomial<BigInteger> given =
                MultivariatePolynomial.create(atoms.size(), Rings.Z, MonomialOrder.GREVLEX, terms);
        PolynomialFactorDecomposition<MultivariatePolynomial<BigInteger>> found =
                MultivariateFactorization.Factor(given);
        Map<Polynomial, Integer> factors = new LinkedHashMap<>();
        for (int i = 0; i < found.factors.size(); i++) {
            Polynomial base = Polynomial.ZERO;
            for (cc.redberry.rings.poly.multivar.Monomial<BigInteger> term : found.factors.get(i)) {
                Monomial monomial = Monomial.ONE;
                for (int k = 0; k < atoms.size(); k++) {
                    monomial = monomial.times(Monomial.of(atoms.get(k), term.exponents[k]));
                }
                Rational coefficient = Rational.of(new java.math.BigInteger(term.coefficient.toByteArray()));
                base = base.plus(Polynomial.of(coefficient, monomial));
            }
            Polynomial primitive = base.times(Rational.ONE.over(base.content()));
            if (!primitive.isConstant()) {
                factors.merge(primitive, found.exponents.get(i), Integer::sum);
            }
        }
        return factors;
    }
}
