package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Unchanged;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.symbolic.facts.Interval;
import org.chainrule.symbolic.facts.ValueFacts;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * What is neither a primitive of single entries nor a contraction: constants and sizes, parts put side by side, and the
 * kernels of linear algebra.
 */
record KernelForms(
        AtomTable space,
        FormAlgebra forms,
        Transcendentals functions,
        Piecewise piecewise,
        Sums sums,
        ProofLog journal) {
    private static final int MOST_PARTS = 64;

    /** The form of a node, or null when its op is not one of these. */
    @Nullable
    Form of(Node node, List<Form> in) {
        Op op = node.op();
        if (op instanceof Constant || op instanceof Fill) {
            Interval range = ValueFacts.declared(node).range();
            return range.low() == range.high() ? functions.number(range.low()) : null;
        }
        if (op instanceof SizeOf size) {
            return space.size(size.dim());
        }
        if (op instanceof Unchanged) {
            return in.get(0);
        }
        return op instanceof Joining.Concat concat ? joined(node, concat.axis(), in) : matrix(node, in);
    }

    /** Parts of size 1 side by side: one form for all places if there is one, else a sum over the places. */
    private @Nullable Form joined(Node node, int axis, List<Form> parts) {
        if (!node.inputs().stream().allMatch(part -> part.shape().dim(axis).isOne()) || parts.size() > MOST_PARTS) {
            return null;
        }
        if (parts.size() > 1) {
            // The second part, since place 0 is also that of axes of size 1.
            Form common = forms.rename(parts.get(1), i -> i == AtomTable.place(1) ? axis : i);
            boolean all = true;
            for (int c = 0; c < parts.size() && all; c++) {
                int place = AtomTable.place(c);
                all = forms.rename(common, i -> i == axis ? place : i).equals(parts.get(c));
            }
            if (all) {
                return common;
            }
        }
        Form sum = Form.ZERO;
        for (int c = 0; c < parts.size(); c++) {
            Form here = space.delta(ContractionForms.index(node.shape(), axis), AtomTable.place(c));
            sum = sum.plus(forms.times(parts.get(c), here));
        }
        return sum;
    }

    private @Nullable Form matrix(Node node, List<Form> in) {
        Op op = node.op();
        if (op == Inverses.INVERSE) {
            return inverse(node.input(0), in.get(0));
        }
        if (op == Determinants.DETERMINANT) {
            return number("det", node.input(0), in.get(0));
        }
        if (op instanceof Determinants.LogDet) {
            return number("logabsdet", node.input(0), in.get(0));
        }
        if (op == Determinants.COFACTORS && in.size() == 1) {
            Node x = node.input(0);
            if (x.shape().dim(-1).isOne()) {
                return Form.ONE;
            }
            journal.exception(say("except where {0} = 0", "det(" + Printer.name(x) + ")"));
            Form det = number("det", x, in.get(0));
            Form inverse = inverse(x, in.get(0));
            return forms.times(det, transposed(inverse, x.rank()));
        }
        return null;
    }

    /** inv(AB) = inv(B) inv(A) for square A and B; what else is known of inverses is known of forms. */
    private Form inverse(Node x, Form form) {
        Dim size = x.shape().dim(-1);
        return size.isOne() ? forms.reciprocal(form) : inverse(form, x.rank(), size);
    }

    private Form number(String name, Node x, Form form) {
        Dim size = x.shape().dim(-1);
        if (size.isOne()) {
            return name.equals("det") ? form : functions.log(piecewise.abs(form));
        }
        return number(name, form, x.rank(), size);
    }

    /** A matrix without a factor that has neither of its indices. */
    private record Scaled(Form matrix, Fraction factor) {}

    private Scaled scaled(Form matrix, int rank) {
        if (matrix.parts().size() != 1) {
            return new Scaled(matrix, Fraction.ONE);
        }
        Monomial where = matrix.parts().firstKey();
        Fraction plain = matrix.parts().firstEntry().getValue();
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
        return new Scaled(Form.of(where, plain.over(factor)), factor);
    }

    private boolean isScalar(int atom, int rank) {
        return !space.has(atom, rank - 2) && !space.has(atom, rank - 1);
    }

    private Form transposed(Form matrix, int rank) {
        return forms.rename(matrix, i -> i == rank - 2 ? rank - 1 : i == rank - 1 ? rank - 2 : i);
    }

    private Form identity(int rank) {
        return space.delta(rank - 2, rank - 1);
    }

    /** The matrix whose inverse a form is, transposed; null when it is none. */
    private @Nullable Form inverted(Form matrix) {
        Atom atom = matrix.onlyAtom() < 0 ? null : space.atom(matrix.onlyAtom());
        return atom != null && atom.base().meaning() instanceof Meaning.Inverse inner
                ? forms.rename(inner.argument(), AtomTable.under(atom.indices()))
                : null;
    }

    private Form inverse(Form given, int rank, Dim size) {
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
        Meaning.Inverse meaning = new Meaning.Inverse(List.of(labelled));
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
        return forms.canon().ofForms(List.of(matrix), others);
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
        // The longest term, so that rules make products shorter.
        SumRules.@Nullable Rule best = null;
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
            if (usable && (best == null || pattern.size() > best.pattern().size())) {
                Form lead = Form.of(Fraction.of(Polynomial.of(term.coefficient(), monomial)));
                Form rest = forms.times(inverse, matrix.minus(lead));
                Form replacement = space.delta(0, 1)
                        .minus(sums.bind(rest, summed, size))
                        .times(Rational.ONE.over(term.coefficient()));
                best = new SumRules.Rule("inv(A) @ A = I", List.copyOf(pattern), bound, replacement);
            }
        }
        if (best != null) {
            sums.rules().add(best);
        }
    }

    /** A number of a matrix: its determinant, or the logarithm of the determinant's magnitude. */
    private Form number(String name, Form given, int rank, Dim size) {
        Scaled scaled = scaled(given, rank);
        Form matrix = scaled.matrix;
        boolean det = name.equals("det");
        // det(cA) = c^n det(A), also for an n without a number.
        Form n = space.size(size);
        Form c = Form.of(scaled.factor);
        Form factor = det ? functions.pow(c, n) : forms.times(n, functions.log(piecewise.abs(c)));
        if (matrix.equals(identity(rank))) {
            return factor;
        }
        Form back = inverted(matrix);
        if (back != null) {
            Form of = number(name, back, rank, size);
            return det ? forms.times(factor, forms.reciprocal(of)) : factor.minus(of);
        }
        CanonicalOrder.Order order = order(matrix, rank);
        Form labelled = forms.rename(matrix, i -> order.order().indexOf(i));
        List<Integer> batch = order.order().subList(2, order.order().size());
        Base base = space.base(new Meaning.OfMatrix(name, List.of(labelled)), batch.size());
        Form number = space.form(base, batch);
        return det ? forms.times(factor, number) : factor.plus(number);
    }
}
