package org.chainrule.code;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Factorisations;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.Positions;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.Spectra;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Ops in Python of which no entry is computed alone: of matrices, and of what lies along an axis. */
final class PythonArrays {
    private final PythonPen pen;
    private final boolean torch;
    private final String module;

    PythonArrays(PythonPen pen, String module) {
        this.pen = pen;
        this.torch = pen.tongue == Tongue.TORCH;
        this.module = module;
    }

    void rows() {
        pen.on(Inverses.INVERSE, n -> pen.call("linalg.inv", n.input(0)));
        pen.on(Inverses.PSEUDO_INVERSE, n -> pen.call("linalg.pinv", n.input(0)));
        pen.on(Determinants.DETERMINANT, n -> pen.call("linalg.det", n.input(0)));
        pen.on(MatrixFunctions.CHOLESKY_FACTOR, n -> ofSymmetric(n, "linalg.cholesky"));
        pen.on(
                Spectra.SINGULAR_VALUES,
                n -> pen.call(torch ? "linalg.svdvals" : "linalg.svd", n.input(0), torch ? "" : "compute_uv=False"));
        pen.on(
                Factorisations.Q,
                n -> Piece.atom(pen.call("linalg.qr", n.input(0)).text() + "[0]"));
        pen.on(
                Factorisations.R,
                n -> Piece.atom(pen.call("linalg.qr", n.input(0)).text() + "[1]"));
        pen.on(Spectra.EIGENVALUES, n -> ofSymmetric(n, "linalg.eigvalsh"));
        pen.on(Spectra.EIGENVECTORS, n -> pen.isSymmetric(n.input(0)) ? helper("eigenvectors", n.input(0)) : null);
        pen.on(Determinants.LogDet.class, this::logDeterminant);
        pen.on(Sorting.Sort.class, this::sorted);
        pen.on(Sorting.ArgSort.class, this::order);
        pen.on(Positions.TakeAlong.class, (n, op) -> read(n, op.along().axis()));
        pen.on(
                Positions.PutAlong.class,
                (n, op) -> helper(
                        "add_along",
                        pen.zeros(n.shape()),
                        pen.index(n.input(1)),
                        n.input(0),
                        op.along().axis()));
        pen.on(
                Gathering.Read.class,
                (n, op) -> op.whole()
                        ? Piece.atom(pen.operand(n.input(0), Spelling.POSTFIX)
                                + PythonPen.at(op.axis(), pen.index(n.input(1))))
                        : read(n, op.axis()));
        pen.on(
                Gathering.Add.class,
                (n, op) -> op.whole()
                        ? pen.indexAdd(n, op.axis())
                        : helper("add_along", n.input(0), pen.index(n.input(1)), n.input(2), op.axis()));
        pen.on(
                Cumulative.CumSum.class,
                (n, op) -> op.reverse() ? null : pen.call("cumsum", n.input(0), pen.dim() + op.axis()));
        pen.on(Cumulative.CumProd.class, (n, op) -> pen.call("cumprod", n.input(0), pen.dim() + op.axis()));
        pen.on(
                Cumulative.Scan.class,
                (n, op) -> helper("recurrence", n.input(0), n.input(1), op.axis(), op.reverse() ? "True" : "False"));
        pen.on(
                Cumulative.Shift.class,
                (n, op) -> helper(
                        "shifted",
                        n.input(0),
                        op.axis(),
                        op.by(),
                        PythonPen.literal(op.fill()).text()));
        pen.on(EntryProducts.ProdOthers.class, this::others);
    }

    private Piece helper(String function, Object... arguments) {
        pen.help(PythonTables.helper(function, pen.tongue, module));
        return Piece.atom(pen.call(function, arguments).text().substring(module.length() + 1));
    }

    private @Nullable Piece ofSymmetric(Node n, String function) {
        return pen.isSymmetric(n.input(0)) ? pen.call(function, n.input(0)) : null;
    }

    /** numpy has the logarithm of the magnitude; that of a negative number is NaN. */
    private Piece logDeterminant(Node n, Determinants.LogDet op) {
        String both = pen.call("linalg.slogdet", n.input(0)).text();
        return op.absolute() ? Piece.atom(both + "[1]") : helper("log_determinant", n.input(0));
    }

    private Piece sorted(Node n, Sorting.Sort sort) {
        int axis = sort.along().axis();
        if (torch) {
            Piece both = pen.call("sort", n.input(0), "dim=" + axis, sort.descending() ? "descending=True" : "");
            return Piece.atom(both.text() + "[0]");
        }
        return sort.descending()
                ? Piece.of(
                        "-" + module + ".sort(-" + pen.operand(n.input(0), Spelling.UNARY) + ", axis=" + axis + ")",
                        Spelling.UNARY)
                : pen.call("sort", n.input(0), "axis=" + axis);
    }

    private Piece order(Node n, Sorting.ArgSort sort) {
        int axis = sort.along().axis();
        return torch
                ? pen.call(
                        "argsort", n.input(0), "dim=" + axis, "stable=True", sort.descending() ? "descending=True" : "")
                : pen.call(
                        "argsort",
                        sort.descending() ? "-" + pen.operand(n.input(0), Spelling.UNARY) : n.input(0),
                        "axis=" + axis,
                        pen.tongue == Tongue.NUMPY ? "kind=\"stable\"" : "");
    }

    /** Entries read along an axis, each at a place of its own. */
    private Piece read(Node n, int axis) {
        Node x = n.input(0);
        if (torch) {
            return pen.call("gather", x, axis, pen.index(n.input(1)));
        }
        Shape shape = n.shape();
        boolean shorter = IntStream.range(0, n.rank())
                .anyMatch(i -> i != axis && !x.shape().dim(i).sameSize(shape.dim(i)));
        String part = shorter
                ? IntStream.range(0, n.rank())
                        .mapToObj(i ->
                                i == axis ? ":" : ":" + pen.size(shape.dim(i)).text())
                        .collect(Collectors.joining(", ", pen.operand(x, Spelling.POSTFIX) + "[", "]"))
                : pen.operand(x, 0);
        return pen.call("take_along_axis", part, pen.index(n.input(1)), "axis=" + axis);
    }

    private @Nullable Piece others(Node n, EntryProducts.ProdOthers op) {
        List<Integer> axes = op.axes().in(n.rank());
        if (n.inputs().size() > 1 || n.rank() == 0 || (axes.size() != n.rank() && axes.size() != 1)) {
            return null;
        }
        return axes.size() == 1
                ? helper("others", n.input(0), axes.get(0))
                : Piece.atom(helper(
                                        "others",
                                        pen.call("reshape", n.input(0), torch ? "(-1,)" : "-1")
                                                .text(),
                                        0)
                                .text() + ".reshape(" + pen.shape(n.shape()) + ")");
    }
}
