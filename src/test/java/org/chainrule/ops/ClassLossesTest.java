package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.GradientException;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ClassLossesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Node leaf(String name, long... shape) {
        return Node.input(name, Type.real(Shape.of(shape)), Domain.REAL);
    }

    private static Node index(String name, long... shape) {
        return Node.input(name, Type.index(Shape.of(shape)), Domain.REAL);
    }

    private static Tensor random(int seed, long... shape) {
        return Domain.REAL.sample(Shape.of(shape), new SplittableRandom(seed));
    }

    private static double value(Node y, org.chainrule.graph.Binding... at) {
        return Interpreter.run(List.of(y), at).get(y).item();
    }

    private static double logSoftmax(Tensor z, int row, int column) {
        double sum = 0;
        for (double e : Calls.row(z, row)) {
            sum += Math.exp(e);
        }
        return z.get(row, column) - Math.log(sum);
    }

    private static final Tensor Z = random(1, 4, 3);
    private static final Tensor CLASSES = Tensor.ofLongs(Shape.of(4), 0, 2, 1, 2);
    private static final Tensor WEIGHTS = Tensor.of(0.5, 1, 2);

    /** The loss with index labels, written out entry by entry as torch.nn.CrossEntropyLoss defines it. */
    private static double naive(Tensor weights, long ignored, double smoothing) {
        double total = 0;
        double divisor = 0;
        for (int i = 0; i < 4; i++) {
            int t = (int) CLASSES.wholeAt(i);
            if (t == ignored) {
                continue;
            }
            total -= (1 - smoothing) * weights.at(t) * logSoftmax(Z, i, t);
            for (int k = 0; k < 3; k++) {
                total -= smoothing / 3 * weights.at(k) * logSoftmax(Z, i, k);
            }
            divisor += weights.at(t);
        }
        return total / divisor;
    }

    @Test
    void agreesWithItsDefinition() {
        Node z = leaf("Z", 4, 3);
        Node y = index("y", 4);
        Tensor ones = Tensor.ones(3);
        Labelling plain = Labelling.PLAIN;
        Node w = Node.constant(WEIGHTS);
        assertThat(loss(z, y, plain)).isCloseTo(naive(ones, -1, 0), within(1e-14));
        assertThat(loss(z, y, plain.weight(w))).isCloseTo(naive(WEIGHTS, -1, 0), within(1e-14));
        assertThat(loss(z, y, plain.ignoring(2))).isCloseTo(naive(ones, 2, 0), within(1e-14));
        assertThat(loss(z, y, plain.smoothed(0.2))).isCloseTo(naive(ones, -1, 0.2), within(1e-14));
        assertThat(loss(z, y, plain.weight(w).ignoring(1).smoothed(0.3)))
                .isCloseTo(naive(WEIGHTS, 1, 0.3), within(1e-14));
    }

    private static double loss(Node z, Node y, Labelling labels) {
        return value(ClassLosses.softmaxCrossEntropy(z, y, labels), z.is(Z), y.is(CLASSES));
    }

    @Test
    void indicesRowsAndColumnsAreOneLoss() {
        Node z = leaf("Z", 4, 3);
        Node y = index("y", 4);
        Node rows = Node.constant(Tensor.of(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 0, 1}}));
        Labelling weighted = Labelling.PLAIN.weight(Node.constant(WEIGHTS));
        for (Labelling labels : List.of(Labelling.PLAIN, weighted, weighted.smoothed(0.1))) {
            double expected = loss(z, y, labels);
            assertThat(value(ClassLosses.softmaxCrossEntropy(z, rows, labels), z.is(Z)))
                    .isEqualTo(expected);
            assertThat(value(ClassLosses.softmaxCrossEntropy(z.T(), rows.T(), labels.axis(0)), z.is(Z)))
                    .isCloseTo(expected, within(1e-15));
            assertThat(value(ClassLosses.softmaxCrossEntropy(z.T(), y, labels.axis(0)), z.is(Z), y.is(CLASSES)))
                    .isCloseTo(expected, within(1e-15));
            Node log = Softmax.logSoftmax(z);
            assertThat(value(ClassLosses.nllLoss(log, y, labels), z.is(Z), y.is(CLASSES)))
                    .isCloseTo(expected, within(1e-14));
            assertThat(value(ClassLosses.crossEntropy(Softmax.softmax(z), y, labels), z.is(Z), y.is(CLASSES)))
                    .isCloseTo(expected, within(1e-14));
        }
        Node real = leaf("y", 4);
        assertThat(value(ClassLosses.softmaxCrossEntropy(z, real), z.is(Z), real.is(Tensor.of(0, 2, 1, 2))))
                .isEqualTo(loss(z, y, Labelling.PLAIN));
        Node one = leaf("z", 3);
        assertThat(value(Calls.call("softmax_cross_entropy", List.of(one, Node.constant(1))), one.is(Tensor.zeros(3))))
                .isCloseTo(Math.log(3), within(1e-15));
    }

    @Test
    void largeLogitsNeitherOverflowNorCancel() {
        Node z = leaf("Z", 3, 2);
        Node y = index("y", 3);
        Node loss = Calls.call("softmax_cross_entropy", List.of(z, y), "reduction", "none");
        Node dz = Calculus.grad(loss.sum(), z);
        var at = Interpreter.run(
                List.of(loss, dz),
                z.is(Tensor.of(new double[][] {{1000, -1000}, {1000, -1000}, {0, -INF}})),
                y.is(Tensor.ofLongs(Shape.of(3), 1, 0, 0)));
        assertThat(at.get(loss)).isEqualTo(Tensor.of(2000, 0, 0));
        assertThat(at.get(dz)).isEqualTo(Tensor.of(new double[][] {{1, -1}, {0, 0}, {0, 0}}));
        Node hot = leaf("Y", 3, 2);
        Node soft = ClassLosses.softmaxCrossEntropy(z, hot);
        assertThat(value(
                        soft,
                        z.is(Tensor.of(new double[][] {{1000, -1000}, {-INF, 5}, {0, 0}})),
                        hot.is(Tensor.of(new double[][] {{0, 1}, {0, 1}, {0, 0}}))))
                .isEqualTo(2000.0 / 3);
        Node tiny = ClassLosses.softmaxCrossEntropy(leaf("a", 2), Node.constant(0));
        assertThat(value(tiny, tiny.input(0).is(Tensor.of(40, 0)))).isEqualTo(Math.log1p(Math.exp(-40)));
    }

    @Test
    void haveDerivativesOfOrderTwo() {
        Node z = Node.input("Z", Type.real(Shape.of(Dim.named("m"), Dim.of(3))), Domain.REAL);
        Node y = Node.input("y", Type.index(Shape.of(Dim.named("m"))), Domain.REAL);
        Node w = leaf("w", 3);
        Labelling weighted = Labelling.PLAIN.weight(w);
        for (Labelling labels : List.of(weighted, weighted.ignoring(1).smoothed(0.2), weighted.smoothed(0.3))) {
            Slopes.agree(
                    ClassLosses.softmaxCrossEntropy(z, y, labels),
                    List.of(z, w),
                    z.is(Z),
                    y.is(CLASSES),
                    w.is(WEIGHTS));
            Slopes.agree(ClassLosses.nllLoss(z, y, labels), List.of(z, w), z.is(Z), y.is(CLASSES), w.is(WEIGHTS));
        }
        // Labels that do not sum to 1, and are variables themselves.
        Node rows = leaf("Y", 4, 3);
        Tensor labels = Domain.of(Domain.Kind.POSITIVE).sample(Shape.of(4, 3), new SplittableRandom(5));
        Node scores = leaf("Z", 4, 3);
        for (int axis = 0; axis < 2; axis++) {
            Node loss = ClassLosses.softmaxCrossEntropy(scores, rows, Labelling.PLAIN.axis(axis));
            Slopes.agree(loss, List.of(scores, rows), scores.is(Z), rows.is(labels));
            Node positive = ClassLosses.crossEntropy(scores.square(), rows, Labelling.PLAIN.axis(axis));
            Slopes.agree(positive, List.of(scores, rows), scores.is(Z), rows.is(labels));
        }
        Node images = leaf("Z", 2, 3, 2);
        Node pixels = index("y", 2, 2);
        Slopes.agree(
                ClassLosses.softmaxCrossEntropy(
                        images, pixels, Labelling.PLAIN.axis(1).reduced(LossReduction.NONE)),
                List.of(images),
                images.is(random(3, 2, 3, 2)),
                pixels.is(Tensor.ofLongs(Shape.of(2, 2), 0, 1, 2, 2)));
    }

    @Test
    void theGradientIsThatOfTheLecture() {
        Node z = leaf("Z", 3);
        Node y = Node.constant(Tensor.of(0, 0, 1));
        Node dz = Calculus.grad(ClassLosses.softmaxCrossEntropy(z, y), z);
        Tensor gradient =
                Interpreter.run(List.of(dz), z.is(Tensor.of(0.2, -0.4, 1.1))).get(dz);
        assertThat(gradient.toArray())
                .containsExactly(new double[] {0.24947518, 0.13691488, -0.38639007}, within(5e-9));
    }

    @Test
    void aProbabilityOfZeroCostsNothingWhereTheLabelIsZero() {
        Node p = leaf("p", 2, 2);
        Node y = Node.constant(Tensor.of(new double[][] {{0, 1}, {1, 0}}));
        Node loss = Calls.call("cross_entropy", List.of(p, y), "reduction", "none");
        Node dp = Calculus.grad(loss.sum(), p);
        var at = Interpreter.run(List.of(loss, dp), p.is(Tensor.of(new double[][] {{0, 1}, {0, 1}})));
        assertThat(at.get(loss).at(0)).isZero();
        assertThat(at.get(loss).at(1)).isEqualTo(INF);
        assertThat(at.get(dp).toArray()).containsExactly(0, -1, -INF, 0);
    }

    @Test
    void aSampleSwitchedOffDoesNotLeak() {
        Node z = leaf("Z", 2, 2);
        Node known = Node.constant(Tensor.of(1, 0));
        Node losses =
                Calls.call("softmax_cross_entropy", List.of(z, Node.constant(Tensor.of(0, 1))), "reduction", "none");
        Node dz = Calculus.grad(Where.of(known, losses, Node.constant(0)).sum(), z);
        Tensor gradient = Interpreter.run(List.of(dz), z.is(Tensor.of(new double[][] {{0, 0}, {INF, Double.NaN}})))
                .get(dz);
        assertThat(gradient).isEqualTo(Tensor.of(new double[][] {{-0.5, 0.5}, {0, 0}}));
    }

    @Test
    void oneHotRows() {
        Node y = index("y", 2);
        Node hot = ClassLosses.oneHot(y, Dim.of(3), -1, OptionalLong.empty());
        Node columns = ClassLosses.oneHot(y, Dim.of(3), 0, OptionalLong.of(7));
        var at = Interpreter.run(List.of(hot), y.is(Tensor.ofLongs(Shape.of(2), 2, 0)));
        assertThat(at.get(hot)).isEqualTo(Tensor.of(new double[][] {{0, 0, 1}, {1, 0, 0}}));
        var ignored = Interpreter.run(List.of(columns), y.is(Tensor.ofLongs(Shape.of(2), 7, 1)));
        assertThat(ignored.get(columns)).isEqualTo(Tensor.of(new double[][] {{0, 0}, {0, 1}, {0, 0}}));
        assertThatThrownBy(() -> ClassLosses.oneHot(y, Dim.of(3), 2, OptionalLong.empty()))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("one_hot: the result has axes 0 to 1, not 2");
    }

    @Test
    void anEmptyBatchAndSinglePrecision() {
        Node z = leaf("Z", 0, 3);
        Node y = index("y", 0);
        Node sum = Calls.call("softmax_cross_entropy", List.of(z, y), "reduction", "sum");
        Node dz = Calculus.grad(sum, z);
        var at = Interpreter.run(List.of(sum, dz), z.is(Tensor.zeros(0, 3)), y.is(Tensor.ofLongs(Shape.of(0))));
        assertThat(at.get(sum).item()).isZero();
        assertThat(at.get(dz).shape()).isEqualTo(Shape.of(0, 3));
        Node logits = leaf("Z", 4, 3);
        Node labels = index("y", 4);
        Node none = Calls.call("softmax_cross_entropy", List.of(logits, labels), "reduction", "none");
        Tensor rounded = Z.as(DType.F32);
        Tensor single = Interpreter.run(List.of(none), List.of(logits.is(rounded), labels.is(CLASSES)), DType.F32)
                .get(none);
        assertThat(single)
                .isEqualTo(Interpreter.run(List.of(none), logits.is(rounded), labels.is(CLASSES))
                        .get(none)
                        .as(DType.F32));
    }

    @Test
    void areWrittenAsTheyAreCalled() {
        Node z = leaf("Z", 3, 4);
        Node y = index("y", 4);
        assertThat(ShortText.of(Calls.call("softmax_cross_entropy", List.of(z, y), "axis", 0, "reduction", "none")))
                .isEqualTo("softmax_cross_entropy(Z, one_hot(y, num_classes=3, axis=0), axis=0, reduction=\"none\")");
        Node rows = leaf("Y", 3, 4);
        assertThat(ShortText.of(ClassLosses.softmaxCrossEntropy(z, rows)))
                .isEqualTo("mean(softmax_cross_entropy(Z, Y, reduction=\"none\"))");
        assertThat(ShortText.of(ClassLosses.crossEntropy(z, rows, Labelling.PLAIN.axis(0))))
                .isEqualTo("mean(-sum(xlogy(Y, Z), axis=0))");
    }

    @Test
    void sayWhatIsWrong() {
        Node z = leaf("Z", 4, 3);
        assertThatThrownBy(() -> ClassLosses.softmaxCrossEntropy(z, leaf("y", 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("softmax_cross_entropy: the labels of scores Z [4, 3] with classes along axis 1 are class "
                        + "indices [4] or one row a sample [4, 3]; y has shape [3]");
        assertThatThrownBy(() -> ClassLosses.nllLoss(z, leaf("y", 4), Labelling.PLAIN.weight(leaf("w", 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("nll_loss: weight has one entry a class, [3]; w has shape [4]");
        assertThatThrownBy(() -> ClassLosses.softmaxCrossEntropy(z, leaf("Y", 4, 3), Labelling.PLAIN.ignoring(1)))
                .isInstanceOf(ArgumentException.class)
                .hasMessage(
                        "softmax_cross_entropy: ignore_index = 1 is a class index, and Y has one row a sample: give "
                                + "indices, or rows of zeros");
        assertThatThrownBy(() -> Labelling.PLAIN.smoothed(1.5))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("label_smoothing is from 0 to 1, not 1.5");
        Node y = leaf("y", 4);
        Node loss = ClassLosses.softmaxCrossEntropy(z, y);
        assertThatThrownBy(() -> value(loss, z.is(Z), y.is(Tensor.of(0, 1, 3, 1))))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        "cannot compute one_hot(y, num_classes=3): the label 3 is not a class: the classes "
                                + "are 0 to 2; ignore_index leaves samples out");
        assertThatThrownBy(() -> value(loss, z.is(Z), y.is(Tensor.of(0, 1, 0.5, 1))))
                .hasMessageStartingWith("cannot compute one_hot(y, num_classes=3): the label 0.5 is not a class: ");
        assertThatThrownBy(() -> Calculus.grad(loss, y))
                .isInstanceOf(GradientException.class)
                .hasMessageEndingWith(" by y is not defined: a class index selects, it does not count");
    }
}
