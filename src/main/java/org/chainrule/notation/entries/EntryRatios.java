package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.chainrule.graph.Node;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;

/** Reads derivatives of one name by another. */
abstract class EntryRatios extends EntryReader {
    /** A derivative without a sign of its own. */
    private static final Pattern PLAIN = Pattern.compile("d(?:\\^?2|²)?[\\p{L}\\p{M}][^\\s/=+*()]{0,20}/d[\\p{L}\\\\]");

    private final String derived;

    EntryRatios(
            String text,
            List<Piece> pieces,
            ModelNames names,
            Function<String, Boolean> known,
            String derived,
            EntryLayers layers) {
        super(text, pieces, names, known, layers);
        this.derived = derived;
    }

    /** {@code δ^l_j}, the gradient by an entry of a layer, if it stands here. */
    Optional<EntryTerm.Ratio> layerGradient() {
        boolean delta = peek().isCommand("delta") || peek().text().equals("δ");
        Optional<EntryLayers.Above> above = delta ? layers.read(pieces, at + 1) : Optional.empty();
        Optional<Map.Entry<String, Integer>> numbered =
                delta && above.isEmpty() ? layers.numbered(pieces, at + 1) : Optional.empty();
        if ((above.isEmpty() && numbered.isEmpty()) || known.apply("δ") || known.apply("delta")) {
            return Optional.empty();
        }
        int start = peek().start();
        String by = numbered.map(Map.Entry::getKey)
                .or(() -> layers.name("δ", above.orElseThrow()).flatMap(layers::gradientOf))
                .orElseThrow(() -> new Mistake(peek().span(), say("the model has no such layer")));
        at = numbered.map(Map.Entry::getValue)
                .orElseGet(() -> above.orElseThrow().end());
        List<String> letters = below();
        EntryTerm.Entry of = new EntryTerm.Entry(derived, List.of(), Optional.empty(), from(start));
        return Optional.of(
                new EntryTerm.Ratio(of, new EntryTerm.Entry(by, letters, Optional.empty(), from(start)), from(start)));
    }

    /**
     * {@code dW_{ij}}, the gradient by an entry, if it stands here and nothing of the model is called so.
     *
     * @param whole whether it may have no letters
     */
    Optional<EntryTerm.Ratio> shortGradient(boolean whole) {
        int before = at;
        int start = peek().start();
        // an upright d is read as ∂
        boolean differential = peek().isCommand("partial")
                || (peek().text().equals("d")
                        && peek(1).start() == peek().end()
                        && new EntryNames(pieces, text, known)
                                .at(at)
                                .filter("d"::equals)
                                .isPresent());
        if (differential && skip(1)) {
            Optional<EntryTerm.Entry> by = entry();
            if (by.filter(entry -> whole || !entry.letters().isEmpty()).isPresent()) {
                EntryTerm.Entry of = new EntryTerm.Entry(derived, List.of(), Optional.empty(), from(start));
                return Optional.of(new EntryTerm.Ratio(of, by.get(), from(start)));
            }
        }
        at = before;
        return Optional.empty();
    }

    /** {@code H_{jk}}, where the model has one parameter and no H. */
    Optional<EntryTerm.Ratio> hessian(List<Node> params) {
        if (!peek().text().equals("H") || known.apply("H") || params.size() != 1) {
            return Optional.empty();
        }
        Span span = next().span();
        List<String> letters = below();
        EntryTerm.Entry of = new EntryTerm.Entry(derived, List.of(), Optional.empty(), span);
        return letters.size() == 2 && params.get(0).rank() == 1
                ? params.get(0)
                        .label()
                        .map(name -> new EntryTerm.Ratio(
                                of,
                                new EntryTerm.Entry(name, letters.subList(0, 1), Optional.empty(), span),
                                Optional.of(new EntryTerm.Entry(name, letters.subList(1, 2), Optional.empty(), span)),
                                span))
                : Optional.empty();
    }

    /** {@code (XW - Y)_{ij}}, an entry of what the brackets hold, if it stands here. */
    Optional<EntryTerm> entryOfGroup() {
        int depth = 0;
        int close = at;
        do {
            Piece piece = pieces.get(close);
            depth += piece.is("(") || piece.is("[") ? 1 : piece.is(")") || piece.is("]") ? -1 : 0;
            close++;
        } while (depth > 0 && close < pieces.size());
        boolean entry = depth == 0 && close < pieces.size() && pieces.get(close).is("_");
        if (!entry) {
            return Optional.empty();
        }
        Piece first = next();
        Expr of = names.expression(text, first.end(), pieces.get(close - 1).start());
        at = close;
        return Optional.of(new EntryTerm.Whole(of, below(), from(first.start())));
    }

    /** A derivative, {@code \frac{∂J}{∂W_{ij}}} or {@code ∂J/∂W_{ij}}, if one stands here. */
    Optional<EntryTerm.Ratio> ratio() {
        int before = at;
        int start = peek().start();
        boolean fraction = isFraction(peek());
        if (fraction) {
            next();
            if (accept("{") && isPartial()) {
                boolean second = peek(1).is("^") && peek(2).text().equals("2") && skip(2);
                Optional<EntryTerm.Entry> above =
                        peek(1).is("}") ? Optional.empty() : Optional.of(differentiated(true));
                if (above.isEmpty()) {
                    next();
                }
                expect("}");
                expect("{");
                if (isPartial()) {
                    EntryTerm.Entry by = differentiated(false);
                    Optional<EntryTerm.Entry> again = second ? Optional.of(again(by)) : Optional.empty();
                    expect("}");
                    return Optional.of(
                            new EntryTerm.Ratio(above.orElseGet(this::differentiatedBehind), by, again, from(start)));
                }
            }
        } else if ((peek().isCommand("nabla") || peek().is("∇")) && peek(1).is("_") && skip(2)) {
            boolean braced = accept("{");
            Optional<EntryTerm.Entry> by = entry();
            if (by.isPresent() && accept("}") == braced) {
                return Optional.of(new EntryTerm.Ratio(differentiatedBehind(), by.get(), from(start)));
            }
        } else if (isPartial()) {
            boolean second = isSquared(1);
            at += second ? peek(1).is("²") ? 1 : 2 : 0;
            EntryTerm.Entry of = differentiated(true);
            if (accept("/")) {
                boolean round = accept("(");
                EntryTerm.Entry by = isPartial() ? differentiated(false) : null;
                Optional<EntryTerm.Entry> again = second && by != null ? Optional.of(again(by)) : Optional.empty();
                if (by != null && (!round || accept(")"))) {
                    return Optional.of(new EntryTerm.Ratio(of, by, again, from(start)));
                }
            }
        }
        at = before;
        return Optional.empty();
    }

    /** What stands behind the sign of a derivative, {@code ∇_w J(w)}, without what it is a function of. */
    private EntryTerm.Entry differentiatedBehind() {
        at--;
        EntryTerm.Entry of = differentiated(true);
        skipArguments();
        return of;
    }

    /** What stands behind {@code \\partial w_i} below the line of a second derivative. */
    private EntryTerm.Entry again(EntryTerm.Entry by) {
        if (accept("²") || (accept("^") && next().text().equals("2"))) {
            return by;
        } else if (!isPartial()) {
            throw unexpected();
        }
        return differentiated(false);
    }

    static boolean isFraction(Piece piece) {
        return piece.isCommand("frac") || piece.isCommand("dfrac") || piece.isCommand("tfrac");
    }

    boolean isPartial() {
        return peek().isCommand("partial") || peek().is("∂") || isPlainD();
    }

    /** The d of {@code dL/dW_{ij}}, above or below the line. */
    private boolean isPlainD() {
        int start = peek().start();
        boolean d = peek().text().equals("d") && peek(1).start() == peek().end() && !known.apply("d");
        boolean below = d && start > 0 && text.charAt(start - 1) == '/';
        return d && (below || PLAIN.matcher(text).region(start, text.length()).lookingAt());
    }

    /** @param above whether it is what is differentiated, which may be the loss by another name */
    EntryTerm.Entry differentiated(boolean above) {
        next();
        boolean braced = accept("{");
        int start = peek().start();
        Optional<String> loss = above ? new EntryNames(pieces, text, known).at(at) : Optional.empty();
        EntryTerm.Entry of = differentiated(above, loss, start);
        int behind = at;
        if (above && of.name().equals(derived)) {
            skipArguments();
            at = peek().is("}") || peek().is("/") ? at : behind;
        }
        if (braced) {
            expect("}");
        }
        return of;
    }

    /** Which loss it is, {@code L_{CE}}. */
    private void skipWordBelow() {
        int k = 2;
        while (peek().is("_") && peek(1).is("{") && !peek(k).is("}") && peek(k).kind() != Kind.END) {
            k++;
        }
        at += k > 3 ? k + (peek(k + 1).is("}") ? 2 : 1) : 0;
    }

    /** A name that nothing has, of which no entry is meant: {@code D_{KL}}, {@code KL}, {@code \\mathrm{ELBO}}. */
    private boolean skipUnknown() {
        if (peek().kind() == Kind.COMMAND && EntryNames.STYLES.contains(peek().text()) && peek(1).is("{")) {
            at += 2;
            while (peek().kind() == Kind.LETTER) {
                next();
            }
            if (!accept("}")) {
                return false;
            }
        } else {
            do {
                next();
            } while (peek().kind() == Kind.LETTER && peek().start() == peek(-1).end());
        }
        skipWordBelow();
        return peek().is("}") || peek().is("/") || peek().is("(");
    }

    private EntryTerm.Entry differentiated(boolean above, Optional<String> loss, int start) {
        if (!derived.isEmpty()
                && loss.filter(name -> (name.length() > 1 && name.equalsIgnoreCase(derived))
                                || (names.isLoss(name, text) && !known.apply(name)))
                        .isPresent()) {
            at = EntryNames.end(pieces, at, loss.get(), text, known);
            skipWordBelow();
            return new EntryTerm.Entry(derived, List.of(), Optional.empty(), from(start));
        }
        boolean unknown = above
                && loss.filter(name -> !known.apply(names.find(name)) && !known.apply(names.foreign(name)))
                        .isPresent();
        int before = at;
        if (unknown && skipUnknown()) {
            // the loss, if it shows that it is
            return new EntryTerm.Entry(derived, List.of(), Optional.empty(), from(start));
        }
        at = before;
        EntryTerm.Entry entry = entry().orElseThrow(this::unexpected);
        // E_n is the error of one sample where the model has no more of them
        boolean sample = above
                && entry.name().equals(derived)
                && entry.letters().size() == 1
                && !known.apply(entry.letters().get(0))
                && !known.apply(entry.letters().get(0).toUpperCase(Locale.ROOT));
        return sample ? new EntryTerm.Entry(derived, List.of(), Optional.empty(), entry.span()) : entry;
    }
}
