package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.junit.jupiter.api.Test;

class TransposeTest {
    @Test
    void refusesAShapeOfAnotherRankWhenItIsBuilt() {
        Node x = Notes.at("Model.java:3", () -> Node.input("X", Type.real(Shape.of(2, 3, 2)), Domain.REAL));
        assertThatThrownBy(() -> Node.of(new Transpose(List.of(1, 0)), x))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "cannot compute X.T: the axes [1, 0] are not an order of the 3 axes of the shape [2, 3, 2]\n"
                                + "  X has shape [2, 3, 2] (from Model.java:3)");
    }
}
