package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import org.chainrule.message.Message;

/** Reads the claims that begin with a word. */
final class ClaimParser {
    private final TokenStream tokens;
    private final ExprParser expressions;

    ClaimParser(TokenStream tokens, ExprParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Reads {@code check A == B} from its word on. */
    Statement check() {
        int start = tokens.next().start();
        return equation(expressions.operand(), start);
    }

    /** Reads what follows {@code A}, which starts somewhere: below {@code derive} an equation claims something without a word too. */
    Statement equation(Expr left, int start) {
        Expr right = otherSide("check");
        boolean differential = left instanceof Expr.Call call
                && call.function().equals("d")
                && call.arguments().size() == 1
                && call.keywords().isEmpty();
        Expr of = differential ? left.children().get(0) : left;
        return new Statement.Check(differential, of, right, tokens.spanFrom(start));
    }

    /** Reads {@code assume A == B} from its word on. */
    Statement assume() {
        int start = tokens.next().start();
        Expr left = expressions.operand();
        return new Statement.Assume(left, otherSide("assume"), tokens.spanFrom(start));
    }

    private Expr otherSide(String word) {
        Token token = tokens.peek();
        Message hint = say("write `{0} A == B`", word);
        if (token.kind() == TokenKind.ASSIGN) {
            throw new Mistake(token.start(), say("`=` defines a name; two sides are compared with `==`"), hint);
        } else if (token.kind().endsStatement()) {
            throw new Mistake(token.start(), say("`{0}` needs two sides with `==` between them", word), hint);
        } else if (token.kind() != TokenKind.EQUAL) {
            boolean other = token.kind().name().startsWith("LESS")
                    || token.kind().name().startsWith("GREATER")
                    || token.kind() == TokenKind.NOT_EQUAL;
            throw other
                    ? new Mistake(token.start(), say("`{0}` can only be about `==`", word), hint)
                    : tokens.afterOperand(say("`==`"));
        }
        tokens.next();
        Expr right = expressions.operand();
        if (tokens.at(TokenKind.EQUAL)) {
            throw new Mistake(
                    tokens.peek().start(),
                    say("a second `==` in one {0}", word),
                    say("write one `{0}` for each equality", word));
        }
        return right;
    }

    /** Why something that does not define a name is no statement. */
    Mistake notAStatement(Token first) {
        Token token = tokens.peek();
        if (token.kind() == TokenKind.EQUAL) {
            return new Mistake(
                    token.start(),
                    say("`==` compares, but does not claim or define anything"),
                    say("write `check A == B` for a claim, `NAME = …` for a definition"));
        } else if (token.kind().endsStatement()) {
            return new Mistake(
                    first.start(), say("this expression has no name"), say("write `NAME = …`, or `check A == B`"));
        }
        return tokens.afterOperand(TokenStream.NAMED);
    }
}
