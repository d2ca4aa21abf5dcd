package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.ops.LinalgCheck.assertClose;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class MatrixFunctionsTest {
    private static final Node X = leaf("X", 3, 3);
    private static final Node E = leaf("E", 3, 3);
    private static final Node STACK = leaf("S", 2, 3, 3);

    private final LinalgCheck check = new LinalgCheck();

    @Test
    void choleskyIsTheLowerRoot() {
        Tensor value = check.spd(3);
        Tensor root = run(MatrixFunctions.cholesky(X), X.is(value));
        assertThat(root.get(0, 1)).isZero();
        assertThat(root.get(2, 2)).isPositive();
        assertClose(run(X.matmul(X.T()), X.is(root)), value);
        Tensor tiny = Tensor.of(new double[][] {{1e-14, 0, 0}, {0, 1e-14, 0}, {0, 0, 1}});
        assertThat(run(MatrixFunctions.cholesky(X), X.is(tiny)).get(0, 0)).isEqualTo(1e-7);
    }

    @Test
    void choleskyDifferentiatesInEveryDirectionSymmetricOrNot() {
        check.at(X, check.spd(3)).check(MatrixFunctions.cholesky(X), 3);
        Node gradient = Calculus.grad(MatrixFunctions.cholesky(X).square().sum(), X);
        Tensor value = run(gradient, X.is(check.spd(3)));
        assertClose(value, run(Diagonals.eye(Dim.of(3))));
        Node positive = STACK.matmul(Transpose.matrix(STACK)).plus(Diagonals.eye(Dim.of(3)));
        new LinalgCheck().at(STACK).check(MatrixFunctions.cholesky(positive), 2);
    }

    @Test
    void whatIsNotPositiveDefiniteIsSaidSo() {
        Tensor indefinite = Tensor.of(new double[][] {{1, 2, 0}, {2, 1, 0}, {0, 0, 1}});
        assertThatThrownBy(() -> run(MatrixFunctions.cholesky(X), X.is(indefinite)))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("cannot compute cholesky(X): the matrix is not positive definite, its smallest "
                        + "eigenvalue is -1.00: a covariance may need more samples, or a small multiple of the "
                        + "identity added, as in A + 1e-6*eye(3)");
        assertThatThrownBy(() -> run(MatrixFunctions.cholesky(X), X.is(Tensor.zeros(3, 3))))
                .hasMessageContaining("its smallest eigenvalue is 0.00");
    }

    /** The series, summed at a small argument and squared back: another way to the same numbers. */
    private static Tensor series(Tensor x) {
        int n = x.shape().extent(0);
        Node a = leaf("A", n, n);
        Node term = Diagonals.eye(Dim.of(n));
        Node sum = term;
        for (int k = 1; k < 20; k++) {
            term = term.matmul(a).over(k);
            sum = sum.plus(term);
        }
        Tensor small = Tensor.fill(DType.F64, x.shape(), i -> Math.scalb(x.at(i), -6));
        Tensor power = run(sum, a.is(small));
        for (int i = 0; i < 6; i++) {
            power = run(a.matmul(a), a.is(power));
        }
        return power;
    }

    @Test
    void theExponentialIsThatOfTheSeries() {
        Tensor value = check.normal(3, 3);
        assertClose(run(MatrixFunctions.matrixExp(X), X.is(value)), series(value), 1e-13);
        Tensor large = Tensor.fill(DType.F64, Shape.of(3, 3), i -> 8 * value.at(i));
        assertClose(run(MatrixFunctions.matrixExp(X), X.is(large)), series(large), 1e-11);
        assertThat(run(MatrixFunctions.matrixExp(X), X.is(Tensor.zeros(3, 3))))
                .isEqualTo(run(Diagonals.eye(Dim.of(3))));
        Node turn = leaf("R", 2, 2);
        Tensor angle = Tensor.of(new double[][] {{0, -40}, {40, 0}});
        Tensor turned = run(MatrixFunctions.matrixExp(turn), turn.is(angle));
        assertThat(turned.get(0, 0)).isCloseTo(Math.cos(40), within(1e-13));
        assertThat(turned.get(1, 0)).isCloseTo(Math.sin(40), within(1e-13));
    }

    @Test
    void theExponentialDifferentiatesThreeTimes() {
        check.at(X).at(E).at(STACK);
        check.check(MatrixFunctions.matrixExp(X), 3);
        check.check(MatrixFunctions.matrixExp(STACK), 2);
        check.check(MatrixFunctions.expmFrechet(X, List.of(E)), 2);
        check.check(MatrixFunctions.expmFrechet(X, List.of(E, STACK)), 1);
        Node twice = MatrixFunctions.expmFrechet(X, List.of(E, E));
        assertThat(twice.toString()).startsWith("expm_frechet(X, E, E)");
    }

    @Test
    void aLongDirectionCostsNoDigits() {
        Node x = leaf("x", 1, 1);
        Node e = leaf("e", 1, 1);
        Node d = MatrixFunctions.expmFrechet(x, List.of(e, e));
        Tensor one = Tensor.ones(1, 1);
        Tensor huge = Tensor.full(DType.F64, Shape.of(1, 1), 1e9);
        assertThat(run(d, x.is(one), e.is(huge)).item()).isCloseTo(Math.E * 1e18, within(1e4));
        assertThat(run(d, x.is(one), e.is(Tensor.zeros(1, 1))).item()).isZero();
    }

    @Test
    void nothingAndNaN() {
        Node e = leaf("E", 0, 0);
        Tensor none = Tensor.zeros(0, 0);
        assertThat(run(MatrixFunctions.cholesky(e), e.is(none)).shape()).isEqualTo(Shape.of(0, 0));
        assertThat(run(MatrixFunctions.matrixExp(e), e.is(none)).shape()).isEqualTo(Shape.of(0, 0));
        Tensor nan = Tensor.full(DType.F64, Shape.of(3, 3), Double.NaN);
        assertThat(run(MatrixFunctions.cholesky(X), X.is(nan)).at(0)).isNaN();
        assertThat(run(MatrixFunctions.matrixExp(X), X.is(nan)).at(0)).isNaN();
        assertThatThrownBy(() -> MatrixFunctions.expmFrechet(X, List.of(leaf("F", 2, 2))))
                .hasMessageContaining("a direction has the shape of the matrix, [3, 3], not [2, 2]");
    }
}
