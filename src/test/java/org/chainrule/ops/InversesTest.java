package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.LinalgCheck.assertClose;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import java.util.List;
import org.chainrule.error.ChainruleException;
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

final class InversesTest {
    private static final Node A = leaf("A", 3, 3);
    private static final Node B = leaf("B", 3, 2);
    private static final Node V = leaf("b", 3);
    private static final Node STACK = leaf("S", 2, 3, 3);

    private final LinalgCheck check = new LinalgCheck();
    private final Tensor a = check.spd(3);
    private final Tensor s =
            Domain.of(Domain.Kind.INVERTIBLE).sample(Shape.of(2, 3, 3), new java.util.SplittableRandom(3));

    @Test
    void undoesTheProduct() {
        Tensor v = check.normal(3);
        Tensor b = check.normal(3, 2);
        assertClose(run(Inverses.inv(A).matmul(A), A.is(a)), run(Diagonals.eye(Dim.of(3))));
        assertClose(run(A.matmul(Inverses.solve(A, V)), A.is(a), V.is(v)), v);
        assertClose(run(STACK.matmul(Inverses.solve(STACK, B)).sum(0), STACK.is(s), B.is(b)), run(B.times(2), B.is(b)));
        Node stacked = Inverses.solve(STACK, V);
        assertThat(stacked.shape()).isEqualTo(Shape.of(2, 3));
        assertClose(
                run(STACK.matmul(stacked.reshape(Shape.of(2, 3, 1))).sum(0), STACK.is(s), V.is(v)),
                Tensor.of(2 * v.at(0), 2 * v.at(1), 2 * v.at(2)).reshape(Shape.of(3, 1)));
    }

    @Test
    void differentiatesThreeTimes() {
        check.at(A, a).at(B).at(V).at(STACK, s);
        check.check(Inverses.inv(A), 3);
        check.check(Inverses.inv(STACK), 2);
        check.check(Inverses.solve(A, V), 3);
        check.check(Inverses.solve(A, B), 3);
        check.check(Inverses.solve(STACK, B), 2);
        check.check(Inverses.solve(STACK, V), 2);
        check.check(Inverses.solve(A, STACK), 2);
    }

    @Test
    void aSingularMatrixIsNamedWithItsConditionNumber() {
        Tensor dependent = Tensor.of(new double[][] {{1, 2, 3}, {2, 4, 6}, {0, 0, 1}});
        assertThatThrownBy(() -> run(Inverses.inv(A.times(A)), A.is(Tensor.zeros(3, 3))))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining(
                        "cannot compute inv(A * A): the matrix is singular (condition number infinite), so "
                                + "it has no inverse: some of its rows depend on the others; if they should not, add a small "
                                + "multiple of the identity, as in A + 1e-6*eye(3)");
        assertThatThrownBy(() -> run(Inverses.solve(A, V), A.is(dependent), V.is(Tensor.of(1, 2, 3))))
                .hasMessageContaining("cannot compute solve(A, b): the matrix is singular (condition number ");
        Tensor nearly = Tensor.of(new double[][] {{1, 1, 0}, {1, 1 + Math.ulp(1.0), 0}, {0, 0, 1}});
        assertThatThrownBy(() -> run(Inverses.inv(A), A.is(nearly)))
                .hasMessageMatching("(?s).*singular \\(condition number \\d\\.\\d\\de\\+1\\d\\).*");
        Tensor second = Tensor.fill(DType.F64, Shape.of(2, 3, 3), i -> i < 9 && i % 4 == 0 ? 1 : 0);
        assertThatThrownBy(() -> run(Inverses.inv(STACK), STACK.is(second)))
                .hasMessageContaining("matrix 1 of the batch [2]: the matrix is singular");
    }

    @Test
    void unequalUnitsAreNotIllConditioned() {
        Tensor units = Tensor.of(new double[][] {{1e-12, 0, 0}, {0, 1, 0}, {0, 0, 1e12}});
        assertThat(run(Inverses.inv(A), A.is(units)).get(0, 0)).isEqualTo(1e12);
    }

    @Test
    void emptyNaNAndFloat32() {
        Node e = leaf("E", 0, 0);
        assertThat(run(Inverses.inv(e), e.is(Tensor.zeros(0, 0))).shape()).isEqualTo(Shape.of(0, 0));
        Node none = leaf("N", 3, 0);
        assertThat(run(Inverses.solve(A, none), A.is(a), none.is(Tensor.zeros(3, 0)))
                        .shape())
                .isEqualTo(Shape.of(3, 0));
        Tensor nan = Tensor.full(DType.F64, Shape.of(3, 3), Double.NaN);
        assertThat(run(Inverses.inv(A), A.is(nan)).at(4)).isNaN();
        Node inverse = Inverses.inv(A);
        Tensor narrow =
                Interpreter.run(List.of(inverse), List.of(A.is(a)), DType.F32).get(inverse);
        assertThat(narrow.dtype()).isEqualTo(DType.F32);
        assertClose(narrow.as(DType.F64), run(inverse, A.is(a)), 1e-5);
    }

    @Test
    void freeSizesAndShapeErrors() {
        Node m = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.named("m"))), Domain.REAL);
        Node v = Node.input("v", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        assertThat(Calculus.grad(Inverses.solve(m, v).sum(), m).shape()).hasToString("[m, m]");
        assertThatThrownBy(() -> Inverses.inv(B))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(
                        "cannot compute inv(B): a square matrix is needed, and the shape [3, 2] has 3 rows "
                                + "and 2 columns");
        assertThatThrownBy(() -> Inverses.solve(A, leaf("c", 2)))
                .hasMessageContaining("the matrix has 3 rows, and the right-hand side has 2");
    }
}
