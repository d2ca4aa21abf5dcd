package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

final class DiagonalsTest {
    private static final Node X = leaf("X", 2, 3);
    private static final Tensor SIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void diagGoesBothWays() {
        Node v = leaf("v", 2);
        Tensor two = Tensor.of(7, 8);
        assertThat(run(Diagonals.diag(v), v.is(two))).isEqualTo(Tensor.of(new double[][] {{7, 0}, {0, 8}}));
        assertThat(run(Diagonals.diag(v, 1), v.is(two)))
                .isEqualTo(Tensor.of(new double[][] {{0, 7, 0}, {0, 0, 8}, {0, 0, 0}}));
        assertThat(run(Diagonals.diag(v, -1), v.is(two)))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 0}, {7, 0, 0}, {0, 8, 0}}));
        assertThat(run(Diagonals.diag(X), X.is(SIX))).isEqualTo(Tensor.of(1, 5));
        assertThat(run(Diagonals.diag(X, 1), X.is(SIX))).isEqualTo(Tensor.of(2, 6));
        assertThat(run(Diagonals.diag(X, 2), X.is(SIX))).isEqualTo(Tensor.of(3));
        assertThat(run(Diagonals.diag(X, -1), X.is(SIX))).isEqualTo(Tensor.of(4));
        assertThat(run(Diagonals.diag(X, 5), X.is(SIX)).count()).isZero();
    }

    @Test
    void trianglesAndTraceAndIdentity() {
        assertThat(run(Diagonals.tril(X, 0), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{1, 0, 0}, {4, 5, 0}}));
        assertThat(run(Diagonals.tril(X, 1), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{1, 2, 0}, {4, 5, 6}}));
        assertThat(run(Diagonals.triu(X, 0), X.is(SIX))).isEqualTo(Tensor.of(new double[][] {{1, 2, 3}, {0, 5, 6}}));
        assertThat(run(Diagonals.triu(X, -1), X.is(SIX))).isEqualTo(SIX);
        Node b = leaf("B", 2, 2, 2);
        Tensor eight = Tensor.fill(DType.F64, Shape.of(2, 2, 2), i -> i);
        assertThat(run(Diagonals.trace(b), b.is(eight))).isEqualTo(Tensor.of(3, 11));
        Node n = Diagonals.eye(Dim.named("m"));
        assertThat(n.shape()).hasToString("[m, m]");
        assertThat(run(Diagonals.eye(Dim.of(2)))).isEqualTo(Tensor.of(new double[][] {{1, 0}, {0, 1}}));
    }

    @Test
    void theGradientOfATraceIsTheIdentityAtAnySize() {
        Node m = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.named("m"))), Domain.REAL);
        Node gradient = Calculus.grad(Diagonals.trace(m), m);
        assertThat(run(gradient, m.is(Tensor.zeros(2, 2)))).isEqualTo(Tensor.of(new double[][] {{1, 0}, {0, 1}}));
    }

    @Test
    void allDifferentiateTwice() {
        Node v = leaf("v", 3);
        Node b = leaf("B", 2, 3, 3);
        for (Node z : List.of(
                Diagonals.diag(v, 1),
                Diagonals.diag(X, 1),
                Diagonals.diagPart(b),
                Diagonals.diagEmbed(X),
                Diagonals.trace(b),
                Diagonals.tril(X, 1),
                Diagonals.triu(b, -1))) {
            new LinalgCheck().at(X).at(v).at(b).check(z.times(z), 2);
        }
    }

    @Test
    void emptyAndFloat32() {
        Node e = leaf("E", 0, 0);
        assertThat(run(Diagonals.trace(e), e.is(Tensor.zeros(0, 0))).item()).isZero();
        assertThat(run(Diagonals.diag(e), e.is(Tensor.zeros(0, 0))).shape()).isEqualTo(Shape.of(0));
        Node none = leaf("n", 0);
        assertThat(run(Diagonals.diag(none), none.is(Tensor.zeros(0))).shape()).isEqualTo(Shape.of(0, 0));
        Node t = Diagonals.tril(X, 0);
        assertThat(Interpreter.run(List.of(t), List.of(X.is(SIX)), DType.F32)
                        .get(t)
                        .dtype())
                .isEqualTo(DType.F32);
    }

    @Test
    void errorsNameTheShape() {
        assertThatThrownBy(() -> Diagonals.trace(leaf("v", 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a matrix is needed, and the shape [2] has one axis only");
        assertThatThrownBy(() -> Diagonals.diag(leaf("B", 2, 2, 2)))
                .hasMessageContaining("for a batch use diag_embed or diag_part");
        assertThatThrownBy(() -> Diagonals.tril(leaf("v", 2), 0))
                .hasMessageContaining("a matrix is needed, and the shape [2] has one axis only");
        Node free = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.named("n"))), Domain.REAL);
        assertThatThrownBy(() -> Diagonals.diag(free)).hasMessageContaining("which is smaller is open");
    }
}
