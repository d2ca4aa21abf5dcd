package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what stands behind an operand: transposes, primes, indices, methods, and the superscripts of LaTeX. */
final class PostfixParser {
    private static final Set<String> DEVIATIONS = Set.of("σ", "sigma", "σ_B", "sigma_B");
    private static final List<String> VARIANCES =
            List.of("sigma2", "sigma_2", "sigmasq", "sigma_sq", "σ2", "var", "var_", "variance", "s2", "sig2", "v");

    private final TokenStream tokens;
    private final ExprParser expressions;
    private final KnownNames names;
    private final LayerParser layers;

    PostfixParser(TokenStream tokens, ExprParser expressions, KnownNames names) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.names = names;
        this.layers = new LayerParser(tokens, names);
    }

    /**
     * Reads the postfixes of an operand; a loop, because {@code .T} may follow a hundred thousand times. Methods and
     * superscripts count as nesting, because they nest when they are printed.
     *
     * @param first the first token of the operand
     */
    Expr of(Expr operand, Token first) {
        int start = first.start();
        int nesting = tokens.nesting();
        // σ'(z): a name with primes and a bracket can only be the derivative of a function
        Optional<Expr.Name> function = first.kind() == TokenKind.NAME && operand instanceof Expr.Name name
                ? Optional.of(name)
                : Optional.empty();
        StringBuilder primes = new StringBuilder();
        Expr e = variance(operand).orElse(operand);
        boolean list = first.kind() == TokenKind.LEFT_BRACKET;
        while (true) {
            Token token = tokens.peek();
            if (token.kind() == TokenKind.LEFT_PAREN && function.isPresent() && isFunction(function.get(), primes)) {
                e = expressions.call(function.get().id() + primes, tokens.spanFrom(start), List.of(), start);
                function = Optional.empty();
            } else if (token.kind() == TokenKind.LEFT_BRACKET && list && !isFactor(e)) {
                throw tokens.afterOperand(say("`,` or `]`"));
            } else if (acceptPrime()) {
                primes.append('\'');
                e = expressions.node(new Expr.Transpose(e, tokens.spanFrom(start)));
            } else {
                Optional<Expr> longer = other(e, start);
                if (longer.isEmpty()) {
                    tokens.restoreNesting(nesting);
                    return e;
                }
                e = longer.get();
                function = Optional.empty();
            }
            list = false;
        }
    }

    /** What the model calls σ², where it has no σ. */
    static Optional<String> square(String deviation, KnownNames names) {
        // the estimate σ̂² speaks of the same
        String bare = deviation.replace("σ\u0302", "σ").replaceFirst("_hat$", "");
        List<String> squares = names.has(deviation) || !DEVIATIONS.contains(bare)
                ? List.of()
                : VARIANCES.stream().filter(names::has).toList();
        return squares.size() == 1 ? Optional.of(squares.get(0)) : Optional.empty();
    }

    /** σ² of a model that has a name for the square, and none for σ. */
    private Optional<Expr> variance(Expr operand) {
        if (!(operand instanceof Expr.Name name) || !names.isClaiming() || !isRaised()) {
            return Optional.empty();
        }
        boolean raised = tokens.at(TokenKind.SUPERSCRIPT);
        boolean braced = !raised && kind(1) == TokenKind.LEFT_BRACE;
        Token power = tokens.peek(raised ? 0 : braced ? 2 : 1);
        boolean number = raised || power.kind() == TokenKind.NUMBER;
        String gradient = name.id().startsWith("d") ? "d" : "";
        String base = name.id().substring(gradient.length());
        Optional<String> found = square(base, names);
        boolean even = number && power.value() >= 2 && power.value() % 2 == 0;
        if (!even || found.isEmpty() || (braced && kind(3) != TokenKind.RIGHT_BRACE)) {
            return Optional.empty();
        }
        tokens.take(raised ? 1 : braced ? 4 : 2);
        Span span = tokens.spanFrom(name.span().start());
        Expr square = new Expr.Name(gradient + found.get(), span);
        // σ⁴ is the square of σ²
        return Optional.of(
                power.value() == 2
                        ? square
                        : new Expr.Binary(BinaryOp.POWER, square, new Expr.Num(power.value() / 2, power.span()), span));
    }

    /** Reads the whole power, from the square on, of a name below the line of a derivative: {@code ∂J/∂σ²}. */
    Expr raised(Expr operand) {
        Optional<Expr> variance = variance(operand);
        if (variance.isPresent() || !(operand instanceof Expr.Name) || !isRaised()) {
            return variance.orElse(operand);
        }
        boolean sign = tokens.at(TokenKind.SUPERSCRIPT);
        boolean braced = !sign && kind(1) == TokenKind.LEFT_BRACE;
        Token power = tokens.peek(sign ? 0 : braced ? 2 : 1);
        boolean number = (sign || power.kind() == TokenKind.NUMBER) && power.value() >= 2;
        if (!number || (braced && kind(3) != TokenKind.RIGHT_BRACE)) {
            return operand;
        }
        tokens.take(sign ? 1 : braced ? 4 : 2);
        Span span = tokens.spanFrom(operand.span().start());
        return new Expr.Binary(BinaryOp.POWER, operand, new Expr.Num(power.value(), power.span()), span);
    }

    private boolean isRaised() {
        return tokens.at(TokenKind.CARET) || tokens.at(TokenKind.SUPERSCRIPT);
    }

    /** Whether a name before a bracket is a function: with primes, unless it is a quantity, else {@code g^{[1]}(z)} when nobody's. */
    private boolean isFunction(Expr.Name name, CharSequence primes) {
        boolean transposed = names.isClaiming() && names.has(name.id()) && !isDerivative(name);
        return (primes.length() > 0 && !transposed)
                || (!names.has(name.id()) && tokens.previous() == TokenKind.RIGHT_BRACE);
    }

    /** {@code f'(x)} on a left side, of what the model computes, is a derivative, and no product of a transpose. */
    private boolean isDerivative(Expr.Name name) {
        return names.isIntroducing()
                && names.isDefined(name.id())
                && tokens.at(TokenKind.LEFT_PAREN, TokenKind.NAME)
                && kind(2) == TokenKind.RIGHT_PAREN
                && kind(3) == TokenKind.ASSIGN;
    }

    /** Takes {@code '}, {@code ^\prime} or {@code ^{\prime}}. */
    private boolean acceptPrime() {
        if (tokens.accept(TokenKind.PRIME)) {
            return true;
        } else if (tokens.at(TokenKind.CARET, TokenKind.PRIME)) {
            tokens.take(2);
            return true;
        } else if (tokens.at(TokenKind.CARET, TokenKind.LEFT_BRACE)
                && kind(2) == TokenKind.PRIME
                && kind(3) == TokenKind.RIGHT_BRACE) {
            tokens.take(4);
            return true;
        }
        return false;
    }

    private Optional<Expr> other(Expr e, int start) {
        Token token = tokens.peek();
        switch (token.kind()) {
            case TRANSPOSE:
                tokens.next();
                return Optional.of(expressions.node(new Expr.Transpose(e, tokens.spanFrom(start))));
            case SUPERSCRIPT:
                tokens.enter(token);
                tokens.next();
                return Optional.of(power(e, expressions.node(new Expr.Num(token.value(), token.span())), token, start));
            case LEFT_BRACKET:
                if (e instanceof Expr.Num one
                        && one.value() == 1
                        && one.span().end() == token.start()
                        && tokens.atCondition()) {
                    // 1[z > 0] is one factor
                    tokens.open();
                    Expr condition = expressions.expression();
                    tokens.close(say("`]`"));
                    return Optional.of(condition);
                }
                return isFactor(e) || tokens.atCondition() ? Optional.empty() : Optional.of(indexed(e, start));
            case DOT:
                boolean closes = tokens.dialect() == Dialect.LATEX && kind(1).endsStatement();
                return closes ? Optional.empty() : Optional.of(member(e, start));
            case CARET:
                return caret(e, start);
            default:
                return Optional.empty();
        }
    }

    /** In LaTeX only a name has an index in square brackets; behind anything else they group the next factor. */
    private boolean isFactor(Expr e) {
        return tokens.dialect() == Dialect.LATEX && !(e instanceof Expr.Name) && !(e instanceof Expr.Index);
    }

    private Expr power(Expr base, Expr exponent, Token raised, int start) {
        return expressions.node(new Expr.Binary(BinaryOp.POWER, base, exponent, raised.span(), tokens.spanFrom(start)));
    }

    /** Reads {@code ^T}, {@code ^{T}}, {@code ^{+}} and {@code ^{…}}; a plain power is left to the operators. */
    private Optional<Expr> caret(Expr e, int start) {
        boolean braced = kind(1) == TokenKind.LEFT_BRACE;
        if (isTransposeMark(1) || (braced && isTransposeMark(2) && kind(3) == TokenKind.RIGHT_BRACE)) {
            Token mark = tokens.peek(braced ? 2 : 1);
            // A line of a derivation means the transpose; where it can only be a power, its reader says so.
            if (mark.kind() == TokenKind.NAME && names.has("T") && !names.isClaiming()) {
                throw Expr.Transpose.orPower(tokens.peek().start());
            }
            tokens.take(braced ? 4 : 2);
            return Optional.of(expressions.node(new Expr.Transpose(e, tokens.spanFrom(start))));
        } else if (!braced) {
            return Optional.empty();
        }
        Optional<Expr> inverse = inverse(e, start);
        if (inverse.isPresent()) {
            return inverse;
        } else if (kind(2) == TokenKind.PLUS && kind(3) == TokenKind.RIGHT_BRACE) {
            Token mark = tokens.peek();
            tokens.enter(mark);
            tokens.take(4);
            return Optional.of(expressions.node(
                    new Expr.Call("pinv", mark.span(), List.of(e), List.of(), tokens.spanFrom(start))));
        }
        refuseAmbiguous();
        Token caret = tokens.next();
        Expr raised = power(e, expressions.braced("x^{2}"), caret, start);
        tokens.enter(caret);
        if (tokens.at(TokenKind.CARET) && !isTransposeMark(1)) {
            throw new Mistake(
                    tokens.peek().start(), say("a second superscript"), say("put brackets round the first power"));
        }
        return Optional.of(raised);
    }

    private void refuseAmbiguous() {
        Token caret = tokens.peek();
        if (kind(2) == TokenKind.LEFT_PAREN && kind(4) == TokenKind.RIGHT_PAREN && kind(5) == TokenKind.RIGHT_BRACE) {
            throw new Mistake(
                    caret.start(),
                    say("`^{(…)}` may be a sample or a power"),
                    say("write X[:, i] for a sample, x^i for a power"));
        } else if (kind(2) == TokenKind.LEFT_BRACKET) {
            throw new Mistake(
                    caret.start(), say("only a name can have a layer `^{[…]}`"), say("write (A @ B)^2 for a power"));
        }
    }

    /** Takes {@code ^{-1}}, the inverse, and {@code ^{-T}}, its transpose. */
    private Optional<Expr> inverse(Expr e, int start) {
        if (kind(1) != TokenKind.LEFT_BRACE || kind(2) != TokenKind.MINUS || kind(4) != TokenKind.RIGHT_BRACE) {
            return Optional.empty();
        }
        boolean transposed = isTransposeMark(3);
        if (!transposed && !(kind(3) == TokenKind.NUMBER && tokens.peek(3).value() == 1)) {
            return Optional.empty();
        }
        Token caret = tokens.peek();
        tokens.enter(caret);
        tokens.take(5);
        Span span = tokens.spanFrom(start);
        Expr inverse = expressions.node(new Expr.Call("inv", caret.span(), List.of(e), List.of(), span));
        return Optional.of(transposed ? expressions.node(new Expr.Transpose(inverse, span)) : inverse);
    }

    /**
     * Reads the layer of a lecture's name, {@code W^{[1]}} being {@code W1} and {@code W^{[1]T}} its transpose, and finds
     * what the model calls it.
     */
    Expr layered(Expr.Name name) {
        Optional<LayerParser.Layered> layer = layers.read(name.id());
        if (layer.isEmpty()) {
            return new Expr.Name(names.find(name.id()), name.span());
        }
        Expr.Name full =
                new Expr.Name(layer.get().id(), tokens.spanFrom(name.span().start()));
        if (!layer.get().primes().isEmpty()) {
            String function = full.id() + layer.get().primes();
            if (!tokens.at(TokenKind.LEFT_PAREN)) {
                throw new Mistake(
                        tokens.peek().start(),
                        say("the derivative `{0}` needs its argument", Chars.cut(function)),
                        say("write {0}(…)", Chars.cut(function)));
            }
            return expressions.call(
                    function, full.span(), List.of(), full.span().start());
        }
        return layer.get().transposed() ? new Expr.Transpose(full, full.span()) : full;
    }

    private boolean isTransposeMark(int k) {
        Token token = tokens.peek(k);
        return token.kind() == TokenKind.TRANSPOSE
                || (token.kind() == TokenKind.NAME && token.text().equals("T"));
    }

    private Expr member(Expr e, int start) {
        Token dot = tokens.next();
        Token name = tokens.peek();
        if (name.kind() != TokenKind.NAME) {
            throw new Mistake(
                    dot.start(), say("`.` has no meaning here"), say("the transpose is .T, the elementwise product *"));
        }
        tokens.next();
        if (name.text().equals("T")) {
            return expressions.node(new Expr.Transpose(e, tokens.spanFrom(start)));
        } else if (tokens.at(TokenKind.LEFT_PAREN)) {
            Expr call = expressions.call(name.text(), name.span(), List.of(e), start);
            tokens.enter(name);
            boolean torchTranspose = name.text().equals("t") && call.children().size() == 1;
            return torchTranspose ? new Expr.Transpose(e, tokens.spanFrom(start)) : call;
        }
        boolean size = name.text().equals("shape") || name.text().equals("size");
        if (name.text().equals("shape") && tokens.at(TokenKind.LEFT_BRACKET, TokenKind.NUMBER)) {
            tokens.open();
            Token axis = tokens.next();
            tokens.close(say("`]`"));
            Expr number = expressions.node(new Expr.Num(axis.value(), axis.span()));
            return expressions.node(
                    new Expr.Call("size", name.span(), List.of(e, number), List.of(), tokens.spanFrom(start)));
        }
        throw new Mistake(
                dot.start(),
                say("`.{0}` is not understood", Chars.cut(name.text())),
                size
                        ? say("give the sizes names, `dims m, n`, and use those")
                        : say("a name holds no dot; the transpose is .T"));
    }

    /** An entry of an array; {@code 1[z > 0]} is 1 where the condition holds. */
    private Expr indexed(Expr e, int start) {
        Expr index = index(e, start);
        boolean indicator = e instanceof Expr.Num one
                && one.value() == 1
                && ((Expr.Index) index).items().size() == 1
                && ((Expr.Index) index).items().get(0) instanceof Expr.At at
                && at.index() instanceof Expr.Binary condition
                && condition.op().isComparison();
        return indicator ? ((Expr.At) ((Expr.Index) index).items().get(0)).index() : index;
    }

    private Expr index(Expr e, int start) {
        tokens.open();
        List<Expr.IndexItem> items = new ArrayList<>();
        if (tokens.at(TokenKind.RIGHT_BRACKET)) {
            throw new Mistake(tokens.peek().start(), say("an index is missing in `[]`"), say("such as X[0, :]"));
        }
        while (!tokens.at(TokenKind.RIGHT_BRACKET)) {
            if (tokens.accept(TokenKind.ELLIPSIS)) {
                items.add(new Expr.Ellipsis());
            } else {
                items.add(item());
            }
            if (!tokens.accept(TokenKind.COMMA)) {
                break;
            }
        }
        tokens.close(say("`,` or `]`"));
        return expressions.node(new Expr.Index(e, items, tokens.spanFrom(start)));
    }

    private Expr.IndexItem item() {
        Optional<Expr> first = bound();
        if (!tokens.accept(TokenKind.COLON)) {
            return new Expr.At(first.orElseThrow(() -> tokens.noOperand()));
        }
        Optional<Expr> stop = bound();
        Optional<Expr> step = tokens.accept(TokenKind.COLON) ? bound() : Optional.empty();
        return new Expr.Slice(first, stop, step);
    }

    private Optional<Expr> bound() {
        TokenKind kind = tokens.peek().kind();
        boolean absent = kind == TokenKind.COLON || kind == TokenKind.COMMA || kind == TokenKind.RIGHT_BRACKET;
        return absent ? Optional.empty() : Optional.of(expressions.bound());
    }

    private TokenKind kind(int k) {
        return tokens.peek(k).kind();
    }
}
