package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.tensor.Domain;
import org.junit.jupiter.api.Test;

class InternerTest {
    @Test
    void equalStructureIsOneNode() {
        Node x = Node.param("x", Type.SCALAR, Domain.REAL);
        Node y = Node.param("x", Type.SCALAR, Domain.REAL);
        assertThat(x.square().plus(1)).isSameAs(x.square().plus(1));
        assertThat(x.square().plus(1)).isNotSameAs(y.square().plus(1));
    }

    /** Blocks of nodes live and die together; a block with the end of one graph and the start of the next links them. */
    @Test
    void aGraphNobodyRefersToIsCollectedWhileTheNextOneLives() {
        List<WeakReference<Node>> past = new ArrayList<>();
        Node latest = chain(1);
        for (int length = 2; length < 40; length++) {
            past.add(new WeakReference<>(latest));
            latest = chain(length);
        }
        for (int attempt = 0; attempt < 10 && past.stream().anyMatch(graph -> !graph.refersTo(null)); attempt++) {
            System.gc();
        }
        assertThat(past).allMatch(graph -> graph.refersTo(null));
        assertThat(latest.ancestors()).as("the graph that is still referred to").hasSize(2 * 39 + 2);
    }

    private static Node chain(int length) {
        Node x = Node.param("x", Type.SCALAR, Domain.REAL);
        for (int i = 0; i < length; i++) {
            x = x.square().plus(1);
        }
        return x;
    }
}
