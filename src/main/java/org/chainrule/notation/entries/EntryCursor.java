package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;

/** The pieces of a formula, and how far they have been read. */
class EntryCursor {
    final String text;
    final List<Piece> pieces;
    int at;

    EntryCursor(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    Piece peek() {
        return pieces.get(at);
    }

    Piece peek(int k) {
        return pieces.get(Math.min(at + k, pieces.size() - 1));
    }

    Piece next() {
        Piece piece = pieces.get(at);
        at = Math.min(at + 1, pieces.size() - 1);
        return piece;
    }

    boolean accept(String sign) {
        boolean is = peek().is(sign);
        at += is ? 1 : 0;
        return is;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw unexpected();
        }
    }

    Mistake unexpected() {
        return new Mistake(peek().span(), say("`{0}` is not understood in a formula about entries", peek().text()));
    }

    Span from(int start) {
        return new Span(
                start, at == 0 ? start : Math.max(start, pieces.get(at - 1).end()));
    }

    boolean acceptCommand(String name) {
        boolean is = peek().isCommand(name);
        at += is ? 1 : 0;
        return is;
    }

    boolean skip(int count) {
        at += count;
        return true;
    }

    Optional<String> wordOf(Set<String> words, int from) {
        for (String word : words) {
            int start = pieces.get(from).start();
            boolean here = text.startsWith(word, start)
                    && (start + word.length() >= text.length()
                            || !Character.isLetter(text.charAt(start + word.length())));
            if (here) {
                at = from;
                while (peek().start() < start + word.length()) {
                    next();
                }
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    String letter() {
        Piece piece = next();
        if (piece.kind() == Kind.LETTER) {
            return piece.text();
        } else if (piece.isCommand("ell")) {
            return "ℓ";
        }
        Optional<String> symbol = piece.kind() == Kind.COMMAND ? ModelNames.symbol(piece.text()) : Optional.empty();
        if (symbol.isPresent()) {
            return symbol.get();
        }
        throw new Mistake(piece.span(), say("`{0}` is not understood in a formula about entries", piece.text()));
    }

    /** {@code \\|x\\|_2}, the length as it is meant anyway. */
    boolean skipOrder() {
        boolean braced = peek(1).is("{");
        Piece order = peek(braced ? 2 : 1);
        boolean length = order.text().equals("2") || order.text().equals("F");
        return length && (!braced || peek(3).is("}")) && skip(braced ? 4 : 2);
    }

    /** {@code \\text{sign}(a_j)}. */
    boolean isFunctionInText() {
        StringBuilder word = new StringBuilder();
        for (int k = 2; peek(1).is("{") && peek(k).kind() == Kind.LETTER; k++) {
            word.append(peek(k).text());
        }
        return EntryNames.FUNCTIONS.containsKey(word.toString());
    }

    String limit(boolean braced) {
        StringBuilder limit = new StringBuilder();
        do {
            limit.append(next().text());
        } while (braced && !peek().is("}") && peek().kind() != Kind.END);
        if (braced) {
            expect("}");
        }
        return limit.toString();
    }
}
