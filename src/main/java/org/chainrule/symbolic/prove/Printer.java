package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.symbolic.algebra.Polynomial;

/** Forms as text with indices, for the steps of a proof: {@code sum_k W2[k, i]*(A2[k, j] - Y[k, j])}. */
record Printer(AtomTable space) {
    private static final String LETTERS = "ijklpqrstuvabcdefgh";
    private static final int MOST_LEVELS = 6;

    /** The name of a node, or a short formula. */
    static String name(Node node) {
        return node.label().orElseGet(() -> ShortText.of(node));
    }

    String text(Form form) {
        return text(form, letters(6), 0);
    }

    private static List<String> letters(int count) {
        return IntStream.range(0, count).mapToObj(Printer::letter).toList();
    }

    private static String letter(int i) {
        return i < LETTERS.length() ? LETTERS.substring(i, i + 1) : "i" + i;
    }

    private String text(Form form, List<String> indices, int level) {
        if (form.isZero()) {
            return "0";
        }
        IntFunction<String> names = names(indices, level);
        StringBuilder out = new StringBuilder();
        form.parts().forEach((where, fraction) -> {
            StringBuilder part = new StringBuilder(fraction.text(names, where.size() > 0));
            boolean negative = part.charAt(0) == '-';
            if (negative) {
                part.deleteCharAt(0);
            }
            if (where.size() > 0) {
                String switches = where.text(names);
                String value = part.toString();
                part = new StringBuilder(value.equals("1") ? switches : value + "*" + switches);
            }
            out.append(out.isEmpty() ? (negative ? "-" : "") : (negative ? " - " : " + "))
                    .append(part);
        });
        return out.toString();
    }

    String text(Polynomial polynomial) {
        return polynomial.text(names(letters(6), 0));
    }

    /** How atoms are called under some indices. */
    private IntFunction<String> names(List<String> indices, int level) {
        return number -> atom(number, indices, level);
    }

    private String atom(int number, List<String> indices, int level) {
        Atom atom = space.atom(number);
        List<String> own = atom.indices().stream()
                .map(i -> i < 0 ? Integer.toString(-1 - i) : i < indices.size() ? indices.get(i) : "·")
                .toList();
        if (level > MOST_LEVELS) {
            return "…";
        }
        Meaning meaning = atom.base().meaning();
        if (meaning instanceof Meaning.Given given) {
            return name(given, own);
        }
        if (meaning instanceof Meaning.Size size) {
            return size.dim().toString();
        }
        if (meaning instanceof Meaning.Delta) {
            return "δ[" + String.join(", ", own) + "]";
        }
        if (meaning instanceof Meaning.Function f) {
            return function(f, own, level);
        }
        if (meaning instanceof Meaning.Applied applied) {
            return applied.op().name() + "(" + arguments(applied.arguments(), own, level) + ")";
        }
        if (meaning instanceof Meaning.Step step) {
            return "[" + text(step.argument(), own, level + 1) + " > 0]";
        }
        if (meaning instanceof Meaning.Zero zero) {
            return "[" + text(zero.argument(), own, level + 1) + " = 0]";
        }
        if (meaning instanceof Meaning.Denominator denominator) {
            return "(" + denominator.polynomial().text(names(own, level + 1)) + ")";
        }
        if (meaning instanceof Meaning.Sum sum) {
            return sum(sum, own, level);
        }
        if (meaning instanceof Meaning.Inverse inverse) {
            List<String> matrix = letters(atom.base().arity());
            return "inv(" + text(inverse.argument(), matrix, level + 1) + ").T[" + String.join(", ", own) + "]";
        }
        if (meaning instanceof Meaning.OfMatrix of) {
            return of.name() + "(" + text(of.argument(), letters(6), level + 1) + ")"
                    + (own.isEmpty() ? "" : "[" + String.join(", ", own) + "]");
        }
        if (meaning instanceof Meaning.Other other && other.op() instanceof Constant constant) {
            return constant.value().item() > 0 ? "inf" : "nan";
        }
        return meaning instanceof Meaning.Other other
                ? other.op().name() + "(…)" + (own.isEmpty() ? "" : "[" + String.join(", ", own) + "]")
                : "?";
    }

    private static String name(Meaning.Given given, List<String> own) {
        String name = Printer.name(given.node());
        List<String> kept = IntStream.range(0, own.size())
                .filter(axis -> !given.node().shape().dim(axis).isOne())
                .mapToObj(own::get)
                .toList();
        boolean simple = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        String atom = simple ? name : "(" + name + ")";
        return kept.isEmpty() ? atom : atom + "[" + String.join(", ", kept) + "]";
    }

    private String function(Meaning.Function f, List<String> own, int level) {
        String name = f.name().equals("root") ? (f.degree() == 2 ? "sqrt" : "root" + f.degree()) : f.name();
        return f.arguments().isEmpty() ? name : name + "(" + arguments(f.arguments(), own, level) + ")";
    }

    private String arguments(List<Form> forms, List<String> own, int level) {
        return forms.stream().map(form -> text(form, own, level + 1)).collect(Collectors.joining(", "));
    }

    private String sum(Meaning.Sum sum, List<String> own, int level) {
        List<String> all = new ArrayList<>(own);
        List<String> bound = new ArrayList<>();
        for (int next = 0; bound.size() < sum.sizes().size(); next++) {
            String letter = letter(next);
            if (!own.contains(letter) && (level == 0 || next >= 2 * level)) {
                bound.add(letter);
                all.add(letter);
            }
        }
        StringBuilder out = new StringBuilder("sum_" + String.join(",", bound) + " ");
        String separator = "";
        for (Factor factor : sum.product()) {
            out.append(separator).append(atom(factor.atom(), all, level + 1));
            out.append(factor.exponent() == 1 ? "" : "^" + factor.exponent());
            separator = "*";
        }
        return "(" + out + ")";
    }
}
