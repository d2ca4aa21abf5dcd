package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Joining;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.OneHot;
import org.chainrule.ops.Products;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Python, with numpy, torch or jax: what the three have in common, and where they differ. */
final class PythonPen extends ArrayPen {
    private static final String RESERVED =
            "False None True and as assert async await break class continue def del elif else "
                    + "except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield "
                    + "np torch jnp jax math at add_at print len range list map tuple sum max min abs float int "
                    + "eigenvectors log_determinant recurrence shifted others add_along";

    private static final OpTable OPS =
            new OpTable("np", "np.*(<0>)", OpTable.FUNCTIONS, OpTable.SIGNS, PythonTables.COMMON, PythonTables.NUMPY);
    private static final OpTable TORCH_OPS = new OpTable(
            "torch", "torch.*(<0>)", OpTable.FUNCTIONS, OpTable.SIGNS, PythonTables.COMMON, PythonTables.TORCH);
    private static final OpTable JAX_OPS =
            new OpTable("jnp", "jnp.*(<0>)", OpTable.FUNCTIONS, OpTable.SIGNS, PythonTables.COMMON, PythonTables.JAX);

    private final OpTable table;
    private final boolean torch;
    private final String module;

    PythonPen(Tongue tongue, CodeSheet sheet) {
        super(tongue, sheet, RESERVED);
        this.torch = tongue == Tongue.TORCH;
        this.table = torch ? TORCH_OPS : tongue == Tongue.JAX ? JAX_OPS : OPS;
        this.module = torch ? "torch" : tongue == Tongue.JAX ? "jnp" : "np";
        shapes();
        reductions();
        products();
    }

    Piece call(String function, Object... arguments) {
        StringBuilder text = new StringBuilder();
        for (Object argument : arguments) {
            String item = argument instanceof Node node ? argumentOf(node) : argument.toString();
            if (!item.isEmpty()) {
                text.append(text.length() > 0 ? ", " : "").append(item);
            }
        }
        return Piece.atom(module + "." + function + "(" + text + ")");
    }

    private String argumentOf(Node node) {
        Piece piece = piece(node);
        return torch && node.isScalar() && !node.isVariable() && !piece.text().startsWith("torch.")
                ? "torch.tensor(" + piece.text() + ", dtype=torch.float64)"
                : number(piece).text();
    }

    @Override
    Piece number(Piece piece) {
        if (torch && piece.kind() == Piece.Kind.TRUTH) {
            return Piece.atom("(" + piece.text() + ").double()");
        }
        return piece.kind() == Piece.Kind.TRUTH
                ? Piece.of("1.0 * " + piece.in(Spelling.PRODUCT + 1), Spelling.PRODUCT)
                : piece;
    }

    private String inTable(Node of, Node node, int level) {
        if (level == OpTable.CONDITION) {
            return condition(node, " != 0");
        }
        return level == 0 ? argumentOf(node) : isFactor(of, node) ? piece(node).in(level) : operand(node, level);
    }

    String shape(Shape shape) {
        return PythonNumbers.tuple(sizes(shape));
    }

    String dim() {
        return torch ? "dim=" : "axis=";
    }

    private String along(Axes axes, int rank, boolean keep) {
        List<Integer> list = axes.in(rank);
        boolean all = list.size() == rank && !(torch && keep);
        String which = all ? "" : dim() + (list.size() == 1 ? list.get(0).toString() : PythonNumbers.tuple(list));
        String kept = torch ? "keepdim=True" : "keepdims=True";
        return which + (keep && rank > 0 ? (which.isEmpty() ? "" : ", ") + kept : "");
    }

    /** Entries of a tensor at positions along one axis, everything along the others. */
    static String at(int axis, String position) {
        return "[" + ":, ".repeat(axis) + position + "]";
    }

    String index(Node node) {
        String text = operand(node, Spelling.POSTFIX);
        return node.type().isReal() ? text + (torch ? ".long()" : ".astype(int)") : text;
    }

    @Override
    @Nullable
    Piece simple(Node node) {
        return table.write(node, (in, level) -> inTable(node, in, level));
    }

    private void shapes() {
        on(Reshape.class, (n, op) -> call("reshape", n.input(0), shape(n.shape())));
        on(Broadcast.class, (n, op) -> call("broadcast_to", n.input(0), shape(n.shape())));
        on(
                ExpandDims.class,
                (n, op) -> n.input(0).isScalar()
                        ? call("reshape", n.input(0), shape(n.shape()))
                        : spread(n.input(0), op.axes(), n.rank(), "None"));
        on(Squeeze.class, (n, op) -> spread(n.input(0), op.axes(), n.input(0).rank(), "0"));
        on(
                Transpose.class,
                (n, op) -> n.rank() == 2
                        ? Piece.atom(operand(n.input(0), Spelling.POSTFIX) + ".T")
                        : call(torch ? "permute" : "transpose", n.input(0), PythonNumbers.tuple(op.axes())));
        on(Fill.class, (n, op) -> full(op));
        on(
                Joining.Concat.class,
                (n, op) -> Piece.atom(module + (torch ? ".cat(" : ".concatenate(")
                        + n.inputs().stream().map(this::argumentOf).collect(Collectors.joining(", ", "(", ")"))
                        + ", " + dim() + op.axis() + ")"));
        on(Slicing.Slice.class, (n, op) -> slice(n.input(0), op));
        on(OneHot.class, this::oneHot);
        on(
                Diagonals.Triangle.class,
                (n, op) -> call(op.lower() ? "tril" : "triu", n.input(0), op.k() == 0 ? "" : op.k()));
    }

    private void reductions() {
        on(Sum.class, (n, op) -> reduced("sum", n, op.axes(), op.keepdims()));
        on(Mean.class, (n, op) -> reduced("mean", n, op.axes(), op.keepdims()));
        on(
                MaxMin.Extreme.class,
                (n, op) -> reduced((torch ? "a" : "") + (op.largest() ? "max" : "min"), n, op.axes(), op.keepdims()));
        on(
                MaxMin.ArgExtreme.class,
                (n, op) -> reduced(op.largest() ? "argmax" : "argmin", n, op.axes(), op.keepdims()));
        on(
                EntryProducts.Prod.class,
                (n, op) -> torch
                                && op.axes().in(n.input(0).rank()).size() > 1
                                && !op.axes().all()
                        ? null
                        : reduced("prod", n, op.axes(), op.keepdims()));
        on(Softmax.Soft.class, this::softmax);
        on(
                Softmax.LogSumExp.class,
                (n, op) -> torch && !op.axes().in(n.input(0).rank()).isEmpty()
                        ? call(
                                "logsumexp",
                                n.input(0),
                                dim()
                                        + PythonNumbers.tuple(
                                                op.axes().in(n.input(0).rank())),
                                op.keepdims() ? "keepdim=True" : "")
                        : null);
    }

    private void products() {
        on(Products.OUTER_PRODUCT, n -> call("outer", n.input(0), n.input(1)));
        on(
                Einsums.Einsum.class,
                (n, op) -> op.output().chars().distinct().count() < op.output().length()
                        ? null
                        : Piece.atom(module + ".einsum(\"" + String.join(",", op.operands()) + "->" + op.output()
                                + "\", "
                                + n.inputs().stream().map(this::argumentOf).collect(Collectors.joining(", ")) + ")"));
        new PythonArrays(this, module).rows();
    }

    private Piece reduced(String function, Node n, Axes axes, boolean keep) {
        return call(function, n.input(0), along(axes, n.input(0).rank(), keep));
    }

    private Piece spread(Node x, List<Integer> axes, int rank, String there) {
        String places = IntStream.range(0, rank)
                .mapToObj(axis -> axes.contains(axis) ? there : ":")
                .collect(Collectors.joining(", "));
        return Piece.atom(operand(x, Spelling.POSTFIX) + "[" + places + "]");
    }

    private Piece full(Fill fill) {
        String type = torch ? "dtype=torch.float64" : "";
        if (fill.shape().rank() == 0) {
            return literal(fill.value());
        }
        String shape = shape(fill.shape());
        return fill.value() == 0
                ? Piece.atom(zeros(fill.shape()))
                : fill.value() == 1
                        ? call("ones", shape, type)
                        : call("full", shape, literal(fill.value()).text(), type);
    }

    private @Nullable Piece slice(Node x, Slicing.Slice slice) {
        if (slice.step() < 0 || slice.count().sameSize(Dim.of(0))) {
            return null;
        }
        Dim size = x.shape().dim(slice.axis());
        Dim stop =
                slice.start().plus(slice.count().plus(-1).times(slice.step())).plus(1);
        String from = slice.start().isKnown() && slice.start().size() == 0
                ? ""
                : size(slice.start()).text();
        String to = stop.sameSize(size) ? "" : size(stop).text();
        String by = slice.step() == 1 ? "" : ":" + slice.step();
        return Piece.atom(operand(x, Spelling.POSTFIX) + at(slice.axis(), from + ":" + to + by));
    }

    private Piece oneHot(Node n, OneHot op) {
        int axis = op.axis();
        int after = n.rank() - 1 - axis;
        String classes = "arange(" + size(n.shape().dim(axis)).text() + ")"
                + (after == 0 ? "" : "[:" + ", None".repeat(after) + "]");
        String index = n.input(0).isScalar()
                ? operand(n.input(0), Spelling.POSTFIX)
                : spread(n.input(0), List.of(axis), n.rank(), "None").text();
        String hot = index + " == " + module + "." + classes;
        return op.ignore().isPresent()
                ? Piece.truth("(" + hot + ") & (" + index + " != " + op.ignore().getAsLong() + ")")
                : Piece.truth(hot);
    }

    String zeros(Shape shape) {
        return call("zeros", shape(shape), torch ? "dtype=torch.float64" : "").text();
    }

    @Nullable
    Piece indexAdd(Node n, int axis) {
        if (torch) {
            return n.input(1).rank() == 1 && !countsFromTheEnd(n.input(1))
                    ? call("index_add", n.input(0), axis, index(n.input(1)), n.input(2))
                    : null;
        }
        String at = ":, ".repeat(axis) + index(n.input(1));
        if (tongue == Tongue.JAX) {
            return Piece.atom(
                    operand(n.input(0), Spelling.POSTFIX) + ".at[" + at + "].add(" + operand(n.input(2), 0) + ")");
        }
        String name = named(n, call("array", n.input(0)));
        String places = axis == 0
                ? index(n.input(1))
                : PythonNumbers.tuple(List.of("slice(None), ".repeat(axis) + index(n.input(1))));
        state("np.add.at(" + name + ", " + places.replace(",)", ")") + ", " + operand(n.input(2), 0) + ")");
        return Piece.atom(name);
    }

    private @Nullable Piece softmax(Node n, Softmax.Soft soft) {
        List<Integer> axes = soft.axes().in(n.rank());
        if (tongue == Tongue.NUMPY || axes.size() != 1) {
            return null;
        }
        String name = soft.log() ? "log_softmax" : "softmax";
        return torch
                ? call(name, n.input(0), "dim=" + axes.get(0))
                : Piece.atom("jax.nn." + name + "(" + operand(n.input(0), 0) + ", axis=" + axes.get(0) + ")");
    }

    @Override
    void grid(List<String> indices, List<Dim> ranges) {
        String names = String.join(", ", indices);
        List<String> counts = ranges.stream().map(range -> size(range).text()).toList();
        if (counts.size() == 1) {
            state(names + " = " + module + ".arange(" + counts.get(0) + ")");
        } else if (torch) {
            state(names + " = torch.meshgrid("
                    + counts.stream()
                            .map(count -> "torch.arange(" + count + ")")
                            .collect(Collectors.joining(", "))
                    + ", indexing=\"ij\")");
        } else {
            state(names + " = " + module + ".ogrid["
                    + counts.stream().map(count -> ":" + count).collect(Collectors.joining(", ")) + "]");
        }
    }

    @Override
    String entries(Node x, List<String> places, boolean inside, String outside) {
        if (places.isEmpty()) {
            return operand(x, Spelling.PRODUCT + 1);
        }
        String at = String.join(", ", places);
        if (inside) {
            return operand(x, Spelling.POSTFIX) + "[" + at + "]";
        }
        help(PythonTables.at(module));
        return "at(" + operand(x, 0) + ", " + "[" + at + "]" + (outside.equals("0") ? "" : ", " + outside) + ")";
    }

    @Override
    Piece reduced(String product, boolean dense, Shape shape, Contraction sum, String reduction) {
        String all =
                dense ? product : module + ".broadcast_to(" + product + ", " + shape(joined(shape, sum.bound())) + ")";
        int rank = shape.rank();
        if (sum.bound().isEmpty()) {
            return dense ? Piece.of(all, Spelling.PRODUCT) : Piece.atom(all);
        }
        List<Integer> axes =
                IntStream.range(rank, rank + sum.bound().size()).boxed().toList();
        return Piece.atom(module + "." + (torch && reduction.equals("max") ? "amax" : reduction) + "(" + all + ", "
                + dim() + PythonNumbers.tuple(axes) + ")");
    }

    @Override
    Piece scattered(Shape shape, String values, List<String> places) {
        help(PythonTables.addAt(tongue, module));
        return Piece.atom("add_at(" + shape(shape) + ", [" + String.join(", ", places) + "], " + values + ")");
    }

    @Override
    Piece constant(Node node, Tensor value) {
        if (value.rank() == 0) {
            return value.dtype() == DType.I64
                    ? new Piece(Long.toString(value.wholeAt(0)), Spelling.POSTFIX, Piece.Kind.NUMBER)
                    : literal(value.at(0));
        }
        String type = torch && value.dtype() != DType.I64 ? ", dtype=torch.float64" : "";
        return Piece.atom(module + "." + (torch ? "tensor(" : "array(") + PythonNumbers.nested(value) + type + ")");
    }

    static Piece literal(double value) {
        return value < 0 || (value == 0 && 1 / value < 0)
                ? new Piece(PythonNumbers.digits(value), Spelling.UNARY, Piece.Kind.NUMBER)
                : new Piece(PythonNumbers.digits(value), Spelling.POSTFIX, Piece.Kind.NUMBER);
    }

    @Override
    void assign(String name, Node node, Piece value) {
        String text = number(value).text();
        state(name + " = " + text);
    }

    @Override
    String comment(String text) {
        return "# " + text;
    }

    @Override
    String text(String name, List<String> results) {
        StringBuilder text = new StringBuilder();
        text.append(
                tongue == Tongue.NUMPY
                        ? "import numpy as np\n"
                        : torch ? "import torch\n" : "import jax\nimport jax.numpy as jnp\n");
        String all = String.join("\n", helpers) + String.join("\n", statements);
        if (all.contains("math.")) {
            text.insert(0, "import math\n\n");
        }
        helpers.forEach(helper -> text.append("\n\n").append(helper.strip()).append('\n'));
        List<String> given = new ArrayList<>(arguments.values());
        List<String> lines = lines(given, from -> from.argument() + ".shape[" + from.axis() + "]");
        text.append("\n\ndef ")
                .append(name)
                .append("(")
                .append(String.join(", ", given))
                .append("):\n");
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    return ").append(String.join(", ", results)).append('\n');
        return text.toString();
    }

    @Override
    String equal(String left, String right) {
        return "(" + left + " == " + right + ")" + (torch ? ".double()" : "");
    }

    @Override
    String lowest() {
        return "-float(\"inf\")";
    }
}
