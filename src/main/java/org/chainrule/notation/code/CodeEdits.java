package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.SyntaxPrinter;

/**
 * What may be meant in the place of a formula of a program: the slips that people make, undone. Shapes are not known here; what
 * does not fit is no program, and is left aside when it is followed.
 */
final class CodeEdits {
    /** What nearly everybody has done once. */
    private static final int LIKELY = 1;

    static final int POSSIBLE = 2;
    /** Another name, or a factor of a name: as many as there are names. */
    private static final int GUESS = 3;

    private static final Map<String, String> OTHER_CALLS = Map.of(
            "max", "min", "min", "max", "maximum", "minimum", "minimum", "maximum", "mean", "sum", "sum", "mean");

    private static final Map<BinaryOp, List<BinaryOp>> OTHER_SIGNS = Map.of(
            BinaryOp.ADD, List.of(BinaryOp.SUBTRACT),
            BinaryOp.SUBTRACT, List.of(BinaryOp.ADD),
            BinaryOp.MULTIPLY, List.of(BinaryOp.DIVIDE),
            BinaryOp.DIVIDE, List.of(BinaryOp.MULTIPLY),
            BinaryOp.GREATER, List.of(BinaryOp.LESS, BinaryOp.GREATER_EQUAL, BinaryOp.EQUAL),
            BinaryOp.LESS, List.of(BinaryOp.GREATER, BinaryOp.LESS_EQUAL, BinaryOp.EQUAL),
            BinaryOp.GREATER_EQUAL, List.of(BinaryOp.LESS_EQUAL, BinaryOp.GREATER, BinaryOp.EQUAL),
            BinaryOp.LESS_EQUAL, List.of(BinaryOp.GREATER_EQUAL, BinaryOp.LESS, BinaryOp.EQUAL));

    private static final Set<String> WITH_SLOPES = Set.of("sigmoid", "tanh", "expit", "logistic");

    private final Expr root;
    private final List<String> names;
    private final Set<String> all;
    private final Set<String> sizes;
    private final Set<String> counters;
    private final Set<Expr.Index> places;
    private final Set<Expr.Call> calls;
    private final Set<String> routines;
    private final Set<String> unused;
    private final List<Edit> edits = new ArrayList<>();

    /** One formula in the place of another, which is part of the whole. */
    record Edit(int cost, Expr place, Expr instead) {
        /** The whole with that in it. */
        Expr in(Expr root) {
            IdentityHashMap<Expr, Expr> whole = new IdentityHashMap<>();
            whole.put(place, instead);
            return Renaming.folded(root, whole);
        }

        /** Whether something comes to what is written: of two that do, what is superfluous was more likely written by mistake. */
        boolean lengthens() {
            return instead.parts().size() > place.parts().size()
                    && !(instead instanceof Expr.Index && place instanceof Expr.Index);
        }
    }

    /**
     * What else a program speaks of.
     *
     * @param names its variables
     * @param given what it is given, whether it uses that or not
     * @param sizes the names of sizes
     * @param counters the variables that count the rounds of a loop
     * @param places where it looks into arrays
     * @param calls the same in MATLAB
     * @param routines its own functions
     * @param unused what it computes and does not use
     */
    CodeEdits(
            Expr root,
            Set<String> names,
            Set<String> given,
            Set<String> sizes,
            Set<String> counters,
            Set<Expr.Index> places,
            Set<Expr.Call> calls,
            Set<String> routines,
            Set<String> unused) {
        this.unused = unused;
        this.calls = calls;
        this.routines = routines;
        this.root = root;
        this.names = List.copyOf(names);
        this.all = new LinkedHashSet<>(names);
        all.addAll(given);
        this.sizes = sizes;
        this.counters = counters;
        this.places = places;
    }

    /** All edits of the formula. */
    List<Edit> all() {
        whole();
        root.parts().forEach(this::part);
        return edits;
    }

    private void add(int cost, Expr place, Expr instead) {
        edits.add(new Edit(cost, place, instead));
    }

    private static Expr binary(BinaryOp op, Expr left, Expr right) {
        return CodeTrees.binary(op, left, right, left.span());
    }

    private static Expr number(double value, Expr at) {
        return CodeTrees.number(value, at.span());
    }

    /** A sign, a factor, a term that the whole lacks. */
    private void whole() {
        add(LIKELY, root, new Expr.Negate(root, root.span()));
        add(POSSIBLE, root, binary(BinaryOp.MULTIPLY, number(2, root), root));
        add(GUESS, root, binary(BinaryOp.DIVIDE, root, number(2, root)));
        for (Expr term : terms()) {
            if (term != root) {
                add(POSSIBLE, term, binary(BinaryOp.MULTIPLY, number(2, term), term));
            }
            for (String name : sizes) {
                Expr size = new Expr.Name(name, term.span());
                add(POSSIBLE, term, binary(BinaryOp.DIVIDE, term, size));
                add(POSSIBLE, term, binary(BinaryOp.MULTIPLY, term, size));
            }
            for (String name : names) {
                factors(term, new Expr.Name(name, term.span()));
            }
        }
        for (String name : names) {
            add(
                    unused.contains(name) ? LIKELY : GUESS,
                    root,
                    binary(BinaryOp.ADD, root, new Expr.Name(name, root.span())));
        }
    }

    /** The whole, and what is added up in it. */
    private List<Expr> terms() {
        List<Expr> terms = new ArrayList<>(List.of(root));
        for (Expr part : root.parts()) {
            if (part instanceof Expr.Binary binary
                    && (binary.op() == BinaryOp.ADD || binary.op() == BinaryOp.SUBTRACT)) {
                part.children().stream()
                        .filter(term -> !(term instanceof Expr.Num))
                        .forEach(terms::add);
            }
        }
        return terms;
    }

    /** A factor that a term lacks. */
    private void factors(Expr term, Expr other) {
        add(POSSIBLE, term, binary(BinaryOp.MULTIPLY, term, other));
        add(GUESS, term, binary(BinaryOp.DIVIDE, term, other));
        Expr square = binary(BinaryOp.POWER, other, number(2, term));
        Expr rest = binary(BinaryOp.SUBTRACT, number(1, term), other);
        for (Expr slope : List.of(
                binary(BinaryOp.SUBTRACT, number(1, term), square),
                binary(BinaryOp.MULTIPLY, other, rest),
                rest,
                binary(BinaryOp.GREATER, other, number(0, term)))) {
            add(GUESS, term, binary(BinaryOp.MULTIPLY, term, slope));
        }
    }

    private void part(Expr part) {
        if (part instanceof Expr.Binary binary) {
            operation(binary);
        } else if (part instanceof Expr.Negate negate) {
            add(LIKELY, part, negate.operand());
        } else if (part instanceof Expr.Transpose transpose) {
            add(LIKELY, part, transpose.operand());
        } else if (part instanceof Expr.Num number) {
            for (double other : new double[] {
                number.value() * 2, number.value() / 2, number.value() + 1, number.value() - 1, -number.value()
            }) {
                add(POSSIBLE, part, number(other + 0.0, part));
            }
        } else if (part instanceof Expr.Index index) {
            items(index);
            slopes(index);
        } else if (part instanceof Expr.Call call) {
            call(call);
        } else if (part instanceof Expr.Name name) {
            name(name);
        }
    }

    private void operation(Expr.Binary binary) {
        OTHER_SIGNS.getOrDefault(binary.op(), List.of()).forEach(op -> add(LIKELY, binary, binary.as(op)));
        add(POSSIBLE, binary, binary.left());
        BinaryOp op = binary.op();
        if (op == BinaryOp.SUBTRACT) {
            add(LIKELY, binary, binary(op, binary.right(), binary.left()));
            if (CodeTrees.isNumber(binary.left(), 1)) {
                // the slope of tanh is 1 - a²
                add(LIKELY, binary.right(), squared(binary.right()));
            }
        } else if (op == BinaryOp.PRODUCT || op == BinaryOp.MATMUL) {
            turned(binary.left());
            turned(binary.right());
            add(LIKELY, binary, binary(op, binary.right(), binary.left()));
        } else if (op == BinaryOp.MULTIPLY) {
            add(POSSIBLE, binary, binary(BinaryOp.MATMUL, binary.left(), binary.right()));
        }
        if (op != BinaryOp.DIVIDE && op != BinaryOp.POWER) {
            add(POSSIBLE, binary, binary.right());
        }
    }

    private void items(Expr.Index index) {
        List<Expr> children = index.children();
        for (int i = 1; i < children.size(); i++) {
            Expr at = children.get(i);
            if (at instanceof Expr.Binary sum && sum.right() instanceof Expr.Num) {
                add(LIKELY, at, sum.left());
            } else if (!(at instanceof Expr.Num)) {
                add(LIKELY, at, binary(BinaryOp.ADD, at, number(1, at)));
                add(LIKELY, at, binary(BinaryOp.SUBTRACT, at, number(1, at)));
            }
            boolean counts = at instanceof Expr.Num
                    || at.parts().stream()
                            .anyMatch(part -> part instanceof Expr.Name name && counters.contains(name.id()));
            for (String counter : counts ? counters : Set.<String>of()) {
                add(LIKELY, at, new Expr.Name(counter, at.span()));
            }
            for (int k = i + 1; k < children.size(); k++) {
                List<Expr> exchanged = new ArrayList<>(children);
                exchanged.set(i, children.get(k));
                exchanged.set(k, at);
                add(POSSIBLE, index, Renaming.with(index, exchanged));
            }
        }
        for (Expr.Index other : places) {
            if (other.items().size() == index.items().size() && !other.items().equals(index.items())) {
                add(POSSIBLE, index, new Expr.Index(index.operand(), other.items(), index.span()));
            }
        }
    }

    private void call(Expr.Call call) {
        List<Expr> given = call.arguments();
        String name = call.function().substring(call.function().startsWith(".") ? 1 : 0);
        if (OTHER_CALLS.containsKey(name)) {
            String other = call.function().replace(name, OTHER_CALLS.get(name));
            // a mean that is taken for a sum is a slip, while a sum mostly lacks a division further on
            int cost = name.equals("sum") ? GUESS : LIKELY;
            add(cost, call, new Expr.Call(other, call.functionSpan(), given, call.keywords(), call.span()));
        }
        for (int i = 0; i < call.keywords().size(); i++) {
            Expr value = call.keywords().get(i).value();
            if (value instanceof Expr.Num axis && axis.value() <= 1) {
                add(LIKELY, value, number(1 - axis.value(), value));
            }
            List<Expr.Keyword> fewer = new ArrayList<>(call.keywords());
            fewer.remove(i);
            add(POSSIBLE, call, new Expr.Call(call.function(), call.functionSpan(), given, fewer, call.span()));
        }
        if (given.size() == 2) {
            add(LIKELY, call, Renaming.with(call, exchanged(call)));
        }
        if (CodeTrees.isProduct(call)) {
            given.forEach(this::turned);
        }
        given.forEach(argument -> add(POSSIBLE, call, argument));
        for (Expr.Call other : calls) {
            if (other.function().equals(call.function()) && !other.arguments().equals(given)) {
                add(POSSIBLE, call, other);
            }
        }
        if (WITH_SLOPES.contains(name.substring(name.lastIndexOf('.') + 1))) {
            slopes(call);
        }
        for (Expr argument : routines.contains(call.function()) ? given : List.<Expr>of()) {
            for (String more : names) {
                add(GUESS, argument, binary(BinaryOp.ADD, argument, new Expr.Name(more, argument.span())));
            }
        }
    }

    private static List<Expr> exchanged(Expr.Call call) {
        List<Expr> children = new ArrayList<>(call.children());
        children.set(0, call.arguments().get(1));
        children.set(1, call.arguments().get(0));
        return children;
    }

    private static Expr squared(Expr array) {
        return binary(BinaryOp.POWER, array, number(2, array));
    }

    private void slopes(Expr array) {
        add(POSSIBLE, array, squared(array));
        Expr rest = binary(BinaryOp.SUBTRACT, number(1, array), array);
        add(GUESS, array, rest);
        add(GUESS, array, binary(BinaryOp.MULTIPLY, array, rest));
        add(GUESS, array, binary(BinaryOp.SUBTRACT, number(1, array), squared(array)));
    }

    /** A transpose that a factor of a product lacks. */
    private void turned(Expr factor) {
        if (!(factor instanceof Expr.Transpose)) {
            add(LIKELY, factor, new Expr.Transpose(factor, factor.span()));
        }
    }

    private void name(Expr.Name name) {
        slopes(name);
        for (String other : all) {
            if (!other.equals(name.id())) {
                boolean alike = other.charAt(0) == name.id().charAt(0)
                        || other.charAt(other.length() - 1)
                                == name.id().charAt(name.id().length() - 1);
                add(alike ? POSSIBLE : GUESS, name, new Expr.Name(other, name.span()));
            }
        }
        for (Expr.Index other : places) {
            add(GUESS, name, other);
        }
    }

    /** A formula as it is written: parts that stand in the text as they stand there. */
    static String written(Expr expr, String text, Expr root) {
        boolean stands = root.parts().stream().anyMatch(part -> part == expr);
        if (stands) {
            return text.substring(expr.span().start(), expr.span().end());
        } else if (expr instanceof Expr.Binary binary) {
            return inner(binary.left(), text, root) + " " + sign(binary.op()) + " " + inner(binary.right(), text, root);
        } else if (expr instanceof Expr.Negate negate) {
            return "-" + inner(negate.operand(), text, root);
        } else if (expr instanceof Expr.Transpose transpose) {
            return inner(transpose.operand(), text, root) + ".T";
        } else if (expr instanceof Expr.Index index) {
            return written(index.operand(), text, root)
                    + SyntaxPrinter.print(index)
                            .substring(SyntaxPrinter.print(index.operand()).length());
        }
        return SyntaxPrinter.print(expr);
    }

    private static String sign(BinaryOp op) {
        return op == BinaryOp.POWER ? "**" : op.symbol();
    }

    private static String inner(Expr expr, String text, Expr root) {
        String written = written(expr, text, root);
        return expr instanceof Expr.Binary || expr instanceof Expr.Negate ? "(" + written + ")" : written;
    }
}
