package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.LinalgCheck.index;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;

import java.util.List;
import java.util.Map;
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

final class GatheringTest {
    private static final Node X = leaf("X", 3, 2);
    private static final Tensor ROWS = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});

    private static Node list(double... values) {
        return Node.constant(Tensor.of(values));
    }

    @Test
    void takePutsTheAxesOfTheIndicesInPlaceOfTheAxis() {
        assertThat(run(Gathering.take(X, list(2, 0, -1), 0), X.is(ROWS)))
                .isEqualTo(Tensor.of(new double[][] {{5, 6}, {1, 2}, {5, 6}}));
        Node square = Node.constant(Tensor.of(new double[][] {{0, 1}, {1, 1}}));
        Tensor taken = run(Gathering.take(X, square, 1), X.is(ROWS));
        assertThat(taken).isEqualTo(Tensor.of(Shape.of(3, 2, 2), 1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6, 6));
        Node flat = Catalogue.find("take")
                .orElseThrow()
                .call(List.of(new Arg.Value(X), new Arg.Items(List.of(new Arg.Num(5), new Arg.Num(0)))), Map.of());
        assertThat(run(flat, X.is(ROWS))).isEqualTo(Tensor.of(6, 1));
        assertThat(run(Gathering.embedding(X, square), X.is(ROWS)).shape()).isEqualTo(Shape.of(2, 2, 2));
    }

    @Test
    void indicesMayBeInputsOfEitherKind() {
        Node whole = index("i", 2);
        Node real = leaf("j", 2);
        Node m = Node.input("M", Type.real(Shape.of(Dim.named("m"), Dim.of(2))), Domain.REAL);
        Tensor expected = Tensor.of(new double[][] {{5, 6}, {3, 4}});
        assertThat(run(Gathering.take(m, whole, 0), m.is(ROWS), whole.is(Tensor.ofLongs(Shape.of(2), 2, 1))))
                .isEqualTo(expected);
        assertThat(run(Gathering.take(m, real, 0), m.is(ROWS), real.is(Tensor.of(-1, 1))))
                .isEqualTo(expected);
        assertThatThrownBy(() -> run(Gathering.take(m, real, 0), m.is(ROWS), real.is(Tensor.of(0.5, 1))))
                .hasMessageContaining("cannot compute take(M, j, axis=0): the value 0.5 is not a whole number");
    }

    @Test
    void whatIsAddedSeveralTimesAddsUp() {
        Node s = leaf("S", 4, 2);
        Node sum = Gathering.indexAdd(X, list(0, 2, 2, -1), s, 0);
        assertThat(run(sum, X.is(ROWS), s.is(Tensor.ones(4, 2))))
                .isEqualTo(Tensor.of(new double[][] {{2, 3}, {3, 4}, {8, 9}}));
        Node picked = Gathering.take(X, list(1, 1, 1), 0).sum();
        assertThat(run(Calculus.grad(picked, X), X.is(ROWS)))
                .isEqualTo(Tensor.of(new double[][] {{0, 0}, {3, 3}, {0, 0}}));
    }

    @Test
    void gatherAndScatterGoEntryByEntry() {
        Node i = Node.constant(Tensor.of(new double[][] {{1, 0, 1}, {0, 0, -1}}));
        assertThat(run(Gathering.gather(X, i, 1), X.is(ROWS)))
                .isEqualTo(Tensor.of(new double[][] {{2, 1, 2}, {3, 3, 4}}));
        Node s = leaf("S", 3, 3);
        Tensor ones = Tensor.ones(3, 3);
        assertThat(run(Gathering.scatterAdd(X, i, s, 1), X.is(ROWS), s.is(ones)))
                .isEqualTo(Tensor.of(new double[][] {{2, 4}, {5, 5}, {5, 6}}));
    }

    @Test
    void allDifferentiateTwice() {
        Node s = leaf("S", 2, 2);
        Node i = Node.constant(Tensor.of(new double[][] {{1, 0}, {1, 1}}));
        List<Node> results = List.of(
                Gathering.take(X, list(0, 2, 2), 0),
                Gathering.take(X, i, 1),
                Gathering.gather(X, i, 1),
                Gathering.gather(X, i, 0),
                Gathering.indexAdd(X, list(1, 1), s, 0),
                Gathering.scatterAdd(X, i, s, 1),
                Gathering.scatterAdd(X, i, s, 0));
        for (Node z : results) {
            new LinalgCheck().at(X).at(s).check(z.times(z), 2);
        }
    }

    @Test
    void float32AndNothing() {
        Node z = Gathering.take(X, list(1), 0);
        assertThat(Interpreter.run(List.of(z), List.of(X.is(ROWS)), DType.F32)
                        .get(z)
                        .dtype())
                .isEqualTo(DType.F32);
        Node none = Node.constant(Tensor.zeros(0));
        assertThat(run(Gathering.take(X, none, 0), X.is(ROWS)).shape()).isEqualTo(Shape.of(0, 2));
        Node gradient = Calculus.grad(Gathering.take(X, none, 0).sum(), X);
        assertThat(run(gradient, X.is(ROWS))).isEqualTo(Tensor.zeros(3, 2));
        Node empty = leaf("E", 0, 2);
        assertThat(run(Gathering.take(empty, none, 0), empty.is(Tensor.zeros(0, 2)))
                        .count())
                .isZero();
    }

    @Test
    void entriesNotPickedByWhereDoNotLeak() {
        Node safe = Where.of(
                        list(1, 0, 1),
                        Gathering.take(Node.constant(1).over(X), list(0, 1, 2), 0)
                                .sum(1),
                        Node.constant(0))
                .sum();
        Tensor zeroRow = Tensor.of(new double[][] {{1, 2}, {0, 0}, {1, 4}});
        assertThat(run(Calculus.grad(safe, X), X.is(zeroRow)))
                .isEqualTo(Tensor.of(new double[][] {{-1, -0.25}, {0, 0}, {-1, -0.0625}}));
    }

    @Test
    void errorsNameIndexSizeAndAxis() {
        assertThatThrownBy(() -> Gathering.take(X, list(0, 3), 0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("index 3 is outside axis 0 of X [3, 2], whose size is 3: indices go from -3 to 2");
        Node i = index("i", 2);
        assertThatThrownBy(() -> run(Gathering.take(X, i, 0), X.is(ROWS), i.is(Tensor.ofLongs(Shape.of(2), 0, -4))))
                .hasMessageContaining("cannot compute take(X, i, axis=0): index -4 is outside axis 0, whose size is 3: "
                        + "indices go from -3 to 2");
        assertThatThrownBy(() -> Gathering.take(leaf("E", 0, 2), list(0), 0))
                .hasMessage("index 0 is outside axis 0 of E [0, 2], whose size is 0: there is nothing to pick from");
        assertThatThrownBy(() -> Gathering.gather(X, i, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(
                        "the index has 1 axes and the tensor 2: entry by entry they have the same number; "
                                + "for whole slices use take");
        assertThatThrownBy(() -> Gathering.gather(X, Node.constant(Tensor.zeros(4, 1)), 1))
                .hasMessageContaining("the index has size 4 along axis 0, where the tensor has 3: only along axis 1 it "
                        + "may be longer");
        assertThatThrownBy(() -> Gathering.indexAdd(X, list(0), X, 0))
                .hasMessageContaining(
                        "the shape [3, 2] of what is added is not [1, 2], that of the slices at the " + "indices");
        assertThatThrownBy(() -> Gathering.scatterAdd(X, Node.constant(Tensor.zeros(3, 2)), leaf("S", 1, 2), 0))
                .hasMessageContaining("the shape [1, 2] of what is added is not [3, 2], the shape of the index");
        Node real = leaf("j", 2);
        assertThatThrownBy(() -> Calculus.grad(Gathering.take(X, real, 0).sum(), real))
                .hasMessageContaining("the indices of take select, they have no derivative");
    }
}
