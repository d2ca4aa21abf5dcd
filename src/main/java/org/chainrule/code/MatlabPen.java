package org.chainrule.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Masked;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Where;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.OneHot;
import org.chainrule.ops.Products;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.Spectra;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * MATLAB and Octave. An array has two axes there at least: a vector is a column, a number 1 by 1, and axes of size 1 are added in
 * front where shapes are broadcast.
 */
final class MatlabPen extends ArrayPen {
    private static final String RESERVED =
            "break case catch classdef continue else elseif end for function global if otherwise "
                    + "parfor persistent return spmd switch try while i j pi inf nan eps sum max min size zeros ones cat at add_at rows_first "
                    + "pick add_rows reshape permute squeeze abs exp log sqrt eig inv det numel repmat";

    private static final OpTable OPS =
            new OpTable("~", "*(<0>)", OpTable.FUNCTIONS, OpTable.ARCS, OpTable.SIGNS, MatlabTables.OPS);

    MatlabPen(CodeSheet sheet) {
        super(Tongue.MATLAB, sheet, RESERVED);
        shapes();
        reductions();
        matrices();
    }

    @Override
    Piece number(Piece piece) {
        return piece.kind() == Piece.Kind.TRUTH
                ? Piece.of("1.0 * " + piece.in(Spelling.PRODUCT + 1), Spelling.PRODUCT)
                : piece;
    }

    /** Sizes with at least two axes. */
    private static List<Dim> padded(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        while (dims.size() < 2) {
            dims.add(Dim.ONE);
        }
        return dims;
    }

    private String list(List<Dim> dims) {
        return dims.stream().map(dim -> size(dim).text()).collect(Collectors.joining(", "));
    }

    /** The same entries in the same order of columns under other sizes; a transpose where that is enough. */
    private Piece regrouped(Piece x, List<Dim> from, List<Dim> to) {
        List<Dim> trimmed = new ArrayList<>(from);
        while (trimmed.size() > 2 && trimmed.get(trimmed.size() - 1).isOne()) {
            trimmed.remove(trimmed.size() - 1);
        }
        if (MatlabTables.same(trimmed, to)) {
            return x;
        }
        if (trimmed.size() == 2
                && to.size() == 2
                && trimmed.get(0).sameSize(to.get(1))
                && trimmed.get(1).sameSize(to.get(0))
                && trimmed.stream().anyMatch(Dim::isOne)) {
            return Piece.atom(x.in(Spelling.POSTFIX) + "'");
        }
        return Piece.atom("reshape(" + x.text() + ", [" + list(to) + "])");
    }

    /** An operand with axes of size 1 in front, as many as a result has. */
    private Piece aligned(Node node, int rank) {
        Piece piece = piece(node);
        if (node.rank() == 0 || node.rank() >= Math.max(2, rank) || (node.rank() == 1 && rank <= 1)) {
            return piece;
        }
        List<Dim> to = new ArrayList<>(Collections.nCopies(rank - node.rank(), Dim.ONE));
        to.addAll(node.shape().dims());
        return regrouped(number(piece), padded(node.shape()), to);
    }

    private String inTable(Node of, Node node, int level) {
        Piece piece = of.op().isElementwise() ? aligned(node, of.rank()) : piece(node);
        if (level == OpTable.CONDITION) {
            return piece.kind() == Piece.Kind.TRUTH ? piece.text() : piece.in(Spelling.SUM) + " ~= 0";
        }
        return (isFactor(of, node) ? piece : number(piece)).in(level);
    }

    @Override
    @Nullable
    Piece simple(Node node) {
        if (node.op() instanceof Where || node.op() instanceof Masked) {
            help(MatlabTables.PICK);
        }
        return OPS.write(node, (in, level) -> inTable(node, in, level));
    }

    private void shapes() {
        on(
                Transpose.class,
                (n, op) -> n.rank() == 2
                        ? Piece.atom(operand(n.input(0), Spelling.POSTFIX) + "'")
                        : Piece.atom("permute(" + operand(n.input(0), 0) + ", ["
                                + op.axes().stream()
                                        .map(axis -> Integer.toString(axis + 1))
                                        .collect(Collectors.joining(", "))
                                + "])"));
        on(Reshape.class, (n, op) -> reshaped(n));
        on(ExpandDims.class, (n, op) -> reshaped(n));
        on(Squeeze.class, (n, op) -> reshaped(n));
        on(
                Broadcast.class,
                (n, op) -> Piece.of(
                        aligned(n.input(0), n.rank()).in(Spelling.PRODUCT) + " .* ones(" + list(padded(n.shape()))
                                + ")",
                        Spelling.PRODUCT));
        on(Fill.class, (n, op) -> full(op));
        on(
                Joining.Concat.class,
                (n, op) -> Piece.atom("cat(" + (1 + op.axis()) + ", "
                        + n.inputs().stream().map(in -> operand(in, 0)).collect(Collectors.joining(", ")) + ")"));
        on(Slicing.Slice.class, (n, op) -> {
            String span = span(op);
            return span == null ? null : Piece.atom(at(n.input(0), op.axis(), span));
        });
        on(Gathering.Read.class, (n, op) -> !op.whole() || countsFromTheEnd(n.input(1)) ? null : taken(n, op.axis()));
        on(
                Gathering.Add.class,
                (n, op) -> op.whole() && n.input(1).rank() == 1 && !countsFromTheEnd(n.input(1))
                        ? indexAdd(n, op.axis())
                        : null);
        on(OneHot.class, this::oneHot);
        on(
                Diagonals.Triangle.class,
                (n, op) -> n.rank() != 2
                        ? null
                        : Piece.atom((op.lower() ? "tril(" : "triu(") + operand(n.input(0), 0)
                                + (op.k() == 0 ? "" : ", " + op.k()) + ")"));
        on(
                Sorting.Sort.class,
                (n, op) -> call("sort", n, ", " + (1 + op.along().axis()) + (op.descending() ? ", 'descend'" : "")));
    }

    private void reductions() {
        on(Sum.class, (n, op) -> reduced(n, "sum(", ", ", op.axes()));
        on(Mean.class, (n, op) -> reduced(n, "mean(", ", ", op.axes()));
        on(EntryProducts.Prod.class, (n, op) -> reduced(n, "prod(", ", ", op.axes()));
        on(MaxMin.Extreme.class, (n, op) -> reduced(n, op.largest() ? "max(" : "min(", ", [], ", op.axes()));
        on(MaxMin.ArgExtreme.class, this::position);
        on(Cumulative.CumSum.class, (n, op) -> op.reverse() ? null : call("cumsum", n, ", " + (1 + op.axis())));
        on(Cumulative.CumProd.class, (n, op) -> call("cumprod", n, ", " + (1 + op.axis())));
    }

    private void matrices() {
        on(MatMul.class, (n, op) -> product(n));
        on(Products.OUTER_PRODUCT, this::outer);
        on(Inverses.INVERSE, n -> n.rank() == 2 ? call("inv", n, "") : null);
        on(Inverses.PSEUDO_INVERSE, n -> n.rank() == 2 ? call("pinv", n, "") : null);
        on(Determinants.DETERMINANT, n -> n.rank() == 0 ? call("det", n, "") : null);
        on(
                MatrixFunctions.CHOLESKY_FACTOR,
                n -> n.rank() == 2 && isSymmetric(n.input(0)) ? call("chol", n, ", 'lower'") : null);
        on(
                Determinants.LogDet.class,
                (n, op) -> op.absolute() && n.rank() == 0
                        ? Piece.atom("log(abs(det(" + operand(n.input(0), 0) + ")))")
                        : null);
        on(Spectra.EIGENVALUES, n -> n.rank() == 1 && isSymmetric(n.input(0)) ? call("eig", n, "") : null);
    }

    private Piece call(String function, Node n, String further) {
        return Piece.atom(function + "(" + operand(n.input(0), 0) + further + ")");
    }

    private Piece reshaped(Node n) {
        Node x = n.input(0);
        if (Contraction.regrouped(x.shape(), n.shape()).isPresent()) {
            return regrouped(number(piece(x)), padded(x.shape()), padded(n.shape()));
        }
        help(MatlabTables.ROWS_FIRST);
        return Piece.atom("rows_first(" + operand(x, 0) + ", [" + list(padded(x.shape())) + "], ["
                + list(padded(n.shape())) + "])");
    }

    private Piece full(Fill fill) {
        Piece value = number(fill.value());
        if (fill.shape().rank() == 0) {
            return value;
        }
        String shape = "(" + list(padded(fill.shape())) + ")";
        return fill.value() == 0
                ? Piece.atom("zeros" + shape)
                : fill.value() == 1
                        ? Piece.atom("ones" + shape)
                        : Piece.of(value.in(Spelling.PRODUCT) + " * ones" + shape, Spelling.PRODUCT);
    }

    private Piece reduced(Node n, String before, String between, Axes axes) {
        Node x = n.input(0);
        List<Dim> kept = padded(x.shape());
        String text = operand(x, 0);
        for (int axis : axes.in(x.rank())) {
            text = before + text + between + (axis + 1) + ")";
            kept.set(axis, Dim.ONE);
        }
        return regrouped(Piece.atom(text), kept, padded(n.shape()));
    }

    private @Nullable Piece position(Node n, MaxMin.ArgExtreme op) {
        Node x = n.input(0);
        List<Integer> list = op.axes().in(x.rank());
        if (list.size() != 1) {
            return null;
        }
        String name = isTrial() ? "t" : temporary();
        state("[~, " + name + "] = " + (op.largest() ? "max(" : "min(") + operand(x, 0) + ", [], " + (list.get(0) + 1)
                + ");");
        List<Dim> kept = padded(x.shape());
        kept.set(list.get(0), Dim.ONE);
        Piece from0 = Piece.of(name + " - 1", Spelling.SUM);
        return regrouped(from0, kept, padded(n.shape()));
    }

    /** Positions along one axis, everything along the others; of an array that has a name, since only such can be indexed. */
    private String at(Node x, int axis, String position) {
        return named(x) + "("
                + IntStream.range(0, x.rank())
                        .mapToObj(i -> i == axis ? position : ":")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private Piece taken(Node n, int axis) {
        Node x = n.input(0);
        Node index = n.input(1);
        String at = operand(index, Spelling.SUM) + " + 1";
        if (index.rank() > 1) {
            at = "reshape(" + operand(index, 0) + ", [], 1) + 1";
        }
        List<Dim> joined = padded(x.shape());
        joined.set(axis, index.shape().count());
        return regrouped(Piece.atom(at(x, axis, at)), joined, padded(n.shape()));
    }

    private Piece oneHot(Node n, OneHot op) {
        int axis = op.axis();
        List<Dim> wide = new ArrayList<>(n.shape().dims());
        Dim classes = wide.set(axis, Dim.ONE);
        Piece index = regrouped(piece(n.input(0)), padded(n.input(0).shape()), padded(Shape.of(wide)));
        List<Dim> along = new ArrayList<>(Collections.nCopies(n.rank(), Dim.ONE));
        along.set(axis, classes);
        Piece numbers = regrouped(
                Piece.of("0:" + size(classes.plus(-1)).text(), 0), List.of(Dim.ONE, classes), padded(Shape.of(along)));
        String hot = index.in(Spelling.SUM) + " == " + numbers.in(Spelling.POSTFIX);
        return op.ignore().isPresent()
                ? Piece.truth("(" + hot + ") & (" + index.in(Spelling.SUM) + " ~= "
                        + op.ignore().getAsLong() + ")")
                : Piece.truth(hot);
    }

    private Piece indexAdd(Node n, int axis) {
        help(MatlabTables.ADD_ROWS);
        return Piece.atom("add_rows(" + operand(n.input(0), 0) + ", " + operand(n.input(1), 0) + ", "
                + operand(n.input(2), 0) + ", " + (axis + 1) + ")");
    }

    @Override
    void grid(List<String> indices, List<Dim> ranges) {
        List<String> spans =
                ranges.stream().map(range -> "0:" + size(range.plus(-1)).text()).toList();
        if (spans.size() == 1) {
            state(indices.get(0) + " = (" + spans.get(0) + ")';");
        } else {
            state("[" + String.join(", ", indices) + "] = ndgrid(" + String.join(", ", spans) + ");");
        }
    }

    @Override
    String times() {
        return " .* ";
    }

    @Override
    String entries(Node x, List<String> places, boolean inside, String outside) {
        if (places.isEmpty()) {
            return operand(x, Spelling.UNARY);
        }
        help(MatlabTables.AT);
        help(MatlabTables.NUMBERED);
        return "at(" + operand(x, 0) + ", [" + list(padded(x.shape())) + "], {" + String.join(", ", places) + "}, "
                + outside + ")";
    }

    @Override
    Piece reduced(String product, boolean dense, Shape shape, Contraction sum, String reduction) {
        String all = dense ? product : product + " .* ones(" + list(padded(joined(shape, sum.bound()))) + ")";
        if (sum.bound().isEmpty()) {
            return Piece.of(all, Spelling.PRODUCT);
        }
        for (int b = 0; b < sum.bound().size(); b++) {
            int axis = shape.rank() + b + 1;
            all = reduction + "(" + all + (reduction.equals("max") ? ", [], " : ", ") + axis + ")";
        }
        return Piece.atom(all);
    }

    @Override
    Piece scattered(Shape shape, String values, List<String> places) {
        help(MatlabTables.ADD_AT);
        help(MatlabTables.NUMBERED);
        return Piece.atom("add_at([" + list(padded(shape)) + "], {" + String.join(", ", places) + "}, " + values + ")");
    }

    @Override
    String lowest() {
        return "-Inf";
    }

    @Override
    Piece constant(Node node, Tensor value) {
        if (value.rank() == 0) {
            return number(value.at(0));
        }
        int rows = value.rank() == 1 ? value.count() : value.shape().extent(0);
        int columns = value.rank() == 1 ? 1 : value.count() / Math.max(1, rows);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(number(value.at(row * columns + column)).text());
            }
            lines.add(String.join(", ", cells));
        }
        String matrix = "[" + String.join("; ", lines) + "]";
        if (value.rank() <= 2) {
            return Piece.atom(matrix);
        }
        help(MatlabTables.ROWS_FIRST);
        return Piece.atom(
                "rows_first(" + matrix + ", [" + rows + ", " + columns + "], [" + list(padded(value.shape())) + "])");
    }

    @Override
    void assign(String name, Node node, Piece value) {
        state(name + " = " + number(value).text() + ";");
    }

    @Override
    String comment(String text) {
        return "% " + text;
    }

    @Override
    String text(String name, List<String> results) {
        List<String> given = new ArrayList<>(arguments.values());
        List<String> lines = lines(given, from -> "size(" + from.argument() + ", " + (from.axis() + 1) + ");");
        StringBuilder text = new StringBuilder(
                "function [" + String.join(", ", results) + "] = " + name + "(" + String.join(", ", given) + ")\n");
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("end\n");
        helpers.forEach(helper -> text.append('\n').append(helper));
        return text.toString();
    }
}
