package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.LinalgCheck.assertClose;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class EinsumsTest {
    private static final Node A = leaf("A", 2, 3);
    private static final Node B = leaf("B", 3, 2);
    private static final Node S = leaf("S", 3, 3);
    private static final Node T = leaf("T", 2, 3, 3);
    private static final Node X = leaf("x", 3);

    private final LinalgCheck check = new LinalgCheck().at(A).at(B).at(S).at(T).at(X);
    private final Tensor a = check.normal(2, 3);
    private final Tensor b = check.normal(3, 2);
    private final Tensor s = check.normal(3, 3);
    private final Tensor t = check.normal(2, 3, 3);
    private final Tensor x = check.normal(3);

    private Tensor value(Node node) {
        return run(node, A.is(a), B.is(b), S.is(s), T.is(t), X.is(x));
    }

    @Test
    void agreesWithTheOpsItGeneralises() {
        assertClose(value(Einsums.einsum("ij,jk->ik", A, B)), value(A.matmul(B)));
        assertClose(value(Einsums.einsum("ij,jk", A, B)), value(A.matmul(B)));
        assertClose(value(Einsums.einsum("ji", A)), value(A.T()));
        assertClose(value(Einsums.einsum("ij->j", A)), value(A.sum(0)));
        assertClose(value(Einsums.einsum("ii", S)), value(Diagonals.trace(S)));
        assertClose(value(Einsums.einsum("ii->i", S)), value(Diagonals.diag(S)));
        assertClose(value(Einsums.einsum("i->ii", X)), value(Diagonals.diag(X)));
        assertClose(value(Einsums.einsum("ij,ij->ij", A, A)), value(A.times(A)));
        assertClose(value(Einsums.einsum("i,j->ij", X, X)), value(Products.outer(X, X)));
        assertClose(value(Einsums.einsum("bij,j->bi", T, X)), value(T.matmul(X)));
        assertClose(value(Einsums.einsum("...ij,...jk->...ik", T, S)), value(T.matmul(S)));
        assertClose(value(Einsums.einsum("...i,...i", T, X)), value(T.times(X).sum(-1)));
        assertClose(value(Einsums.einsum(",i->i", Node.constant(2), X)), value(X.times(2)));
    }

    @Test
    void anEllipsisBroadcastsOverSizeOne() {
        Node one = leaf("O", 1, 3);
        Node z = Einsums.einsum("...i,...i->...", one, A);
        Tensor o = check.normal(1, 3);
        assertClose(run(z, one.is(o), A.is(a)), run(one.times(A).sum(-1), one.is(o), A.is(a)));
        check.at(one, o).check(z, 2);
    }

    @Test
    void everyFormDifferentiatesThreeTimes() {
        for (Node z : new Node[] {
            Einsums.einsum("ij,jk->ik", A, B),
            Einsums.einsum("i,ji,jk->k", X, A, A),
            Einsums.einsum("ii->", S),
            Einsums.einsum("ii,ij->j", S, S),
            Einsums.einsum("bii->ib", T),
            Einsums.einsum("ij->", A),
            Einsums.einsum("i,j->ii", X, X),
            Einsums.einsum("bij,jk->kib", T, B),
            Einsums.einsum("...ij,j->...i", T, X)
        }) {
            check.check(z.times(z), 3, 1e-7);
        }
    }

    @Test
    void theGradientOfASumOverAnIndexIsAnEinsumWithOnes() {
        Node gradient = Calculus.grad(Einsums.einsum("ii->", S), S);
        assertThat(gradient.toString()).startsWith("einsum(\",i->ii\", 1, ones(shape=[3]))");
        assertThat(value(gradient)).isEqualTo(value(Diagonals.eye(Dim.of(3))));
    }

    @Test
    void freeSizesAndEmptyOnes() {
        Node m = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.of(3))), Domain.REAL);
        Node z = Einsums.einsum("bi,i->b", m, X);
        assertThat(z.shape()).hasToString("[m]");
        assertThat(run(z, m.is(Tensor.zeros(0, 3)), X.is(x)).shape()).isEqualTo(Shape.of(0));
        assertThat(run(Calculus.grad(z.sum(), X), m.is(Tensor.zeros(0, 3)), X.is(x)))
                .isEqualTo(Tensor.zeros(3));
        Node inner = leaf("I", 2, 0);
        assertThat(run(Einsums.einsum("ij,kj->ik", inner, inner), inner.is(Tensor.zeros(2, 0))))
                .isEqualTo(Tensor.zeros(2, 2));
    }

    @Test
    void masksPassThroughTheIndices() {
        Node rows = Einsums.einsum("ij,j->i", Node.constant(1).over(A), X);
        Node loss =
                Where.of(Node.constant(Tensor.of(1, 0)), rows, Node.constant(0)).sum();
        Tensor zeroRow = Tensor.of(new double[][] {{1, 2, 4}, {0, 0, 0}});
        assertThat(run(Calculus.grad(loss, A), A.is(zeroRow), X.is(Tensor.of(1, 1, 1))))
                .isEqualTo(Tensor.of(new double[][] {{-1, -0.25, -0.0625}, {0, 0, 0}}));
    }

    @Test
    void errorsQuoteTheSubscripts() {
        assertThatThrownBy(() -> Einsums.einsum("ij,jk->ik", A))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("einsum: \"ij,jk->ik\" is for 2 operand(s), and 1 are given");
        assertThatThrownBy(() -> Einsums.einsum("ij,jk->il", A, B))
                .hasMessage("einsum: the index l of the result is on no operand in \"ij,jk->il\"");
        assertThatThrownBy(() -> Einsums.einsum("i1->i", A))
                .hasMessageContaining("einsum: '1' in \"i1->i\" is not an index");
        assertThatThrownBy(() -> Einsums.einsum("ij,jk->ik", A, A))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the index j has size 3 and size 2 (axis 0 of operand 2)");
        assertThatThrownBy(() -> Einsums.einsum("ijk->i", A))
                .hasMessageContaining("\"ijk\" names 3 axes, and the operand has shape [2, 3]");
        assertThatThrownBy(() -> Einsums.einsum("...i->i", A))
                .hasMessageContaining("the axes of ... are missing in the result of \"...i->i\": write ->...i");
        assertThatThrownBy(() -> Einsums.einsum("...ijk->...", A))
                .hasMessageContaining("needs at least 3 axes, and the operand has shape [2, 3]");
    }
}
