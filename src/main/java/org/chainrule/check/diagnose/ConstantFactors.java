package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.FURTHER_FACTOR;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.ODD;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Determinants;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/** The numbers by which a right formula can be multiplied to become a wrong one: 2, ½, −1, sizes, determinants. */
final class ConstantFactors {
    private static final double TOLERANCE = 1e-9;
    private static final int MOST = 2000;

    private final List<ConstantFactor> simple = new ArrayList<>();
    private final List<ConstantFactor> all = new ArrayList<>();

    /**
     * A factor that a line is off by.
     *
     * @param value by which the line must be multiplied, at the first point
     * @param text how it is called in a sentence
     * @param apply multiplies an expression by it
     */
    record ConstantFactor(double value, Kind kind, int cost, String text, UnaryOperator<Expr> apply) {
        /** The edit of a place by it, by so much less likely than of a whole line. */
        Candidate at(ExprTree.Place place, int surcharge) {
            return new Candidate(kind, cost + surcharge, place, apply.apply(place.expr()), List.of(text));
        }

        ConstantFactor then(ConstantFactor other) {
            return new ConstantFactor(
                    value * other.value,
                    value == -1 ? other.kind : kind,
                    cost + other.cost + FURTHER_FACTOR,
                    text + " · " + other.text,
                    e -> other.apply.apply(apply.apply(e)));
        }
    }

    ConstantFactors(Vocabulary vocabulary) {
        boolean inverse = ExprTree.calls(vocabulary.target().claim(), "inv", 100);
        ConstantFactor minus =
                new ConstantFactor(-1, inverse ? Kind.INVERSE_SIGN : Kind.WRONG_SIGN, COMMON, "-1", ExprParts::negate);
        ConstantFactor twice = new ConstantFactor(2, Kind.FACTOR_2, COMMON, "2", e -> scaled(e, 2));
        ConstantFactor half = new ConstantFactor(0.5, Kind.FACTOR_HALF, COMMON, "1/2", e -> scaled(e, 0.5));
        List<ConstantFactor> divisions = new ArrayList<>();
        List<ConstantFactor> roots = new ArrayList<>();
        for (String name : vocabulary.numbers()) {
            Expr size = ExprParts.name(name);
            number(size, vocabulary)
                    .ifPresent(v -> divisions.addAll(divisions(size, v, Kind.MISSING_1_OVER_M, COMMON)));
            // The scale of attention, and of initial weights.
            Expr root = ExprParts.call("sqrt", size);
            number(root, vocabulary).ifPresent(v -> roots.addAll(divisions(root, v, Kind.WRONG_NORMALISER, UNUSUAL)));
        }
        simple.addAll(List.of(minus, twice, half));
        simple.addAll(divisions);
        all.addAll(simple);
        all.addAll(roots);
        for (ConstantFactor division : divisions) {
            all.add(division.then(twice));
            all.add(division.then(half));
            for (ConstantFactor other : divisions) {
                ConstantFactor both = division.then(other);
                boolean opposite = (division.value < 1) != (other.value < 1);
                if (opposite && other != division) {
                    all.add(new ConstantFactor(both.value, Kind.WRONG_NORMALISER, OCCASIONAL, other.text, both.apply));
                } else if (other != division) {
                    all.add(both);
                }
            }
        }
        literalSizes(vocabulary);
        quantities(vocabulary)
                .forEach((e, kind) -> number(e, vocabulary).ifPresent(v -> quantity(e, kind, v, List.of(twice, half))));
        fractions();
        for (ConstantFactor scaling : List.copyOf(all)) {
            if (scaling.value > 0 && all.size() < MOST) {
                all.add(minus.then(scaling));
            }
        }
        all.sort(Comparator.comparingInt(ConstantFactor::cost));
    }

    /** A division by a size that is missing, and one too many. */
    private static List<ConstantFactor> divisions(Expr size, double value, Kind missing, int cost) {
        String text = Candidate.text(size);
        return List.of(
                new ConstantFactor(1 / value, missing, cost, text, e -> ExprParts.over(e, size)),
                new ConstantFactor(value, Kind.SUPERFLUOUS_1_OVER_M, cost + 2 * STEP, text, e -> without(e, size)
                        .orElseGet(() -> ExprParts.times(size, e))));
    }

    /** −1, 2, ½, and one size above or below. */
    List<ConstantFactor> simple() {
        return simple;
    }

    /** Those with a value, the likely ones first. */
    List<ConstantFactor> of(double value) {
        return all.stream()
                .filter(s -> Math.abs(s.value - value) <= TOLERANCE * Math.abs(value))
                .toList();
    }

    /** An expression times a number, in every way in which a line may be off by it; the expression itself for 1. */
    Stream<Expr> multiples(Expr e, double ratio) {
        return TruthComparison.isOne(ratio) ? Stream.of(e) : of(ratio).stream().map(scaling -> scaling.apply.apply(e));
    }

    private static Optional<Double> number(Expr e, Vocabulary vocabulary) {
        return vocabulary
                .resolve(e)
                .filter(Node::isScalar)
                .flatMap(vocabulary.measure()::value)
                .map(Tensor::item)
                .filter(v -> v != 0 && Math.abs(v) != 1);
    }

    /** Sizes that have no name: the number of entries of a tensor, or along an axis. */
    private void literalSizes(Vocabulary vocabulary) {
        Set<Dim> dims = new LinkedHashSet<>();
        for (Node node : vocabulary.model()) {
            dims.addAll(node.shape().dims());
            dims.add(node.shape().count());
        }
        for (Dim dim : dims) {
            if (dim.isKnown() && dim.size() > 2 && dim.isNumber()) {
                double size = dim.size();
                all.addAll(divisions(ExprParts.number(size), size, Kind.MISSING_1_OVER_M, UNUSUAL));
            }
        }
    }

    /** Scalars of the model, determinants, and sums of what a softmax is compared with. */
    private static Map<Expr, Kind> quantities(Vocabulary vocabulary) {
        Map<Expr, Kind> quantities = new LinkedHashMap<>();
        vocabulary.arrays().forEach((name, node) -> {
            if (node.isScalar() || node.isLeaf()) {
                Expr array = ExprParts.name(name);
                quantities.put(node.isScalar() ? array : ExprParts.call("sum", array), Kind.MISSING_CHAIN_FACTOR);
            }
        });
        for (Node node : vocabulary.model()) {
            boolean determinant = isDeterminant(node.op()) || node.op() == Determinants.COFACTORS;
            if (determinant || (node.isScalar() && node.isConstant())) {
                Node quantity = determinant ? Determinants.det(node.input(0)) : node;
                vocabulary
                        .spell(quantity)
                        .ifPresent(e -> quantities.put(e, determinant ? Kind.LOGDET : Kind.CONSTANT_FACTOR));
            }
        }
        return quantities;
    }

    private void quantity(Expr e, Kind kind, double v, List<ConstantFactor> besides) {
        String text = Candidate.text(e);
        int cost = kind == Kind.LOGDET ? COMMON : FAR;
        int twice = cost + FURTHER_FACTOR;
        Kind less = kind == Kind.LOGDET ? kind : Kind.EXTRA_FACTOR;
        ConstantFactor once = new ConstantFactor(v, kind, cost, text, x -> ExprParts.times(e, x));
        all.add(once);
        besides.forEach(other -> all.add(once.then(other)));
        all.add(new ConstantFactor(1 / v, less, cost + 2 * STEP, text, x -> dropped(x, e)));
        all.add(new ConstantFactor(v * v, kind, twice, text + "^2", x -> ExprForm.write("a^2 * b", e, x)));
        all.add(new ConstantFactor(1 / (v * v), kind, twice, text + "^2", x -> ExprForm.write("a / b^2", x, e)));
    }

    /** The determinant, or its logarithm. */
    static boolean isDeterminant(Op op) {
        return op == Determinants.DETERMINANT || op instanceof Determinants.LogDet;
    }

    /** An expression over one of its factors; over anything else it becomes a quotient. */
    private static Expr dropped(Expr x, Expr factor) {
        List<ExprParts.Factor> factors = new ArrayList<>(ExprParts.factors(x));
        boolean there = factors.size() > 1 && factors.remove(new ExprParts.Factor(factor, false));
        return there ? ExprParts.product(factors) : ExprParts.over(x, factor);
    }

    private void fractions() {
        Set<Double> seen = new HashSet<>(Set.of(1.0, 2.0, 0.5));
        for (int p = 1; p <= 12; p++) {
            for (int q = 1; q <= 12; q++) {
                double value = (double) p / q;
                if (seen.add(value)) {
                    String text = q == 1 ? "" + p : p + "/" + q;
                    all.add(new ConstantFactor(value, Kind.CONSTANT_FACTOR, ODD, text, e -> scaled(e, value)));
                }
            }
        }
    }

    /** An expression times a number: a number that stands in it already takes it up. */
    static Expr scaled(Expr e, double factor) {
        List<ExprTree.Place> spine = ExprTree.spine(e);
        for (ExprTree.Place place : spine) {
            Optional<Expr> folded = folded(place.expr(), factor);
            if (folded.isPresent()) {
                return place.with(folded.get());
            }
        }
        if (factor == 0.5) {
            return ExprForm.of("a / b")
                    .match(e)
                    .map(parts -> ExprForm.of("a / (2 * b)").with(parts))
                    .orElseGet(() -> ExprForm.write("a / 2", e));
        }
        ExprTree.Place front = spine.get(spine.size() - 1);
        return front.isRoot() || front.expr() instanceof Expr.Num
                ? ExprParts.times(fraction(factor), e)
                : front.with(ExprParts.times(fraction(factor), front.expr()));
    }

    private static Expr fraction(double factor) {
        for (int q = 1; q <= 12; q++) {
            double p = Math.rint(factor * q);
            if (Math.abs(factor * q - p) < 1e-12) {
                Expr above = ExprParts.number(p);
                return q == 1 ? above : ExprParts.over(above, ExprParts.number(q));
            }
        }
        return ExprParts.number(factor);
    }

    /** A number times the factor; {@code x / 2} and {@code 2 * x} lose the 2 when that is all. */
    private static Optional<Expr> folded(Expr e, double factor) {
        if (e instanceof Expr.Num n) {
            double value = n.value() * factor;
            double rounded = Math.rint(value * 1e6) / 1e6;
            return Optional.of(ExprParts.number(Math.abs(rounded - value) < 1e-12 * Math.abs(value) ? rounded : value));
        }
        if (!(e instanceof Expr.Binary b)) {
            return Optional.empty();
        }
        if (b.op().isProduct() && b.left() instanceof Expr.Num n && n.value() * factor == 1) {
            return Optional.of(b.right());
        }
        if (b.op() == BinaryOp.DIVIDE
                && b.right() instanceof Expr.Binary below
                && below.op().isProduct()
                && below.left() instanceof Expr.Num n
                && n.value() == factor) {
            return Optional.of(ExprParts.over(b.left(), below.right()));
        }
        return b.op() == BinaryOp.DIVIDE && b.right() instanceof Expr.Num n
                ? Optional.of(n.value() / factor)
                        .filter(value -> value == Math.rint(value))
                        .map(value -> value == 1 ? b.left() : ExprParts.over(b.left(), ExprParts.number(value)))
                : Optional.empty();
    }

    /** An expression without a division by a size, which may stand behind further factors. */
    private static Optional<Expr> without(Expr e, Expr size) {
        for (ExprTree.Place at : ExprTree.spine(e)) {
            if (at.expr() instanceof Expr.Binary b
                    && b.op() == BinaryOp.DIVIDE
                    && b.right().equals(size)) {
                ExprTree.Place above = at.parent();
                // 1/n * x without the division is x, not 1 * x.
                boolean one = b.left().equals(ExprParts.number(1));
                return one && above != null && above.expr() instanceof Expr.Binary p && p.op().isProduct()
                        ? Optional.of(above.with(p.right()))
                        : Optional.of(at.with(b.left()));
            }
        }
        return Optional.empty();
    }
}
