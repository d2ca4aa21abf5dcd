package org.chainrule.check.diagnose;

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

    private static void size(Tree.Place place, EditSite scene) {
        if (place.expr() instanceof Expr.Name name && ArithmeticEdits.isSize(name, scene)) {
            for (String other : scene.lexicon().numbers()) {
                if (!other.equals(name.id())) {
                    scene.add(Kind.WRONG_NORMALISER, Cost.SEEN + Cost.STEP, place, ExprParts.name(other), other);
                }
            }
        }
    }

    private static void variable(Tree.Place place, EditSite scene) {
        if (!(place.expr() instanceof Expr.Name name) || ArithmeticEdits.isSize(name, scene)) {
            return;
        }
        Optional<Shape> shape = scene.shape(name);
        scene.lexicon().arrays().forEach((other, node) -> {
            if (!other.equals(name.id())) {
                boolean same = shape.filter(s -> s.sameShape(node.shape())).isPresent();
                scene.add(kind(name.id(), other), same ? Cost.UNUSUAL : Cost.FAR, place, ExprParts.name(other));
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

    private static void everywhere(Tree.Place place, EditSite scene) {
        if (!place.isRoot()) {
            return;
        }
        List<Tree.Place> places = scene.tree().places();
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
            for (String other : scene.lexicon().arrays().keySet()) {
                if (!other.equals(id)) {
                    Expr renamed = Tree.renamed(place.expr(), id, ExprParts.name(other));
                    scene.add(kind(id, other), Cost.UNUSUAL + Cost.STEP, place, renamed);
                }
            }
        }
    }

    private static void factor(Tree.Place place, EditSite scene) {
        Expr e = place.expr();
        Optional<Node> here = scene.node(e).filter(n -> !(e instanceof Expr.Num));
        if (here.isEmpty() || place.isTransposed()) {
            return;
        }
        scene.lexicon().arrays().forEach((name, node) -> {
            int cost = name.startsWith("d") ? Cost.FAR + Cost.STEP : Cost.GUESS + Cost.STEP;
            factor(place, here.get().shape(), ExprParts.name(name), node.shape(), cost, scene);
        });
    }

    private static void factor(Tree.Place place, Shape shape, Expr factor, Shape s, int cost, EditSite scene) {
        Expr e = place.expr();
        if (stretches(s, shape)) {
            add(cost, place, ExprParts.times(e, factor), factor, scene);
            // x / x is a 1 that says nothing.
            if (!ExprParts.factors(e).contains(new ExprParts.Factor(factor, false))) {
                add(cost + 2 * Cost.STEP, place, ExprParts.over(e, factor), factor, scene);
            }
        }
        if (shape.rank() == 0 && s.rank() > 0 && (!scene.shapesFit() || place.isTerm())) {
            add(cost, place, ExprParts.times(e, factor), factor, scene);
            if (s.rank() == 2) {
                Expr t = scene.lexicon().transpose(factor);
                add(cost, place, ExprParts.times(e, t), t, scene);
            }
        }
        if (shape.rank() == 0 || shape.rank() > 2 || s.rank() == 0 || s.rank() > 2) {
            return;
        }
        if (shape.rank() == 1 && s.rank() == 1 && !scene.shapesFit()) {
            add(cost, place, ExprParts.call("outer", e, factor), factor, scene);
            add(cost, place, ExprParts.call("outer", factor, e), factor, scene);
        }
        Expr t = s.rank() == 2 ? scene.lexicon().transpose(factor) : factor;
        if (shape.dim(-1).sameSize(s.dim(0))) {
            add(cost, place, ExprParts.matmul(e, factor), factor, scene);
        }
        if (s.rank() == 2 && shape.dim(-1).sameSize(s.dim(1))) {
            add(cost, place, ExprParts.matmul(e, t), t, scene);
        }
        if (shape.dim(0).sameSize(s.dim(-1))) {
            add(cost, place, ExprParts.matmul(factor, e), factor, scene);
        }
        if (s.rank() == 2 && shape.dim(0).sameSize(s.dim(0))) {
            add(cost, place, ExprParts.matmul(t, e), t, scene);
        }
    }

    private static void add(int cost, Tree.Place place, Expr product, Expr factor, EditSite scene) {
        if (scene.shapesFit()) {
            // A term may grow to the shape of the sum: 2 * lam where 2 * lam * w is meant.
            boolean keeps = scene.shape(product)
                    .filter(s -> scene.shape(place.expr()).filter(s::sameShape).isPresent()
                            || (place.isTerm()
                                    && s.sameShape(scene.lexicon().truth().shape())))
                    .isPresent();
            if (!keeps) {
                return;
            }
        }
        scene.add(Kind.MISSING_CHAIN_FACTOR, cost, place, product, factor);
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
    private static void term(Tree.Place place, EditSite scene) {
        Expr e = place.expr();
        if (e instanceof Expr.Num) {
            return;
        }
        Optional<Shape> shape = scene.shape(e);
        scene.lexicon().arrays().forEach((name, node) -> {
            if (shape.filter(s -> s.sameShape(node.shape())).isPresent()) {
                int cost = place.isRoot() ? Cost.FAR : Cost.GUESS;
                scene.add(Kind.MISSING_TERM, cost, place, ExprParts.plus(e, ExprParts.name(name)), name);
                scene.add(Kind.MISSING_TERM, cost, place, ExprParts.minus(e, ExprParts.name(name)), name);
            }
        });
    }
}
