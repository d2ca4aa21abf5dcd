package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Left sides that begin with a d: differentials and gradients. */
final class DifferentialNames {
    private DifferentialNames() {}

    /** What is above a line, with a d before it: {@code ∂φ} of the model's phi; any loss stays as it is written. */
    static String above(String differential, KnownNames names) {
        String found = names.find(differential);
        return found.startsWith("d") && names.has(found.substring(1)) ? found : differential;
    }

    /** What stands behind the d of {@code d(X @ Y)}, {@code dtr(X)} or {@code dX^{-1}}. */
    static Optional<Expr> behindD(Expr left, KnownNames names) {
        if (!(left instanceof Expr.Call call)
                || call.arguments().size() != 1
                || !call.keywords().isEmpty()) {
            return Optional.empty();
        }
        Expr argument = call.arguments().get(0);
        String function = call.function();
        if (function.equals("d")) {
            return Optional.of(argument);
        } else if (function.equals("vec")) {
            return differentiated(argument, names).map(of -> call(function, of, call));
        } else if (function.equals("trace")) {
            return differentiated(argument, names)
                    .map(of -> names.isOfResult("d" + SyntaxPrinter.print(of)) ? of : call(function, of, call));
        } else if (function.equals("inv")
                && argument instanceof Expr.Name name
                && isDifferential(name)
                && names.has(name.id().substring(1))) {
            return Optional.of(call(function, withoutD(name), call));
        } else if (Spellings.DIFFERENTIATED.contains(function)) {
            return Optional.of(call(Spellings.function(function.substring(1)), argument, call));
        }
        return Optional.empty();
    }

    /** What a trace is taken of the differential of: {@code tr(dX)} is {@code d tr(X)}, and of a number it is the number. */
    private static Optional<Expr> differentiated(Expr argument, KnownNames names) {
        return argument instanceof Expr.Name name
                        && isDifferential(name)
                        && names.has(name.id().substring(1))
                        && (names.isOfResult(name.id()) || !names.has(name.id()))
                ? Optional.of(withoutD(name))
                : behindD(argument, names);
    }

    private static Expr call(String function, Expr argument, Expr.Call written) {
        return new Expr.Call(function, written.functionSpan(), List.of(argument), List.of(), written.span());
    }

    /** Whether an expression is {@code d(…)/d(X)}, the derivative of what need not have a name. */
    static boolean isRatio(Expr expr) {
        return expr instanceof Expr.Binary quotient
                && quotient.op() == BinaryOp.DIVIDE
                && isCallOfD(quotient.left())
                && isCallOfD(quotient.right());
    }

    /** Whether an expression is a derivative, a first or a second one, that is no quotient of two names. */
    static boolean isDerivative(Expr expr) {
        return isRatio(expr) || isByPower(expr) || HessianParser.isHessian(expr);
    }

    /** Whether a derivative is a part of an expression. */
    static boolean isMadeOfDerivative(Expr expr) {
        return expr.parts().stream().anyMatch(part -> isDerivative(part) || isGradient(part));
    }

    /** {@code U(β) = …} of a derivation gives a name to something that depends on β. */
    static Expr withoutArguments(Expr side, TokenStream tokens, KnownNames names) {
        boolean named = side instanceof Expr.Call call
                && tokens.dialect() == Dialect.LATEX
                && names.isClaiming()
                && tokens.at(TokenKind.ASSIGN)
                && call.keywords().isEmpty()
                && call.function().length() == 1
                && !Character.isLowerCase(call.function().charAt(0))
                && call.arguments().stream().allMatch(of -> of instanceof Expr.Name name && names.has(name.id()));
        return named ? new Expr.Name(((Expr.Call) side).function(), ((Expr.Call) side).functionSpan()) : side;
    }

    /** Whether a name is given to a gradient, δ to ∂J/∂z, and is not what it is called here anyway. */
    static boolean isNamed(Expr.Name name, Expr value) {
        return HessianParser.isHessian(value)
                || (isGradient(value)
                        && value instanceof Expr.Binary ratio
                        && !((Expr.Name) ratio.right()).id().equals(name.id()));
    }

    /** {@code q = A = B} of a name that is new says what q is, and then claims A = B. */
    static Statement step(Statement before, Statement next, KnownNames names) {
        return before instanceof Statement.Define one
                        && next instanceof Statement.Define two
                        && one.name().equals(two.name())
                        && !names.isOfModel(one.name().id())
                        // dz[l] of every layer is a gradient: each side claims it
                        && one.name().id().indexOf('[') < 0
                ? new Statement.Check(false, one.value(), two.value(), next.span())
                : next;
    }

    /** {@code f'(x)} and {@code f''(x)} of what the model computes from x. */
    static Optional<Expr> ofFunction(Expr left, KnownNames names) {
        int primes = left instanceof Expr.Call call ? call.function().indexOf('\'') : -1;
        if (primes <= 0
                || !(left instanceof Expr.Call function)
                || function.arguments().size() != 1
                || !(function.arguments().get(0) instanceof Expr.Name by)
                || !names.isQuantity(by.id())
                || !names.isDefined(function.function().substring(0, primes))) {
            return Optional.empty();
        }
        Span span = left.span();
        String of = function.function().substring(0, primes);
        int order = function.function().length() - primes;
        if (order == 1) {
            return Optional.of(new Expr.Binary(
                    BinaryOp.DIVIDE, new Expr.Name("d" + of, span), new Expr.Name("d" + by.id(), span), span));
        }
        return order == 2
                ? Optional.of(new Expr.Call("hessian", span, List.of(new Expr.Name(of, span), by), List.of(), span))
                : Optional.empty();
    }

    /** {@code d(J)/dw}, which is dJ/dw. */
    static Optional<Expr> ofBracket(Expr left) {
        return left instanceof Expr.Binary ratio
                        && ratio.op() == BinaryOp.DIVIDE
                        && isCallOfD(ratio.left())
                        && ((Expr.Call) ratio.left()).arguments().get(0) instanceof Expr.Name of
                        && ratio.right() instanceof Expr.Name by
                        && isDifferential(by)
                ? Optional.of(new Expr.Binary(
                        BinaryOp.DIVIDE, new Expr.Name("d" + of.id(), of.span()), by, ratio.operator(), ratio.span()))
                : Optional.empty();
    }

    /** Whether an expression is a function of each entry, such as {@code tanh'(z)}: what it equals is a claim, and no assumption. */
    static boolean isOfEntries(Expr expr) {
        return expr instanceof Expr.Call call
                && call.arguments().size() == 1
                && (call.function().indexOf('\'') > 0
                        || Set.of("tanh", "sigmoid", "softplus", "relu", "exp", "log", "sin", "cos")
                                .contains(call.function()));
    }

    /** Whether an expression is {@code ∂J/∂W}, a quotient of two names with a d. */
    static boolean isGradient(Expr expr) {
        return expr instanceof Expr.Binary quotient
                && quotient.op() == BinaryOp.DIVIDE
                && quotient.left() instanceof Expr.Name of
                && quotient.right() instanceof Expr.Name wrt
                && isDifferential(of)
                && isDifferential(wrt);
    }

    /** Whether a name may be that of a differential or a gradient: a d before something. */
    static boolean isDifferential(Expr.Name name) {
        return name.id().length() > 1 && name.id().startsWith("d");
    }

    /**
     * The derivative by a power of a name, {@code ∂J/∂σ²}: that by the name, divided by the derivative of the power. Other
     * quotients stay as they are.
     *
     * @param above what is differentiated, a name with a d before it or {@code d(…)}
     * @param below a name with a d before it, to a power
     */
    static Optional<Expr> byPower(Expr above, Expr below, Span span) {
        boolean differential = (above instanceof Expr.Name of && isDifferential(of)) || isCallOfD(above);
        if (!differential
                || !(below instanceof Expr.Binary power)
                || power.op() != BinaryOp.POWER
                || !(power.right() instanceof Expr.Num exponent)
                || exponent.value() < 2) {
            return Optional.empty();
        }
        boolean call = isCallOfD(power.left());
        Expr inner = call ? ((Expr.Call) power.left()).arguments().get(0) : power.left();
        if (!(inner instanceof Expr.Name by) || !(call || isDifferential(by))) {
            return Optional.empty();
        }
        Expr.Name name = call ? by : withoutD(by);
        Expr one = new Expr.Num(exponent.value() - 1, below.span());
        Expr rest = exponent.value() == 2 ? name : new Expr.Binary(BinaryOp.POWER, name, one, below.span());
        Expr chain = new Expr.Binary(BinaryOp.MULTIPLY, exponent, rest, below.span());
        Expr ratio = new Expr.Binary(BinaryOp.DIVIDE, above, power.left(), span);
        return Optional.of(new Expr.Binary(BinaryOp.DIVIDE, ratio, chain, span));
    }

    /** Whether an expression is what {@link #byPower} makes. */
    static boolean isByPower(Expr expr) {
        return expr instanceof Expr.Binary quotient
                && quotient.op() == BinaryOp.DIVIDE
                && quotient.left().span().equals(quotient.span())
                && (isGradient(quotient.left()) || isRatio(quotient.left()));
    }

    private static boolean isCallOfD(Expr expr) {
        return expr instanceof Expr.Call call
                && call.function().equals("d")
                && call.children().size() == 1;
    }

    /** The name behind the d. */
    static Expr.Name withoutD(Expr.Name name) {
        return new Expr.Name(name.id().substring(1), name.span());
    }
}
