package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.check.VariableCheck.Outcome;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A budget too small for lines through every variable: nothing right is called wrong, and what is wrong is found. */
class BudgetTest {
    private static final long SMALL = 30_000_000;

    /** Entries squared, the gradient of one of them wrong. */
    private record OneEntryWrong(int entry, double factor) implements Op {
        @Override
        public String name() {
            return "one_entry_wrong";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            return Tensor.fill(x.dtype(), x.shape(), i -> x.at(i) * x.at(i));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Shape shape = in.get(0).shape();
            Tensor factors = Tensor.fill(DType.F64, shape, i -> i == entry ? factor : 1);
            return dz.times(in.get(0)).times(2).times(Node.constant(factors));
        }
    }

    /** A bias added to each row, whose gradient is that of the first row only. */
    private record OneAxisWrong() implements Op {
        @Override
        public String name() {
            return "one_axis_wrong";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            int columns = x.shape().extent(1);
            return Tensor.fill(x.dtype(), x.shape(), i -> x.at(i) + in.get(1).at(i % columns));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Shape rows = Shape.of(in.get(0).shape().extent(0));
            return arg == 0
                    ? dz
                    : Node.constant(Tensor.fill(DType.F64, rows, i -> i == 0 ? 1 : 0))
                            .matmul(dz);
        }
    }

    /** A net of some layers, so that there are more variables than the budget has lines. */
    private static Node net(Node x, int layers, Op activation, boolean kinks) {
        Node a = x;
        for (int l = 0; l < layers; l++) {
            Node z = a.matmul(Models.param("W" + l, 12, 12)).plus(Models.param("b" + l, 12));
            a = kinks ? Models.relu(z) : Node.of(activation, z);
        }
        return a;
    }

    private static Report joint(Node loss, Gen gen) {
        Report report = GradientCheck.of(loss).budget(SMALL).seed(gen.seed()).at();
        assertThat(report.notes()).anyMatch(note -> note.contains("they moved together, in "));
        return report;
    }

    @Test
    void rightGradientsPass() {
        Gen.forAll(20, gen -> {
            Node loss = net(Models.param("X", 20, 12), 8, Planted.TANH, gen.flip())
                    .square()
                    .mean();
            Report report = joint(loss, gen);
            assertThat(report.ok()).as(report.toString()).isTrue();
            assertThat(report.variables()).hasSize(17);
            assertThat(report.notes())
                    .anyMatch(note -> note.matches(".*one by one [1-9]\\d* of 1,488 entries were compared"))
                    .anyMatch(note -> note.matches("each of its \\d+ different ops was checked by itself"));
        });
    }

    @Test
    void valuesOfAllSizesPass() {
        Gen.forAll(20, gen -> {
            double scale = Math.pow(10, gen.between(-4, 4));
            Node x = Models.param("X", 20, 12);
            Node loss = net(x.times(scale), 8, Planted.TANH, gen.flip())
                    .sum()
                    .times(1 / scale)
                    .plus(1e3);
            Report report = joint(loss, gen);
            assertThat(report.outcome()).as(report.toString()).isNotEqualTo(Outcome.WRONG);
        });
    }

    @Test
    void aRuleOneInAThousandWrongIsFound() {
        Gen.forAll(10, gen -> {
            Node a = net(Models.param("X", 20, 12), 4, Planted.TANH, false);
            Node wrong = Node.of(Planted.TANH_WRONG, a.matmul(Models.param("V", 12, 12)));
            Report report =
                    joint(net(wrong, 4, Planted.TANH, gen.flip()).square().mean(), gen);
            assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.WRONG);
            assertThat(report.culprit())
                    .get()
                    .satisfies(culprit -> assertThat(culprit.node().op().name()).isEqualTo("tanh_wrong"));
        });
    }

    @Test
    void oneWrongEntryOfManyIsFound() {
        Gen.forAll(10, gen -> {
            // Between 1 and 3: of a square of 0 a wrong gradient would be right.
            Node a = net(Models.param("X", 200, 12), 6, Planted.TANH, false).plus(2);
            Node odd = Node.of(new OneEntryWrong(gen.between(0, 2399), 1.01), a);
            Report report = joint(odd.mean(), gen);
            assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.WRONG);
            assertThat(report.culprit())
                    .get()
                    .satisfies(culprit -> assertThat(culprit.node().op().name()).isEqualTo("one_entry_wrong"));
        });
    }

    @Test
    void aSumMissingAlongOneAxisIsFoundInTheVariableItIsMissingIn() {
        Gen.forAll(10, gen -> {
            Node a = net(Models.param("X", 20, 12), 6, Planted.TANH, false);
            Node odd = Node.of(new OneAxisWrong(), a, Models.param("odd", 12));
            Report report = joint(Node.of(Planted.TANH, odd).square().mean(), gen);
            assertThat(report.variables().stream()
                            .filter(variable -> variable.outcome() == Outcome.WRONG)
                            .map(VariableCheck::variable))
                    .as(report.toString())
                    .containsExactly("odd");
            VariableCheck wrong = report.variables().stream()
                    .filter(variable -> variable.variable().equals("odd"))
                    .findFirst()
                    .orElseThrow();
            assertThat(wrong.worst()).isNotEmpty();
            assertThat(wrong.findings())
                    .anyMatch(finding -> finding.startsWith("along a random direction the slope is "));
        });
    }

    @Test
    void aDerivativeByHandIsFoundWrongToo() {
        Node x = Models.param("x", 1000);
        List<Node> parts = new ArrayList<>();
        Node loss = Node.constant(0);
        for (int i = 0; i < 30; i++) {
            Node y = Models.param("y" + i, 100);
            parts.add(y);
            loss = loss.plus(y.square().sum());
        }
        loss = loss.plus(x.square().sum());
        Tensor wrong = Tensor.fill(DType.F64, Shape.of(1000), i -> i == 17 ? 2.1 : 2);
        GradientCheck check = GradientCheck.of(loss).against(x, wrong).budget(SMALL);
        for (Node part : parts) {
            check = check.wrt(part);
        }
        List<Binding> point = new ArrayList<>(List.of(x.is(ones(1000))));
        parts.forEach(part -> point.add(part.is(ones(100))));
        Report report = check.at(point.toArray(Binding[]::new));
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.WRONG);
        assertThat(report.variables().get(0).outcome()).isEqualTo(Outcome.WRONG);
        assertThat(report.variables().get(0).worst())
                .anySatisfy(entry -> assertThat(entry.index()).containsExactly(17));
    }

    private static Tensor ones(int count) {
        return Tensor.fill(DType.F64, Shape.of(count), i -> 1);
    }

    @Test
    void theSameSeedSaysTheSame() {
        Node loss =
                net(Models.param("X", 20, 12), 8, Planted.TANH, true).square().mean();
        GradientCheck check = GradientCheck.of(loss).budget(SMALL);
        assertThat(check.at()).hasToString(check.at().toString());
    }

    @Test
    void whereThereIsNoSlopeAGradientThatIsNotANumberIsNotWrong() {
        Node x = Node.input("x", Type.real(Shape.of(3)), Domain.REAL);
        Node p = Models.param("p");
        Node loss = Node.of(Powers.POW, x, p).sum();
        for (long budget : new long[] {1, 1_000_000_000}) {
            Report report =
                    GradientCheck.of(loss).wrt(p).budget(budget).at(x.is(Tensor.of(-1, 2, -3)), p.is(Tensor.scalar(3)));
            assertThat(report.ok()).as(report.toString()).isTrue();
            assertThat(report.toString())
                    .contains("there is no slope, since the function is not a number on either side");
        }
    }

    @Test
    void whatStepsHideEverywhereIsLookedAtUpToTwiceTheBudget() {
        Node loss = Node.constant(0);
        for (int i = 0; i < 300; i++) {
            loss = loss.plus(Trigonometry.SIN
                    .of(Rounding.FLOOR.of(Models.param("x" + i, 100).times(1e7)))
                    .sum());
        }
        Report report = GradientCheck.of(loss).budget(1).at();
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.UNDECIDED);
        assertThat(report.variables())
                .anySatisfy(variable -> assertThat(variable.findings())
                        .contains(
                                "kinks or rounding hide the slopes along random directions; one by one none of its 100"
                                        + " entries could be compared"))
                .anySatisfy(variable -> assertThat(variable.findings())
                        .contains(
                                "kinks or rounding hide the slopes along random directions; one by one none of its 100"
                                        + " entries could be compared, since twice the budget was spent"));
    }

    /** A mask that is compared with a number: beside the point the function is another one. */
    @Test
    void aJumpInOneVariableSaysNothingOfTheOthers() {
        Gen.forAll(10, gen -> {
            Node mask = Models.param("mask", 20, 12);
            Node a = net(Models.param("X", 20, 12), 8, Planted.TANH, false);
            Node loss = Where.of(Comparison.equal(mask, Node.constant(0)), a, a.times(3))
                    .square()
                    .mean();
            List<Binding> point = new ArrayList<>(List.of(mask.is(Tensor.zeros(20, 12))));
            for (Node leaf : Walk.from(List.of(loss)).nodes()) {
                if (leaf.isLeaf() && leaf != mask) {
                    point.add(leaf.is(gen.tensor(leaf.shape(), -0.5, 0.5)));
                }
            }
            Report report = GradientCheck.of(loss).budget(SMALL).at(point.toArray(Binding[]::new));
            assertThat(report.ok()).as(report.toString()).isTrue();
            assertThat(report.maxRelError()).isPositive();
        });
    }

    @Test
    void aBudgetIsOfSomething() {
        GradientCheck check = GradientCheck.of(Models.param("x", 2).square().sum());
        assertThatThrownBy(() -> check.budget(0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("a budget is of at least one operation, not 0");
    }
}
