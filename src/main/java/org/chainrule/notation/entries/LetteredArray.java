package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/**
 * An array with a letter for each axis, and what can be done with such arrays: entrywise where they have the same letters or fewer,
 * products of matrices where a letter is summed over.
 *
 * @param letters one for each axis, each once
 */
record LetteredArray(Expr expr, List<String> letters) {
    LetteredArray {
        letters = List.copyOf(letters);
    }

    static LetteredArray number(Expr number) {
        return new LetteredArray(number, List.of());
    }

    private int rank() {
        return letters.size();
    }

    private boolean has(String letter) {
        return letters.contains(letter);
    }

    private LetteredArray with(Expr other) {
        return new LetteredArray(other, letters);
    }

    LetteredArray negated(Span span) {
        return with(new Expr.Negate(expr, span));
    }

    /** The same with its axes in the order of letters, of which it has all or some. */
    LetteredArray ordered(List<String> order) {
        List<String> wanted = order.stream().filter(this::has).toList();
        if (wanted.equals(letters)) {
            return this;
        } else if (rank() == 2) {
            return new LetteredArray(
                    expr instanceof Expr.Transpose turned ? turned.operand() : new Expr.Transpose(expr, expr.span()),
                    wanted);
        }
        List<Expr> axes = wanted.stream()
                .map(letter -> (Expr) new Expr.Num(letters.indexOf(letter), expr.span()))
                .toList();
        return new LetteredArray(call("transpose", expr.span(), expr, Expr.list(axes, expr.span())), wanted);
    }

    /** The same so that it stands beside arrays with more letters: numbers, and what has the last ones, do as they are. */
    Expr beside(List<String> all) {
        LetteredArray array = ordered(all);
        List<String> from = rank() == 0 ? letters : all.subList(all.indexOf(array.letters.get(0)), all.size());
        if (from.equals(array.letters)) {
            return array.expr;
        }
        List<Expr.IndexItem> items = new ArrayList<>();
        for (String letter : from) {
            items.add(
                    has(letter)
                            ? new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty())
                            : new Expr.At(new Expr.None(expr.span())));
        }
        return new Expr.Index(array.expr, items, expr.span());
    }

    /** Two arrays entry by entry. */
    static LetteredArray two(
            BinaryOp op, LetteredArray left, LetteredArray right, List<String> order, Span operator, Span span) {
        List<String> all = all(List.of(left, right), order);
        return new LetteredArray(new Expr.Binary(op, left.beside(all), right.beside(all), operator, span), all);
    }

    /** The letters of some arrays: those of one that has all, else in the order of the formula. */
    static List<String> all(List<LetteredArray> arrays, List<String> order) {
        return arrays.stream()
                .filter(array -> arrays.stream().allMatch(other -> array.letters.containsAll(other.letters)))
                .findFirst()
                .map(LetteredArray::letters)
                .orElseGet(() -> order.stream()
                        .filter(letter -> arrays.stream().anyMatch(array -> array.has(letter)))
                        .toList());
    }

    /** The sum over some of its letters. */
    LetteredArray summed(List<String> over, Span span) {
        List<Expr> axes = letters.stream()
                .filter(over::contains)
                .map(letter -> (Expr) new Expr.Num(letters.indexOf(letter), span))
                .toList();
        if (axes.isEmpty()) {
            return this;
        }
        List<String> left =
                letters.stream().filter(letter -> !over.contains(letter)).toList();
        if (left.isEmpty()) {
            return new LetteredArray(call("sum", span, expr), left);
        }
        Expr axis = axes.size() == 1 ? axes.get(0) : Expr.list(axes, span);
        Expr.Keyword along = new Expr.Keyword("axis", axis, span);
        return new LetteredArray(new Expr.Call("sum", span, List.of(expr), List.of(along), span), left);
    }

    /**
     * The sum of a product over some letters.
     *
     * @param order of the letters where nothing else says it
     */
    static LetteredArray product(List<LetteredArray> factors, List<String> over, List<String> order, Span span) {
        List<LetteredArray> numbers =
                factors.stream().filter(f -> f.rank() == 0).toList();
        List<LetteredArray> groups = new ArrayList<>();
        for (LetteredArray factor : factors) {
            if (factor.rank() > 0) {
                boolean alone = over.stream()
                        .filter(factor::has)
                        .allMatch(letter ->
                                factors.stream().filter(f -> f.has(letter)).count() == 1);
                groups.add(alone ? factor.summed(over, span) : factor);
            }
        }
        while (groups.size() > 1) {
            boolean last = groups.size() == 2;
            Optional<LetteredArray> matrices =
                    last ? matrices(groups.get(0), groups.get(1), over, order, span) : Optional.empty();
            if (matrices.isPresent()) {
                groups = new ArrayList<>(List.of(matrices.get()));
            } else {
                merge(groups, order, span);
            }
        }
        List<LetteredArray> all = new ArrayList<>(numbers);
        groups.forEach(group -> all.add(group.summed(over, span)));
        return all.stream()
                .reduce((a, b) -> two(BinaryOp.MULTIPLY, a, b, order, span, span))
                .orElseThrow();
    }

    /** Makes one factor of the two that have the fewest letters together. */
    private static void merge(List<LetteredArray> groups, List<String> order, Span span) {
        int first = 0;
        int second = 1;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                if (together(groups, i, j) < together(groups, first, second)) {
                    first = i;
                    second = j;
                }
            }
        }
        LetteredArray other = groups.remove(second);
        groups.set(first, two(BinaryOp.MULTIPLY, groups.get(first), other, order, span, span));
    }

    private static int together(List<LetteredArray> groups, int i, int j) {
        List<String> letters = new ArrayList<>(groups.get(i).letters);
        letters.addAll(groups.get(j).letters);
        return (int) letters.stream().distinct().count();
    }

    /** A product of matrices and vectors, where all that two factors have in common is one letter that is summed over. */
    private static Optional<LetteredArray> matrices(
            LetteredArray one, LetteredArray other, List<String> over, List<String> order, Span span) {
        List<String> common = one.letters.stream().filter(other::has).toList();
        if (one.rank() > 2 || other.rank() > 2) {
            return Optional.empty();
        } else if (common.isEmpty() && one.rank() == 1 && other.rank() == 1) {
            boolean turned = order.indexOf(one.letters.get(0)) > order.indexOf(other.letters.get(0));
            LetteredArray left = turned ? other : one;
            LetteredArray right = turned ? one : other;
            return Optional.of(new LetteredArray(
                    call("outer", span, left.expr, right.expr), List.of(left.letters.get(0), right.letters.get(0))));
        } else if (common.size() != 1 || !over.contains(common.get(0))) {
            return Optional.empty();
        }
        String letter = common.get(0);
        Optional<String> i = one.without(letter);
        Optional<String> j = other.without(letter);
        boolean turned = i.isEmpty() ? j.isPresent() : j.isPresent() && order.indexOf(i.get()) > order.indexOf(j.get());
        LetteredArray left = turned ? other : one;
        LetteredArray right = turned ? one : other;
        List<String> rows = new ArrayList<>();
        left.without(letter).ifPresent(rows::add);
        List<String> columns = new ArrayList<>(rows);
        right.without(letter).ifPresent(columns::add);
        rows.add(letter);
        List<String> down = new ArrayList<>(List.of(letter));
        right.without(letter).ifPresent(down::add);
        return Optional.of(new LetteredArray(
                new Expr.Binary(BinaryOp.MATMUL, left.ordered(rows).expr, right.ordered(down).expr, span), columns));
    }

    private Optional<String> without(String letter) {
        return letters.stream().filter(own -> !own.equals(letter)).findFirst();
    }

    private static Expr call(String function, Span span, Expr... arguments) {
        return new Expr.Call(function, span, List.of(arguments), List.of(), span);
    }
}
