package org.chainrule.notation.syntax;

/** Computed quantities that are written as functions of the data, {@code h_θ(x^{(i)})} and {@code h_θ(X)}. */
final class SampleArguments {
    private final TokenStream tokens;
    private final KnownNames names;

    SampleArguments(TokenStream tokens, KnownNames names) {
        this.tokens = tokens;
        this.names = names;
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
                && !names.has(names.find(id))
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
