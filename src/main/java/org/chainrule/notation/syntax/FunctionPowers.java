package org.chainrule.notation.syntax;

import java.util.List;

/** Functions with an exponent before their argument, {@code \sin^2 x} and {@code tanh²(c)}. */
final class FunctionPowers {
    private final TokenStream tokens;
    private final ExprParser expressions;

    FunctionPowers(TokenStream tokens, ExprParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Whether a function has an exponent before its argument: {@code \sin^2 x}, but not {@code \sin^{-1} x}. */
    boolean isNext(boolean latex) {
        if (tokens.at(TokenKind.SUPERSCRIPT)) {
            return latex
                    ? tokens.peek(1).kind().startsOperand()
                    : tokens.peek(1).kind() == TokenKind.LEFT_PAREN;
        }
        int braces = tokens.peek(1).kind() == TokenKind.LEFT_BRACE ? 1 : 0;
        return latex
                && tokens.at(TokenKind.CARET)
                && tokens.peek(1 + braces).kind() == TokenKind.NUMBER
                && (braces == 0 || tokens.peek(3).kind() == TokenKind.RIGHT_BRACE)
                && tokens.peek(2 + 2 * braces).kind().startsOperand();
    }

    /** {@code \sin^2 x} is the square of {@code \sin x}. */
    Expr read(Token function, Token first) {
        boolean sign = tokens.at(TokenKind.SUPERSCRIPT);
        if (!sign) {
            tokens.next();
        }
        boolean braces = tokens.accept(TokenKind.LEFT_BRACE);
        Token exponent = tokens.next();
        if (braces) {
            tokens.next();
        }
        tokens.enter(first);
        Expr argument = expressions.expression(BinaryOp.POWER.precedence());
        tokens.leave();
        Span span = tokens.spanFrom(first.start());
        Expr call = expressions.node(new Expr.Call(
                Spellings.function(function.text()), function.span(), List.of(argument), List.of(), span));
        Expr power = expressions.node(new Expr.Num(exponent.value(), exponent.span()));
        return expressions.node(new Expr.Binary(BinaryOp.POWER, call, power, span));
    }
}
