package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.Optional;

/**
 * Reads the layer of a lecture's name: {@code W^{[2]}}, {@code a^{L-1}}, {@code a^L}, {@code W^{(2)}}, {@code W{2}}. A
 * superscript is a layer when it cannot be a power: its letter is nobody's name, or the base is nobody's name and the two
 * together are.
 */
final class LayerParser {
    private final TokenStream tokens;
    private final KnownNames names;

    LayerParser(TokenStream tokens, KnownNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    /**
     * A name with what stood in its superscript.
     *
     * @param id the model's name
     * @param primes {@code g^{[1]'}}
     */
    record Layered(String id, boolean transposed, String primes) {}

    /** Takes the layer that follows a name, if one does. */
    Optional<Layered> read(String base) {
        if (tokens.at(TokenKind.LEFT_BRACKET, TokenKind.NAME)) {
            return open(base);
        } else if (tokens.at(TokenKind.CARET, TokenKind.LEFT_BRACE)) {
            return braced(base);
        } else if (tokens.dialect() != Dialect.PLAIN && tokens.at(TokenKind.CARET, TokenKind.LEFT_BRACKET)) {
            int length = indexLength(2);
            if (length > 0 && kind(2 + length) == TokenKind.RIGHT_BRACKET) {
                take(2);
                String index = index(length);
                take(1);
                return Optional.of(layered(base, index, false, ""));
            }
        } else if (tokens.at(TokenKind.CARET, TokenKind.NAME) || tokens.at(TokenKind.CARET, TokenKind.NUMBER)) {
            Token index = tokens.peek(1);
            // without braces a^n stays a power, so that every power can be printed
            boolean letter = index.text().equals("l") || index.text().equals("L");
            boolean number = index.kind() == TokenKind.NUMBER && Chars.isInteger(tokens.quote(index));
            return (letter || number) && isLayer(base, 1, 1) ? unbraced(base) : Optional.empty();
        } else if (tokens.at(TokenKind.SUPERSCRIPT)) {
            return raised(base);
        } else if (tokens.dialect() == Dialect.MATLAB && tokens.at(TokenKind.LEFT_BRACE)) {
            return cell(base);
        }
        return Optional.empty();
    }

    /** {@code a³}, where the model has an a3 and no a. */
    private Optional<Layered> raised(String base) {
        String index = Integer.toString((int) tokens.peek().value());
        if (!names.isClaiming() || names.has(base) || base.equals("e") || !names.hasLayer(base, index)) {
            return Optional.empty();
        }
        tokens.next();
        return Optional.of(layered(base, index, false, ""));
    }

    /** {@code W[l+1]} where l is nobody's name: the number of the layer is left open. */
    private Optional<Layered> open(String base) {
        int length = indexLength(1);
        if (!names.isClaiming() || length == 0 || kind(1 + length) != TokenKind.RIGHT_BRACKET) {
            return Optional.empty();
        }
        boolean activation = !names.has(base) && kind(2 + length) == TokenKind.PRIME && !names.has("l");
        if (!names.layers().isSymbolic(base, indexAt(1, length))
                && !(activation && indexAt(1, length).equals("l"))) {
            return Optional.empty();
        }
        tokens.open();
        String index = index(length);
        tokens.close(say("`]`"));
        return Optional.of(layered(base, index, false, activation ? primes() : ""));
    }

    private Optional<Layered> unbraced(String base) {
        take(1);
        return Optional.of(layered(base, index(1), false, ""));
    }

    private Optional<Layered> cell(String base) {
        Token brace = tokens.peek();
        int length = indexLength(1);
        if (length == 0 || kind(1 + length) != TokenKind.RIGHT_BRACE) {
            throw new Mistake(
                    brace.start(), say("the index of a cell is a number or a letter"), say("such as W{1} or d{i+1}"));
        }
        tokens.open();
        String index = index(length);
        tokens.close(say("`}`"));
        // d{2} is what lectures call δ²
        return Optional.of(layered(base.equals("d") ? "δ" : base, index, false, ""));
    }

    private Optional<Layered> braced(String base) {
        if (kind(2) == TokenKind.LEFT_BRACKET) {
            return Optional.of(bracketed(base));
        } else if (kind(2) == TokenKind.LEFT_PAREN) {
            return inParentheses(base);
        }
        int length = indexLength(2);
        TokenKind behind = kind(2 + length);
        boolean ends = behind == TokenKind.RIGHT_BRACE
                || behind == TokenKind.PRIME
                || isTransposeMark(2 + length)
                || (behind == TokenKind.COMMA && isTransposeMark(3 + length));
        if (length == 0 || !ends || !isLayer(base, 2, length)) {
            return Optional.empty();
        }
        tokens.next();
        tokens.open();
        String index = index(length);
        tokens.accept(TokenKind.COMMA);
        boolean transposed = acceptTranspose();
        String primes = primes();
        tokens.close(say("`}`"));
        return Optional.of(layered(base, index, transposed, primes));
    }

    /** {@code ^{[1]}}, {@code ^{[1]T}}, {@code ^{[1]'}}, {@code ^{[1](i)}}. */
    private Layered bracketed(String base) {
        tokens.next();
        tokens.open();
        tokens.open();
        int length = indexLength(0);
        if (length == 0 || kind(length) != TokenKind.RIGHT_BRACKET) {
            throw new Mistake(
                    tokens.peek().start(),
                    say("the layer in `^{[…]}` must be a whole number, or a letter with a whole number"),
                    say("write W^{[1]}, W1 or W^{[l-1]}"));
        }
        String index = index(length);
        tokens.close(say("`]`"));
        acceptSample();
        tokens.accept(TokenKind.COMMA);
        boolean transposed = acceptTranspose();
        String primes = primes();
        tokens.close(say("`}`"));
        return layered(base, index, transposed, primes);
    }

    /** {@code W^{(2)}} is a layer if the model has it; {@code x^{(i)}} is any sample, and what holds for each. */
    private Optional<Layered> inParentheses(String base) {
        int length = indexLength(3);
        if (length == 0 || kind(3 + length) != TokenKind.RIGHT_PAREN) {
            return Optional.empty();
        }
        String index = indexAt(3, length);
        boolean layer = names.hasLayer(base, index) && !names.has(base);
        boolean sample = names.isClaiming() && length == 1 && kind(3) == TokenKind.NAME && !names.has(index);
        if (!layer && !sample) {
            return Optional.empty();
        }
        tokens.next();
        tokens.open();
        tokens.open();
        index(length);
        tokens.close(say("`)`"));
        boolean transposed = acceptTranspose();
        String primes = primes();
        tokens.close(say("`}`"));
        if (sample && isSubscript(tokens.peek())) {
            // x^{(i)}_j is x_j^{(i)}
            tokens.next();
        }
        return Optional.of(
                layer ? layered(base, index, transposed, primes) : new Layered(names.find(base), transposed, primes));
    }

    private boolean isSubscript(Token token) {
        return token.kind() == TokenKind.NAME
                && token.start() == tokens.lastEnd()
                && token.text().length() == 2
                && token.text().startsWith("_");
    }

    private void acceptSample() {
        if (tokens.at(TokenKind.LEFT_PAREN)) {
            Token open = tokens.peek();
            boolean letter = kind(1) == TokenKind.NAME && kind(2) == TokenKind.RIGHT_PAREN;
            if (!letter || names.has(tokens.peek(1).text())) {
                throw new Mistake(
                        open.start(),
                        say("one sample of a layer is an index here"),
                        say("write Z1[:, 0] for the first column"));
            }
            tokens.open();
            tokens.next();
            tokens.close(say("`)`"));
        }
    }

    private Layered layered(String base, String index, boolean transposed, String primes) {
        // σ is the sigmoid in every layer
        boolean function = base.equals("σ") && !names.hasLayer(base, index);
        return new Layered(function ? base : names.layer(base, index), transposed, primes);
    }

    private boolean isLayer(String base, int from, int length) {
        Token first = tokens.peek(from);
        if (!names.isClaiming() && tokens.dialect() == Dialect.PLAIN) {
            return false;
        } else if (isTransposeMark(from) && length == 1) {
            return false;
        } else if (names.has(base) || base.equals("e")) {
            return first.kind() == TokenKind.NAME
                    && !names.has(first.text())
                    && names.hasLayer(base, indexAt(from, length));
        } else if (first.kind() == TokenKind.NUMBER) {
            return names.hasLayer(base, indexAt(from, length));
        }
        return !names.has(first.text());
    }

    /** How many tokens from place {@code k} on are an index: {@code 2}, {@code l}, {@code l-1}; 0 when they are not. */
    private int indexLength(int k) {
        Token first = tokens.peek(k);
        if (first.kind() == TokenKind.NUMBER) {
            return Chars.isInteger(tokens.quote(first)) ? 1 : 0;
        } else if (first.kind() != TokenKind.NAME || first.text().equals("T")) {
            return 0;
        }
        boolean shifted = (kind(k + 1) == TokenKind.PLUS || kind(k + 1) == TokenKind.MINUS)
                && kind(k + 2) == TokenKind.NUMBER
                && Chars.isInteger(tokens.quote(tokens.peek(k + 2)));
        return shifted ? 3 : 1;
    }

    /** The index as a part of a name: {@code l-1} is {@code lm1}, {@code l+1} is {@code lp1}. */
    private String indexAt(int k, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            TokenKind kind = kind(k + i);
            text.append(
                    kind == TokenKind.PLUS ? "p" : kind == TokenKind.MINUS ? "m" : tokens.quote(tokens.peek(k + i)));
        }
        return text.toString();
    }

    private String index(int length) {
        String index = indexAt(0, length);
        take(length);
        return index;
    }

    private String primes() {
        StringBuilder primes = new StringBuilder();
        while (tokens.accept(TokenKind.PRIME)) {
            primes.append('\'');
        }
        return primes.toString();
    }

    private boolean acceptTranspose() {
        boolean mark = isTransposeMark(0);
        if (mark) {
            tokens.next();
        }
        return mark;
    }

    private boolean isTransposeMark(int k) {
        Token token = tokens.peek(k);
        return token.kind() == TokenKind.TRANSPOSE
                || (token.kind() == TokenKind.NAME && token.text().equals("T"));
    }

    private TokenKind kind(int k) {
        return tokens.peek(k).kind();
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            tokens.next();
        }
    }
}
