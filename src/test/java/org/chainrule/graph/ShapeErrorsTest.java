package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The full texts of what goes wrong when a graph is built. */
class ShapeErrorsTest {
    private final Node w = Leaves.real("W", 4, 3);
    private final Node x = Leaves.real("X", Dim.named("m"), Dim.of(3));

    private static void says(Runnable build, String text) {
        assertThatThrownBy(() -> Notes.at("Model.java:9", () -> {
                    build.run();
                    return "";
                }))
                .isInstanceOf(ShapeException.class)
                .hasMessage(text);
    }

    @Test
    void matrixProducts() {
        says(
                () -> w.matmul(x),
                """
                cannot compute W @ X: the inner sizes 3 and m differ (columns of the first, rows of the second); \
                did you mean the transpose of the second, A @ B.T?
                  W has shape [4, 3] (from Model.java:3)
                  X has shape [m, 3] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> w.matmul(Leaves.real("V", 4, 2)),
                """
                cannot compute W @ V: the inner sizes 3 and 4 differ (columns of the first, rows of the second); \
                did you mean the transpose of the first, A.T @ B?
                  W has shape [4, 3] (from Model.java:3)
                  V has shape [4, 2] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> w.matmul(w),
                """
                cannot compute W @ W: the inner sizes 3 and 4 differ (columns of the first, rows of the second); \
                for the elementwise product use *
                  W has shape [4, 3] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> w.matmul(Leaves.real("U", 2, 4)),
                """
                cannot compute W @ U: the inner sizes 3 and 2 differ (columns of the first, rows of the second); \
                did you mean the other order, B @ A?
                  W has shape [4, 3] (from Model.java:3)
                  U has shape [2, 4] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> w.matmul(Node.constant(2)),
                """
                cannot compute W @ 2: @ is the product of matrices and vectors; for a scalar use *
                  W has shape [4, 3] (from Model.java:3)
                  at Model.java:9""");
    }

    @Test
    void broadcasting() {
        says(
                () -> w.plus(Node.constant(Tensor.of(1, 2))),
                """
                cannot compute W + [1, 2]: sizes 3 and 2 differ on axis -1, and neither is 1
                  W has shape [4, 3] (from Model.java:3)
                  [1, 2] has shape [2]
                  at Model.java:9""");
        says(
                () -> w.times(x.square()),
                """
                cannot compute W * square(X): sizes 4 and m differ on axis -2, and neither is 1
                  W has shape [4, 3] (from Model.java:3)
                  square(X) has shape [m, 3] (from Model.java:9)
                  at Model.java:9""");
        says(
                () -> Where.of(Leaves.real("c", 2), w, w),
                """
                cannot compute where(c, W, W): sizes 2 and 3 differ on axis -1, and neither is 1
                  c has shape [2] (from Model.java:3)
                  W has shape [4, 3] (from Model.java:3)
                  at Model.java:9""");
    }

    @Test
    void changesOfShape() {
        says(
                () -> w.reshape(Shape.of(5, 2)),
                """
                cannot compute reshape(W, shape=[5, 2]): cannot reshape [4, 3] (12 entries) to [5, 2] (10 entries)
                  W has shape [4, 3] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> x.reshape(Shape.of(3)),
                """
                cannot compute reshape(X, shape=[3]): cannot reshape [m, 3] (3*m entries) to [3] (3 entries)
                  X has shape [m, 3] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> w.broadcastTo(Shape.of(3)),
                """
                cannot compute broadcast_to(W, shape=[3]): the shape [4, 3] does not broadcast to [3]
                  W has shape [4, 3] (from Model.java:3)
                  at Model.java:9""");
        says(
                () -> Squeeze.drop(w, 0),
                """
                cannot compute squeeze(W, axis=0): axis 0 of the shape [4, 3] has size 4, and only size 1 can be squeezed
                  W has shape [4, 3] (from Model.java:3)
                  at Model.java:9""");
        says(() -> w.sum(2), "there is no axis 2 in the shape [4, 3]: its axes are 0 to 1");
        says(() -> w.sum(0, -2), "the axes [0, -2] name one axis twice");
        says(() -> w.transpose(0, 0), "the axes [0, 0] are not an order of the 2 axes of the shape [4, 3]");
        says(() -> ExpandDims.insert(w, 3), "cannot insert axis 3 into the shape [4, 3]: the result has axes 0 to 2");
        says(() -> ExpandDims.insert(w, 0, 0), "an axis to insert is named twice");
        says(() -> UnitTensor.at(Shape.of(2, 3), 6), "there is no position 6 in the shape [2, 3]: it has 6 entries");
        says(() -> UnitTensor.at(Shape.of(2, 3), -1), "there is no position -1 in the shape [2, 3]: it has 6 entries");
        says(() -> UnitTensor.at(Shape.SCALAR, 1), "there is no position 1 in the shape []: it has 1 entries");
    }

    @Test
    void valuesAreForLeaves() {
        assertThatThrownBy(() -> w.square().is(3))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "square(W) [4, 3] is computed, it cannot be given a value: bind the inputs and parameters it "
                                + "is computed from");
    }
}
