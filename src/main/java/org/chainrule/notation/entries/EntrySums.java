package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Span;

/** Reads sums over letters, with what stands below and above their sign. */
final class EntrySums {
    private final EntryParser parser;

    EntrySums(EntryParser parser) {
        this.parser = parser;
    }

    EntryTerm read() {
        int start = parser.next().start();
        List<String> letters = new ArrayList<>();
        Optional<String> different = Optional.empty();
        Optional<EntryTerm> where = Optional.empty();
        Optional<String> last = Optional.empty();
        boolean zero = false;
        for (int i = 0; i < 2; i++) {
            if (parser.accept("_")) {
                boolean braced = parser.accept("{");
                do {
                    letters.add(parser.primed(parser.letter()));
                } while (braced
                        ? parser.accept(",") || parser.peek().kind() == Kind.LETTER
                        : !parser.latex
                                && parser.peek().kind() == Kind.LETTER
                                && parser.peek().start() == parser.peek(-1).end()
                                && !parser.peek(1).is("_"));
                if (braced && parser.accept("=")) {
                    zero = parser.peek().text().equals("0");
                    if (parser.peek().kind() != Kind.NUMBER
                            || !(parser.next().text().equals("1") || zero)) {
                        throw parser.unexpected();
                    }
                } else if (braced && parser.accept(":")) {
                    where = Optional.of(parser.comparison());
                } else if (braced
                        && (parser.accept("≠") || parser.acceptCommand("ne") || parser.acceptCommand("neq"))) {
                    different = Optional.of(parser.letter() + (parser.accept("_") ? "_" + parser.letter() : ""));
                }
                if (braced) {
                    parser.expect("}");
                }
            } else if (parser.accept("^")) {
                boolean braced = parser.accept("{");
                last = Optional.of(parser.limit(braced));
            }
        }
        if (letters.isEmpty()) {
            throw parser.unexpected();
        }
        Piece sign = parser.peek();
        parser.summing++;
        EntryTerm body = parser.accept("-") || parser.accept("−")
                ? new EntryTerm.Minus(parser.product(), sign.span())
                : parser.product();
        parser.summing--;
        if (where.isPresent()) {
            body = new EntryTerm.Two(
                    BinaryOp.MULTIPLY, where.get(), body, where.get().span(), parser.from(start));
        }
        if (different.isPresent()) {
            Span span = parser.from(start);
            EntryTerm others = new EntryTerm.Two(
                    BinaryOp.SUBTRACT,
                    new EntryTerm.Num(1, span),
                    new EntryTerm.Delta(letters.get(0), different.get(), span),
                    span,
                    span);
            body = new EntryTerm.Two(BinaryOp.MULTIPLY, body, others, span, span);
        }
        EntryTerm.Sum sum = new EntryTerm.Sum(letters, body, parser.from(start));
        // from 0 to m - 1 there are m
        boolean before = last.filter(limit -> limit.endsWith("-1")).isPresent();
        if (zero && !before) {
            throw parser.unexpected();
        }
        if (last.isPresent()) {
            String end = last.get();
            parser.limits().add(letters.get(0), zero ? end.substring(0, end.length() - 2) : end, sum.span());
        }
        return sum;
    }
}
