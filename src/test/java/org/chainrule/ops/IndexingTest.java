package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.LinalgCheck.index;
import static org.chainrule.ops.LinalgCheck.leaf;
import static org.chainrule.ops.LinalgCheck.run;
import static org.chainrule.ops.Subscript.at;
import static org.chainrule.ops.Subscript.every;
import static org.chainrule.ops.Subscript.range;

import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class IndexingTest {
    private static final Subscript ALL = new Subscript.All();
    private static final Subscript REST = new Subscript.Ellipsis();
    private static final Subscript NEW = new Subscript.NewAxis();

    private static final Node X = leaf("X", 2, 3, 4);
    private static final Tensor COUNTING = Tensor.fill(DType.F64, Shape.of(2, 3, 4), i -> i);

    private static Tensor pick(Subscript... subscripts) {
        return run(Indexing.index(X, List.of(subscripts)), X.is(COUNTING));
    }

    @Test
    void positionsRangesAndEllipsisAreNumpys() {
        assertThat(pick(at(0), at(1), at(2)).item()).isEqualTo(6);
        assertThat(pick(at(-1), at(-1), at(-1)).item()).isEqualTo(23);
        assertThat(pick(at(1), range(0, 2), at(3))).isEqualTo(Tensor.of(15, 19));
        assertThat(pick(at(0), at(0), range(1, 3))).isEqualTo(Tensor.of(1, 2));
        assertThat(pick(at(0), at(0), every(2))).isEqualTo(Tensor.of(0, 2));
        assertThat(pick(at(0), at(0), every(-1))).isEqualTo(Tensor.of(3, 2, 1, 0));
        assertThat(pick(at(0), at(0), range(-2, 9))).isEqualTo(Tensor.of(2, 3));
        assertThat(pick(REST, at(0)).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(pick(at(1), REST, at(0))).isEqualTo(Tensor.of(12, 16, 20));
        assertThat(pick(ALL, at(2)).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(pick(NEW, at(0), ALL, NEW).shape()).isEqualTo(Shape.of(1, 3, 1, 4));
        assertThat(pick(range(2, 2)).shape()).isEqualTo(Shape.of(0, 3, 4));
    }

    @Test
    void aListPicksAlongItsAxis() {
        Node list = Node.constant(Tensor.of(2, 0, -1));
        assertThat(pick(at(0), new Subscript.Pick(list), at(1))).isEqualTo(Tensor.of(9, 1, 9));
        Node i = index("i");
        Node picked = Indexing.index(X, List.of(new Subscript.Pick(i), REST, NEW));
        assertThat(picked.shape()).isEqualTo(Shape.of(3, 4, 1));
        assertThat(run(picked, X.is(COUNTING), i.is(1)).at(0)).isEqualTo(12);
        assertThatThrownBy(() -> Indexing.index(X, List.of(at(0), ALL, new Subscript.Pick(list))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("X[0, :, [2, 0, -1]] mixes a list with a position that does not stand beside it: index in "
                        + "two steps, so that the order of the axes is clear");
        assertThatThrownBy(() -> Indexing.index(X, List.of(new Subscript.Pick(list), new Subscript.Pick(list))))
                .hasMessageContaining("picks by 2 lists: write it with take or gather");
    }

    @Test
    void freeSizesStayFree() {
        Node v = Node.input("v", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node last = Indexing.index(v, List.of(at(-1)));
        Node front = Indexing.index(v, List.of(new Subscript.Range(Optional.empty(), Optional.of(Position.of(-1)), 1)));
        Node odd = Indexing.index(v, List.of(every(2)));
        Node back = Indexing.index(v, List.of(every(-2)));
        Node third = Indexing.index(
                v, List.of(new Subscript.At(Position.of(Dim.named("m").plus(-3)))));
        assertThat(last.shape()).isEqualTo(Shape.SCALAR);
        assertThat(front.shape()).hasToString("[m - 1]");
        assertThat(odd.shape()).hasToString("[floor((m + 1)/2)]");
        Tensor five = Tensor.of(1, 2, 3, 4, 5);
        assertThat(run(last, v.is(five)).item()).isEqualTo(5);
        assertThat(run(front, v.is(five))).isEqualTo(Tensor.of(1, 2, 3, 4));
        assertThat(run(odd, v.is(five))).isEqualTo(Tensor.of(1, 3, 5));
        assertThat(run(back, v.is(five))).isEqualTo(Tensor.of(5, 3, 1));
        assertThat(run(back, v.is(Tensor.of(1, 2, 3, 4)))).isEqualTo(Tensor.of(4, 2));
        assertThat(run(third, v.is(five)).item()).isEqualTo(3);
        Node middle = Indexing.index(v, List.of(range(1, 3)));
        assertThat(run(middle, v.is(five))).isEqualTo(Tensor.of(2, 3));
        assertThat(Indexing.index(v, List.of(range(3, 1))).shape()).isEqualTo(Shape.of(0));
        assertThat(Indexing.index(v, List.of(range(-3, -1))).shape()).isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> run(middle, v.is(Tensor.of(1, 2))))
                .hasMessageContaining("positions 1 to 2 are not all in axis 0 of the shape [2]");
    }

    @Test
    void stridesAreSpelledSoThatTheyReadBack() {
        Node v = Node.input("v", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node odd = Indexing.index(v, List.of(every(2)));
        assertThat(odd.toString()).startsWith("v[:2*floor((m + 1)/2) - 1:2]");
        Dim stop = Dim.named("m").plus(1).floorDiv(2).times(2).plus(-1);
        assertThat(Slicing.slice(v, 0, Optional.of(Position.of(0)), Optional.of(Position.of(stop)), 2))
                .isSameAs(odd);
        assertThat(Indexing.index(v, List.of(every(-1))).toString()).startsWith("v[m - 1::-1]");
    }

    @Test
    void slicesAreSpelledAsTheyAreWritten() {
        Node row = Indexing.index(X, List.of(ALL, range(1, 3)));
        assertThat(row.toString()).startsWith("X[:, 1:3] ");
        assertThat(Indexing.index(X, List.of(every(-1))).toString()).startsWith("X[1::-1] ");
        assertThat(Indexing.index(X, List.of(ALL, ALL, every(2))).toString()).startsWith("X[:, :, :3:2] ");
        assertThat(Indexing.index(X, List.of(at(-1))).toString()).startsWith("squeeze(X[1:2], axis=0) ");
        assertThat(Indexing.index(
                                X,
                                List.of(
                                        ALL,
                                        ALL,
                                        new Subscript.Range(
                                                Optional.of(Position.of(3)), Optional.of(Position.of(3)), 2)))
                        .toString())
                .startsWith("X[:, :, :0] [2, 3, 0]");
    }

    @Test
    void differentiatesTwice() {
        LinalgCheck check = new LinalgCheck().at(X);
        Node part = Indexing.index(X, List.of(at(-1), every(-2), range(1, 4), NEW));
        check.check(part.times(part), 2);
    }

    @Test
    void itemIsOneEntryAndDifferentiates() {
        Node a = leaf("A", 2, 3);
        Node product = Indexing.item(a, 1, -1).times(Indexing.item(a, 0, 0));
        assertThat(run(product, a.is(Tensor.of(new double[][] {{2, 0, 0}, {0, 0, 5}})))
                        .item())
                .isEqualTo(10);
        assertThat(Indexing.item(a, 1, -1).toString()).startsWith("item(A, index=[1, 2])");
        assertThat(Indexing.item(Node.constant(3)).isScalar()).isTrue();
        new LinalgCheck().at(a).check(product, 2);
        Node free = Node.input("V", Type.real(Shape.of(Dim.named("m"), Dim.of(2))), Domain.REAL);
        Node corner = Indexing.item(free, -1, 0);
        Node gradient = org.chainrule.grad.Calculus.grad(corner.times(corner), free);
        assertThat(run(gradient, free.is(Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}))))
                .isEqualTo(Tensor.of(new double[][] {{0, 0}, {0, 0}, {10, 0}}));
    }

    @Test
    void whatLiesOutsideIsNamed() {
        assertThatThrownBy(() -> Indexing.index(X, List.of(ALL, at(3))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("X[:, 3]: index 3 is outside axis 1 of the shape [2, 3, 4], whose size is 3");
        assertThatThrownBy(() -> Indexing.index(X, List.of(at(0), at(0), at(0), at(0))))
                .hasMessage("X[0, 0, 0, 0] has 4 subscripts, but the shape [2, 3, 4] of X has 3 axes");
        assertThatThrownBy(() -> Indexing.index(X, List.of(REST, REST)))
                .hasMessageContaining("has 2 ellipses: at most one is possible");
        assertThatThrownBy(() -> Indexing.item(X, 0, 0, -5))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("index -5 is outside axis 2 of X [2, 3, 4], whose size is 4: indices go from -4 to 3");
        assertThatThrownBy(() -> Indexing.item(X, 0, 0))
                .hasMessage("item: an index of 2 number(s) cannot pick one entry from the shape [2, 3, 4]: one number "
                        + "an axis is needed");
        assertThatThrownBy(() -> Indexing.index(
                        Node.input("v", Type.real(Shape.of(Dim.named("m"))), Domain.REAL),
                        List.of(new Subscript.Range(Optional.empty(), Optional.of(Position.of(1)), -1))))
                .hasMessage("slice: a negative step with a stop needs a known size, and axis 0 has size m");
    }
}
