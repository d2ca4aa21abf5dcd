package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.Gen;
import org.chainrule.check.VariableCheck.Outcome;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private static final Dim M = Dim.named("m");

    private static Report checkNet(Op activation, int order, long seed) {
        Node x = Models.input("X", M, Dim.of(3));
        Node y = Models.input("Y", M, Dim.of(2));
        Node w1 = Models.param("W1", 3, 5);
        Node b1 = Models.param("b1", 5);
        Node w2 = Models.param("W2", 5, 2);
        Node hidden = Node.of(activation, x.matmul(w1).plus(b1)).named("H");
        Node loss = hidden.matmul(w2).minus(y).square().mean().named("J");
        return GradientCheck.of(loss).order(order).seed(seed).at();
    }

    @Test
    void rightGradientsPassForManySeeds() {
        Gen.forAll(20, gen -> {
            Report report = checkNet(Planted.TANH, 2, gen.seed());
            assertThat(report.ok()).as(report.toString()).isTrue();
            assertThat(report.maxRelError()).isLessThan(1e-8);
            assertThat(report.variables()).hasSize(6).allMatch(v -> v.entriesChecked() == 0);
        });
    }

    @Test
    void gradientsOneInAThousandWrongAreCaughtAndTheOpIsNamed() {
        Gen.forAll(20, gen -> {
            Report report = checkNet(Planted.TANH_WRONG, 1, gen.seed());
            assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
            assertThat(report.variables())
                    .extracting(VariableCheck::outcome)
                    .containsExactly(Outcome.WRONG, Outcome.WRONG, Outcome.AGREES);
            assertThat(report.culprit()).get().satisfies(culprit -> {
                assertThat(culprit.node().label()).contains("H");
                assertThat(culprit.order()).isEqualTo(1);
            });
        });
    }

    @Test
    void aVjpWhoseDerivativeIsOneInAThousandWrongIsCaughtAtOrderTwo() {
        Gen.forAll(10, gen -> {
            assertThat(checkNet(Planted.SIGMOID_WRONG_TWICE, 1, gen.seed()).ok())
                    .isTrue();
            Report report = checkNet(Planted.SIGMOID_WRONG_TWICE, 2, gen.seed());
            assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
            assertThat(report.culprit())
                    .get()
                    .satisfies(culprit -> assertThat(culprit.node().op().name()).isEqualTo("logistic_wrong"));
        });
    }

    @Test
    void aVjpThatHidesADependenceIsCaughtAtOrderTwo() {
        Gen.forAll(10, gen -> {
            assertThat(checkNet(Planted.CUBE_HIDDEN, 1, gen.seed()).ok()).isTrue();
            Report report = checkNet(Planted.CUBE_HIDDEN, 2, gen.seed());
            assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
            assertThat(report.culprit()).get().satisfies(culprit -> {
                assertThat(culprit.node().op().name()).isEqualTo("cube_hidden");
                assertThat(culprit.order()).isEqualTo(2);
            });
        });
    }

    @Test
    void oneWrongEntryAmongThousandsIsCaught() {
        Node x = Models.param("x", 1500);
        Node loss = x.square().sum();
        Tensor point = Tensor.fill(DType.F64, Shape.of(1500), i -> 1 + i % 7);
        Tensor wrong = Tensor.fill(DType.F64, Shape.of(1500), i -> 2 * point.at(i) * (i == 1042 ? 1.001 : 1));
        Report report = GradientCheck.of(loss).against(x, wrong).at(x.is(point));
        assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(report.variables().get(0).findings())
                .contains("only 1024 of the 1500 entries were compared one by one: the largest, and others by chance");
    }

    @Test
    void theReportNamesVariableEntriesValuesPatternAndCulprit() {
        Node x = Models.param("x", 2);
        Node loss = Notes.at("Model.java:7", () -> Node.of(Planted.COS_SIGN, x))
                .sum()
                .named("J");
        Report report = GradientCheck.of(loss).wrt(x).at(x.is(Tensor.of(1, 2)));
        assertThat(report.toString().replaceAll("[0-9]+ evaluations", "N evaluations"))
                .isEqualTo(
                        """
                        gradient check FAILED (float64, seed 1, N evaluations)
                          x [2]: wrong, max relative error 2.0e+00
                            every entry is the negative of the slope: a sign is wrong
                            entry                gradient            slope        ratio        error
                            [1]               0.909297427     -0.909297427     -1.00000      1.8e+00
                            [0]               0.841470985     -0.841470985     -1.00000      1.7e+00
                          the vjp of cos_sign for input 0 is wrong, first seen in cos_sign(x) [2]
                            at Model.java:7""");
        assertThatThrownBy(report::orThrow).isInstanceOf(CheckException.class).hasMessage(report.toString());
    }

    @Test
    void aPassingReportIsShortAndReturnsItself() {
        Node x = Models.param("x", Domain.interval(1, 2));
        Report report = GradientCheck.of(x.square().named("J")).order(2).at();
        assertThat(report.orThrow()).isSameAs(report);
        assertThat(report.toString().replaceAll("[0-9]+ evaluations|[0-9.]+e-[0-9]+", "N"))
                .isEqualTo(
                        """
                        gradient check passed (float64, seed 1, N)
                          at random values from the domains of the inputs
                          x []: agrees, max relative error N
                          x [], order 2: agrees, max relative error N""");
    }

    @Test
    void randomPointsHaveDistinctSizesAndTheReportSaysWhich() {
        Node x = Models.input("X", M, Dim.named("k"), Dim.of(3), Dim.of(5));
        Report report = GradientCheck.of(x.square().sum()).at();
        assertThat(report.notes()).singleElement().asString().containsPattern("with k = [46], m = [46]");
        assertThat(report).isEqualTo(GradientCheck.of(x.square().sum()).at());
    }

    private static Report claim(Node loss, Node variable, Node claimed) {
        return GradientCheck.of(loss).against(variable, claimed).at();
    }

    private static void found(Report report, String finding) {
        assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(report.variables().get(0).findings()).contains(finding);
        assertThat(report.culprit()).isEmpty();
    }

    @Test
    void recognisesWhatAClaimedGradientHasWrong() {
        Node x = Models.input("X", M, Dim.named("n", 4));
        Node w = Models.param("W", 4, 4);
        Node sum = x.matmul(w).square().sum();
        Node right = x.T().matmul(x.matmul(w)).times(2);
        assertThat(claim(sum, w, right).ok()).isTrue();
        found(claim(sum, w, right.neg()), "every entry is the negative of the slope: a sign is wrong");
        found(claim(sum, w, right.over(2)), "every entry is 1/2 of the slope");
        found(claim(sum, w, right.times(1.5)), "every entry is 1.500000 times the slope");
        found(claim(sum, w, right.T()), "the transpose of this gradient is right");
        found(
                claim(sum.over(Node.of(new org.chainrule.graph.SizeOf(M))), w, right),
                "every entry is 3 times the slope, and 3 is the size m");
        found(
                claim(x.matmul(w).square().mean(), w, right),
                "every entry is 12 times the slope, and 12 is the size m*n");
        found(
                claim(x.matmul(w).square().mean(), w, right.T()),
                "in the transpose of this gradient every entry is 12 times the slope, and 12 is the size m*n");
        found(
                claim(sum, w, right.times(0)),
                "the gradient is zero everywhere, but the function does change: a path is missing");
        Node idle = Models.param("c", 4);
        found(
                claim(sum.plus(idle.times(0).sum()), idle, Node.constant(Tensor.ones(4))),
                "the function does not change at all, but the gradient is not zero");
    }

    @Test
    void aClaimOfTheWrongShapeIsToldHowToMendIt() {
        Node x = Models.input("X", M, Dim.of(3));
        Node w = Models.param("W", 3, 2);
        Node b = Models.param("b", 2);
        Node z = x.matmul(w).plus(b);
        Node dz = z.times(2);
        Report forgotten = claim(z.square().sum(), b, dz);
        found(forgotten, "the gradient has shape [4, 2], but b has shape [2]");
        found(forgotten, "summed over the axes that [2] does not have it is right: a sum is missing");
        Report turned = claim(z.square().sum(), w, dz.T().matmul(x));
        found(turned, "the gradient has shape [2, 3], but W has shape [3, 2]");
        found(turned, "the transpose of this gradient is right");
        Report neither = claim(z.square().sum(), w, x);
        assertThat(neither.variables().get(0).findings())
                .containsExactly("the gradient has shape [4, 3], but W has shape [3, 2]");
    }

    @Test
    void intermediateResultsCanBeChecked() {
        Node x = Models.param("x", 3);
        Node z = Models.exp(x).named("z");
        Node loss = z.square().sum().plus(z.times(x).sum());
        assertThat(GradientCheck.of(loss).wrt(z, x).order(2).at().ok()).isTrue();
        assertThat(GradientCheck.of(loss).against(z, z.times(2)).at().ok()).isFalse();
        assertThat(GradientCheck.of(loss)
                        .against(z, z.times(2).plus(x))
                        .at()
                        .orThrow()
                        .ok())
                .isTrue();
    }

    @Test
    void symmetricMatricesMoveSymmetrically() {
        Node a = Models.param("A", Domain.of(Domain.Kind.SPD), 3, 3);
        Node lower = a.times(Node.constant(Tensor.of(new double[][] {{1, 0, 0}, {2, 1, 0}, {2, 2, 1}})));
        // On symmetric matrices both functions are the sum of all entries, and both gradients are right.
        assertThat(GradientCheck.of(lower.sum()).wrt(a).at().ok()).isTrue();
        assertThat(GradientCheck.of(lower.sum())
                        .against(a, Tensor.ones(3, 3))
                        .at()
                        .ok())
                .isTrue();
        Report wrong =
                GradientCheck.of(lower.sum()).against(a, Tensor.zeros(3, 3)).at();
        assertThat(wrong.ok()).isFalse();
        assertThat(wrong.variables().get(0).entriesChecked()).isEqualTo(6);
    }

    @Test
    void float32ValuesAreCheckedInFloat64() {
        Node x = Models.param("x", 3);
        Tensor single = Tensor.of(DType.F32, Shape.of(3), 0.1, 0.2, 0.3);
        assertThat(GradientCheck.of(Models.exp(x).sum()).at(x.is(single)).maxRelError())
                .isLessThan(1e-10);
    }

    @Test
    void whatCannotBeCheckedIsRefusedWithAReason() {
        Node x = Models.param("x", 2);
        Node k = Node.input("k", Type.index(Shape.of(2)), Domain.integer(0, 3));
        Node loss = Notes.at("Model.java:7", () -> Models.log(x)).sum().named("J");
        assertThatThrownBy(() -> GradientCheck.of(loss).at(x.is(Tensor.of(1, -2))))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        """
                        the function is nan at this point, so its slopes cannot be measured:
                        log(x) is nan at entry 1 of shape [2]
                          x = [1, -2]
                          at Model.java:7
                        Give values, or declare domains, at which everything is finite""");
        assertThatThrownBy(() -> GradientCheck.of(loss).wrt(k).at())
                .hasMessage("k is an index, it has no gradient to check");
        assertThatThrownBy(() -> GradientCheck.of(Node.constant(1)).at())
                .hasMessage("1 depends on no real input or parameter: there is no gradient to check");
        assertThatThrownBy(() -> GradientCheck.of(x.square()).at(x.is(Tensor.of(1, 2))))
                .hasMessage("the gradient is that of a scalar, and square(x) has shape [2]: sum it first, or ask for "
                        + "jacobian or vjp");
        assertThatThrownBy(() -> GradientCheck.of(loss).order(3))
                .hasMessage("a gradient check is of order 1 or 2, not 3");
        assertThatThrownBy(() -> GradientCheck.of(loss).tolerance(0))
                .hasMessage("a tolerance is between 0 and 1, not 0.0");
        Node y = Models.param("y", 2);
        assertThatThrownBy(() -> GradientCheck.of(loss.plus(y.sum())).at(x.is(Tensor.of(1, 2))))
                .hasMessageStartingWith("y has no value: give one of shape [2]");
    }

    @Test
    void freeSizesCanBeGiven() {
        Node x = Models.param("x");
        Node loss = x.square().times(Node.of(new org.chainrule.graph.SizeOf(M)));
        assertThat(GradientCheck.of(loss).sizes(Sizes.of("m", 7)).at(x.is(2)).ok())
                .isTrue();
    }

    @Test
    void aNaNInTheGradientIsWrongAndTraced() {
        Op leaky = Op.unary("leaky", v -> v * v)
                .vjp((dz, z, v) -> dz.times(v.square()).over(v).times(2));
        Node x = Models.param("x", 2);
        Report report = GradientCheck.of(Node.of(leaky, x).sum()).wrt(x).at(x.is(Tensor.of(0, 1)));
        assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(report.variables().get(0).worst().get(0).analytic()).isNaN();
        assertThat(report.variables().get(0).findings())
                .singleElement()
                .asString()
                .contains("the gradient is not finite")
                .contains("is nan at entry 0 of shape [2]");
    }
}
