package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/** Inverses and determinants of matrices given as forms; the last two axes are the matrix, the others a batch. */
final class Linear {
    private final AtomTable space;
    private final FormAlgebra forms;
    private final CanonicalOrder canon;
    private final Sums sums;

    Linear(AtomTable space, FormAlgebra forms, Sums sums) {
        this.space = space;
        this.forms = forms;
        this.canon = forms.canon();
        this.sums = sums;
    }

    /** A matrix without a factor that has neither of its indices. */
    private record Scaled(Form matrix, Fraction factor) {}

    private Scaled scaled(Form matrix, int rank) {
        if (!matrix.isPlain() || matrix.isZero()) {
            return new Scaled(matrix, Fraction.ONE);
        }
        Fraction plain = matrix.plain();
        Fraction factor = Fraction.of(plain.numerator().content());
        Monomial common = plain.numerator().monomialContent();
        for (int i = 0; i < common.size(); i++) {
            if (isScalar(common.atom(i), rank)) {
                factor = factor.times(Fraction.atom(common.atom(i)).pow(common.exponentAt(i)));
            }
        }
        for (Power power : plain.denominator()) {
            if (power.base().atoms().stream().allMatch(atom -> isScalar(atom, rank))) {
                factor = factor.over(Fraction.of(power.base()).pow(power.exponent()));
            }
        }
        return new Scaled(Form.of(plain.over(factor)), factor);
    }

    private boolean isScalar(int atom, int rank) {
        return !space.has(atom, rank - 2) && !space.has(atom, rank - 1);
    }

    Form transposed(Form matrix, int rank) {
        return forms.rename(matrix, i -> i == rank - 2 ? rank - 1 : i == rank - 1 ? rank - 2 : i);
    }

    private Form identity(int rank) {
        return space.delta(rank - 2, rank - 1);
    }

    /** The matrix whose inverse a form is, transposed; null when it is none. */
    private @Nullable Form inverted(Form matrix) {
        Atom atom = matrix.onlyAtom() < 0 ? null : space.atom(matrix.onlyAtom());
        return atom != null && atom.base().meaning() instanceof Meaning.Inverse inner
                ? forms.rename(inner.matrix(), AtomTable.under(atom.indices()))
                : null;
    }

    Form inverse(Form given, int rank, Dim size) {
        Scaled scaled = scaled(given, rank);
        Form matrix = scaled.matrix;
        Form factor = Form.of(scaled.factor.reciprocal());
        if (matrix.equals(identity(rank))) {
            return forms.times(factor, matrix);
        }
        Form back = inverted(matrix);
        if (back != null) {
            return forms.times(factor, transposed(back, rank));
        }
        CanonicalOrder.Order order = order(matrix, rank);
        Form labelled = forms.rename(matrix, i -> order.order().indexOf(i));
        int arity = order.order().size();
        List<List<Integer>> symmetries = new ArrayList<>();
        for (List<Integer> symmetry : order.symmetries()) {
            List<Integer> all = new ArrayList<>(symmetry);
            for (int i = all.size(); i < arity; i++) {
                all.add(i);
            }
            symmetries.add(List.copyOf(all));
        }
        Meaning.Inverse meaning = new Meaning.Inverse(labelled);
        Base base = space.base(meaning, arity, symmetries);
        if (space.firstTime(base)) {
            rules(base, labelled, AtomTable.plain(size));
        }
        return forms.times(factor, transposed(space.form(base, order.order()), rank));
    }

    private CanonicalOrder.Order order(Form matrix, int rank) {
        Set<Integer> others = new TreeSet<>();
        matrix.atoms().forEach(atom -> others.addAll(space.atom(atom).indices()));
        if (!others.remove(rank - 2) || !others.remove(rank - 1)) {
            throw new UndefinedException("a matrix whose rows or columns are all equal");
        }
        return canon.ofForms(List.of(matrix), others);
    }

    /** inv(F) F = I and F inv(F) = I, each as a rule for the leading term of F beside the inverse. */
    private void rules(Base base, Form matrix, Dim size) {
        for (int side = 0; side < 2; side++) {
            int summed = space.fresh();
            // The inverse, transposed, shares one index with the matrix; the other ones are 0 and 1.
            int shared = side;
            int free = 1 - side;
            List<Integer> own = new ArrayList<>(AtomTable.identity(base.arity()));
            own.set(shared, summed);
            own.set(free, 0);
            Form inverse = space.form(base, own);
            Form other = forms.rename(matrix, i -> i == shared ? summed : i == free ? 1 : i);
            rule(space.atom(base, own), inverse, other, summed, size);
        }
    }

    private void rule(int inverseAtom, Form inverse, Form matrix, int summed, Dim size) {
        Fraction plain = matrix.parts().get(Monomial.ONE);
        if (plain == null || !plain.denominator().isEmpty()) {
            return;
        }
        for (Polynomial.Term term : plain.numerator().terms()) {
            Monomial monomial = term.monomial();
            TreeMap<Integer, Dim> bound = new TreeMap<>(Map.of(summed, size));
            List<Factor> pattern = new ArrayList<>(List.of(new Factor(inverseAtom, 1)));
            boolean usable = monomial.size() > 0;
            for (int i = 0; i < monomial.size(); i++) {
                int atom = monomial.atom(i);
                usable &= space.has(atom, summed);
                List<Factor> opened = monomial.exponentAt(i) == 1 ? sums.opened(atom, bound) : null;
                pattern.addAll(opened != null ? opened : List.of(new Factor(atom, monomial.exponentAt(i))));
            }
            if (usable) {
                Form lead = Form.of(Fraction.of(Polynomial.of(term.coefficient(), monomial)));
                Form rest = forms.times(inverse, matrix.minus(lead));
                Form replacement = space.delta(0, 1)
                        .minus(sums.bind(rest, summed, size))
                        .times(Rational.ONE.over(term.coefficient()));
                sums.rules().add(new SumRules.Rule("inv(A) @ A = I", List.copyOf(pattern), bound, replacement));
                return;
            }
        }
    }

    /** A number of a matrix: its determinant, or the logarithm of the determinant's magnitude. */
    Form number(String name, Form given, int rank, Dim size) {
        Scaled scaled = scaled(given, rank);
        boolean known = size.isKnown() && size.size() < 20;
        Form matrix = known && name.equals("det") ? scaled.matrix : given;
        Form factor = known && name.equals("det") ? forms.pow(Form.of(scaled.factor), (int) size.size()) : Form.ONE;
        if (matrix.equals(identity(rank))) {
            return name.equals("det") ? factor : Form.ZERO;
        }
        Form back = inverted(matrix);
        if (back != null) {
            Form of = number(name, back, rank, size);
            return name.equals("det") ? forms.times(factor, forms.reciprocal(of)) : of.negate();
        }
        CanonicalOrder.Order order = order(matrix, rank);
        Form labelled = forms.rename(matrix, i -> order.order().indexOf(i));
        List<Integer> batch = order.order().subList(2, order.order().size());
        Base base = space.base(new Meaning.OfMatrix(name, labelled), batch.size());
        return forms.times(factor, space.form(base, batch));
    }
}
