package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** Variables: of another layer, another altogether, or missing as a factor of the chain. */
final class NameEdits {
    private NameEdits() {}

    static final List<Consumer<EditSite>> LIKELY = List.of(NameEdits::variable);

    static final List<Consumer<EditSite>> USUAL = List.of(NameEdits::everywhere);

    /** There are as many of these as there are names, at every place. */
    static final List<Consumer<EditSite>> GUESSES = List.of(NameEdits::factor, NameEdits::term);

    private static void variable(EditSite site) {
        if (!(site.expr() instanceof Expr.Name name)) {
            return;
        }
        if (ArithmeticEdits.isSize(name, site)) {
            site.vocabulary().numbers().stream()
                    .filter(other -> !other.equals(name.id()))
                    .forEach(other -> site.add(Kind.WRONG_NORMALISER, SEEN + STEP, ExprParts.name(other), other));
            return;
        }
        Optional<Shape> shape = site.shape(name);
        site.vocabulary().arrays().forEach((other, node) -> {
            if (!other.equals(name.id())) {
                boolean same = shape.filter(s -> s.sameShape(node.shape())).isPresent();
                site.add(kind(name.id(), other), same ? UNUSUAL : FAR, ExprParts.name(other));
            }
        });
    }

    /** W2 for W1 is another layer; Y for A2 another variable. */
    private static Kind kind(String used, String meant) {
        return stem(used).equals(stem(meant)) ? Kind.WRONG_LAYER : Kind.WRONG_VARIABLE;
    }

    private static String stem(String name) {
        int end = name.length();
        while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '_')) {
            end--;
        }
        return name.substring(0, end);
    }

    private static void everywhere(EditSite site) {
        if (!site.place().isRoot()) {
            return;
        }
        List<String> all = site.tree().places().stream()
                .flatMap(place -> place.expr() instanceof Expr.Name name ? Stream.of(name.id()) : Stream.empty())
                .toList();
        for (String id : all.stream().distinct().toList()) {
            for (String other : site.vocabulary().arrays().keySet()) {
                if (all.indexOf(id) != all.lastIndexOf(id) && !other.equals(id)) {
                    Expr renamed = ExprTree.renamed(site.expr(), id, ExprParts.name(other));
                    site.add(kind(id, other), UNUSUAL + STEP, renamed);
                }
            }
        }
    }

    private static void factor(EditSite site) {
        Optional<Shape> here = site.shape(site.expr()).filter(shape -> !(site.expr() instanceof Expr.Num));
        if (here.isPresent() && !site.place().isTransposed()) {
            site.vocabulary().arrays().forEach((name, node) -> {
                int cost = name.startsWith("d") ? FAR + STEP : GUESS + STEP;
                factor(here.get(), ExprParts.name(name), node.shape(), cost, site);
            });
        }
    }

    /** A factor that is missing from what has a shape: multiplied in every way in which the shapes fit. */
    private static void factor(Shape shape, Expr factor, Shape s, int cost, EditSite site) {
        Expr e = site.expr();
        if (stretches(s, shape)) {
            add("a * b", factor, cost, site);
            // x / x is a 1 that says nothing.
            if (!ExprParts.factors(e).contains(new ExprParts.Factor(factor, false))) {
                add("a / b", factor, cost + 2 * STEP, site);
            }
        }
        boolean matrix = s.rank() == 2;
        Expr t = matrix ? site.vocabulary().transpose(factor) : factor;
        if (shape.rank() == 0
                && s.rank() > 0
                && (!site.shapesFit() || site.place().isTerm())) {
            add("a * b", factor, cost, site);
            if (matrix) {
                add("a * b", t, cost, site);
            }
        }
        if (shape.rank() == 0 || shape.rank() > 2 || s.rank() == 0 || s.rank() > 2) {
            return;
        }
        if (shape.rank() == 1 && s.rank() == 1 && !site.shapesFit()) {
            add("outer(a, b)", factor, cost, site);
            add("outer(b, a)", factor, cost, site);
        }
        if (shape.dim(-1).sameSize(s.dim(0))) {
            add("a @ b", factor, cost, site);
        }
        if (matrix && shape.dim(-1).sameSize(s.dim(1))) {
            add("a @ b", t, cost, site);
        }
        if (shape.dim(0).sameSize(s.dim(-1))) {
            add("b @ a", factor, cost, site);
        }
        if (matrix && shape.dim(0).sameSize(s.dim(0))) {
            add("b @ a", t, cost, site);
        }
    }

    private static void add(String form, Expr factor, int cost, EditSite site) {
        Expr product = ExprForm.write(form, site.expr(), factor);
        Optional<Shape> old = site.shape(site.expr());
        // A term may grow to the shape of the sum: 2 * lam where 2 * lam * w is meant.
        boolean keeps = !site.shapesFit()
                || site.shape(product)
                        .filter(s -> old.filter(s::sameShape).isPresent()
                                || (site.place().isTerm()
                                        && s.sameShape(site.vocabulary().truth().shape())))
                        .isPresent();
        if (keeps) {
            site.add(Kind.MISSING_CHAIN_FACTOR, cost, product, factor);
        }
    }

    /** Whether one shape broadcasts to another without changing it. */
    private static boolean stretches(Shape from, Shape to) {
        if (from.rank() > to.rank()) {
            return false;
        }
        for (int i = 1; i <= from.rank(); i++) {
            if (!from.dim(-i).isOne() && !from.dim(-i).sameSize(to.dim(-i))) {
                return false;
            }
        }
        return true;
    }

    /** A term of a sum that is one variable. */
    private static void term(EditSite site) {
        Optional<Shape> shape = site.shape(site.expr()).filter(s -> !(site.expr() instanceof Expr.Num));
        site.vocabulary().arrays().forEach((name, node) -> {
            if (shape.filter(s -> s.sameShape(node.shape())).isPresent()) {
                int cost = site.place().isRoot() ? FAR : GUESS;
                site.add(Kind.MISSING_TERM, cost, ExprParts.plus(site.expr(), ExprParts.name(name)), name);
                site.add(Kind.MISSING_TERM, cost, ExprParts.minus(site.expr(), ExprParts.name(name)), name);
            }
        });
    }
}
