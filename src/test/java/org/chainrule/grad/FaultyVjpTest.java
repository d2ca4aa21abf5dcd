package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

class FaultyVjpTest {
    private static final Node X = Node.input("x", Type.real(Shape.of(2, 3)), Domain.REAL);

    @Test
    void aVjpOfTheWrongShapeIsTheOpsMistakeWhateverItsRank() {
        Op scalar = Op.unary("scalar", v -> v).vjp((dz, z, x) -> dz.sum());
        assertThatThrownBy(() -> Calculus.grad(scalar.of(X).sum(), X))
                .isInstanceOf(GradientException.class)
                .hasMessage("the vjp of scalar for input 0 has shape [], but the input has shape [2, 3]: mend Op.vjp");
        Op turned = Op.unary("turned", v -> v).vjp((dz, z, x) -> dz.T());
        assertThatThrownBy(() -> Calculus.grad(turned.of(X).sum(), X))
                .hasMessage(
                        "the vjp of turned for input 0 has shape [3, 2], but the input has shape [2, 3]: mend Op.vjp");
    }

    @Test
    void aMissingVjpSaysWhatToDo() {
        Op none = Op.unary("none", v -> v);
        assertThatThrownBy(() -> Calculus.grad(none.of(X).sum(), X))
                .hasMessage("the op none has no derivative yet: complete it with vjp(...) or flat(...)");
    }
}
