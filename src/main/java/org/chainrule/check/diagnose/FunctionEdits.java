package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;
import static org.chainrule.check.diagnose.Slip.on;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.ShapeException;

/** Functions: another one, one missing or too many, softmax by its diagonal, kernels flipped or not, indices. */
final class FunctionEdits {
    private FunctionEdits() {}

    static final List<Consumer<EditSite>> LIKELY = List.of(
            FunctionEdits::function,
            FunctionEdits::softmax,
            // The Jacobian of softmax has entries beside its diagonal.
            on("diag(a)").meant(Kind.JACOBIAN_DIAGONAL_ONLY, COMMON, "diag(a) - outer(a, a)"),
            on("diag(a * b)").meant(Kind.JACOBIAN_DIAGONAL_ONLY, COMMON, "diag(a) - outer(a, a)"),
            FunctionEdits::normalised,
            on("flip(a)").meant(Kind.FLIPPED_KERNEL, COMMON + STEP, "a"),
            on("flip(flip(a))").meant(Kind.FLIPPED_KERNEL, COMMON, "a"),
            FunctionEdits::kernel,
            FunctionEdits::index,
            FunctionEdits::argumentTooMany,
            FunctionEdits::keywords);

    static final List<Consumer<EditSite>> RARE = List.of(FunctionEdits::missing);

    private static final List<List<String>> FAMILIES = List.of(
            List.of("sigmoid", "tanh", "relu", "leaky_relu", "softplus", "step"),
            List.of("sin", "cos"),
            List.of("exp", "log"),
            List.of("exp", "softmax"),
            List.of("det", "logdet", "logabsdet"),
            List.of("maximum", "minimum"),
            List.of("max", "min"),
            List.of("softmax", "log_softmax"),
            List.of("greater", "greater_equal", "less"),
            List.of("sqrt", "square"),
            List.of("tril", "triu"));

    private static final Set<String> EXTREMES = Set.of("max", "min", "maximum", "minimum");

    private static void function(EditSite site) {
        if (!(site.expr() instanceof Expr.Call call)) {
            return;
        }
        int length = call.function().replace("'", "").length();
        String plain = ExprParts.canonical(call.function().substring(0, length));
        String primes = call.function().substring(length);
        List<Expr.Keyword> keywords = plain.equals("leaky_relu") ? List.of() : call.keywords();
        FAMILIES.stream()
                .filter(family -> family.contains(plain))
                .flatMap(List::stream)
                .filter(other -> !other.equals(plain))
                .map(other -> other + primes)
                .forEach(other -> site.add(
                        primes.isEmpty() ? Kind.WRONG_FUNCTION : Kind.WRONG_ACTIVATION_DERIVATIVE,
                        UNUSUAL + STEP,
                        ExprParts.call(other, call.arguments(), keywords),
                        other + "(z)",
                        other + "(z)"));
        if (!primes.isEmpty()) {
            site.add(Kind.WRONG_POWER, UNUSUAL + STEP, ExprParts.call(plain, call.arguments(), call.keywords()));
        } else if (call.arguments().size() == 1
                && !Set.of("sum", "mean", "inv", "transpose").contains(plain)) {
            Kind kind = plain.equals("log") ? Kind.MISSING_LOG : Kind.WRONG_FUNCTION;
            Expr primed = ExprParts.call(plain + "'", call.arguments(), call.keywords());
            site.add(kind, Cost.RARE, call.arguments().get(0));
            site.add(Kind.WRONG_ACTIVATION_DERIVATIVE, UNUSUAL, primed, plain, plain + "'");
        }
    }

    /** A function of the model around a name that it is missing from. */
    private static void missing(EditSite site) {
        Expr e = site.expr();
        boolean plain =
                e instanceof Expr.Name || e instanceof Expr.Call || site.place().isRoot();
        if (!plain
                || site.node(e).filter(n -> n.isVariable() && n.type().isReal()).isEmpty()) {
            return;
        }
        Set<String> functions = new TreeSet<>(Set.of("log"));
        for (Node inner : site.vocabulary().model()) {
            if (inner.op() instanceof Elementwise && inner.inputs().size() == 1 && inner.op() != Powers.SQUARE) {
                inner.op().spelling().function().ifPresent(functions::add);
            }
        }
        for (String f : functions) {
            if (!ExprParts.isCall(e, f)) {
                site.add(f.equals("log") ? Kind.MISSING_LOG : Kind.WRONG_FUNCTION, GUESS, ExprParts.call(f, e));
            }
        }
    }

    /** {@code P * (1 - P) * G} for {@code P * (G - sum(P * G))}: the Jacobian of softmax is no diagonal. */
    private static void softmax(EditSite site) {
        List<Factor> factors = ExprParts.factors(site.expr());
        for (Node p : site.vocabulary().model()) {
            Optional<Expr> name = p.op() instanceof Softmax.Soft soft && !soft.log()
                    ? site.vocabulary().spell(p)
                    : Optional.empty();
            if (name.isEmpty() || !(ArithmeticEdits.isChain(site.place()) || site.expr() instanceof Expr.Name)) {
                continue;
            }
            List<Factor> sigmoid = ActivationDerivatives.sigmoid(name.get());
            boolean diagonal = ExprParts.without(factors, sigmoid).size() < factors.size();
            List<Factor> rest = ExprParts.without(factors, diagonal ? sigmoid : sigmoid.subList(0, 1));
            for (int axis = 0; axis < p.rank() && !rest.isEmpty() && rest.size() < factors.size(); axis++) {
                Expr whole = ExprForm.write(
                        "a * (b - sum(a * b, axis=c, keepdims=true))",
                        name.get(),
                        ExprParts.product(rest),
                        ExprParts.number(axis));
                site.add(Kind.JACOBIAN_DIAGONAL_ONLY, diagonal ? COMMON : UNUSUAL, whole);
            }
        }
    }

    /** {@code G / s} for {@code (G - mean(G) - x̂ * mean(G * x̂)) / s}: mean and deviation of x̂ = (x - m)/s move too. */
    private static void normalised(EditSite site) {
        List<Factor> factors = ExprParts.factors(site.expr());
        List<Factor> below = factors.stream().filter(Factor::below).toList();
        if (!ArithmeticEdits.isChain(site.place())
                || below.isEmpty()
                || factors.size() > ArithmeticEdits.MOST_FACTORS) {
            return;
        }
        // Where a mean stands already, the statistics were hardly held constant.
        boolean mended = ExprTree.calls(site.expr(), "mean", ArithmeticEdits.MOST_FACTORS);
        Vocabulary words = site.vocabulary();
        for (Node difference : words.model()) {
            if (difference.op() != Arithmetic.SUB || !(difference.input(1).op() instanceof Mean mean)) {
                continue;
            }
            Optional<Expr> centre = words.spell(difference.input(1));
            for (Factor deviation : below) {
                Expr s = deviation.expr();
                Optional<Expr> x = words.resolve(s)
                        .flatMap(node -> over(difference, node))
                        .flatMap(words::nameOf)
                        .map(ExprParts::name)
                        .or(() -> words.spell(difference).map(c -> ExprParts.over(c, s)));
                List<Factor> rest = ExprParts.without(factors, List.of(deviation));
                if (x.isEmpty() || centre.isEmpty() || rest.stream().allMatch(Factor::below)) {
                    continue;
                }
                Expr g = ExprParts.product(rest);
                Expr average = average(g, mean);
                Expr along = ExprForm.write("a * b", x.get(), average(ExprParts.times(g, x.get()), mean));
                site.add(
                        Kind.STATISTICS_AS_CONSTANTS,
                        mended ? Cost.RARE : FREQUENT,
                        ExprForm.write("(a - b - c) / d", g, average, along, s),
                        "`" + Candidate.text(centre.get()) + "`, `" + Candidate.text(s) + "`",
                        words.variable(),
                        ExprForm.write("-(a + b) / c", average, along, s));
            }
        }
    }

    /** A quotient, where the shapes fit. */
    private static Optional<Node> over(Node a, Node b) {
        try {
            return Optional.of(a.over(b));
        } catch (ShapeException unfit) {
            return Optional.empty();
        }
    }

    private static Expr average(Expr e, Mean like) {
        List<Integer> axes = like.axes().list();
        return axes.size() == 1 && like.keepdims()
                ? ExprParts.reduce("mean", e, axes.get(0), true)
                : ExprParts.call("mean", e);
    }

    /** An operand of a convolution, which may have to be turned round, or have its channels exchanged. */
    private static void kernel(EditSite site) {
        Expr e = site.expr();
        int rank = site.rank(e);
        if (rank < 1
                || site.place().above().filter(FunctionEdits::isConvolution).isEmpty()) {
            return;
        }
        Expr[] axes = {e, ExprParts.number(Math.max(0, rank - 2)), ExprParts.number(rank - 1)};
        if (rank >= 2 && !ExprParts.isCall(e, "flip")) {
            site.add(Kind.FLIPPED_KERNEL, COMMON, ExprForm.write("flip(flip(a, axis=b), axis=c)", axes));
        }
        site.add(Kind.FLIPPED_KERNEL, OCCASIONAL, ExprForm.write("flip(a, axis=c)", axes));
        if (rank == 4) {
            site.add(Kind.MISSING_TRANSPOSE, UNUSUAL, ExprForm.write("transpose(a, axes=[1, 0, 2, 3])", e));
        }
    }

    private static boolean isConvolution(Expr e) {
        return e instanceof Expr.Call call && call.function().startsWith("conv");
    }

    private static void index(EditSite site) {
        if (!(site.expr() instanceof Expr.Index index)) {
            return;
        }
        List<List<Expr.IndexItem>> others = new ArrayList<>();
        for (int i = 0; i < index.items().size(); i++) {
            if (index.items().get(i) instanceof Expr.At at && at.index() instanceof Expr.Num n) {
                for (Expr other : neighbours(n, 1)) {
                    others.add(replaced(index.items(), i, new Expr.At(other)));
                }
            }
            for (int j = i + 1; j < index.items().size(); j++) {
                List<Expr.IndexItem> items = new ArrayList<>(index.items());
                Collections.swap(items, i, j);
                others.add(items);
            }
        }
        others.forEach(items ->
                site.add(Kind.WRONG_INDEX, OCCASIONAL + STEP, new Expr.Index(index.operand(), items, index.span())));
    }

    /** The number after and the number before, the first in a direction first; none below 0. */
    private static List<Expr> neighbours(Expr.Num n, int first) {
        return DoubleStream.of(n.value() + first, n.value() - first)
                .filter(other -> other >= 0)
                .mapToObj(ExprParts::number)
                .toList();
    }

    /** The largest of fewer: {@code max(0, 0.01*z, z)} is nothing but relu. */
    private static void argumentTooMany(EditSite site) {
        if (!(site.expr() instanceof Expr.Call call)
                || !EXTREMES.contains(ExprParts.canonical(call.function()))
                || call.arguments().size() < 2
                || !call.keywords().isEmpty()) {
            return;
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            List<Expr> rest = new ArrayList<>(call.arguments());
            Expr dropped = rest.remove(i);
            // The largest of one argument would be its largest entry.
            Expr without = rest.size() == 1 ? rest.get(0) : ExprParts.call(call.function(), rest, List.of());
            site.add(Kind.EXTRA_ARGUMENT, FREQUENT + STEP, without, dropped);
        }
    }

    /** Whole numbers among the keyword arguments, such as the axis of a softmax: one more, one less. */
    private static void keywords(EditSite site) {
        if (!(site.expr() instanceof Expr.Call call) || ExprParts.isReduction(call)) {
            return;
        }
        for (int k = 0; k < call.keywords().size(); k++) {
            String name = call.keywords().get(k).name();
            if (call.keywords().get(k).value() instanceof Expr.Num n) {
                for (Expr number : neighbours(n, -1)) {
                    Kind kind = name.equals("axis") ? Kind.WRONG_AXIS : Kind.WRONG_NUMBER;
                    site.add(kind, UNUSUAL + STEP, with(call, k, number), number);
                }
            } else if (call.keywords().get(k).value() instanceof Expr.Bool flag) {
                Kind kind = name.equals("flip") ? Kind.FLIPPED_KERNEL : Kind.WRONG_NUMBER;
                site.add(kind, UNUSUAL + STEP, with(call, k, new Expr.Bool(!flag.value(), Span.NONE)));
            }
        }
        if (isConvolution(call) && ExprParts.keyword(call, "padding").isEmpty()) {
            for (int p = 1; p <= 3; p++) {
                List<Expr.Keyword> keywords = new ArrayList<>(call.keywords());
                keywords.add(ExprParts.keyword("padding", ExprParts.number(p)));
                site.add(Kind.WRONG_NUMBER, FAR, ExprParts.call(call.function(), call.arguments(), keywords));
            }
        }
    }

    /** A call with another value for one of its keywords. */
    private static Expr with(Expr.Call call, int keyword, Expr value) {
        String name = call.keywords().get(keyword).name();
        List<Expr.Keyword> keywords = replaced(call.keywords(), keyword, ExprParts.keyword(name, value));
        return ExprParts.call(call.function(), call.arguments(), keywords);
    }

    private static <T> List<T> replaced(List<T> items, int i, T item) {
        List<T> copy = new ArrayList<>(items);
        copy.set(i, item);
        return copy;
    }
}
