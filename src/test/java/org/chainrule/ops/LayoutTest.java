package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import java.util.List;
import java.util.Map;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class LayoutTest {
    private static final Node X = leaf("X", 2, 3);
    private static final Tensor SIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    private static Arg items(double... numbers) {
        return new Arg.Items(java.util.Arrays.stream(numbers)
                .mapToObj(n -> (Arg) new Arg.Num(n))
                .toList());
    }

    private static Node call(String name, Map<String, Arg> keywords) {
        return Catalogue.find(name).orElseThrow().call(List.of(new Arg.Value(X)), keywords);
    }

    @Test
    void tileRepeatsAsInNumpy() {
        assertThat(run(Layout.tile(X, 1, 2), X.is(SIX)))
                .isEqualTo(Tensor.of(new double[][] {{1, 2, 3, 1, 2, 3}, {4, 5, 6, 4, 5, 6}}));
        assertThat(run(Layout.tile(X, 2), X.is(SIX)).shape()).isEqualTo(Shape.of(2, 6));
        assertThat(run(Layout.tile(X, 2, 1, 1), X.is(SIX)).shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(run(Layout.tile(X, 0, 1), X.is(SIX)).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(run(Calculus.grad(Layout.tile(X, 0, 1).sum(), X), X.is(SIX))).isEqualTo(Tensor.zeros(2, 3));
        assertThat(Layout.tile(X, 1, 1)).isSameAs(X);
        Node v = Node.input("v", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node tiled = Layout.tile(v, Shape.of(Dim.named("k")));
        assertThat(tiled.shape()).hasToString("[k*m]");
    }

    @Test
    void flipAndRollAsInNumpy() {
        assertThat(run(Layout.flip(X, -1), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{3, 2, 1}, {6, 5, 4}}));
        assertThat(run(Layout.flip(X), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{6, 5, 4}, {3, 2, 1}}));
        assertThat(run(Layout.roll(X, 1, 1), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{3, 1, 2}, {6, 4, 5}}));
        assertThat(run(Layout.roll(X, -4, 1), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{2, 3, 1}, {5, 6, 4}}));
        assertThat(run(call("roll", Map.of("shift", new Arg.Num(1))), X.is(SIX)))
                .isEqualTo(Tensor.of(new double[][] {{6, 1, 2}, {3, 4, 5}}));
        assertThat(run(call("roll", Map.of("shift", items(1, -1), "axis", items(0, 1))), X.is(SIX)))
                .isEqualTo(Tensor.of(new double[][] {{5, 6, 4}, {2, 3, 1}}));
        assertThat(Layout.roll(X, 0, 0)).isSameAs(X);
    }

    @Test
    void padPutsABorder() {
        assertThat(run(Layout.pad(X, new int[][] {{1, 0}, {0, 1}}, 9), X.is(SIX)))
                .isEqualTo(Tensor.of(new double[][] {{9, 9, 9, 9}, {1, 2, 3, 9}, {4, 5, 6, 9}}));
        Node both = call("pad", Map.of("widths", items(1, 2)));
        assertThat(both.shape()).isEqualTo(Shape.of(5, 6));
        assertThat(both.toString()).startsWith("pad(X, widths=[[1, 2], [1, 2]])");
        assertThat(call("pad", Map.of("widths", new Arg.Num(1))).shape()).isEqualTo(Shape.of(4, 5));
        assertThat(Layout.pad(X, new int[][] {{0, 0}, {0, 0}}, 1)).isSameAs(X);
        Node v = Node.input("v", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node padded = Layout.pad(v, new int[][] {{2, 1}}, 0);
        assertThat(padded.shape()).hasToString("[m + 3]");
        Node gradient = Calculus.grad(padded.square().sum(), v);
        assertThat(run(gradient, v.is(Tensor.of(1, 2)))).isEqualTo(Tensor.of(2, 4));
    }

    @Test
    void allDifferentiateTwice() {
        List<Node> results = List.of(
                Layout.tile(X, 2, 3),
                Layout.tile(X, 2, 1, 2),
                Layout.flip(X, 0),
                Layout.roll(X, 2, 1),
                Layout.pad(X, new int[][] {{1, 0}, {2, 1}}, 3),
                Layout.flatten(X));
        for (Node z : results) {
            Node ramp = Node.constant(Tensor.fill(org.chainrule.tensor.DType.F64, z.shape(), i -> i % 5 - 1.5));
            new LinalgCheck().at(X).check(z.times(z).times(ramp), 2);
        }
    }

    @Test
    void emptyTensorsPassThrough() {
        Node e = leaf("E", 0, 3);
        Tensor none = Tensor.zeros(0, 3);
        assertThat(run(Layout.flip(e), e.is(none)).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(run(Layout.roll(e, 1, 0), e.is(none)).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(run(Layout.tile(e, 2, 2), e.is(none)).shape()).isEqualTo(Shape.of(0, 6));
        assertThat(run(Layout.pad(e, new int[][] {{1, 0}, {0, 0}}, 7), e.is(none)))
                .isEqualTo(Tensor.of(new double[][] {{7, 7, 7}}));
    }

    @Test
    void errorsSayWhatIsExpected() {
        assertThatThrownBy(() -> call("pad", Map.of("widths", items(1, 2, 3))))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("pad: widths is [[before, after], ...] with 2 pairs for the shape [2, 3], not [1, 2, 3]");
        assertThatThrownBy(() -> Layout.pad(X, new int[][] {{1, 0}, {0, -1}}, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "pad: a pair of widths is [before, after], both at least 0, not [0, -1]: to cut entries off "
                                + "use slice");
        assertThatThrownBy(() -> call("roll", Map.of("shift", items(1, 2, 3), "axis", items(0, 1))))
                .hasMessage("roll: 3 shifts for 2 axes: give one for each");
        assertThatThrownBy(() -> Layout.flip(X, 2)).hasMessageContaining("there is no axis 2 in the shape [2, 3]");
    }
}
