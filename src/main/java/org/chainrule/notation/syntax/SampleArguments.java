package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

/** What a bracket behind a name means: data, as in {@code h_θ(x^{(i)})} and {@code h_θ(X)}, a choice, a factor. */
final class SampleArguments {
    private final TokenStream tokens;
    private final KnownNames names;

    SampleArguments(TokenStream tokens, KnownNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    /**
     * Reads over what a quantity is said to depend on: {@code ∂J(W, b)} is {@code ∂J} above the line of a ratio and on a left
     * side, and {@code J(W, b)} is {@code J} on a left side, but {@code h(s)} that of one s. Anywhere else a bracket is a factor.
     */
    void skipArgumentsOfResult(ExprParser expressions, boolean differential, String of) {
        if (!tokens.at(TokenKind.LEFT_PAREN, TokenKind.NAME)
                || (tokens.peek(2).kind() != TokenKind.COMMA && tokens.peek(2).kind() != TokenKind.RIGHT_PAREN)) {
            return;
        }
        int behind = 1;
        for (int depth = 1; depth > 0; behind++) {
            TokenKind kind = tokens.peek(behind).kind();
            depth += kind == TokenKind.LEFT_PAREN ? 1 : kind == TokenKind.RIGHT_PAREN ? -1 : 0;
            if (kind.endsStatement()) {
                return;
            }
        }
        TokenKind next = tokens.peek(behind).kind();
        boolean above = next == TokenKind.ASSIGN
                || (differential && next == TokenKind.SLASH)
                || (differential
                        && next == TokenKind.RIGHT_BRACE
                        && tokens.peek(behind + 1).kind() == TokenKind.LEFT_BRACE);
        if (above) {
            tokens.open();
            do {
                Token first = tokens.peek();
                boolean unknown = expressions.expression() instanceof Expr.Name name && !names.has(name.id());
                if (unknown && !differential && !names.isOfResult("d" + of)) {
                    throw new Mistake(first.start(), say("unknown name {0}", Chars.cut(first.text())));
                }
            } while (tokens.accept(TokenKind.COMMA));
            tokens.close(say("`,` or `)`"));
        }
    }

    /** Whether a trace is taken of a product that begins with a bracket, {@code tr (A - B)^T C}: of a number there is no transpose. */
    boolean isOfProduct(String id) {
        if (!Spellings.APPLIED_TO_PRODUCTS.contains(id) || names.has(id)) {
            return false;
        }
        int close = 0;
        int depth = 0;
        do {
            TokenKind kind = tokens.peek(close++).kind();
            depth += kind == TokenKind.LEFT_PAREN ? 1 : kind == TokenKind.RIGHT_PAREN ? -1 : 0;
            if (kind.endsStatement()) {
                return false;
            }
        } while (depth > 0);
        Token mark = tokens.peek(close + (tokens.peek(close + 1).kind() == TokenKind.LEFT_BRACE ? 2 : 1));
        return tokens.peek(close).kind() == TokenKind.CARET
                && (mark.kind() == TokenKind.TRANSPOSE || mark.text().equals("T"));
    }

    /** Whether a bracket holds one of several things and nothing else, the a of {@code π(a)}. */
    boolean isAtChoice() {
        return tokens.at(TokenKind.LEFT_PAREN, TokenKind.NAME)
                && tokens.peek(2).kind() == TokenKind.RIGHT_PAREN
                && names.isChoice(names.find(tokens.peek(1).text()));
    }

    /** Whether a bracket behind a computed quantity holds one sample and nothing else: {@code h(x^{(i)})}, {@code h_θ(x_i)}. */
    boolean isOfSample(String id) {
        if (!names.isClaiming()
                || !tokens.at(TokenKind.LEFT_PAREN, TokenKind.NAME)
                || !names.isDefined(resultName(id))) {
            return false;
        }
        String sample = tokens.peek(1).text();
        int close = 2;
        if (tokens.peek(2).kind() == TokenKind.CARET) {
            close = 3;
            for (int depth = 0; close < 12; close++) {
                TokenKind kind = tokens.peek(close).kind();
                depth += kind == TokenKind.LEFT_BRACE || kind == TokenKind.LEFT_PAREN ? 1 : 0;
                depth -= kind == TokenKind.RIGHT_BRACE || kind == TokenKind.RIGHT_PAREN ? 1 : 0;
                if (depth == 0) {
                    break;
                }
            }
            boolean index = tokens.peek(3).kind() == TokenKind.LEFT_BRACE
                    && tokens.peek(4).kind() == TokenKind.LEFT_PAREN;
            close = index ? close + 1 : 0;
        } else if (!names.isBound(sample) && !isHypothesisOfAll(id, sample)) {
            return false;
        }
        return close > 0 && tokens.peek(close).kind() == TokenKind.RIGHT_PAREN;
    }

    /** Whether {@code h_θ(X)} is the model's h, computed from all of its data by its parameters. */
    private boolean isHypothesisOfAll(String id, String data) {
        int at = id.indexOf('_');
        return at > 0
                && !names.has(id)
                && names.isOfModel(names.find(id.substring(at + 1)))
                && names.isOfModel(names.find(data))
                && !names.isChoice(names.find(data))
                && !names.isDefined(names.find(data));
    }

    /** The model's h for {@code h_θ}. */
    String resultName(String id) {
        String known = names.find(id);
        int at = id.indexOf('_');
        return names.has(known) || at <= 0 ? known : names.find(id.substring(0, at));
    }

    /** {@code dz(i) = a(i) - y(i)} speaks of any sample, and so of all. */
    boolean isAny(String id) {
        String known = names.foreign(id);
        return names.isClaiming()
                && tokens.at(TokenKind.LEFT_PAREN, TokenKind.NAME)
                && tokens.peek(2).kind() == TokenKind.RIGHT_PAREN
                && tokens.peek(1).text().equals("i")
                && !names.has("i")
                && (names.has(known) || (known.startsWith("d") && names.has(known.substring(1))));
    }
}
