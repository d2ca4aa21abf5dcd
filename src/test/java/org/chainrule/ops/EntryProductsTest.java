package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.Calls.call;

import java.util.List;
import java.util.function.Function;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Products and running products, whose derivatives must not divide by a zero. */
class EntryProductsTest {
    @Test
    void aProductIsRightWithZeros() {
        Function<Node, Node> prod = in -> call("prod", List.of(in));
        assertThat(GradCheck.gradient(prod, Tensor.of(2, 3, 5))).isEqualTo(Tensor.of(15, 10, 6));
        assertThat(GradCheck.gradient(prod, Tensor.of(2, 0, 5))).isEqualTo(Tensor.of(0, 10, 0));
        assertThat(GradCheck.gradient(prod, Tensor.of(0, 3, 0))).isEqualTo(Tensor.of(0, 0, 0));
        assertThat(GradCheck.value(in -> Calculus.hessian(prod.apply(in), in), Tensor.of(0, 3, 0)))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 3}, {0, 0, 0}, {3, 0, 0}}));
        GradCheck.check("prod with a zero", in -> prod.apply(in.get(0)), 3, Tensor.of(2, 0, 5, -1));
        GradCheck.check("prod with zeros", in -> prod.apply(in.get(0)), 4, Tensor.of(0, 3, 0, -2));
        assertThat(GradCheck.value(prod, Tensor.zeros(0)).item()).isEqualTo(1);
    }

    @Test
    void directionsOfAProduct() {
        GradCheck.check(
                "prod_others with two directions",
                in -> call("prod_others", in, "axis", 0),
                Tensor.of(1, 0, 2, -1),
                Tensor.of(0.5, 2, 0, 1),
                Tensor.of(1, -1, 3, 0.2));
        Node x = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        Node g = Node.input("G", Type.real(Shape.of(2)), Domain.REAL);
        assertThatThrownBy(() -> call("prod_others", List.of(x, g)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a direction has the shape of x, which is [3], not [2]");
        assertThatThrownBy(() -> call("prod_others", List.of())).isInstanceOf(ArgumentException.class);
    }

    @Test
    void runningProductsAreRightWithZeros() {
        GradCheck.check("cumprod with a zero", in -> Cumulative.cumprod(in.get(0), 0), 3, Tensor.of(2, 0, 5, -1));
        GradCheck.check("cumprod with zeros", in -> Cumulative.cumprod(in.get(0), 0), 3, Tensor.of(0, 3, 0, -2));
        assertThat(GradCheck.value(in -> Cumulative.cumprod(in, -1), Tensor.of(new double[][] {{2, 3, 4}, {1, 0, 5}})))
                .isEqualTo(Tensor.of(new double[][] {{2, 6, 24}, {1, 0, 0}}));
        assertThat(GradCheck.value(in -> Cumulative.cumsum(in, 0), Tensor.of(1e100, 1, -1e100)))
                .isEqualTo(Tensor.of(1e100, 1e100, 1));
        assertThat(GradCheck.value(in -> call("cumsum", List.of(in)), Tensor.of(new double[][] {{1, 2}, {3, 4}})))
                .isEqualTo(Tensor.of(1, 3, 6, 10));
    }

    @Test
    void aScanAndItsTranspose() {
        Tensor a = Tensor.of(new double[][] {{9, 2, -1}, {9, 0, 3}});
        Tensor b = Tensor.of(new double[][] {{1, 1, 1}, {2, -1, 4}});
        for (boolean reverse : new boolean[] {false, true}) {
            Object[] keywords = {"axis", 1, "reverse", reverse};
            GradCheck.check("linear_scan " + reverse, in -> call("linear_scan", in, keywords), 3, a, b);
            assertThat(GradCheck.value(in -> call("linear_scan", List.of(Node.constant(a), in), keywords), b))
                    .isEqualTo(
                            reverse
                                    ? Tensor.of(new double[][] {{1 + 2 * 0, 0, 1}, {2, 11, 4}})
                                    : Tensor.of(new double[][] {{1, 3, -2}, {2, -1, 1}}));
        }
        Node x = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        assertThatThrownBy(() -> call("linear_scan", List.of(x, Node.constant(1).broadcastTo(Shape.of(2))), "axis", 0))
                .hasMessageContaining("a and b of linear_scan have one shape, not [3] and [2]");
    }
}
