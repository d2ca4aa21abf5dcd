package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.tensor.ShapeException;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private final Node x = Leaves.real("x", 2);
    private final Node y = Leaves.real("y", 2);

    private static Node replace(Node in, Node what, Node by) {
        NodeMap<Node> replacements = new NodeMap<>();
        replacements.put(what, by);
        return Substitution.apply(List.of(in), replacements).get(0);
    }

    @Test
    void rebuildsWhatIsAboveAndSharesTheRest() {
        Node kept = y.square();
        assertThat(replace(x.square().plus(kept), x, y)).isSameAs(kept.plus(kept));
        assertThat(replace(kept, x, y)).isSameAs(kept);
        assertThat(replace(x, x, y)).isSameAs(y);
        assertThat(replace(x.plus(x), x, y)).isSameAs(y.plus(y));
    }

    @Test
    void replacementsAreNotSearchedAgain() {
        assertThat(replace(x.square(), x, x.plus(1))).isSameAs(x.plus(1).square());
        NodeMap<Node> swap = new NodeMap<>();
        swap.put(x, y);
        swap.put(y, x);
        assertThat(Substitution.apply(List.of(x.minus(y), y), swap)).containsExactly(y.minus(x), x);
    }

    @Test
    void whatIsBelowAReplacedNodeDoesNotMatter() {
        Node inner = x.square();
        NodeMap<Node> both = new NodeMap<>();
        both.put(x, y);
        both.put(inner, x);
        assertThat(Substitution.apply(List.of(inner.neg()), both).get(0)).isSameAs(x.neg());
    }

    @Test
    void shapesHaveToFit() {
        assertThatThrownBy(() -> replace(x.plus(y), x, Leaves.real("z", 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("cannot compute z + y: sizes 3 and 2 differ on axis -1, and neither is 1");
    }
}
