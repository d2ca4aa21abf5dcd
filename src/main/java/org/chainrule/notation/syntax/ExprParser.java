package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.message.Message;

/**
 * Reads expressions by precedence climbing (Pratt). It recurses only where brackets, signs or powers nest, which is
 * bounded; operators from the left and postfixes are loops, so that a sum may have a million terms.
 */
final class ExprParser {
    /** Trees beyond this would not fit beside the graph that is made from them. */
    static final int MAX_NODES = 4_000_000;

    private static final Message IN_LIST = say("`,` or `]`");

    private final TokenStream tokens;
    private final KnownNames names;
    private final NumberLists numberLists;
    private final PostfixParser postfixes;
    private final NameParser nameParser;
    private final DerivativeParser derivatives;
    private final HessianParser hessians;
    private final FractionParser fractions;
    /** The function whose arguments are being read. */
    private String enclosing = "";

    private int nodes;
    /** Whether an index is being read, where a colon is a slice. */
    private boolean indexing;

    /** @param names the names that have been declared or defined so far; read only */
    ExprParser(Source source, TokenStream tokens, KnownNames names) {
        this.tokens = tokens;
        this.names = names;
        this.numberLists = new NumberLists(source.text());
        this.postfixes = new PostfixParser(tokens, this, names);
        this.derivatives = new DerivativeParser(source.text(), tokens, this, names);
        this.hessians = new HessianParser(source.text(), tokens, names);
        this.nameParser = new NameParser(tokens, this, names);
        this.fractions = new FractionParser(tokens, this, nameParser, names);
    }

    /** Reads an expression, comparisons included. */
    Expr expression() {
        return expression(BinaryOp.EQUAL.precedence());
    }

    /** Reads what a line says something is, which may be told by a condition: {@code 1 if z > 0 else 0}, {@code 1 if z > 0, 0 otherwise}. */
    Expr value() {
        Expr then = expression();
        if (!isWord("if") || !names.isClaiming()) {
            return then;
        }
        tokens.next();
        Expr condition = expression();
        boolean named = isWord("else");
        if (!named && !tokens.at(TokenKind.COMMA) && !tokens.at(TokenKind.SEMICOLON)) {
            throw tokens.afterOperand(say("`else`"));
        }
        tokens.next();
        if (isWord("else")) {
            tokens.next();
        }
        Expr otherwise = expression();
        if (!named && !isWord("otherwise") && !isWord("else")) {
            throw tokens.afterOperand(say("`else`"));
        } else if (!named) {
            tokens.next();
        }
        Span span = tokens.spanFrom(then.span().start());
        return node(new Expr.Call("where", span, List.of(condition, then, otherwise), List.of(), span));
    }

    private boolean isWord(String word) {
        return tokens.at(TokenKind.NAME) && tokens.peek().text().equals(word) && !names.has(word);
    }

    /** Reads a bound of a slice. */
    Expr bound() {
        boolean outer = indexing;
        indexing = true;
        Expr bound = expression();
        indexing = outer;
        return bound;
    }

    /** Reads an expression without a comparison outside brackets. */
    Expr operand() {
        return expression(BinaryOp.ADD.precedence());
    }

    /** Reads an expression in which only operators of at least a precedence stand without brackets. */
    Expr expression(int loosest) {
        int start = tokens.peek().start();
        Expr left = prefix();
        boolean compared = false;
        while (true) {
            Token token = tokens.peek();
            boolean juxtaposed = tokens.atJuxtaposed();
            Optional<BinaryOp> found = juxtaposed ? Optional.of(BinaryOp.PRODUCT) : operator(token);
            if (found.isEmpty() || found.get().precedence() < loosest) {
                return left;
            }
            // below a sum over entries, factors are numbers
            BinaryOp op = found.get() == BinaryOp.PRODUCT && names.hasEntries() ? BinaryOp.MULTIPLY : found.get();
            if (op.isComparison() && compared) {
                throw new Mistake(
                        token.start(),
                        say("a second comparison, `{0}`, in one expression", tokens.quote(token)),
                        say("put brackets round one of them"));
            }
            compared |= op.isComparison();
            if (!juxtaposed) {
                tokens.next();
            }
            Expr right;
            if (op == BinaryOp.POWER) {
                tokens.enter(token);
                right = expression(op.precedence());
                tokens.leave();
            } else {
                right = expression(op.precedence() + (token.kind() == TokenKind.COLON && !juxtaposed ? 0 : 1));
            }
            Span span = tokens.spanFrom(start);
            if (token.kind() == TokenKind.COLON && !juxtaposed) {
                // A : B is the sum of the products of their entries
                Expr product = node(new Expr.Binary(BinaryOp.MULTIPLY, left, right, token.span(), span));
                left = node(new Expr.Call("sum", token.span(), List.of(product), List.of(), span));
                continue;
            }
            left = token.kind() == TokenKind.KRON && !juxtaposed
                    ? node(new Expr.Call("kron", token.span(), List.of(left, right), List.of(), span))
                    : node(new Expr.Binary(op, left, right, token.span(), span));
        }
    }

    private Optional<BinaryOp> operator(Token token) {
        switch (token.kind()) {
            case EQUAL:
                return Optional.of(BinaryOp.EQUAL);
            case NOT_EQUAL:
                return Optional.of(BinaryOp.NOT_EQUAL);
            case LESS:
                return Optional.of(BinaryOp.LESS);
            case LESS_EQUAL:
                return Optional.of(BinaryOp.LESS_EQUAL);
            case GREATER:
                return Optional.of(BinaryOp.GREATER);
            case GREATER_EQUAL:
                return Optional.of(BinaryOp.GREATER_EQUAL);
            case PLUS:
                return Optional.of(BinaryOp.ADD);
            case MINUS:
                return Optional.of(BinaryOp.SUBTRACT);
            case STAR:
                // MATLAB writes .* elementwise, and * for the product of matrices
                boolean matrix = tokens.dialect() == Dialect.MATLAB
                        && tokens.quote(token).equals("*");
                return Optional.of(matrix ? BinaryOp.PRODUCT : BinaryOp.MULTIPLY);
            case COLON:
                return tokens.dialect() == Dialect.LATEX && names.isClaiming() && !indexing
                        ? Optional.of(BinaryOp.MULTIPLY)
                        : Optional.empty();
            case KRON:
                return Optional.of(BinaryOp.MULTIPLY);
            case SLASH:
                return Optional.of(BinaryOp.DIVIDE);
            case AT:
                return Optional.of(BinaryOp.MATMUL);
            case DOT_PRODUCT:
                return Optional.of(BinaryOp.PRODUCT);
            case CARET:
            case STAR_STAR:
                return Optional.of(BinaryOp.POWER);
            default:
                return Optional.empty();
        }
    }

    private Expr prefix() {
        while (tokens.accept(TokenKind.PLUS)) {
            // a unary plus says nothing
        }
        Token token = tokens.peek();
        if (token.kind() == TokenKind.MINUS) {
            tokens.enter(token);
            tokens.next();
            Expr operand = expression(BinaryOp.POWER.precedence());
            tokens.leave();
            return node(new Expr.Negate(operand, tokens.spanFrom(token.start())));
        }
        return postfixes.of(primary(), token);
    }

    private Expr primary() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NAME:
                boolean second = token.text().equals("d")
                        && (tokens.at(TokenKind.NAME, TokenKind.SUPERSCRIPT)
                                || tokens.at(TokenKind.NAME, TokenKind.CARET));
                return second ? hessians.read().orElseGet(nameParser::name) : nameParser.name();
            case PARTIAL:
                return hessians.read()
                        .orElseGet(() ->
                                derivatives.isOfFormula(token) ? derivatives.differential() : nameParser.partial());
            case NABLA:
                return hessians.read().orElseGet(() -> nameParser.nabla(derivatives));
            case NUMBER:
                return node(new Expr.Num(tokens.next().value(), token.span()));
            case STRING:
                return node(new Expr.Text(tokens.next().text(), token.span()));
            case LEFT_PAREN:
                return group();
            case LEFT_BRACKET:
                return list();
            case FRAC:
                Optional<Expr> fraction = hessians.read();
                if (fraction.isPresent()) {
                    return fraction.get();
                }
                return derivatives.startsDerivative() ? derivatives.derivative() : fractions.read();
            case SQRT:
                boolean sign = tokens.quote(tokens.next()).equals("√") && !tokens.at(TokenKind.LEFT_BRACE);
                List<Expr> root = List.of(sign ? prefix() : fractions.part("\\sqrt{x}"));
                return node(new Expr.Call("sqrt", token.span(), root, List.of(), tokens.spanFrom(token.start())));
            case SUM:
                return nameParser.sum();
            case BAR:
            case NORM:
                return nameParser.bars();
            case LEFT_BRACE:
                if (tokens.dialect() == Dialect.LATEX) {
                    return braced("{x}");
                }
                throw new Mistake(token.start(), say("a `{` has no meaning here"), say("group with round brackets"));
            default:
                throw tokens.noOperand();
        }
    }

    /** Reads an expression in braces. */
    Expr braced(String example) {
        if (!tokens.at(TokenKind.LEFT_BRACE)) {
            throw new Mistake(
                    tokens.peek().start(),
                    say("`{` is expected here, not {0}", tokens.describe(tokens.peek())),
                    say("as in {0}", example));
        }
        tokens.open();
        Expr inner = expression();
        tokens.close(say("`}`"));
        return inner;
    }

    /** A group, or a tuple, which reads as a list. */
    Expr group() {
        int start = tokens.peek().start();
        tokens.open();
        List<Expr> items = new ArrayList<>();
        boolean tuple = tokens.at(TokenKind.RIGHT_PAREN);
        while (!tokens.at(TokenKind.RIGHT_PAREN)) {
            items.add(expression());
            if (!tokens.accept(TokenKind.COMMA)) {
                break;
            }
            tuple = true;
        }
        tokens.close(tuple ? say("`,` or `)`") : say("an operator or `)`"));
        return tuple ? node(Expr.list(items, tokens.spanFrom(start))) : items.get(0);
    }

    private Expr list() {
        int start = tokens.peek().start();
        Optional<Expr.Numbers> numbers = numberLists.read(start);
        if (numbers.isPresent()) {
            tokens.jump(numberLists.end());
            return node(numbers.get());
        }
        // square brackets group in LaTeX, as round ones do; in a call they give a shape
        boolean argument = tokens.previous() == TokenKind.COMMA
                || (tokens.previous() == TokenKind.LEFT_PAREN && !enclosing.isEmpty());
        boolean groups = tokens.dialect() == Dialect.LATEX && !argument;
        tokens.open();
        List<Expr> rows = new ArrayList<>();
        List<Expr> items = new ArrayList<>();
        boolean matrix = false;
        int rowStart = tokens.peek().start();
        while (!tokens.at(TokenKind.RIGHT_BRACKET)) {
            items.add(expression());
            if (tokens.at(TokenKind.SEMICOLON)) {
                // MATLAB: a semicolon ends a row
                rows.add(Expr.list(items, tokens.spanFrom(rowStart)));
                items = new ArrayList<>();
                matrix = true;
                tokens.next();
                rowStart = tokens.peek().start();
            } else if (!tokens.accept(TokenKind.COMMA)) {
                break;
            }
        }
        if (matrix && !items.isEmpty()) {
            rows.add(Expr.list(items, tokens.spanFrom(rowStart)));
        }
        tokens.close(IN_LIST);
        boolean nested =
                items.size() == 1 && (items.get(0) instanceof Expr.ListOf || items.get(0) instanceof Expr.Numbers);
        if (groups && !matrix && items.size() == 1 && !nested) {
            return items.get(0);
        }
        return node(Expr.list(matrix ? rows : items, tokens.spanFrom(start)));
    }

    /**
     * Reads the arguments of a call.
     *
     * @param written the function as it was written, with its primes
     * @param leading the arguments before the bracket: what a method is called on
     */
    Expr call(String written, Span functionSpan, List<Expr> leading, int start) {
        tokens.open();
        String outer = enclosing;
        enclosing = written;
        String counting = names.counting();
        List<Expr> arguments = new ArrayList<>(leading);
        Map<String, Expr.Keyword> keywords = new LinkedHashMap<>();
        while (!tokens.at(TokenKind.RIGHT_PAREN)) {
            Token token = tokens.peek();
            if (tokens.at(TokenKind.NAME, TokenKind.ASSIGN)) {
                tokens.next();
                tokens.next();
                Expr.Keyword keyword = new Expr.Keyword(token.text(), expression(), token.span());
                if (keywords.put(token.text(), keyword) != null) {
                    throw new Mistake(
                            token.start(), say("the argument `{0}` is given twice", token.text()), say("keep one"));
                }
            } else {
                arguments.add(expression());
                if (!keywords.isEmpty()) {
                    throw new Mistake(
                            token.start(),
                            say("an argument without a name behind one with a name"),
                            say("put it before the others"));
                }
            }
            if (!tokens.accept(TokenKind.COMMA)) {
                break;
            }
        }
        tokens.close(say("`,` or `)`"));
        enclosing = outer;
        if (Spellings.DIAGONALS.contains(written)) {
            names.count(counting);
        }
        Span span = tokens.spanFrom(start);
        if (Spellings.SUMS_OF_LINES.containsKey(written) && arguments.size() == 1 && keywords.isEmpty()) {
            Expr axis = new Expr.Num(Spellings.SUMS_OF_LINES.get(written), functionSpan);
            return node(new Expr.Call(
                    "sum",
                    functionSpan,
                    arguments,
                    List.of(
                            new Expr.Keyword("axis", axis, functionSpan),
                            new Expr.Keyword("keepdims", new Expr.Bool(true, functionSpan), functionSpan)),
                    span));
        }
        if (written.equals(Spellings.INNER) && arguments.size() == 2 && keywords.isEmpty()) {
            Expr product =
                    node(new Expr.Binary(BinaryOp.MULTIPLY, arguments.get(0), arguments.get(1), functionSpan, span));
            return node(new Expr.Call("sum", functionSpan, List.of(product), List.of(), span));
        }
        BinaryOp op = Spellings.OPERATOR_FUNCTIONS.get(written);
        if (op != null && arguments.size() == 2 && keywords.isEmpty()) {
            return node(new Expr.Binary(op, arguments.get(0), arguments.get(1), functionSpan, span));
        }
        if (Spellings.CASTS.contains(written)
                && arguments.size() == 1
                && arguments.get(0) instanceof Expr.Binary condition
                && condition.op().isComparison()) {
            return condition;
        }
        if (Spellings.ADJUGATES.contains(written) && arguments.size() == 1 && keywords.isEmpty()) {
            Expr cofactors = node(new Expr.Call("cofactor", functionSpan, arguments, List.of(), span));
            return node(new Expr.Transpose(cofactors, span));
        }
        boolean vec = written.equals("vecjacobian") || written.equals("vecderivative");
        if (vec && tokens.dialect() == Dialect.LATEX && arguments.size() == 2) {
            return node(HessianParser.ofVec(arguments.get(0), arguments.get(1), span));
        }
        String function = Spellings.function(written);
        Expr.Call call = new Expr.Call(function, functionSpan, arguments, List.copyOf(keywords.values()), span);
        if (tokens.dialect() == Dialect.MATLAB) {
            if (!tokens.isJulia()) {
                MatlabCalls.refuseHalfSum(call, outer.equals(written));
            }
            return node(MatlabCalls.of(call));
        }
        return node(call);
    }

    /** Reads what is differentiated by a variable, in which {@code g(w)} is a function of that and no product. */
    Expr of(String variable, int loosest) {
        nameParser.differentiate(variable);
        Expr of = expression(loosest);
        nameParser.differentiate("");
        return of;
    }

    /** Reads an operand that may be a name nobody has used yet. */
    Expr leftSide() {
        names.introduce(true);
        names.name(tokens.at(TokenKind.NAME, TokenKind.ASSIGN));
        Expr left = operand();
        names.introduce(false);
        names.name(false);
        return left;
    }

    /** Reads the layer of a name, if it has one; see {@link PostfixParser#layered}. */
    Expr layered(Expr.Name name) {
        return postfixes.layered(name);
    }

    /** Reads the power of what is differentiated by; see {@link PostfixParser#raised}. */
    Expr raised(Expr operand) {
        return postfixes.raised(operand);
    }

    /** Reads the postfixes of an operand; see {@link PostfixParser#of}. */
    Expr postfixed(Expr operand, Token first) {
        return postfixes.of(operand, first);
    }

    /** Counts a node of the tree. */
    <E extends Expr> E node(E e) {
        if (++nodes > MAX_NODES) {
            throw new Mistake(
                    e.span().start(),
                    say("more than {0} operations, names and numbers in one text", MAX_NODES),
                    say("use arrays, and file(\"x.npy\") for data"));
        }
        return e;
    }
}
