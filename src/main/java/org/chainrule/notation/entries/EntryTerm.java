package org.chainrule.notation.entries;

import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/** A formula about entries, as it was written. */
sealed interface EntryTerm {
    /** Where it stands. */
    Span span();

    /** A number. */
    record Num(double value, Span span) implements EntryTerm {}

    /**
     * An entry of a quantity of the model, or all of one that has no entries.
     *
     * @param name the model's name
     * @param letters below it
     * @param sample the letter of a sample, above it in brackets
     */
    record Entry(String name, List<String> letters, Optional<String> sample, Span span) implements EntryTerm {}

    /** {@code δ_{ij}}, 1 where both letters are equal. */
    record Delta(String first, String second, Span span) implements EntryTerm {}

    /** The sum over some letters. */
    record Sum(List<String> letters, EntryTerm body, Span span) implements EntryTerm {}

    /** Two terms with an operator, which may be a comparison. */
    record Two(BinaryOp op, EntryTerm left, EntryTerm right, Span operator, Span span) implements EntryTerm {}

    /** The negative. */
    record Minus(EntryTerm of, Span span) implements EntryTerm {}

    /** A function of each entry. */
    record Apply(String function, List<EntryTerm> arguments, Span span) implements EntryTerm {}

    /** One value where a condition holds, another elsewhere. */
    record Choice(EntryTerm condition, EntryTerm then, EntryTerm otherwise, Span span) implements EntryTerm {}

    /** {@code ∂J/∂z_i} on a right side. */
    record Ratio(Entry of, Entry by, Span span) implements EntryTerm {}

    /** An expression for a whole array, and an entry of it: {@code softmax(z)_i}, {@code (XW - Y)_{ij}}. */
    record Whole(Expr of, List<String> letters, Span span) implements EntryTerm {}
}
