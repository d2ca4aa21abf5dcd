package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.grad.Recurrence;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Convolutions;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Losses;
import org.chainrule.ops.Pooling;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Window;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a plan does in another way than the graph says: the same numbers, and by the steps that are meant. */
class LoweringTest {
    private final SplittableRandom random = new SplittableRandom(7);

    private static Node input(String name, long... sizes) {
        return Node.input(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    /** Multiples of an eighth, so that some are equal. */
    private Binding some(Node leaf) {
        return leaf.is(Tensor.fill(DType.F64, leaf.shape(), i -> random.nextInt(-8, 9) / 8.0));
    }

    private static String plan(List<Node> outputs) {
        return Program.of(outputs, DType.F64).explain(Sizes.NONE).toString();
    }

    private void pool(Node x, List<Integer> kernel, Window window, boolean lowered) {
        Node pooled = Pooling.maxPool(x, kernel, window);
        Node weights = input(
                "weights", pooled.shape().dims().stream().mapToLong(Dim::size).toArray());
        Node loss = pooled.square().times(weights).sum();
        List<Node> outputs = List.of(loss, Gradient.of(loss, List.of(x)).get(x));
        assertThat(plan(outputs).contains("largest of windows, back"))
                .as("%s", window)
                .isEqualTo(lowered);
        Agreement.check("a pool", outputs, List.of(some(x), some(weights)), Sizes.NONE);
    }

    @Test
    void theGradientOfAPoolIsOneStep() {
        Node x = input("x", 2, 3, 7, 9);
        pool(x, List.of(2, 2), Window.over(2).stride(2), true);
        pool(x, List.of(3, 2), Window.over(2).stride(2, 1), true);
        pool(x, List.of(3, 3), Window.over(2).padding(1), true);
        pool(x, List.of(2, 2), Window.over(2).dilation(3, 1).padding(1), true);
        pool(input("line", 9), List.of(4), Window.over(1).stride(3), true);
        // Here one window lies beside the image with both of its entries.
        pool(input("pair", 2), List.of(2), Window.over(1).dilation(3).padding(1), false);
    }

    @Test
    void whatIsNotFinitePassesThroughTheGradientOfAPool() {
        Node x = input("x", 3, 4);
        Node weights = input("weights", 1, 2);
        Node pooled = Pooling.maxPool2d(x, 2);
        Node loss = pooled.times(weights).sum();
        List<Node> outputs = List.of(Gradient.of(loss, List.of(x)).get(x));
        double inf = Double.POSITIVE_INFINITY;
        double nan = Double.NaN;
        List<Tensor> images = List.of(
                Tensor.of(Shape.of(3, 4), 1, inf, -inf, -inf, inf, 2, -inf, -inf, 0, 0, 0, 0),
                Tensor.of(Shape.of(3, 4), 1, nan, 0.0, -0.0, inf, 2, -0.0, 0.0, 0, 0, 0, 0));
        for (Tensor image : images) {
            for (double d : new double[] {2, inf, nan}) {
                Binding[] at = {x.is(image), weights.is(Tensor.of(Shape.of(1, 2), d, -d))};
                Agreement.check("a pool of odd values", outputs, List.of(at), Sizes.NONE);
            }
        }
    }

    @Test
    void convolutionsSlide() {
        for (int width : new int[] {7, 8, 12, 20, 28, 37}) {
            for (int results : new int[] {1, 4, 8, 11}) {
                Node x = input("x", 2, 2, 6, width);
                Node k = input("k", results, 2, 3, 5);
                Node loss = Convolutions.conv2d(x, k).square().sum();
                Gradient gradient = Gradient.of(loss, List.of(x, k));
                Agreement.check(
                        "a convolution",
                        List.of(loss, gradient.get(x), gradient.get(k)),
                        List.of(some(x), some(k)),
                        Sizes.NONE);
            }
        }
        Node x = input("x", 2, 1, 6, 20);
        Node k = input("k", 4, 1, 3, 5);
        for (Window window : List.of(
                Window.over(2).padding(2),
                Window.over(2).stride(1, 2),
                Window.over(2).dilation(2, 3))) {
            Node loss = Convolutions.conv2d(x, k, window).square().sum();
            Gradient gradient = Gradient.of(loss, List.of(x, k));
            Agreement.check(
                    "a convolution", List.of(gradient.get(x), gradient.get(k)), List.of(some(x), some(k)), Sizes.NONE);
        }
    }

    @Test
    void vectorsThatPickColumnsAreNotMultipliedWith() {
        Node x = input("x", 9, 4);
        Node y = input("y", 9);
        Node w = input("w", 4);
        List<Node> outputs = List.of(Calculus.hessian(Losses.bceWithLogits(x.matmul(w), y), w));
        assertThat(plan(outputs)).contains("of vectors, 4 of them columns");
        Binding odd = x.is(Tensor.fill(DType.F64, x.shape(), i -> i == 6 ? Double.POSITIVE_INFINITY : i / 40.0));
        for (Binding at : List.of(some(x), odd)) {
            Agreement.check("a Hessian", outputs, List.of(at, some(y), some(w)), Sizes.NONE);
        }
    }

    @Test
    void productsOfOneMatrixAreOne() {
        Node x = input("x", 9, 4);
        Node w = input("w", 4);
        Node v = input("v", 4);
        List<Node> outputs = List.of(Calculus.hvp(Losses.bceWithLogits(x.matmul(w), input("y", 9)), w, v));
        assertThat(plan(outputs)).contains("product 9×4×2, of vectors");
    }

    @Test
    void loopsOfNumbersAndOfMatrices() {
        Node w = input("w", 3, 6);
        Node xs = input("xs", 6, 2, 3);
        Node h0 = input("h0", 2, 3);
        Node states = Recurrence.scan(
                (h, x) -> {
                    Node z = h.plus(x).matmul(w);
                    Node a = Slicing.slice(z, 1, Dim.of(0), Dim.of(3));
                    Node b = Slicing.slice(z, 1, Dim.of(3), Dim.of(6));
                    return Hyperbolic.TANH.of(a).times(Sigmoids.SIGMOID.of(b));
                },
                h0,
                xs);
        Node rate = input("rate");
        Node numbers = input("numbers", 50);
        Node last =
                Recurrence.fold((s, e) -> s.plus(s.times(e).minus(s.square()).times(rate)), rate, numbers);
        Node loss = states.square().sum().plus(last);
        List<Node> leaves = List.of(w, xs, h0, rate, numbers);
        Gradient gradient = Gradient.of(loss, leaves);
        List<Node> outputs = new ArrayList<>(List.of(loss, states, last));
        leaves.forEach(leaf -> outputs.add(gradient.get(leaf)));
        assertThat(plan(outputs))
                .contains("6 times ", "50 times ")
                .doesNotContain("call of scan", "call of fold", "call of slice");
        Agreement.check("loops", outputs, leaves.stream().map(this::some).toList(), Sizes.NONE);
    }

    @Test
    void slicesAreMovedAndThoseOverAnEndRefused() {
        Node x = input("x", 4, 5, 3);
        List<Node> outputs = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            Node every = Node.of(new Slicing.Slice(axis, Dim.of(0), Dim.of(2), 2), x);
            Node back = Node.of(new Slicing.Slice(axis, Dim.of(2), Dim.of(3), -1), x);
            outputs.addAll(List.of(every, back));
            outputs.add(Gradient.of(every.square().sum().plus(back.square().sum()), List.of(x))
                    .get(x));
        }
        assertThat(plan(outputs)).doesNotContain("call of");
        Agreement.check("slices", outputs, List.of(some(x)), Sizes.NONE);
        Dim n = Dim.named("n");
        Node free = Node.input("free", Type.real(Shape.of(n)), Domain.REAL);
        Node late = Node.of(new Slicing.Slice(0, Dim.of(3), Dim.of(2), 1), free);
        assertThatThrownBy(() -> Program.of(late).run(free.is(Tensor.zeros(4))))
                .hasMessageContaining("positions 3 to 4 are not all in axis 0 of the shape [4]");
    }

    @Test
    void whatASoftmaxPassesBack() {
        Node x = input("x", 5, 4);
        Node y = input("y", 5, 4);
        Node p = Softmax.softmax(x, 0);
        Node loss =
                ClassLosses.softmaxCrossEntropy(x, y).plus(p.square().times(y).sum());
        Node gradient = Gradient.of(loss, List.of(x)).get(x);
        Node hvp = Calculus.hvp(loss, x, y);
        assertThat(plan(List.of(gradient, hvp))).contains("softmax, back,").doesNotContain("call of softmax");
        Binding sure = x.is(Tensor.fill(DType.F64, x.shape(), i -> i % 5 == 0 ? 900 : i));
        Binding labels = y.is(Tensor.fill(DType.F64, y.shape(), i -> i % 4 == 1 ? 1 : 0));
        for (Binding at : List.of(some(x), sure)) {
            Agreement.check("softmax", List.of(loss, gradient, hvp), List.of(at, labels), Sizes.NONE);
        }
    }

    @Test
    void numbersHaveTheWidthOfTheProgram() {
        Node x = input("x");
        Node y = x.times(0.1);
        Workspace single = Program.of(List.of(y), DType.F32).workspace();
        single.number(x, 0.3);
        single.run();
        assertThat(single.singles()[single.place(y)]).isEqualTo(0.3f * 0.1f);
        assertThat(single.number(y)).isEqualTo((double) (0.3f * 0.1f));
        assertThatThrownBy(single::numbers).hasMessageContaining("its numbers are floats, ask for the singles");
        Workspace wide = Program.of(y).workspace();
        wide.number(x, 0.3);
        wide.run();
        assertThat(wide.numbers()[wide.place(y)]).isEqualTo(0.3 * 0.1);
        assertThatThrownBy(wide::singles).hasMessageContaining("ask for the numbers");
    }

    @Test
    void tanhInFloat() {
        for (int i = -40_000; i <= 40_000; i++) {
            float x = i / 3000f;
            double expected = Math.tanh(x);
            assertThat(Math.abs(NumberFunctions.tanh(x) - expected))
                    .isLessThanOrEqualTo(1.5 * Math.ulp((float) expected));
        }
        assertThat(NumberFunctions.tanh(Float.NaN)).isNaN();
        assertThat(NumberFunctions.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Float.floatToIntBits(NumberFunctions.tanh(-0f))).isEqualTo(Float.floatToIntBits(-0f));
    }
}
