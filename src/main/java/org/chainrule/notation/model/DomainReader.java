package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Suggest;
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
                case INTERVAL ->
                    throw new Mistake(expr.span(), say("interval needs its bounds"), say("write interval(0, 1)"));
                default -> Domain.of(kind);
            };
        }
        if (!(expr instanceof Expr.Call call)) {
            throw new Mistake(expr.span(), say("a domain is a word such as positive or onehot(axis=0)"));
        }
        Domain.Kind kind = kind(call.function(), call);
        List<Expr> all = new ArrayList<>(call.arguments());
        call.keywords().forEach(keyword -> all.add(keyword.value()));
        double[] numbers = new double[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            Expr written = all.get(i);
            Arg arg = expressions.evaluate(written);
            if (kind == Domain.Kind.INTEGER
                    && i == 1
                    && numbers[0] == 0
                    && arg instanceof Arg.Size
                    && Operators.known(arg).isEmpty()) {
                // labels 0 to K - 1 of a K that is free: what takes them says which there are
                return Domain.of(kind);
            }
            numbers[i] = Operators.known(arg)
                    .orElseThrow(() -> new Mistake(
                            written.span(), say("the domain {0} takes numbers, not {1}", call.function(), arg)));
        }
        switch (kind) {
            case ONEHOT:
            case SIMPLEX:
                if (numbers.length == 1 && numbers[0] == Math.rint(numbers[0])) {
                    int axis = (int) numbers[0];
                    return kind == Domain.Kind.ONEHOT ? Domain.onehot(axis) : Domain.simplex(axis);
                }
                throw new Mistake(
                        call.span(),
                        say("{0} takes one axis", call.function()),
                        say("write {0}(axis=0)", call.function()));
            case INTEGER:
                if (numbers.length == 2 && numbers[0] <= numbers[1]) {
                    return Domain.integer((long) numbers[0], (long) numbers[1]);
                }
                throw new Mistake(
                        call.span(), say("integer takes a lower and an upper bound"), say("write integer(0, 9)"));
            case INTERVAL:
                if (numbers.length == 2 && numbers[0] < numbers[1]) {
                    return Domain.interval(numbers[0], numbers[1]);
                }
                throw new Mistake(
                        call.span(), say("interval takes a lower and an upper bound"), say("write interval(0, 1)"));
            default:
                throw new Mistake(call.span(), say("the domain {0} takes no arguments", call.function()));
        }
    }

    private static Domain.Kind kind(String name, Expr expr) {
        if (!NAMES.contains(name)) {
            throw new Mistake(
                    expr.span(),
                    say("unknown domain {0}", name),
                    Suggest.closest(name, NAMES)
                            .map(near -> say("did you mean `{0}`?", near))
                            .orElse(say("the domains are {0}", String.join(", ", NAMES))));
        }
        return Domain.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
