package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/** An index that is a sum, the {@code i+k} of {@code x_{i+k}} and the {@code i+k-1} of who counts from 1. */
record ShiftedIndex(List<String> letters, int shift) {
    /** What stands below a name, if it is such a sum. */
    static Optional<ShiftedIndex> of(String below) {
        if (below.indexOf('+') < 0) {
            return Optional.empty();
        }
        List<String> letters = new ArrayList<>();
        int shift = 0;
        for (String part : below.replace("-", "+-").split("\\+")) {
            if (part.matches("-?\\d+")) {
                shift += Integer.parseInt(part);
            } else {
                letters.add(part);
            }
        }
        return Optional.of(new ShiftedIndex(letters, shift));
    }

    /**
     * An array of which an axis is counted by such a sum, with an axis for each letter.
     *
     * @param sizes what letters count
     */
    Expr taken(Expr whole, int axis, Dim along, Function<String, Optional<Dim>> sizes, Span span) {
        Expr index = number(0, span);
        long last = 0;
        for (int k = 0; k < letters.size(); k++) {
            Dim size = sizes.apply(letters.get(k)).orElse(Dim.of(0));
            if (!size.isNumber() || !along.isNumber() || size.size() == 0) {
                throw new Mistake(span, say("how far an index goes is known only where sizes are"));
            }
            last += size.size() - 1;
            List<Expr.IndexItem> items = new ArrayList<>();
            for (int other = 0; other < letters.size(); other++) {
                items.add(
                        other == k
                                ? new Expr.Slice(Optional.empty(), Optional.empty(), Optional.empty())
                                : new Expr.At(new Expr.None(span)));
            }
            Expr places = new Expr.Call("arange", span, List.of(number(size.size(), span)), List.of(), span);
            index = new Expr.Binary(BinaryOp.ADD, index, new Expr.Index(places, items, span), span);
        }
        // counted from 0 or from 1, it has to start at the first entry
        boolean first = shift == 0 || shift + letters.size() - 1 == 0;
        if (!first || last >= along.size()) {
            throw new Mistake(span, say("what stands below `{0}` goes beyond its entries", whole));
        }
        Expr.Keyword keyword = new Expr.Keyword("axis", number(axis, span), span);
        return new Expr.Call("take", span, List.of(whole, index), List.of(keyword), span);
    }

    private static Expr number(long value, Span span) {
        return new Expr.Num(value, span);
    }
}
