package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.notation.code.CodeToken.Kind;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;

/**
 * Reads expressions of programs as trees of the notation. What the notation has no form for is a call whose name nobody can
 * write: {@code .sum} for a method, {@code @shape} for a field, {@code {}} for a dictionary, {@code and}, {@code //}.
 */
final class CodeExpressions extends CodeFunctions {
    /** What stands for {@code *x} among arguments: the items of x. */
    static final String SEVERAL = "*…";

    /** Deeper expressions are nobody's derivation. */
    private static final int DEEPEST = 100;

    private final Predicate<String> variables;
    private int depth;

    /** @param variables what is a variable, also where it is called as a module is */
    CodeExpressions(List<CodeToken> tokens, boolean matlab, Predicate<String> variables) {
        super(tokens, matlab);
        this.variables = variables;
    }

    @Override
    void restart(int position) {
        super.restart(position);
        depth = 0;
    }

    /** Expressions with commas between them; several are a tuple. */
    Expr tuple() {
        Expr first = expression();
        if (!peek().is(",")) {
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (accept(",")) {
            if (peek().endsLine() || peek().is("=") || peek().is(")") || peek().is("]") || peek().is(":")) {
                break;
            }
            items.add(expression());
        }
        return node(new Expr.ListOf(items, from(first)));
    }

    /** Whatever may stand between two commas. */
    @Override
    Expr expression() {
        if (++depth > DEEPEST) {
            throw new Mistake(peek().span(), say("too many brackets in each other"));
        }
        Expr e = or();
        if (!matlab && acceptName("if")) {
            Expr condition = or();
            if (!acceptName("else")) {
                throw unexpected();
            }
            e = call("where", List.of(condition, e, expression()), from(e));
        } else if (matlab && peek().is(":") && !isClosing(peek(1))) {
            next();
            Expr second = or();
            Expr third = accept(":") ? or() : null;
            e = call(":", third == null ? List.of(e, second) : List.of(e, second, third), from(e));
        }
        depth--;
        return e;
    }

    private static boolean isClosing(CodeToken token) {
        return token.is(")") || token.is("]") || token.is(",") || token.endsLine();
    }

    @Override
    Expr or() {
        Expr e = and();
        while (peek().isName("or") || peek().is("||") || peek().is("|")) {
            next();
            e = call("or", List.of(e, and()), from(e));
        }
        return e;
    }

    private Expr and() {
        Expr e = not();
        while (peek().isName("and") || peek().is("&&") || peek().is("&")) {
            next();
            e = call("and", List.of(e, not()), from(e));
        }
        return e;
    }

    private Expr not() {
        CodeToken token = peek();
        if (token.isName("not") || (token.is("!") && matlab)) {
            next();
            Expr e = not();
            return call("not", List.of(e), new Span(token.start(), lastEnd()));
        }
        return comparison();
    }

    private Expr comparison() {
        Expr e = sum();
        if (!matlab && peek().isName("is")) {
            Span operator = next().span();
            BinaryOp same = acceptName("not") ? BinaryOp.NOT_EQUAL : BinaryOp.EQUAL;
            return node(new Expr.Binary(same, e, sum(), operator, from(e)));
        }
        BinaryOp op = peek().kind() == Kind.SIGN ? CallNames.COMPARISONS.get(peek().text()) : null;
        if (op != null) {
            Span operator = next().span();
            Expr right = sum();
            e = node(new Expr.Binary(op, e, right, operator, from(e)));
            if (peek().kind() == Kind.SIGN && CallNames.COMPARISONS.containsKey(peek().text())) {
                throw unexpected();
            }
        }
        return e;
    }

    private Expr sum() {
        Expr e = product();
        while (peek().is("+") || peek().is("-") || peek().is("−")) {
            CodeToken sign = next();
            BinaryOp op = sign.is("+") ? BinaryOp.ADD : BinaryOp.SUBTRACT;
            Expr right = product();
            e = node(new Expr.Binary(op, e, right, sign.span(), from(e)));
        }
        return e;
    }

    private Expr product() {
        Expr e = unary();
        while (true) {
            CodeToken sign = peek();
            if (sign.kind() != Kind.SIGN) {
                return e;
            }
            switch (sign.text()) {
                case "*":
                    e = binary(matlab ? BinaryOp.PRODUCT : BinaryOp.MULTIPLY, e);
                    break;
                case ".*", "⊙", "∘":
                    e = binary(BinaryOp.MULTIPLY, e);
                    break;
                case "/", "./":
                    e = binary(BinaryOp.DIVIDE, e);
                    break;
                case "@":
                    e = binary(BinaryOp.MATMUL, e);
                    break;
                case "·", "×":
                    e = binary(BinaryOp.PRODUCT, e);
                    break;
                case "//", "%":
                    next();
                    e = call(sign.text(), List.of(e, unary()), from(e));
                    break;
                default:
                    return e;
            }
        }
    }

    private Expr binary(BinaryOp op, Expr left) {
        Span operator = next().span();
        Expr right = unary();
        return node(new Expr.Binary(op, left, right, operator, from(left)));
    }

    private Expr unary() {
        CodeToken sign = peek();
        if (sign.is("-") || sign.is("−")) {
            next();
            Expr e = unary();
            return node(new Expr.Negate(e, new Span(sign.start(), lastEnd())));
        } else if (sign.is("+")) {
            next();
            return unary();
        } else if (sign.is("~")) {
            next();
            Expr e = unary();
            return call("not", List.of(e), new Span(sign.start(), lastEnd()));
        }
        return power();
    }

    private Expr power() {
        Expr base = postfixed();
        CodeToken sign = peek();
        if (sign.is("**") || sign.is("^") || sign.is(".^")) {
            next();
            Expr exponent = unary();
            Expr power = node(new Expr.Binary(BinaryOp.POWER, base, exponent, sign.span(), from(base)));
            return sign.is("^") && matlab ? call("^", List.of(power), power.span()) : power;
        }
        return base;
    }

    private Expr postfixed() {
        Expr e = atom();
        while (true) {
            CodeToken sign = peek();
            if (sign.is(".") && peek(1).kind() == Kind.NAME) {
                next();
                e = member(e, next());
            } else if (sign.is(".") && peek(1).is("(") && e instanceof Expr.Name function) {
                // clamp.(x, 0, 1) of Julia acts entry by entry, as all functions here do
                next();
                next();
                e = called(function.id(), List.of(), function);
            } else if (sign.is("'") || sign.is(".'") || sign.is("ᵀ")) {
                next();
                e = node(new Expr.Transpose(e, from(e)));
            } else if (sign.is("[") && !matlab) {
                next();
                e = index(e, "]");
            } else if (sign.is("{") && matlab) {
                next();
                e = index(e, "}");
            } else if (sign.is("(") && (e instanceof Expr.Name || matlab)) {
                next();
                e = e instanceof Expr.Name name
                        ? called(name.id(), List.of(), name)
                        : node(new Expr.Call("()", e.span(), arguments(e).arguments(), List.of(), from(e)));
            } else {
                return e;
            }
        }
    }

    /** Positional arguments and keywords, behind the opening bracket. */
    private record Arguments(List<Expr> arguments, List<Expr.Keyword> keywords) {}

    private Arguments arguments(Expr... leading) {
        List<Expr> arguments = new ArrayList<>(List.of(leading));
        List<Expr.Keyword> keywords = new ArrayList<>();
        while (!peek().is(")")) {
            if (peek().kind() == Kind.NAME && peek(1).is("=")) {
                CodeToken name = next();
                next();
                keywords.add(new Expr.Keyword(name.text(), expression(), name.span()));
            } else if (peek().is(":") && matlab) {
                arguments.add(call(":", List.of(), next().span()));
            } else if (peek().is("*") && !matlab) {
                Span star = next().span();
                arguments.add(call(SEVERAL, List.of(expression()), star));
            } else if (peek().is("**")) {
                throw unexpected();
            } else {
                arguments.add(expression());
            }
            if (!accept(",")) {
                break;
            }
        }
        if (peek().isName("for") && !arguments.isEmpty()) {
            arguments.add(comprehension(arguments.remove(arguments.size() - 1)));
        }
        expect(")");
        return new Arguments(arguments, keywords);
    }

    private Expr called(String function, List<Expr> leading, Expr first) {
        Arguments read = arguments(leading.toArray(Expr[]::new));
        long distinct =
                read.keywords().stream().map(Expr.Keyword::name).distinct().count();
        if (distinct < read.keywords().size()) {
            throw new Mistake(first.span(), say("an argument of `{0}` is given twice", function));
        }
        return node(new Expr.Call(function, first.span(), read.arguments(), read.keywords(), from(first)));
    }

    private Expr member(Expr e, CodeToken name) {
        boolean module = e instanceof Expr.Name of && CallNames.MODULES.contains(of.id()) && !variables.test(of.id());
        Expr.Name full = new Expr.Name(name.text(), new Span(e.span().start(), name.end()));
        if (module) {
            return name.text().equals("newaxis") ? new Expr.None(full.span()) : full;
        } else if (accept("(")) {
            return called("." + name.text(), List.of(e), full);
        } else if (name.text().equals("T") || name.text().equals("mT")) {
            return node(new Expr.Transpose(e, from(e)));
        }
        return call("@" + name.text(), List.of(e), from(e));
    }

    private Expr index(Expr e, String close) {
        List<Expr.IndexItem> items = new ArrayList<>();
        while (!peek().is(close)) {
            items.add(item());
            if (!accept(",")) {
                break;
            }
        }
        expect(close);
        if (items.isEmpty()) {
            throw new Mistake(e.span(), say("an index is missing in `[]`"));
        }
        return node(new Expr.Index(e, items, from(e)));
    }

    private Expr.IndexItem item() {
        if (accept("...")) {
            return new Expr.Ellipsis();
        }
        Optional<Expr> start = bound();
        if (!accept(":")) {
            return new Expr.At(start.orElseThrow(this::unexpected));
        }
        Optional<Expr> stop = bound();
        return new Expr.Slice(start, stop, accept(":") ? bound() : Optional.empty());
    }

    private Optional<Expr> bound() {
        return peek().is(":") || isClosing(peek()) ? Optional.empty() : Optional.of(expression());
    }

    private Expr atom() {
        CodeToken token = next();
        switch (token.kind()) {
            case NUMBER:
                return node(new Expr.Num(token.value(), token.span()));
            case STRING:
                return node(new Expr.Text(token.text(), token.span()));
            case FORMAT:
                return call("f", List.of(new Expr.Text(token.text(), token.span())), token.span());
            case NAME:
                return name(token);
            default:
                if (token.is("@") && matlab && peek().kind() == Kind.NAME) {
                    CodeToken function = next();
                    return node(new Expr.Text(function.text(), function.span()));
                } else if (token.is("@") && matlab && peek().is("(")) {
                    return lambda(token);
                } else if (token.is("(")) {
                    return group(token);
                } else if (token.is("[")) {
                    return matlab ? matrix(token) : list(token);
                } else if (token.is("{")) {
                    return dictionary(token);
                }
                back();
                throw unexpected();
        }
    }

    private Expr name(CodeToken token) {
        switch (token.text()) {
            case "None", "newaxis":
                return node(new Expr.None(token.span()));
            case "True", "true":
                return node(new Expr.Bool(true, token.span()));
            case "False", "false":
                return node(new Expr.Bool(false, token.span()));
            case "lambda":
                // a word of Python, and a weight elsewhere
                if (!matlab && (peek().kind() == Kind.NAME || peek().is(":"))) {
                    return lambda(token);
                }
                return node(new Expr.Name(token.text(), token.span()));
            case "yield", "await", "for", "else", "if", "return", "def":
                back();
                throw unexpected();
            default:
                return node(new Expr.Name(token.text(), token.span()));
        }
    }

    private Expr group(CodeToken open) {
        if (accept(")")) {
            return node(new Expr.ListOf(List.of(), new Span(open.start(), lastEnd())));
        }
        Expr inner = tuple();
        expect(")");
        return inner;
    }

    private Expr list(CodeToken open) {
        List<Expr> items = new ArrayList<>();
        while (!peek().is("]")) {
            items.add(expression());
            if (items.size() == 1 && peek().isName("for")) {
                Expr made = comprehension(items.get(0));
                expect("]");
                return made;
            }
            if (!accept(",")) {
                break;
            }
        }
        expect("]");
        return node(new Expr.ListOf(items, new Span(open.start(), lastEnd())));
    }

    /** A matrix of MATLAB: parts side by side, rows below each other. */
    private Expr matrix(CodeToken open) {
        List<Expr> rows = new ArrayList<>();
        List<Expr> row = new ArrayList<>();
        while (!peek().is("]")) {
            if (accept(";")) {
                rows.add(new Expr.ListOf(row, new Span(open.start(), lastEnd())));
                row = new ArrayList<>();
            } else if (!accept(",")) {
                row.add(expression());
            }
        }
        expect("]");
        Span span = new Span(open.start(), lastEnd());
        rows.add(new Expr.ListOf(row, span));
        return call("[]", rows, span);
    }

    private Expr dictionary(CodeToken open) {
        List<Expr> pairs = new ArrayList<>();
        while (!peek().is("}")) {
            pairs.add(expression());
            expect(":");
            pairs.add(expression());
            if (!accept(",")) {
                break;
            }
        }
        expect("}");
        return call("{}", pairs, new Span(open.start(), lastEnd()));
    }
}
