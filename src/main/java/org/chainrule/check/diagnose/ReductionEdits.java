package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.LESS_USUAL;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.SHAPES_FIT;
import static org.chainrule.check.diagnose.Cost.STEP;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Sums and means: missing, too many, over the wrong axis, with the axis kept or dropped. */
final class ReductionEdits {
    private ReductionEdits() {}

    static final List<Consumer<EditSite>> ALL = List.of(ReductionEdits::missing, ReductionEdits::present);

    private static void missing(EditSite site) {
        Expr e = site.expr();
        if (site.rank(e) <= 0 || ExprParts.isReduction(e) || e instanceof Expr.Numbers) {
            return;
        }
        boolean root = site.place().isRoot();
        Shape shape = site.shape(e).orElseThrow();
        Shape wanted = site.vocabulary().truth().shape();
        int base = (root ? SEEN + STEP : FREQUENT) + (site.shapesFit() ? SHAPES_FIT : 0);
        for (int axis = 0; axis < shape.rank(); axis++) {
            for (boolean keep : new boolean[] {true, false}) {
                // At the root the shape decides at once; further down it is found by trying.
                Shape reduced = keep ? shape.with(axis, Dim.ONE) : shape.without(axis);
                if (!shape.dim(axis).isOne() && (!root || reduced.sameShape(wanted))) {
                    Kind kind = kind(Stream.of(shape.dim(axis)), site);
                    site.add(kind, base, ExprParts.reduce("sum", e, axis, keep));
                    site.add(kind, base + LESS_USUAL, ExprParts.reduce("mean", e, axis, keep));
                }
            }
        }
        if (!root || wanted.rank() == 0) {
            Kind kind = kind(shape.dims().stream(), site);
            site.add(kind, base + STEP, ExprParts.call("sum", e));
            site.add(kind, base + STEP + LESS_USUAL, ExprParts.call("mean", e));
        }
    }

    /** What a missing sum is called: that over the samples has a name of its own. */
    private static Kind kind(Stream<Dim> sizes, EditSite site) {
        return sizes.anyMatch(size -> site.vocabulary().model().stream().anyMatch(node -> isCountedBy(size, node)))
                ? Kind.MISSING_BATCH_SUM
                : Kind.MISSING_BROADCAST_REDUCTION;
    }

    /** Whether a model that contains a node counts the samples by a size: divides by it, or takes a mean over it. */
    private static boolean isCountedBy(Dim dim, Node node) {
        return (node.op() instanceof SizeOf size && size.dim().sameSize(dim))
                || (node.op() instanceof Mean
                        && node.input(0).shape().dims().stream().anyMatch(d -> d.sameSize(dim)))
                || (dim.isKnown()
                        && node.constantScalar().filter(v -> v == dim.size()).isPresent());
    }

    private static void present(EditSite site) {
        if (!ExprParts.isReduction(site.expr())
                || !(site.expr() instanceof Expr.Call call)
                || call.arguments().isEmpty()) {
            return;
        }
        Expr e = call.arguments().get(0);
        String function = call.function();
        String other = ExprParts.isCall(call, "sum") ? "mean" : "sum";
        site.add(Kind.SUPERFLUOUS_SUM, COMMON + STEP, e, function);
        site.add(Kind.MEAN_VS_SUM, COMMON, ExprParts.call(other, call.arguments(), call.keywords()), other);
        Optional<Integer> axis = axis(call);
        boolean keep = ExprParts.keyword(call, "keepdims").equals(Optional.of(ExprParts.TRUE));
        axis.ifPresent(k -> site.add(Kind.KEEPDIMS, COMMON, ExprParts.reduce(function, e, k, !keep)));
        int rank = site.rank(e);
        for (int k = 0; k < rank; k++) {
            if (axis.isEmpty() || Math.floorMod(axis.get(), rank) != k) {
                site.add(Kind.WRONG_AXIS, COMMON + STEP, ExprParts.reduce(function, e, k, keep));
                site.add(Kind.WRONG_AXIS, FREQUENT + STEP, ExprParts.reduce(function, e, k, !keep));
            }
        }
        if (axis.isPresent()) {
            site.add(Kind.WRONG_AXIS, OCCASIONAL, ExprParts.call(function, e));
        }
    }

    private static Optional<Integer> axis(Expr.Call call) {
        return Stream.concat(call.arguments().stream().skip(1), ExprParts.keyword(call, "axis").stream())
                .flatMap(value -> ExprParts.value(value).stream())
                .map(Double::intValue)
                .findFirst();
    }
}
