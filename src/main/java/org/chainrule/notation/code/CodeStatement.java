package org.chainrule.notation.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/** A statement of a program, as it was written. */
sealed interface CodeStatement {
    /** Where it stands; of what has a body, its head. */
    Span span();

    /**
     * {@code x = e}, {@code x[i] += e}, {@code a, b = e}.
     *
     * @param op the operator before the {@code =}; empty for none
     */
    record Assign(Expr target, String op, Expr value, Span span) implements CodeStatement {}

    /** {@code for x in items} and {@code for i = 1:n}. */
    record For(Expr target, Expr items, List<CodeStatement> body, Span span) implements CodeStatement {}

    /** {@code while condition}. */
    record While(Expr condition, List<CodeStatement> body, Span span) implements CodeStatement {}

    /** {@code if}, with what else there is as the last branch. */
    record If(List<Branch> branches, Span span) implements CodeStatement {}

    /** A branch; without a condition, the one that is left. */
    record Branch(Optional<Expr> condition, List<CodeStatement> body, Span span) {}

    /**
     * A function; a class is one without parameters, whose results are the classes that it is made from.
     *
     * @param defaults what parameters are where a call does not say so
     */
    record Routine(
            String name,
            List<String> parameters,
            Map<String, Expr> defaults,
            List<String> results,
            List<CodeStatement> body,
            Span span)
            implements CodeStatement {}

    /** {@code return e}. */
    record Return(Optional<Expr> value, Span span) implements CodeStatement {}

    /** {@code continue}: the rest of this round is left out. */
    record Continue(Span span) implements CodeStatement {}

    /** A call that stands alone. */
    record Alone(Expr call, Span span) implements CodeStatement {}

    /** What gives nothing: remarks, {@code import}, {@code print}. */
    record Nothing(Span span) implements CodeStatement {}

    /** What cannot be read, with its body. */
    record Unknown(Message message, int at, Span span) implements CodeStatement {}
}
