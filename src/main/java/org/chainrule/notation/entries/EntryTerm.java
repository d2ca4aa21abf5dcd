package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/** A formula about entries, as it was written. */
sealed interface EntryTerm {
    /** Where it stands. */
    Span span();

    /** The same with other parts, each of which is changed once. */
    default EntryTerm mapped(UnaryOperator<EntryTerm> change) {
        return this;
    }

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

    /** {@code y^{(i)} = k}, 1 where a label is the class that a letter counts. */
    record Label(Entry of, String letter, Span span) implements EntryTerm {}

    /** The sum over some letters. */
    record Sum(List<String> letters, EntryTerm body, Span span) implements EntryTerm {
        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Sum(letters, change.apply(body), span);
        }
    }

    /** Two terms with an operator, which may be a comparison. */
    record Two(BinaryOp op, EntryTerm left, EntryTerm right, Span operator, Span span) implements EntryTerm {
        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Two(op, change.apply(left), change.apply(right), operator, span);
        }
    }

    /** The negative. */
    record Minus(EntryTerm of, Span span) implements EntryTerm {
        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Minus(change.apply(of), span);
        }
    }

    /** The transpose of a vector. */
    record Turned(EntryTerm of, Span span) implements EntryTerm {
        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Turned(change.apply(of), span);
        }
    }

    /** A function of each entry. */
    record Apply(String function, List<EntryTerm> arguments, Span span) implements EntryTerm {
        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Apply(function, arguments.stream().map(change).toList(), span);
        }
    }

    /** One value where a condition holds, another elsewhere. */
    record Choice(EntryTerm condition, EntryTerm then, EntryTerm otherwise, Span span) implements EntryTerm {
        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Choice(change.apply(condition), change.apply(then), change.apply(otherwise), span);
        }
    }

    /**
     * {@code ∂J/∂z_i}.
     *
     * @param again by what it is differentiated a second time
     */
    record Ratio(Entry of, Entry by, Optional<Entry> again, Span span) implements EntryTerm {
        Ratio(Entry of, Entry by, Span span) {
            this(of, by, Optional.empty(), span);
        }

        @Override
        public EntryTerm mapped(UnaryOperator<EntryTerm> change) {
            return new Ratio(
                    (Entry) change.apply(of),
                    (Entry) change.apply(by),
                    again.map(entry -> (Entry) change.apply(entry)),
                    span);
        }

        /** The letters of an array of all of these. */
        List<String> letters() {
            List<String> letters = new ArrayList<>(of.letters());
            letters.addAll(by.letters());
            again.filter(entry -> !isOnDiagonal()).ifPresent(entry -> letters.addAll(entry.letters()));
            letters.removeIf(NumberedEntry::is);
            return letters;
        }

        /** {@code ∂²J/∂z_i²}, the diagonal of the Hessian. */
        boolean isOnDiagonal() {
            return again.filter(entry -> entry.letters().equals(by.letters())).isPresent();
        }
    }

    /** An expression for a whole array, and an entry of it: {@code softmax(z)_i}, {@code (XW - Y)_{ij}}. */
    record Whole(Expr of, List<String> letters, Span span) implements EntryTerm {}

    /** How a formula looks, its place apart. */
    static String text(EntryTerm term) {
        return term.toString().replaceAll("Span\\[[^\\]]*\\]", "");
    }

    /** Whether a right side has letters at all. */
    static boolean hasLetters(EntryTerm term) {
        return parts(term).stream()
                .anyMatch(part -> (part instanceof EntryTerm.Entry entry
                                && (!entry.letters().isEmpty() || entry.sample().isPresent()))
                        || part instanceof EntryTerm.Delta
                        || part instanceof EntryTerm.Whole
                        || part instanceof EntryTerm.Sum);
    }

    /** Whether a right side says different things for different entries. */
    static boolean hasCases(EntryTerm term) {
        return parts(term).stream().anyMatch(EntryTerm.Choice.class::isInstance);
    }

    /** The letters below the names in a term. */
    static Set<String> lettersOf(EntryTerm term) {
        Set<String> letters = new LinkedHashSet<>();
        for (EntryTerm part : parts(term)) {
            if (part instanceof EntryTerm.Entry entry) {
                letters.addAll(entry.letters());
            }
        }
        return letters;
    }

    /** A term and all in it. */
    static List<EntryTerm> parts(EntryTerm term) {
        List<EntryTerm> parts = new ArrayList<>();
        List<EntryTerm> waiting = new ArrayList<>(List.of(term));
        while (!waiting.isEmpty()) {
            EntryTerm part = waiting.remove(waiting.size() - 1);
            parts.add(part);
            waiting.addAll(children(part));
        }
        return parts;
    }

    private static List<EntryTerm> children(EntryTerm term) {
        List<EntryTerm> children = new ArrayList<>();
        term.mapped(part -> {
            children.add(part);
            return part;
        });
        return children;
    }
}
