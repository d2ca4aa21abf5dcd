package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.LESS_USUAL;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.SHAPES_FIT;
import static org.chainrule.check.diagnose.Cost.STEP;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Sums and means: missing, too many, over the wrong axis, with the axis kept or dropped. */
final class ReductionEdits {
    private ReductionEdits() {}

    static final List<Edits> ALL = List.of(ReductionEdits::missing, ReductionEdits::present);

    private static void missing(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        Optional<Shape> found = site.shape(e);
        if (found.isEmpty() || found.get().rank() == 0 || ExprParts.isReduction(e) || e instanceof Expr.Numbers) {
            return;
        }
        Shape shape = found.get();
        Shape wanted = site.vocabulary().truth().shape();
        int base = (place.isRoot() ? SEEN + STEP : FREQUENT) + (site.shapesFit() ? SHAPES_FIT : 0);
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis).isOne()) {
                continue;
            }
            Kind kind = isBatch(shape.dim(axis), site) ? Kind.MISSING_BATCH_SUM : Kind.MISSING_BROADCAST_REDUCTION;
            for (boolean keep : new boolean[] {true, false}) {
                // At the root the shape decides at once; further down it is found by trying.
                boolean fits = !place.isRoot() || reduced(shape, axis, keep).sameShape(wanted);
                if (fits) {
                    site.add(kind, base, place, ExprParts.reduce("sum", e, axis, keep), shape);
                    site.add(kind, base + LESS_USUAL, place, ExprParts.reduce("mean", e, axis, keep), shape);
                }
            }
        }
        if (!place.isRoot() || wanted.rank() == 0) {
            Kind kind = shape.dims().stream().anyMatch(d -> isBatch(d, site))
                    ? Kind.MISSING_BATCH_SUM
                    : Kind.MISSING_BROADCAST_REDUCTION;
            site.add(kind, base + STEP, place, ExprParts.call("sum", e), shape);
            site.add(kind, base + STEP + LESS_USUAL, place, ExprParts.call("mean", e), shape);
        }
    }

    private static Shape reduced(Shape shape, int axis, boolean keep) {
        return keep ? shape.with(axis, Dim.ONE) : shape.without(axis);
    }

    /** Whether a size counts the samples: the model divides by it, or takes a mean over it. */
    private static boolean isBatch(Dim dim, EditSite site) {
        for (Node node : site.vocabulary().model()) {
            if (node.op() instanceof SizeOf size && size.dim().sameSize(dim)) {
                return true;
            }
            if (node.op() instanceof Mean
                    && node.input(0).shape().dims().stream().anyMatch(d -> d.sameSize(dim))) {
                return true;
            }
            if (dim.isKnown()
                    && node.constantScalar().filter(v -> v == dim.size()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static void present(ExprTree.Place place, EditSite site) {
        if (!ExprParts.isReduction(place.expr())) {
            return;
        }
        Expr.Call call = (Expr.Call) place.expr();
        if (call.arguments().isEmpty()) {
            return;
        }
        Expr e = call.arguments().get(0);
        String other = ExprParts.isCall(call, "sum") ? "mean" : "sum";
        site.add(Kind.SUPERFLUOUS_SUM, COMMON + STEP, place, e, call.function());
        site.add(Kind.MEAN_VS_SUM, COMMON, place, ExprParts.call(other, call.arguments(), call.keywords()), other);
        Optional<Shape> shape = site.shape(e);
        Optional<Integer> axis = axis(call);
        boolean keep = flag(call);
        if (axis.isPresent()) {
            site.add(Kind.KEEPDIMS, COMMON, place, ExprParts.reduce(call.function(), e, axis.get(), !keep));
        }
        int rank = shape.map(Shape::rank).orElse(0);
        for (int k = 0; k < rank; k++) {
            if (axis.isPresent() && (axis.get() == k || axis.get() + rank == k)) {
                continue;
            }
            site.add(
                    Kind.WRONG_AXIS,
                    COMMON + STEP,
                    place,
                    ExprParts.reduce(call.function(), e, k, keep),
                    String.valueOf(k));
            site.add(
                    Kind.WRONG_AXIS,
                    FREQUENT + STEP,
                    place,
                    ExprParts.reduce(call.function(), e, k, !keep),
                    String.valueOf(k));
        }
        if (axis.isPresent()) {
            site.add(Kind.WRONG_AXIS, OCCASIONAL, place, ExprParts.call(call.function(), e), "none");
        }
    }

    private static Optional<Integer> axis(Expr.Call call) {
        List<Expr> values = new ArrayList<>();
        if (call.arguments().size() > 1) {
            values.add(call.arguments().get(1));
        }
        call.keywords().stream()
                .filter(k -> k.name().equals("axis"))
                .map(Expr.Keyword::value)
                .forEach(values::add);
        for (Expr value : values) {
            if (value instanceof Expr.Num n) {
                return Optional.of((int) n.value());
            }
            if (value instanceof Expr.Negate negate && negate.operand() instanceof Expr.Num n) {
                return Optional.of((int) -n.value());
            }
        }
        return Optional.empty();
    }

    private static boolean flag(Expr.Call call) {
        return call.keywords().stream()
                .anyMatch(k -> k.name().equals("keepdims") && k.value().equals(new Expr.Bool(true, Span.NONE)));
    }
}
