package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.ops.LinalgCheck.assertClose;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class DeterminantsTest {
    private final LinalgCheck check = new LinalgCheck();

    /** Laplace's expansion along the first row. */
    private static double laplace(double[][] a) {
        if (a.length == 0) {
            return 1;
        }
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (j % 2 == 0 ? 1 : -1) * a[0][j] * laplace(minor(a, 0, j));
        }
        return sum;
    }

    private static double[][] minor(double[][] a, int row, int column) {
        double[][] minor = new double[a.length - 1][a.length - 1];
        for (int i = 0; i < minor.length; i++) {
            for (int j = 0; j < minor.length; j++) {
                minor[i][j] = a[i < row ? i : i + 1][j < column ? j : j + 1];
            }
        }
        return minor;
    }

    private static Tensor cofactors(double[][] a) {
        return Tensor.generate(
                DType.F64,
                Shape.of(a.length, a.length),
                at -> ((at[0] + at[1]) % 2 == 0 ? 1 : -1) * laplace(minor(a, at[0], at[1])));
    }

    private static double[][] rows(Tensor x) {
        int n = x.shape().extent(0);
        double[][] rows = new double[n][n];
        for (int i = 0; i < n * n; i++) {
            rows[i / n][i % n] = x.at(i);
        }
        return rows;
    }

    /** A product of an n by r and an r by n matrix: rank r. */
    private Tensor ofRank(int n, int r) {
        Tensor p = check.normal(n, r);
        Tensor q = check.normal(r, n);
        return Tensor.generate(DType.F64, Shape.of(n, n), at -> {
            double sum = 0;
            for (int k = 0; k < r; k++) {
                sum += p.get(at[0], k) * q.get(k, at[1]);
            }
            return sum;
        });
    }

    @Test
    void determinantAndCofactorsAgreeWithLaplaceAtEveryRank() {
        for (int n = 1; n <= 5; n++) {
            Node x = leaf("X", n, n);
            for (int rank = 0; rank <= n; rank++) {
                Tensor value = ofRank(n, rank);
                double[][] rows = rows(value);
                assertThat(run(Determinants.det(x), x.is(value)).item()).isCloseTo(laplace(rows), within(1e-12));
                assertClose(run(Determinants.cofactor(x), x.is(value)), cofactors(rows), 1e-13);
                assertClose(run(Calculus.grad(Determinants.det(x), x), x.is(value)), cofactors(rows), 1e-13);
            }
        }
    }

    @Test
    void differentiatesFourTimesAtSingularMatricesOfEveryRank() {
        Node x = leaf("X", 4, 4);
        for (int rank = 0; rank <= 4; rank++) {
            new LinalgCheck().at(x, ofRank(4, rank)).check(Determinants.det(x), 4);
        }
        Node u = leaf("U", 4, 4);
        new LinalgCheck().at(x, ofRank(4, 2)).at(u).check(Determinants.cofactor(x, u), 3);
    }

    @Test
    void batches() {
        Node x = leaf("X", 2, 3, 3);
        check.at(x).check(Determinants.det(x).square(), 3);
        check.check(Determinants.logabsdet(x), 2);
        Node u = leaf("U", 3, 3);
        check.at(u).check(Determinants.cofactor(x, u), 2);
        assertThat(Determinants.cofactor(u, x).shape()).isEqualTo(Shape.of(2, 3, 3));
    }

    @Test
    void theLogarithmDoesNotOverflow() {
        Node x = leaf("X", 40, 40);
        Tensor large = Tensor.generate(DType.F64, Shape.of(40, 40), at -> at[0] == at[1] ? 1e20 : 1);
        assertThat(run(Determinants.logabsdet(x), x.is(large)).item()).isCloseTo(40 * 20 * Math.log(10), within(1e-9));
        Node y = leaf("Y", 3, 3);
        Tensor value = check.spd(3);
        double log = Math.log(run(Determinants.det(y), y.is(value)).item());
        assertThat(run(Determinants.logdet(y), y.is(value)).item()).isCloseTo(log, within(1e-13));
        check.at(y, value).check(Determinants.logdet(y), 3);
        assertThat(run(Determinants.logabsdet(y), y.is(Tensor.zeros(3, 3))).item())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(run(Determinants.logdet(y), y.is(Tensor.zeros(3, 3))).item()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void theSignOfThePermutationCounts() {
        Node x = leaf("X", 3, 3);
        Tensor cycle = Tensor.of(new double[][] {{0, 2, 0}, {0, 0, 3}, {4, 0, 0}});
        assertThat(run(Determinants.logdet(x), x.is(cycle)).item()).isCloseTo(Math.log(24), within(1e-14));
        Tensor swap = Tensor.of(new double[][] {{0, 2, 0}, {1, 0, 0}, {0, 0, 1}});
        assertThatThrownBy(() -> run(Determinants.logdet(x), x.is(swap)))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining(
                        "cannot compute logdet(X): the determinant is -2, and a negative number has no real "
                                + "logarithm: logabsdet is that of its absolute value");
        Tensor negative = Tensor.of(new double[][] {{1, 0, 0}, {0, -1, 0}, {0, 0, 1}});
        assertThatThrownBy(() -> run(Determinants.logdet(x), x.is(negative))).hasMessageContaining("is -1");
    }

    @Test
    void noRowsSingleRowsFloat32AndNaN() {
        Node e = leaf("E", 0, 0);
        Tensor none = Tensor.zeros(0, 0);
        assertThat(run(Determinants.det(e), e.is(none)).item()).isEqualTo(1);
        assertThat(run(Determinants.logdet(e), e.is(none)).item()).isZero();
        assertThat(run(Calculus.grad(Determinants.det(e), e), e.is(none)).shape())
                .isEqualTo(Shape.of(0, 0));
        Node batch = leaf("B", 0, 2, 2);
        assertThat(run(Determinants.det(batch), batch.is(Tensor.zeros(0, 2, 2))).shape())
                .isEqualTo(Shape.of(0));
        Node one = leaf("O", 1, 1);
        assertThat(run(Determinants.cofactor(one), one.is(Tensor.zeros(1, 1))).item())
                .isEqualTo(1);
        assertThat(run(Determinants.cofactor(one, one), one.is(Tensor.ones(1, 1)))
                        .item())
                .isZero();
        Node det = Determinants.det(one);
        assertThat(Interpreter.run(
                                List.of(det), List.of(one.is(Tensor.full(DType.F64, Shape.of(1, 1), 0.1))), DType.F32)
                        .get(det)
                        .item())
                .isEqualTo(0.1f);
        Tensor nan = Tensor.full(DType.F64, Shape.of(1, 1), Double.NaN);
        assertThat(run(det, one.is(nan)).item()).isNaN();
        assertThat(run(Determinants.cofactor(one), one.is(nan)).item()).isNaN();
    }

    @Test
    void freeSizesAndShapeErrors() {
        Node m = Node.input("M", Type.real(Shape.of(Dim.named("b"), Dim.named("m"), Dim.named("m"))), Domain.REAL);
        assertThat(Determinants.det(m).shape()).hasToString("[b]");
        assertThat(Calculus.grad(Determinants.det(m).sum(), m).shape()).hasToString("[b, m, m]");
        assertThatThrownBy(() -> Determinants.det(leaf("X", 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(
                        "cannot compute det(X): a square matrix is needed, and the shape [2, 3] has 2 rows "
                                + "and 3 columns");
        assertThatThrownBy(() -> Determinants.cofactor(leaf("X", 2, 2), leaf("U", 3, 3)))
                .hasMessageContaining("a direction has the shape of the matrix, [2, 2], not [3, 3]");
    }

    @Test
    void aMatrixThatWhereSwitchesOffDoesNotLeak() {
        Node x = leaf("X", 2, 2, 2);
        Node root = Determinants.det(Node.constant(1).over(x));
        Node loss =
                Where.of(Node.constant(Tensor.of(1, 0)), root, Node.constant(0)).sum();
        Tensor value = Tensor.of(Shape.of(2, 2, 2), 1, 2, 2, 1, 0, 1, 1, 0);
        Tensor gradient = run(Calculus.grad(loss, x), x.is(value));
        assertThat(gradient.isFinite()).isTrue();
        assertThat(gradient.at(0)).isCloseTo(-1, within(1e-14));
        assertThat(gradient.at(4)).isZero();
    }
}
