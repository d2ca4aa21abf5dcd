package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Derivatives of expressions as books write them: {@code \frac{\partial a^T X b}{\partial X}},
 * {@code \frac{\partial}{\partial X} \operatorname{tr}(A X)}, {@code \frac{d}{dx} \sin x}, {@code \partial \det(X)}. They are read as
 * {@code d(…)/d(X)}, and the last as {@code d(…)}. The derivative of a name stays the ratio of two names.
 */
final class DerivativeParser {
    /** What TeX passes over between the parts of a formula. */
    static final String SPACE = "(?:[ \\t]|\\\\[,;! ])*+";

    private static final String PARTIAL = "(\\\\partial(?![A-Za-z])|∂|\\\\mathrm" + SPACE + "\\{d\\}|d)";

    /** Above the line a d, and anything behind it. */
    private static final Pattern ABOVE = Pattern.compile(SPACE + "\\{" + SPACE + PARTIAL + SPACE);

    private static final String POWER = "(?:(?:\\^\\d|\\^\\{\\d\\}|[²³])" + SPACE + ")?";

    /** The rest of the line, once the upper braces are closed: below stands one name with a d. */
    private static final Pattern BELOW =
            Pattern.compile(SPACE + "\\{" + SPACE + PARTIAL + SPACE + "(?<name>\\\\[A-Za-z]+" + SPACE
                    + "\\{?[\\p{L}\\p{N}_]+\\}?|\\\\[A-Za-z]+|[\\p{L}][\\p{L}\\p{N}_]*)" + SPACE + POWER + "\\}");

    /** A quantity by name, with its index, layer, sample or arguments. */
    private static final Pattern QUANTITY =
            Pattern.compile("(\\\\(?:math[a-z]+|boldsymbol|bm|hat|bar|vec|tilde|widehat|"
                    + "overline)" + SPACE + "\\{[^{}]*\\}|\\\\[A-Za-z]+|\\p{L}[\\p{L}\\p{N}]*)"
                    + "((?:_\\{[^{}]*\\}|_[\\p{L}\\p{N}]+|\\^\\{[^{}]*\\}|\\^\\S|'|" + SPACE + "\\([^()]*\\))*)"
                    + SPACE);

    private static final int MOST_LETTERS = 2000;

    private final String text;
    private final TokenStream tokens;
    private final ExprParser expressions;
    private final KnownNames names;

    DerivativeParser(String text, TokenStream tokens, ExprParser expressions, KnownNames names) {
        this.text = text;
        this.tokens = tokens;
        this.expressions = expressions;
        this.names = names;
    }

    /** Whether the fraction that comes next is the derivative of more than a name. */
    boolean startsDerivative() {
        if (tokens.dialect() != Dialect.LATEX) {
            return false;
        }
        Matcher above = ABOVE.matcher(text).region(tokens.peek().end(), end());
        if (!above.lookingAt()) {
            return false;
        }
        int close = closing(above.end());
        Matcher below = BELOW.matcher(text);
        if (close < 0 || !below.region(close + 1, end()).lookingAt()) {
            return false;
        }
        if (text.substring(above.end(), close).isBlank()) {
            String behind = text.substring(below.end(), end())
                    .split("[=\\n\\r&]|\\\\\\\\", 2)[0]
                    .strip();
            return !isQuantity(behind, false);
        }
        boolean letter = above.group(1).equals("d");
        return !(letter && names.has("d"))
                && !isQuantity(text.substring(above.end(), close).strip(), letter);
    }

    private int end() {
        return Math.min(text.length(), tokens.peek().end() + MOST_LETTERS);
    }

    /** Where the brace closes in which an offset stands; negative when it does not. */
    private int closing(int from) {
        int depth = 0;
        for (int at = from; at < end(); at++) {
            char c = text.charAt(at);
            if (c == '}' && depth-- == 0) {
                return at;
            }
            depth += c == '{' ? 1 : 0;
        }
        return -1;
    }

    /** What the model has, or may have, a name for, and not a formula: {@code J}, {@code z^{[1]}}, {@code J(W, b)}. */
    private boolean isQuantity(String above, boolean letter) {
        Matcher quantity = QUANTITY.matcher(above);
        if (!quantity.matches()) {
            // dJ/dx: the d is the first letter of a name that goes on
            return letter && !above.isEmpty() && text.charAt(text.indexOf(above) - 1) == 'd' && names.has("d" + above);
        }
        String name = names.find(bare(quantity.group(1)));
        String behind = quantity.group(2);
        String word = bare(quantity.group(1));
        boolean command = quantity.group(1).startsWith("\\")
                && word.equals(quantity.group(1).substring(1));
        boolean function = Spellings.APPLIED.contains(word)
                || !Spellings.function(word).equals(word)
                || (command && !Spellings.LATEX_NAMES.containsKey(word));
        if (function && !names.has(name)) {
            return false;
        }
        if (!names.has(name)) {
            boolean product = !name.isEmpty()
                    && name.length() > 1
                    && name.chars().allMatch(c -> names.has(Character.toString(c)));
            return !product;
        }
        int power = behind.indexOf('^');
        boolean layer = power < 0 || behind.startsWith("^{[", power) || behind.startsWith("^{(", power);
        return layer;
    }

    private static String bare(String written) {
        int brace = written.indexOf('{');
        if (brace >= 0) {
            return written.substring(brace + 1, written.length() - 1).strip();
        }
        String command = written.startsWith("\\") ? written.substring(1) : written;
        return Spellings.LATEX_NAMES.getOrDefault(command, command);
    }

    /** Reads such a derivative. */
    Expr derivative() {
        Token fraction = tokens.next();
        tokens.open();
        Matcher above = ABOVE.matcher(text).region(fraction.end(), text.length());
        boolean found = above.lookingAt();
        Matcher variable = BELOW.matcher(text).region(closing(found ? above.end() : fraction.end()) + 1, end());
        String by = variable.lookingAt() ? names.find(bare(variable.group("name"))) : "";
        tokens.again(found ? above.end() : fraction.end());
        Expr of = tokens.at(TokenKind.RIGHT_BRACE)
                ? new Expr.None(fraction.span())
                : expressions.of(by, BinaryOp.EQUAL.precedence());
        int upper = tokens.lastEnd();
        tokens.close(say("`}`"));
        Expr wrt = below();
        if (of instanceof Expr.None) {
            tokens.enter(fraction);
            of = expressions.of(by, BinaryOp.MULTIPLY.precedence());
            tokens.leave();
        }
        Span span = tokens.spanFrom(fraction.start());
        Expr top = differential(of, new Span(fraction.start(), Math.max(upper, fraction.end())));
        if (wrt instanceof Expr.Binary power) {
            Expr base = differential(power.left(), wrt.span());
            Expr below = new Expr.Binary(BinaryOp.POWER, base, power.right(), wrt.span());
            return expressions.node(DifferentialNames.byPower(top, below, span).orElseThrow());
        }
        return expressions.node(new Expr.Binary(BinaryOp.DIVIDE, top, differential(wrt, wrt.span()), span));
    }

    private Expr below() {
        Matcher below = ABOVE.matcher(text).region(tokens.peek().start(), text.length());
        tokens.open();
        if (below.lookingAt()) {
            tokens.again(below.end());
        }
        Token name = tokens.peek();
        if (name.kind() != TokenKind.NAME) {
            throw new Mistake(name.start(), say("`∂` needs a name after it"), say("as in ∂J/∂W"));
        }
        tokens.next();
        Expr wrt = expressions.raised(expressions.node(new Expr.Name(names.find(name.text()), name.span())));
        tokens.close(say("`}`"));
        return wrt;
    }

    /** Whether an operator, {@code \nabla_X}, stands before a formula that comes next and not before the name of a result. */
    boolean startsFormula() {
        Token of = tokens.peek();
        if (tokens.dialect() != Dialect.LATEX || of.kind() != TokenKind.NAME) {
            return tokens.dialect() == Dialect.LATEX && of.kind().startsOperand();
        }
        String name = names.find(of.text());
        TokenKind next = tokens.peek(1).kind();
        if (!names.has(name)) {
            return Spellings.CALLED.contains(of.text())
                    || !Spellings.function(of.text()).equals(of.text())
                    || (of.text().equals("e") && next == TokenKind.CARET);
        }
        boolean goesOn = next == TokenKind.CARET || (next.startsOperand() && next != TokenKind.LEFT_PAREN);
        return goesOn && !names.isOfResult("d" + name);
    }

    /** Reads the formula behind an operator that differentiates by a name, which has a d before it. */
    Expr behindOperator(Expr.Name by, Token first) {
        tokens.enter(first);
        Expr.Name wrt = DifferentialNames.withoutD(by);
        Expr of = expressions.of(wrt.id(), BinaryOp.MULTIPLY.precedence());
        tokens.leave();
        return expressions.node(new Expr.Binary(
                BinaryOp.DIVIDE,
                differential(of, of.span()),
                differential(wrt, wrt.span()),
                tokens.spanFrom(first.start())));
    }

    /** Whether what stands behind a ∂ is no name, but a bracket, a root, or a function that is applied to something. */
    boolean isOfFormula(Token partial) {
        if (tokens.dialect() != Dialect.LATEX || partial.kind() != TokenKind.PARTIAL) {
            return false;
        }
        String of = partial.text().substring(1);
        boolean alone = of.isEmpty() && tokens.peek(1).kind() == TokenKind.RIGHT_BRACE;
        return (of.isEmpty() && !alone) || (Spellings.APPLIED.contains(of) && !names.has(of));
    }

    /** Reads {@code \partial(X Y)}, {@code \partial \det(X)}, from the ∂ on. */
    Expr differential() {
        Token partial = tokens.next();
        int behind = partial.start() + (text.charAt(partial.start()) == '\\' ? "\\partial".length() : 1);
        tokens.again(behind);
        tokens.enter(partial);
        Expr of = expressions.expression(BinaryOp.POWER.precedence());
        tokens.leave();
        return expressions.node(differential(of, tokens.spanFrom(partial.start())));
    }

    private static Expr differential(Expr of, Span span) {
        return new Expr.Call("d", span, List.of(of), List.of(), span);
    }
}
