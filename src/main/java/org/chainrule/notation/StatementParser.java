package org.chainrule.notation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads statements; after an error it goes on at the next one. */
final class StatementParser {
    private static final Set<String> WORDS =
            new TreeSet<>(Set.of("dims", "input", "param", "loss", "derive", "check", "assume"));
    private static final Set<String> OF_MODEL = new TreeSet<>(Set.of("dims", "input", "param", "loss", "derive"));
    /** A text with more lines that cannot be read is no derivation. */
    private static final int MOST_UNREADABLE = 1000;

    private static final String KINDS = "statements are dims, input, param, NAME = …, loss, derive, check, assume";

    private final Diagnostics diagnostics;
    private final TokenStream tokens;
    private final Set<String> declared = new HashSet<>();
    private final ExprParser expressions;
    private final Source source;
    private boolean lenient;
    private boolean deriving;
    /** What the statement at hand defines or claims, as soon as that is known. */
    private Optional<Expr.Name> target = Optional.empty();

    StatementParser(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.tokens = new TokenStream(source);
        this.expressions = new ExprParser(source, tokens, declared);
    }

    /** Keeps lines of a derivation that cannot be read as {@link Statement.Unreadable}. */
    StatementParser lenient() {
        lenient = true;
        return this;
    }

    /** Reads all statements; those with errors are left out, or kept as such. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        int unread = 0;
        // one error more than is shown, to know whether there are more
        while (!diagnostics.hasMore()) {
            int before = tokens.lastEnd();
            int start = -1;
            target = Optional.empty();
            try {
                if (skipToStatement()) {
                    break;
                }
                start = tokens.peek().start();
                Statement statement = statement();
                end();
                statements.add(statement);
                deriving |= statement instanceof Statement.Derive;
            } catch (Mistake mistake) {
                tokens.recover(mistake.offset());
                int from = start >= 0 ? start : firstOf(mistake.offset(), before);
                if (lenient && isClaim(from) && unread++ < MOST_UNREADABLE) {
                    statements.add(unreadable(mistake, from));
                } else {
                    diagnostics.add(mistake.offset(), mistake.message(), mistake.hint());
                }
            }
        }
        return statements;
    }

    /** Where a statement starts whose first character could not be read. */
    private int firstOf(int offset, int before) {
        int at = Math.max(before, source.lineStart(offset));
        while (at < offset && (source.text().charAt(at) <= ' ' || source.text().charAt(at) == ';')) {
            at++;
        }
        return at;
    }

    private boolean isClaim(int start) {
        boolean ofModel = OF_MODEL.stream().anyMatch(word -> startsWithWord(source.text(), start, word));
        return (deriving && !ofModel)
                || startsWithWord(source.text(), start, "check")
                || startsWithWord(source.text(), start, "assume");
    }

    private static boolean startsWithWord(String text, int start, String word) {
        return text.startsWith(word, start)
                && !Character.isUnicodeIdentifierPart(Chars.at(text, start + word.length()));
    }

    private Statement unreadable(Mistake mistake, int start) {
        target.ifPresent(name -> declared.add(name.id()));
        Span span = new Span(start, Math.max(start, tokens.lastEnd()));
        String text = source.text(span).strip();
        Diagnostic diagnostic = source.diagnostic(mistake.offset(), mistake.message(), mistake.hint());
        return new Statement.Unreadable(target, text, diagnostic, new Span(start, start + text.length()));
    }

    /** Reads definitions and then one expression. */
    Syntax.WithResult definitionsAndResult() {
        List<Statement.Define> definitions = new ArrayList<>();
        try {
            while (!skipToStatement()) {
                int start = tokens.peek().start();
                Expr e = expressions.expression();
                if (!tokens.at(TokenKind.ASSIGN)) {
                    end();
                    if (!skipToStatement()) {
                        throw new Mistake(
                                tokens.peek().start(),
                                "a second expression without a name",
                                "write `NAME = …` before it");
                    }
                    return new Syntax.WithResult(definitions, e);
                }
                if (!(definition(e, start) instanceof Statement.Define define)) {
                    throw new Mistake(start, "a claim has no place in an expression", "define a name");
                }
                end();
                definitions.add(define);
            }
            throw new Mistake(tokens.peek().start(), "there is no expression", "write one, such as sum(X^2)");
        } catch (Mistake mistake) {
            diagnostics.add(mistake.offset(), mistake.message(), mistake.hint());
            throw diagnostics.toException();
        }
    }

    /** Passes empty lines; returns whether the text is at its end. */
    private boolean skipToStatement() {
        do {
            tokens.startStatement(tokens.lastEnd());
        } while (tokens.accept(TokenKind.NEWLINE) || tokens.accept(TokenKind.SEMICOLON));
        tokens.startStatement(tokens.peek().start());
        return tokens.at(TokenKind.END);
    }

    private void end() {
        if (!tokens.peek().kind().endsStatement()) {
            throw tokens.afterOperand("an operator or the end of the line");
        }
    }

    private Statement statement() {
        Token first = tokens.peek();
        if (first.kind() == TokenKind.NAME && tokens.peek(1).kind() != TokenKind.ASSIGN) {
            switch (first.text()) {
                case "dims":
                    return dims();
                case "input":
                    return declare(Statement.Role.INPUT);
                case "param":
                    return declare(Statement.Role.PARAM);
                case "loss":
                    tokens.next();
                    return new Statement.Loss(name("after `loss`", "such as `loss J`"), tokens.spanFrom(first.start()));
                case "derive":
                    return derive();
                case "check":
                    return check();
                case "assume":
                    return assume();
                default:
                    refuseUnknownWord(first);
            }
        }
        Expr left = expressions.operand();
        if (!tokens.at(TokenKind.ASSIGN)) {
            throw notAStatement(first);
        }
        return definition(left, first.start());
    }

    private void refuseUnknownWord(Token first) {
        TokenKind second = tokens.peek(1).kind();
        if (second == TokenKind.NAME
                || (second.endsStatement()
                        && Suggest.closest(first.text(), WORDS).isPresent())) {
            String hint = Suggest.hint(first.text(), WORDS);
            throw new Mistake(
                    first.start(),
                    "`" + Chars.cut(first.text()) + "` does not start a statement",
                    hint.isEmpty() ? KINDS : hint);
        }
    }

    private Mistake notAStatement(Token first) {
        Token token = tokens.peek();
        if (token.kind() == TokenKind.EQUAL) {
            return new Mistake(
                    token.start(),
                    "`==` compares, but does not claim or define anything",
                    "write `check A == B` for a claim, `NAME = …` for a definition");
        } else if (token.kind().endsStatement()) {
            return new Mistake(first.start(), "this expression has no name", "write `NAME = …`, or `check A == B`");
        }
        return tokens.afterOperand("`=`");
    }

    /** Reads what follows a left side, from the {@code =} on. */
    private Statement definition(Expr left, int start) {
        if (left instanceof Expr.Name name) {
            target = Optional.of(name);
            tokens.next();
            Expr value = expressions.expression();
            declared.add(name.id());
            return new Statement.Define(name, value, tokens.spanFrom(start));
        } else if (left instanceof Expr.Binary quotient
                && quotient.op() == BinaryOp.DIVIDE
                && quotient.left() instanceof Expr.Name of
                && quotient.right() instanceof Expr.Name wrt
                && isDifferential(of)
                && isDifferential(wrt)) {
            target = Optional.of(wrt);
            tokens.next();
            Expr value = expressions.expression();
            return new Statement.GradientClaim(withoutD(of), withoutD(wrt), value, tokens.spanFrom(start));
        }
        boolean constant = left instanceof Expr.Bool || left instanceof Expr.None;
        throw new Mistake(
                start,
                constant ? "a constant cannot be defined anew" : "only a name can be defined, or ∂J/∂W claimed",
                constant ? "choose another name" : "write `NAME = …`, or `check A == B` for a claim");
    }

    private static boolean isDifferential(Expr.Name name) {
        return name.id().length() > 1 && name.id().startsWith("d");
    }

    private static Expr.Name withoutD(Expr.Name name) {
        return new Expr.Name(name.id().substring(1), name.span());
    }

    private Expr.Name name(String where, String hint) {
        Token token = tokens.peek();
        if (token.kind() != TokenKind.NAME) {
            throw new Mistake(token.start(), "a name is expected " + where + ", not " + tokens.describe(token), hint);
        }
        tokens.next();
        if (postfixNamed(token) instanceof Expr.Name name) {
            return name;
        }
        throw new Mistake(token.start(), "a name is expected " + where + ", not a transpose", hint);
    }

    private Expr postfixNamed(Token token) {
        return expressions.layered(new Expr.Name(token.text(), token.span()));
    }

    private Statement dims() {
        int start = tokens.next().start();
        List<Statement.Size> sizes = new ArrayList<>();
        do {
            Expr.Name name = name("for a size", "such as `dims m, n=4`");
            Optional<Expr> value =
                    tokens.accept(TokenKind.ASSIGN) ? Optional.of(expressions.operand()) : Optional.empty();
            declared.add(name.id());
            sizes.add(new Statement.Size(name, value));
            if (tokens.at(TokenKind.NAME)) {
                throw new Mistake(
                        tokens.peek().start(), "a comma is missing between two sizes", "such as `dims m, n=4`");
            }
        } while (tokens.accept(TokenKind.COMMA));
        return new Statement.Dims(sizes, tokens.spanFrom(start));
    }

    private Statement declare(Statement.Role role) {
        int start = tokens.next().start();
        List<Statement.Variable> variables = new ArrayList<>();
        do {
            variables.add(variable(role));
        } while (tokens.accept(TokenKind.COMMA));
        return new Statement.Declare(role, variables, tokens.spanFrom(start));
    }

    private Statement.Variable variable(Statement.Role role) {
        String example = "such as `" + role.word() + " W [3, n]`";
        Expr.Name name = name("in `" + role.word() + "`", example);
        int start = name.span().start();
        if (tokens.at(TokenKind.ASSIGN)) {
            // a number says itself that its shape is []
            Token assign = tokens.next();
            Expr value = expressions.operand();
            if (!isNumber(value)) {
                throw shapeMissing(name, assign);
            }
            declared.add(name.id());
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
        tokens.close("`,` or `]`");
        Optional<Expr> domain = tokens.at(TokenKind.NAME) ? Optional.of(domain()) : Optional.empty();
        Optional<Expr> value = tokens.accept(TokenKind.ASSIGN) ? Optional.of(expressions.operand()) : Optional.empty();
        TokenKind next = tokens.peek().kind();
        if (next != TokenKind.COMMA && !next.endsStatement()) {
            throw misplacedInVariable(value.isPresent());
        }
        declared.add(name.id());
        return new Statement.Variable(name, shape, domain, value, tokens.spanFrom(start));
    }

    private static boolean isNumber(Expr e) {
        return e instanceof Expr.Num || (e instanceof Expr.Negate negate && negate.operand() instanceof Expr.Num);
    }

    private static Mistake shapeMissing(Expr.Name name, Token instead) {
        return new Mistake(
                instead.start(),
                "the shape of `" + Chars.cut(name.id()) + "` is missing",
                instead.kind() == TokenKind.LEFT_PAREN
                        ? "a shape is written in square brackets"
                        : "write `[m, n]` behind the name, `[]` for a scalar");
    }

    private Mistake misplacedInVariable(boolean behindValue) {
        Token token = tokens.peek();
        if (!behindValue && token.kind() == TokenKind.LEFT_BRACKET) {
            return new Mistake(token.start(), "a second list behind the shape", "a value is written behind `=`");
        } else if (behindValue && token.kind() == TokenKind.NAME) {
            return new Mistake(
                    token.start(),
                    tokens.describe(token) + " stands behind the value",
                    "a domain stands before the `=`; put a comma before the next variable");
        }
        return tokens.afterOperand(behindValue ? "`,` or the end of the line" : "`=`, `,` or the end of the line");
    }

    private Expr domain() {
        Token word = tokens.next();
        Expr domain = tokens.at(TokenKind.LEFT_PAREN)
                ? expressions.call(word.text(), word.span(), List.of(), word.start())
                : new Expr.Name(word.text(), word.span());
        if (tokens.at(TokenKind.NAME)) {
            throw new Mistake(
                    tokens.peek().start(),
                    "a second domain, " + tokens.describe(tokens.peek()),
                    "one domain a variable; put a comma before the next variable");
        }
        return domain;
    }

    private Statement derive() {
        int start = tokens.next().start();
        Expr.Name of = name("after `derive`", "such as `derive J`");
        boolean perSample = tokens.at(TokenKind.NAME, TokenKind.NAME)
                && tokens.peek().text().equals("per")
                && tokens.peek(1).text().equals("sample");
        if (perSample) {
            tokens.next();
            tokens.next();
        }
        if (!tokens.peek().kind().endsStatement()) {
            throw new Mistake(
                    tokens.peek().start(),
                    "`derive NAME` ends here, or goes on with `per sample`; this is " + tokens.describe(tokens.peek()),
                    "put the derivation on the following lines");
        }
        return new Statement.Derive(of, perSample, tokens.spanFrom(start));
    }

    private Statement check() {
        int start = tokens.next().start();
        Expr left = expressions.operand();
        Expr right = otherSide("check");
        boolean differential = left instanceof Expr.Call call
                && call.function().equals("d")
                && call.arguments().size() == 1
                && call.keywords().isEmpty();
        Expr of = differential ? left.children().get(0) : left;
        return new Statement.Check(differential, of, right, tokens.spanFrom(start));
    }

    private Statement assume() {
        int start = tokens.next().start();
        Expr left = expressions.operand();
        return new Statement.Assume(left, otherSide("assume"), tokens.spanFrom(start));
    }

    private Expr otherSide(String word) {
        Token token = tokens.peek();
        String hint = "write `" + word + " A == B`";
        if (token.kind() == TokenKind.ASSIGN) {
            throw new Mistake(token.start(), "`=` defines a name; two sides are compared with `==`", hint);
        } else if (token.kind().endsStatement()) {
            throw new Mistake(token.start(), "`" + word + "` needs two sides with `==` between them", hint);
        } else if (token.kind() != TokenKind.EQUAL) {
            boolean other = token.kind().name().startsWith("LESS")
                    || token.kind().name().startsWith("GREATER")
                    || token.kind() == TokenKind.NOT_EQUAL;
            throw other
                    ? new Mistake(token.start(), "`" + word + "` can only be about `==`", hint)
                    : tokens.afterOperand("`==`");
        }
        tokens.next();
        Expr right = expressions.operand();
        if (tokens.at(TokenKind.EQUAL)) {
            throw new Mistake(
                    tokens.peek().start(),
                    "a second `==` in one " + word,
                    "write one `" + word + "` for each equality");
        }
        return right;
    }
}
