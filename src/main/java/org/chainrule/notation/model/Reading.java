package org.chainrule.notation.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/**
 * One way to read what a person writes: which parts of a formula it is about, and what they mean. It is applied to a whole
 * line, both sides of it, and never looks at whether the line is true.
 *
 * @param name a stable name, listed in docs/homework.md
 * @param sentence what the user is told when a line was read so
 * @param example a formula that is read so
 * @param rule what the parts mean that it is about
 */
public record Reading(String name, Message sentence, String example, Rule rule) {
    /** What a part of a formula means. */
    @FunctionalInterface
    public interface Rule {
        /**
         * What a part means; empty for a part that the reading is not about.
         *
         * @param part its own parts have been read before
         */
        Optional<Expr> meaning(Expr part, Context context);
    }

    /**
     * What is known of a line that is read.
     *
     * @param dialect the system in whose manner it is written
     * @param text what it stands in
     * @param samples the sizes that count samples
     * @param rank the number of axes of what it speaks of; -1 when that is not known
     * @param names what a part of it stands for, if it has a meaning as it is
     */
    public record Context(
            Dialect dialect, String text, List<Dim> samples, int rank, Function<Expr, Optional<Node>> names) {
        /** Copies the sizes. */
        public Context {
            samples = List.copyOf(samples);
        }

        /** What a part stands for, if it has a meaning as it is. */
        Optional<Node> node(Expr part) {
            return names.apply(part);
        }

        /** The size that a name stands for. */
        Optional<Dim> size(String name) {
            return node(new Expr.Name(name, Span.NONE))
                    .flatMap(node -> node.op() instanceof SizeOf size
                            ? Optional.of(size.dim())
                            : node.constantScalar()
                                    .filter(value -> value >= 1 && value == Math.rint(value))
                                    .map(value -> Dim.of(value.longValue())));
        }

        /** Whether one of some signs is written at a place. */
        boolean startsWith(Span span, List<String> signs) {
            return span.start() >= 0 && signs.stream().anyMatch(sign -> text.startsWith(sign, span.start()));
        }

        /** What is written between two parts. */
        String between(Expr left, Expr right) {
            int from = left.span().end();
            int to = right.span().start();
            return from >= 0 && from <= to && to <= text.length() ? text.substring(from, to) : "";
        }
    }

    /** A formula read so; the same object where nothing changes. */
    public Expr of(Expr formula, Context context) {
        Set<Span> entries = entrywise(formula);
        return Renaming.rewritten(
                formula,
                part -> part instanceof Expr.Binary power
                                && power.op() == BinaryOp.POWER
                                && entries.contains(power.span())
                        ? part
                        : rule.meaning(part, context).orElse(part));
    }

    /**
     * Powers that can only be meant entry by entry: a term beside a number, as in {@code 1 - A^2}, a factor of ⊙, what is added
     * up.
     */
    private static Set<Span> entrywise(Expr formula) {
        Set<Span> found = new HashSet<>();
        for (Expr part : formula.parts()) {
            boolean entries = part instanceof Expr.Binary binary
                    && (binary.op() == BinaryOp.MULTIPLY
                            || ((binary.op() == BinaryOp.ADD || binary.op() == BinaryOp.SUBTRACT)
                                    && (binary.left() instanceof Expr.Num || binary.right() instanceof Expr.Num)));
            boolean summed = part instanceof Expr.Call call
                    && (call.function().equals("sum")
                            || call.function().equals("mean")
                            || call.function().equals("sqrt"));
            if (entries || summed) {
                part.children().forEach(child -> found.add(child.span()));
            }
        }
        return found;
    }
}
