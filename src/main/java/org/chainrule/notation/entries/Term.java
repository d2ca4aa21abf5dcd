package org.chainrule.notation.entries;

import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Span;

/** A formula about entries, as it was written. */
sealed interface Term {
    /** Where it stands. */
    Span span();

    /** A number. */
    record Num(double value, Span span) implements Term {}

    /**
     * An entry of a quantity of the model, or all of one that has no entries.
     *
     * @param name the model's name
     * @param letters below it
     * @param sample the letter of a sample, above it in brackets
     */
    record Entry(String name, List<String> letters, Optional<String> sample, Span span) implements Term {}

    /** {@code δ_{ij}}, 1 where both letters are equal. */
    record Delta(String first, String second, Span span) implements Term {}

    /** The sum over some letters. */
    record Sum(List<String> letters, Term body, Span span) implements Term {}

    /** Two terms with an operator, which may be a comparison. */
    record Two(BinaryOp op, Term left, Term right, Span operator, Span span) implements Term {}

    /** The negative. */
    record Minus(Term of, Span span) implements Term {}

    /** A function of each entry. */
    record Apply(String function, List<Term> arguments, Span span) implements Term {}

    /** One value where a condition holds, another elsewhere. */
    record Choice(Term condition, Term then, Term otherwise, Span span) implements Term {}

    /** {@code ∂J/∂z_i} on a right side. */
    record Ratio(Entry of, Entry by, Span span) implements Term {}

    /** A function of a whole vector, and an entry of the result: {@code softmax(z)_i}. */
    record Whole(String function, String name, List<String> letters, Span span) implements Term {}
}
