package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Expr.Binary;
import org.chainrule.notation.syntax.Expr.Call;
import org.chainrule.notation.syntax.Expr.Name;
import org.chainrule.notation.syntax.Expr.Negate;
import org.chainrule.notation.syntax.Expr.Num;
import org.chainrule.notation.syntax.Expr.Transpose;
import org.chainrule.notation.syntax.Span;

/**
 * Right lines made wrong, in the ways students make them wrong. Written without looking at the edits of the search: one
 * undoes what the other does only if both are right.
 */
final class Mutants {
    private final Line line;
    private final Map<String, List<Expr>> byClass = new LinkedHashMap<>();

    private Mutants(Line line) {
        this.line = line;
    }

    /** Wrong variants of a line by the class of the mistake; some may be right by chance. */
    static Map<String, List<Expr>> of(Line line) {
        Mutants mutants = new Mutants(line);
        mutants.all();
        return mutants.byClass;
    }

    private void all() {
        put("drop a transpose", e -> e instanceof Transpose t ? List.of(t.operand()) : List.of());
        put("drop a transpose", e -> isCall(e, "transpose") ? ((Call) e).arguments() : List.of());
        put("add a transpose", e -> e instanceof Name && rank(e) == 2 ? List.of(transpose(e)) : List.of());
        put("transpose the whole", List.of(transpose(line.claim())));
        put(
                "swap factors of @",
                e -> op(e, BinaryOp.MATMUL).map(b -> with(b, BinaryOp.MATMUL, b.right(), b.left())).stream()
                        .toList());
        put("@ to *", e -> op(e, BinaryOp.MATMUL).map(b -> with(b, BinaryOp.MULTIPLY, b.left(), b.right())).stream()
                .toList());
        put("* to @", e -> op(e, BinaryOp.MULTIPLY)
                .filter(b -> rank(b.left()) > 0 && rank(b.right()) > 0)
                .map(b -> with(b, BinaryOp.MATMUL, b.left(), b.right()))
                .stream()
                .toList());
        put("+ to -", e -> op(e, BinaryOp.ADD).map(b -> with(b, BinaryOp.SUBTRACT, b.left(), b.right())).stream()
                .toList());
        put("- to +", e -> op(e, BinaryOp.SUBTRACT).map(b -> with(b, BinaryOp.ADD, b.left(), b.right())).stream()
                .toList());
        put(
                "turn a difference round",
                e -> op(e, BinaryOp.SUBTRACT).map(b -> with(b, BinaryOp.SUBTRACT, b.right(), b.left())).stream()
                        .toList());
        put("drop a minus", e -> e instanceof Negate n ? List.of(n.operand()) : List.of());
        put("add a minus", List.of(new Negate(line.claim(), Span.NONE)));
        factors();
        sums();
        activations();
        variables();
        structure();
    }

    private void factors() {
        Expr claim = line.claim();
        put("times 2", List.of(binary(BinaryOp.MULTIPLY, num(2), claim)));
        put("half", List.of(binary(BinaryOp.DIVIDE, claim, num(2))));
        for (String size : numbers()) {
            put("times m", List.of(binary(BinaryOp.MULTIPLY, claim, name(size))));
            put("over m", List.of(binary(BinaryOp.DIVIDE, claim, name(size))));
            put(
                    "drop / m",
                    e -> op(e, BinaryOp.DIVIDE).filter(b -> b.right().equals(name(size))).map(Binary::left).stream()
                            .toList());
            for (String other : numbers()) {
                if (!size.equals(other)) {
                    put("n for m", e -> e.equals(name(size)) ? List.of(name(other)) : List.of());
                }
            }
        }
        put(
                "drop a number",
                e -> op(e, BinaryOp.MULTIPLY).filter(b -> b.left() instanceof Num).map(Binary::right).stream()
                        .toList());
        put(
                "drop a number",
                e -> op(e, BinaryOp.DIVIDE).filter(b -> b.right() instanceof Num).map(Binary::left).stream()
                        .toList());
        put("drop a power", e -> op(e, BinaryOp.POWER).map(Binary::left).stream()
                .toList());
        put("* to /", e -> op(e, BinaryOp.MULTIPLY).map(b -> with(b, BinaryOp.DIVIDE, b.left(), b.right())).stream()
                .toList());
        put("/ to *", e -> op(e, BinaryOp.DIVIDE).map(b -> with(b, BinaryOp.MULTIPLY, b.left(), b.right())).stream()
                .toList());
    }

    private void sums() {
        put(
                "drop a sum",
                e -> isCall(e, "sum") || isCall(e, "mean")
                        ? List.of(((Call) e).arguments().get(0))
                        : List.of());
        put("mean for sum", e -> isCall(e, "sum") ? List.of(call("mean", (Call) e, ((Call) e).keywords())) : List.of());
        put("sum for mean", e -> isCall(e, "mean") ? List.of(call("sum", (Call) e, ((Call) e).keywords())) : List.of());
        put(
                "wrong axis",
                e -> isCall(e, "sum") ? keyword((Call) e, "axis", v -> num(1 - ((Num) v).value())) : List.of());
        put("drop keepdims", e -> {
            if (!isCall(e, "sum") || ((Call) e).keywords().size() < 2) {
                return List.of();
            }
            List<Expr.Keyword> rest = new ArrayList<>(((Call) e).keywords());
            rest.removeIf(k -> k.name().equals("keepdims"));
            return List.of(call("sum", (Call) e, rest));
        });
        Expr claim = line.claim();
        if (rank(claim) > 0) {
            put(
                    "sum too many",
                    List.of(new Call("sum", Span.NONE, List.of(claim), List.of(axis(0), keep()), Span.NONE)));
        }
    }

    private void activations() {
        put("drop s'", e -> {
            // a * (1 - a) at the end of a product
            Optional<Binary> outer = op(e, BinaryOp.MULTIPLY);
            Optional<Binary> inner = outer.flatMap(b -> op(b.left(), BinaryOp.MULTIPLY));
            return outer.isPresent()
                            && inner.isPresent()
                            && isOneMinus(outer.get().right(), inner.get().right())
                    ? List.of(inner.get().left())
                    : List.of();
        });
        put("drop f'", e -> op(e, BinaryOp.MULTIPLY).filter(b -> isDerivative(b.right())).map(Binary::left).stream()
                .toList());
        put("double f'", e -> op(e, BinaryOp.MULTIPLY)
                .filter(b -> isDerivative(b.right()))
                .map(b -> (Expr) binary(BinaryOp.MULTIPLY, b, b.right()))
                .stream()
                .toList());
        put("double s'", e -> {
            Optional<Binary> outer = op(e, BinaryOp.MULTIPLY);
            Optional<Binary> inner = outer.flatMap(b -> op(b.left(), BinaryOp.MULTIPLY));
            return outer.isPresent()
                            && inner.isPresent()
                            && isOneMinus(outer.get().right(), inner.get().right())
                    ? List.of(binary(
                            BinaryOp.MULTIPLY,
                            binary(BinaryOp.MULTIPLY, e, inner.get().right()),
                            outer.get().right()))
                    : List.of();
        });
        put("another f'", e -> {
            if (e instanceof Binary b
                    && b.op() == BinaryOp.SUBTRACT
                    && b.right() instanceof Binary p
                    && p.op() == BinaryOp.POWER) {
                return List.of(binary(BinaryOp.MULTIPLY, p.left(), binary(BinaryOp.SUBTRACT, num(1), p.left())));
            }
            if (e instanceof Binary b && b.op() == BinaryOp.GREATER) {
                return List.of(binary(BinaryOp.MULTIPLY, e, b.left()), call("relu", b.left()));
            }
            return List.of();
        });
        put("f' at z", e -> {
            if (e instanceof Binary b && b.op() == BinaryOp.SUBTRACT && b.left() instanceof Num) {
                Expr inner = b.right() instanceof Binary p && p.op() == BinaryOp.POWER ? p.left() : b.right();
                if (inner instanceof Name n) {
                    String z = n.id().replace('A', 'Z').replace('a', 'z').replace('h', 'z');
                    return line.names().containsKey(z) && !z.equals(n.id())
                            ? List.of(replace(e, n, name(z)))
                            : List.of();
                }
            }
            return List.of();
        });
    }

    private boolean isOneMinus(Expr e, Expr a) {
        return e.equals(binary(BinaryOp.SUBTRACT, num(1), a));
    }

    private static boolean isDerivative(Expr e) {
        return e instanceof Binary b
                && (b.op() == BinaryOp.GREATER
                        || (b.op() == BinaryOp.SUBTRACT
                                && b.left() instanceof Num
                                && b.right() instanceof Binary p
                                && p.op() == BinaryOp.POWER));
    }

    private void variables() {
        line.names()
                .forEach((other, node) -> put("another variable", e -> {
                    boolean fits = e instanceof Name n
                            && !n.id().equals(other)
                            && line.names().containsKey(n.id())
                            && line.names().get(n.id()).shape().sameShape(node.shape());
                    return fits ? List.of(name(other)) : List.of();
                }));
        put("another layer", e -> {
            if (e instanceof Name n && n.id().matches(".*\\d")) {
                String stem = n.id().substring(0, n.id().length() - 1);
                int layer = n.id().charAt(n.id().length() - 1) - '0';
                List<Expr> others = new ArrayList<>();
                for (int k = layer - 1; k <= layer + 1; k += 2) {
                    if (line.names().containsKey(stem + k)) {
                        others.add(name(stem + k));
                    }
                }
                return others;
            }
            return List.of();
        });
        put(
                "drop a factor",
                e -> e instanceof Binary b && (b.op() == BinaryOp.MULTIPLY || b.op() == BinaryOp.MATMUL)
                        ? List.of(b.left(), b.right())
                        : List.of());
        put(
                "drop a term",
                e -> e instanceof Binary b && b.op() == BinaryOp.ADD ? List.of(b.left(), b.right()) : List.of());
        put("drop a term", e -> e instanceof Binary b && b.op() == BinaryOp.SUBTRACT ? List.of(b.left()) : List.of());
    }

    private void structure() {
        put(
                "A for A + A.T",
                e -> e instanceof Binary b
                                && b.op() == BinaryOp.ADD
                                && b.right().equals(transpose(b.left()))
                        ? List.of(b.left(), binary(BinaryOp.MULTIPLY, num(2), b.left()))
                        : List.of());
        put("drop inv", e -> isCall(e, "inv") ? ((Call) e).arguments() : List.of());
        put(
                "inv for inv.T",
                e -> e instanceof Transpose t && isCall(t.operand(), "inv") ? List.of(t.operand()) : List.of());
        put(
                "swap arguments",
                e -> isCall(e, "outer")
                        ? List.of(call(
                                "outer",
                                ((Call) e).arguments().get(1),
                                ((Call) e).arguments().get(0)))
                        : List.of());
        put("drop diag part", e -> {
            // p * (g - sum(p * g)) becomes p * (1 - p) * g
            if (e instanceof Binary b
                    && b.op() == BinaryOp.MULTIPLY
                    && b.right() instanceof Binary d
                    && d.op() == BinaryOp.SUBTRACT
                    && isCall(d.right(), "sum")) {
                Expr p = b.left();
                return List.of(binary(
                        BinaryOp.MULTIPLY,
                        binary(BinaryOp.MULTIPLY, p, binary(BinaryOp.SUBTRACT, num(1), p)),
                        d.left()));
            }
            return List.of();
        });
        put(
                "jacobian by its diagonal",
                e -> e instanceof Binary b && isCall(b.left(), "diag") && isCall(b.right(), "outer")
                        ? List.of(b.left())
                        : List.of());
        put("no flip", e -> isCall(e, "flip") ? List.of(((Call) e).arguments().get(0)) : List.of());
        put("product rule", e -> {
            // E @ X + X @ E becomes 2 * X @ E
            if (e instanceof Binary b
                    && b.op() == BinaryOp.ADD
                    && op(b.right(), BinaryOp.MATMUL).isPresent()) {
                Binary r = (Binary) b.right();
                return List.of(binary(BinaryOp.MATMUL, binary(BinaryOp.MULTIPLY, num(2), r.left()), r.right()));
            }
            return List.of();
        });
    }

    private List<String> numbers() {
        List<String> numbers = new ArrayList<>(line.sizes());
        line.names().forEach((name, node) -> {
            if (node.isScalar() && !node.isVariable()) {
                numbers.add(name);
            }
        });
        return numbers;
    }

    private void put(String name, List<Expr> variants) {
        byClass.computeIfAbsent(name, k -> new ArrayList<>()).addAll(variants);
    }

    /** Applies a rule at every place, once at a time. */
    private void put(String name, Function<Expr, List<Expr>> rule) {
        put(name, everywhere(line.claim(), rule));
    }

    private static List<Expr> everywhere(Expr e, Function<Expr, List<Expr>> rule) {
        List<Expr> results = new ArrayList<>(rule.apply(e));
        if (e instanceof Negate n) {
            everywhere(n.operand(), rule).forEach(x -> results.add(new Negate(x, Span.NONE)));
        } else if (e instanceof Transpose t) {
            everywhere(t.operand(), rule).forEach(x -> results.add(new Transpose(x, Span.NONE)));
        } else if (e instanceof Binary b) {
            everywhere(b.left(), rule).forEach(x -> results.add(binary(b.op(), x, b.right())));
            everywhere(b.right(), rule).forEach(x -> results.add(binary(b.op(), b.left(), x)));
        } else if (e instanceof Call c) {
            for (int i = 0; i < c.arguments().size(); i++) {
                for (Expr x : everywhere(c.arguments().get(i), rule)) {
                    List<Expr> arguments = new ArrayList<>(c.arguments());
                    arguments.set(i, x);
                    results.add(new Call(c.function(), Span.NONE, arguments, c.keywords(), Span.NONE));
                }
            }
        }
        return results;
    }

    private static Expr replace(Expr e, Name from, Expr to) {
        if (e.equals(from)) {
            return to;
        }
        return e instanceof Binary b ? binary(b.op(), replace(b.left(), from, to), replace(b.right(), from, to)) : e;
    }

    private int rank(Expr e) {
        return line.resolve(e).map(Node::rank).orElse(0);
    }

    private static Optional<Binary> op(Expr e, BinaryOp op) {
        return e instanceof Binary b && b.op() == op ? Optional.of(b) : Optional.empty();
    }

    private static Expr with(Binary like, BinaryOp op, Expr left, Expr right) {
        return new Binary(op, left, right, like.span());
    }

    private static Binary binary(BinaryOp op, Expr left, Expr right) {
        return new Binary(op, left, right, Span.NONE);
    }

    private static boolean isCall(Expr e, String function) {
        return e instanceof Call c && c.function().equals(function);
    }

    private static Expr call(String function, Call like, List<Expr.Keyword> keywords) {
        return new Call(function, Span.NONE, like.arguments(), keywords, Span.NONE);
    }

    private static Expr call(String function, Expr... arguments) {
        return new Call(function, Span.NONE, List.of(arguments), List.of(), Span.NONE);
    }

    private static List<Expr> keyword(Call call, String name, Function<Expr, Expr> change) {
        List<Expr.Keyword> keywords = new ArrayList<>();
        boolean changed = false;
        for (Expr.Keyword k : call.keywords()) {
            boolean here = k.name().equals(name) && k.value() instanceof Num;
            changed |= here;
            keywords.add(here ? new Expr.Keyword(name, change.apply(k.value()), Span.NONE) : k);
        }
        return changed ? List.of(call(call.function(), call, keywords)) : List.of();
    }

    private static Expr.Keyword axis(int axis) {
        return new Expr.Keyword("axis", num(axis), Span.NONE);
    }

    private static Expr.Keyword keep() {
        return new Expr.Keyword("keepdims", new Expr.Bool(true, Span.NONE), Span.NONE);
    }

    private static Expr transpose(Expr e) {
        return new Transpose(e, Span.NONE);
    }

    private static Expr name(String id) {
        return new Name(id, Span.NONE);
    }

    private static Expr num(double value) {
        return new Num(Math.abs(value), Span.NONE);
    }
}
