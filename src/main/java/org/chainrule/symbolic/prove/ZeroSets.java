package org.chainrule.symbolic.prove;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chainrule.graph.Node;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;

/**
 * Which forms may be zero on a whole region, or at some entries always, and not only where variables happen to meet.
 *
 * <p>A form that varies with something that stands nowhere else in it is zero by accident only. Nothing is known of others:
 * labels and rounded numbers stay at one value, x[i] − max(x) is zero for one i, X[i, j] − X[j, i] on the diagonal.
 */
final class ZeroSets {
    private final AtomTable space;
    private final Map<Node, Boolean> constant = new HashMap<>();
    private final Map<Node, Set<Node>> leaves = new HashMap<>();

    ZeroSets(AtomTable space) {
        this.space = space;
    }

    /** False when the form is known to be zero by accident only. */
    boolean mayBeZero(Form form) {
        return anyStays(form) || !form.isPlain() || mayBeZero(form.plain().numerator());
    }

    private boolean mayBeZero(Polynomial polynomial) {
        if (polynomial.isConstant()) {
            return polynomial.isZero();
        }
        SortedMap<Integer, Set<Node>> variables = new TreeMap<>();
        for (int number : polynomial.atoms()) {
            Set<Node> below = new HashSet<>();
            collect(space.atom(number).base().meaning(), below);
            variables.put(number, below);
        }
        for (int number : variables.keySet()) {
            if (isAlone(number, variables) && !mayBeZero(leading(polynomial, number))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlone(int atom, SortedMap<Integer, Set<Node>> variables) {
        Set<Node> own = variables.getOrDefault(atom, Set.of());
        return !own.isEmpty()
                && variables.entrySet().stream()
                        .allMatch(other -> other.getKey() == atom || Collections.disjoint(own, other.getValue()));
    }

    /** The coefficient of the highest power of an atom. */
    private static Polynomial leading(Polynomial polynomial, int atom) {
        Monomial power = Monomial.of(atom, polynomial.degree(atom));
        Polynomial sum = Polynomial.ZERO;
        for (Polynomial.Term term : polynomial.terms()) {
            Monomial rest = term.monomial().over(power);
            sum = rest == null ? sum : sum.plus(Polynomial.of(term.coefficient(), rest));
        }
        return sum;
    }

    /** True unless the meaning is known to vary with its variables. */
    private boolean mayStay(Meaning meaning) {
        if (meaning instanceof Meaning.Given given) {
            return constant.computeIfAbsent(given.node(), ConstantRegions::mayStayConstant);
        }
        if (meaning instanceof Meaning.Sum sum) {
            return sum.product().stream()
                    .anyMatch(factor -> mayStay(space.atom(factor.atom()).base().meaning()));
        }
        boolean smooth = meaning instanceof Meaning.Function
                || meaning instanceof Meaning.Denominator
                || (meaning instanceof Meaning.Applied applied && ConstantRegions.isSmooth(applied.op()));
        if (smooth) {
            return meaning.arguments().stream().anyMatch(this::anyStays);
        }
        // Of another op nothing is known.
        return !(meaning instanceof Meaning.Inverse
                || meaning instanceof Meaning.OfMatrix
                || meaning instanceof Meaning.Size);
    }

    private boolean anyStays(Form form) {
        for (int number : form.atoms()) {
            if (mayStay(space.atom(number).base().meaning())) {
                return true;
            }
        }
        return false;
    }

    /** The inputs and parameters that a meaning is computed from. */
    private void collect(Meaning meaning, Set<Node> found) {
        if (meaning instanceof Meaning.Given given) {
            found.addAll(leaves.computeIfAbsent(given.node(), ConstantRegions::leaves));
        } else if (meaning instanceof Meaning.Sum sum) {
            sum.product()
                    .forEach(factor -> collect(space.atom(factor.atom()).base().meaning(), found));
        } else {
            meaning.arguments().forEach(argument -> collect(argument, found));
        }
    }

    private void collect(Form form, Set<Node> found) {
        for (int number : form.atoms()) {
            collect(space.atom(number).base().meaning(), found);
        }
    }
}
