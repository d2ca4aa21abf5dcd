package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FAR;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.FURTHER_FACTOR;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.ODD;
import static org.chainrule.check.diagnose.Cost.RARE;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
        ConstantFactor then(ConstantFactor other) {
            return new ConstantFactor(
                    value * other.value,
                    value == -1 ? other.kind : kind,
                    cost + other.cost + FURTHER_FACTOR,
                    text + " · " + other.text,
                    e -> other.apply.apply(apply.apply(e)));
        }
    }

    ConstantFactors(Vocabulary vocabulary, TruthComparison measure) {
        boolean inverse = ExprTree.calls(vocabulary.target().claim(), "inv", 100);
        ConstantFactor minus =
                new ConstantFactor(-1, inverse ? Kind.INVERSE_SIGN : Kind.WRONG_SIGN, COMMON, "-1", ExprParts::negate);
        ConstantFactor twice = new ConstantFactor(2, Kind.FACTOR_2, COMMON, "2", e -> scaled(e, 2));
        ConstantFactor half = new ConstantFactor(0.5, Kind.FACTOR_HALF, COMMON, "1/2", e -> scaled(e, 0.5));
        simple.add(minus);
        simple.add(twice);
        simple.add(half);
        Map<String, Expr> sizes = new LinkedHashMap<>();
        for (String name : vocabulary.numbers()) {
            sizes.put(name, ExprParts.name(name));
        }
        List<ConstantFactor> divisions = new ArrayList<>();
        sizes.forEach((name, size) -> number(size, vocabulary, measure).ifPresent(v -> {
            divisions.add(new ConstantFactor(1 / v, Kind.MISSING_1_OVER_M, COMMON, name, e -> ExprParts.over(e, size)));
            divisions.add(new ConstantFactor(v, Kind.SUPERFLUOUS_1_OVER_M, FREQUENT, name, e -> without(e, size)
                    .orElseGet(() -> ExprParts.times(size, e))));
        }));
        simple.addAll(divisions);
        all.addAll(simple);
        sizes.forEach((name, size) -> {
            // The scale of attention, and of initial weights.
            Expr root = ExprParts.call("sqrt", size);
            number(root, vocabulary, measure).ifPresent(v -> {
                String text = "sqrt(" + name + ")";
                all.add(new ConstantFactor(1 / v, Kind.WRONG_NORMALISER, UNUSUAL, text, e -> ExprParts.over(e, root)));
                all.add(new ConstantFactor(v, Kind.SUPERFLUOUS_1_OVER_M, RARE, text, e -> without(e, root)
                        .orElseGet(() -> ExprParts.times(root, e))));
            });
        });
        for (ConstantFactor division : divisions) {
            all.add(division.then(twice));
            all.add(division.then(half));
            for (ConstantFactor other : divisions) {
                if (other != division) {
                    boolean opposite = (division.value < 1) != (other.value < 1);
                    ConstantFactor both = division.then(other);
                    all.add(
                            opposite
                                    ? new ConstantFactor(
                                            both.value, Kind.WRONG_NORMALISER, OCCASIONAL, other.text, both.apply)
                                    : both);
                }
            }
        }
        literalSizes(vocabulary);
        quantities(vocabulary, measure);
        fractions();
        List<ConstantFactor> positive = List.copyOf(all);
        for (ConstantFactor scaling : positive) {
            if (scaling.value > 0 && all.size() < MOST) {
                all.add(minus.then(scaling));
            }
        }
        all.sort(Comparator.comparingInt(ConstantFactor::cost));
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

    private static Optional<Double> number(Expr e, Vocabulary vocabulary, TruthComparison measure) {
        return vocabulary
                .resolve(e)
                .filter(Node::isScalar)
                .flatMap(measure::value)
                .map(Tensor::item)
                .filter(v -> v != 0 && Math.abs(v) != 1);
    }

    /** Sizes that have no name: the number of entries of a tensor, or along an axis. */
    private void literalSizes(Vocabulary vocabulary) {
        for (Node node : vocabulary.model()) {
            List<Dim> dims = new ArrayList<>(node.shape().dims());
            dims.add(node.shape().count());
            for (Dim dim : dims) {
                if (dim.isKnown() && dim.size() > 2 && dim.isNumber()) {
                    double size = dim.size();
                    String text = dim.toString();
                    Expr number = ExprParts.number(size);
                    all.add(new ConstantFactor(
                            1 / size, Kind.MISSING_1_OVER_M, UNUSUAL, text, e -> ExprParts.over(e, number)));
                    all.add(new ConstantFactor(
                            size, Kind.SUPERFLUOUS_1_OVER_M, RARE, text, e -> ExprParts.times(number, e)));
                }
            }
        }
    }

    /** Scalars of the model, determinants, and sums of what a softmax is compared with. */
    private void quantities(Vocabulary vocabulary, TruthComparison measure) {
        Map<Expr, Kind> quantities = new LinkedHashMap<>();
        vocabulary.arrays().forEach((name, node) -> {
            if (node.isScalar()) {
                quantities.put(ExprParts.name(name), Kind.MISSING_CHAIN_FACTOR);
            } else if (node.isLeaf()) {
                quantities.put(ExprParts.call("sum", ExprParts.name(name)), Kind.MISSING_CHAIN_FACTOR);
            }
        });
        for (Node node : vocabulary.model()) {
            boolean determinant = isDeterminant(node.op()) || node.op() instanceof Determinants.Cofactor;
            if (determinant || (node.isScalar() && node.isConstant())) {
                Node quantity = determinant ? Determinants.det(node.input(0)) : node;
                vocabulary
                        .spell(quantity)
                        .ifPresent(e -> quantities.put(e, determinant ? Kind.LOGDET : Kind.CONSTANT_FACTOR));
            }
        }
        quantities.forEach((e, kind) -> number(e, vocabulary, measure).ifPresent(v -> {
            String text = Candidate.text(e);
            int cost = kind == Kind.LOGDET ? COMMON : FAR;
            ConstantFactor once = new ConstantFactor(v, kind, cost, text, x -> ExprParts.times(e, x));
            all.add(once);
            all.add(once.then(simple.get(1)));
            all.add(once.then(simple.get(2)));
            all.add(new ConstantFactor(
                    1 / v, kind == Kind.LOGDET ? kind : Kind.EXTRA_FACTOR, cost + 2 * STEP, text, x -> dropped(x, e)));
            all.add(new ConstantFactor(
                    v * v, kind, cost + FURTHER_FACTOR, text + "^2", x -> ExprParts.times(ExprParts.power(e, 2), x)));
            all.add(new ConstantFactor(
                    1 / (v * v),
                    kind,
                    cost + FURTHER_FACTOR,
                    text + "^2",
                    x -> ExprParts.over(x, ExprParts.power(e, 2))));
        }));
    }

    /** The determinant, or its logarithm. */
    static boolean isDeterminant(Op op) {
        return op instanceof Determinants.Det || op instanceof Determinants.LogDet;
    }

    /** An expression over one of its factors; over anything else it becomes a quotient. */
    private static Expr dropped(Expr x, Expr factor) {
        List<ExprParts.Factor> factors = new ArrayList<>(ExprParts.factors(x));
        boolean there = factors.size() > 1 && factors.remove(new ExprParts.Factor(factor, false));
        return there ? ExprParts.product(factors) : ExprParts.over(x, factor);
    }

    private void fractions() {
        for (int p = 1; p <= 12; p++) {
            for (int q = 1; q <= 12; q++) {
                double value = (double) p / q;
                if (p != q && value != 2 && value != 0.5 && gcd(p, q) == 1) {
                    String text = q == 1 ? "" + p : p + "/" + q;
                    all.add(new ConstantFactor(value, Kind.CONSTANT_FACTOR, ODD, text, e -> scaled(e, value)));
                }
            }
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** An expression times a number: a number that stands in it already takes it up. */
    static Expr scaled(Expr e, double factor) {
        List<ExprTree.Place> spine = new ArrayList<>();
        ExprTree.Place at = new ExprTree.Place(e, null, 0);
        while (true) {
            spine.add(at);
            if (at.expr() instanceof Expr.Negate n) {
                at = new ExprTree.Place(n.operand(), at, 0);
            } else if (at.expr() instanceof Expr.Binary b
                    && (ExprParts.isProduct(b.op()) || b.op() == BinaryOp.DIVIDE)) {
                at = new ExprTree.Place(b.left(), at, 0);
            } else {
                break;
            }
        }
        for (ExprTree.Place place : spine) {
            Optional<Expr> folded = folded(place.expr(), factor);
            if (folded.isPresent()) {
                return place.with(folded.get());
            }
        }
        boolean below = factor == 0.5;
        if (below) {
            return e instanceof Expr.Binary b && b.op() == BinaryOp.DIVIDE
                    ? ExprParts.over(b.left(), ExprParts.times(ExprParts.number(2), b.right()))
                    : ExprParts.over(e, ExprParts.number(2));
        }
        Expr first = at.expr();
        boolean whole = factor == Math.rint(factor);
        Expr number = whole ? ExprParts.number(factor) : fraction(factor);
        return at.parent() == null || first instanceof Expr.Num
                ? ExprParts.times(number, e)
                : at.with(ExprParts.times(number, first));
    }

    private static Expr fraction(double factor) {
        for (int q = 2; q <= 12; q++) {
            if (Math.abs(factor * q - Math.rint(factor * q)) < 1e-12) {
                return ExprParts.over(ExprParts.number(Math.rint(factor * q)), ExprParts.number(q));
            }
        }
        return ExprParts.number(factor);
    }

    /** A number times the factor; {@code x / 2} and {@code 2 * x} lose the 2 when that is all. */
    private static Optional<Expr> folded(Expr e, double factor) {
        if (e instanceof Expr.Num n) {
            double value = n.value() * factor;
            double rounded = Math.rint(value * 1e6) / 1e6;
            return Optional.of(ExprParts.number(Math.abs(rounded - value) < 1e-12 ? rounded : value));
        }
        if (e instanceof Expr.Binary b) {
            if (ExprParts.isProduct(b.op()) && b.left() instanceof Expr.Num n && n.value() * factor == 1) {
                return Optional.of(b.right());
            }
            if (b.op() == BinaryOp.DIVIDE
                    && b.right() instanceof Expr.Binary below
                    && ExprParts.isProduct(below.op())
                    && below.left() instanceof Expr.Num n
                    && n.value() == factor) {
                return Optional.of(ExprParts.over(b.left(), below.right()));
            }
            if (b.op() == BinaryOp.DIVIDE && b.right() instanceof Expr.Num n) {
                double value = n.value() / factor;
                return value == 1
                        ? Optional.of(b.left())
                        : value == Math.rint(value)
                                ? Optional.of(ExprParts.over(b.left(), ExprParts.number(value)))
                                : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** An expression without a division by a size, which may stand behind further factors. */
    static Optional<Expr> without(Expr e, Expr size) {
        ExprTree.Place at = new ExprTree.Place(e, null, 0);
        while (at.expr() instanceof Expr.Binary b && (ExprParts.isProduct(b.op()) || b.op() == BinaryOp.DIVIDE)) {
            if (b.op() == BinaryOp.DIVIDE && b.right().equals(size)) {
                ExprTree.Place above = at.parent();
                // 1/n * x without the division is x, not 1 * x.
                boolean one = b.left() instanceof Expr.Num number && number.value() == 1;
                return one && above != null && above.expr() instanceof Expr.Binary p && ExprParts.isProduct(p.op())
                        ? Optional.of(above.with(p.right()))
                        : Optional.of(at.with(b.left()));
            }
            at = new ExprTree.Place(b.left(), at, 0);
        }
        return Optional.empty();
    }
}
