package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.Gen;
import org.chainrule.check.VariableCheck.Kink;
import org.chainrule.check.VariableCheck.Outcome;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Where;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NoFalseAlarmTest {
    private static final Elementwise ABS =
            Op.unary("abs_", Math::abs).vjp((dz, z, x) -> dz.times(Node.of(NoFalseAlarmTest.SIGN, x)));
    private static final Elementwise SIGN = Op.unary("sign_", Math::signum).flat("sign is piecewise constant");
    private static final Elementwise FLOOR = Op.unary("floor_", Math::floor).flat("floor is piecewise constant");
    /** Ties share equally. */
    private static final Elementwise MAX = Op.binary("max_", Math::max)
            .vjp((dz, z, x, y) -> dz.times(share(x, y)), (dz, z, x, y) -> dz.times(share(y, x)));

    private static Node share(Node x, Node y) {
        return Comparison.greater(x, y).plus(Comparison.equal(x, y).times(0.5));
    }

    private static Report passes(Node loss, Node x, Tensor at) {
        Report report = GradientCheck.of(loss).wrt(x).order(2).at(x.is(at));
        assertThat(report.ok()).as(report.toString()).isTrue();
        return report;
    }

    @Test
    void kinksAreReportedWithBothSlopesAndTheConvention() {
        Node x = Models.param("x", 3);
        List<Kink> relu = passes(Models.relu(x).sum(), x, Tensor.of(0, 1, -1))
                .variables()
                .get(0)
                .kinks();
        assertThat(relu).singleElement().satisfies(kink -> {
            assertThat(kink.index()).containsExactly(0);
            assertThat(kink.left()).isZero();
            assertThat(kink.right()).isCloseTo(1, within(1e-9));
            assertThat(kink.analytic()).isZero();
            assertThat(kink.convention()).isEqualTo("the left slope");
        });
        Node y = Models.param("y", 2);
        Report abs = passes(Node.of(ABS, y).sum(), y, Tensor.of(0, -2));
        assertThat(abs.toString())
                .contains("kink at [0]: left slope -1, right slope 1; the gradient takes 0, the mean of both");
        Node z = Models.param("z", 2);
        Report max = passes(Node.of(MAX, z, Node.constant(Tensor.of(3, 5))).sum(), z, Tensor.of(3, 5));
        assertThat(max.variables().get(0).kinks()).hasSize(2).allMatch(kink -> kink.analytic() == 0.5);
    }

    @Test
    void aGradientOutsideTheSlopesOfAKinkIsWrong() {
        Node x = Models.param("x", 2);
        Report report = GradientCheck.of(Models.relu(x).sum())
                .against(x, Tensor.of(1.5, 1))
                .at(x.is(Tensor.of(0, 1)));
        assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(report.variables().get(0).worst()).singleElement().satisfies(entry -> assertThat(entry.index())
                .containsExactly(0));
    }

    @Test
    void manyKinksAtOnce() {
        Gen.forAll(30, gen -> {
            Node x = Models.param("X", 3, 4);
            Node w = Node.constant(gen.tensor(Shape.of(4, 2), -1, 1));
            // Entries on a coarse grid: many are exactly 0 or tie with their neighbour.
            Tensor grid = Tensor.fill(DType.F64, Shape.of(3, 4), i -> gen.between(-1, 1));
            Node loss = Node.of(ABS, x)
                    .plus(Models.relu(x).times(3))
                    .plus(Node.of(MAX, x, x.transpose(0, 1).times(-1)))
                    .matmul(w)
                    .square()
                    .sum();
            passes(loss, x, grid);
        });
    }

    @Test
    void kinksNearThePointAreNoKinks() {
        Node x = Models.param("x", 4);
        Report report =
                passes(Models.relu(x).square().sum().plus(Models.relu(x).sum()), x, Tensor.of(1e-3, -1e-4, 1e-2, 1));
        assertThat(report.kinks()).isEmpty();
        Node steps = Node.of(FLOOR, x).times(x).sum();
        passes(steps, x, Tensor.of(0.5, 1.001, -0.3, 2));
    }

    @Test
    void stepsAndVerticalTangents() {
        Node x = Models.param("x", 3);
        passes(Node.of(FLOOR, x).times(2).sum(), x, Tensor.of(1, 0, 2.5));
        Node y = Models.param("y", 2);
        Report sqrt = GradientCheck.of(Models.sqrt(y).sum()).wrt(y).at(y.is(Tensor.of(0, 4)));
        assertThat(sqrt.ok()).isTrue();
        assertThat(sqrt.kinks()).singleElement().satisfies(kink -> assertThat(kink.convention())
                .isEqualTo("the infinite slope of a vertical tangent"));
    }

    @Test
    void theBorderOfADomainIsSeenFromInside() {
        Node p = Models.param("p", Domain.of(Domain.Kind.NONNEGATIVE), 2);
        Node root = Models.sqrt(p).pow(3).sum();
        Node derivative = Models.sqrt(p).times(1.5);
        Report report = GradientCheck.of(root).against(p, derivative).at(p.is(Tensor.of(0, 1)));
        assertThat(report.ok()).as(report.toString()).isTrue();
        Report tiny = GradientCheck.of(Models.log(p).sum()).wrt(p).at(p.is(Tensor.of(1e-9, 0.3)));
        assertThat(tiny.ok()).as(tiny.toString()).isTrue();
    }

    @Test
    void badlyScaledFunctions() {
        Gen.forAll(30, gen -> {
            Node x = Models.param("x", 4);
            Tensor at = gen.tensor(Shape.of(4), -2, 2);
            passes(Models.exp(x.times(5)).sum(), x, at);
            passes(x.times(1e6).sum(), x, at);
            passes(x.times(1e-6).sum(), x, at);
            passes(x.times(Node.constant(Tensor.of(1e-9, 1e9, 1, 1e3))).square().sum(), x, at);
            passes(x.times(1e3).sum().square(), x, at);
            passes(Node.of(Planted.SIN, x.times(200)).sum(), x, at);
            passes(x.square().sum(), x, gen.tensor(Shape.of(4), -1e6, 1e6));
            passes(x.square().sum(), x, gen.tensor(Shape.of(4), -1e-6, 1e-6));
        });
    }

    @Test
    void nearlyCancellingFunctions() {
        Gen.forAll(30, gen -> {
            Node x = Models.param("x", 3);
            Tensor at = gen.tensor(Shape.of(3), -2, 2);
            passes(x.plus(1e6).minus(1e6).square().sum(), x, at);
            Report far = GradientCheck.of(x.plus(1e8).minus(1e8).sum()).at(x.is(at));
            assertThat(far.outcome()).as(far.toString()).isNotEqualTo(Outcome.WRONG);
            Report hopeless = GradientCheck.of(x.plus(1e13).minus(1e13).sum()).at(x.is(at));
            assertThat(hopeless.outcome()).isEqualTo(Outcome.UNDECIDED);
        });
    }

    @Test
    void roundingDoesNotHideAWrongGradientThatCanBeSeen() {
        Gen.forAll(20, gen -> {
            Node x = Models.param("x", 3);
            Tensor at = gen.tensor(Shape.of(3), -2, 2);
            Report offset = GradientCheck.of(x.times(1e-3).sum().plus(1e6))
                    .against(x, Tensor.full(DType.F64, Shape.of(3), 1.01e-3))
                    .at(x.is(at));
            assertThat(offset.outcome()).as(offset.toString()).isEqualTo(Outcome.WRONG);
            Report scaled = GradientCheck.of(x.times(1e-6).sum())
                    .against(x, Tensor.full(DType.F64, Shape.of(3), 1.001e-6))
                    .at(x.is(at));
            assertThat(scaled.outcome()).as(scaled.toString()).isEqualTo(Outcome.WRONG);
        });
    }

    @Test
    void aGradientThatIsZeroButForRounding() {
        Gen.forAll(20, gen -> {
            Node x = Models.input("X", Dim.of(4), Dim.of(3));
            Node b = Models.param("b");
            // A softmax does not feel a shift of all its inputs.
            Node z = Models.exp(x.plus(b));
            Node p = z.over(z.sumKeep(1));
            Node loss = Models.log(p)
                    .times(Node.constant(gen.tensor(Shape.of(4, 3), 0, 1)))
                    .sum();
            Report report =
                    GradientCheck.of(loss).wrt(b).seed(gen.seed()).order(2).at();
            assertThat(report.ok()).as(report.toString()).isTrue();
        });
    }

    @Test
    void aTinyEntryNextToABigOneRaisesNoAlarm() {
        Node x = Models.param("x", 2);
        Node loss = x.times(Node.constant(Tensor.of(1e8, 1e-8))).square().sum();
        Tensor at = Tensor.of(1, 1);
        assertThat(GradientCheck.of(loss)
                        .against(x, Tensor.of(2e16, 3e-16))
                        .at(x.is(at))
                        .ok())
                .isTrue();
    }

    /** To the usual steps a function is constant that swings ten million times where they move once. */
    @Test
    void aFunctionThatSwingsFasterThanTheStepsIsNotConstant() {
        Node x = Models.param("x", 3);
        for (double fast : new double[] {1e5, 1e6, 1e7}) {
            Node loss = Trigonometry.SIN.of(x.times(fast)).sum();
            Tensor at = Tensor.of(0.3, 0.7, 1.1);
            Report report = GradientCheck.of(loss).at(x.is(at));
            assertThat(report.ok()).as(report.toString()).isTrue();
            Report wrong = GradientCheck.of(loss)
                    .against(x, Tensor.of(3 * fast, 3 * fast, 3 * fast))
                    .at(x.is(at));
            assertThat(wrong.ok()).as(wrong.toString()).isFalse();
        }
    }

    @Test
    void stopGradientIsNotLookedThrough() {
        Node x = Models.param("x", 3);
        passes(x.times(x.stopGradient()).sum(), x, Tensor.of(1, 2, 3));
        passes(
                Where.of(Comparison.greater(x.stopGradient(), Node.constant(0)), x, x.square())
                        .sum(),
                x,
                Tensor.of(1, -2, 3));
    }

    @Test
    void emptyVariablesPass() {
        Node x = Models.param("x", 0, 2);
        Node y = Models.param("y", 2);
        assertThat(GradientCheck.of(x.sum().plus(y.square().sum()))
                        .order(2)
                        .at()
                        .ok())
                .isTrue();
    }
}
