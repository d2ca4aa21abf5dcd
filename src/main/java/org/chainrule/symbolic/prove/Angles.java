package org.chainrule.symbolic.prove;

import java.math.BigInteger;
import java.util.List;
import java.util.function.BiFunction;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Sine and cosine in one spelling. Multiples of an angle are taken apart, sin 2x = 2 sin x cos x; in a second attempt sums of
 * angles are, too, shifts by π, and all angles are multiples of the same part of a term, so that sin x and sin (x/2) meet.
 */
final class Angles {
    /** An angle with more terms stays one. */
    private static final int MOST_TERMS = 4;
    /** A larger multiple of an angle is an angle of its own. */
    private static final int MOST_TIMES = 8;

    private static final int MOST_PARTS = 12;

    /** Sine and cosine of one angle. */
    private record Pair(Form sin, Form cos) {
        Form of(boolean sine) {
            return sine ? sin : cos;
        }
    }

    private final AtomTable space;
    private final FormAlgebra forms;
    private final BiFunction<String, Form, Form> atoms;
    private final Transcendentals functions;
    private final int parts;
    private int finest = 1;
    private boolean sums;

    /**
     * What to take apart.
     *
     * @param atoms makes the atom of a function by name
     * @param parts 0 for multiples only; else into how many parts the terms of a sum are divided
     */
    Angles(
            AtomTable space,
            FormAlgebra forms,
            BiFunction<String, Form, Form> atoms,
            Transcendentals functions,
            int parts) {
        this.space = space;
        this.forms = forms;
        this.atoms = atoms;
        this.functions = functions;
        this.parts = parts;
    }

    /** Into how many parts terms are to be divided in a second attempt; 0 when there is nothing to gain by one. */
    int finer() {
        return parts == 0 && (sums || finest > 1) ? finest : 0;
    }

    Form sin(Fraction x) {
        return angle(x).of(true);
    }

    Form cos(Fraction x) {
        return angle(x).of(false);
    }

    private Pair angle(Fraction x) {
        if (x.isZero()) {
            return new Pair(Form.ZERO, Form.ONE);
        }
        List<Polynomial.Term> terms = x.numerator().terms();
        if (terms.size() > MOST_TERMS) {
            return multiple(x);
        }
        Fraction above = Fraction.of(x.numerator());
        Fraction below = above.over(x).reciprocal();
        sums |= terms.size() > 1;
        for (Polynomial.Term term : terms) {
            BigInteger part = term.coefficient().denominator();
            if (part.bitLength() < 4) {
                int gcd = BigInteger.valueOf(finest).gcd(part).intValue();
                int lcm = finest / gcd * part.intValue();
                finest = lcm <= MOST_PARTS ? lcm : finest;
            }
        }
        if (parts == 0) {
            Pair known = terms.size() == 1 ? known(terms.get(0), below) : null;
            return known != null ? known : multiple(x);
        }
        Pair sum = new Pair(Form.ZERO, Form.ONE);
        for (Polynomial.Term term : terms) {
            Pair known = known(term, below);
            sum = plus(sum, known != null ? known : part(term, below));
        }
        return sum;
    }

    private Pair plus(Pair a, Pair b) {
        return new Pair(
                forms.times(a.sin, b.cos).plus(forms.times(a.cos, b.sin)),
                forms.times(a.cos, b.cos).minus(forms.times(a.sin, b.sin)));
    }

    private Pair times(Pair of, int count) {
        Pair sum = of;
        for (int i = 1; i < Math.abs(count); i++) {
            sum = plus(sum, of);
        }
        return count < 0 ? new Pair(sum.sin.negate(), sum.cos) : sum;
    }

    private Pair atom(Form x) {
        return new Pair(atoms.apply("sin", x), atoms.apply("cos", x));
    }

    /** A multiple of an angle that stays as it is. */
    private Pair multiple(Fraction x) {
        Rational content = x.numerator().content();
        Rational magnitude = content.abs();
        boolean whole = magnitude.isInteger() && magnitude.numerator().compareTo(BigInteger.valueOf(MOST_TIMES)) < 0;
        int count = whole ? magnitude.numerator().intValue() : 1;
        Rational factor = whole ? content : Rational.of(content.signum());
        return times(atom(Form.of(x.times(Rational.ONE.over(factor)))), content.signum() * count);
    }

    private Pair part(Polynomial.Term term, Fraction below) {
        Fraction unit = Fraction.of(Polynomial.of(Rational.of(1, parts), term.monomial()))
                .times(below);
        Rational count = term.coefficient().times(Rational.of(parts));
        boolean few = count.isInteger()
                && count.numerator().abs().compareTo(BigInteger.valueOf((long) MOST_TIMES * parts)) < 0;
        return few ? times(atom(Form.of(unit)), count.numerator().intValue()) : multiple(unit.times(count));
    }

    /** Multiples of π, and of angles that are known by their sine or tangent; else null. */
    private @Nullable Pair known(Polynomial.Term term, Fraction below) {
        Monomial monomial = term.monomial();
        if (!below.isOne() || monomial.degree() != 1) {
            return null;
        }
        int number = monomial.atom(0);
        Meaning meaning = space.atom(number).base().meaning();
        if (meaning instanceof Meaning.Function f && f.name().equals("pi")) {
            return ofPi(term.coefficient());
        }
        Rational count = term.coefficient();
        if (!(meaning instanceof Meaning.Applied applied)
                || !count.isInteger()
                || count.numerator().bitLength() > 2) {
            return null;
        }
        Form x = forms.rename(
                applied.argument(),
                i -> i < 0 ? i : space.atom(number).indices().get(i));
        Form one = Form.ONE;
        if (applied.op() == Trigonometry.ASIN) {
            Form cos = functions.root(one.minus(forms.times(x, x)), 2);
            return times(new Pair(x, cos), count.numerator().intValue());
        }
        if (applied.op() == Trigonometry.ATAN) {
            Form cos = forms.reciprocal(functions.root(one.plus(forms.times(x, x)), 2));
            return times(new Pair(forms.times(x, cos), cos), count.numerator().intValue());
        }
        return null;
    }

    /** Sine and cosine of a multiple of π by a sixth or a quarter. */
    private @Nullable Pair ofPi(Rational count) {
        Rational twelfths = count.times(Rational.of(12));
        if (!twelfths.isInteger() || twelfths.numerator().bitLength() > 30) {
            return null;
        }
        int place = Math.floorMod(twelfths.numerator().intValue(), 24);
        Form sin = sine(place);
        Form cos = sine((place + 6) % 24);
        return sin == null || cos == null ? null : new Pair(sin, cos);
    }

    private @Nullable Form sine(int twelfths) {
        int up = twelfths % 12;
        Form half = Form.of(Rational.of(1, 2));
        Form size =
                switch (Math.min(up, 12 - up)) {
                    case 0 -> Form.ZERO;
                    case 2 -> half;
                    case 3 -> forms.times(half, functions.root(Form.of(2), 2));
                    case 4 -> forms.times(half, functions.root(Form.of(3), 2));
                    case 6 -> Form.ONE;
                    default -> null;
                };
        return size == null || twelfths < 12 ? size : size.negate();
    }
}
