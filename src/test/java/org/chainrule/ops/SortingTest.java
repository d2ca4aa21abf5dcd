package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.ops.Calls.call;

import java.util.List;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.GradientException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Sorting, picking and putting by position. */
class SortingTest {
    private static final double NAN = Double.NaN;

    @Test
    void sortingKeepsEqualEntriesInOrderAndCountsNanAsLargest() {
        Tensor x = Tensor.of(2, NAN, 0.0, -1, -0.0, 2);
        assertThat(GradCheck.value(in -> Sorting.argsort(in, 0, false), x))
                .isEqualTo(Tensor.ofLongs(Shape.of(6), 3, 2, 4, 0, 5, 1));
        assertThat(GradCheck.value(in -> Sorting.argsort(in, 0, true), x))
                .isEqualTo(Tensor.ofLongs(Shape.of(6), 1, 0, 5, 2, 4, 3));
        assertThat(GradCheck.value(in -> Sorting.sort(in, -1, false), x))
                .isEqualTo(Tensor.of(-1, 0.0, -0.0, 2, 2, NAN));
        Tensor table = Tensor.of(new double[][] {{3, 1, 2}, {4, 9, 4}});
        assertThat(GradCheck.value(in -> Sorting.topk(in, 2, 1), table))
                .isEqualTo(Tensor.of(new double[][] {{3, 2}, {9, 4}}));
        assertThat(GradCheck.gradient(in -> Sorting.topk(in, 2, 1), table))
                .isEqualTo(Tensor.of(new double[][] {{1, 0, 1}, {1, 1, 0}}));
        assertThat(GradCheck.value(in -> Sorting.topk(in, 0, 1), table).shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void aSecondDerivativeOfSortingIsZeroNotUndefined() {
        Node x = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        Node weighted = Sorting.sort(x, 0, false)
                .times(Node.constant(Tensor.of(1, 2, 3)))
                .sum();
        assertThat(GradCheck.value(
                        in -> Calculus.hessian(
                                Sorting.sort(in, 0, false)
                                        .times(Node.constant(Tensor.of(1, 2, 3)))
                                        .sum(),
                                in),
                        Tensor.of(3, 1, 2)))
                .isEqualTo(Tensor.zeros(3, 3));
        assertThatThrownBy(() -> Calculus.grad(Calculus.grad(weighted, x).sum(), x))
                .isInstanceOf(GradientException.class)
                .hasMessageContaining("is zero: a position is piecewise constant");
    }

    @Test
    void sortingHasErrorsWithNames() {
        Node x = Node.input("X", Type.real(Shape.of(2, 3)), Domain.REAL);
        assertThatThrownBy(() -> call("topk", List.of(x), "k", 4))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("there are no 4 entries along axis 1 of the shape [2, 3]");
        assertThatThrownBy(() -> call("topk", List.of(x), "k", -1)).hasMessage("topk: k is at least 0, not -1");
        assertThatThrownBy(() -> call("sort", List.of(Node.constant(1)))).hasMessageContaining("a scalar has no axes");
        Node free = Node.input("Y", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node top = call("topk", List.of(free), "k", 3);
        assertThatThrownBy(() -> Interpreter.run(List.of(top), free.is(Tensor.of(1, 2))))
                .hasMessageContaining("there are no 3 entries along axis 0 of the shape [2]");
    }

    @Test
    void entriesArePickedAndPutByPosition() {
        Node index = Node.constant(Tensor.ofLongs(Shape.of(2, 3), 1, 1, 0, 2, 0, 2));
        Object[] along = {"index", index, "axis", 1};
        Tensor x = Tensor.of(new double[][] {{10, 20, 30}, {40, 50, 60}});
        assertThat(GradCheck.value(in -> call("take_along", List.of(in), along), x))
                .isEqualTo(Tensor.of(new double[][] {{20, 20, 10}, {60, 40, 60}}));
        Object[] put = {"index", index, "axis", 1, "size", 4};
        assertThat(GradCheck.value(in -> call("put_along", List.of(in), put), x))
                .isEqualTo(Tensor.of(new double[][] {{30, 30, 0, 0}, {50, 0, 100, 0}}));
        GradCheck.check("take_along", in -> call("take_along", in, along), x);
        GradCheck.check("put_along", in -> call("put_along", in, put), x);
        Node narrow = Node.input("X", Type.real(Shape.of(2, 2)), Domain.REAL);
        Node outside = call("take_along", List.of(narrow), along);
        assertThatThrownBy(() -> Interpreter.run(List.of(outside), narrow.is(Tensor.zeros(2, 2))))
                .hasMessageContaining("index 2 is outside axis");
        Node wrong = Node.input("X", Type.real(Shape.of(4, 3)), Domain.REAL);
        assertThatThrownBy(() -> call("take_along", List.of(wrong), along))
                .hasMessageContaining(
                        "the positions [2, 3] and the entries [4, 3] differ in size on another axis than 1");
        assertThatThrownBy(() -> call("put_along", List.of(wrong), put))
                .hasMessageContaining("the positions have the shape of the entries, which is [4, 3], not [2, 3]");
    }
}
