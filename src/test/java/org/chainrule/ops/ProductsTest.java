package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.LinalgCheck.assertClose;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import java.util.List;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class ProductsTest {
    private final LinalgCheck check = new LinalgCheck();

    @Test
    void dotIsNumpysAtEveryRank() {
        Node x = leaf("x", 3);
        Node a = leaf("A", 2, 3);
        Node b = leaf("B", 4, 3, 2);
        assertThat(run(Products.dot(x, x), x.is(Tensor.of(1, 2, 3))).item()).isEqualTo(14);
        assertThat(Products.dot(a, x)).isSameAs(a.matmul(x));
        assertThat(Products.dot(Node.constant(2), x)).isSameAs(Node.constant(2).times(x));
        Node high = Products.dot(a, b);
        Tensor p = check.normal(2, 3);
        Tensor q = check.normal(4, 3, 2);
        Tensor expected = Tensor.generate(DType.F64, Shape.of(2, 4, 2), i -> {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += p.get(i[0], k) * q.get(i[1], k, i[2]);
            }
            return sum;
        });
        assertClose(run(high, a.is(p), b.is(q)), expected);
        check.at(a, p).at(b, q).check(high, 2);
    }

    @Test
    void outerAndKronecker() {
        Node x = leaf("x", 2);
        Node y = leaf("y", 3);
        assertThat(run(Products.outer(x, y), x.is(Tensor.of(2, -1)), y.is(Tensor.of(1, 2, 3))))
                .isEqualTo(Tensor.of(new double[][] {{2, 4, 6}, {-1, -2, -3}}));
        Node a = leaf("A", 2, 2);
        Node b = leaf("B", 1, 2);
        Tensor p = Tensor.of(new double[][] {{1, 2}, {3, 4}});
        Tensor q = Tensor.of(new double[][] {{10, 1}});
        assertThat(run(Products.kron(a, b), a.is(p), b.is(q)))
                .isEqualTo(Tensor.of(new double[][] {{10, 1, 20, 2}, {30, 3, 40, 4}}));
        assertThat(run(Products.kron(x, b), x.is(Tensor.of(1, 2)), b.is(q)))
                .isEqualTo(Tensor.of(new double[][] {{10, 1, 20, 2}}));
        check.at(x).at(y).at(a, p).at(b, q);
        check.check(Products.outer(x, y).square(), 3);
        check.check(Products.kron(a, b).square(), 3);
        check.check(Products.kron(x, b), 2);
        assertThat(Products.kron(a, b).toString()).startsWith("kron(A, B)");
        Node symbolic = Products.kron(
                Node.input("P", Type.real(Shape.of(Dim.named("m"), Dim.of(2))), Domain.REAL), leaf("Q", 3, 1));
        assertThat(symbolic.shape()).hasToString("[3*m, 2]");
    }

    @Test
    void vecStacksColumnsSoThatTheIdentityOfMatrixCalculusHolds() {
        Node x = leaf("X", 2, 3);
        Node a = leaf("A", 4, 2);
        Node b = leaf("B", 3, 2);
        Tensor p = check.normal(2, 3);
        assertThat(run(Products.vec(x), x.is(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}))))
                .isEqualTo(Tensor.of(1, 4, 2, 5, 3, 6));
        Node left = Products.vec(a.matmul(x).matmul(b));
        Node right = Products.kron(b.T(), a).matmul(Products.vec(x));
        Tensor q = check.normal(4, 2);
        Tensor r = check.normal(3, 2);
        assertClose(run(left, x.is(p), a.is(q), b.is(r)), run(right, x.is(p), a.is(q), b.is(r)));
        Node swapped = Products.commutation(Dim.of(2), Dim.of(3)).matmul(Products.vec(x));
        assertThat(run(swapped, x.is(p))).isEqualTo(run(Products.vec(x.T()), x.is(p)));
        check.at(x, p).check(Products.vec(x).square(), 2);
    }

    @Test
    void float32AndNothing() {
        Node x = leaf("x", 0);
        Node y = leaf("y", 2);
        Node z = Products.outer(x, y);
        assertThat(run(z, x.is(Tensor.zeros(0)), y.is(Tensor.of(1, 2))).shape()).isEqualTo(Shape.of(0, 2));
        Node gradient = Calculus.grad(z.sum(), y);
        assertThat(run(gradient, x.is(Tensor.zeros(0)), y.is(Tensor.of(1, 2)))).isEqualTo(Tensor.zeros(2));
        Node k = Products.kron(y, y);
        assertThat(Interpreter.run(List.of(k), List.of(y.is(Tensor.of(0.1, 2))), DType.F32)
                        .get(k)
                        .at(0))
                .isEqualTo((float) ((double) 0.1f * (double) 0.1f));
    }

    @Test
    void errorsSayWhatFits() {
        assertThatThrownBy(() -> Products.vec(leaf("X", 2, 3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("cannot compute vec(X): vec is for a matrix, and the shape [2, 3, 4] has 3 axes");
        assertThatThrownBy(() -> Products.dot(leaf("x", 2), leaf("y", 3)))
                .hasMessageContaining("the inner sizes 2 and 3 differ");
        assertThatThrownBy(() -> Products.kron(leaf("x", 1, 1, 1, 1, 2), leaf("y", 1)))
                .hasMessageContaining("kron is for at most 4 axes, and there are 5");
    }
}
