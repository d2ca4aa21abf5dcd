package org.example.adversary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A formula in the adversary's own words. It knows how it is written in the notation, and nothing of the library.
 *
 * @param op what is done, as it is written: {@code +}, {@code relu}, {@code where}; {@code num}, {@code leaf} and {@code size}
 * @param name the text of a number, the name of a leaf or a size; else empty
 * @param shape the sizes, one letter each: empty for a scalar, {@code n} for a vector, {@code mn} for a matrix
 * @param args what it is done to
 */
record Term(String op, String name, String shape, List<Term> args) {
    /** Functions of one entry. */
    static final Set<String> UNARY = Set.of(
            "neg",
            "exp",
            "log",
            "sqrt",
            "tanh",
            "sigmoid",
            "relu",
            "abs",
            "square",
            "floor",
            "step",
            "sign",
            "softplus");

    /** Operators between entries, as they are written. */
    static final Set<String> INFIX = Set.of("+", "-", "*", "/", ">", ">=", "<", "<=", "==", "@");

    static final Set<String> COMPARISONS = Set.of(">", ">=", "<", "<=", "==");

    static Term num(String text) {
        return new Term("num", text, "", List.of());
    }

    static Term leaf(String name, String shape) {
        return new Term("leaf", name, shape, List.of());
    }

    static Term size(String name) {
        return new Term("size", name, "", List.of());
    }

    /** Ones of a shape; the number 1 for a scalar. */
    static Term ones(String shape) {
        return shape.isEmpty() ? num("1") : new Term("ones", "", shape, List.of());
    }

    /** An op on other terms; the shape follows. */
    static Term of(String op, Term... args) {
        List<Term> list = List.of(args);
        return new Term(op, "", shape(op, list), list);
    }

    Term with(List<Term> others) {
        return args.isEmpty() ? this : new Term(op, name, shape(op, others), others);
    }

    private static String shape(String op, List<Term> args) {
        String first = args.get(0).shape;
        return switch (op) {
            case "sum", "mean", "max", "min", "entry", "logsumexp" -> "";
            case "T" -> new StringBuilder(first).reverse().toString();
            case "outer" -> first + args.get(1).shape;
            case "@" -> product(first, args.get(1).shape);
            default -> args.stream().map(Term::shape).reduce("", Term::joined);
        };
    }

    private static String product(String a, String b) {
        if (a.isEmpty() || b.isEmpty() || a.charAt(a.length() - 1) != b.charAt(0)) {
            throw new IllegalArgumentException(a + " @ " + b);
        }
        return a.substring(0, a.length() - 1) + b.substring(1);
    }

    private static String joined(String a, String b) {
        if (!a.isEmpty() && !b.isEmpty() && !a.equals(b)) {
            throw new IllegalArgumentException(a + " and " + b);
        }
        return a.isEmpty() ? b : a;
    }

    boolean isNumber(String text) {
        return op.equals("num") && name.equals(text);
    }

    Term arg(int i) {
        return args.get(i);
    }

    /** This term and everything in it, each once. */
    Set<Term> parts() {
        Set<Term> parts = new LinkedHashSet<>();
        List<Term> open = new ArrayList<>(List.of(this));
        while (!open.isEmpty()) {
            Term next = open.remove(open.size() - 1);
            if (parts.add(next)) {
                open.addAll(next.args);
            }
        }
        return parts;
    }

    /** The same with a part replaced wherever it stands. */
    Term replaced(Term part, Term by) {
        return equals(part)
                ? by
                : with(args.stream().map(arg -> arg.replaced(part, by)).toList());
    }

    /** The same with what stands at one place, counted in preorder, changed. */
    Term changedAt(int place, UnaryOperator<Term> change) {
        if (place == 0) {
            return change.apply(this);
        }
        List<Term> others = new ArrayList<>(args);
        int rest = place - 1;
        for (int i = 0; i < others.size(); i++) {
            int inside = others.get(i).places();
            if (rest < inside) {
                others.set(i, others.get(i).changedAt(rest, change));
                return with(others);
            }
            rest -= inside;
        }
        return this;
    }

    /** How many places there are. */
    int places() {
        return 1 + args.stream().mapToInt(Term::places).sum();
    }

    /** As it is written in the notation. */
    String text() {
        return switch (op) {
            case "num", "leaf", "size" -> name;
            case "ones" -> "ones([" + sizes(shape) + "])";
            case "unit" -> "unit([" + sizes(shape) + "], 0)";
            case "neg" -> "(-" + arg(0).text() + ")";
            case "square" -> arg(0).text() + "^2";
            case "entry" -> arg(0).text() + "[0" + (arg(0).shape.length() == 2 ? ", 0]" : "]");
            case "T" -> arg(0).text() + ".T";
            case "huber" ->
                "huber(" + arg(0).text() + ", " + arg(1).text() + ", delta=" + arg(2).text() + ", reduction=\"none\")";
            case "leaky_relu" -> "leaky_relu(" + arg(0).text() + ", alpha=" + arg(1).text() + ")";
            case "unsort" -> "take_along(" + arg(0).text() + ", argsort(argsort(" + arg(1).text() + ")))";
            default ->
                INFIX.contains(op)
                        ? "(" + arg(0).text() + " " + op + " " + arg(1).text() + ")"
                        : op + args.stream().map(Term::text).collect(Collectors.joining(", ", "(", ")"));
        };
    }

    private static String sizes(String shape) {
        return String.join(", ", shape.split(""));
    }

    @Override
    public String toString() {
        return text();
    }
}
