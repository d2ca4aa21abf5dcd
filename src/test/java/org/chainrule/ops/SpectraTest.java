package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.ops.LinalgCheck.assertClose;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class SpectraTest {
    private static final Node X = leaf("X", 4, 4);
    private static final Node STACK = leaf("S", 2, 3, 3);

    private final LinalgCheck check = new LinalgCheck();

    @Test
    void eigenvaluesAscendAndRebuildTheMatrix() {
        Tensor value = check.normal(4, 4);
        Node symmetric = X.plus(X.T()).times(0.5);
        Node values = Spectra.eigvalsh(X);
        Node vectors = Spectra.eigvecsh(X);
        Tensor lambda = run(values, X.is(value));
        assertThat(lambda.at(0)).isLessThan(lambda.at(1));
        assertThat(lambda.at(2)).isLessThan(lambda.at(3));
        Node rebuilt = vectors.times(values).matmul(vectors.T());
        assertClose(run(rebuilt, X.is(value)), run(symmetric, X.is(value)), 1e-14);
        assertClose(run(vectors.T().matmul(vectors), X.is(value)), run(Diagonals.eye(Dim.of(4))), 1e-14);
        assertThat(run(values.sum(), X.is(value)).item())
                .isCloseTo(run(Diagonals.trace(X), X.is(value)).item(), within(1e-13));
    }

    @Test
    void eigenvaluesDifferentiateThreeTimes() {
        check.at(X).at(STACK);
        check.check(Spectra.eigvalsh(X), 3, 1e-7);
        check.check(Spectra.eigvalsh(STACK), 2, 1e-7);
        check.check(Spectra.eigvecsh(X), 2, 1e-7);
    }

    @Test
    void equalEigenvaluesDoNoHarmToSymmetricFunctions() {
        Tensor identity = run(Diagonals.eye(Dim.of(4)));
        Node power = Spectra.eigvalsh(X).square().sum();
        assertClose(run(Calculus.grad(power, X), X.is(identity)), run(X.times(2), X.is(identity)));
        Tensor direction = check.normal(4, 4);
        Node product = Calculus.hvp(Spectra.eigvalsh(X).sum(), X, Node.constant(direction));
        assertThat(run(product, X.is(identity))).isEqualTo(Tensor.zeros(4, 4));
    }

    @Test
    void singularValuesDescendAndDifferentiateTwice() {
        Node wide = leaf("W", 2, 4);
        Node tall = leaf("T", 4, 2);
        Tensor value = check.normal(2, 4);
        Tensor sigma = run(Spectra.svdvals(wide), wide.is(value));
        assertThat(sigma.at(0)).isGreaterThan(sigma.at(1));
        Tensor squares = run(Spectra.eigvalsh(wide.matmul(wide.T())), wide.is(value));
        assertThat(sigma.at(0) * sigma.at(0)).isCloseTo(squares.at(1), within(1e-13));
        check.at(wide, value).at(tall).at(STACK).at(X);
        check.check(Spectra.svdvals(wide), 2, 1e-7);
        check.check(Spectra.svdvals(tall), 2, 1e-7);
        check.check(Spectra.svdvals(X), 3, 1e-7);
        check.check(Spectra.svdvals(STACK), 2, 1e-7);
    }

    @Test
    void theNuclearNormOfAnIllConditionedMatrixHasAnAccurateGradient() {
        Node x = leaf("D", 3, 3);
        Tensor value = Tensor.of(new double[][] {{1e4, 0, 0}, {0, 1, 0}, {0, 0, 1e-4}});
        Node gradient = Calculus.grad(Spectra.svdvals(x).sum(), x);
        assertClose(run(gradient, x.is(value)), run(Diagonals.eye(Dim.of(3))), 1e-12);
    }

    @Test
    void nothingNaNAndFreeSizes() {
        Node e = leaf("E", 0, 3);
        assertThat(run(Spectra.svdvals(e), e.is(Tensor.zeros(0, 3))).shape()).isEqualTo(Shape.of(0));
        assertThat(run(Calculus.grad(Spectra.svdvals(e).sum(), e), e.is(Tensor.zeros(0, 3)))
                        .shape())
                .isEqualTo(Shape.of(0, 3));
        Node none = leaf("N", 0, 0);
        assertThat(run(Spectra.eigvalsh(none), none.is(Tensor.zeros(0, 0))).shape())
                .isEqualTo(Shape.of(0));
        Tensor nan = Tensor.full(DType.F64, Shape.of(4, 4), Double.NaN);
        assertThat(run(Spectra.eigvalsh(X), X.is(nan)).at(0)).isNaN();
        assertThat(run(Spectra.svdvals(X), X.is(nan)).at(0)).isNaN();
        Node square = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.named("m"))), Domain.REAL);
        assertThat(Calculus.grad(Spectra.svdvals(square).sum(), square).shape()).hasToString("[m, m]");
        Node open = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.named("n"))), Domain.REAL);
        assertThatThrownBy(() -> Spectra.svdvals(open))
                .hasMessageContaining(
                        "the number of singular values of the shape [m, n] is the smaller size, and which "
                                + "is smaller is open: give the sizes values");
    }
}
