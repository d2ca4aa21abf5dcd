package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;

/** Forms as text with indices, for the steps of a proof: {@code sum_k W2[k, i]*(A2[k, j] - Y[k, j])}. */
final class Printer {
    private static final String LETTERS = "ijklpqrstuvabcdefgh";
    private static final int MOST_LEVELS = 6;

    private final AtomTable space;

    Printer(AtomTable space) {
        this.space = space;
    }

    /** The name of a node, or a short formula. */
    static String name(Node node) {
        return node.label().orElseGet(() -> ShortText.of(node));
    }

    String text(Form form) {
        return text(form, letters(6), 0);
    }

    private static List<String> letters(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(letter(i));
        }
        return names;
    }

    private static String letter(int i) {
        return i < LETTERS.length() ? LETTERS.substring(i, i + 1) : "i" + i;
    }

    private String text(Form form, List<String> indices, int level) {
        if (form.isZero()) {
            return "0";
        }
        StringBuilder out = new StringBuilder();
        form.parts().forEach((where, fraction) -> {
            StringBuilder part = new StringBuilder(fraction(fraction, indices, level, where.size() > 0));
            boolean negative = part.charAt(0) == '-';
            if (negative) {
                part.deleteCharAt(0);
            }
            if (where.size() > 0) {
                String switches = monomial(where, indices, level);
                String value = part.toString();
                part = new StringBuilder(value.equals("1") ? switches : value + "*" + switches);
            }
            out.append(out.isEmpty() ? (negative ? "-" : "") : (negative ? " - " : " + "))
                    .append(part);
        });
        return out.toString();
    }

    private String fraction(Fraction fraction, List<String> indices, int level, boolean factor) {
        Polynomial top = fraction.numerator();
        boolean brackets = top.size() > 1 && (factor || !fraction.denominator().isEmpty());
        StringBuilder out = new StringBuilder(polynomial(top, indices, level));
        if (brackets) {
            out.insert(0, "(").append(")");
        }
        for (Power power : fraction.denominator()) {
            boolean atom = power.base().size() == 1;
            String base = polynomial(power.base(), indices, level);
            out.append("/").append(atom ? base : "(" + base + ")");
            out.append(power.exponent() == 1 ? "" : "^" + power.exponent());
        }
        return out.toString();
    }

    String text(Polynomial polynomial) {
        return polynomial(polynomial, letters(6), 0);
    }

    private String polynomial(Polynomial polynomial, List<String> indices, int level) {
        StringBuilder out = new StringBuilder();
        for (Polynomial.Term term : polynomial.terms()) {
            Rational magnitude = term.coefficient().abs();
            boolean negative = term.coefficient().signum() < 0;
            String monomial = monomial(term.monomial(), indices, level);
            String text = monomial.isEmpty()
                    ? magnitude.toString()
                    : magnitude.isOne() ? monomial : magnitude + "*" + monomial;
            out.append(out.isEmpty() ? (negative ? "-" : "") : (negative ? " - " : " + "))
                    .append(text);
        }
        return out.isEmpty() ? "0" : out.toString();
    }

    private String monomial(Monomial monomial, List<String> indices, int level) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < monomial.size(); i++) {
            out.append(i == 0 ? "" : "*").append(atom(monomial.atom(i), indices, level));
            out.append(monomial.exponentAt(i) == 1 ? "" : "^" + monomial.exponentAt(i));
        }
        return out.toString();
    }

    private String atom(int number, List<String> indices, int level) {
        Atom atom = space.atom(number);
        List<String> own = new ArrayList<>();
        for (int index : atom.indices()) {
            own.add(index < 0 ? Integer.toString(-1 - index) : index < indices.size() ? indices.get(index) : "·");
        }
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
            return "[" + text(step.of(), own, level + 1) + " > 0]";
        }
        if (meaning instanceof Meaning.Zero zero) {
            return "[" + text(zero.of(), own, level + 1) + " = 0]";
        }
        if (meaning instanceof Meaning.Denominator denominator) {
            return "(" + polynomial(denominator.polynomial(), own, level + 1) + ")";
        }
        if (meaning instanceof Meaning.Sum sum) {
            return sum(sum, own, level);
        }
        if (meaning instanceof Meaning.Inverse inverse) {
            List<String> matrix = letters(atom.base().arity());
            return "inv(" + text(inverse.matrix(), matrix, level + 1) + ").T[" + String.join(", ", own) + "]";
        }
        if (meaning instanceof Meaning.OfMatrix of) {
            return of.name() + "(" + text(of.matrix(), letters(6), level + 1) + ")"
                    + (own.isEmpty() ? "" : "[" + String.join(", ", own) + "]");
        }
        return meaning instanceof Meaning.Other other
                ? other.op().name() + "(…)" + (own.isEmpty() ? "" : "[" + String.join(", ", own) + "]")
                : "?";
    }

    private static String name(Meaning.Given given, List<String> own) {
        String name = Printer.name(given.node());
        List<String> kept = new ArrayList<>();
        for (int axis = 0; axis < own.size(); axis++) {
            if (!given.node().shape().dim(axis).isOne()) {
                kept.add(own.get(axis));
            }
        }
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
