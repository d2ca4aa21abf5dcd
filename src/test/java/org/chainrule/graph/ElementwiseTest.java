package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ElementwiseTest {
    private final Node x = Leaves.real("x", 2);

    @Test
    void aRowIsCompletedStepByStep() {
        Elementwise op = Op.binary("blend", (a, b) -> a + 2 * b)
                .vjp((dz, z, a, b) -> dz, (dz, z, a, b) -> dz.times(2))
                .local("· 1", "· 2, not {y} of {z}")
                .latex("<0> \\star <1>")
                .domain(-1, 1)
                .doc("A blend.")
                .source("nowhere")
                .alias("mix");
        assertThat(op).hasToString("blend");
        assertThat(op.arity()).isEqualTo(2);
        assertThat(op.doc()).isEqualTo("A blend.");
        assertThat(op.source()).isEqualTo("nowhere");
        assertThat(op.aliases()).containsExactly("mix");
        assertThat(op.domains()).containsExactly(Domain.interval(-1, 1), Domain.interval(-1, 1));
        assertThat(op.spelling().latex()).isEqualTo("<0> \\star <1>");
        Node node = op.of(x, x.neg());
        assertThat(op.local(1, node, ShortText::of)).hasToString("· 2, not (-x) of blend(x, -x)");
        assertThat(op.eval(java.util.List.of(Tensor.of(1, 2), Tensor.scalar(10))))
                .isEqualTo(Tensor.of(21, 22));
    }

    @Test
    void aResultIsRealEvenForIndices() {
        Node index = Node.constant(Tensor.ofLongs(Shape.of(2), 1, 2));
        assertThat(index.plus(1).type()).isEqualTo(Type.real(Shape.of(2)));
        assertThat(index.neg().type().isReal()).isTrue();
    }

    @Test
    void incompleteRowsAreRefused() {
        assertThatThrownBy(() -> Arithmetic.ADD.of(x))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("add takes 2 input(s); 1 were given");
        assertThatThrownBy(() -> Op.unary("u", v -> v).vjp((dz, z, a, b) -> dz, (dz, z, a, b) -> dz))
                .hasMessage("the op u has 1 inputs, and 2 derivatives were given");
        assertThatThrownBy(() -> Op.binary("two", Double::sum).local("· 1"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("the op two has 2 inputs, and 1 local derivatives were given");
        assertThatThrownBy(() -> Op.binary("two", Double::sum).domain(Domain.REAL))
                .hasMessage("the op two has 2 inputs, and 1 domains were given");
    }
}
