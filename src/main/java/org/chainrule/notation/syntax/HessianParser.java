package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Second derivatives by one variable as books write them: {@code \nabla^2 E}, {@code \nabla_w^2 E}, {@code \nabla\nabla E},
 * {@code \frac{\partial^2 E}{\partial w^2}}, {@code \frac{\partial^2 E}{\partial w \partial w^\top}}. They are read as
 * {@code hessian(E, w)}.
 */
final class HessianParser {
    private static final String SPACE = DerivativeParser.SPACE;
    private static final String NAME = "(\\\\(?:math[a-z]+|text|operatorname|boldsymbol|bm|hat|bar|tilde)" + SPACE
            + "\\{[^{}]*\\}|\\\\[A-Za-z]+|(?!ᵀ)\\p{L}(?:(?!ᵀ)[\\p{L}\\p{N}_])*)";
    /** Below an operator one name, or the same twice, {@code \nabla_{\theta\theta}}. */
    private static final String BY = SPACE + "_" + SPACE + "\\{?" + SPACE + NAME + SPACE + "(?:\\\\[A-Za-z]+(?=" + SPACE
            + "\\}))?" + SPACE + "\\}?" + SPACE;

    private static final String SQUARED =
            SPACE + "(?:\\^" + SPACE + "(?:2|\\{" + SPACE + "2" + SPACE + "\\})|²)" + SPACE;
    private static final String NABLA = "(?:\\\\nabla(?![A-Za-z])|∇)";
    private static final String PARTIAL = "(?:\\\\partial(?![A-Za-z])|∂)";
    private static final String D = "(?:\\\\partial(?![A-Za-z])|∂|\\\\mathrm" + SPACE + "\\{d\\}|d)";
    private static final String TRANSPOSE = "(?:'|′|\\^" + SPACE + "\\{?" + SPACE
            + "(?:T|\\\\prime|\\\\top|\\\\intercal|\\\\mathsf\\{T\\})" + SPACE + "\\}?|ᵀ|⊤)?";

    private static final String ARGUMENTS = "(?:" + SPACE + "\\([\\\\\\p{L}\\p{N}_, ;{}]*\\))?";

    private static final Pattern OPERATOR =
            Pattern.compile(NABLA + "(?:(?:" + BY + ")?" + SQUARED + "(?:" + BY + ")?|(?:" + BY + ")?" + SPACE + NABLA
                    + "(?:" + BY + ")?" + SPACE + TRANSPOSE + ")" + SPACE + NAME + ARGUMENTS);

    private static final Pattern FRACTION = Pattern.compile("\\\\[dt]?frac" + SPACE + "\\{" + SPACE + D + SQUARED + NAME
            + ARGUMENTS + SPACE + "\\}" + SPACE + "\\{" + SPACE + D + SPACE + NAME + "(?:" + SQUARED
            + "|" + SPACE + D + SPACE + NAME + SPACE + TRANSPOSE + SPACE + ")\\}");

    /** {@code ∂²L/∂a²}, {@code ∂²L/∂a∂b}, without a fraction. */
    private static final Pattern SLASH = Pattern.compile(D + SQUARED + NAME + ARGUMENTS + SPACE + "/" + SPACE
            + "(\\()?" + SPACE + D + SPACE + NAME + "(?:" + SQUARED + "|" + SPACE + D + SPACE + NAME + SPACE
            + TRANSPOSE + SPACE + ")(\\))?");

    /** A size d above the line is a number. */
    private static final Pattern LETTER = Pattern.compile("\\\\[dt]?frac" + SPACE + "\\{d");
    /** The same by a variance, {@code ∂²ℓ/∂μ∂σ²} and {@code ∂²ℓ/∂(σ²)²}. */
    private static final Pattern BY_SQUARE = Pattern.compile(PARTIAL + SQUARED + NAME + ARGUMENTS + SPACE + "/" + SPACE
            + "(?:" + PARTIAL + SPACE + NAME + SPACE + PARTIAL + SPACE + NAME + SQUARED + "|" + PARTIAL + SPACE
            + "\\(" + NAME + SQUARED + "\\)" + SQUARED + ")");

    private static final int MOST_LETTERS = 300;

    private final String text;
    private final TokenStream tokens;
    private final KnownNames names;

    HessianParser(String text, TokenStream tokens, KnownNames names) {
        this.text = text;
        this.tokens = tokens;
        this.names = names;
    }

    /** Whether a left side is a second derivative. */
    static boolean isHessian(Expr expr) {
        return expr instanceof Expr.Call call
                && (Set.of("hessian", "jacobian").contains(call.function()) || isOfVec(call))
                && call.functionSpan().equals(call.span());
    }

    private static boolean isOfVec(Expr.Call call) {
        return call.function().equals("reshape")
                && call.arguments().get(0) instanceof Expr.Call inner
                && inner.function().equals("transpose");
    }

    /** The derivative of {@code vec F} by {@code vec X}, a matrix: what is below the line is a matrix of the model. */
    static Expr ofVec(Expr of, Expr by, Span span) {
        Expr above = call("vec", span, of);
        Expr below = call("vec", span, by);
        Expr all = call("jacobian", span, above, by);
        List<Expr> order = List.of(new Expr.Num(0, span), new Expr.Num(2, span), new Expr.Num(1, span));
        Expr turned = new Expr.Call(
                "transpose", span, List.of(all), List.of(new Expr.Keyword("axes", Expr.list(order, span), span)), span);
        Expr zero = new Expr.Num(0, span);
        List<Expr> sizes = List.of(call("size", span, above, zero), call("size", span, below, zero));
        return call("reshape", span, turned, Expr.list(sizes, span));
    }

    private static Expr call(String function, Span span, Expr... arguments) {
        return new Expr.Call(function, span, List.of(arguments), List.of(), span);
    }

    /** Takes a second derivative, if one comes next in a line that claims something. */
    Optional<Expr> read() {
        int start = tokens.peek().start();
        int end = Math.min(text.length(), start + MOST_LETTERS);
        boolean letter =
                names.has("d") && LETTER.matcher(text).region(start, end).lookingAt();
        if (!names.isClaiming() || letter) {
            return Optional.empty();
        }
        Matcher fraction = FRACTION.matcher(text).region(start, end);
        if (fraction.lookingAt()) {
            String by = name(fraction.group(2));
            boolean same = fraction.group(3) == null || name(fraction.group(3)).equals(by);
            return same ? hessian(above(fraction.group(1)), by, by, start, fraction.end()) : Optional.empty();
        }
        Matcher squares = BY_SQUARE.matcher(text).region(start, end);
        if (squares.lookingAt()) {
            boolean mixed = squares.group(2) != null;
            Optional<String> square = PostfixParser.square(name(squares.group(mixed ? 3 : 4)), names);
            if (square.isPresent()) {
                String by = mixed ? name(squares.group(2)) : square.get();
                return hessian(above(squares.group(1)), by, square.get(), start, squares.end());
            }
        }
        Matcher slash = SLASH.matcher(text).region(start, end);
        if (slash.lookingAt()) {
            String by = name(slash.group(3));
            String again = slash.group(4) == null ? by : name(slash.group(4));
            boolean closed = (slash.group(2) == null) == (slash.group(5) == null);
            return closed ? hessian(above(slash.group(1)), by, again, start, slash.end()) : Optional.empty();
        }
        Matcher operator = OPERATOR.matcher(text).region(start, end);
        if (!operator.lookingAt()) {
            return Optional.empty();
        }
        Optional<String> by = Optional.empty();
        for (int group = 1; group < operator.groupCount(); group++) {
            if (by.isEmpty() && operator.group(group) != null) {
                by = Optional.of(name(operator.group(group)));
            }
        }
        Optional<String> wrt = by.or(() -> argument(operator.group())).or(names::onlyParameter);
        return wrt.isEmpty()
                ? Optional.empty()
                : hessian(above(operator.group(operator.groupCount())), wrt.get(), wrt.get(), start, operator.end());
    }

    /** The one argument of {@code ∇∇E(w)}. */
    private Optional<String> argument(String written) {
        int open = written.indexOf('(');
        String inside = open < 0
                ? ""
                : written.substring(open + 1, written.lastIndexOf(')')).strip();
        return inside.isEmpty() || inside.indexOf(',') >= 0
                ? Optional.empty()
                : Optional.of(name(inside)).filter(names::has);
    }

    /** What is differentiated: beside a length l, L is the loss. */
    private String above(String written) {
        String found = name(written);
        return found.equals(written) || names.isDefined(found) ? found : written;
    }

    private String name(String written) {
        int brace = written.indexOf('{');
        String bare =
                brace >= 0 ? written.substring(brace + 1, written.length() - 1).strip() : written;
        String command = bare.startsWith("\\") ? bare.substring(1) : bare;
        String found = names.find(Spellings.LATEX_NAMES.getOrDefault(command, command));
        String half = found.substring(0, found.length() / 2);
        return !names.has(found) && found.equals(half + half) ? names.find(half) : found;
    }

    private Optional<Expr> hessian(String of, String by, String again, int start, int end) {
        // The loss by another name is told by its differential.
        String loss = names.has(of)
                ? of
                : names.loss("d" + of).orElse(names.find("d" + of)).substring(1);
        if (!names.has(loss) || !names.has(by) || !names.has(again)) {
            return Optional.empty();
        }
        tokens.next();
        tokens.jump(end);
        Span span = new Span(start, end);
        List<Expr> arguments = List.of(new Expr.Name(loss, span), new Expr.Name(by, span));
        if (again.equals(by)) {
            return Optional.of(new Expr.Call("hessian", span, arguments, List.of(), span));
        }
        Expr gradient = new Expr.Call("grad", span, arguments, List.of(), span);
        return Optional.of(
                new Expr.Call("jacobian", span, List.of(gradient, new Expr.Name(again, span)), List.of(), span));
    }
}
