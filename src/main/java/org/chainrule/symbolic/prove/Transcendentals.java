package org.chainrule.symbolic.prove;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.chainrule.graph.MeantNumber;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.SpecialFunctions;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Functions that are not rational, in one spelling: exponentials of single terms, logarithms and roots of factors as far
 * as signs allow, sine and cosine of arguments without a numeric factor.
 */
final class Transcendentals {
    /** An exponent with more terms stays one argument. */
    private static final int MOST_TERMS = 12;

    private static final int MOST_EXPONENT = 12;

    /** Bits of a whole number beside the argument of a function that steps from one to the next. */
    private static final int MOST_SHIFT = 4;

    /** Functions with f(−x) = 2 f(0) − f(x): twice their value at 0. */
    private static final Map<Op, Rational> TWICE_AT_ZERO = Map.of(
            Trigonometry.ASIN, Rational.ZERO,
            Trigonometry.ATAN, Rational.ZERO,
            Rounding.ROUND, Rational.ZERO,
            Gaussian.NORMAL_CDF, Rational.ONE);

    private static final BigInteger MOST_FACTORED = BigInteger.valueOf(1_000_000);

    private final AtomTable space;
    private final FormAlgebra forms;
    private final Signs signs;
    private final Piecewise piecewise;
    private final Angles angles;

    /**
     * The functions of one attempt.
     *
     * @param parts see {@link Angles}
     */
    Transcendentals(AtomTable space, FormAlgebra forms, Signs signs, Piecewise piecewise, int parts) {
        this.space = space;
        this.forms = forms;
        this.signs = signs;
        this.piecewise = piecewise;
        this.angles = new Angles(space, forms, (name, x) -> atom(name, 1, x), this, parts);
    }

    Angles angles() {
        return angles;
    }

    /** A number that is known by its name only. */
    Form named(String name) {
        return space.form(space.base(new Meaning.Function(name, 1, List.of()), 0), List.of());
    }

    /** An op that works entry by entry and of which nothing else is known but perhaps its symmetry about 0. */
    Form applied(Op op, List<Form> arguments) {
        Form x = arguments.get(0);
        if (isOfGamma(op) && x.isPlain() && x.plain().denominator().isEmpty()) {
            return ofGamma(op, x, x.plain().numerator().constant());
        }
        Rational twice = TWICE_AT_ZERO.get(op);
        if (twice == null || !x.isPlain()) {
            return opaque(op, arguments);
        }
        if (x.isZero()) {
            return Form.of(twice.times(Rational.of(1, 2)));
        }
        if (x.plain().numerator().content().signum() < 0) {
            return Form.of(twice).minus(applied(op, List.of(x.negate())));
        }
        return op == Trigonometry.ATAN && isReciprocal(x.plain())
                ? named("pi").times(Rational.of(1, 2)).minus(opaque(op, List.of(forms.reciprocal(x))))
                : opaque(op, arguments);
    }

    private static boolean isOfGamma(Op op) {
        return op == SpecialFunctions.LGAMMA || op instanceof SpecialFunctions.Polygamma;
    }

    /** By Γ(x + 1) = x Γ(x), and what follows for the derivatives of its logarithm, at a number between 0 and 1 beside the rest. */
    private Form ofGamma(Op op, Form x, Rational beside) {
        BigInteger[] whole = beside.numerator().divideAndRemainder(beside.denominator());
        int steps = whole[0].bitLength() > MOST_SHIFT
                ? 0
                : whole[0].intValue() - (beside.signum() < 0 && whole[1].signum() != 0 ? 1 : 0);
        if (x.isConstant() && whole[1].signum() == 0) {
            if (beside.signum() <= 0) {
                return opaque(op, List.of(x));
            }
            steps--;
        }
        Form start = x.plus(Form.of(Rational.of(-steps)));
        Form sum = op == SpecialFunctions.LGAMMA && start.equals(Form.ONE) ? Form.ZERO : opaque(op, List.of(start));
        for (int i = Math.min(0, steps); i < Math.max(0, steps); i++) {
            Form step = stepOfGamma(op, start.plus(Form.of(Rational.of(i))));
            sum = steps > 0 ? sum.plus(step) : sum.minus(step);
        }
        return sum;
    }

    /** f(x + 1) − f(x). */
    private Form stepOfGamma(Op op, Form x) {
        if (!(op instanceof SpecialFunctions.Polygamma derivative)) {
            return log(piecewise.abs(x));
        }
        long factorial = LongStream.rangeClosed(1, derivative.n()).reduce(1, (a, b) -> a * b);
        return forms.pow(x, -derivative.n() - 1).times(Rational.of(derivative.n() % 2 == 0 ? factorial : -factorial));
    }

    /** Whether something positive is better known by its reciprocal. */
    private boolean isReciprocal(Fraction x) {
        boolean positive = !x.denominator().isEmpty() && signs.isPositive(x.numerator());
        for (Power power : x.denominator()) {
            positive &= signs.isPositive(power.base());
        }
        return positive
                && (x.numerator().isConstant()
                        || x.toString().compareTo(x.reciprocal().toString()) < 0);
    }

    private Form opaque(Op op, List<Form> arguments) {
        return forms.make(arguments, labelled -> new Meaning.Applied(op, labelled));
    }

    private Form atom(String name, int degree, Form argument) {
        return forms.make(List.of(argument), labelled -> new Meaning.Function(name, degree, labelled));
    }

    Form exp(Form x) {
        return forms.lift(x, this::exp);
    }

    private Form exp(Fraction x) {
        if (x.isZero()) {
            return Form.ONE;
        }
        if (x.numerator().size() > MOST_TERMS) {
            Rational content = x.numerator().content();
            return power(Form.of(x.times(Rational.ONE.over(content))), content);
        }
        Form result = Form.ONE;
        for (Polynomial.Term term : x.numerator().terms()) {
            Form argument = Form.of(
                    Fraction.of(Polynomial.of(Rational.ONE, term.monomial())).times(x.below()));
            result = forms.times(result, power(argument, term.coefficient()));
        }
        return result;
    }

    /** exp(c·x) as a power of exp(x). */
    private Form power(Form x, Rational c) {
        Form inner = logarithmOf(x);
        if (inner != null) {
            return power(inner, c.numerator(), c.denominator());
        }
        boolean small = c.numerator().abs().compareTo(BigInteger.valueOf(MOST_EXPONENT)) <= 0
                && c.denominator().compareTo(BigInteger.valueOf(MOST_EXPONENT)) <= 0;
        if (!small) {
            Form atom = atom("exp", 1, x.times(c.abs()));
            return c.signum() < 0 ? forms.reciprocal(atom) : atom;
        }
        return power(atom("exp", 1, x), c.numerator(), c.denominator());
    }

    private Form power(Form x, BigInteger top, BigInteger bottom) {
        if (bottom.bitLength() > 8 || top.bitLength() > 8) {
            throw new UndefinedException("a large exponent");
        }
        Form root = bottom.equals(BigInteger.ONE) ? x : root(x, bottom.intValue());
        return forms.pow(root, top.intValue());
    }

    /** The argument when x is a logarithm. */
    private @Nullable Form logarithmOf(Form x) {
        int atom = x.onlyAtom();
        return atom >= 0
                        && space.atom(atom).base().meaning() instanceof Meaning.Function f
                        && f.name().equals("log")
                ? argument(atom, f)
                : null;
    }

    private Form argument(int number, Meaning.Function f) {
        return forms.rename(f.argument(), AtomTable.under(space.atom(number).indices()));
    }

    Form log(Form x) {
        return forms.lift(x, this::log);
    }

    private Form log(Fraction x) {
        if (x.isZero()) {
            throw new UndefinedException("log 0");
        }
        Signed signed = signed(x);
        Form sum = logOfNumber(signed.number.abs());
        for (Map.Entry<Polynomial, Integer> factor : signed.known.entrySet()) {
            sum = sum.plus(logOfFactor(factor.getKey()).times(Rational.of(factor.getValue())));
        }
        List<Power> unknown = new ArrayList<>();
        for (Power power : signed.unknown) {
            if (power.exponent() % 2 == 0) {
                Form magnitude = piecewise.abs(Form.of(Fraction.of(power.base())));
                sum = sum.plus(log(magnitude).times(Rational.of(power.exponent())));
            } else {
                unknown.add(power);
            }
        }
        boolean negative = signed.number.signum() < 0;
        if (unknown.isEmpty()) {
            if (negative) {
                throw new UndefinedException("log of a negative number");
            }
            return sum;
        }
        if (unknown.size() == 1) {
            // The logarithm exists only where the factor is positive.
            Polynomial base = unknown.get(0).base();
            return sum.plus(logOfFactor(negative ? base.negate() : base)
                    .times(Rational.of(unknown.get(0).exponent())));
        }
        Fraction rest = negative ? Fraction.of(-1) : Fraction.ONE;
        for (Power power : unknown) {
            rest = rest.times(Fraction.of(power.base()).pow(power.exponent()));
        }
        return sum.plus(atom("log", 1, Form.of(rest)));
    }

    /** A number, factors that are never negative, and others; exponents of those below the line are negative. */
    private record Signed(Rational number, Map<Polynomial, Integer> known, List<Power> unknown) {}

    private Signed signed(Fraction x) {
        List<Power> factors = new ArrayList<>(x.numeratorFactors());
        x.denominator().forEach(power -> factors.add(new Power(power.base(), -power.exponent())));
        Rational number = x.numerator().content();
        Map<Polynomial, Integer> known = new LinkedHashMap<>();
        List<Power> unknown = new ArrayList<>();
        for (Power power : factors) {
            if (signs.isNonnegative(power.base())) {
                known.put(power.base(), power.exponent());
            } else if (signs.isNonnegative(power.base().negate())) {
                known.put(power.base().negate(), power.exponent());
                number = power.exponent() % 2 == 0 ? number : number.negate();
            } else {
                unknown.add(power);
            }
        }
        return new Signed(number, known, unknown);
    }

    private Form logOfFactor(Polynomial base) {
        if (base.size() == 1
                && base.leading().coefficient().abs().isOne()
                && base.leading().monomial().degree() == 1) {
            int number = base.leading().monomial().atom(0);
            Meaning meaning = space.atom(number).base().meaning();
            boolean positive = base.leading().coefficient().isOne();
            if (positive && meaning instanceof Meaning.Function f && f.name().equals("exp")) {
                return argument(number, f);
            }
            if (positive && meaning instanceof Meaning.Function f && f.name().equals("root")) {
                return log(argument(number, f)).times(Rational.of(1, f.degree()));
            }
            if (meaning instanceof Meaning.OfMatrix of && of.name().equals("det")) {
                Base logdet = space.base(
                        new Meaning.OfMatrix("logabsdet", of.arguments()),
                        space.atom(number).base().arity(),
                        space.atom(number).base().symmetries());
                return space.form(logdet, space.atom(number).indices());
            }
        }
        return atom("log", 1, Form.of(Fraction.of(base)));
    }

    /** log 12 = 2 log 2 + log 3. */
    private Form logOfNumber(Rational number) {
        return byPrimes(
                number,
                (prime, exponent) -> atom("log", 1, Form.of(Rational.of(prime))).times(Rational.of(exponent)),
                Form::plus,
                Form.ZERO);
    }

    private static Form byPrimes(
            Rational number, BiFunction<BigInteger, Integer, Form> f, BiFunction<Form, Form, Form> joined, Form start) {
        Form result = start;
        for (boolean top : new boolean[] {true, false}) {
            BigInteger rest = top ? number.numerator() : number.denominator();
            BigInteger p = BigInteger.TWO;
            while (rest.compareTo(BigInteger.ONE) > 0) {
                boolean last = p.multiply(p).compareTo(rest) > 0 || p.compareTo(MOST_FACTORED) > 0;
                BigInteger prime = last ? rest : p;
                int exponent = 0;
                while (rest.mod(prime).signum() == 0) {
                    rest = rest.divide(prime);
                    exponent++;
                }
                if (exponent > 0) {
                    result = joined.apply(result, f.apply(prime, top ? exponent : -exponent));
                }
                p = p.add(BigInteger.ONE);
            }
        }
        return result;
    }

    Form root(Form x, int degree) {
        return forms.lift(x, fraction -> root(fraction, degree));
    }

    private Form root(Fraction x, int degree) {
        if (x.isZero()) {
            return Form.ZERO;
        }
        Signed signed = signed(x);
        Form result = rootOfNumber(signed.number.abs(), degree);
        for (Map.Entry<Polynomial, Integer> factor : signed.known.entrySet()) {
            result = forms.times(result, rootOfFactor(factor.getKey(), factor.getValue(), degree));
        }
        List<Power> unknown = signed.unknown;
        boolean negative = signed.number.signum() < 0;
        Fraction rest = negative ? Fraction.of(-1) : Fraction.ONE;
        long odd = unknown.stream().filter(power -> power.exponent() % 2 != 0).count();
        for (Power power : unknown) {
            Fraction base = Fraction.of(power.base());
            int whole = Math.floorDiv(power.exponent(), degree);
            int left = power.exponent() - whole * degree;
            if (power.exponent() % 2 != 0 && odd == 1 && !negative) {
                // The root exists only where this factor is not negative.
                result = forms.times(result, rootOfFactor(power.base(), power.exponent(), degree));
            } else if (degree == 2 && whole != 0) {
                Form magnitude = whole % 2 == 0 ? Form.of(base) : piecewise.abs(Form.of(base));
                result = forms.times(result, forms.pow(magnitude, whole));
                rest = rest.times(base.pow(left));
            } else {
                rest = rest.times(base.pow(power.exponent()));
            }
        }
        return rest.isOne() ? result : forms.times(result, atom("root", degree, Form.of(rest)));
    }

    private Form rootOfFactor(Polynomial base, int exponent, int degree) {
        int whole = Math.floorDiv(exponent, degree);
        int left = exponent - whole * degree;
        Form result = forms.pow(Form.of(Fraction.of(base)), whole);
        if (left > 0) {
            result = forms.times(result, forms.pow(atom("root", degree, Form.of(Fraction.of(base))), left));
        }
        return result;
    }

    private Form rootOfNumber(Rational number, int degree) {
        return byPrimes(
                number,
                (prime, exponent) -> rootOfFactor(Polynomial.of(Rational.of(prime)), exponent, degree),
                forms::times,
                Form.ONE);
    }

    /** A power with any exponent; one that is not a number makes exp(y log x). */
    Form pow(Form x, Form y) {
        if (y.isConstant()) {
            Rational exponent = y.plain().numerator().constant();
            return power(x, exponent.numerator(), exponent.denominator());
        }
        boolean negative = x.isConstant() && x.plain().numerator().constant().signum() < 0;
        // A negative number has powers at whole exponents only, sizes among them.
        return negative && !x.equals(Form.of(Rational.MINUS_ONE))
                ? forms.times(pow(Form.of(Rational.MINUS_ONE), y), pow(x.negate(), y))
                : negative ? opaque(Powers.POW, List.of(x, y)) : exp(forms.times(y, log(x)));
    }

    Form sin(Form x) {
        return forms.lift(x, angles::sin);
    }

    Form cos(Form x) {
        return forms.lift(x, angles::cos);
    }

    /** A function made anew, for arguments in which indices have become equal. */
    Form again(Meaning.Function f, List<Form> arguments) {
        Form x = arguments.get(0);
        return switch (f.name()) {
            case "exp" -> exp(x);
            case "log" -> log(x);
            case "root" -> root(x, f.degree());
            case "sin" -> sin(x);
            case "cos" -> cos(x);
            default -> forms.make(arguments, inputs -> new Meaning.Function(f.name(), f.degree(), inputs));
        };
    }

    /**
     * The form of the exact number that a constant of a graph stands for, see {@link MeantNumber}.
     *
     * @param value finite
     */
    Form number(double value) {
        MeantNumber meant = MeantNumber.of(value);
        Form factor = Form.of(Rational.of(meant.top(), meant.bottom()));
        Form base =
                switch (meant.base()) {
                    case ONE -> Form.ONE;
                    case E -> exp(Form.ONE);
                    case LOG_TWO -> log(Form.of(2));
                    case LOG_TEN -> log(Form.of(10));
                };
        if (meant.ofPi() != 0) {
            base = forms.times(base, forms.pow(root(named("pi"), 2), meant.ofPi()));
        }
        if (meant.ofTwo() != 0) {
            base = forms.times(base, forms.pow(root(Form.of(2), 2), meant.ofTwo()));
        }
        return base == Form.ONE ? factor : forms.times(factor, base);
    }
}
