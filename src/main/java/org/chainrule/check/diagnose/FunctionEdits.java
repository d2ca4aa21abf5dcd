package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Softmax;

/** Functions: another one, one missing or too many, softmax by its diagonal, kernels flipped or not, indices. */
final class FunctionEdits {
    private FunctionEdits() {}

    static final List<Edits> LIKELY = List.of(
            FunctionEdits::function,
            FunctionEdits::softmax,
            FunctionEdits::diagonal,
            FunctionEdits::normalised,
            FunctionEdits::kernel,
            FunctionEdits::index,
            FunctionEdits::argumentTooMany,
            FunctionEdits::arguments);

    static final List<Edits> RARE = List.of(FunctionEdits::missing);

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

    private static void function(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Call call)) {
            return;
        }
        int length = call.function().replace("'", "").length();
        String plain = ExprParts.canonical(call.function().substring(0, length));
        String primes = call.function().substring(length);
        for (List<String> family : FAMILIES) {
            if (family.contains(plain)) {
                for (String other : family) {
                    if (!other.equals(plain)) {
                        List<Expr.Keyword> keywords = plain.equals("leaky_relu") ? List.of() : call.keywords();
                        site.add(
                                primes.isEmpty() ? Kind.WRONG_FUNCTION : Kind.WRONG_ACTIVATION_DERIVATIVE,
                                UNUSUAL + STEP,
                                place,
                                ExprParts.call(other + primes, call.arguments(), keywords),
                                other + primes + "(z)",
                                other + primes + "(z)");
                    }
                }
            }
        }
        if (!primes.isEmpty()) {
            site.add(Kind.WRONG_POWER, UNUSUAL + STEP, place, ExprParts.call(plain, call.arguments(), call.keywords()));
        } else if (call.arguments().size() == 1
                && !Set.of("sum", "mean", "inv", "transpose").contains(plain)) {
            Kind kind = plain.equals("log") ? Kind.MISSING_LOG : Kind.WRONG_FUNCTION;
            site.add(kind, Cost.RARE, place, call.arguments().get(0));
            site.add(
                    Kind.WRONG_ACTIVATION_DERIVATIVE,
                    UNUSUAL,
                    place,
                    ExprParts.call(plain + "'", call.arguments(), call.keywords()),
                    plain,
                    plain + "'");
        }
    }

    /** A function of the model around a name that it is missing from. */
    private static void missing(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        boolean plain = e instanceof Expr.Name || e instanceof Expr.Call || place.isRoot();
        Optional<Node> node =
                site.node(e).filter(n -> n.isVariable() && n.type().isReal());
        if (!plain || node.isEmpty()) {
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
                site.add(f.equals("log") ? Kind.MISSING_LOG : Kind.WRONG_FUNCTION, GUESS, place, ExprParts.call(f, e));
            }
        }
    }

    /** {@code P * (1 - P) * G} for {@code P * (G - sum(P * G))}: the Jacobian of softmax is no diagonal. */
    private static void softmax(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        if (!ArithmeticEdits.isChain(place) && !(e instanceof Expr.Name)) {
            return;
        }
        List<Factor> factors = ExprParts.factors(e);
        for (Node p : site.vocabulary().model()) {
            if (!(p.op() instanceof Softmax.Soft soft) || soft.log()) {
                continue;
            }
            Optional<Expr> name = site.vocabulary().spell(p);
            if (name.isEmpty()) {
                continue;
            }
            List<Factor> sigmoid = ActivationDerivatives.sigmoid(name.get());
            List<Factor> one = List.of(sigmoid.get(0));
            List<Factor> rest = ActivationEdits.without(factors, sigmoid);
            boolean diagonal = rest.size() < factors.size();
            if (!diagonal) {
                rest = ActivationEdits.without(factors, one);
            }
            if (!rest.isEmpty() && rest.size() < factors.size()) {
                Expr g = ExprParts.product(rest);
                for (int axis = 0; axis < p.rank(); axis++) {
                    Expr weighted = ExprParts.reduce("sum", ExprParts.times(name.get(), g), axis, true);
                    Expr whole = ExprParts.times(name.get(), ExprParts.minus(g, weighted));
                    site.add(Kind.JACOBIAN_DIAGONAL_ONLY, diagonal ? COMMON : UNUSUAL, place, whole);
                }
            }
        }
    }

    /** {@code G / s} for {@code (G - mean(G) - x̂ * mean(G * x̂)) / s}: mean and deviation of x̂ = (x - m)/s move too. */
    private static void normalised(ExprTree.Place place, EditSite site) {
        List<Factor> factors = ExprParts.factors(place.expr());
        List<Factor> below = factors.stream().filter(Factor::below).toList();
        if (!ArithmeticEdits.isChain(place) || below.isEmpty() || factors.size() > ArithmeticEdits.MOST_FACTORS) {
            return;
        }
        Vocabulary words = site.vocabulary();
        for (Node difference : words.model()) {
            Optional<Mean> mean = centred(difference);
            Optional<Expr> centre = mean.flatMap(m -> words.spell(difference.input(1)));
            for (Factor deviation : below) {
                Optional<Expr> x = mean.flatMap(m -> normalised(difference, deviation.expr(), words));
                List<Factor> rest = ActivationEdits.without(factors, List.of(deviation));
                if (x.isEmpty() || centre.isEmpty() || rest.stream().allMatch(Factor::below)) {
                    continue;
                }
                Expr g = ExprParts.product(rest);
                Expr average = average(g, mean.get());
                Expr along = ExprParts.times(x.get(), average(ExprParts.times(g, x.get()), mean.get()));
                site.add(
                        Kind.STATISTICS_AS_CONSTANTS,
                        FREQUENT,
                        place,
                        ExprParts.over(ExprParts.minus(ExprParts.minus(g, average), along), deviation.expr()),
                        "`" + Candidate.text(centre.get()) + "`, `" + Candidate.text(deviation.expr()) + "`",
                        words.variable(),
                        ExprParts.over(ExprParts.negate(ExprParts.plus(average, along)), deviation.expr()));
            }
        }
    }

    /** The normalised quantity: by its name if it has one. */
    private static Optional<Expr> normalised(Node difference, Expr deviation, Vocabulary words) {
        Optional<Node> below = words.resolve(deviation);
        Optional<String> name = below.map(s -> difference.over(s)).flatMap(words::nameOf);
        return name.map(ExprParts::name).or(() -> words.spell(difference).map(c -> ExprParts.over(c, deviation)));
    }

    /** The mean that is subtracted from something. */
    private static Optional<Mean> centred(Node difference) {
        return difference.op() == Arithmetic.SUB && difference.input(1).op() instanceof Mean mean
                ? Optional.of(mean)
                : Optional.empty();
    }

    private static Expr average(Expr e, Mean like) {
        List<Integer> axes = like.axes().list();
        return axes.size() == 1 && like.keepdims()
                ? ExprParts.reduce("mean", e, axes.get(0), true)
                : ExprParts.call("mean", e);
    }

    /** {@code diag(p * (1 - p))} or {@code diag(p)} for {@code diag(p) - outer(p, p)}. */
    private static void diagonal(ExprTree.Place place, EditSite site) {
        if (!ExprParts.isCall(place.expr(), "diag")) {
            return;
        }
        Expr.Call call = (Expr.Call) place.expr();
        if (call.arguments().size() != 1) {
            return;
        }
        List<Factor> factors = ExprParts.factors(call.arguments().get(0));
        Expr p = factors.get(0).expr();
        Expr whole = ExprParts.minus(ExprParts.call("diag", p), ExprParts.call("outer", p, p));
        site.add(Kind.JACOBIAN_DIAGONAL_ONLY, COMMON, place, whole);
    }

    private static void kernel(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        if (e instanceof Expr.Call call
                && ExprParts.isCall(call, "flip")
                && !call.arguments().isEmpty()) {
            site.add(Kind.FLIPPED_KERNEL, COMMON + STEP, place, call.arguments().get(0));
            Expr inner = call.arguments().get(0);
            if (ExprParts.isCall(inner, "flip")
                    && !((Expr.Call) inner).arguments().isEmpty()) {
                site.add(
                        Kind.FLIPPED_KERNEL,
                        COMMON,
                        place,
                        ((Expr.Call) inner).arguments().get(0));
            }
        }
        boolean operand = place.above()
                .filter(up -> up instanceof Expr.Call c && c.function().startsWith("conv"))
                .isPresent();
        int rank = site.shape(e).map(s -> s.rank()).orElse(0);
        if (operand && rank >= 2 && !ExprParts.isCall(e, "flip")) {
            site.add(Kind.FLIPPED_KERNEL, COMMON, place, flipped(flipped(e, rank - 2), rank - 1));
        }
        if (operand && rank >= 1) {
            site.add(Kind.FLIPPED_KERNEL, OCCASIONAL, place, flipped(e, rank - 1));
        }
        if (operand && rank == 4) {
            Expr channels = ExprParts.call(
                    "transpose",
                    List.of(e),
                    List.of(ExprParts.keyword(
                            "axes",
                            Expr.list(
                                    List.of(1, 0, 2, 3).stream()
                                            .map(i -> ExprParts.number(i))
                                            .toList(),
                                    Span.NONE))));
            site.add(
                    Kind.MISSING_TRANSPOSE,
                    UNUSUAL,
                    place,
                    channels,
                    site.shape(e).orElseThrow());
        }
    }

    private static Expr flipped(Expr e, int axis) {
        return ExprParts.call("flip", List.of(e), List.of(ExprParts.keyword("axis", ExprParts.number(axis))));
    }

    private static void index(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Index index)) {
            return;
        }
        for (int i = 0; i < index.items().size(); i++) {
            if (index.items().get(i) instanceof Expr.At at && at.index() instanceof Expr.Num n) {
                for (double other : new double[] {n.value() + 1, n.value() - 1}) {
                    if (other >= 0) {
                        List<Expr.IndexItem> items = replaced(index.items(), i, new Expr.At(ExprParts.number(other)));
                        site.add(
                                Kind.WRONG_INDEX,
                                OCCASIONAL + STEP,
                                place,
                                new Expr.Index(index.operand(), items, index.span()));
                    }
                }
            }
            for (int j = i + 1; j < index.items().size(); j++) {
                List<Expr.IndexItem> items = new ArrayList<>(index.items());
                Collections.swap(items, i, j);
                site.add(
                        Kind.WRONG_INDEX,
                        OCCASIONAL + STEP,
                        place,
                        new Expr.Index(index.operand(), items, index.span()));
            }
        }
    }

    /** The largest of fewer: {@code max(0, 0.01*z, z)} is nothing but relu. */
    private static void argumentTooMany(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Call call)
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
            site.add(Kind.EXTRA_ARGUMENT, FREQUENT + STEP, place, without, dropped);
        }
    }

    /** Whole numbers among the keyword arguments, such as the axis of a softmax: one more, one less. */
    private static void arguments(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Call call) || ExprParts.isReduction(call)) {
            return;
        }
        for (int k = 0; k < call.keywords().size(); k++) {
            Expr.Keyword keyword = call.keywords().get(k);
            if (keyword.value() instanceof Expr.Num n) {
                Kind kind = keyword.name().equals("axis") ? Kind.WRONG_AXIS : Kind.WRONG_NUMBER;
                for (double other : new double[] {n.value() - 1, n.value() + 1}) {
                    if (other >= 0) {
                        Expr number = ExprParts.number(other);
                        site.add(kind, UNUSUAL + STEP, place, with(call, k, number), number);
                    }
                }
            } else if (keyword.value() instanceof Expr.Bool flag) {
                Kind kind = keyword.name().equals("flip") ? Kind.FLIPPED_KERNEL : Kind.WRONG_NUMBER;
                Expr other = new Expr.Bool(!flag.value(), Span.NONE);
                site.add(kind, UNUSUAL + STEP, place, with(call, k, other));
            }
        }
        if (call.function().startsWith("conv")
                && call.keywords().stream().noneMatch(k -> k.name().equals("padding"))) {
            for (int p = 1; p <= 3; p++) {
                List<Expr.Keyword> keywords = new ArrayList<>(call.keywords());
                keywords.add(ExprParts.keyword("padding", ExprParts.number(p)));
                site.add(Kind.WRONG_NUMBER, FAR, place, ExprParts.call(call.function(), call.arguments(), keywords));
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
