package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** Variables: of another layer, another altogether, or missing as a factor of the chain. */
final class NameEdits {
    private NameEdits() {}

    static final List<Edits> LIKELY = List.of(NameEdits::size, NameEdits::variable);

    /** There are as many of these as there are names, at every place. */
    static final List<Edits> RARE = List.of(NameEdits::everywhere, NameEdits::factor, NameEdits::term);

    private static void size(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Name name && ArithmeticEdits.isSize(name, site)) {
            for (String other : site.vocabulary().numbers()) {
                if (!other.equals(name.id())) {
                    site.add(Kind.WRONG_NORMALISER, SEEN + STEP, place, ExprParts.name(other), other);
                }
            }
        }
    }

    private static void variable(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Name name) || ArithmeticEdits.isSize(name, site)) {
            return;
        }
        Optional<Shape> shape = site.shape(name);
        site.vocabulary().arrays().forEach((other, node) -> {
            if (!other.equals(name.id())) {
                boolean same = shape.filter(s -> s.sameShape(node.shape())).isPresent();
                site.add(kind(name.id(), other), same ? UNUSUAL : FAR, place, ExprParts.name(other));
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

    private static void everywhere(ExprTree.Place place, EditSite site) {
        if (!place.isRoot()) {
            return;
        }
        List<ExprTree.Place> places = site.tree().places();
        List<String> repeated = places.stream()
                .filter(p -> p.expr() instanceof Expr.Name)
                .map(p -> ((Expr.Name) p.expr()).id())
                .filter(id -> places.stream()
                                .filter(p -> p.expr() instanceof Expr.Name n && n.id().equals(id))
                                .count()
                        > 1)
                .distinct()
                .toList();
        for (String id : repeated) {
            for (String other : site.vocabulary().arrays().keySet()) {
                if (!other.equals(id)) {
                    Expr renamed = ExprTree.renamed(place.expr(), id, ExprParts.name(other));
                    site.add(kind(id, other), UNUSUAL + STEP, place, renamed);
                }
            }
        }
    }

    private static void factor(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        Optional<Node> here = site.node(e).filter(n -> !(e instanceof Expr.Num));
        if (here.isEmpty() || place.isTransposed()) {
            return;
        }
        site.vocabulary().arrays().forEach((name, node) -> {
            int cost = name.startsWith("d") ? FAR + STEP : GUESS + STEP;
            factor(place, here.get().shape(), ExprParts.name(name), node.shape(), cost, site);
        });
    }

    private static void factor(ExprTree.Place place, Shape shape, Expr factor, Shape s, int cost, EditSite site) {
        Expr e = place.expr();
        if (stretches(s, shape)) {
            add(cost, place, ExprParts.times(e, factor), factor, site);
            // x / x is a 1 that says nothing.
            if (!ExprParts.factors(e).contains(new ExprParts.Factor(factor, false))) {
                add(cost + 2 * STEP, place, ExprParts.over(e, factor), factor, site);
            }
        }
        if (shape.rank() == 0 && s.rank() > 0 && (!site.shapesFit() || place.isTerm())) {
            add(cost, place, ExprParts.times(e, factor), factor, site);
            if (s.rank() == 2) {
                Expr t = site.vocabulary().transpose(factor);
                add(cost, place, ExprParts.times(e, t), t, site);
            }
        }
        if (shape.rank() == 0 || shape.rank() > 2 || s.rank() == 0 || s.rank() > 2) {
            return;
        }
        if (shape.rank() == 1 && s.rank() == 1 && !site.shapesFit()) {
            add(cost, place, ExprParts.call("outer", e, factor), factor, site);
            add(cost, place, ExprParts.call("outer", factor, e), factor, site);
        }
        Expr t = s.rank() == 2 ? site.vocabulary().transpose(factor) : factor;
        if (shape.dim(-1).sameSize(s.dim(0))) {
            add(cost, place, ExprParts.matmul(e, factor), factor, site);
        }
        if (s.rank() == 2 && shape.dim(-1).sameSize(s.dim(1))) {
            add(cost, place, ExprParts.matmul(e, t), t, site);
        }
        if (shape.dim(0).sameSize(s.dim(-1))) {
            add(cost, place, ExprParts.matmul(factor, e), factor, site);
        }
        if (s.rank() == 2 && shape.dim(0).sameSize(s.dim(0))) {
            add(cost, place, ExprParts.matmul(t, e), t, site);
        }
    }

    private static void add(int cost, ExprTree.Place place, Expr product, Expr factor, EditSite site) {
        if (site.shapesFit()) {
            // A term may grow to the shape of the sum: 2 * lam where 2 * lam * w is meant.
            boolean keeps = site.shape(product)
                    .filter(s -> site.shape(place.expr()).filter(s::sameShape).isPresent()
                            || (place.isTerm()
                                    && s.sameShape(site.vocabulary().truth().shape())))
                    .isPresent();
            if (!keeps) {
                return;
            }
        }
        site.add(Kind.MISSING_CHAIN_FACTOR, cost, place, product, factor);
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
    private static void term(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        if (e instanceof Expr.Num) {
            return;
        }
        Optional<Shape> shape = site.shape(e);
        site.vocabulary().arrays().forEach((name, node) -> {
            if (shape.filter(s -> s.sameShape(node.shape())).isPresent()) {
                int cost = place.isRoot() ? FAR : GUESS;
                site.add(Kind.MISSING_TERM, cost, place, ExprParts.plus(e, ExprParts.name(name)), name);
                site.add(Kind.MISSING_TERM, cost, place, ExprParts.minus(e, ExprParts.name(name)), name);
            }
        });
    }
}
