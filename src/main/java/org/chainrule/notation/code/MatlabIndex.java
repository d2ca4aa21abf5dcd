package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/** Indices, reductions and matrices as MATLAB has them: counted from 1, and axes stay. */
final class MatlabIndex {
    private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "prod", "max", "min", "cumsum", "std", "var");

    private final CodeScope scope;
    private final CodeFormulas formulas;

    MatlabIndex(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
    }

    /** What {@code X(i, :)} stands for. */
    CodeValue read(String name, Expr.Call raw) {
        Expr x = formulas.formula(new Expr.Name(name, raw.functionSpan()));
        if (raw.arguments().size() == 1 && isAll(raw.arguments().get(0))) {
            boolean column = scope.rank(x) < 2 || (scope.rank(x) == 2 && CodeTrees.isNumber(scope.size(x, 1), 1));
            return new CodeValue.Formula(column ? x : CodeTrees.call("vec", raw.span(), x));
        }
        if (raw.arguments().size() == 2 && isAll(raw.arguments().get(1)) && scope.rank(x) == 2) {
            Optional<Expr> rows =
                    formulas.find(raw.arguments().get(0)).filter(at -> !formulas.isMask(at) && scope.rank(at) > 0);
            if (rows.isPresent()) {
                // I(y, :) has a row for each of y
                Expr numbers = CodeTrees.call("flatten", raw.span(), less(rows.get(), raw.span()));
                Expr picked = CodeTrees.call("one_hot", raw.span(), numbers, scope.size(x, 0));
                return new CodeValue.Formula(CodeTrees.binary(BinaryOp.MATMUL, picked, x, raw.span()));
            }
        }
        return new CodeValue.Formula(formulas.places().read(x, items(x, raw), raw.span()));
    }

    private static boolean isAll(Expr argument) {
        return argument instanceof Expr.Call call
                && call.function().equals(":")
                && call.arguments().isEmpty();
    }

    /** The places that the arguments of an index name, counted from 0. */
    List<Expr.IndexItem> items(Expr x, Expr.Call raw) {
        List<Expr> arguments = raw.arguments();
        int rank = scope.rank(x);
        List<Expr.IndexItem> items = new ArrayList<>();
        if (arguments.size() == 1 && rank == 2) {
            boolean column = CodeTrees.isNumber(scope.size(x, 1), 1);
            boolean row = CodeTrees.isNumber(scope.size(x, 0), 1);
            Expr index = arguments.get(0);
            if (formulas.find(index).filter(formulas::isMask).isPresent()) {
                return List.of(new Expr.At(index));
            } else if (!column && !row) {
                throw new Mistake(raw.span(), say("one index into a matrix counts its columns through"));
            }
            boolean single = isScalar(index);
            Expr zero = new Expr.Num(0, raw.span());
            // part of a column is a column
            Expr.IndexItem first = single
                    ? new Expr.At(zero)
                    : new Expr.Slice(Optional.of(zero), Optional.of(new Expr.Num(1, raw.span())), Optional.empty());
            Expr.IndexItem own = item(index, x, column ? 0 : 1, single);
            return column ? List.of(own, first) : List.of(first, own);
        } else if (arguments.size() == 2 && rank == 1) {
            Expr second = arguments.get(1);
            if (!isAll(second)
                    && scope.whole(formulas.map(second)).filter(one -> one == 1).isEmpty()) {
                throw new Mistake(raw.span(), say("an array of one axis is a column"));
            }
            return List.of(item(arguments.get(0), x, 0, isScalar(arguments.get(0))));
        }
        boolean scalars = arguments.stream().allMatch(this::isScalar);
        for (int axis = 0; axis < arguments.size(); axis++) {
            items.add(item(arguments.get(axis), x, axis, scalars));
        }
        return items;
    }

    private boolean isScalar(Expr argument) {
        return !(argument instanceof Expr.Call call && call.function().equals(":"))
                && !(argument instanceof Expr.Name name && name.id().equals("end"))
                && formulas.find(argument)
                        .filter(at ->
                                scope.find(at).filter(node -> node.rank() == 0).isPresent())
                        .isPresent();
    }

    /** One axis: a single position keeps the axis, unless all are single. */
    private Expr.IndexItem item(Expr argument, Expr x, int axis, boolean scalar) {
        Expr index = withEnd(argument, x, axis);
        Span span = argument.span();
        if (isAll(index)) {
            return new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty());
        } else if (index instanceof Expr.Call call && call.function().equals(":")) {
            List<Expr> bounds = call.arguments();
            Expr last = bounds.get(bounds.size() - 1);
            Optional<Expr> step = bounds.size() == 3 ? Optional.of(bounds.get(1)) : Optional.empty();
            boolean whole = last.equals(scope.size(x, axis));
            return new Expr.Slice(
                    Optional.of(less(bounds.get(0), span)), whole ? Optional.empty() : Optional.of(last), step);
        } else if (formulas.find(index).filter(formulas::isMask).isPresent()) {
            return new Expr.At(index);
        }
        Expr position = less(index, span);
        return scalar
                ? new Expr.At(position)
                : new Expr.Slice(Optional.of(position), Optional.of(index), Optional.empty());
    }

    private static Expr less(Expr position, Span span) {
        return position instanceof Expr.Num number
                ? new Expr.Num(Math.max(0, number.value() - 1), span)
                : new Expr.Binary(BinaryOp.SUBTRACT, position, new Expr.Num(1, span), span);
    }

    private Expr withEnd(Expr argument, Expr x, int axis) {
        return Renaming.rewritten(
                argument,
                part -> part instanceof Expr.Name name && name.id().equals("end") ? scope.size(x, axis) : part);
    }

    /** A matrix made of parts. */
    CodeValue matrix(Expr.Call raw) {
        List<Expr> rows = new ArrayList<>();
        for (Expr row : raw.arguments()) {
            List<Expr> parts = row.children().stream().map(formulas::formula).toList();
            if (!parts.isEmpty()) {
                rows.add(joined(parts, 1, raw.span()));
            }
        }
        if (rows.isEmpty()) {
            return new CodeValue.Known(new Arg.None());
        }
        return new CodeValue.Formula(joined(rows, 0, raw.span()));
    }

    private Expr joined(List<Expr> parts, int axis, Span span) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int rank = parts.stream().mapToInt(scope::rank).max().orElse(0);
        if (rank == 0 || (rank == 1 && axis == 1)) {
            throw new Mistake(span, say("these parts of a matrix are not understood"));
        }
        List<Expr> fitting = new ArrayList<>();
        for (Expr part : parts) {
            List<Expr> one = java.util.Collections.nCopies(rank, new Expr.Num(1, span));
            fitting.add(
                    scope.rank(part) == 0 ? CodeTrees.call("reshape", span, part, CodeTrees.list(one, span)) : part);
        }
        return CodeTrees.call("concat", span, List.of(CodeTrees.list(fitting, span)), CodeTrees.axis(axis, span));
    }

    /** A call of a function that MATLAB calls with axes counted from 1. */
    static Expr reduction(
            String function, List<Expr> arguments, List<Expr.Keyword> keywords, CodeCalls.Call call, CodeScope scope) {
        Span span = call.span();
        if (function.equals("tile")) {
            List<Expr> counts = arguments.subList(1, arguments.size());
            Expr reps = counts.size() == 1 ? counts.get(0) : CodeTrees.list(counts, span);
            return CodeTrees.call("tile", span, arguments.get(0), reps);
        } else if (!REDUCTIONS.contains(function) || arguments.isEmpty()) {
            return new Expr.Call(function, call.raw().functionSpan(), arguments, keywords, span);
        }
        Expr x = arguments.get(0);
        boolean largest = function.equals("max") || function.equals("min");
        Optional<Expr> axis = largest && arguments.size() == 3
                ? Optional.of(arguments.get(2))
                : keywords.stream()
                        .filter(key -> key.name().equals("axis"))
                        .map(Expr.Keyword::value)
                        .findFirst();
        int along;
        if (axis.isPresent()) {
            along = axis.get() instanceof Expr.Num number ? (int) number.value() - 1 : -1;
        } else if (scope.rank(x) < 2 || scope.isJulia()) {
            return CodeTrees.call(function, span, x);
        } else {
            along = CodeTrees.isNumber(scope.size(x, 0), 1) ? 1 : 0;
        }
        if (along < 0) {
            throw new Mistake(span, say("a dimension in MATLAB is a whole number from 1 on"));
        } else if (along == 1 && scope.rank(x) == 1) {
            return x;
        }
        List<Expr.Keyword> own = new ArrayList<>(List.of(CodeTrees.axis(along, span)));
        if (!function.equals("cumsum") && scope.rank(x) > 1) {
            own.add(CodeTrees.keyword("keepdims", new Expr.Bool(true, span)));
        }
        return CodeTrees.call(function, span, List.of(x), own.toArray(Expr.Keyword[]::new));
    }
}
