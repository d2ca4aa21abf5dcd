package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.ops.Losses;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GramTest {
    private static Node leaf(String name, long... sizes) {
        return Node.param(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    /** Whether a program computes one half; it is held against the interpreter either way. */
    private static boolean isHalved(Node product, Node... leaves) {
        List<Binding> bindings = new ArrayList<>();
        for (Node leaf : leaves) {
            double[] values = new double[leaf.shape().entries()];
            Arrays.setAll(values, k -> Math.sin(3 * k + bindings.size() + 1.0));
            bindings.add(leaf.is(Tensor.of(leaf.shape(), values)));
        }
        Agreement.check("symmetric", List.of(product), bindings, Sizes.NONE);
        return Program.of(List.of(product), DType.F64)
                .explain(Sizes.NONE)
                .toString()
                .contains(", symmetric");
    }

    @Test
    void productsWithTheTransposeAre() {
        for (int n : new int[] {1, 5, 33, 100}) {
            for (int k : new int[] {3, 300}) {
                Node X = leaf("X", k, n);
                Node rows = leaf("d", k, 1);
                Node columns = leaf("v", n);
                Node turned = Transpose.reversed(X);
                assertThat(isHalved(turned.matmul(X), X)).isTrue();
                assertThat(isHalved(turned.matmul(rows.times(X)), X, rows)).isTrue();
                assertThat(isHalved(Transpose.reversed(X.times(rows)).matmul(X.times(3)), X, rows))
                        .isTrue();
                assertThat(isHalved(turned.matmul(X.times(columns)), X, columns))
                        .isEqualTo(n == 1);
            }
        }
        Node X = leaf("X", 40, 30);
        Node inner = leaf("v", 30);
        assertThat(isHalved(X.matmul(Transpose.reversed(X)), X)).isTrue();
        assertThat(isHalved(X.times(inner).matmul(Transpose.reversed(X)), X, inner))
                .isTrue();
        Node Y = leaf("Y", 40, 30);
        assertThat(isHalved(Transpose.reversed(X).matmul(Y), X, Y)).isFalse();
        assertThat(isHalved(Transpose.reversed(X.times(Y)).matmul(X.times(Y)), X, Y))
                .isTrue();
        assertThat(isHalved(Transpose.reversed(X.times(Y)).matmul(X), X, Y)).isFalse();
    }

    @Test
    void hessiansOfLinearModelsAre() {
        Node X = leaf("X", 60, 37);
        Node y = leaf("y", 60);
        Node w = leaf("w", 37);
        Node loss = Losses.bceWithLogits(X.matmul(w), y);
        assertThat(isHalved(Calculus.hessian(loss, w), X, w)).isTrue();
        // Of some of the columns, whose products with all the others are no square.
        Node gradient = Transpose.reversed(X)
                .matmul(Losses.bceWithLogits(X.matmul(w), y).times(X.matmul(w)));
        Node some = Slicing.slice(gradient, 0, Dim.of(0), Dim.of(9));
        isHalved(Calculus.jacobian(some, w), X, w, y);
    }

    @Test
    void largeOnesAreSharedByThreadsInstead() {
        Node X = leaf("X", 500, 100);
        assertThat(isHalved(Transpose.reversed(X).matmul(X), X)).isFalse();
    }
}
