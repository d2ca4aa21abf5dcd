package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.ops.Signature;
import org.jspecify.annotations.Nullable;

/** Reads optimisers and schedules as they are written in a file or on the command line. */
final class OptimizerReader {
    /** What can be called, with its arguments. */
    private record Callee(Signature signature, Function<Options, Object> make) {}

    private static final Map<String, Callee> CALLEES = callees();

    private OptimizerReader() {}

    private static Map<String, Callee> callees() {
        Map<String, Callee> callees = new LinkedHashMap<>();
        Optimizers.RULES.forEach(rule ->
                callees.put(rule.name(), new Callee(Signature.of(rule.signature()), options -> made(rule, options))));
        callees.put(
                "step",
                new Callee(
                        Signature.of("lr, step_size, gamma=0.1"),
                        o -> Schedule.step(o.positive("lr"), o.positive("step_size"), o.number("gamma"))));
        callees.put(
                "exponential",
                new Callee(Signature.of("lr, gamma"), o -> Schedule.exponential(o.positive("lr"), o.number("gamma"))));
        callees.put(
                "cosine",
                new Callee(
                        Signature.of("lr, epochs, eta_min=0"),
                        o -> Schedule.cosine(o.positive("lr"), o.positive("epochs"), o.positive("eta_min"))));
        callees.put(
                "plateau",
                new Callee(
                        Signature.of("lr, factor=0.1, patience=10, threshold=1e-4"),
                        o -> Schedule.plateau(
                                o.positive("lr"),
                                o.fraction("factor"),
                                (int) o.positive("patience"),
                                o.positive("threshold"))));
        callees.put(
                "warm_up",
                new Callee(Signature.of("lr, steps"), o -> Schedule.warmUp(o.positive("lr"), o.positive("steps"))));
        return callees;
    }

    private static Object made(Optimizers.Rule rule, Options options) {
        Optimizer optimizer = rule.make().apply(options);
        boolean up = rule.signature().endsWith("maximize=false") && options.flag("maximize");
        return up ? Optimizers.uphill().then(optimizer) : optimizer;
    }

    static Optimizer read(String text) {
        return read(Syntax.parseExpression(Source.of("optimizer", text)).result());
    }

    static Optimizer read(Expr expr) {
        if (value(expr) instanceof Optimizer optimizer) {
            return optimizer;
        }
        throw new ChainruleException("an optimizer is written as sgd(lr=0.1) or adam(lr=0.001), not {0}", expr);
    }

    /** A number, a truth value, a list of values, an optimiser or a schedule. */
    private static Object value(Expr expr) {
        if (expr instanceof Expr.Num number) {
            return number.value();
        }
        if (expr instanceof Expr.Negate negate && value(negate.operand()) instanceof Double number) {
            return -number;
        }
        if (expr instanceof Expr.Bool bool) {
            return bool.value();
        }
        if (expr instanceof Expr.None) {
            return Options.NONE;
        }
        if (expr instanceof Expr.Text text) {
            return text.value();
        }
        if (expr instanceof Expr.Numbers numbers) {
            return numbers.values();
        }
        if (expr instanceof Expr.ListOf list) {
            return list.items().stream().map(OptimizerReader::value).toList();
        }
        if (expr instanceof Expr.Call call) {
            return called(call.function(), call.arguments(), call.keywords());
        }
        if (expr instanceof Expr.Name name) {
            return called(name.id(), List.of(), List.of());
        }
        throw new ChainruleException(
                say("the arguments of an optimizer are numbers, true, false, lists of numbers and schedules"));
    }

    /** What an argument is given: the names of parameters are no values. */
    private static Object value(String parameter, Expr expr) {
        return parameter.equals("params") ? names(expr) : value(expr);
    }

    private static List<String> names(Expr expr) {
        List<Expr> items = expr instanceof Expr.ListOf list ? list.items() : List.of(expr);
        if (!items.stream().allMatch(Expr.Name.class::isInstance)) {
            throw new ChainruleException("parameters are named as in [W1, b1], not {0}", expr);
        }
        return items.stream().map(item -> ((Expr.Name) item).id()).toList();
    }

    /** PyTorch's classes have the same names with capitals. */
    private static @Nullable Callee callee(String name) {
        Callee callee = CALLEES.get(name);
        return callee == null ? CALLEES.get(name.toLowerCase(Locale.ROOT)) : callee;
    }

    private static Object called(String name, List<Expr> positional, List<Expr.Keyword> keywords) {
        Callee callee = Optional.ofNullable(callee(name))
                .orElseThrow(() -> new ChainruleException(
                        say("there is no optimizer {0}; there are {1}", name, String.join(", ", CALLEES.keySet()))
                                .line(Suggest.hint(name, CALLEES.keySet()))));
        Map<String, Object> values = new LinkedHashMap<>();
        int next = 0;
        for (Signature.Parameter parameter : callee.signature.parameters()) {
            if (parameter.variadic()) {
                List<Object> rest = new ArrayList<>();
                while (next < positional.size()) {
                    rest.add(value(positional.get(next++)));
                }
                values.put(parameter.name(), rest);
            } else if (next < positional.size()) {
                values.put(parameter.name(), value(parameter.name(), positional.get(next++)));
            } else if (!parameter.fallback().isEmpty()) {
                values.put(
                        parameter.name(),
                        value(Syntax.parseExpression(Source.of("default", parameter.fallback()))
                                .result()));
            }
        }
        keywords.forEach(keyword -> {
            if (callee.signature.parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals(keyword.name()))) {
                throw new ChainruleException(
                        "{0} has no argument {1}: {0}({2})", name, keyword.name(), callee.signature);
            }
            values.put(keyword.name(), value(keyword.name(), keyword.value()));
        });
        if (next < positional.size()) {
            throw new ChainruleException(
                    "{0} takes at most {1} arguments, {2} were given: {0}({3})",
                    name, callee.signature.parameters().size(), positional.size(), callee.signature);
        }
        Stream<Signature.Parameter> missing =
                callee.signature.parameters().stream().filter(parameter -> !values.containsKey(parameter.name()));
        missing.findFirst().ifPresent(parameter -> {
            throw new ChainruleException(
                    "{0} needs its argument {1}: {0}({2})", name, parameter.name(), callee.signature);
        });
        return callee.make.apply(new Options(name, values));
    }
}
