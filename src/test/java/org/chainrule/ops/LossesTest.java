package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Node leaf(String name, long... shape) {
        return Node.input(name, Type.real(Shape.of(shape)), Domain.REAL);
    }

    private static Tensor random(int seed, long... shape) {
        return Domain.REAL.sample(Shape.of(shape), new SplittableRandom(seed));
    }

    private static Tensor between(double low, double high, int seed, long... shape) {
        return Domain.interval(low, high).sample(Shape.of(shape), new SplittableRandom(seed));
    }

    /** Value by the formula, all three reductions, and two orders of derivatives at a point without kinks. */
    private static void check(String name, Tensor a, Tensor b, DoubleBinaryOperator formula, Object... keywords) {
        Node x = leaf("x", a.shape().dims().stream().mapToLong(Dim::size).toArray());
        Node y = leaf("y", b.shape().dims().stream().mapToLong(Dim::size).toArray());
        Node none = Calls.call(name, List.of(x, y), and(keywords, "reduction", "none"));
        Tensor values = Interpreter.run(List.of(none), x.is(a), y.is(b)).get(none);
        double total = 0;
        for (int i = 0; i < values.count(); i++) {
            double expected = formula.applyAsDouble(a.at(i), b.at(i));
            assertThat(values.at(i)).as(name).isCloseTo(expected, within(1e-13));
            total += expected;
        }
        Node sum = Calls.call(name, List.of(x, y), and(keywords, "reduction", "sum"));
        Node mean = Calls.call(name, List.of(x, y), keywords);
        var scalars = Interpreter.run(List.of(sum, mean), x.is(a), y.is(b));
        assertThat(scalars.get(sum).item()).isCloseTo(total, within(1e-12));
        assertThat(scalars.get(mean).item()).isCloseTo(total / values.count(), within(1e-12));
        Slopes.agree(mean, List.of(x, y), x.is(a), y.is(b));
        Slopes.agree(none, List.of(x, y), x.is(a), y.is(b));
    }

    private static Object[] and(Object[] keywords, Object... more) {
        Object[] all = java.util.Arrays.copyOf(keywords, keywords.length + more.length);
        System.arraycopy(more, 0, all, keywords.length, more.length);
        return all;
    }

    @Test
    void agreeWithTheirFormulas() {
        Tensor a = random(1, 3, 4);
        Tensor b = random(2, 3, 4);
        check("mse", a, b, (x, y) -> (x - y) * (x - y));
        check("half_squared_error", a, b, (x, y) -> 0.5 * (x - y) * (x - y));
        check("mae", a, b, (x, y) -> Math.abs(x - y));
        DoubleBinaryOperator huber = (x, y) -> {
            double d = Math.abs(x - y);
            return d <= 0.7 ? d * d / 2 : 0.7 * (d - 0.35);
        };
        check("huber", a, b, huber, "delta", 0.7);
        check("hinge", a, b, (s, y) -> Math.max(0, 0.5 - y * s), "margin", 0.5);
        Tensor p = between(0.05, 0.95, 3, 3, 4);
        Tensor label = between(0.05, 0.95, 4, 3, 4);
        check("bce", p, label, (x, y) -> -(y * Math.log(x) + (1 - y) * Math.log(1 - x)));
        check("bce_with_logits", a, label, (z, y) -> {
            double s = 1 / (1 + Math.exp(-z));
            return -(y * Math.log(s) + (1 - y) * Math.log(1 - s));
        });
    }

    @Test
    void broadcastAndSumBack() {
        Node a = leaf("A", 3, 1);
        Node b = leaf("B", 1, 2);
        Tensor x = random(1, 3, 1);
        Tensor y = between(0.1, 0.9, 2, 1, 2);
        for (String name : List.of("mse", "mae", "huber", "bce_with_logits", "hinge")) {
            Node loss = Calls.call(name, List.of(a, b));
            Slopes.agree(loss, List.of(a, b), a.is(x), b.is(y));
        }
    }

    @Test
    void bceHasExactLimits() {
        Node p = leaf("p", 6);
        Node y = leaf("y", 6);
        Node loss = Losses.bce(p, y, LossReduction.NONE);
        Node dp = Calculus.grad(loss.sum(), p);
        Node curvature = Calculus.grad(dp.sum(), p);
        var at = Interpreter.run(
                List.of(loss, dp, curvature),
                p.is(Tensor.of(0, 1, 0, 1, 0, 0.5)),
                y.is(Tensor.of(0, 1, 1, 0, 0.5, 0.5)));
        assertThat(at.get(loss).toArray()).containsExactly(0, 0, INF, INF, INF, Math.log(2));
        assertThat(at.get(dp).toArray()).containsExactly(1, -1, -INF, INF, -INF, 0);
        assertThat(at.get(curvature).toArray()).containsExactly(1, 1, INF, INF, INF, 4);
    }

    @Test
    void bceOfALogitNeitherOverflowsNorCancels() {
        Node z = leaf("z", 8);
        Node y = leaf("y", 8);
        Node loss = Losses.bceWithLogits(z, y, LossReduction.NONE);
        Node dz = Calculus.grad(loss.sum(), z);
        Node curvature = Calculus.grad(dz.sum(), z);
        var at = Interpreter.run(
                List.of(loss, dz, curvature),
                z.is(Tensor.of(-1000, 1000, -1000, 1000, 0, INF, -INF, 40)),
                y.is(Tensor.of(0, 1, 1, 0, 0.3, 1, 0, 1)));
        double small = Math.log1p(Math.exp(-40));
        assertThat(at.get(loss).toArray()).containsExactly(0, 0, 1000, 1000, Math.log(2), 0, 0, small);
        assertThat(at.get(dz).toArray()).containsExactly(0, 0, -1, 1, 0.5 - 0.3, 0, 0, -4.248354255291589e-18);
        assertThat(at.get(curvature).at(4)).isEqualTo(0.25);
        assertThat(at.get(curvature).at(7)).isCloseTo(4.248354255291589e-18, within(1e-32));
    }

    @Test
    void bceOfASigmoidHasTheSameGradientAsOfItsLogit() {
        Node z = leaf("z", 5);
        Node y = leaf("y", 5);
        Node composed = Calculus.grad(Losses.bce(Sigmoids.SIGMOID.of(z), y), z);
        Node fused = Calculus.grad(Losses.bceWithLogits(z, y), z);
        var at = Interpreter.run(
                List.of(composed, fused), z.is(Tensor.of(-3, -1, 0, 2, 5)), y.is(Tensor.of(0, 1, 1, 0, 1)));
        for (int i = 0; i < 5; i++) {
            assertThat(at.get(composed).at(i)).isCloseTo(at.get(fused).at(i), within(1e-15));
        }
    }

    @Test
    void kinksHaveTheirConvention() {
        Node a = leaf("a", 3);
        Node zero = Node.constant(0);
        Tensor at = Tensor.of(-1, 0, 1);
        Node mae = Calculus.grad(Losses.mae(a, zero, LossReduction.SUM), a);
        assertThat(Interpreter.run(List.of(mae), a.is(at)).get(mae)).isEqualTo(Tensor.of(-1, 0, 1));
        Node hinge = Calculus.grad(Losses.hinge(a, Node.constant(1), 1, LossReduction.SUM), a);
        assertThat(Interpreter.run(List.of(hinge.plus(0)), a.is(at)).get(hinge.plus(0)))
                .isEqualTo(Tensor.of(-1, -1, 0));
        Node huber = Calculus.grad(Losses.huber(a, zero, 1, LossReduction.SUM), a);
        assertThat(Interpreter.run(List.of(huber), a.is(at)).get(huber)).isEqualTo(Tensor.of(-1, 0, 1));
    }

    @Test
    void theDivergenceOfDistributions() {
        Node q = leaf("q", 2, 3);
        Node p = leaf("p", 2, 3);
        Node loss = Calls.call("kl_div", List.of(Softmax.logSoftmax(q), p));
        Tensor logits = random(1, 2, 3);
        Tensor target = Domain.simplex(1).sample(Shape.of(2, 3), new SplittableRandom(2));
        Slopes.agree(loss, List.of(q, p), q.is(logits), p.is(target));
        Node same = Calls.call("kl_div", List.of(org.chainrule.graph.Powers.LOG.of(p), p), "reduction", "none");
        for (double value :
                Interpreter.run(List.of(same), p.is(target)).get(same).toArray()) {
            assertThat(value).isCloseTo(0, within(1e-15));
        }
        Node half = Calls.call(
                "kl_div",
                List.of(
                        Node.constant(Tensor.of(-INF, Math.log(0.5), Math.log(0.5))),
                        Node.constant(Tensor.of(0, 1, 0))));
        assertThat(Interpreter.run(List.of(half)).get(half).item()).isEqualTo(Math.log(2));
        Node columns = Calls.call("kl_div", List.of(q.T(), p.T()), "axis", 0, "reduction", "sum");
        Node rows = Calls.call("kl_div", List.of(q, p), "reduction", "sum");
        var values = Interpreter.run(List.of(columns, rows), q.is(logits), p.is(target));
        assertThat(values.get(columns).item()).isCloseTo(values.get(rows).item(), within(1e-14));
    }

    @Test
    void theCosineOfTheAngle() {
        Node a = leaf("a", 2, 3);
        Node b = leaf("b", 3);
        Node cosine = Losses.cosineSimilarity(a, b, -1, 1e-8);
        Tensor x = Tensor.of(new double[][] {{1e200, 0, 1e200}, {0, 0, 0}});
        Tensor value = Interpreter.run(List.of(cosine), a.is(x), b.is(Tensor.of(2, 0, 0)))
                .get(cosine);
        assertThat(value.at(0)).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(value.at(1)).isZero();
        Slopes.agree(cosine, List.of(a, b), a.is(random(1, 2, 3)), b.is(random(2, 3)));
        Node columns = Calls.call("cosine_similarity", List.of(a.T(), leaf("c", 3, 1)), "axis", 0);
        assertThat(columns.shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void anEmptyBatchASingleNumberAndSinglePrecision() {
        Node a = leaf("a", 0, 2);
        Node sum = Losses.mse(a, Node.constant(0), LossReduction.SUM);
        Node da = Calculus.grad(sum, a);
        var empty = Interpreter.run(List.of(sum, da, Losses.mse(a, Node.constant(0))), a.is(Tensor.zeros(0, 2)));
        assertThat(empty.get(sum).item()).isZero();
        assertThat(empty.get(da).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(empty.get(Losses.mse(a, Node.constant(0))).item()).isNaN();
        Node s = leaf("s");
        assertThat(Losses.mse(s, Node.constant(1))).isSameAs(s.minus(1).square());
        Node z = leaf("z", 2);
        Node y = Node.constant(Tensor.of(1, 0));
        Node loss = Losses.bceWithLogits(z, y, LossReduction.NONE);
        Tensor logits = Tensor.of(DType.F32, Shape.of(2), 0.1, 20);
        Tensor single =
                Interpreter.run(List.of(loss), List.of(z.is(logits)), DType.F32).get(loss);
        assertThat(single)
                .isEqualTo(
                        Interpreter.run(List.of(loss), z.is(logits)).get(loss).as(DType.F32));
    }

    @Test
    void anEntrySwitchedOffDoesNotLeak() {
        Node p = leaf("p", 2);
        Node known = Node.constant(Tensor.of(1, 0));
        Node loss = Where.of(known, Losses.bce(p, Node.constant(1), LossReduction.NONE), Node.constant(0))
                .sum();
        Node dp = Calculus.grad(loss, p);
        assertThat(Interpreter.run(List.of(dp), p.is(Tensor.of(0.5, 0))).get(dp))
                .isEqualTo(Tensor.of(-2, 0));
    }

    @Test
    void areWrittenAsTheyAreCalled() {
        Node a = leaf("A", 2);
        Node b = leaf("B", 2);
        assertThat(ShortText.of(Losses.mse(a, b))).isEqualTo("mean(square(A - B))");
        assertThat(ShortText.of(Losses.bce(a, b))).isEqualTo("mean(bce(A, B, reduction=\"none\"))");
        assertThat(ShortText.of(Losses.bceWithLogits(a, b)))
                .isEqualTo("mean(bce_with_logits(A, B, reduction=\"none\"))");
        assertThat(ShortText.of(Losses.huber(a, b, 0.5, LossReduction.NONE)))
                .isEqualTo("huber(A, B, delta=0.5, reduction=\"none\")");
        assertThat(ShortText.of(Calculus.grad(Losses.bceWithLogits(a, b, LossReduction.SUM), a)))
                .endsWith(" * (sigmoid(A) - B)");
    }

    @Test
    void sayWhatIsWrong() {
        assertThatThrownBy(() -> Losses.huber(leaf("a", 2), leaf("b", 2), 0, LossReduction.MEAN))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("huber: delta is greater than 0, not 0");
        assertThatThrownBy(() -> Calls.call("mse", List.of(leaf("a", 2), leaf("b", 2)), "reduction", "average"))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("mse: reduction is one of \"mean\", \"sum\", \"none\", not \"average\"");
        assertThatThrownBy(() -> Losses.cosineSimilarity(leaf("a", 2), leaf("b", 2), 0, -1))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("cosine_similarity: eps is at least 0, not -1");
        assertThatThrownBy(() -> Losses.bce(leaf("a", 2), leaf("b", 3)))
                .hasMessageStartingWith(
                        "cannot compute bce(a, b, reduction=\"none\"): sizes 2 and 3 differ on axis -1, and "
                                + "neither is 1\n");
    }
}
