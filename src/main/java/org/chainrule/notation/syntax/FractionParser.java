package org.chainrule.notation.syntax;

/** Reads fractions of LaTeX, among them those of differentials. */
final class FractionParser {
    private final TokenStream tokens;
    private final ExprParser expressions;
    private final NameParser nameParser;
    private final KnownNames names;

    FractionParser(TokenStream tokens, ExprParser expressions, NameParser nameParser, KnownNames names) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.nameParser = nameParser;
        this.names = names;
    }

    /** {@code \frac{a}{b}}, and {@code \frac12} and {@code \frac1m}, where each part is one sign. */
    Expr read() {
        Token frac = tokens.next();
        int start = frac.start();
        Token digits = tokens.peek();
        String both = digits.kind() == TokenKind.NUMBER ? tokens.quote(digits) : "";
        if (both.length() == 2 && Chars.isInteger(both)) {
            tokens.next();
            Expr above = expressions.node(new Expr.Num(both.charAt(0) - '0', digits.span()));
            Expr below = expressions.node(new Expr.Num(both.charAt(1) - '0', digits.span()));
            return expressions.node(new Expr.Binary(BinaryOp.DIVIDE, above, below, tokens.spanFrom(start)));
        }
        boolean alone = startsWithD() && tokens.peek(2).kind() == TokenKind.RIGHT_BRACE;
        Expr above = differentialPart();
        Expr below = differentialPart();
        boolean operator = alone && below instanceof Expr.Name by && DifferentialNames.isDifferential(by);
        Span span = tokens.spanFrom(start);
        return operator
                ? nameParser.derivative(below, frac)
                : expressions.node(DifferentialNames.byPower(above, below, span)
                        .orElse(new Expr.Binary(BinaryOp.DIVIDE, above, below, span)));
    }

    /** Whether a brace opens that begins with a d or a ∂ and nothing glued to it: a size D is another letter. */
    private boolean startsWithD() {
        TokenKind first = tokens.peek(1).kind();
        return tokens.at(TokenKind.LEFT_BRACE)
                && (first == TokenKind.NAME || first == TokenKind.PARTIAL)
                && tokens.peek(1).text().equals("d");
    }

    /** A part of a fraction, of which {@code d w} is the differential. */
    private Expr differentialPart() {
        // a size d is a factor
        boolean differential = startsWithD() && tokens.peek(1).kind() == TokenKind.NAME && !names.has("d");
        Expr part = part("\\frac{a}{b}");
        boolean apart = differential
                && part instanceof Expr.Binary product
                && product.op() == BinaryOp.PRODUCT
                && product.right() instanceof Expr.Name;
        return apart
                ? expressions.node(new Expr.Name("d" + ((Expr.Name) ((Expr.Binary) part).right()).id(), part.span()))
                : part;
    }

    /** What a command takes: braces, or one sign, such as the n of {@code \\frac n2} and the d of {@code \\sqrt d}. */
    Expr part(String example) {
        Token token = tokens.peek();
        if (token.kind() == TokenKind.NUMBER && token.end() == token.start() + 1) {
            return expressions.node(new Expr.Num(tokens.next().value(), token.span()));
        }
        String written = tokens.quote(token);
        if (token.kind() == TokenKind.NAME && Character.isLetter(written.charAt(0))) {
            Span span = new Span(token.start(), token.start() + 1);
            goOn(token, span.end());
            return expressions.node(new Expr.Name(names.find(written.substring(0, 1)), span));
        } else if (token.kind() == TokenKind.NAME && written.matches("\\\\[A-Za-z]+\\d*")) {
            // \frac\lambda2
            Span span = new Span(
                    token.start(),
                    token.start() + written.replaceAll("\\d+$", "").length());
            goOn(token, span.end());
            return expressions.node(new Expr.Name(names.find(token.text().replaceAll("\\d+$", "")), span));
        }
        return expressions.braced(example);
    }

    private void goOn(Token token, int end) {
        if (token.end() == end) {
            tokens.next();
        } else {
            tokens.again(end);
        }
    }
}
