package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads operands that begin with a name, and the sums and norms of LaTeX: what is spelt differently elsewhere. */
final class NameParser {
    /** Objects whose fields are the names of the model. */
    private static final Set<String> OBJECTS = Set.of("self", "this", "ctx");

    private final TokenStream tokens;
    private final ExprParser expressions;
    private final KnownNames names;
    private final SampleArguments samples;
    private final FunctionPowers powers;

    private String variable = "";

    NameParser(TokenStream tokens, ExprParser expressions, KnownNames names) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.names = names;
        this.samples = new SampleArguments(tokens, names);
        this.powers = new FunctionPowers(tokens, expressions);
    }

    /** Reads a name with a ∂ before it, and the ratio that it begins. */
    Expr partial() {
        Token over = tokens.next();
        Expr.Name numerator = new Expr.Name(DifferentialNames.above(over.text(), names), over.span());
        samples.skipArgumentsOfResult(expressions, true, "");
        if (!tokens.at(TokenKind.SLASH, TokenKind.PARTIAL)) {
            return expressions.node(expressions.layered(numerator));
        }
        // ∂J/∂W is one thing, so that 2 * x @ ∂J/∂W means what it looks like
        tokens.enter(over);
        Token slash = tokens.next();
        Token under = tokens.next();
        Expr denominator = expressions.layered(new Expr.Name(under.text(), under.span()));
        tokens.leave();
        Expr below = expressions.raised(denominator);
        Optional<Expr> byPower = DifferentialNames.byPower(numerator, below, tokens.spanFrom(over.start()));
        if (byPower.isPresent()) {
            return expressions.node(byPower.get());
        }
        return expressions.node(
                new Expr.Binary(BinaryOp.DIVIDE, numerator, below, slash.span(), tokens.spanFrom(over.start())));
    }

    /** {@code ∇_W J} is ∂J/∂W, and so is {@code ∇J(W)}. */
    Expr nabla(DerivativeParser formulas) {
        Token under = tokens.next();
        Token glued = tokens.peek();
        String of = glued.kind() == TokenKind.NAME && glued.start() == under.end() ? names.find(glued.text()) : "";
        if (under.text().isEmpty() && names.has(of) && names.loss("d" + of).isEmpty() && !names.isOfResult("d" + of)) {
            // ∇W, as programs call the gradient by W
            tokens.next();
            return expressions.node(new Expr.Name("d" + of, tokens.spanFrom(under.start())));
        }
        if (under.text().isEmpty()) {
            boolean named = tokens.at(TokenKind.NAME, TokenKind.LEFT_PAREN)
                    && tokens.peek(2).kind() == TokenKind.NAME
                    && tokens.peek(3).kind() == TokenKind.RIGHT_PAREN;
            Optional<String> only = named ? Optional.empty() : names.onlyParameter();
            if (only.isPresent()) {
                // ∇J of a model with one parameter
                return derivative(new Expr.Name("d" + only.get(), under.span()), under);
            } else if (!named) {
                throw new Mistake(under.start(), say("`∇` needs the name of a variable below it"), say("as in ∇_W J"));
            }
            Token by = tokens.peek(2);
            Expr gradient = derivative(new Expr.Name("d" + names.find(by.text()), by.span()), under);
            if (tokens.at(TokenKind.LEFT_PAREN)) {
                // the bracket has said by what
                tokens.take(3);
            }
            return gradient;
        }
        Expr by = ofLastLayer(expressions.layered(new Expr.Name(under.text(), under.span())));
        if (under.value() == 1 && !tokens.accept(TokenKind.RIGHT_BRACE)) {
            throw tokens.afterOperand(say("`}`"));
        }
        return by instanceof Expr.Name name && formulas.startsFormula()
                ? formulas.behindOperator(name, under)
                : derivative(by, under);
    }

    /** In {@code ∇_a C} of a model that has a2, a3 and no a, the one that comes last is meant. */
    private Expr ofLastLayer(Expr differential) {
        String base = differential instanceof Expr.Name name ? name.id().substring(1) : "";
        OptionalInt last = base.isEmpty() || names.has(names.find(base))
                ? OptionalInt.empty()
                : names.layers().lastOf(base);
        String own = names.has(base + "L") ? base + "L" : last.isPresent() ? names.find(base + last.getAsInt()) : "";
        return own.isEmpty() || names.has(names.find(base))
                ? differential
                : new Expr.Name("d" + own, differential.span());
    }

    /**
     * Reads what an operator differentiates, {@code J} in {@code ∇_W J} and in {@code \frac{∂}{∂W} J(W)}.
     *
     * @param by the variable, with a d before it
     */
    Expr derivative(Expr by, Token first) {
        Token of = tokens.peek();
        if (of.kind() != TokenKind.NAME) {
            throw new Mistake(
                    of.start(), say("the name of what is differentiated is expected here"), say("as in ∇_W J"));
        }
        tokens.next();
        Expr.Name above = new Expr.Name("d" + names.find(of.text()), of.span());
        samples.skipArgumentsOfResult(expressions, true, "");
        return expressions.node(new Expr.Binary(BinaryOp.DIVIDE, above, by, tokens.spanFrom(first.start())));
    }

    /**
     * A sum over the entries that its variable counts: {@code \sum_{i=1}^{m} a_i b_i} is {@code sum(a * b)}, and
     * {@code \sum_i \delta^{(i)} x^{(i)T}} is {@code δ @ x.T}. Along which axis samples are added is seen where shapes are known.
     */
    Expr sum() {
        Token token = tokens.next();
        Optional<Expr> steps = new StepSums(tokens, expressions, names).read(token);
        if (steps.isPresent()) {
            return steps.get();
        }
        tokens.enter(token);
        if (!token.text().isEmpty()) {
            names.bind(token.text());
        }
        Optional<Expr> where = tokens.quote(token).endsWith(":") ? Optional.of(condition()) : Optional.empty();
        Expr added = expressions.expression(BinaryOp.MULTIPLY.precedence());
        Expr body = where.isEmpty()
                ? added
                : expressions.node(
                        new Expr.Binary(BinaryOp.MULTIPLY, where.get(), added, tokens.spanFrom(token.end())));
        if (!token.text().isEmpty()) {
            names.unbind();
        }
        tokens.leave();
        Span span = tokens.spanFrom(token.start());
        return expressions.node(
                token.text().isEmpty() || !isOuter(body)
                        ? new Expr.Call("sum", token.span(), List.of(body), List.of(), span)
                        : new Expr.Binary(
                                BinaryOp.MATMUL, ((Expr.Binary) body).left(), ((Expr.Binary) body).right(), span));
    }

    /** What stands behind the colon below a Σ. */
    private Expr condition() {
        int start = tokens.peek().start();
        Expr left = expressions.expression();
        Expr condition = left;
        if (tokens.at(TokenKind.ASSIGN)) {
            tokens.next();
            Expr right = expressions.expression();
            condition = expressions.node(new Expr.Binary(BinaryOp.EQUAL, left, right, tokens.spanFrom(start)));
        }
        if (!tokens.accept(TokenKind.RIGHT_BRACE)) {
            throw tokens.afterOperand(say("`}`"));
        }
        return condition;
    }

    /** A product of a column and a row, of which the sum over all samples is a product of matrices. */
    private static boolean isOuter(Expr body) {
        return body instanceof Expr.Binary product
                && (product.op() == BinaryOp.MULTIPLY || product.op() == BinaryOp.PRODUCT)
                && product.right() instanceof Expr.Transpose
                && !(product.left() instanceof Expr.Transpose);
    }

    /** {@code |X|} is the determinant of what has a capital, else the absolute value; {@code \|x\|} the norm. */
    Expr bars() {
        Token token = tokens.peek();
        tokens.open();
        Expr inner = expressions.expression();
        String order = tokens.peek().text();
        tokens.close(say("`{0}`", token.kind() == TokenKind.BAR ? "|" : "\\|"));
        boolean matrix = inner instanceof Expr.Name name
                && Character.isUpperCase(name.id().codePointAt(0))
                && !names.hasEntries();
        String function = token.kind() == TokenKind.NORM ? "norm" : matrix ? "det" : "abs";
        Span span = tokens.spanFrom(token.start());
        if (order.equals("1") && function.equals("norm")) {
            Expr.Num one = new Expr.Num(1, token.span());
            return expressions.node(new Expr.Call(
                    function, token.span(), List.of(inner), List.of(new Expr.Keyword("ord", one, token.span())), span));
        } else if (!order.isEmpty() && !order.equals("2") && !order.equals("F")) {
            throw new Mistake(token.start(), say("only the norms _1, _2 and _F are read"), say("write norm(x, ord=3)"));
        }
        return expressions.node(new Expr.Call(function, token.span(), List.of(inner), List.of(), span));
    }

    /** Says by what is differentiated what is read next; empty behind it. */
    void differentiate(String by) {
        variable = by;
    }

    /** Reads what begins with a name: the name, a call, a constant. */
    Expr name() {
        Token first = tokens.next();
        Token last = qualified(first);
        String id = last.text();
        boolean latex = tokens.dialect() == Dialect.LATEX;
        if (isGradientOf(id)) {
            tokens.next();
            tokens.next();
            return expressions.node(new Expr.Name("d" + names.find(id), tokens.spanFrom(first.start())));
        }
        Optional<Expr> ratio = ofResult(first);
        if (ratio.isPresent()) {
            return ratio.get();
        }
        if (latex && !samples.isAtChoice() && (names.isOfResult(id) || names.isDefined(names.find(id)))) {
            samples.skipArgumentsOfResult(expressions, names.isOfResult(id), names.find(id));
        }
        if (!variable.isEmpty()
                && tokens.at(TokenKind.LEFT_PAREN, TokenKind.NAME)
                && tokens.peek(2).kind() == TokenKind.RIGHT_PAREN
                && names.find(tokens.peek(1).text()).equals(variable)
                && names.isDefined(names.find(id))) {
            tokens.take(3);
            return expressions.node(new Expr.Name(names.find(id), tokens.spanFrom(first.start())));
        }
        if (latex && samples.isOfSample(id)) {
            // h(x^{(i)}) is what the model computes from sample i
            tokens.open();
            expressions.expression();
            tokens.close(say("`)`"));
            return expressions.node(new Expr.Name(samples.resultName(id), tokens.spanFrom(first.start())));
        } else if (samples.isAny(id)) {
            tokens.open();
            tokens.next();
            tokens.close(say("`)`"));
            return expressions.node(new Expr.Name(names.foreign(id), tokens.spanFrom(first.start())));
        } else if (latex && samples.isAtChoice() && names.isDefined(names.find(id))) {
            // \\log π(a): the bracket belongs to π
            Expr of = expressions.node(new Expr.Name(names.find(id), tokens.spanFrom(first.start())));
            tokens.open();
            Expr choice = expressions.expression();
            tokens.close(say("`)`"));
            return expressions.node(
                    new Expr.Binary(BinaryOp.PRODUCT, of, choice, choice.span(), tokens.spanFrom(first.start())));
        } else if (tokens.at(TokenKind.LEFT_PAREN) && tokens.dialect() == Dialect.MATLAB && names.has(id)) {
            throw new Mistake(
                    tokens.peek().start(),
                    say("`{0}(…)` is an index in MATLAB, and round brackets call a function here", Chars.cut(id)),
                    say("write square ones and count from 0, such as {0}[:, 0]", Chars.cut(id)));
        } else if (id.equals("I") && !names.has(id) && tokens.at(TokenKind.LEFT_PAREN) && tokens.atCondition()) {
            // I(z > 0) is 1 where z > 0, as the brackets are by themselves
            return expressions.group();
        } else if (tokens.at(TokenKind.LEFT_PAREN) && !(latex && (isVariable(id) || samples.isOfProduct(id)))) {
            return expressions.call(id, last.span(), List.of(), first.start());
        } else if (Spellings.APPLIED.contains(id) && !names.has(id) && powers.isNext(latex)) {
            return powers.read(last, first);
        } else if (latex && Spellings.APPLIED.contains(id) && !names.has(id) && startsArgument()) {
            tokens.enter(first);
            boolean product = Spellings.APPLIED_TO_PRODUCTS.contains(id)
                    && !tokens.at(TokenKind.LEFT_BRACKET)
                    && !tokens.at(TokenKind.LEFT_BRACE);
            Expr argument = expressions.expression((product ? BinaryOp.MULTIPLY : BinaryOp.POWER).precedence());
            boolean multiple = argument instanceof Expr.Num;
            while (multiple && tokens.atJuxtaposed() && tokens.at(TokenKind.NAME)) {
                // a number in front belongs to what it multiplies: \log 2\pi, \sin 2x
                Expr factor = expressions.expression(BinaryOp.POWER.precedence());
                argument = expressions.node(new Expr.Binary(
                        BinaryOp.PRODUCT,
                        argument,
                        factor,
                        tokens.spanFrom(argument.span().start())));
            }
            tokens.leave();
            Span span = tokens.spanFrom(first.start());
            return expressions.node(
                    new Expr.Call(Spellings.function(id), last.span(), List.of(argument), List.of(), span));
        } else if (latex && Spellings.DIFFERENTIATED.contains(id) && !names.has(id) && startsArgument()) {
            // d\ln|V|
            tokens.enter(first);
            Expr argument = expressions.expression(BinaryOp.POWER.precedence());
            tokens.leave();
            return expressions.node(
                    new Expr.Call(id, last.span(), List.of(argument), List.of(), tokens.spanFrom(first.start())));
        } else if (latex && id.equals("d") && !names.has(id) && isBehindD()) {
            // d|V|
            tokens.enter(first);
            Expr of = expressions.expression(BinaryOp.POWER.precedence());
            tokens.leave();
            return expressions.node(
                    new Expr.Call("d", last.span(), List.of(of), List.of(), tokens.spanFrom(first.start())));
        }
        Span span = tokens.spanFrom(first.start());
        Optional<String> sample = names.meanOf(id);
        if (sample.isPresent()) {
            Expr.Keyword rows = new Expr.Keyword("axis", new Expr.Num(0, span), span);
            List<Expr> of = List.of(new Expr.Name(sample.get(), span));
            return expressions.node(new Expr.Call("mean", span, of, List.of(rows), span));
        }
        switch (id) {
            case "true":
            case "True":
                return expressions.node(new Expr.Bool(true, span));
            case "false":
            case "False":
                return expressions.node(new Expr.Bool(false, span));
            case "newaxis":
                if (names.has(id)) {
                    return expressions.node(expressions.layered(new Expr.Name(id, span)));
                }
                return expressions.node(new Expr.None(span));
            case "none":
            case "None":
                return expressions.node(new Expr.None(span));
            default:
                int below = id.length() - 3;
                boolean diagonal = latex
                        && below > 0
                        && id.charAt(below) == '_'
                        && id.charAt(below + 1) == id.charAt(below + 2)
                        && names.isBound(id.substring(0, below + 2));
                if (diagonal) {
                    Expr.Name of = new Expr.Name(names.find(id.substring(0, below)), span);
                    return expressions.node(new Expr.Call("diag_part", span, List.of(of), List.of(), span));
                }
                return latex && isWord(id)
                        ? factors(last)
                        : expressions.node(expressions.layered(new Expr.Name(id, span)));
        }
    }

    /** {@code dJ/dW} without blanks, which is one thing as {@code ∂J/∂W} is. */
    private Optional<Expr> ofResult(Token first) {
        boolean glued = names.isClaiming()
                && first.text().startsWith("d")
                && tokens.at(TokenKind.SLASH, TokenKind.NAME)
                && tokens.peek(1).text().length() > 1
                && tokens.peek(1).text().startsWith("d")
                && tokens.peek().start() == first.end()
                && tokens.peek(1).start() == tokens.peek().end()
                && (names.isOfResult(first.text()) || names.loss(first.text()).isPresent())
                && !names.has(first.text());
        if (!glued) {
            return Optional.empty();
        }
        Token slash = tokens.next();
        Token under = tokens.next();
        Expr below = expressions.raised(expressions.layered(new Expr.Name(under.text(), under.span())));
        Expr.Name above = new Expr.Name(first.text(), first.span());
        Span span = tokens.spanFrom(first.start());
        return Optional.of(expressions.node(DifferentialNames.byPower(above, below, span)
                .orElseGet(() -> new Expr.Binary(BinaryOp.DIVIDE, above, below, slash.span(), span))));
    }

    /** Whether a determinant or a function comes next, such as {@code \\ln}, of which a d is the differential. */
    private boolean isBehindD() {
        return tokens.at(TokenKind.BAR)
                || (tokens.at(TokenKind.NAME)
                        && Spellings.APPLIED.contains(tokens.peek().text()));
    }

    /** Reads over the module of {@code np.pi} and the struct of {@code nn.W}. */
    private Token qualified(Token first) {
        Token last = first;
        boolean module = Spellings.MODULES.contains(first.text());
        boolean struct = tokens.dialect() == Dialect.MATLAB || (names.isClaiming() && OBJECTS.contains(first.text()));
        if (!(module || struct) || names.has(first.text())) {
            return first;
        }
        while (tokens.at(TokenKind.DOT, TokenKind.NAME)) {
            boolean method = !module && tokens.peek(2).kind() == TokenKind.LEFT_PAREN;
            if (method || (!module && tokens.peek(1).text().equals("T"))) {
                break;
            }
            tokens.next();
            last = tokens.next();
        }
        return last;
    }

    /** {@code W.grad}, as PyTorch calls the gradient by W. */
    private boolean isGradientOf(String id) {
        return names.isClaiming()
                && tokens.at(TokenKind.DOT, TokenKind.NAME)
                && tokens.peek(1).text().equals("grad")
                && tokens.peek(2).kind() != TokenKind.LEFT_PAREN
                && names.has(names.find(id));
    }

    private boolean isVariable(String id) {
        // d(X Y) is a differential, also where the model has a D
        return names.has(id)
                || (!id.equals("d") && names.has(names.find(id)))
                // dM (C) is a product, unless there is a function of that name
                || (id.length() > 1 && id.startsWith("d") && names.has(id.substring(1)))
                || (isWord(id) && !Spellings.CALLED.contains(id));
    }

    private boolean startsArgument() {
        return tokens.peek().kind().startsOperand();
    }

    /** Whether a word is several names of the model side by side, as LaTeX writes {@code WX}. */
    private boolean isWord(String id) {
        return GluedNames.in(id, names).size() > 1;
    }

    private Expr factors(Token word) {
        List<String> names = GluedNames.in(word.text(), this.names).stream()
                .map(this.names::find)
                .toList();
        Expr product = expressions.node(new Expr.Name(names.get(0), word.span()));
        for (int i = 1; i < names.size(); i++) {
            Expr.Name factor = new Expr.Name(names.get(i), word.span());
            boolean last = i == names.size() - 1;
            Expr right = last
                    ? expressions.postfixed(expressions.node(expressions.layered(factor)), word)
                    : expressions.node(factor);
            product = expressions.node(new Expr.Binary(BinaryOp.PRODUCT, product, right, word.span()));
        }
        return product;
    }
}
