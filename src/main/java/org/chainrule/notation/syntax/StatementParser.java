package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.chainrule.message.Message;

/** Reads statements; after an error it goes on at the next one. */
final class StatementParser {
    private static final Set<String> WORDS =
            new TreeSet<>(Set.of("dims", "input", "param", "loss", "derive", "check", "assume", "train", "syntax"));
    private static final Set<String> OF_MODEL = new TreeSet<>(Set.of("dims", "input", "param", "loss", "derive"));
    /** A left side that is a derivative or is missing; any other formula that is not understood claims nothing. */
    private static final Pattern CLAIMED = Pattern.compile(
            "^[^=]*(?:∂|∇|\\\\partial|\\\\nabla|\\\\delta|δ|grad|\\\\frac\\{\\s*d|(?<![A-Za-z\\\\])d\\s?[\\\\\\p{L}])[^=]*=|^[\\s&$]*=");

    private static final Set<String> CLAIMS = new TreeSet<>(Set.of("check", "assume"));
    /** A text with more lines that cannot be read is no derivation. */
    private static final int MOST_UNREADABLE = 1000;

    private static final Message KINDS =
            say("statements are dims, input, param, NAME = …, loss, derive, check, assume, train");

    private final Diagnostics diagnostics;
    private final TokenStream tokens;
    private final KnownNames names;
    private final LayerLines layers;
    private final ExprParser expressions;
    private final DeclarationParser declarations;
    private final ClaimParser claims;
    private final Source source;
    private final Blocks blocks;
    /** In the manner of which system statements are read, by where they start. */
    private final Map<Integer, Dialect> dialects = new HashMap<>();

    private boolean lenient;
    /** What is derived, below {@code derive}. */
    private Optional<Expr.Name> derived = Optional.empty();
    /** The left side of the last claim, which a line that starts with {@code =} goes on with. */
    private Expr left = new Expr.None(Span.NONE);
    /** The system that {@code syntax} has named; without it, each line shows its own. */
    private Optional<Dialect> dialect = Optional.empty();
    /** How what is derived below is written, where a line does not show it. */
    private Dialect manner = Dialect.PLAIN;
    /** What the statement at hand defines or claims, as soon as that is known. */
    private Optional<Expr.Name> target = Optional.empty();

    StatementParser(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.names = new KnownNames(source.text());
        this.layers = new LayerLines(names);
        this.blocks = new Blocks(source);
        this.diagnostics = diagnostics;
        this.tokens = new TokenStream(source);
        this.expressions = new ExprParser(source, tokens, names);
        this.declarations = new DeclarationParser(tokens, expressions, names);
        this.claims = new ClaimParser(tokens, expressions);
    }

    /** Keeps lines of a derivation that cannot be read as {@link Statement.Unreadable}. */
    StatementParser lenient() {
        lenient = true;
        return this;
    }

    /** In the manner of which system each statement was read that is not plain, by where it starts. */
    Map<Integer, Dialect> dialects() {
        return dialects;
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
                if (acceptSyntax()) {
                    end();
                    continue;
                }
                Statement statement = statement();
                Statement written = statement;
                while (isChained(written)) {
                    add(statements, layers.of(statement));
                    Statement next = definition(left, tokens.peek().start());
                    statement = tokens.dialect() == Dialect.LATEX ? DifferentialNames.step(written, next, names) : next;
                    written = next;
                }
                end();
                add(statements, asRun(layers.of(statement), start));
                if (statement instanceof Statement.Train) {
                    derived = Optional.empty();
                } else if (statement instanceof Statement.Derive derive) {
                    derived = Optional.of(derive.name());
                    String below = source.text().substring(tokens.lastEnd());
                    manner = Dialect.isMatlab(below)
                            ? Dialect.MATLAB
                            : Dialect.isFormulas(below) ? Dialect.LATEX : Dialect.PLAIN;
                    names.derive(derive.name().id());
                }
            } catch (Mistake mistake) {
                tokens.recover(mistake.offset());
                int from = start >= 0 ? start : firstOf(mistake.offset(), before);
                if (lenient && isClaim(from) && unread++ < MOST_UNREADABLE) {
                    add(statements, unreadable(mistake, from));
                } else {
                    diagnostics.add(mistake.offset(), mistake.message(), mistake.hint());
                }
            }
        }
        return statements;
    }

    private void add(List<Statement> statements, Statement statement) {
        statements.add(statement);
        if (tokens.dialect() != Dialect.PLAIN) {
            dialects.put(statement.span().start(), tokens.dialect());
        }
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
        boolean ofModel = OF_MODEL.stream().anyMatch(word -> startsStatement(start, word));
        return (derived.isPresent() && !ofModel)
                || startsWithWord(source.text(), start, "check")
                || startsWithWord(source.text(), start, "assume");
    }

    /** Whether a word begins a statement, and is no variable of a program: {@code loss += margin}. */
    private boolean startsStatement(int start, String word) {
        int behind = start + word.length();
        while (Chars.at(source.text(), behind) == ' ' || Chars.at(source.text(), behind) == '\t') {
            behind++;
        }
        boolean changes = "+-*/@.[(,=".indexOf(Chars.at(source.text(), behind)) >= 0
                && behind < source.text().length();
        return startsWithWord(source.text(), start, word) && !changes;
    }

    private static boolean startsWithWord(String text, int start, String word) {
        return text.startsWith(word, start)
                && !Character.isUnicodeIdentifierPart(Chars.at(text, start + word.length()));
    }

    private Statement unreadable(Mistake mistake, int start) {
        target.ifPresent(name -> names.add(name.id()));
        Span span = new Span(start, Math.max(start, tokens.lastEnd()));
        String text = source.text(span).strip();
        boolean inside = blocks.isInside(start);
        blocks.pass(text, start);
        Diagnostic diagnostic = inside
                ? source.diagnostic(start, Blocks.INSIDE, Message.NONE)
                : source.diagnostic(mistake.offset(), mistake.message(), mistake.hint());
        return unreadable(text, diagnostic, start);
    }

    private Statement unreadable(String text, Diagnostic diagnostic, int start) {
        Writes writes = Writes.of(text);
        boolean latex = tokens.dialect() == Dialect.LATEX || text.startsWith("\\") || text.startsWith("$");
        List<String> written = latex
                ? List.of()
                : writes.names().stream().map(names::find).distinct().toList();
        boolean claims = (latex ? CLAIMED.matcher(text).find() : writes.assigns())
                || CLAIMS.stream().anyMatch(word -> startsWithWord(text, 0, word));
        return new Statement.Unreadable(
                target, written, claims, text, diagnostic, new Span(start, start + text.length()));
    }

    /** A statement that runs once, or one of which it is not known how often it runs, or what else it changes. */
    private Statement asRun(Statement statement, int start) {
        if (!lenient || !(statement instanceof Statement.Define) || derived.isEmpty()) {
            return statement;
        }
        String text = source.text(statement.span()).strip();
        if (blocks.isInside(start)) {
            return unreadable(text, source.diagnostic(start, Blocks.INSIDE, Message.NONE), start);
        }
        List<String> changed = tokens.dialect() == Dialect.LATEX ? List.of() : Writes.byCalls(text);
        return changed.isEmpty()
                ? statement
                : unreadable(
                        text,
                        source.diagnostic(
                                start,
                                say("this changes `{0}` beside what it gives", changed.get(0)),
                                say("write what `{0}` becomes as a line of its own", changed.get(0))),
                        start);
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
                                say("a second expression without a name"),
                                say("write `NAME = …` before it"));
                    }
                    return new Syntax.WithResult(definitions, e);
                }
                if (!(definition(e, start) instanceof Statement.Define define)) {
                    throw new Mistake(start, say("a claim has no place in an expression"), say("define a name"));
                }
                end();
                definitions.add(define);
            }
            throw new Mistake(tokens.peek().start(), say("there is no expression"), say("write one, such as sum(X^2)"));
        } catch (Mistake mistake) {
            diagnostics.add(mistake.offset(), mistake.message(), mistake.hint());
            throw diagnostics.toException();
        }
    }

    /** Takes {@code syntax matlab} and its like: from here on the lines are of that system. */
    private boolean acceptSyntax() {
        boolean words = tokens.at(TokenKind.NAME, TokenKind.NAME);
        String first = words ? tokens.peek().text() : "";
        // which layout it is concerns the judge alone
        boolean layout = first.equals("layout")
                && Set.of("numerator", "denominator", "auto")
                        .contains(tokens.peek(1).text());
        if (!layout && !first.equals("syntax")) {
            return false;
        }
        tokens.next();
        Token word = tokens.next();
        switch (layout ? "" : word.text()) {
            case "":
                return true;
            case "auto":
                dialect = Optional.empty();
                return true;
            case "matlab":
                dialect = Optional.of(Dialect.MATLAB);
                return true;
            case "latex":
                dialect = Optional.of(Dialect.LATEX);
                return true;
            case "numpy":
            case "plain":
                dialect = Optional.of(Dialect.PLAIN);
                return true;
            default:
                throw new Mistake(
                        word.start(),
                        say("the syntax `{0}` is not known", Chars.cut(word.text())),
                        say("write syntax matlab, latex, numpy, or auto to tell by each line"));
        }
    }

    /** Whether a claim goes on with {@code = …}, as LaTeX chains them. */
    private boolean isChained(Statement statement) {
        return derived.isPresent()
                && tokens.at(TokenKind.ASSIGN)
                && (statement instanceof Statement.GradientClaim
                        || statement instanceof Statement.Define
                        || (statement instanceof Statement.Check check
                                && (check.differential() || DifferentialNames.isDerivative(check.left()))
                                && !startsWithWord(source.text(), check.span().start(), "check")));
    }

    /** Passes empty lines; returns whether the text is at its end. */
    private boolean skipToStatement() {
        do {
            tokens.startStatement(tokens.lastEnd());
        } while (tokens.accept(TokenKind.NEWLINE) || tokens.accept(TokenKind.SEMICOLON));
        tokens.startStatement(tokens.peek().start());
        boolean ends = tokens.at(TokenKind.END);
        if (!ends) {
            int start = tokens.peek().start();
            boolean claim = isClaim(start);
            Dialect of = dialect.orElseGet(
                    () -> claim ? Dialect.ofClaim(source.text(), start) : Dialect.of(source.text(), start));
            // a line of MATLAB or of formulas need not show it
            of = claim && of == Dialect.PLAIN ? manner : of;
            tokens.dialect(of);
            names.line(of, claim);
        }
        return ends;
    }

    private void end() {
        boolean closes = tokens.at(TokenKind.COMMA) || tokens.at(TokenKind.DOT);
        if (closes && tokens.dialect() == Dialect.LATEX && tokens.peek(1).kind().endsStatement()) {
            // a formula ends as a sentence does
            tokens.next();
        }
        if (!tokens.peek().kind().endsStatement()) {
            throw tokens.afterOperand(say("an operator or the end of the line"));
        }
    }

    private Statement statement() {
        Token first = tokens.peek();
        if (first.kind() == TokenKind.NAME && tokens.peek(1).kind() != TokenKind.ASSIGN) {
            switch (first.text()) {
                case "dims":
                    return declarations.dims();
                case "input":
                    return declarations.declare(Statement.Role.INPUT);
                case "param":
                    return declarations.declare(Statement.Role.PARAM);
                case "loss":
                    tokens.next();
                    return new Statement.Loss(
                            declarations.name(say("after `loss`"), say("such as `loss J`")),
                            tokens.spanFrom(first.start()));
                case "derive":
                    return derive();
                case "check":
                    return claims.check();
                case "assume":
                    return claims.assume();
                case "train":
                    return declarations.train();
                default:
                    refuseUnknownWord(first);
            }
        }
        if (first.kind() == TokenKind.ASSIGN && derived.isPresent() && !(left instanceof Expr.None)) {
            return definition(left, first.start());
        }
        left = DifferentialNames.withoutArguments(expressions.leftSide(), tokens, names);
        if (derived.isPresent() && tokens.at(TokenKind.EQUAL)) {
            return claims.equation(left, first.start());
        } else if (!tokens.at(TokenKind.ASSIGN)) {
            throw claims.notAStatement(first);
        }
        return definition(left, first.start());
    }

    private void refuseUnknownWord(Token first) {
        TokenKind second = tokens.peek(1).kind();
        if (second == TokenKind.NAME
                || (second.endsStatement()
                        && Suggest.closest(first.text(), WORDS).isPresent())) {
            Message hint = Suggest.hint(first.text(), WORDS);
            throw new Mistake(
                    first.start(),
                    say("`{0}` does not start a statement", Chars.cut(first.text())),
                    hint.isEmpty() ? KINDS : hint);
        }
    }

    /** Reads what follows a left side, from the {@code =} on. */
    private Statement definition(Expr left, int start) {
        Optional<Expr> changing = DifferentialNames.behindD(left, names);
        if (changing.isPresent()) {
            tokens.next();
            Expr value = expressions.value();
            return new Statement.Check(true, changing.get(), value, tokens.spanFrom(start));
        } else if (left instanceof Expr.Name name) {
            // a loss by another name stays that when what it is said to be is not understood
            target = Optional.of(name).filter(of -> names.loss("d" + of.id()).isEmpty());
            tokens.next();
            Expr value = expressions.value();
            names.implied().give(name.id(), tokens.dialect() == Dialect.LATEX);
            // 1 = ∂J/∂J is a gradient too, as a first line of a backward pass
            boolean ofResult = tokens.dialect() != Dialect.PLAIN && names.isOfResult(name.id());
            if (ofResult && !(value instanceof Expr.Num)) {
                return new Statement.Check(true, DifferentialNames.withoutD(name), value, tokens.spanFrom(start));
            }
            if (tokens.at(TokenKind.ASSIGN) && DifferentialNames.isNamed(name, value)) {
                // δ = ∂J/∂z = a - y gives the gradient a name, and then says what it is
                this.left = value;
            }
            return new Statement.Define(name, value, tokens.spanFrom(start));
        } else if (DifferentialNames.isGradient(left)
                && left instanceof Expr.Binary quotient
                && quotient.left() instanceof Expr.Name of
                && quotient.right() instanceof Expr.Name wrt) {
            boolean gradient = names.isOfResult(of.id()) || names.loss(of.id()).isPresent();
            // ∂z/∂W gives dW no value
            target = Optional.of(wrt).filter(name -> gradient);
            tokens.next();
            Expr value = expressions.value();
            return new Statement.GradientClaim(
                    DifferentialNames.withoutD(of), DifferentialNames.withoutD(wrt), value, tokens.spanFrom(start));
        }
        Optional<Expr> prime = DifferentialNames.ofFunction(left, names).or(() -> DifferentialNames.ofBracket(left));
        if (prime.isPresent()) {
            return definition(prime.get(), start);
        }
        boolean equation = DifferentialNames.isOfEntries(left)
                || (derived.isPresent() && DifferentialNames.isMadeOfDerivative(left));
        if ((equation && tokens.dialect() == Dialect.LATEX && names.isClaiming())
                || DifferentialNames.isDerivative(left)) {
            tokens.next();
            return new Statement.Check(false, left, expressions.value(), tokens.spanFrom(start));
        }
        boolean constant = left instanceof Expr.Bool || left instanceof Expr.None;
        throw new Mistake(
                start,
                constant
                        ? say("a constant cannot be defined anew")
                        : say("only a name can be defined, or ∂J/∂W claimed"),
                constant ? say("choose another name") : say("write `NAME = …`, or `check A == B` for a claim"));
    }

    private Statement derive() {
        int start = tokens.next().start();
        Expr.Name of = declarations.name(say("after `derive`"), say("such as `derive J`"));
        boolean perSample = tokens.at(TokenKind.NAME, TokenKind.NAME)
                && (tokens.peek().text() + " " + tokens.peek(1).text()).equals("per sample");
        if (perSample) {
            tokens.take(2);
        }
        if (!tokens.peek().kind().endsStatement()) {
            throw new Mistake(
                    tokens.peek().start(),
                    say(
                            "`derive NAME` ends here, or goes on with `per sample`; this is {0}",
                            tokens.describe(tokens.peek())),
                    say("put the derivation on the following lines"));
        }
        return new Statement.Derive(of, perSample, tokens.spanFrom(start));
    }
}
