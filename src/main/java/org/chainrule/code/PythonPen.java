package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.Keywords;
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
                    + "np torch jnp jax math at add_at print len range sum max min abs float int";

    private static final OpTable OPS = new OpTable("np", PythonTables.COMMON, PythonTables.NUMPY);
    private static final OpTable TORCH_OPS = new OpTable("torch", PythonTables.COMMON, PythonTables.TORCH);
    private static final OpTable JAX_OPS = new OpTable("jnp", PythonTables.COMMON, PythonTables.JAX);

    private final OpTable table;
    private final boolean torch;
    private final String module;

    PythonPen(Tongue tongue, CodeSheet sheet) {
        super(tongue, sheet, RESERVED);
        this.torch = tongue == Tongue.TORCH;
        this.table = torch ? TORCH_OPS : tongue == Tongue.JAX ? JAX_OPS : OPS;
        this.module = torch ? "torch" : tongue == Tongue.JAX ? "jnp" : "np";
    }

    private Piece call(String function, Object... arguments) {
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

    private String shape(Shape shape) {
        return PythonNumbers.tuple(sizes(shape));
    }

    private String dim() {
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
    private static String at(int axis, String position) {
        return "[" + ":, ".repeat(axis) + position + "]";
    }

    private String index(Node node) {
        String text = operand(node, Spelling.POSTFIX);
        return node.type().isReal() ? text + (torch ? ".long()" : ".astype(int)") : text;
    }

    @Override
    @Nullable
    Piece row(Node node, Keywords k) {
        Piece simple = node.op().isElementwise() || node.op().name().equals("matmul")
                ? table.write(node, (in, level) -> inTable(node, in, level))
                : null;
        return simple != null ? simple : structural(node, k);
    }

    private @Nullable Piece structural(Node n, Keywords k) {
        int axis = k.integer("axis", 0);
        switch (n.op().name()) {
            case "reshape":
                return call("reshape", n.input(0), shape(n.shape()));
            case "broadcast_to":
                return call("broadcast_to", n.input(0), shape(n.shape()));
            case "expand_dims":
                return n.input(0).isScalar()
                        ? call("reshape", n.input(0), shape(n.shape()))
                        : spread(n.input(0), ((ExpandDims) n.op()).axes(), n.rank(), "None");
            case "squeeze":
                return spread(n.input(0), ((Squeeze) n.op()).axes(), n.input(0).rank(), "0");
            case "transpose":
                return n.rank() == 2
                        ? Piece.atom(operand(n.input(0), Spelling.POSTFIX) + ".T")
                        : call(
                                torch ? "permute" : "transpose",
                                n.input(0),
                                PythonNumbers.tuple(((Transpose) n.op()).axes()));
            case "zeros", "ones", "full":
                return full((Fill) n.op());
            case "size":
                return size(((SizeOf) n.op()).dim());
            case "stop_gradient":
                return piece(n.input(0));
            case "sum":
                return call(
                        "sum",
                        n.input(0),
                        along(((Sum) n.op()).axes(), n.input(0).rank(), ((Sum) n.op()).keepdims()));
            case "mean":
                return call(
                        "mean",
                        n.input(0),
                        along(((Mean) n.op()).axes(), n.input(0).rank(), ((Mean) n.op()).keepdims()));
            case "max", "min":
                return n.inputs().size() > 1
                        ? n.inputs().stream()
                                .map(this::argumentOf)
                                .reduce((a, b) -> module + "." + n.op().name() + "imum(" + a + ", " + b + ")")
                                .map(Piece::atom)
                                .orElseThrow()
                        : call(
                                (torch ? "a" : "") + n.op().name(),
                                n.input(0),
                                along(axes(k, n), n.input(0).rank(), k.flag("keepdims")));
            case "argmax", "argmin":
                return call(
                        n.op().name(), n.input(0), along(axes(k, n), n.input(0).rank(), k.flag("keepdims")));
            case "prod":
                return torch
                                && axes(k, n).in(n.input(0).rank()).size() > 1
                                && !axes(k, n).all()
                        ? null
                        : call("prod", n.input(0), along(axes(k, n), n.input(0).rank(), k.flag("keepdims")));
            case "cumsum", "cumprod":
                return k.flag("reverse") ? null : call(n.op().name(), n.input(0), dim() + axis);
            case "concat":
                return Piece.atom(module + (torch ? ".cat(" : ".concatenate(")
                        + n.inputs().stream().map(this::argumentOf).collect(Collectors.joining(", ", "(", ")"))
                        + ", " + dim() + axis + ")");
            case "slice":
                return slice(n.input(0), (Slicing.Slice) n.op());
            case "take":
                return Piece.atom(operand(n.input(0), Spelling.POSTFIX) + at(axis, index(n.input(1))));
            case "one_hot":
                return oneHot(n, k);
            case "index_add":
                return indexAdd(n, axis);
            case "softmax", "log_softmax":
                return softmax(n);
            case "logsumexp":
                Softmax.LogSumExp lse = (Softmax.LogSumExp) n.op();
                return torch && !lse.axes().in(n.input(0).rank()).isEmpty()
                        ? call(
                                "logsumexp",
                                n.input(0),
                                dim()
                                        + PythonNumbers.tuple(
                                                lse.axes().in(n.input(0).rank())),
                                lse.keepdims() ? "keepdim=True" : "")
                        : null;
            case "outer":
                return call("outer", n.input(0), n.input(1));
            case "einsum":
                Einsums.Einsum sum = (Einsums.Einsum) n.op();
                if (sum.output().chars().distinct().count() < sum.output().length()) {
                    return null;
                }
                return Piece.atom(module + ".einsum(\"" + String.join(",", sum.operands()) + "->" + sum.output()
                        + "\", " + n.inputs().stream().map(this::argumentOf).collect(Collectors.joining(", ")) + ")");
            case "tril", "triu":
                return call(n.op().name(), n.input(0), k.integer("k", 0) == 0 ? "" : k.integer("k", 0));
            case "sort":
                boolean down = k.flag("descending");
                int along = n.input(0).shape().axis(k.integer("axis", -1));
                return torch
                        ? Piece.atom(call("sort", n.input(0), "dim=" + along, down ? "descending=True" : "")
                                        .text() + "[0]")
                        : down
                                ? Piece.of(
                                        "-" + module + ".sort(-" + operand(n.input(0), Spelling.UNARY) + ", axis="
                                                + along + ")",
                                        Spelling.UNARY)
                                : call("sort", n.input(0), "axis=" + along);
            case "inv", "cholesky", "det", "eigvalsh", "pinv":
                return call("linalg." + n.op().name(), n.input(0));
            case "logabsdet":
                return Piece.atom(call("linalg.slogdet", n.input(0)).text() + "[1]");
            case "max_pool1d", "max_pool2d", "max_pool3d":
                return pooled(n, k);
            default:
                return null;
        }
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
            return number(fill.value());
        }
        String shape = shape(fill.shape());
        return fill.value() == 0
                ? call("zeros", shape, type)
                : fill.value() == 1
                        ? call("ones", shape, type)
                        : call("full", shape, number(fill.value()).text(), type);
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

    private Piece oneHot(Node n, Keywords k) {
        int axis = n.shape().axis(k.integer("axis", -1));
        int after = n.rank() - 1 - axis;
        String classes = "arange(" + size(n.shape().dim(axis)).text() + ")"
                + (after == 0 ? "" : "[:" + ", None".repeat(after) + "]");
        String index = n.input(0).isScalar()
                ? operand(n.input(0), Spelling.POSTFIX)
                : spread(n.input(0), List.of(axis), n.rank(), "None").text();
        String hot = index + " == " + module + "." + classes;
        return k.has("ignore_index")
                ? Piece.truth("(" + hot + ") & (" + index + " != " + k.integer("ignore_index", 0) + ")")
                : Piece.truth(hot);
    }

    private @Nullable Piece indexAdd(Node n, int axis) {
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

    private @Nullable Piece softmax(Node n) {
        Softmax.Soft soft = (Softmax.Soft) n.op();
        List<Integer> axes = soft.axes().in(n.rank());
        if (tongue == Tongue.NUMPY || axes.size() != 1) {
            return null;
        }
        String name = n.op().name();
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
                    : number(value.at(0));
        }
        String type = torch && value.dtype() != DType.I64 ? ", dtype=torch.float64" : "";
        return Piece.atom(module + "." + (torch ? "tensor(" : "array(") + PythonNumbers.nested(value) + type + ")");
    }

    private Piece number(double value) {
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
    Piece argument(String name, Node leaf) {
        return Piece.atom(name);
    }

    @Override
    Piece variable(String name, Node node) {
        return Piece.atom(name);
    }

    @Override
    void heading(boolean gradient) {
        state(gradient ? "# backward" : "# forward");
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
        List<String> lines = new ArrayList<>();
        sizes.forEach((dim, size) -> {
            SizePlace from = placeOf(dim);
            if (from == null) {
                given.add(size);
            } else {
                lines.add(size + " = " + from.argument() + ".shape[" + from.axis() + "]");
            }
        });
        lines.addAll(statements);
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
