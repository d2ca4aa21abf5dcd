package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;

/** Reads {@code dims}, {@code input} and {@code param}. */
final class DeclarationParser {
    private final TokenStream tokens;
    private final ExprParser expressions;
    private final KnownNames names;

    DeclarationParser(TokenStream tokens, ExprParser expressions, KnownNames names) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.names = names;
    }

    Statement dims() {
        int start = tokens.next().start();
        List<Statement.Size> sizes = new ArrayList<>();
        do {
            Expr.Name name = name(say("for a size"), say("such as `dims m, n=4`"));
            Optional<Expr> value =
                    tokens.accept(TokenKind.ASSIGN) ? Optional.of(expressions.operand()) : Optional.empty();
            names.addSize(name.id());
            sizes.add(new Statement.Size(name, value));
            if (tokens.at(TokenKind.NAME)) {
                throw new Mistake(
                        tokens.peek().start(),
                        say("a comma is missing between two sizes"),
                        say("such as `dims m, n=4`"));
            }
        } while (tokens.accept(TokenKind.COMMA));
        return new Statement.Dims(sizes, tokens.spanFrom(start));
    }

    Statement declare(Statement.Role role) {
        int start = tokens.next().start();
        List<Statement.Variable> variables = new ArrayList<>();
        do {
            variables.add(variable(role));
        } while (tokens.accept(TokenKind.COMMA));
        return new Statement.Declare(role, variables, tokens.spanFrom(start));
    }

    private Statement.Variable variable(Statement.Role role) {
        Message example = say("such as `{0} W [3, n]`", role.word());
        Expr.Name name = name(say("in `{0}`", role.word()), example);
        int start = name.span().start();
        if (tokens.at(TokenKind.ASSIGN)) {
            // a number says itself that its shape is []
            Token assign = tokens.next();
            Expr value = expressions.operand();
            if (!isNumber(value)) {
                throw shapeMissing(name, assign);
            }
            add(role, name);
            return new Statement.Variable(
                    name, List.of(), Optional.empty(), Optional.of(value), tokens.spanFrom(start));
        } else if (!tokens.at(TokenKind.LEFT_BRACKET)) {
            throw shapeMissing(name, tokens.peek());
        }
        tokens.open();
        List<Expr> shape = new ArrayList<>();
        while (!tokens.at(TokenKind.RIGHT_BRACKET)) {
            shape.add(expressions.operand());
            if (!tokens.accept(TokenKind.COMMA)) {
                break;
            }
        }
        tokens.close(say("`,` or `]`"));
        Optional<Expr> domain = tokens.at(TokenKind.NAME) ? Optional.of(domain()) : Optional.empty();
        Optional<Expr> value = tokens.accept(TokenKind.ASSIGN) ? Optional.of(expressions.operand()) : Optional.empty();
        TokenKind next = tokens.peek().kind();
        if (next != TokenKind.COMMA && !next.endsStatement()) {
            throw misplacedInVariable(value.isPresent());
        }
        add(role, name);
        if (domain.isPresent() && source(domain.get()).startsWith("onehot")) {
            names.addChoice(name.id());
        }
        return new Statement.Variable(name, shape, domain, value, tokens.spanFrom(start));
    }

    private void add(Statement.Role role, Expr.Name name) {
        if (role == Statement.Role.PARAM) {
            names.addParam(name.id());
        } else {
            names.add(name.id());
        }
    }

    private static String source(Expr domain) {
        return domain instanceof Expr.Call call ? call.function() : domain instanceof Expr.Name name ? name.id() : "";
    }

    private static boolean isNumber(Expr e) {
        Expr number = e instanceof Expr.Negate negate ? negate.operand() : e;
        return number instanceof Expr.Num
                || (number instanceof Expr.Name name && KnownNames.CONSTANTS.contains(name.id()));
    }

    private static Mistake shapeMissing(Expr.Name name, Token instead) {
        return new Mistake(
                instead.start(),
                say("the shape of `{0}` is missing", Chars.cut(name.id())),
                instead.kind() == TokenKind.LEFT_PAREN
                        ? say("a shape is written in square brackets")
                        : say("write `[m, n]` behind the name, `[]` for a scalar"));
    }

    private Mistake misplacedInVariable(boolean behindValue) {
        Token token = tokens.peek();
        if (!behindValue && token.kind() == TokenKind.LEFT_BRACKET) {
            return new Mistake(
                    token.start(), say("a second list behind the shape"), say("a value is written behind `=`"));
        } else if (behindValue && token.kind() == TokenKind.NAME) {
            return new Mistake(
                    token.start(),
                    say("{0} stands behind the value", tokens.describe(token)),
                    say("a domain stands before the `=`; put a comma before the next variable"));
        }
        return tokens.afterOperand(
                behindValue ? say("`,` or the end of the line") : say("`=`, `,` or the end of the line"));
    }

    private Expr domain() {
        Token word = tokens.next();
        Expr domain = tokens.at(TokenKind.LEFT_PAREN)
                ? expressions.call(word.text(), word.span(), List.of(), word.start())
                : new Expr.Name(word.text(), word.span());
        if (tokens.at(TokenKind.NAME)) {
            throw new Mistake(
                    tokens.peek().start(),
                    say("a second domain, {0}", tokens.describe(tokens.peek())),
                    say("one domain a variable; put a comma before the next variable"));
        }
        return domain;
    }

    /** Takes a name, or says what is expected. */
    Expr.Name name(Message where, Message hint) {
        Token token = tokens.peek();
        if (token.kind() != TokenKind.NAME) {
            throw new Mistake(
                    token.start(), say("a name is expected {0}, not {1}", where, tokens.describe(token)), hint);
        }
        tokens.next();
        if (postfixNamed(token) instanceof Expr.Name name) {
            return name;
        }
        throw new Mistake(token.start(), say("a name is expected {0}, not a transpose", where), hint);
    }

    private Expr postfixNamed(Token token) {
        return expressions.layered(new Expr.Name(token.text(), token.span()));
    }

    /** {@code train}, behind which a model says how it is trained. */
    Statement train() {
        int start = tokens.next().start();
        if (!tokens.peek().kind().endsStatement()) {
            throw new Mistake(
                    tokens.peek().start(),
                    say("`train` stands alone in its line; this is {0}", tokens.describe(tokens.peek())),
                    say("write optimizer = …, epochs = … on the following lines"));
        }
        return new Statement.Train(tokens.spanFrom(start));
    }
}
