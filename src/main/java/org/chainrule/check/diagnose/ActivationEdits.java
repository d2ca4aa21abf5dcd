package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.OTHER_SHAPE;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.check.diagnose.ActivationDerivatives.Derivative;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** The derivative of an activation: missing, of another activation, at another argument, or twice. */
final class ActivationEdits {
    private ActivationEdits() {}

    static final List<Edits> ALL = List.of(ActivationEdits::missing, ActivationEdits::replaced, ActivationEdits::chain);

    private static void missing(ExprTree.Place place, EditSite site) {
        Optional<Shape> shape = site.shape(place.expr());
        boolean factor = place.above().filter(ActivationEdits::isProduct).isPresent();
        if (shape.isEmpty()) {
            return;
        }
        for (Derivative d : site.vocabulary().activations().all()) {
            if (d.node().shape().sameShape(shape.get()) || fits(d.node().shape(), shape.get(), place)) {
                Expr times = ExprParts.timesAll(place.expr(), d.factors());
                int cost = (factor ? OCCASIONAL + STEP : COMMON)
                        + (d.node().shape().sameShape(shape.get()) ? 0 : OTHER_SHAPE);
                site.add(Kind.MISSING_ACTIVATION_DERIVATIVE, cost, place, times, d.function(), d.formula());
            }
        }
    }

    /** A scalar factor is made an array by what is missing. */
    private static boolean fits(Shape derivative, Shape here, ExprTree.Place place) {
        return here.rank() == 0 && derivative.rank() > 0 && place.isRoot();
    }

    private static boolean isProduct(Expr e) {
        return e instanceof Expr.Binary b && b.op() == BinaryOp.MULTIPLY;
    }

    /** Something that has the shape of a derivative, and perhaps is meant to be one. */
    private static void replaced(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        Optional<Node> node = site.node(e);
        if (node.isEmpty()) {
            return;
        }
        boolean number = e instanceof Expr.Num;
        Shape shape = node.get().shape();
        for (Derivative d : site.vocabulary().activations().all()) {
            if (d.node() != node.get() && (number || d.node().shape().sameShape(shape))) {
                boolean itself = Candidate.text(e).equals(d.function());
                int cost = number
                        ? GUESS
                        : itself || looksDerived(e) ? COMMON + STEP : e instanceof Expr.Call ? FREQUENT + STEP : FAR;
                site.add(Kind.WRONG_ACTIVATION_DERIVATIVE, cost, place, d.formula(), d.function(), d.formula());
            }
        }
    }

    /** {@code 1 - …}, a comparison, something with a prime, or {@code a * (1 - a)}. */
    private static boolean looksDerived(Expr e) {
        return ExprParts.factors(e).stream().limit(ArithmeticEdits.MOST_FACTORS).anyMatch(f -> isDerived(f.expr()));
    }

    private static boolean isDerived(Expr e) {
        if (e instanceof Expr.Call call) {
            return call.function().endsWith("'") || call.function().startsWith("greater");
        }
        return e instanceof Expr.Binary b
                && (b.op().isComparison() || (b.op() == BinaryOp.SUBTRACT && b.left() instanceof Expr.Num));
    }

    /** Factors of a product that together are a derivative. */
    private static void chain(ExprTree.Place place, EditSite site) {
        if (!ArithmeticEdits.isChain(place)) {
            return;
        }
        List<Factor> factors = ExprParts.factors(place.expr());
        if (factors.size() < 2 || factors.size() > ArithmeticEdits.MOST_FACTORS) {
            return;
        }
        for (List<Factor> pattern : patterns(factors)) {
            List<Factor> rest = without(factors, pattern);
            Expr old = ExprParts.product(pattern);
            if (!rest.isEmpty()) {
                boolean again = without(rest, pattern).size() < rest.size();
                site.add(
                        again ? Kind.DOUBLE_DERIVATIVE : Kind.EXTRA_FACTOR,
                        again ? SEEN : FREQUENT + STEP,
                        place,
                        ExprParts.product(rest),
                        old);
            }
            for (Derivative d : site.vocabulary().activations().all()) {
                if (!d.factors().equals(pattern)) {
                    List<Factor> changed = new ArrayList<>(rest);
                    changed.addAll(d.factors());
                    site.add(
                            Kind.WRONG_ACTIVATION_DERIVATIVE,
                            COMMON,
                            place,
                            ExprParts.product(changed),
                            d.function(),
                            d.formula());
                }
            }
        }
    }

    /** The derivatives, right or wrong, that are among factors: s·(1 − s), 1 − t², z &gt; 0, f'(z). */
    private static List<List<Factor>> patterns(List<Factor> factors) {
        List<List<Factor>> patterns = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Factor f : factors) {
            if (!looksDerived(f.expr()) || f.below()) {
                continue;
            }
            List<Factor> pattern = List.of(f);
            if (f.expr() instanceof Expr.Binary b && b.op() == BinaryOp.SUBTRACT) {
                List<Factor> sigmoid = ActivationDerivatives.sigmoid(b.right());
                if (without(factors, sigmoid).size() == factors.size() - 2) {
                    pattern = sigmoid;
                }
            }
            if (seen.add(Candidate.text(ExprParts.product(pattern)))) {
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    /** The factors without each of some, once; all of them when one is not there. */
    static List<Factor> without(List<Factor> factors, List<Factor> some) {
        List<Factor> rest = new ArrayList<>(factors);
        for (Factor f : some) {
            int last = rest.lastIndexOf(f);
            if (last < 0) {
                return factors;
            }
            rest.remove(last);
        }
        return rest;
    }
}
