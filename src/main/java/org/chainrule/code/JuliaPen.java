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
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
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

/** Julia. Arrays of fewer axes are broadcast along the last ones there, so axes of size 1 are put in front. */
final class JuliaPen extends ArrayPen {
    private static final String RESERVED =
            "baremodule begin break catch const continue do else elseif end export false finally for "
                    + "function global if import let local macro module quote return struct true try using while in isa pi im at add_at "
                    + "rows_first add_rows sum mean max min size zeros ones cat reshape abs exp log sqrt det inv";

    private static final OpTable DOTTED = new OpTable("~", "*.(<0>)", OpTable.FUNCTIONS, OpTable.ARCS, JuliaTables.OPS);
    private static final OpTable PLAIN = new OpTable(
            "~",
            "*(<0>)",
            OpTable.FUNCTIONS,
            OpTable.ARCS,
            JuliaTables.OPS.replace(" .", " ").replace(".(", "("));

    private List<String> indices = List.of();
    private List<Dim> ranges = List.of();

    JuliaPen(CodeSheet sheet) {
        super(Tongue.JULIA, sheet, RESERVED);
        shapes();
        reductions();
        matrices();
    }

    @Override
    Piece number(Piece piece) {
        return piece.kind() == Piece.Kind.TRUTH
                ? Piece.of("1.0 .* " + piece.in(Spelling.PRODUCT + 1), Spelling.PRODUCT)
                : piece;
    }

    private String list(Shape shape) {
        return String.join(", ", sizes(shape));
    }

    private Piece aligned(Node node, int rank) {
        Piece piece = piece(node);
        if (node.rank() == 0 || node.rank() == rank) {
            return piece;
        }
        String front = "1, ".repeat(rank - node.rank());
        return rank == 2
                ? Piece.atom(number(piece).in(Spelling.POSTFIX) + "'")
                : Piece.atom("reshape(" + number(piece).text() + ", " + front + list(node.shape()) + ")");
    }

    private String inTable(Node of, Node node, int level) {
        Piece piece = aligned(node, of.rank());
        if (level == OpTable.CONDITION) {
            return piece.kind() == Piece.Kind.TRUTH ? piece.text() : piece.in(Spelling.SUM) + " .!= 0";
        }
        return (isFactor(of, node) ? piece : number(piece)).in(level);
    }

    @Override
    @Nullable
    Piece simple(Node node) {
        return (node.rank() == 0 ? PLAIN : DOTTED).write(node, (in, level) -> inTable(node, in, level));
    }

    private void shapes() {
        on(
                Transpose.class,
                (n, op) -> n.rank() == 2
                        ? Piece.atom(operand(n.input(0), Spelling.POSTFIX) + "'")
                        : Piece.atom("permutedims(" + operand(n.input(0), 0) + ", ("
                                + op.axes().stream().map(i -> i + 1 + ",").collect(Collectors.joining(" ")) + "))"));
        on(Reshape.class, (n, op) -> reshaped(n));
        on(ExpandDims.class, (n, op) -> reshaped(n));
        on(Squeeze.class, (n, op) -> reshaped(n));
        on(
                Broadcast.class,
                (n, op) -> Piece.of(
                        aligned(n.input(0), n.rank()).in(Spelling.PRODUCT) + " .* ones(" + list(n.shape()) + ")",
                        Spelling.PRODUCT));
        on(
                Fill.class,
                (n, op) -> n.rank() == 0
                        ? number(op.value())
                        : Piece.atom("fill(" + floating(op.value()) + ", " + list(n.shape()) + ")"));
        on(
                Joining.Concat.class,
                (n, op) -> Piece.atom(
                        "cat(" + n.inputs().stream().map(in -> operand(in, 0)).collect(Collectors.joining(", "))
                                + "; dims=" + (op.axis() + 1) + ")"));
        on(Slicing.Slice.class, (n, op) -> {
            String span = span(op);
            return span == null
                    ? null
                    : Piece.atom(operand(n.input(0), Spelling.POSTFIX) + at(n.input(0), op.axis(), span));
        });
        on(
                Gathering.Read.class,
                (n, op) -> !op.whole() || countsFromTheEnd(n.input(1))
                        ? null
                        : Piece.atom(operand(n.input(0), Spelling.POSTFIX)
                                + at(n.input(0), op.axis(), "Int.(" + operand(n.input(1), 0) + ") .+ 1")));
        on(Gathering.Add.class, (n, op) -> {
            if (!op.whole() || n.input(1).rank() != 1 || countsFromTheEnd(n.input(1))) {
                return null;
            }
            help(JuliaTables.ADD_ROWS);
            return Piece.atom("add_rows(" + operand(n.input(0), 0) + ", " + operand(n.input(1), 0) + ", "
                    + operand(n.input(2), 0) + ", " + (op.axis() + 1) + ")");
        });
        on(OneHot.class, this::oneHot);
        on(
                Diagonals.Triangle.class,
                (n, op) -> n.rank() != 2
                        ? null
                        : Piece.atom((op.lower() ? "tril(" : "triu(") + operand(n.input(0), 0) + ", " + op.k() + ")"));
        on(
                Sorting.Sort.class,
                (n, op) -> Piece.atom("sort(" + operand(n.input(0), 0)
                        + (n.rank() == 1 ? "" : "; dims=" + (1 + op.along().axis()))
                        + (op.descending() ? (n.rank() == 1 ? "; " : ", ") + "rev=true" : "") + ")"));
    }

    private void reductions() {
        on(Sum.class, (n, op) -> reduced(n, "sum", op.axes(), op.keepdims()));
        on(Mean.class, (n, op) -> {
            help("using Statistics\n");
            return reduced(n, "mean", op.axes(), op.keepdims());
        });
        on(EntryProducts.Prod.class, (n, op) -> reduced(n, "prod", op.axes(), op.keepdims()));
        on(MaxMin.Extreme.class, (n, op) -> reduced(n, op.largest() ? "maximum" : "minimum", op.axes(), op.keepdims()));
        on(MaxMin.ArgExtreme.class, this::position);
        on(
                Cumulative.CumSum.class,
                (n, op) -> op.reverse()
                        ? null
                        : Piece.atom("cumsum(" + operand(n.input(0), 0) + "; dims=" + (op.axis() + 1) + ")"));
        on(
                Cumulative.CumProd.class,
                (n, op) -> Piece.atom("cumprod(" + operand(n.input(0), 0) + "; dims=" + (op.axis() + 1) + ")"));
    }

    private void matrices() {
        on(MatMul.class, (n, op) -> product(n));
        on(Products.OUTER_PRODUCT, this::outer);
        on(Inverses.INVERSE, n -> ofMatrix(n, "inv"));
        on(Inverses.PSEUDO_INVERSE, n -> ofMatrix(n, "pinv"));
        on(Determinants.DETERMINANT, n -> ofMatrix(n, "det"));
        on(Spectra.EIGENVALUES, n -> {
            help("using LinearAlgebra\n");
            return n.rank() == 1 ? Piece.atom("eigvals(Symmetric(" + operand(n.input(0), 0) + "))") : null;
        });
    }

    private @Nullable Piece ofMatrix(Node n, String function) {
        help("using LinearAlgebra\n");
        return n.input(0).rank() == 2 ? Piece.atom(function + "(" + operand(n.input(0), 0) + ")") : null;
    }

    private Piece reshaped(Node n) {
        Node x = n.input(0);
        if (n.rank() == 0) {
            return x.rank() == 0 ? piece(x) : Piece.atom("only(" + operand(x, 0) + ")");
        }
        if (x.rank() == 0) {
            return Piece.atom("fill(" + operand(x, 0) + ", " + list(n.shape()) + ")");
        }
        if (Contraction.regrouped(x.shape(), n.shape()).isPresent()) {
            return Piece.atom("reshape(" + operand(x, 0) + ", " + list(n.shape()) + ")");
        }
        help(JuliaTables.ROWS_FIRST);
        return Piece.atom("rows_first(" + operand(x, 0) + ", (" + list(n.shape()) + ",))");
    }

    private Piece reduced(Node n, String function, Axes axes, boolean keep) {
        Node x = n.input(0);
        if (x.rank() == 0) {
            return piece(x);
        }
        List<Integer> list = axes.in(x.rank());
        if (list.size() == x.rank() && !keep) {
            return Piece.atom(function + "(" + operand(x, 0) + ")");
        }
        if (list.isEmpty()) {
            return piece(x);
        }
        return dropped(function + "(" + operand(x, 0) + "; dims=" + dims(list) + ")", list, keep);
    }

    private static String dims(List<Integer> axes) {
        String list = axes.stream().map(i -> Integer.toString(i + 1)).collect(Collectors.joining(", "));
        return axes.size() == 1 ? list : "(" + list + ")";
    }

    private static Piece dropped(String kept, List<Integer> axes, boolean keep) {
        return Piece.atom(keep ? kept : "dropdims(" + kept + "; dims=" + dims(axes) + ")");
    }

    private @Nullable Piece position(Node n, MaxMin.ArgExtreme op) {
        Node x = n.input(0);
        List<Integer> list = op.axes().in(x.rank());
        if (list.size() != 1) {
            return null;
        }
        int axis = list.get(0) + 1;
        String found = "map(place -> place[" + axis + "] - 1, " + (op.largest() ? "argmax(" : "argmin(") + operand(x, 0)
                + "; dims=" + axis + "))";
        return x.rank() == 1 && !op.keepdims()
                ? Piece.atom("only(" + found + ")")
                : dropped(found, list, op.keepdims());
    }

    private static String at(Node x, int axis, String position) {
        return "["
                + IntStream.range(0, x.rank())
                        .mapToObj(i -> i == axis ? position : ":")
                        .collect(Collectors.joining(", "))
                + "]";
    }

    private Piece oneHot(Node n, OneHot op) {
        int axis = op.axis();
        List<String> wide = new ArrayList<>(sizes(n.shape()));
        String classes = wide.set(axis, "1");
        List<String> along = new ArrayList<>(Collections.nCopies(n.rank(), "1"));
        along.set(axis, ":");
        String index = n.input(0).rank() == 0
                ? operand(n.input(0), Spelling.SUM)
                : "reshape(" + operand(n.input(0), 0) + ", " + String.join(", ", wide) + ")";
        String numbers = "reshape(0:" + classes + " - 1, " + String.join(", ", along) + ")";
        String hot = index + " .== " + numbers;
        return op.ignore().isPresent()
                ? Piece.truth(
                        "(" + hot + ") .& (" + index + " .!= " + op.ignore().getAsLong() + ")")
                : Piece.truth(hot);
    }

    @Override
    void grid(List<String> names, List<Dim> extents) {
        indices = names;
        ranges = extents;
    }

    private String loops(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        indices.get(i) + " in 0:" + size(ranges.get(i).plus(-1)).text())
                .collect(Collectors.joining(", "));
    }

    @Override
    String entries(Node x, List<String> places, boolean inside, String outside) {
        if (places.isEmpty()) {
            return operand(x, Spelling.UNARY);
        }
        if (inside) {
            return operand(x, Spelling.POSTFIX) + "["
                    + places.stream().map(place -> place + " + 1").collect(Collectors.joining(", ")) + "]";
        }
        help(JuliaTables.AT);
        return "at(" + operand(x, 0) + ", (" + String.join(", ", places) + ",), " + outside + ")";
    }

    @Override
    Piece reduced(String product, boolean dense, Shape shape, Contraction sum, String reduction) {
        int rank = shape.rank();
        String entry = sum.bound().isEmpty()
                ? product
                : (reduction.equals("max") ? "maximum" : reduction) + "(" + product + " for "
                        + loops(rank, ranges.size()) + ")";
        return rank == 0 ? Piece.of(entry, Spelling.PRODUCT) : Piece.atom("[" + entry + " for " + loops(0, rank) + "]");
    }

    @Override
    Piece over(Piece sum, Dim divisor) {
        return divisor.isOne()
                ? sum
                : Piece.of(sum.in(Spelling.PRODUCT) + " ./ " + size(divisor).in(Spelling.UNARY), Spelling.PRODUCT);
    }

    @Override
    Piece scattered(Shape shape, String values, List<String> places) {
        help(JuliaTables.ADD_AT);
        return Piece.atom("add_at((" + list(shape) + ",), [((" + String.join(", ", places) + ",), " + values + ") for "
                + loops(0, ranges.size()) + "])");
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
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < value.count(); i++) {
            list.append(i > 0 ? ", " : "").append(floating(value.at(i)));
        }
        list.append("]");
        if (value.rank() == 1) {
            return Piece.atom(list.toString());
        }
        help(JuliaTables.ROWS_FIRST);
        return Piece.atom("rows_first(" + list + ", (" + list(value.shape()) + ",))");
    }

    private static String floating(double value) {
        String text = number(value).text();
        return text.chars().allMatch(c -> c == '-' || Character.isDigit(c)) ? text + ".0" : text;
    }

    @Override
    void assign(String name, Node node, Piece value) {
        state(name + " = " + number(value).text());
    }

    @Override
    String comment(String text) {
        return "# " + text;
    }

    @Override
    String text(String name, List<String> results) {
        List<String> given = new ArrayList<>(arguments.values());
        List<String> lines = lines(given, from -> "size(" + from.argument() + ", " + (from.axis() + 1) + ")");
        StringBuilder text = new StringBuilder();
        helpers.stream()
                .sorted((a, b) -> Boolean.compare(b.startsWith("using"), a.startsWith("using")))
                .forEach(helper -> text.append(helper).append(helper.startsWith("using") ? "" : "\n"));
        text.append(text.toString().startsWith("using") ? "\n" : "");
        text.append("function " + name + "(" + String.join(", ", given) + ")\n");
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        return text.append("    return " + String.join(", ", results) + "\nend\n")
                .toString();
    }
}
