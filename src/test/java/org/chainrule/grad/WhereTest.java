package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.grad.Graphs.exp;
import static org.chainrule.grad.Graphs.log;
import static org.chainrule.grad.Graphs.positive;
import static org.chainrule.grad.Graphs.real;
import static org.chainrule.grad.Graphs.sqrt;
import static org.chainrule.grad.Graphs.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.check.GradientCheck;
import org.chainrule.check.Report;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.ops.Convolutions;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What is not picked reaches neither the value nor any derivative, however infinite it is. */
class WhereTest {
    /** Functions that are right for x &gt; 0 and infinite, NaN or without slope at 0 or below. */
    private static Map<String, UnaryOperator<Node>> dangerous() {
        Map<String, UnaryOperator<Node>> all = new LinkedHashMap<>();
        all.put("sqrt", Graphs::sqrt);
        all.put("log", Graphs::log);
        all.put("reciprocal", x -> Node.constant(1).over(x));
        all.put("rsqrt", x -> Node.of(Powers.RSQRT, x));
        all.put("pow", x -> x.pow(0.5));
        all.put("negative pow", x -> x.pow(-1.5));
        all.put("pow of x", x -> x.pow(x));
        all.put("overflow", x -> exp(x.times(-1000)));
        all.put("overflow below", x -> sqrt(exp(x.times(-1000)).neg().plus(1)));
        all.put("x log x", x -> x.times(log(x)));
        all.put("quotient", x -> x.square().over(x));
        all.put("inf - inf", x -> log(x).minus(log(x)).plus(x.square()));
        all.put("chain", x -> log(sqrt(x).times(x)).square());
        all.put("broadcast", x -> log(x).times(Node.constant(Tensor.of(new double[][] {{1}, {2}})))
                .sum(0));
        return all;
    }

    private static final Tensor AT = Tensor.of(2, 0, 0.5, -1, 1.5);
    /** Where the functions are right. */
    private static final List<Integer> ALIVE = List.of(0, 2, 4);

    private static void check(String name, UnaryOperator<Node> guarded, UnaryOperator<Node> plain) {
        Node x = real("x", 5);
        Node weights = Node.constant(Tensor.of(1, -2, 3, 0.5, -1));
        Node loss = guarded.apply(x).times(weights).sum();
        Node first = Calculus.grad(loss, x);
        Node second = Calculus.grad(first.times(weights).sum(), x);
        Node alive = real("y", 3);
        Node part = Node.constant(Tensor.of(1, 3, -1));
        Node aliveLoss = plain.apply(alive).times(part).sum();
        Node aliveFirst = Calculus.grad(aliveLoss, alive);
        Node aliveSecond = Calculus.grad(aliveFirst.times(part).sum(), alive);
        Tensor points = Tensor.of(2, 0.5, 1.5);
        same(name + " at order 0", value(loss, x.is(AT)), value(aliveLoss, alive.is(points)));
        spread(name + " at order 1", value(first, x.is(AT)), value(aliveFirst, alive.is(points)));
        spread(name + " at order 2", value(second, x.is(AT)), value(aliveSecond, alive.is(points)));
    }

    private static void same(String what, Tensor a, Tensor b) {
        assertThat(a.item()).as(what).isEqualTo(b.item());
    }

    private static void spread(String what, Tensor all, Tensor alive) {
        for (int i = 0; i < all.count(); i++) {
            double expected = ALIVE.contains(i) ? alive.at(ALIVE.indexOf(i)) : 0;
            assertThat(all.at(i)).as(what + " entry " + i).isEqualTo(expected, within(1e-12 * Math.abs(expected)));
        }
    }

    @Test
    void theSideNotPickedDoesNotLeak() {
        dangerous().forEach((name, f) -> {
            check(name, x -> Where.of(positive(x), f.apply(x), Node.constant(0)), f);
            Node zero = Node.constant(0);
            check(
                    name + " on the other side",
                    x -> Where.of(Comparison.greater(zero, x).plus(Comparison.equal(x, zero)), zero, f.apply(x)),
                    f);
        });
    }

    @Test
    void nestedChoicesDoNotLeak() {
        dangerous()
                .forEach((name, f) -> check(
                        name,
                        x -> {
                            Node inner = Where.of(
                                    positive(x.minus(1)), f.apply(x), f.apply(x).times(2));
                            return Where.of(positive(x), inner, x.stopGradient().times(0));
                        },
                        y -> Where.of(
                                positive(y.minus(1)), f.apply(y), f.apply(y).times(2))));
    }

    @Test
    void aChoiceInsideAChoiceDoesNotLeak() {
        dangerous()
                .forEach((name, f) -> check(
                        name,
                        x -> {
                            Node safe = Where.of(positive(x), f.apply(x), Node.constant(0));
                            return Where.of(positive(x), log(safe.square().plus(1)), Node.constant(0));
                        },
                        y -> log(f.apply(y).square().plus(1))));
    }

    @Test
    void aReductionOnTheSideNotPickedDoesNotLeak() {
        Node x = real("X", 3, 2);
        Tensor at = Tensor.of(new double[][] {{1, 2}, {0, -1}, {0.5, 3}});
        Node rows = Node.constant(Tensor.of(1, 0, 1));
        dangerous().forEach((name, f) -> {
            if (name.equals("broadcast")) {
                return;
            }
            for (Node reduced : List.of(f.apply(x).sum(1), f.apply(x).mean(1))) {
                Node loss = Where.of(rows, reduced, Node.constant(0)).sum();
                Node first = Calculus.grad(loss, x);
                Tensor gradient = value(first, x.is(at));
                Tensor hessian = value(Calculus.grad(first.sum(), x), x.is(at));
                for (Tensor derivative : List.of(gradient, hessian)) {
                    assertThat(derivative.isFinite())
                            .as(name + " " + derivative)
                            .isTrue();
                    assertThat(derivative.get(1, 0)).isZero();
                    assertThat(derivative.get(1, 1)).isZero();
                }
            }
        });
        // The whole reduction is not picked.
        Node none = Where.of(Node.constant(0), log(x).sum(), x.square().sum());
        assertThat(value(Calculus.grad(none, x), x.is(at))).isEqualTo(value(x.times(2), x.is(at)));
    }

    /** Products of a matrix X with a matrix W of weights, row by row of X. */
    private static Map<String, BinaryOperator<Node>> products() {
        Map<String, BinaryOperator<Node>> all = new LinkedHashMap<>();
        all.put("matmul", Node::matmul);
        all.put("transposed", (x, w) -> w.T().matmul(x.T()).T());
        all.put("batched", (x, w) -> ExpandDims.insert(x, 1).matmul(w).sum(1));
        all.put("einsum", (x, w) -> Einsums.einsum("ij,jk->ik", x, w));
        return all;
    }

    @Test
    void aProductOnTheSideNotPickedDoesNotLeak() {
        Tensor at = Tensor.of(new double[][] {{1, 2}, {0, -1}, {0.5, 3}});
        Tensor weights = Tensor.of(new double[][] {{1, -1}, {2, 0.5}});
        Tensor aliveAt = Tensor.of(new double[][] {{1, 2}, {0.5, 3}});
        products().forEach((name, product) -> {
            Node x = real("X", 3, 2);
            Node w = real("W", 2, 2);
            Node rows = Node.constant(Tensor.of(Shape.of(3, 1), 1, 0, 1));
            Node loss = Where.of(rows, product.apply(log(x), sqrt(w.square())), Node.constant(0))
                    .square()
                    .sum();
            Node alive = real("Y", 2, 2);
            Node aliveLoss =
                    product.apply(log(alive), sqrt(w.square())).square().sum();
            List<Node> derivatives = byBoth(loss, x, w);
            List<Node> expected = byBoth(aliveLoss, alive, w);
            for (int i = 0; i < derivatives.size(); i++) {
                Tensor found = value(derivatives.get(i), x.is(at), w.is(weights));
                Tensor right = value(expected.get(i), alive.is(aliveAt), w.is(weights));
                boolean byRow = found.shape().equals(Shape.of(3, 2));
                for (int row = 0; row < (byRow ? 3 : 2); row++) {
                    for (int column = 0; column < 2; column++) {
                        double wanted = byRow && row == 1 ? 0 : right.get(byRow ? row / 2 : row, column);
                        assertThat(found.get(row, column))
                                .as("%s, derivative %s, row %s", name, i, row)
                                .isCloseTo(wanted, within(1e-9));
                    }
                }
            }
        });
    }

    @Test
    void outerProductsAndConvolutionsDoNotLeakEither() {
        Node x = real("x", 3);
        Node w = real("w", 2);
        Node picks = Node.constant(Tensor.of(Shape.of(3, 1), 1, 0, 1));
        Node outer = Where.of(picks, Products.outer(log(x), w), Node.constant(0))
                .square()
                .sum();
        Node block = Node.constant(Tensor.of(Shape.of(6, 1), 1, 1, 0, 0, 1, 1));
        Node kron = Where.of(
                        block,
                        Products.kron(log(x).reshape(Shape.of(3, 1)), w.reshape(Shape.of(2, 1))),
                        Node.constant(0))
                .square()
                .sum();
        // Position 0 of the valid part sees entries 0 and 1, the other one is not picked.
        Node conv = Where.of(Node.constant(Tensor.of(0, 1)), Convolutions.conv1d(log(x), w), Node.constant(0))
                .square()
                .sum();
        Tensor weights = Tensor.of(3, -2);
        double a = Math.log(2);
        double b = Math.log(0.5);
        for (Node loss : List.of(outer, kron)) {
            Tensor byX = value(Calculus.grad(loss, x), x.is(Tensor.of(2, 0, 0.5)), w.is(weights));
            Tensor byW = value(Calculus.grad(loss, w), x.is(Tensor.of(2, 0, 0.5)), w.is(weights));
            assertThat(byX.at(0)).isCloseTo(2 * a * 13 / 2, within(1e-12));
            assertThat(byX.at(1)).isZero();
            assertThat(byW.at(0)).isCloseTo(2 * (a * a + b * b) * 3, within(1e-12));
            assertThat(byW.at(1)).isCloseTo(2 * (a * a + b * b) * -2, within(1e-12));
        }
        Tensor at = Tensor.of(0, 2, 0.5);
        double z = 3 * a - 2 * b;
        assertThat(value(Calculus.grad(conv, x), x.is(at), w.is(weights)).toArray())
                .containsExactly(new double[] {0, 2 * z * 3 / 2, 2 * z * -2 / 0.5}, within(1e-12));
        assertThat(value(Calculus.grad(conv, w), x.is(at), w.is(weights)).toArray())
                .containsExactly(new double[] {2 * z * a, 2 * z * b}, within(1e-12));
    }

    /** Functions of a matrix X, and some of X and W, that lose their value or slope where X is NaN, 0 or singular. */
    private static Map<String, BinaryOperator<Node>> ofMatrices() {
        Map<String, BinaryOperator<Node>> all = new LinkedHashMap<>();
        all.put("det", (x, w) -> Determinants.det(x));
        all.put("logdet of a square", (x, w) -> Determinants.logdet(x.matmul(x.T())));
        all.put("logabsdet", (x, w) -> Determinants.logabsdet(x));
        all.put("matmul", (x, w) -> x.matmul(w).sum());
        all.put("matmul from the right", (x, w) -> w.matmul(x).square().sum());
        all.put("norm", (x, w) -> sqrt(x.square().sum()));
        all.put("einsum", (x, w) -> Einsums.einsum("ij,jk,ik->", x, w, log(x)));
        all.put("kron", (x, w) -> Products.kron(x, w).square().sum());
        return all;
    }

    @Test
    void aMatrixOnTheSideNotPickedDoesNotLeak() {
        Tensor weights = Tensor.of(new double[][] {{1, -1}, {2, 0.5}});
        List<Tensor> bad = List.of(
                Tensor.of(new double[][] {{1, 2}, {2, 4}}),
                Tensor.of(new double[][] {{0, 0}, {0, 0}}),
                Tensor.of(new double[][] {{Double.NaN, 1}, {2, 3}}),
                Tensor.of(new double[][] {{Double.POSITIVE_INFINITY, 0}, {0, 1}}));
        Tensor zero = Tensor.of(new double[][] {{0, 0}, {0, 0}});
        Tensor twice = Tensor.of(new double[][] {{2, -2}, {4, 1}});
        List<Tensor> expected = List.of(zero, twice, zero, Tensor.of(new double[][] {{4, 4}, {4, 4}}));
        ofMatrices().forEach((name, f) -> {
            Node x = real("X", 2, 2);
            Node w = real("W", 2, 2);
            Node c = real("c");
            Node loss = Where.of(positive(c), f.apply(x, w), w.square().sum());
            List<Node> derivatives = byBoth(loss, x, w);
            for (Tensor at : bad) {
                for (int i = 0; i < derivatives.size(); i++) {
                    assertThat(value(derivatives.get(i), x.is(at), w.is(weights), c.is(Tensor.scalar(-1))))
                            .as("%s, derivative %s at %s", name, i, at)
                            .isEqualTo(expected.get(i));
                }
            }
        });
    }

    /** Both gradients, then the gradients of a weighted sum of them. */
    private static List<Node> byBoth(Node loss, Node x, Node w) {
        Node byX = Calculus.grad(loss, x);
        Node byW = Calculus.grad(loss, w);
        Node slope = byX.sum().plus(byW.sum().times(2));
        return List.of(byX, byW, Calculus.grad(slope, x), Calculus.grad(slope, w));
    }

    @Test
    void whatIsAlsoUsedOutsideCountsThere() {
        Node x = real("x", 2);
        Node root = sqrt(x);
        Node loss = Where.of(positive(x), root, Node.constant(0)).plus(root).sum();
        Tensor gradient = value(Calculus.grad(loss, x), x.is(Tensor.of(4, 0)));
        assertThat(gradient.at(0)).isEqualTo(0.5);
        assertThat(gradient.at(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void picksAreDifferentiatedAsUsualWhereBothSidesAreFine() {
        Node c = real("c", 2, 1);
        Node a = real("a", 3);
        Node b = real("b", 2, 3);
        Node loss = Where.of(positive(c), a.square(), b.times(a)).square().sum();
        Report report = GradientCheck.of(loss).wrt(a, b, c).order(2).at();
        assertThat(report.ok()).as(report.toString()).isTrue();
    }
}
