package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Calls as MATLAB writes them: axes are counted from 1 and kept, shapes are several arguments. */
final class MatlabCalls {
    private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "prod", "max", "min");

    private MatlabCalls() {}

    /** The call of the notation that means the same; the call itself where the two agree. */
    static Expr.Call of(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        String name = call.function();
        if (!call.keywords().isEmpty() || arguments.isEmpty()) {
            return call;
        } else if (REDUCTIONS.contains(name)) {
            return reduction(call);
        } else if (name.equals("cumsum") && arguments.size() == 2) {
            return new Expr.Call(
                    name, call.functionSpan(), arguments.subList(0, 1), List.of(axis(arguments.get(1))), call.span());
        } else if (name.equals("size") && arguments.size() == 2) {
            return with(
                    call,
                    "size",
                    List.of(arguments.get(0), axis(arguments.get(1)).value()));
        } else if (name.equals("repmat") && arguments.size() > 1) {
            return with(call, "tile", List.of(arguments.get(0), shape(arguments.subList(1, arguments.size()), call)));
        } else if (name.equals("ones") || name.equals("zeros")) {
            List<Expr> sizes = arguments.size() == 1 && !isList(arguments.get(0))
                    ? List.of(arguments.get(0), arguments.get(0))
                    : arguments;
            return with(call, name, List.of(shape(sizes, call)));
        }
        return call;
    }

    private static Expr.Call reduction(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        boolean largest = call.function().equals("max") || call.function().equals("min");
        if (largest && arguments.size() == 2) {
            return call;
        } else if (largest && arguments.size() == 3) {
            return over(call, arguments.get(2));
        } else if (arguments.size() == 2) {
            return over(call, arguments.get(1));
        } else if (arguments.size() == 1 && arguments.get(0) instanceof Expr.Call inner && isWhole(call, inner)) {
            return inner;
        }
        return call;
    }

    /** Whether this is the outer of {@code sum(sum(x))}, which adds the columns and then their sums. */
    private static boolean isWhole(Expr.Call outer, Expr.Call inner) {
        return inner.function().equals(outer.function())
                && inner.arguments().size() == 1
                && inner.keywords().isEmpty();
    }

    /**
     * Refuses {@code sum(X)}, which adds the columns of a matrix and everything of a vector.
     *
     * @param nested whether the call stands in a call of the same function
     */
    static void refuseHalfSum(Expr.Call call, boolean nested) {
        if (REDUCTIONS.contains(call.function())
                && call.arguments().size() == 1
                && call.keywords().isEmpty()
                && !nested
                && !(call.arguments().get(0) instanceof Expr.Call inner && isWhole(call, inner))) {
            String name = call.function();
            throw new Mistake(
                    call.functionSpan().start(),
                    say("`{0}(…)` adds columns in MATLAB and everything elsewhere", name),
                    say("write {0}(…, 1), {0}(…, 2) or {0}({0}(…))", name));
        }
    }

    private static Expr.Call over(Expr.Call call, Expr axis) {
        Expr.Keyword keepdims = new Expr.Keyword("keepdims", new Expr.Bool(true, axis.span()), axis.span());
        return new Expr.Call(
                call.function(),
                call.functionSpan(),
                call.arguments().subList(0, 1),
                List.of(axis(axis), keepdims),
                call.span());
    }

    private static Expr.Keyword axis(Expr e) {
        if (e instanceof Expr.Num number && number.value() >= 1 && number.value() == Math.rint(number.value())) {
            return new Expr.Keyword("axis", new Expr.Num(number.value() - 1, e.span()), e.span());
        }
        throw new Mistake(
                e.span().start(), say("a dimension in MATLAB is a whole number from 1 on"), say("such as sum(x, 2)"));
    }

    private static Expr shape(List<Expr> sizes, Expr.Call call) {
        return sizes.size() == 1 && isList(sizes.get(0))
                ? sizes.get(0)
                : Expr.list(new ArrayList<>(sizes), call.span());
    }

    private static boolean isList(Expr e) {
        return e instanceof Expr.ListOf || e instanceof Expr.Numbers;
    }

    private static Expr.Call with(Expr.Call call, String function, List<Expr> arguments) {
        return new Expr.Call(function, call.functionSpan(), arguments, List.of(), call.span());
    }
}
