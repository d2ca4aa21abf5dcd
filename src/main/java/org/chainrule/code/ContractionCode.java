package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Equality;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Node;
import org.chainrule.ops.PoolGeometry;
import org.chainrule.ops.PoolOps;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.jspecify.annotations.Nullable;

/** What an op does to entries, with indices: a sum of products of entries, or entries added up at their places. */
final class ContractionCode {
    private final ArrayPen pen;
    private List<String> indices = List.of();
    private final TreeSet<Integer> used = new TreeSet<>();

    ContractionCode(ArrayPen pen) {
        this.pen = pen;
    }

    /** A node by its contraction, or by that of its derivative; null when it has neither. */
    @Nullable
    Piece write(Node node) {
        Optional<Contraction> sum = node.contraction();
        if (sum.isPresent()) {
            return pinned(
                    node,
                    pen.over(product(node, sum.get(), "sum", "0"), sum.get().divisor()));
        }
        return adjoint(node).map(back -> pinned(node, scatter(node, back))).orElse(null);
    }

    /** For an op that adds up entries: what reads them back, of one input that stands for the cotangent. */
    static Optional<Node> adjoint(Node node) {
        if (node.inputs().size() != 1 || !node.op().isLinear(0) || !node.type().isReal()) {
            return Optional.empty();
        }
        Node dz = Node.input("dz", node.type(), Domain.REAL);
        Node back = node.op().vjp(0, dz, node, node.inputs());
        return Optional.of(back)
                .filter(read -> read.inputs().equals(List.of(dz)))
                .filter(read -> read.contraction()
                        .filter(sum ->
                                sum.factors().size() == 1 && sum.divisor().isOne())
                        .isPresent());
    }

    /** The largest entries of windows: a sum over them, with another reduction. */
    @Nullable
    Piece largest(Node node, PoolOps.MaxPool pool) {
        return windows(node, pool)
                .map(sum -> pinned(node, product(node, sum, "max", pen.lowest())))
                .orElse(null);
    }

    /** The windows of a pool as the sum over them; empty where the padding depends on the sizes. */
    static Optional<Contraction> windows(Node node, PoolOps.MaxPool pool) {
        PoolGeometry g = pool.g();
        return g.window().padding().same()
                ? Optional.empty()
                : Optional.of(g.windows(node.rank(), node.rank() - g.axes()));
    }

    /** Its indices stand in one statement, which the next one must not change before it is computed. */
    private Piece pinned(Node node, Piece piece) {
        return pen.isRoot(node) || indices.isEmpty() ? piece : Piece.atom(pen.named(node, piece));
    }

    private List<Dim> ranges(Node node, Contraction sum) {
        List<Dim> ranges = new ArrayList<>(node.shape().dims());
        ranges.addAll(sum.bound());
        return ranges;
    }

    private String place(Place place, int rank) {
        place.terms().forEach(term -> used.add(term.index() >= 0 ? term.index() : rank - 1 - term.index()));
        return pen.place(place, indices, rank);
    }

    private void begin(List<Dim> ranges) {
        indices = pen.indices(ranges.size());
        if (!ranges.isEmpty()) {
            pen.grid(indices, ranges);
        }
    }

    private Piece product(Node node, Contraction sum, String reduction, String outside) {
        int rank = node.rank();
        List<Dim> ranges = ranges(node, sum);
        begin(ranges);
        List<String> factors = new ArrayList<>();
        for (Factor factor : sum.factors()) {
            Node x = node.input(factor.input());
            List<String> places = new ArrayList<>();
            boolean inside = true;
            for (int axis = 0; axis < x.rank(); axis++) {
                Place place = factor.places().get(axis);
                inside &= Pen.isInside(place, x.shape().dim(axis), ranges, rank);
                places.add(place(place, rank));
            }
            factors.add(pen.entries(x, places, inside, outside));
        }
        for (Equality equality : sum.equalities()) {
            factors.add(pen.equal(place(equality.left(), rank), place(equality.right(), rank)));
        }
        if (sum.factors().isEmpty()) {
            factors.add(0, "1.0");
        }
        return pen.reduced(
                String.join(pen.times(), factors), used.size() == ranges.size(), node.shape(), sum, reduction);
    }

    private Piece scatter(Node node, Node back) {
        Contraction read = back.contraction().orElseThrow();
        int rank = back.rank();
        begin(ranges(back, read));
        List<String> own = indices.subList(0, rank);
        List<String> factors = new ArrayList<>(List.of(pen.entries(node.input(0), own, true, "0")));
        for (Equality equality : read.equalities()) {
            factors.add(pen.equal(place(equality.left(), rank), place(equality.right(), rank)));
        }
        List<String> places = read.factors().get(0).places().stream()
                .map(place -> place(place, rank))
                .toList();
        return pen.scattered(node.shape(), String.join(pen.times(), factors), places);
    }
}
