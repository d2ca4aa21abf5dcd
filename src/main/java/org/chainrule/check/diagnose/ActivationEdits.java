package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.OTHER_SHAPE;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chainrule.check.diagnose.ActivationDerivatives.Derivative;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** The derivative of an activation: missing, of another activation, at another argument, or twice. */
final class ActivationEdits {
    private ActivationEdits() {}

    static final List<Consumer<EditSite>> ALL =
            List.of(ActivationEdits::missing, ActivationEdits::replaced, ActivationEdits::chain);

    private static void missing(EditSite site) {
        Optional<Shape> shape = site.shape(site.expr());
        boolean factor = site.place().isOperandOf(BinaryOp.MULTIPLY);
        for (Derivative d : shape.isEmpty() ? List.<Derivative>of() : derivatives(site)) {
            Shape own = d.node().shape();
            boolean same = own.sameShape(shape.get());
            // A scalar factor is made an array by what is missing.
            if (same
                    || (shape.get().rank() == 0
                            && own.rank() > 0
                            && site.place().isRoot())) {
                site.add(
                        Kind.MISSING_ACTIVATION_DERIVATIVE,
                        (factor ? OCCASIONAL + STEP : COMMON) + (same ? 0 : OTHER_SHAPE),
                        ExprParts.timesAll(site.expr(), d.factors()),
                        d.function(),
                        d.formula());
            }
        }
    }

    private static List<Derivative> derivatives(EditSite site) {
        return site.vocabulary().activations().all();
    }

    /** Something that has the shape of a derivative, and perhaps is meant to be one. */
    private static void replaced(EditSite site) {
        Expr e = site.expr();
        Optional<Node> node = site.node(e);
        boolean number = e instanceof Expr.Num;
        for (Derivative d : node.isEmpty() ? List.<Derivative>of() : derivatives(site)) {
            if (d.node() != node.get()
                    && (number || d.node().shape().sameShape(node.get().shape()))) {
                boolean itself = Candidate.text(e).equals(d.function());
                int cost = number
                        ? GUESS
                        : itself || looksDerived(e) ? COMMON + STEP : e instanceof Expr.Call ? FREQUENT + STEP : FAR;
                site.add(Kind.WRONG_ACTIVATION_DERIVATIVE, cost, d.formula(), d.function(), d.formula());
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
    private static void chain(EditSite site) {
        List<Factor> factors = ExprParts.factors(site.expr());
        if (!ArithmeticEdits.isChain(site.place()) || factors.size() > ArithmeticEdits.MOST_FACTORS) {
            return;
        }
        for (List<Factor> pattern : patterns(factors)) {
            List<Factor> rest = ExprParts.without(factors, pattern);
            if (!rest.isEmpty()) {
                boolean again = ExprParts.without(rest, pattern).size() < rest.size();
                site.add(
                        again ? Kind.DOUBLE_DERIVATIVE : Kind.EXTRA_FACTOR,
                        again ? SEEN : FREQUENT + STEP,
                        ExprParts.product(rest),
                        ExprParts.product(pattern));
            }
            for (Derivative d : derivatives(site)) {
                if (!d.factors().equals(pattern)) {
                    Expr changed = rest.isEmpty()
                            ? ExprParts.product(d.factors())
                            : ExprParts.timesAll(ExprParts.product(rest), d.factors());
                    site.add(Kind.WRONG_ACTIVATION_DERIVATIVE, COMMON, changed, d.function(), d.formula());
                }
            }
        }
    }

    /** The derivatives, right or wrong, that are among factors: s·(1 − s), 1 − t², z &gt; 0, f'(z). */
    private static Set<List<Factor>> patterns(List<Factor> factors) {
        Set<List<Factor>> patterns = new LinkedHashSet<>();
        for (Factor f : factors) {
            if (looksDerived(f.expr()) && !f.below()) {
                List<Factor> sigmoid = ExprForm.of("1 - a")
                        .match(f.expr())
                        .map(parts -> ActivationDerivatives.sigmoid(parts.getOrDefault("a", f.expr())))
                        .orElse(List.of());
                boolean whole = ExprParts.without(factors, sigmoid).size() == factors.size() - 2;
                patterns.add(whole ? sigmoid : List.of(f));
            }
        }
        return patterns;
    }
}
