package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/** An entry that is called by its number, counted from 1 as formulas do: {@code x_1}, {@code w_{12}}, {@code w_{1,2}}. */
final class NumberedEntry {
    private static final String SIGN = "#";

    private NumberedEntry() {}

    /** What stands for a number among the letters below a name. */
    static String index(Piece number) {
        if (!number.text().matches("[1-9]\\d{0,3}")) {
            throw new Mistake(number.span(), say("`{0}` is not understood in a formula about entries", number.text()));
        }
        return SIGN + number.text();
    }

    static boolean is(String letter) {
        return letter.startsWith(SIGN);
    }

    static boolean anyIn(EntryTerm term) {
        return EntryTerm.parts(term).stream()
                .anyMatch(part -> (part instanceof EntryTerm.Entry entry
                                && entry.letters().stream().anyMatch(NumberedEntry::is))
                        || (part instanceof EntryTerm.Whole whole
                                && whole.letters().stream().anyMatch(NumberedEntry::is)));
    }

    /** Formulas of which vectors stand for what has samples, where a number may be that of a sample. */
    static EntryTerm[] refusedIn(EntryTerm... terms) {
        for (EntryTerm term : terms) {
            if (anyIn(term)) {
                throw new Mistake(term.span(), say("this has no meaning in a formula about entries"));
            }
        }
        return terms;
    }

    /** The digits of {@code w_{12}}, where a matrix has as many axes. */
    static List<String> apart(List<String> below, int rank) {
        boolean digits = below.size() == 1 && is(below.get(0)) && below.get(0).length() == rank + SIGN.length();
        return digits
                ? below.get(0)
                        .substring(SIGN.length())
                        .chars()
                        .mapToObj(digit -> SIGN + (char) digit)
                        .toList()
                : below;
    }

    /** The part of an array that has a number along an axis. */
    static Expr taken(Expr whole, int axis, Dim along, String index, Span span) {
        long number = Long.parseLong(index.substring(SIGN.length()));
        if (along.isNumber() && number > along.size()) {
            throw new Mistake(span, say("what stands below `{0}` goes beyond its entries", whole));
        }
        List<Expr.IndexItem> items = new ArrayList<>();
        for (int before = 0; before < axis; before++) {
            items.add(new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty()));
        }
        items.add(new Expr.At(new Expr.Num(number - 1, span)));
        return new Expr.Index(whole, items, span);
    }
}
