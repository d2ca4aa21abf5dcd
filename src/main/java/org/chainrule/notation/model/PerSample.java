package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/**
 * What a part of a formula is for one sample, written for all samples at once: with one axis before its own that counts
 * them, unless it is the same for each.
 *
 * @param kind what it is for one sample
 * @param isForEach whether it differs from sample to sample
 * @param letter the index of a number that stands for any entry of a vector; empty for the others
 * @param expr for all samples
 * @param factors a product that has not been multiplied out: a number and a vector, or a column and a row
 */
record PerSample(Kind kind, boolean isForEach, String letter, Expr expr, List<PerSample> factors) {
    /** What something is for one sample. */
    enum Kind {
        NUMBER,
        COLUMN,
        ROW,
        /** A number with a further index, for all of which it is written as a vector. */
        ENTRY,
        MATRIX
    }

    private static final Expr.IndexItem ALL = new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Expr.IndexItem NEW = new Expr.At(new Expr.None(Span.NONE));
    private static final Expr.IndexItem FIRST = new Expr.At(number(0));

    PerSample(Kind kind, boolean isForEach, String letter, Expr expr) {
        this(kind, isForEach, letter, expr, List.of());
    }

    static PerSample constant(Kind kind, Expr expr) {
        return new PerSample(kind, false, "", expr);
    }

    /** A name without the index of the sample. */
    static Optional<PerSample> fixed(Expr name, Node node, String entry) {
        if (node.rank() == 0) {
            return Optional.of(constant(Kind.NUMBER, name));
        }
        Kind vector = entry.isEmpty() ? Kind.COLUMN : Kind.ENTRY;
        if (node.rank() == 1) {
            return Optional.of(new PerSample(vector, false, entry, name));
        }
        boolean oneRow = node.shape().dim(0).isOne();
        boolean oneColumn = node.shape().dim(1).isOne();
        if (oneRow && oneColumn) {
            return Optional.of(constant(Kind.NUMBER, index(name, FIRST, FIRST)));
        } else if (oneColumn) {
            return Optional.of(new PerSample(vector, false, entry, index(name, ALL, FIRST)));
        } else if (oneRow) {
            return Optional.of(
                    new PerSample(entry.isEmpty() ? Kind.ROW : Kind.ENTRY, false, entry, index(name, FIRST)));
        }
        return entry.isEmpty() ? Optional.of(constant(Kind.MATRIX, name)) : Optional.empty();
    }

    /** A name with the index of the sample, which counts an axis. */
    static PerSample sample(Expr name, Node node, int axis, String entry) {
        if (node.rank() == 1) {
            return new PerSample(Kind.NUMBER, true, "", name);
        } else if (node.shape().dim(1 - axis).isOne()) {
            return new PerSample(Kind.NUMBER, true, "", axis == 0 ? index(name, ALL, FIRST) : index(name, FIRST));
        }
        Expr rows = axis == 0 ? name : new Expr.Transpose(name, name.span());
        return new PerSample(entry.isEmpty() ? Kind.COLUMN : Kind.ENTRY, true, entry, rows);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isVector() {
        return kind == Kind.COLUMN || kind == Kind.ROW;
    }

    /** The same with its formula changed in a way that leaves its axes. */
    PerSample mapped(UnaryOperator<Expr> change) {
        return new PerSample(kind, isForEach, letter, change.apply(expr));
    }

    private PerSample as(Kind other) {
        return new PerSample(other, isForEach, letter, expr, factors);
    }

    Optional<PerSample> transposed() {
        return switch (kind) {
            case NUMBER -> Optional.of(this);
            case COLUMN -> Optional.of(new PerSample(Kind.ROW, isForEach, "", expr, factors));
            case ROW -> Optional.of(new PerSample(Kind.COLUMN, isForEach, "", expr, factors));
            case MATRIX ->
                isForEach
                        ? Optional.empty()
                        : Optional.of(constant(Kind.MATRIX, new Expr.Transpose(expr, expr.span())));
            case ENTRY -> Optional.empty();
        };
    }

    /** A sum, a difference or an entrywise product. */
    Optional<PerSample> beside(BinaryOp op, PerSample other) {
        if (op == BinaryOp.MULTIPLY && (isNumber() || other.isNumber())) {
            return product(other);
        }
        boolean each = isForEach || other.isForEach;
        if (kind == other.kind && letter.equals(other.letter)) {
            return Optional.of(new PerSample(kind, each, letter, binary(op, expr, other.expr)));
        } else if (isNumber() || other.isNumber()) {
            PerSample vector = isNumber() ? other : this;
            boolean mixed = vector.kind != Kind.ENTRY && (isNumber() ? isForEach : other.isForEach);
            return mixed || vector.kind == Kind.MATRIX
                    ? Optional.empty()
                    : Optional.of(new PerSample(
                            vector.kind, each, vector.letter, binary(op, beside(vector), other.beside(vector))));
        }
        return Optional.empty();
    }

    /** A number for each sample, so that it stands beside a vector. */
    private Expr beside(PerSample vector) {
        return isNumber() && isForEach && !vector.isNumber() ? index(expr, ALL, NEW) : expr;
    }

    Optional<PerSample> over(PerSample other) {
        if (!other.isNumber() || kind == Kind.MATRIX) {
            return kind == Kind.ENTRY && other.kind == Kind.ENTRY ? beside(BinaryOp.DIVIDE, other) : Optional.empty();
        }
        return Optional.of(new PerSample(
                kind, isForEach || other.isForEach, letter, binary(BinaryOp.DIVIDE, expr, other.beside(this))));
    }

    Optional<PerSample> raised(PerSample power) {
        if (isNumber() && power.isNumber()) {
            return beside(BinaryOp.POWER, power);
        }
        return isVector() || kind == Kind.MATRIX || !power.isNumber() || power.isForEach
                ? Optional.empty()
                : Optional.of(mapped(base -> binary(BinaryOp.POWER, base, power.expr)));
    }

    /** Factors side by side. */
    Optional<PerSample> product(PerSample other) {
        if (isNumber() || other.isNumber()) {
            return Optional.of(isNumber() ? scaled(this, other) : scaled(other, this));
        } else if (kind == Kind.ROW && other.kind == Kind.COLUMN) {
            return Optional.of(inner(this, other));
        } else if (kind == Kind.COLUMN && other.kind == Kind.ROW) {
            return Optional.of(outer(this, other));
        } else if (kind == Kind.ENTRY && other.kind == Kind.ENTRY) {
            return beside(BinaryOp.MULTIPLY, other);
        } else if (kind == Kind.MATRIX && other.kind == Kind.COLUMN) {
            return factors.isEmpty()
                    ? isForEach ? Optional.empty() : Optional.of(turned(other))
                    : factors.get(1).product(other).flatMap(factors.get(0)::product);
        } else if (kind == Kind.ROW && other.kind == Kind.MATRIX) {
            return other.factors.isEmpty()
                    ? other.isForEach
                            ? Optional.empty()
                            : Optional.of(mapped(row -> binary(BinaryOp.MATMUL, row, other.expr)))
                    : product(other.factors.get(0)).flatMap(number -> number.product(other.factors.get(1)));
        }
        return kind == Kind.MATRIX && other.kind == Kind.MATRIX ? ofMatrices(other) : Optional.empty();
    }

    /** What a matrix does to a column times a row, it does to the one of the two that it stands beside. */
    private Optional<PerSample> ofMatrices(PerSample other) {
        if (!other.factors.isEmpty()) {
            return product(other.factors.get(0)).flatMap(column -> column.product(other.factors.get(1)));
        } else if (!factors.isEmpty()) {
            return factors.get(1).product(other).flatMap(factors.get(0)::product);
        }
        return isForEach || other.isForEach
                ? Optional.empty()
                : Optional.of(constant(Kind.MATRIX, binary(BinaryOp.MATMUL, expr, other.expr)));
    }

    /** A matrix times a column. */
    private PerSample turned(PerSample column) {
        return column.isForEach
                ? column.mapped(rows -> binary(BinaryOp.MATMUL, rows, new Expr.Transpose(expr, expr.span())))
                : column.mapped(vector -> binary(BinaryOp.MATMUL, expr, vector));
    }

    private static PerSample scaled(PerSample number, PerSample other) {
        boolean each = number.isForEach || other.isForEach;
        if (!other.factors.isEmpty()) {
            PerSample first = scaled(number, other.factors.get(0));
            return other.kind == Kind.MATRIX
                    ? outer(first, other.factors.get(1))
                    : scaled(first, other.factors.get(1)).as(other.kind);
        } else if (other.kind == Kind.MATRIX && number.isForEach) {
            Expr weights = index(number.expr, ALL, NEW, NEW);
            return new PerSample(Kind.MATRIX, true, "", binary(BinaryOp.MULTIPLY, weights, other.expr));
        } else if (number.isForEach && other.isForEach && !other.isNumber()) {
            return new PerSample(
                    other.kind,
                    true,
                    other.letter,
                    binary(BinaryOp.MULTIPLY, number.beside(other), other.expr),
                    List.of(number, other));
        }
        return new PerSample(
                other.kind, each, other.letter, binary(BinaryOp.MULTIPLY, number.beside(other), other.beside(number)));
    }

    private static PerSample inner(PerSample row, PerSample column) {
        boolean each = row.isForEach || column.isForEach;
        if (row.isForEach && column.isForEach) {
            return new PerSample(Kind.NUMBER, true, "", sum(binary(BinaryOp.MULTIPLY, row.expr, column.expr), 1));
        }
        Expr first = row.isForEach || !column.isForEach ? row.expr : column.expr;
        Expr second = first == row.expr ? column.expr : row.expr;
        return new PerSample(Kind.NUMBER, each, "", binary(BinaryOp.MATMUL, first, second));
    }

    private static PerSample outer(PerSample column, PerSample row) {
        boolean each = column.isForEach || row.isForEach;
        Expr left = column.isForEach ? index(column.expr, ALL, ALL, NEW) : index(column.expr, ALL, NEW);
        Expr right = row.isForEach ? index(row.expr, ALL, NEW, ALL) : row.expr;
        return new PerSample(
                Kind.MATRIX, each, "", binary(BinaryOp.MULTIPLY, left, right), each ? List.of(column, row) : List.of());
    }

    /** The length of a vector; the size of a number. */
    Optional<PerSample> length() {
        if (isNumber()) {
            return Optional.of(mapped(value -> call("abs", value)));
        }
        return isVector()
                ? Optional.of(new PerSample(
                        Kind.NUMBER,
                        isForEach,
                        "",
                        isForEach
                                ? new Expr.Call("norm", Span.NONE, List.of(expr), List.of(axis(1)), Span.NONE)
                                : call("norm", expr)))
                : Optional.empty();
    }

    /** The sum over the entries that a letter counts. */
    Optional<PerSample> summedOverEntries(String index) {
        return kind == Kind.ENTRY && letter.equals(index)
                ? Optional.of(new PerSample(Kind.NUMBER, isForEach, "", isForEach ? sum(expr, 1) : call("sum", expr)))
                : Optional.empty();
    }

    /**
     * The sum over the samples.
     *
     * @param rank the number of axes that is asked for
     */
    Expr total(int rank) {
        if (isNumber()) {
            return call("sum", expr);
        } else if (kind == Kind.MATRIX) {
            return factors.isEmpty() ? sum(expr, 0) : product(factors.get(0), factors.get(1));
        }
        Expr vector = factors.isEmpty()
                ? sum(expr, 0)
                : binary(BinaryOp.MATMUL, new Expr.Transpose(factors.get(1).expr, Span.NONE), factors.get(0).expr);
        return rank != 2 ? vector : kind == Kind.ROW ? index(vector, NEW, ALL) : index(vector, ALL, NEW);
    }

    private static Expr product(PerSample column, PerSample row) {
        if (column.isForEach && row.isForEach) {
            return binary(BinaryOp.MATMUL, new Expr.Transpose(column.expr, Span.NONE), row.expr);
        }
        Expr left = column.isForEach ? sum(column.expr, 0) : column.expr;
        Expr right = row.isForEach ? sum(row.expr, 0) : row.expr;
        return new Expr.Call("outer", Span.NONE, List.of(left, right), List.of(), Span.NONE);
    }

    private static Expr binary(BinaryOp op, Expr left, Expr right) {
        return new Expr.Binary(op, left, right, left.span());
    }

    private static Expr call(String function, Expr argument) {
        return new Expr.Call(function, Span.NONE, List.of(argument), List.of(), argument.span());
    }

    private static Expr sum(Expr summed, int axis) {
        return new Expr.Call("sum", Span.NONE, List.of(summed), List.of(axis(axis)), summed.span());
    }

    private static Expr.Keyword axis(int axis) {
        return new Expr.Keyword("axis", number(axis), Span.NONE);
    }

    private static Expr number(int value) {
        return new Expr.Num(value, Span.NONE);
    }

    private static Expr index(Expr of, Expr.IndexItem... items) {
        return new Expr.Index(of, List.of(items), of.span());
    }
}
