package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static Node leaf(String name, long... sizes) {
        return Node.param(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    private static List<Binding> bindings(List<Node> outputs) {
        List<Binding> bindings = new ArrayList<>();
        for (Node node : Walk.from(outputs).nodes()) {
            if (node.op() instanceof Leaf) {
                double[] values = new double[node.shape().entries()];
                Arrays.setAll(values, k -> Math.sin(3 * k + bindings.size() + 1.0));
                bindings.add(node.is(Tensor.of(node.shape(), values)));
            }
        }
        return bindings;
    }

    private static Node part(Node x, int axis, int from, int to) {
        return Slicing.slice(x, axis, Dim.of(from), Dim.of(to));
    }

    private static PlanReport agreed(List<Node> outputs) {
        Agreement.check("side by side", outputs, bindings(outputs), Sizes.NONE);
        return Program.of(outputs, DType.F64).explain(Sizes.NONE);
    }

    private static long steps(PlanReport report, String word) {
        return report.toString().lines().filter(line -> line.contains(word)).count();
    }

    /** The gradient by something of which parts from here to there are used, each in its own way. */
    private static PlanReport gradientOfParts(int axis, int[]... parts) {
        Node x = leaf("X", 6, 8);
        Node sum = Node.constant(0);
        for (int i = 0; i < parts.length; i++) {
            sum = sum.plus(Sigmoids.SIGMOID
                    .of(part(x, axis, parts[i][0], parts[i][1]).times(i + 1))
                    .sum());
        }
        return agreed(List.of(Gradient.of(sum, List.of(x)).get(x)));
    }

    @Test
    void partsOfTheWholeAreWrittenOnce() {
        PlanReport report = gradientOfParts(1, new int[] {2, 5}, new int[] {0, 2}, new int[] {5, 8});
        assertThat(steps(report, "side by side")).isEqualTo(1);
        assertThat(steps(report, "put back")).isZero();
        assertThat(steps(gradientOfParts(0, new int[] {0, 3}, new int[] {3, 6}), "put back"))
                .isZero();
    }

    @Test
    void whatIsNotUsedStaysZero() {
        PlanReport report = gradientOfParts(1, new int[] {1, 3}, new int[] {3, 6});
        assertThat(steps(report, "side by side")).isEqualTo(1);
        assertThat(steps(report, "put back")).isEqualTo(1);
    }

    @Test
    void partsThatOverlapAreAdded() {
        PlanReport report = gradientOfParts(0, new int[] {0, 2}, new int[] {1, 4}, new int[] {2, 4}, new int[] {4, 6});
        assertThat(steps(report, "side by side")).isEqualTo(1);
        gradientOfParts(0, new int[] {0, 4}, new int[] {2, 6});
        gradientOfParts(0, new int[] {0, 3}, new int[] {0, 3}, new int[] {3, 6}, new int[] {3, 6});
    }

    @Test
    void partsOfFreeSizesAreFound() {
        Node x = Node.param("X", Type.real(Shape.of(List.of(Dim.named("m"), Dim.of(4)))), Domain.REAL);
        Node first = Slicing.slice(x, 0, Dim.of(0), Dim.of(2));
        Node rest = Slicing.slice(x, 0, Dim.of(2), Dim.named("m"));
        Node sum = first.square().sum().plus(Sigmoids.SIGMOID.of(rest).sum());
        Node gradient = Gradient.of(sum, List.of(x)).get(x);
        double[] values = IntStream.range(0, 20).mapToDouble(Math::sin).toArray();
        Agreement.check("free", List.of(gradient), List.of(x.is(Tensor.of(Shape.of(5, 4), values))), Sizes.NONE);
        PlanReport report = Program.of(List.of(gradient), DType.F64).explain(Sizes.of("m", 5));
        assertThat(steps(report, "side by side")).isEqualTo(1);
    }

    @Test
    void aSumThatIsAskedForIsKept() {
        Node a = leaf("A", 3, 4);
        Node b = leaf("B", 3, 4);
        Node inner =
                Slicing.unslice(a, 1, Dim.of(8), Dim.of(0), 1).plus(Slicing.unslice(b, 1, Dim.of(8), Dim.of(4), 1));
        Node outer = inner.plus(leaf("C", 3, 8));
        agreed(List.of(inner, outer, inner.times(outer)));
    }

    @Test
    void theStepsOfARecurrentNetworkBecomeOneProduct() {
        int width = 24;
        Node x = leaf("X", 6L * 3, 2L * width);
        Node w = leaf("W", width, 2L * width);
        Node h = leaf("h", 3, width);
        Node c = leaf("c", 3, width);
        for (int t = 0; t < 6; t++) {
            Node z = part(x, 0, 3 * t, 3 * t + 3).plus(h.matmul(w));
            c = Sigmoids.SIGMOID.of(part(z, 1, 0, width)).times(c);
            h = Hyperbolic.TANH.of(part(z, 1, width, 2 * width)).times(c);
        }
        Node loss = h.square().sum();
        Gradient gradient = Gradient.of(loss, List.of(x, w));
        PlanReport report = agreed(List.of(loss, gradient.get(x), gradient.get(w)));
        // Each step multiplies once forth and, but for the first, once back; all steps together once for the matrix.
        assertThat(steps(report, "product")).isEqualTo(6 + 5 + 1);
        assertThat(steps(report, "put back")).isZero();
    }

    @Test
    void wideProductsAreAddedAsTheyAre() {
        List<Node> terms = IntStream.range(0, 3)
                .mapToObj(i -> leaf("A" + i, 4, 50).matmul(leaf("B" + i, 50, 4)))
                .toList();
        PlanReport report = agreed(List.of(terms.get(0).plus(terms.get(1)).plus(terms.get(2))));
        assertThat(steps(report, "product")).isEqualTo(3);
        List<Node> narrow = IntStream.range(0, 3)
                .mapToObj(i -> leaf("A" + i, 30, 2).matmul(leaf("B" + i, 2, 30)))
                .toList();
        assertThat(steps(agreed(List.of(narrow.get(0).plus(narrow.get(1)).plus(narrow.get(2)))), "product"))
                .isEqualTo(1);
    }
}
