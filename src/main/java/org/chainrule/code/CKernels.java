package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.OneHot;
import org.chainrule.ops.Reducing;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** What C has no function for and no contraction tells: the largest entry, entries chosen by an index, and the like. */
final class CKernels {
    private final CPen pen;

    CKernels(CPen pen) {
        this.pen = pen;
    }

    private String entry(Node node, List<String> indices, LoopBody body) {
        return pen.cell(node).at(indices, body).in(Spelling.COMPARISON);
    }

    /** The indices of an input, of those of a result and of those that are reduced. */
    private static List<String> merged(Reducing op, int rank, List<String> own, List<String> reduced) {
        Axes axes = op.axes();
        List<String> all = new ArrayList<>();
        int next = 0;
        int inner = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (axes.contains(axis)) {
                all.add(reduced.get(inner++));
                next += op.keepdims() ? 1 : 0;
            } else {
                all.add(own.get(next++));
            }
        }
        return all;
    }

    Piece product(Node n, Reducing op) {
        return reduced(n, op, "product", "1.0", (total, term) -> total + " *= " + term);
    }

    Piece extreme(Node n, MaxMin.Extreme op) {
        String function = op.largest() ? " = fmax(" : " = fmin(";
        return reduced(
                n,
                op,
                "most",
                op.largest() ? "-INFINITY" : "INFINITY",
                (total, term) -> total + function + total + ", " + term + ")");
    }

    private Piece reduced(Node n, Reducing op, String name, String start, BinaryOperator<String> step) {
        Node x = pen.onlyOnce(n.input(0));
        List<Integer> list = op.axes().in(x.rank());
        List<String> counts =
                list.stream().map(axis -> pen.size(x.shape().dim(axis)).text()).toList();
        return pen.keep(
                n,
                (indices, body) -> {
                    List<String> reduced = body.indices(
                            list.stream().map(axis -> x.shape().dim(axis)).toList());
                    String total = body.local(name);
                    body.add("double " + total + " = " + start + ";");
                    LoopBody inner = body.inner();
                    String term = entry(x, merged(op, x.rank(), indices, reduced), inner);
                    inner.add(step.apply(total, term) + ";");
                    body.loops(reduced, counts, inner);
                    return Piece.atom(total);
                },
                true);
    }

    @Nullable
    Piece position(Node n, MaxMin.ArgExtreme op) {
        Node x = pen.onlyOnce(n.input(0));
        List<Integer> list = op.axes().in(x.rank());
        if (list.size() != 1) {
            return null;
        }
        String count = pen.size(x.shape().dim(list.get(0))).text();
        String compare = op.largest() ? " > " : " < ";
        return pen.keep(
                n,
                (indices, body) -> {
                    List<String> at = body.indices(List.of(x.shape().dim(list.get(0))));
                    String best = body.local("best");
                    body.add("int " + best + " = 0;");
                    LoopBody inner = body.inner();
                    String here = entry(x, merged(op, x.rank(), indices, at), inner);
                    String there = entry(x, merged(op, x.rank(), indices, List.of(best)), inner);
                    inner.add("if (" + here + compare + there + ") " + best + " = " + at.get(0) + ";");
                    body.loops(at, List.of(count), inner);
                    return Piece.atom(best);
                },
                true);
    }

    Piece concat(Node n, int axis) {
        List<Dim> starts = new ArrayList<>();
        Dim start = Dim.of(0);
        for (Node in : n.inputs()) {
            pen.onlyOnce(in);
            starts.add(start);
            start = start.plus(in.shape().dim(axis));
        }
        List<String> ends = starts.stream()
                .skip(1)
                .map(dim -> pen.size(dim).in(Spelling.SUM))
                .toList();
        List<String> offsets =
                starts.stream().map(dim -> pen.size(dim).in(Spelling.SUM + 1)).toList();
        return pen.keep(
                n,
                (indices, body) -> {
                    StringBuilder text = new StringBuilder("(");
                    for (int i = 0; i < n.inputs().size(); i++) {
                        List<String> own = new ArrayList<>(indices);
                        own.set(axis, i == 0 ? indices.get(axis) : indices.get(axis) + " - " + offsets.get(i));
                        text.append(i < ends.size() ? indices.get(axis) + " < " + ends.get(i) + " ? " : "")
                                .append(entry(n.input(i), own, body))
                                .append(i < ends.size() ? " : " : ")");
                    }
                    return Piece.atom(text.toString());
                },
                true);
    }

    Piece slice(Node n, Slicing.Slice slice) {
        String start = pen.size(slice.start()).in(Spelling.SUM + 1);
        return pen.keep(
                n,
                (indices, body) -> {
                    List<String> own = new ArrayList<>(indices);
                    own.set(slice.axis(), moved(indices.get(slice.axis()), slice.step(), start));
                    return pen.cell(n.input(0)).at(own, body);
                },
                false);
    }

    private static String moved(String index, int step, String start) {
        if (index.equals("0")) {
            return start;
        }
        String steps = step == 1 ? index : step + " * " + (index.matches("\\w+") ? index : "(" + index + ")");
        return start.equals("0") ? steps : start + (step < 0 ? " - " + steps.substring(1) : " + " + steps);
    }

    Piece take(Node n, int axis) {
        Node index = pen.onlyOnce(n.input(1));
        Node x = pen.onlyOnce(n.input(0));
        return pen.keep(
                n,
                (indices, body) -> {
                    List<String> own = new ArrayList<>(indices.subList(0, axis));
                    List<String> at = indices.subList(axis, axis + index.rank());
                    own.add("(int) " + pen.cell(index).at(at, body).in(Spelling.POSTFIX));
                    own.addAll(indices.subList(axis + index.rank(), indices.size()));
                    return pen.cell(x).at(own, body);
                },
                false);
    }

    Piece oneHot(Node n, OneHot op) {
        int axis = op.axis();
        return pen.keep(
                n,
                (indices, body) -> {
                    List<String> own = new ArrayList<>(indices);
                    String wanted = own.remove(axis);
                    String index = pen.cell(n.input(0)).at(own, body).in(Spelling.SUM);
                    return op.ignore().isPresent()
                            ? Piece.atom("(" + index + " == " + wanted + " && " + index + " != "
                                    + op.ignore().getAsLong() + ")")
                            : Piece.truth(index + " == " + wanted);
                },
                false);
    }

    Piece triangle(Node n, Diagonals.Triangle op) {
        String compare = op.lower() ? " <= " : " >= ";
        int k = op.k();
        String by = k == 0 ? "" : k > 0 ? " + " + k : " - " + -k;
        return pen.keep(
                n,
                (indices, body) -> Piece.atom("(" + indices.get(n.rank() - 1) + compare + indices.get(n.rank() - 2) + by
                        + " ? " + entry(n.input(0), indices, body) + " : 0.0)"),
                false);
    }

    /** A sum of products, or the largest product. */
    Piece contracted(Node node, Contraction sum, String total, String largest) {
        boolean loops = !sum.bound().isEmpty();
        boolean again = loops
                || node.shape().rank()
                        > node.inputs().stream().mapToInt(Node::rank).max().orElse(0);
        if (again) {
            node.inputs().forEach(pen::onlyOnce);
        }
        List<Dim> ranges = new ArrayList<>(node.shape().dims());
        ranges.addAll(sum.bound());
        List<String> counts =
                sum.bound().stream().map(dim -> pen.size(dim).text()).toList();
        Piece divisor = !largest.isEmpty() || sum.divisor().isOne() ? Piece.atom("") : pen.size(sum.divisor());
        CPen.Cell cell = (indices, body) -> {
            List<String> all = new ArrayList<>(indices);
            LoopBody inner = loops ? body.inner() : body;
            List<String> bound = body.indices(sum.bound());
            all.addAll(bound);
            Piece product = product(node, sum, ranges, all, inner, largest.isEmpty() ? "0.0" : "-INFINITY");
            Piece result = product;
            if (loops) {
                String name = body.local(total);
                body.add("double " + name + " = " + (largest.isEmpty() ? "0.0" : "-INFINITY") + ";");
                inner.add(
                        largest.isEmpty()
                                ? name + " += " + product.text() + ";"
                                : name + " = " + largest + "(" + name + ", " + product.text() + ");");
                body.loops(bound, counts, inner);
                result = Piece.atom(name);
            }
            return divisor.text().isEmpty()
                    ? result
                    : Piece.of(result.in(Spelling.PRODUCT) + " / " + divisor.in(Spelling.UNARY), Spelling.PRODUCT);
        };
        return pen.keep(node, cell, loops || node.inputs().stream().anyMatch(pen::isDear));
    }

    private Piece product(
            Node node, Contraction sum, List<Dim> ranges, List<String> indices, LoopBody body, String outside) {
        int rank = node.rank();
        List<Piece> factors = new ArrayList<>();
        for (Factor factor : sum.factors()) {
            Node x = node.input(factor.input());
            List<String> conditions = new ArrayList<>();
            List<String> places = new ArrayList<>();
            for (int axis = 0; axis < x.rank(); axis++) {
                Place place = factor.places().get(axis);
                String text = pen.place(place, indices, rank);
                if (!Pen.isInside(place, x.shape().dim(axis), ranges, rank)) {
                    conditions.add("0 <= " + text + " && " + text + " < "
                            + pen.size(x.shape().dim(axis)).in(Spelling.SUM));
                }
                places.add(text);
            }
            Piece entry = pen.cell(conditions.isEmpty() ? x : pen.onlyOnce(x)).at(places, body);
            factors.add(
                    conditions.isEmpty()
                            ? entry
                            : Piece.atom("(" + String.join(" && ", conditions) + " ? " + entry.in(Spelling.COMPARISON)
                                    + " : " + outside + ")"));
        }
        sum.equalities()
                .forEach(equality -> factors.add(Piece.truth(pen.place(equality.left(), indices, rank) + " == "
                        + pen.place(equality.right(), indices, rank))));
        if (factors.isEmpty()) {
            return CPen.number(1);
        }
        return factors.size() == 1
                ? factors.get(0)
                : Piece.of(
                        factors.get(0).in(Spelling.PRODUCT)
                                + factors.stream()
                                        .skip(1)
                                        .map(f -> " * " + f.in(Spelling.UNARY))
                                        .collect(Collectors.joining()),
                        Spelling.PRODUCT);
    }

    /** Entries added up where the derivative reads them. */
    Piece scattered(Node n, Node back) {
        if (pen.isTrial()) {
            return Piece.atom("x");
        }
        Node x = pen.onlyOnce(n.input(0));
        Contraction read = back.contraction().orElseThrow();
        String name = pen.named(n, pen.keep(n, (indices, body) -> Piece.atom("0.0"), true));
        LoopBody body = pen.fresh();
        int rank = back.rank();
        List<Dim> ranges = new ArrayList<>(back.shape().dims());
        ranges.addAll(read.bound());
        List<String> indices = body.indices(ranges);
        LoopBody inner = body.inner();
        List<String> conditions = new ArrayList<>();
        read.equalities()
                .forEach(equality -> conditions.add(pen.place(equality.left(), indices, rank) + " == "
                        + pen.place(equality.right(), indices, rank)));
        List<Contraction.Place> places = read.factors().get(0).places();
        List<String> to =
                places.stream().map(place -> pen.place(place, indices, rank)).toList();
        IntStream.range(0, to.size())
                .filter(axis -> !Pen.isInside(places.get(axis), n.shape().dim(axis), ranges, rank))
                .forEach(axis -> conditions.add("0 <= " + to.get(axis) + " && " + to.get(axis) + " < "
                        + pen.size(n.shape().dim(axis)).in(Spelling.SUM)));
        String add = name + "[" + pen.offset(n.shape(), to) + "] += "
                + pen.cell(x).at(indices.subList(0, rank), inner).text() + ";";
        inner.add(conditions.isEmpty() ? add : "if (" + String.join(" && ", conditions) + ") " + add);
        pen.loop(Shape.of(ranges), body, indices, inner);
        return pen.piece(n);
    }
}
