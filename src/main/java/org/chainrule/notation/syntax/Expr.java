package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expression as it was written.
 *
 * <p>Two trees are equal when they say the same, wherever they stand: spans do not count. Equality, printing and every
 * other walk here is iterative, because a sum of a million terms is a tree a million deep; whoever consumes a tree must
 * iterate as well.
 */
public sealed interface Expr {
    /** Returns where the expression stands in its source. */
    Span span();

    /** Returns the expressions directly inside this one, in the order they are written. */
    default List<Expr> children() {
        return List.of();
    }

    /** Returns this expression and everything inside it, later operands before earlier ones. */
    default List<Expr> parts() {
        List<Expr> parts = new ArrayList<>();
        List<Expr> waiting = new ArrayList<>(List.of(this));
        while (!waiting.isEmpty()) {
            Expr expr = waiting.remove(waiting.size() - 1);
            parts.add(expr);
            waiting.addAll(expr.children());
        }
        return parts;
    }

    /**
     * A name: a variable, a size, a constant such as {@code pi}, or a gradient such as {@code dW}; the resolver decides.
     *
     * @param id the name in Unicode normal form C; {@code ∂J} reads as {@code dJ}
     */
    record Name(String id, Span span) implements Expr {
        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * A number without a sign.
     *
     * @param value finite and not negative (a minus is a {@link Negate})
     */
    record Num(double value, Span span) implements Expr {
        /** @throws IllegalArgumentException if the value is negative, infinite or not a number */
        public Num {
            if (!(value >= 0 && value <= Double.MAX_VALUE) || 1 / value < 0) {
                throw new IllegalArgumentException("not the value of a literal: " + value);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /** A string in quotes, such as {@code "mean"}. */
    record Text(String value, Span span) implements Expr {
        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Span span) implements Expr {
        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /** {@code none}. */
    record None(Span span) implements Expr {
        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * A rectangular list of numbers, nested to any rank, stored flat. Every list that can be written so is one of these.
     *
     * @param shape the sizes from the outermost list inwards; {@code []} has the shape {@code [0]}
     * @param data the numbers in row-major order; finite, but with signs
     */
    record Numbers(List<Integer> shape, FlatNumbers data, Span span) implements Expr {
        /** @throws IllegalArgumentException if the shape is empty or does not hold as many numbers as there are */
        public Numbers {
            shape = List.copyOf(shape);
            long size = shape.isEmpty() ? -1 : 1;
            for (int extent : shape) {
                size *= extent;
            }
            if (size != data.length()) {
                throw new IllegalArgumentException(data.length() + " numbers in shape " + shape);
            }
        }

        /** The numbers in row-major order. */
        public List<Double> values() {
            return data.asList();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * A list that holds something else than numbers, or rows of unequal length: {@code [X, Y]}, {@code [[1, 2], [3]]}. A
     * tuple in round brackets reads as a list.
     */
    record ListOf(List<Expr> items, Span span) implements Expr {
        /** Copies the items. */
        public ListOf {
            items = List.copyOf(items);
        }

        @Override
        public List<Expr> children() {
            return items;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /** The unary minus. */
    record Negate(Expr operand, Span span) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(operand);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * An operator between two expressions.
     *
     * @param operator where it stands; the second operand where factors stand side by side
     */
    record Binary(BinaryOp op, Expr left, Expr right, Span operator, Span span) implements Expr {
        /** An operation that is made up, or whose operator stands nowhere. */
        public Binary(BinaryOp op, Expr left, Expr right, Span span) {
            this(op, left, right, span, span);
        }

        /** The same operands with another operator in its place. */
        public Binary as(BinaryOp other) {
            return new Binary(other, left, right, operator, span);
        }

        @Override
        public List<Expr> children() {
            return List.of(left, right);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /** The transpose: {@code X.T}, {@code Xᵀ}, {@code X'}, {@code X^T}. */
    record Transpose(Expr operand, Span span) implements Expr {
        /** The complaint about {@code x^T} beside a {@code T} of the model. */
        public static Mistake orPower(int offset) {
            return new Mistake(
                    offset,
                    say("`^T` may be the transpose or the power with your `T`"),
                    say("write .T for the transpose, **T for the power"));
        }

        @Override
        public List<Expr> children() {
            return List.of(operand);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * Indexing as in numpy: {@code X[0, :]}.
     *
     * @param items one entry an axis, at least one
     */
    record Index(Expr operand, List<IndexItem> items, Span span) implements Expr {
        /** @throws IllegalArgumentException if there is no item */
        public Index {
            items = List.copyOf(items);
            if (items.isEmpty()) {
                throw new IllegalArgumentException("an index without an item");
            }
        }

        @Override
        public List<Expr> children() {
            List<Expr> all = new ArrayList<>();
            all.add(operand);
            for (IndexItem item : items) {
                if (item instanceof At at) {
                    all.add(at.index());
                } else if (item instanceof Slice slice) {
                    slice.start().ifPresent(all::add);
                    slice.stop().ifPresent(all::add);
                    slice.step().ifPresent(all::add);
                }
            }
            return all;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * A function applied to arguments. {@code np.f(x)} and {@code x.f()} read as {@code f(x)}, {@code σ} as {@code sigmoid};
     * primes belong to the function, so that {@code σ'(z)} is a call of {@code sigmoid'}.
     *
     * @param function the name of the function
     * @param functionSpan where that name stands
     * @param arguments the positional arguments
     * @param keywords the keyword arguments, each name once
     */
    record Call(String function, Span functionSpan, List<Expr> arguments, List<Keyword> keywords, Span span)
            implements Expr {
        /** @throws IllegalArgumentException if a keyword comes twice */
        public Call {
            arguments = List.copyOf(arguments);
            keywords = List.copyOf(keywords);
            Set<String> names = new HashSet<>();
            for (Keyword keyword : keywords) {
                if (!names.add(keyword.name())) {
                    throw new IllegalArgumentException("keyword " + keyword.name() + " twice");
                }
            }
        }

        @Override
        public List<Expr> children() {
            List<Expr> all = new ArrayList<>(arguments);
            keywords.forEach(k -> all.add(k.value()));
            return all;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Expr e && ExprEquality.same(this, e);
        }

        @Override
        public int hashCode() {
            return ExprEquality.hash(this);
        }

        @Override
        public String toString() {
            return SyntaxPrinter.print(this);
        }
    }

    /**
     * A keyword argument.
     *
     * @param span where the name of the keyword stands
     */
    record Keyword(String name, Expr value, Span span) {}

    /** What stands between two commas of an index. */
    sealed interface IndexItem {}

    /** One position, or a list of positions. */
    record At(Expr index) implements IndexItem {}

    /** {@code start:stop:step}, each of which may be absent. */
    record Slice(Optional<Expr> start, Optional<Expr> stop, Optional<Expr> step) implements IndexItem {}

    /** {@code ...}: as many whole axes as are left. */
    record Ellipsis() implements IndexItem {}

    /**
     * Makes a list, as {@link Numbers} when it is rectangular and holds only numbers, else as {@link ListOf}.
     *
     * @param items numbers (perhaps negated), lists, or anything else
     */
    static Expr list(List<Expr> items, Span span) {
        return NumberLists.of(items, span).map(n -> (Expr) n).orElseGet(() -> new ListOf(items, span));
    }
}
