package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.Positions;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.Spectra;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Ops in C of which no entry is computed alone: of matrices, and of what lies along an axis. */
final class CArrays {
    private final CPen pen;
    private final CKernels kernels;

    CArrays(CPen pen, CKernels kernels) {
        this.pen = pen;
        this.kernels = kernels;
    }

    void rows() {
        pen.on(Inverses.INVERSE, n -> matrix(n, "inverse", CFunctions.ELIMINATE, CFunctions.INVERSE));
        pen.on(
                Determinants.COFACTORS,
                n -> n.inputs().size() == 1
                        ? matrix(n, "cofactors", CFunctions.ELIMINATE, CFunctions.DETERMINANT, CFunctions.COFACTORS)
                        : null);
        pen.on(MatrixFunctions.CHOLESKY_FACTOR, n -> matrix(n, "cholesky", CFunctions.CHOLESKY));
        pen.on(Spectra.EIGENVALUES, n -> matrix(n, "eigenvalues", CFunctions.EIGEN, CFunctions.EIGENVALUES));
        pen.on(Spectra.EIGENVECTORS, n -> matrix(n, "eigenvectors", CFunctions.EIGEN, CFunctions.EIGENVECTORS));
        pen.on(
                Determinants.DETERMINANT,
                n -> number(n, "determinant", "", CFunctions.ELIMINATE, CFunctions.DETERMINANT));
        pen.on(
                Determinants.LogDet.class,
                (n, op) -> number(
                        n,
                        "log_determinant",
                        op.absolute() ? ", 1" : ", 0",
                        CFunctions.ELIMINATE,
                        CFunctions.LOG_DETERMINANT));
        pen.on(
                Sorting.Sort.class,
                (n, op) -> along(
                        n, op.along().axis(), "sorted", flag(op.descending()), CFunctions.ORDER, CFunctions.SORTED));
        pen.on(
                Sorting.ArgSort.class,
                (n, op) -> along(n, op.along().axis(), "order", flag(op.descending()), CFunctions.ORDER));
        pen.on(Cumulative.CumProd.class, (n, op) -> along(n, op.axis(), "products", "", CFunctions.PRODUCTS));
        pen.on(
                Cumulative.Scan.class,
                (n, op) -> along(n, op.axis(), "recurrence", flag(op.reverse()), CFunctions.RECURRENCE));
        pen.on(EntryProducts.ProdOthers.class, this::others);
        pen.on(Cumulative.Shift.class, this::shift);
        pen.on(Positions.TakeAlong.class, (n, op) -> read(n, op.along().axis()));
        pen.on(
                Positions.PutAlong.class,
                (n, op) -> added(
                        n,
                        (indices, body) -> Piece.atom("0.0"),
                        n.input(1),
                        n.input(0),
                        op.along().axis(),
                        false));
        pen.on(
                Gathering.Read.class,
                (n, op) -> Pen.countsFromTheEnd(n.input(1))
                        ? null
                        : op.whole() ? kernels.take(n, op.axis()) : read(n, op.axis()));
        pen.on(
                Gathering.Add.class,
                (n, op) -> added(
                        n,
                        (indices, body) -> pen.cell(n.input(0)).at(indices, body),
                        n.input(1),
                        n.input(2),
                        op.axis(),
                        op.whole()));
    }

    private static String flag(boolean set) {
        return set ? "1, " : "0, ";
    }

    private void help(String... functions) {
        pen.help(CTables.ARRAY);
        for (String function : functions) {
            pen.help(function);
        }
    }

    /** A function of each matrix that writes a matrix or a vector. */
    private Piece matrix(Node n, String function, String... helpers) {
        help(helpers);
        Shape of = n.input(0).shape();
        Shape batch = of.slice(0, of.rank() - 2);
        String x = pen.named(n.input(0));
        String size = pen.size(of.dim(-1)).text();
        return pen.filled(n, z -> {
            LoopBody body = pen.fresh();
            List<String> indices = body.indices(batch.dims());
            LoopBody inner = body.inner();
            inner.add(function + "(" + size + ", " + start(x, of, indices, 2) + ", "
                    + start(z, n.shape(), indices, n.rank() - batch.rank()) + ");");
            pen.loop(batch, body, indices, inner);
        });
    }

    /** A function of each matrix that gives a number. */
    private Piece number(Node n, String function, String further, String... helpers) {
        help(helpers);
        Shape of = n.input(0).shape();
        String x = pen.named(n.input(0));
        String size = pen.size(of.dim(-1)).text();
        return pen.keep(
                n,
                (indices, body) -> Piece.atom(function + "(" + size + ", " + start(x, of, indices, 2) + further + ")"),
                true);
    }

    /** The address of the entries from an index on, with zeros for the last axes. */
    private String start(String array, Shape shape, List<String> indices, int rest) {
        List<String> all = new ArrayList<>(indices);
        for (int i = 0; i < rest; i++) {
            all.add("0");
        }
        String offset = pen.offset(shape, all);
        return offset.equals("0") ? array : array + " + " + offset;
    }

    /** A function of the entries along an axis, for each of the places beside it. */
    private Piece along(Node n, int axis, String function, String flags, String... helpers) {
        help(helpers);
        List<String> arrays = n.inputs().stream().map(pen::named).toList();
        Shape shape = n.shape();
        Shape beside = shape.with(axis, Dim.of(1));
        String step = pen.size(shape.slice(axis + 1, shape.rank()).count()).text();
        String size = pen.size(shape.dim(axis)).text();
        return pen.filled(n, z -> {
            LoopBody body = pen.fresh();
            List<String> indices = body.indices(beside.dims());
            LoopBody inner = body.inner();
            StringBuilder call = new StringBuilder(function + "(" + size + ", " + step + ", " + flags);
            arrays.forEach(array -> call.append(start(array, shape, indices, 0)).append(", "));
            inner.add(call + start(z, shape, indices, 0) + ");");
            pen.loop(beside, body, indices, inner);
        });
    }

    private @Nullable Piece others(Node n, EntryProducts.ProdOthers op) {
        List<Integer> axes = op.axes().in(n.rank());
        boolean all = axes.size() == n.rank();
        if (n.inputs().size() > 1 || (!all && axes.size() != 1)) {
            return null;
        }
        if (!all) {
            return along(n, axes.get(0), "others", "", CFunctions.OTHERS);
        }
        help(CFunctions.OTHERS);
        String x = pen.named(n.input(0));
        String count = pen.size(n.shape().count()).text();
        return n.rank() == 0
                ? pen.keep(n, (indices, body) -> Piece.atom("1.0"), false)
                : pen.filled(n, z -> pen.state("others(" + count + ", 1, " + x + ", " + z + ");"));
    }

    private Piece shift(Node n, Cumulative.Shift op) {
        Node x = pen.onlyOnce(n.input(0));
        String size = pen.size(n.shape().dim(op.axis())).in(Spelling.SUM);
        String fill = CPen.number(op.fill()).text();
        return pen.keep(
                n,
                (indices, body) -> {
                    String index = indices.get(op.axis());
                    String from = index + (op.by() < 0 ? " + " + -(long) op.by() : " - " + op.by());
                    List<String> own = new ArrayList<>(indices);
                    own.set(op.axis(), from);
                    String there = op.by() < 0 ? from + " < " + size : "0 <= " + from;
                    return Piece.atom("(" + there + " ? "
                            + pen.cell(x).at(own, body).in(Spelling.COMPARISON) + " : " + fill + ")");
                },
                true);
    }

    /** Entries read along an axis, each at a place of its own. */
    private Piece read(Node n, int axis) {
        Node x = pen.onlyOnce(n.input(0));
        Node index = pen.onlyOnce(n.input(1));
        return pen.keep(
                n,
                (indices, body) -> {
                    List<String> own = new ArrayList<>(indices);
                    own.set(axis, place(index, indices, body));
                    return pen.cell(x).at(own, body);
                },
                true);
    }

    private String place(Node index, List<String> indices, LoopBody body) {
        return "(int) " + pen.cell(index).at(indices, body).in(Spelling.POSTFIX);
    }

    /**
     * What a node starts as, with the entries of a source added at places along an axis.
     *
     * @param whole whether a place is that of a whole slice, or of one entry
     */
    private @Nullable Piece added(Node n, CPen.Cell start, Node index, Node source, int axis, boolean whole) {
        if (Pen.countsFromTheEnd(index)) {
            return null;
        }
        if (pen.isTrial()) {
            return Piece.atom("x");
        }
        pen.onlyOnce(index);
        String name = pen.named(n, pen.keep(n, start, true));
        LoopBody body = pen.fresh();
        List<String> indices = body.indices(source.shape().dims());
        LoopBody inner = body.inner();
        int used = whole ? index.rank() : 1;
        List<String> to = new ArrayList<>(indices.subList(0, axis));
        to.add(place(index, whole ? indices.subList(axis, axis + used) : indices, inner));
        to.addAll(indices.subList(axis + used, indices.size()));
        inner.add(name + "[" + pen.offset(n.shape(), to) + "] += "
                + pen.cell(source).at(indices, inner).text() + ";");
        pen.loop(source.shape(), body, indices, inner);
        return pen.piece(n);
    }
}
