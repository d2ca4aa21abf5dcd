package org.chainrule.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.StopGradient;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Joining;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.OneHot;
import org.chainrule.ops.PoolOps;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** C: loops over arrays of doubles, row by row. A node is written by how one entry of it is computed. */
final class CPen extends Pen {
    private static final String RESERVED =
            "auto break case char const continue default do double else enum extern float for goto if "
                    + "inline int long register restrict return short signed sizeof static struct switch typedef union unsigned void "
                    + "volatile while main sum most best where_ array sign exp log pow sqrt sin cos tan tanh erf floor ceil y0 y1 yn j0 j1 jn gamma "
                    + "eliminate determinant log_determinant inverse cofactors cholesky eigen eigenvalues eigenvectors order sorted products "
                    + "others recurrence";

    private static final OpTable OPS =
            new OpTable("~", "*(<0>)", OpTable.FUNCTIONS, OpTable.ARCS, OpTable.SIGNS, CTables.OPS);

    /** How one entry is computed. */
    interface Cell {
        /**
         * The entry at indices.
         *
         * @param body takes statements that come before
         */
        Piece at(List<String> indices, LoopBody body);
    }

    private final NodeMap<Cell> cells = new NodeMap<>();
    /** The names of what is an array, or a number with a name. */
    private final NodeMap<String> variables = new NodeMap<>();
    /** What is better computed once than wherever it is used. */
    private final NodeMap<Boolean> costly = new NodeMap<>();

    /** What functions write as a whole: the statements, of the name of the array. */
    private final NodeMap<Consumer<String>> filled = new NodeMap<>();

    private final CKernels kernels = new CKernels(this);

    private final List<String> freed = new ArrayList<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();

    CPen(CodeSheet sheet) {
        super(Tongue.C, sheet, RESERVED);
        rows();
    }

    private LoopBody body() {
        return new LoopBody(indices(60).iterator());
    }

    Cell cell(Node node) {
        Cell cell = isTrial() ? (indices, body) -> Piece.atom("x") : cells.get(node);
        if (cell == null) {
            throw new IllegalStateException("not written yet: " + node);
        }
        return cell;
    }

    private Piece kept(Node node, Cell cell, boolean dear) {
        if (isTrial()) {
            return Piece.atom("x");
        }
        cells.put(node, cell);
        if (dear) {
            costly.put(node, true);
        }
        LoopBody scratch = body();
        return cell.at(scratch.indices(node.shape().dims()), scratch);
    }

    @Override
    void same(Node node, Node form) {
        cells.put(node, cell(form));
        if (costly.has(form)) {
            costly.put(node, true);
        }
        String name = variables.get(form);
        if (name != null) {
            variables.put(node, name);
        }
    }

    @Override
    String named(Node node) {
        String name = isTrial() ? "x" : variables.get(node);
        return name == null ? named(node, piece(node)) : name;
    }

    /** Whether a node is computed anew wherever it is read, and not cheaply. */
    boolean isDear(Node node) {
        return !isTrial() && costly.has(node) && !variables.has(node);
    }

    /** An operand that is read again and again has a name. */
    private Node once(Node node) {
        if (isDear(node)) {
            named(node);
        }
        return node;
    }

    @Override
    Piece number(Piece piece) {
        return piece;
    }

    @Override
    @Nullable
    Piece simple(Node node) {
        return node.inputs().stream().allMatch(in -> in.rank() <= node.rank())
                        && OPS.write(node, (in, level) -> "x") != null
                ? elementwise(node)
                : null;
    }

    private Piece elementwise(Node node) {
        Op op = node.op();
        boolean dear = !(op == Arithmetic.ADD
                || op == Arithmetic.SUB
                || op == Arithmetic.MUL
                || op == Arithmetic.NEG
                || op == Comparison.GREATER);
        for (Node in : node.inputs()) {
            if (!in.shape().sameShape(node.shape())) {
                once(in);
            }
            dear |= !isTrial() && costly.has(in);
        }
        if (op == Rounding.SIGN) {
            help(CTables.SIGN);
        }
        Cell cell = (indices, body) -> Objects.requireNonNull(OPS.write(node, (in, level) -> {
            Piece piece = cell(in).at(aligned(indices, in), body);
            return level == OpTable.CONDITION
                    ? piece.kind() == Piece.Kind.TRUTH
                            ? piece.in(Spelling.COMPARISON)
                            : piece.in(Spelling.SUM) + " != 0"
                    : piece.in(level);
        }));
        return kept(node, cell, dear);
    }

    static List<String> aligned(List<String> indices, Node in) {
        List<String> own = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            own.add(in.shape().dim(axis).isOne() ? "0" : indices.get(indices.size() - in.rank() + axis));
        }
        return own;
    }

    private void rows() {
        on(Fill.class, (n, op) -> kept(n, (indices, body) -> number(op.value()), false));
        on(SizeOf.class, (n, op) -> {
            Piece size = size(op.dim());
            return kept(n, (indices, body) -> Piece.of("(double) " + size.in(Spelling.POSTFIX), Spelling.UNARY), false);
        });
        on(
                StopGradient.class,
                (n, op) -> kept(n, (indices, body) -> cell(n.input(0)).at(indices, body), false));
        on(Reshape.class, (n, op) -> {
            if (n.contraction().isPresent() || n.input(0).rank() == 0) {
                return null;
            }
            String flat = named(n.input(0));
            return kept(n, (indices, body) -> Piece.atom(flat + "[" + offset(n.shape(), indices) + "]"), false);
        });
        on(EntryProducts.Prod.class, kernels::product);
        on(MaxMin.Extreme.class, kernels::extreme);
        on(MaxMin.ArgExtreme.class, kernels::position);
        on(Joining.Concat.class, (n, op) -> kernels.concat(n, op.axis()));
        on(Slicing.Slice.class, kernels::slice);
        on(OneHot.class, kernels::oneHot);
        on(Diagonals.Triangle.class, kernels::triangle);
        new CArrays(this, kernels).rows();
        on(PoolOps.MaxPool.class, (n, op) -> ContractionCode.windows(n, op)
                .map(windows -> kernels.contracted(n, windows, "most", "fmax"))
                .orElse(null));
    }

    @Override
    @Nullable
    Piece otherwise(Node node) {
        Optional<Contraction> sum = node.contraction();
        if (sum.isPresent()) {
            return kernels.contracted(node, sum.get(), "sum", "");
        }
        Optional<Node> back = ContractionCode.adjoint(node);
        return back.isEmpty() ? null : kernels.scattered(node, back.get());
    }

    /** The number of an entry, row by row. */
    String offset(Shape shape, List<String> indices) {
        Piece sum = Piece.atom("0");
        boolean first = true;
        for (int axis = 0; axis < shape.rank(); axis++) {
            String index = indices.get(axis);
            if (!first && !shape.dim(axis).isOne()) {
                sum = Piece.of(
                        sum.in(Spelling.PRODUCT) + " * " + size(shape.dim(axis)).in(Spelling.UNARY), Spelling.PRODUCT);
            }
            if (!index.equals("0")) {
                boolean plain = index.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
                sum = first
                        ? Piece.of(index, plain ? Spelling.POSTFIX : Spelling.SUM)
                        : Piece.of(sum.text() + " + " + index, Spelling.SUM);
                first = false;
            }
        }
        return sum.text();
    }

    /** Takes indices that a loop over a shape has, and states the loop. */
    void loop(Shape shape, LoopBody body, List<String> indices, LoopBody inner) {
        body.loops(indices, sizes(shape), inner);
        if (!isTrial()) {
            statements.addAll(body.lines);
        }
    }

    Piece keep(Node node, Cell cell, boolean dear) {
        return kept(node, cell, dear);
    }

    /**
     * A node whose entries a function writes all together.
     *
     * @param statements states what writes them to an array
     */
    Piece filled(Node node, Consumer<String> statements) {
        if (!isTrial()) {
            filled.put(node, statements);
        }
        return Piece.atom("x");
    }

    @Override
    boolean isStatement(Node node) {
        return filled.has(node);
    }

    Node onlyOnce(Node node) {
        return once(node);
    }

    LoopBody fresh() {
        return body();
    }

    @Override
    Piece constant(Node node, Tensor value) {
        if (value.rank() == 0) {
            return kept(node, (indices, body) -> number(value.at(0)), false);
        }
        String name = identifiers.fresh("c");
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < value.count(); i++) {
            entries.add(number(value.at(i)).text());
        }
        state("static const double " + name + "[] = {" + String.join(", ", entries) + "};");
        variables.put(node, name);
        return kept(node, (indices, body) -> Piece.atom(name + "[" + offset(value.shape(), indices) + "]"), false);
    }

    static Piece number(double value) {
        String text = Double.isNaN(value)
                ? "NAN"
                : Double.isInfinite(value)
                        ? (value < 0 ? "-INFINITY" : "INFINITY")
                        : Double.toString(value).replace("E", "e");
        return new Piece(text, text.startsWith("-") ? Spelling.UNARY : Spelling.POSTFIX, Piece.Kind.NUMBER);
    }

    @Override
    void assign(String name, Node node, Piece value) {
        boolean result = sheet.results().contains(name) || outputs.containsKey(name);
        Consumer<String> whole = variables.has(node) ? null : filled.get(node);
        if (whole != null) {
            if (result) {
                outputs.put(name, node);
            } else {
                array(name, node);
            }
            whole.accept(name);
            return;
        }
        LoopBody body = body();
        List<String> indices = body.indices(node.shape().dims());
        LoopBody inner = body.inner();
        Piece entry = cell(node).at(indices, inner);
        String left =
                node.rank() == 0 ? name + (result ? "[0]" : "") : name + "[" + offset(node.shape(), indices) + "]";
        if (result) {
            outputs.put(name, node);
        } else if (node.rank() > 0) {
            array(name, node);
        } else {
            state("double " + name + (inner.lines.isEmpty() ? " = " + entry.text() : "") + ";");
            if (inner.lines.isEmpty()) {
                return;
            }
        }
        inner.add(left + " = " + entry.text() + ";");
        if (node.shape().dims().stream().allMatch(Dim::isOne) && inner.lines.size() > 1) {
            state("{");
            inner.lines.forEach(line -> state("    " + line));
            state("}");
        } else {
            loop(node.shape(), body, indices, inner);
        }
    }

    private void array(String name, Node node) {
        state("double *" + name + " = array(" + size(node.shape().count()).text() + ");");
        help(CTables.ARRAY);
        freed.add(name);
    }

    @Override
    Piece variable(String name, Node node) {
        String scalar = outputs.containsKey(name) ? name + "[0]" : name;
        variables.put(node, name);
        return kept(
                node,
                (indices, body) ->
                        Piece.atom(node.rank() == 0 ? scalar : name + "[" + offset(node.shape(), indices) + "]"),
                false);
    }

    @Override
    String comment(String text) {
        return "/* " + text + " */";
    }

    @Override
    String text(String name, List<String> results) {
        List<String> given = new ArrayList<>();
        sizes.values().forEach(size -> given.add("int " + size));
        arguments.forEach(
                (leaf, argument) -> given.add(leaf.rank() == 0 ? "double " + argument : "const double *" + argument));
        results.forEach(result -> given.add("double *" + result));
        StringBuilder text = new StringBuilder("#include <math.h>\n#include <stdlib.h>\n\n");
        helpers.forEach(helper -> text.append(helper).append('\n'));
        text.append("void ")
                .append(name)
                .append("(")
                .append(String.join(", ", given))
                .append(") {\n");
        statements.forEach(line -> text.append("    ").append(line).append('\n'));
        freed.forEach(array -> text.append("    free(").append(array).append(");\n"));
        return text.append("}\n").toString();
    }
}
