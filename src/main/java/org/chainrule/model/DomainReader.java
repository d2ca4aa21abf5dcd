package org.chainrule.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.notation.Expr;
import org.chainrule.notation.Suggest;
import org.chainrule.ops.Arg;
import org.chainrule.tensor.Domain;

/** Reads the domain of a declaration: {@code positive}, {@code onehot(axis=0)}, {@code integer(0, 9)}. */
final class DomainReader {
    private static final List<String> NAMES = names();

    private DomainReader() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Domain.Kind kind : Domain.Kind.values()) {
            names.add(kind.name().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(names);
    }

    static Domain read(Expr expr, Expressions expressions) {
        if (expr instanceof Expr.Name name) {
            Domain.Kind kind = kind(name.id(), expr);
            return switch (kind) {
                case ONEHOT -> Domain.onehot(0);
                case SIMPLEX -> Domain.simplex(0);
                case INTERVAL -> throw new Trouble(expr.span(), "interval needs its bounds", "write interval(0, 1)");
                default -> Domain.of(kind);
            };
        }
        if (!(expr instanceof Expr.Call call)) {
            throw new Trouble(expr.span(), "a domain is a word such as positive or onehot(axis=0)", "");
        }
        Domain.Kind kind = kind(call.function(), call);
        List<Expr> all = new ArrayList<>(call.arguments());
        call.keywords().forEach(keyword -> all.add(keyword.value()));
        double[] numbers = new double[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            Arg arg = expressions.evaluate(all.get(i));
            if (arg instanceof Arg.Num number) {
                numbers[i] = number.value();
            } else if (arg instanceof Arg.Size size && size.dim().isKnown()) {
                numbers[i] = (double) size.dim().size();
            } else {
                throw new Trouble(
                        all.get(i).span(), "the domain " + call.function() + " takes numbers, not " + arg, "");
            }
        }
        switch (kind) {
            case ONEHOT:
            case SIMPLEX:
                if (numbers.length == 1 && numbers[0] == Math.rint(numbers[0])) {
                    int axis = (int) numbers[0];
                    return kind == Domain.Kind.ONEHOT ? Domain.onehot(axis) : Domain.simplex(axis);
                }
                throw new Trouble(
                        call.span(), call.function() + " takes one axis", "write " + call.function() + "(axis=0)");
            case INTEGER:
                if (numbers.length == 2 && numbers[0] <= numbers[1]) {
                    return Domain.integer((long) numbers[0], (long) numbers[1]);
                }
                throw new Trouble(call.span(), "integer takes a lower and an upper bound", "write integer(0, 9)");
            case INTERVAL:
                if (numbers.length == 2 && numbers[0] < numbers[1]) {
                    return Domain.interval(numbers[0], numbers[1]);
                }
                throw new Trouble(call.span(), "interval takes a lower and an upper bound", "write interval(0, 1)");
            default:
                throw new Trouble(call.span(), "the domain " + call.function() + " takes no arguments", "");
        }
    }

    private static Domain.Kind kind(String name, Expr expr) {
        if (!NAMES.contains(name)) {
            throw new Trouble(
                    expr.span(),
                    "unknown domain " + name,
                    Suggest.closest(name, NAMES)
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("the domains are " + String.join(", ", NAMES)));
        }
        return Domain.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
