package org.chainrule.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ByOp;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Masked;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.UnitTensor;
import org.chainrule.graph.Where;
import org.chainrule.ops.Along;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Layout;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.OneHot;
import org.chainrule.ops.Positions;
import org.chainrule.ops.Products;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.SpecialFunctions;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The operators that ops are written with: one row an op. */
final class ExportRows {
    private static final long LARGEST_MATRIX = 4_000_000;

    /** How the nodes of one class of ops are written; gives the name of the result. */
    interface Row<O> {
        String write(Node node, O op);
    }

    private final Exporter exporter;
    private final GraphWriter out;
    private final ByOp<Row<Op>> rows = new ByOp<>();

    ExportRows(Exporter exporter, GraphWriter out) {
        this.exporter = exporter;
        this.out = out;
        elementwise();
        shapes();
        reductions();
        positions();
        new ExportWindows(exporter, out).addTo(this);
    }

    boolean has(Node node) {
        boolean dense = node.op() instanceof Softmax.Soft soft
                && soft.axes().in(node.rank()).size() != 1;
        return rows.get(node.op()) != null && !dense;
    }

    String write(Node node) {
        Row<Op> row = rows.get(node.op());
        return row == null || !has(node) ? matrix(node) : row.write(node, node.op());
    }

    /** Says how the ops of a class are written. */
    <O extends Op> void on(Class<O> kind, Row<O> row) {
        rows.put(kind, (node, op) -> row.write(node, kind.cast(op)));
    }

    private void on(Op op, Function<Node, String> row) {
        rows.put(op, (node, own) -> row.apply(node));
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
        ElementRules.same().forEach((name, function) -> {
            // Runtimes have it for float only.
            if (out.real() != ElementType.DOUBLE || !name.equals("Softplus")) {
                on(Catalogue.elementwise(function), n -> out.node(name, ins(n)));
            }
        });
        Map.of(
                        Arithmetic.ADD, "Add",
                        Arithmetic.SUB, "Sub",
                        Arithmetic.MUL, "Mul",
                        Arithmetic.DIV, "Div",
                        Powers.POW, "Pow",
                        Extremes.MAXIMUM, "Max",
                        Extremes.MINIMUM, "Min",
                        Rectifiers.GELU, "Gelu")
                .forEach((op, name) -> on(op, n -> out.node(name, ins(n))));
        Map.of(
                        Comparison.EQUAL, "Equal",
                        Comparison.GREATER, "Greater",
                        Comparison.LESS, "Less",
                        Comparison.GREATER_EQUAL, "GreaterOrEqual",
                        Comparison.LESS_EQUAL, "LessOrEqual")
                .forEach((op, name) -> on(op, n -> real(out.node(name, ins(n)))));
        on(Comparison.NOT_EQUAL, n -> real(out.node("Not", List.of(out.node("Equal", ins(n))))));
        on(SpecialFunctions.ISNAN, n -> real(out.node("IsNaN", ins(n))));
        on(Powers.SQUARE, n -> out.node("Mul", List.of(in(n, 0), in(n, 0))));
        on(Gaussian.NORMAL_CDF, n -> {
            String scaled = out.node("Mul", List.of(in(n, 0), out.number(Math.sqrt(0.5))));
            String sum = out.node("Add", List.of(out.node("Erf", List.of(scaled)), out.number(1)));
            return out.node("Mul", List.of(sum, out.number(0.5)));
        });
        on(Where.class, (n, op) -> out.node("Where", List.of(truth(in(n, 0)), in(n, 1), in(n, 2))));
        on(Masked.class, (n, op) -> out.node("Where", List.of(truth(in(n, 0)), in(n, 1), out.number(0))));
        on(StopGradient.class, (n, op) -> out.node("Identity", ins(n)));
        on(Sigmoids.STEP, n -> real(out.node("Greater", List.of(in(n, 0), out.number(0)))));
        on(Casted.class, (n, op) -> cast(n, op.to()));
    }

    private String cast(Node node, ElementType type) {
        String from = node.input(0).type().isReal() ? in(node, 0) : exporter.nameOf(node.input(0));
        String cast = out.node("Cast", List.of(from), "to", type.code());
        long kept = type.isIndex() ? ElementType.INT64.code() : out.real().code();
        return out.node("Cast", List.of(cast), "to", kept);
    }

    private void shapes() {
        on(
                Reshape.class,
                (n, op) -> out.node(
                        "Reshape", List.of(exporter.nameOf(n.input(0)), exporter.shape(op.shape())), "allowzero", 1));
        on(Broadcast.class, (n, op) -> out.node("Expand", List.of(in(n, 0), exporter.shape(op.shape()))));
        on(ExpandDims.class, (n, op) -> out.node("Unsqueeze", List.of(exporter.nameOf(n.input(0)), axes(op.axes()))));
        on(Squeeze.class, (n, op) -> out.node("Squeeze", List.of(exporter.nameOf(n.input(0)), axes(op.axes()))));
        on(
                Transpose.class,
                (n, op) -> out.node(
                        "Transpose",
                        List.of(exporter.nameOf(n.input(0))),
                        "perm",
                        op.axes().stream().mapToLong(i -> i).toArray()));
        on(Fill.class, (n, op) -> out.node("Expand", List.of(out.number(op.value()), exporter.shape(op.shape()))));
        on(UnitTensor.class, (n, op) -> {
            String zeros = out.node("Expand", List.of(out.number(0), exporter.shape(op.shape())));
            String flat = out.node("Reshape", List.of(zeros, out.longs(-1)));
            String one = out.node(
                    "ScatterElements", List.of(flat, out.longs(op.position()), out.constant(Tensor.of(1))), "axis", 0);
            return out.node("Reshape", List.of(one, exporter.shape(op.shape())), "allowzero", 1);
        });
        on(SizeOf.class, (n, op) -> real(out.node("Reshape", List.of(exporter.size(op.dim()), out.longs()))));
        on(Joining.Concat.class, (n, op) -> out.node("Concat", ins(n), "axis", op.axis()));
        on(Slicing.Slice.class, (n, op) -> slice(n, op));
        on(Layout.Pad.class, (n, op) -> {
            long[] pads = Stream.of(op.before(), op.after())
                    .flatMapToLong(widths -> widths.stream().mapToLong(Integer::longValue))
                    .toArray();
            return out.node("Pad", List.of(in(n, 0), out.longs(pads), out.number(op.value())));
        });
        on(Cumulative.Shift.class, (n, op) -> {
            int by = op.by();
            String axis = out.longs(op.axis());
            String padded = out.node(
                    "Pad",
                    List.of(in(n, 0), out.longs(Math.max(0, by), Math.max(0, -by)), out.number(op.fill()), axis));
            long from = by > 0 ? 0 : -by;
            long to = by > 0 ? -by : Integer.MAX_VALUE;
            return by == 0 ? padded : out.node("Slice", List.of(padded, out.longs(from), out.longs(to), axis));
        });
        on(MatMul.class, (n, op) -> out.node("MatMul", ins(n)));
        on(Determinants.DETERMINANT, n -> out.node("Det", ins(n)));
        on(Einsums.Einsum.class, this::einsum);
        on(
                Products.OUTER_PRODUCT,
                n -> out.node(
                        "Mul",
                        List.of(
                                out.node("Unsqueeze", List.of(in(n, 0), out.longs(1))),
                                out.node("Unsqueeze", List.of(in(n, 1), out.longs(0))))));
        on(
                Diagonals.Triangle.class,
                (n, op) -> out.node(
                        "Trilu",
                        List.of(in(n, 0), out.constant(Tensor.ofLongs(Shape.SCALAR, op.k()))),
                        "upper",
                        op.lower() ? 0 : 1));
    }

    /** A letter that the result repeats, which ONNX does not know, is two, with a unit matrix between them. */
    private String einsum(Node n, Einsums.Einsum op) {
        List<String> inputs = new ArrayList<>(ins(n));
        List<String> operands = new ArrayList<>(op.operands());
        String free = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                .replaceAll("[" + String.join("", operands) + op.output() + "]", "");
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < op.output().length(); i++) {
            char letter = op.output().charAt(i);
            if (op.output().indexOf(letter) < i) {
                Dim size = n.shape().dim(i);
                String zeros = out.node("Expand", List.of(out.number(0), exporter.shape(Shape.of(size, size))));
                char other = free.charAt(inputs.size() - n.inputs().size());
                inputs.add(out.node("EyeLike", List.of(zeros)));
                operands.add("" + letter + other);
                letter = other;
            }
            output.append(letter);
        }
        return out.node("Einsum", inputs, "equation", String.join(",", operands) + "->" + output);
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
        on(Sum.class, (n, op) -> reduced("ReduceSum", n, op.axes(), op.keepdims()));
        on(Mean.class, (n, op) -> reduced("ReduceMean", n, op.axes(), op.keepdims()));
        on(EntryProducts.Prod.class, (n, op) -> reduced("ReduceProd", n, op.axes(), op.keepdims()));
        on(
                MaxMin.Extreme.class,
                (n, op) -> reduced(op.largest() ? "ReduceMax" : "ReduceMin", n, op.axes(), op.keepdims()));
        on(MaxMin.ArgExtreme.class, (n, op) -> {
            List<Integer> axes = op.axes().list();
            boolean flat = axes.size() != 1;
            String x = flat ? out.node("Reshape", List.of(in(n, 0), out.longs(-1))) : in(n, 0);
            String found = out.node(
                    op.largest() ? "ArgMax" : "ArgMin",
                    List.of(x),
                    "axis",
                    flat ? 0 : axes.get(0),
                    "keepdims",
                    op.keepdims() ? 1 : 0);
            return flat ? out.node("Reshape", List.of(found, exporter.shape(n.shape()))) : found;
        });
        on(
                Softmax.Soft.class,
                (n, op) -> out.node(
                        op.log() ? "LogSoftmax" : "Softmax",
                        ins(n),
                        "axis",
                        op.axes().in(n.rank()).get(0)));
        on(
                Cumulative.CumSum.class,
                (n, op) -> out.node(
                        "CumSum",
                        List.of(in(n, 0), out.constant(Tensor.ofLongs(Shape.SCALAR, op.axis()))),
                        "reverse",
                        op.reverse() ? 1 : 0));
    }

    private String reduced(String op, Node node, Axes axes, boolean keep) {
        List<Integer> list = axes.in(node.input(0).rank());
        if (list.isEmpty()) {
            return out.node("Identity", List.of(in(node, 0)));
        }
        return out.node(op, List.of(in(node, 0), axes(list)), "keepdims", keep ? 1 : 0);
    }

    private void positions() {
        on(
                Gathering.Read.class,
                (n, op) -> op.whole()
                        ? out.node("Gather", List.of(exporter.nameOf(n.input(0)), index(n, 1)), "axis", op.axis())
                        : out.node("GatherElements", List.of(in(n, 0), index(n, 1)), "axis", op.axis()));
        on(
                Positions.TakeAlong.class,
                (n, op) -> out.node("GatherElements", List.of(in(n, 0), index(n, 1)), "axis", axis(op.along())));
        on(Positions.PutAlong.class, (n, op) -> {
            String zeros = out.node("Expand", List.of(out.number(0), exporter.shape(n.shape())));
            return added(zeros, index(n, 1), in(n, 0), axis(op.along()));
        });
        on(Gathering.Add.class, (n, op) -> {
            int axis = op.axis();
            if (!op.whole()) {
                return added(in(n, 0), index(n, 1), in(n, 2), axis);
            }
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
        on(OneHot.class, (n, op) -> {
            int axis = op.last() ? -1 : op.axis();
            String classes = out.node("Reshape", List.of(exporter.size(n.shape().dim(axis)), out.longs()));
            String values = out.longs(0, 1);
            String hot = real(out.node("OneHot", List.of(index(n, 0), classes, values), "axis", axis));
            if (op.ignore().isEmpty()) {
                return hot;
            }
            String ignored =
                    out.constant(Tensor.ofLongs(Shape.SCALAR, op.ignore().getAsLong()));
            String kept = real(out.node("Not", List.of(out.node("Equal", List.of(index(n, 0), ignored)))));
            return out.node("Mul", List.of(hot, out.node("Unsqueeze", List.of(kept, out.longs(axis)))));
        });
        on(Sorting.TopK.class, (n, op) -> sorted(n, op.along(), op.k(), true, 0));
        on(Sorting.Sort.class, (n, op) -> sorted(n, op.along(), -1, op.descending(), 0));
        on(Sorting.ArgSort.class, (n, op) -> sorted(n, op.along(), -1, op.descending(), 1));
    }

    /** An axis, from the end where it is the last. */
    private static int axis(Along along) {
        return along.last() ? -1 : along.axis();
    }

    private String sorted(Node node, Along along, int count, boolean largest, int output) {
        int axis = axis(along);
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

    /** Entries added up at positions along an axis. */
    String added(String x, String index, String source, int axis) {
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
