package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.UnitTensor;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.Keywords;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The operators that ops are written with: one row an op. */
final class ExportRows {
    private static final long LARGEST_MATRIX = 4_000_000;

    /** How one node is written; gives the name of its result. */
    interface Row {
        String write(Node node, Keywords keywords);
    }

    private final Exporter exporter;
    private final GraphWriter out;
    private final Map<String, Row> rows = new HashMap<>();

    ExportRows(Exporter exporter, GraphWriter out) {
        this.exporter = exporter;
        this.out = out;
        elementwise();
        shapes();
        reductions();
        positions();
        new ExportWindows(exporter, out).addTo(rows);
    }

    boolean has(Node node) {
        boolean dense = node.op() instanceof Softmax.Soft soft
                && soft.axes().in(node.rank()).size() != 1;
        return rows.containsKey(node.op().name()) && !dense;
    }

    String write(Node node) {
        Row row = rows.get(node.op().name());
        return row == null || !has(node) ? matrix(node) : row.write(node, Keywords.of(node.op()));
    }

    private String in(Node node, int i) {
        return exporter.realOf(node.input(i));
    }

    private List<String> ins(Node node) {
        return node.inputs().stream().map(exporter::realOf).toList();
    }

    private String real(String truth) {
        return out.node("Cast", List.of(truth), "to", out.real().code());
    }

    private String truth(String real) {
        return out.node("Cast", List.of(real), "to", ElementType.BOOL.code());
    }

    private void elementwise() {
        ElementRules.same().forEach((op, name) -> rows.put(name, (n, k) -> out.node(op, ins(n))));
        if (out.real() == ElementType.DOUBLE) {
            // Runtimes have it for float only.
            rows.remove("softplus");
        }
        Map.of("add", "Add", "sub", "Sub", "mul", "Mul", "div", "Div", "pow", "Pow", "maximum", "Max", "minimum", "Min")
                .forEach((name, op) -> rows.put(name, (n, k) -> out.node(op, ins(n))));
        Map.of(
                        "equal",
                        "Equal",
                        "greater",
                        "Greater",
                        "less",
                        "Less",
                        "greater_equal",
                        "GreaterOrEqual",
                        "less_equal",
                        "LessOrEqual")
                .forEach((name, op) -> rows.put(name, (n, k) -> real(out.node(op, ins(n)))));
        rows.put("not_equal", (n, k) -> real(out.node("Not", List.of(out.node("Equal", ins(n))))));
        rows.put("isnan", (n, k) -> real(out.node("IsNaN", ins(n))));
        rows.put("square", (n, k) -> out.node("Mul", List.of(in(n, 0), in(n, 0))));
        rows.put("gelu", (n, k) -> out.node("Gelu", ins(n)));
        rows.put("normal_cdf", (n, k) -> {
            String scaled = out.node("Mul", List.of(in(n, 0), out.number(Math.sqrt(0.5))));
            String sum = out.node("Add", List.of(out.node("Erf", List.of(scaled)), out.number(1)));
            return out.node("Mul", List.of(sum, out.number(0.5)));
        });
        rows.put("where", (n, k) -> out.node("Where", List.of(truth(in(n, 0)), in(n, 1), in(n, 2))));
        rows.put("masked", (n, k) -> out.node("Where", List.of(truth(in(n, 0)), in(n, 1), out.number(0))));
        rows.put("stop_gradient", (n, k) -> out.node("Identity", ins(n)));
        rows.put("step", (n, k) -> real(out.node("Greater", List.of(in(n, 0), out.number(0)))));
        for (ElementType type : ElementType.values()) {
            rows.put("cast_" + type, (n, k) -> cast(n, type));
        }
    }

    private String cast(Node node, ElementType type) {
        String from = node.input(0).type().isReal() ? in(node, 0) : exporter.nameOf(node.input(0));
        String cast = out.node("Cast", List.of(from), "to", type.code());
        long kept = type.isIndex() ? ElementType.INT64.code() : out.real().code();
        return out.node("Cast", List.of(cast), "to", kept);
    }

    private void shapes() {
        rows.put(
                "reshape",
                (n, k) -> out.node(
                        "Reshape",
                        List.of(exporter.nameOf(n.input(0)), exporter.shape(((Reshape) n.op()).shape())),
                        "allowzero",
                        1));
        rows.put(
                "broadcast_to",
                (n, k) -> out.node("Expand", List.of(in(n, 0), exporter.shape(((Broadcast) n.op()).shape()))));
        rows.put(
                "expand_dims",
                (n, k) -> out.node(
                        "Unsqueeze", List.of(exporter.nameOf(n.input(0)), axes(((ExpandDims) n.op()).axes()))));
        rows.put(
                "squeeze",
                (n, k) -> out.node("Squeeze", List.of(exporter.nameOf(n.input(0)), axes(((Squeeze) n.op()).axes()))));
        rows.put(
                "transpose",
                (n, k) -> out.node(
                        "Transpose",
                        List.of(exporter.nameOf(n.input(0))),
                        "perm",
                        ((Transpose) n.op()).axes().stream().mapToLong(i -> i).toArray()));
        Row fill = (n, k) -> {
            Fill full = (Fill) n.op();
            return out.node("Expand", List.of(out.number(full.value()), exporter.shape(full.shape())));
        };
        List.of("full", "zeros", "ones").forEach(name -> rows.put(name, fill));
        rows.put("unit", (n, k) -> {
            UnitTensor unit = (UnitTensor) n.op();
            String zeros = out.node("Expand", List.of(out.number(0), exporter.shape(unit.shape())));
            String flat = out.node("Reshape", List.of(zeros, out.longs(-1)));
            String one = out.node(
                    "ScatterElements",
                    List.of(flat, out.longs(unit.position()), out.constant(Tensor.of(1))),
                    "axis",
                    0);
            return out.node("Reshape", List.of(one, exporter.shape(unit.shape())), "allowzero", 1);
        });
        rows.put(
                "size",
                (n, k) -> real(out.node("Reshape", List.of(exporter.size(((SizeOf) n.op()).dim()), out.longs()))));
        rows.put("concat", (n, k) -> out.node("Concat", ins(n), "axis", k.integer("axis", 0)));
        rows.put("slice", (n, k) -> slice(n, (Slicing.Slice) n.op()));
        rows.put("pad", (n, k) -> {
            long[] widths = k.perAxis("widths", 2 * n.rank(), 0);
            long[] pads = new long[widths.length];
            for (int axis = 0; axis < n.rank(); axis++) {
                pads[axis] = widths[2 * axis];
                pads[axis + n.rank()] = widths[2 * axis + 1];
            }
            double value = Double.parseDouble(k.text("value", "0"));
            return out.node("Pad", List.of(in(n, 0), out.longs(pads), out.number(value)));
        });
        rows.put("shift", (n, k) -> {
            int by = k.integer("by", 1);
            String axis = out.longs(k.integer("axis", 0));
            double free = Double.parseDouble(k.text("fill", "0"));
            String padded = out.node(
                    "Pad", List.of(in(n, 0), out.longs(Math.max(0, by), Math.max(0, -by)), out.number(free), axis));
            long from = by > 0 ? 0 : -by;
            long to = by > 0 ? -by : Integer.MAX_VALUE;
            return by == 0 ? padded : out.node("Slice", List.of(padded, out.longs(from), out.longs(to), axis));
        });
        rows.put("matmul", (n, k) -> out.node("MatMul", ins(n)));
        rows.put("det", (n, k) -> out.node("Det", ins(n)));
        rows.put("einsum", (n, k) -> {
            Einsums.Einsum sum = (Einsums.Einsum) n.op();
            return out.node("Einsum", ins(n), "equation", String.join(",", sum.operands()) + "->" + sum.output());
        });
        rows.put(
                "outer",
                (n, k) -> out.node(
                        "Mul",
                        List.of(
                                out.node("Unsqueeze", List.of(in(n, 0), out.longs(1))),
                                out.node("Unsqueeze", List.of(in(n, 1), out.longs(0))))));
        Row triangle = (n, k) -> out.node(
                "Trilu",
                List.of(in(n, 0), out.constant(Tensor.ofLongs(Shape.SCALAR, k.integer("k", 0)))),
                "upper",
                n.op().name().equals("triu") ? 1 : 0);
        rows.put("tril", triangle);
        rows.put("triu", triangle);
    }

    private String slice(Node node, Slicing.Slice slice) {
        boolean back = slice.step() < 0;
        String start = exporter.size(slice.start());
        String last = out.node(
                "Add",
                List.of(
                        start,
                        out.node(
                                "Mul",
                                List.of(
                                        out.node("Sub", List.of(exporter.size(slice.count()), out.longs(1))),
                                        out.longs(slice.step())))));
        String low = back ? last : start;
        String high = out.node("Add", List.of(back ? start : last, out.longs(1)));
        String axis = out.longs(slice.axis());
        String picked = out.node(
                "Slice", List.of(exporter.nameOf(node.input(0)), low, high, axis, out.longs(Math.abs(slice.step()))));
        return back
                ? out.node("Slice", List.of(picked, out.longs(-1), out.longs(Integer.MIN_VALUE), axis, out.longs(-1)))
                : picked;
    }

    private String axes(List<Integer> axes) {
        return out.longs(axes.stream().mapToLong(i -> i).toArray());
    }

    private void reductions() {
        rows.put("sum", (n, k) -> reduced("ReduceSum", n, ((Sum) n.op()).axes(), ((Sum) n.op()).keepdims()));
        rows.put("mean", (n, k) -> reduced("ReduceMean", n, ((Mean) n.op()).axes(), ((Mean) n.op()).keepdims()));
        Map.of("max", "ReduceMax", "min", "ReduceMin", "prod", "ReduceProd")
                .forEach((name, op) -> rows.put(
                        name,
                        (n, k) -> n.inputs().size() > 1
                                ? out.node(name.equals("max") ? "Max" : "Min", ins(n))
                                : reduced(op, n, axes(n, k), k.flag("keepdims"))));
        Map.of("argmax", "ArgMax", "argmin", "ArgMin")
                .forEach((name, op) -> rows.put(name, (n, k) -> {
                    long[] axes = k.numbers("axis");
                    boolean flat = axes.length != 1;
                    String x = flat ? out.node("Reshape", List.of(in(n, 0), out.longs(-1))) : in(n, 0);
                    String found = out.node(
                            op, List.of(x), "axis", flat ? 0 : axes[0], "keepdims", k.flag("keepdims") ? 1 : 0);
                    return flat ? out.node("Reshape", List.of(found, exporter.shape(n.shape()))) : found;
                }));
        Row soft = (n, k) -> {
            Softmax.Soft op = (Softmax.Soft) n.op();
            return out.node(
                    op.log() ? "LogSoftmax" : "Softmax",
                    ins(n),
                    "axis",
                    op.axes().in(n.rank()).get(0));
        };
        rows.put("softmax", soft);
        rows.put("log_softmax", soft);
        rows.put(
                "cumsum",
                (n, k) -> out.node(
                        "CumSum",
                        List.of(in(n, 0), out.constant(Tensor.ofLongs(Shape.SCALAR, k.integer("axis", 0)))),
                        "reverse",
                        k.flag("reverse") ? 1 : 0));
    }

    private static Axes axes(Node node, Keywords keywords) {
        long[] axes = keywords.numbers("axis");
        return axes.length == 0
                ? Axes.ALL
                : Axes.of(
                        node.input(0).shape(),
                        Arrays.stream(axes).mapToObj(a -> (int) a).toList());
    }

    private String reduced(String op, Node node, Axes axes, boolean keep) {
        List<Integer> list = axes.in(node.input(0).rank());
        if (list.isEmpty()) {
            return out.node("Identity", List.of(in(node, 0)));
        }
        return out.node(op, List.of(in(node, 0), axes(list)), "keepdims", keep ? 1 : 0);
    }

    private void positions() {
        rows.put(
                "take",
                (n, k) -> out.node(
                        "Gather", List.of(exporter.nameOf(n.input(0)), index(n, 1)), "axis", k.integer("axis", 0)));
        rows.put(
                "gather",
                (n, k) -> out.node("GatherElements", List.of(in(n, 0), index(n, 1)), "axis", k.integer("axis", 0)));
        rows.put(
                "take_along",
                (n, k) -> out.node("GatherElements", List.of(in(n, 0), index(n, 1)), "axis", k.integer("axis", -1)));
        rows.put("put_along", (n, k) -> {
            String zeros = out.node("Expand", List.of(out.number(0), exporter.shape(n.shape())));
            return added(zeros, index(n, 1), in(n, 0), k.integer("axis", -1));
        });
        rows.put("scatter_add", (n, k) -> added(in(n, 0), index(n, 1), in(n, 2), k.integer("axis", 0)));
        rows.put("index_add", (n, k) -> {
            int axis = k.integer("axis", 0);
            int axes = n.input(1).rank();
            Shape source = n.input(2).shape();
            Shape after = source.slice(axis + axes, source.rank());
            Shape flat = source.slice(0, axis)
                    .concat(Shape.of(n.input(1).shape().count()))
                    .concat(after);
            String src = out.node("Reshape", List.of(in(n, 2), exporter.shape(flat)), "allowzero", 1);
            long[] column = new long[flat.rank() - axis];
            Arrays.fill(column, 1);
            column[0] = -1;
            String index = out.node("Reshape", List.of(index(n, 1), out.longs(column)));
            String spread = out.node("Expand", List.of(index, exporter.shape(flat)));
            return added(in(n, 0), spread, src, axis);
        });
        rows.put("one_hot", (n, k) -> {
            String classes =
                    out.node("Reshape", List.of(exporter.size(n.shape().dim(k.integer("axis", -1))), out.longs()));
            String values = out.longs(0, 1);
            String hot = real(out.node("OneHot", List.of(index(n, 0), classes, values), "axis", k.integer("axis", -1)));
            if (!k.has("ignore_index")) {
                return hot;
            }
            String ignored = out.constant(Tensor.ofLongs(Shape.SCALAR, k.integer("ignore_index", 0)));
            String kept = real(out.node("Not", List.of(out.node("Equal", List.of(index(n, 0), ignored)))));
            return out.node(
                    "Mul", List.of(hot, out.node("Unsqueeze", List.of(kept, out.longs(k.integer("axis", -1))))));
        });
        rows.put("patches", (n, k) -> {
            Tensor places = places(n);
            String x = out.node("Reshape", List.of(in(n, 0), out.longs(-1)));
            String all = out.node("Concat", List.of(out.constant(Tensor.of(0)), x), "axis", 0);
            return out.node("Gather", List.of(all, out.constant(places)), "axis", 0);
        });
        rows.put("fold", (n, k) -> {
            // Its derivative moves each entry to where this one adds it.
            Tensor places = places(n.op().vjp(0, n, n, n.inputs()));
            int count = n.shape().entries();
            String zeros = out.node("Expand", List.of(out.number(0), out.longs(count + 1)));
            String x = out.node("Reshape", List.of(in(n, 0), out.longs(-1)));
            String index = out.constant(places.reshape(Shape.of(places.count())));
            String sum = added(zeros, index, x, 0);
            String cut = out.node("Slice", List.of(sum, out.longs(1), out.longs(count + 1), out.longs(0)));
            return out.node("Reshape", List.of(cut, exporter.shape(n.shape())), "allowzero", 1);
        });
        rows.put("topk", (n, k) -> sorted(n, k, k.integer("k", 1), true, 0));
        rows.put("sort", (n, k) -> sorted(n, k, -1, k.flag("descending"), 0));
        rows.put("argsort", (n, k) -> sorted(n, k, -1, k.flag("descending"), 1));
    }

    /** Where the entries of a node that only moves entries come from, from 1 on; 0 where nothing is moved to. */
    private static Tensor places(Node node) {
        if (!node.input(0).shape().isKnown()) {
            throw new ChainruleException(say(
                    "the shape {0} must be known to write {1} in ONNX",
                    node.input(0).shape(), node.op().name()));
        }
        Tensor numbers = Tensor.fill(DType.F64, node.input(0).shape(), i -> i + 1.0);
        return node.op().eval(List.of(numbers), Sizes.NONE).as(DType.I64);
    }

    private String sorted(Node node, Keywords keywords, int count, boolean largest, int output) {
        int axis = keywords.integer("axis", -1);
        String k = count < 0 ? exporter.size(node.input(0).shape().dim(axis)) : out.longs(count);
        List<String> names = List.of(out.fresh(), out.fresh());
        return out.node("TopK", List.of(in(node, 0), k), names, "axis", axis, "largest", largest ? 1 : 0)
                .get(output);
    }

    private String index(Node node, int input) {
        Node index = node.input(input);
        String name = exporter.nameOf(index);
        return index.type().isReal() ? out.node("Cast", List.of(name), "to", ElementType.INT64.code()) : name;
    }

    private String added(String x, String index, String source, int axis) {
        return out.node("ScatterElements", List.of(x, index, source), "axis", axis, "reduction", "add");
    }

    /** Whether a node without a row is a linear map of one input of known size, small enough to be written as a matrix. */
    boolean isLinear(Node node) {
        return node.inputs().size() <= 1
                && (node.inputs().isEmpty()
                        || node.op().isLinear(0)
                        || node.contraction().isPresent())
                && node.shape().isKnown()
                && node.inputs().stream()
                        .allMatch(in -> in.shape().isKnown() && in.type().isReal())
                && entries(node.shape())
                                * node.inputs().stream()
                                        .mapToLong(in -> entries(in.shape()))
                                        .sum()
                        <= LARGEST_MATRIX;
    }

    private static long entries(Shape shape) {
        return shape.dims().stream().mapToLong(dim -> dim.size()).reduce(1, Math::multiplyExact);
    }

    private String matrix(Node node) {
        if (node.inputs().isEmpty()) {
            return out.constant(node.op().eval(List.of(), Sizes.NONE));
        }
        Shape from = node.input(0).shape();
        int rows = from.entries();
        int columns = node.shape().entries();
        double[] matrix = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            int at = i;
            Tensor unit = Tensor.fill(DType.F64, from, k -> k == at ? 1 : 0);
            double[] row = node.op().eval(List.of(unit), Sizes.NONE).toArray();
            System.arraycopy(row, 0, matrix, i * columns, columns);
        }
        String flat = out.node("Reshape", List.of(in(node, 0), out.longs(rows)));
        String product = out.node("MatMul", List.of(flat, out.constant(Tensor.of(Shape.of(rows, columns), matrix))));
        return out.node("Reshape", List.of(product, exporter.shape(node.shape())), "allowzero", 1);
    }
}
