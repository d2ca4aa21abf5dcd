package org.example.adversary;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chain rule, as one would apply it by hand: gradients of terms as terms. The library's own rules have no part in it. */
final class HandDerivative {
    private HandDerivative() {}

    /** The gradient of a scalar by a leaf. */
    static Term of(Term loss, Term leaf) {
        List<Term> order = new ArrayList<>();
        sort(loss, order);
        IdentityHashMap<Term, Term> gradients = new IdentityHashMap<>();
        gradients.put(loss, Term.num("1"));
        Term total = null;
        for (int i = order.size() - 1; i >= 0; i--) {
            Term part = order.get(i);
            Term d = gradients.get(part);
            if (d == null) {
                continue;
            }
            if (part.equals(leaf)) {
                total = total == null ? d : Term.of("+", total, d);
                continue;
            }
            for (int k = 0; k < part.args().size(); k++) {
                Term arg = part.arg(k);
                Term share = arg.parts().contains(leaf) ? through(part, k, d) : null;
                if (share != null) {
                    Term fitted = fitted(share, arg.shape());
                    gradients.merge(arg, fitted, (a, b) -> Term.of("+", a, b));
                }
            }
        }
        return total == null ? times(Term.num("0"), Term.ones(leaf.shape())) : total;
    }

    /** Arguments first; the same object once. */
    private static void sort(Term term, List<Term> order) {
        if (order.stream().noneMatch(other -> other == term)) {
            term.args().forEach(arg -> sort(arg, order));
            order.add(term);
        }
    }

    /** A gradient of the shape of what it belongs to: summed where that was spread, spread where that was summed. */
    private static Term fitted(Term d, String shape) {
        if (d.shape().equals(shape)) {
            return d;
        }
        return shape.isEmpty() ? Term.of("sum", d) : times(d, Term.ones(shape));
    }

    private static Term times(Term a, Term b) {
        return a.isNumber("1") ? b : b.isNumber("1") ? a : Term.of("*", a, b);
    }

    private static Term wide(Term d, Term z) {
        return d.shape().isEmpty() && !z.shape().isEmpty() ? times(d, Term.ones(z.shape())) : d;
    }

    /** What reaches argument k of a term; null for nothing. */
    private static @Nullable Term through(Term z, int k, Term d) {
        Term x = z.arg(0);
        Term y = z.args().size() < 2 ? x : z.arg(1);
        Term zero = Term.num("0");
        Term one = Term.num("1");
        return switch (z.op()) {
            case "neg" -> Term.of("neg", d);
            case "exp" -> times(d, z);
            case "log" -> Term.of("/", d, x);
            case "sqrt" -> Term.of("/", d, Term.of("*", Term.num("2"), z));
            case "tanh" -> times(d, Term.of("-", one, Term.of("square", z)));
            case "sigmoid" -> times(d, Term.of("*", z, Term.of("-", one, z)));
            case "softplus" -> times(d, Term.of("sigmoid", x));
            case "square" -> times(d, Term.of("*", Term.num("2"), x));
            case "relu" -> times(d, Term.of(">", x, zero));
            case "leaky_relu" -> k == 0 ? times(d, Term.of("where", Term.of(">", x, zero), one, y)) : null;
            case "abs" -> times(d, Term.of("sign", x));
            case "+" -> wide(d, z);
            case "-" -> k == 0 ? wide(d, z) : Term.of("neg", wide(d, z));
            case "*" -> times(wide(d, z), k == 0 ? y : x);
            case "/" ->
                k == 0
                        ? Term.of("/", wide(d, z), y)
                        : Term.of("neg", Term.of("/", Term.of("*", wide(d, z), x), Term.of("square", y)));
            case "maximum" -> times(wide(d, z), Term.of(k == 0 ? ">=" : "<", x, y));
            case "minimum" -> times(wide(d, z), Term.of(k == 0 ? "<" : ">=", x, y));
            case "clamp" ->
                k == 0 ? times(wide(d, z), Term.of("*", Term.of(">", x, y), Term.of("<", x, z.arg(2)))) : null;
            case "where" ->
                k == 0 ? null : k == 1 ? Term.of("where", x, wide(d, z), zero) : Term.of("where", x, zero, wide(d, z));
            case "huber" -> {
                Term slope = Term.of("clamp", Term.of("-", x, y), Term.of("neg", z.arg(2)), z.arg(2));
                yield k == 2 ? null : times(wide(d, z), k == 0 ? slope : Term.of("neg", slope));
            }
            case "sum" -> times(d, Term.ones(x.shape()));
            case "mean" -> Term.of("/", times(d, Term.ones(x.shape())), count(x.shape()));
            case "max", "min" -> {
                Term ties = Term.of("==", x, z);
                yield Term.of("/", Term.of("*", d, ties), Term.of("sum", ties));
            }
            case "logsumexp" -> Term.of("*", d, Term.of("softmax", x));
            case "softmax" -> Term.of("*", z, Term.of("-", d, Term.of("sum", Term.of("*", d, z))));
            case "sort" -> Term.of("unsort", wide(d, z), x);
            case "entry" -> Term.of("*", d, new Term("unit", "", x.shape(), List.of()));
            case "T" -> Term.of("T", wide(d, z));
            case "@" -> product(x, y, k, d);
            default -> null;
        };
    }

    private static Term product(Term x, Term y, int k, Term d) {
        if (x.shape().length() == 1 && y.shape().length() == 1) {
            return Term.of("*", d, k == 0 ? y : x);
        }
        Term wide = d.shape().isEmpty() ? times(d, Term.ones(Term.of("@", x, y).shape())) : d;
        if (x.shape().length() == 2) {
            return k == 0 ? Term.of("outer", wide, y) : Term.of("@", Term.of("T", x), wide);
        }
        return k == 0 ? Term.of("@", y, wide) : Term.of("outer", x, wide);
    }

    private static Term count(String shape) {
        if (shape.isEmpty()) {
            return Term.num("1");
        }
        Term count = Term.size(shape.substring(0, 1));
        return shape.length() == 1 ? count : Term.of("*", count, Term.size(shape.substring(1)));
    }
}
