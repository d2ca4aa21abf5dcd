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

    /** All these are looked for among the users of one block, whose table grows and is swept. */
    @Test
    void theManyUsersOfOneNodeAreFoundAgain() {
        List<Node> older = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            older.add(Node.param("p" + i, Type.SCALAR, Domain.REAL));
        }
        Node popular = Node.param("x", Type.SCALAR, Domain.REAL);
        List<Node> users = older.stream().map(popular::times).toList();
        for (int i = 0; i < users.size(); i++) {
            assertThat(popular.times(older.get(i))).isSameAs(users.get(i));
        }
        assertThat(users).doesNotHaveDuplicates();
    }

    /** While the input lives on, what was built on it goes, and can be built anew. */
    @Test
    void usersAreHeldWeakly() {
        Node x = Node.param("x", Type.SCALAR, Domain.REAL);
        List<WeakReference<Node>> past = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            past.add(new WeakReference<>(x.plus(Node.param("y", Type.SCALAR, Domain.REAL))));
        }
        for (int attempt = 0;
                attempt < 10
                        && past.stream().filter(user -> !user.refersTo(null)).count() > 32;
                attempt++) {
            System.gc();
        }
        assertThat(past.stream().filter(user -> !user.refersTo(null)).count())
                .as("the blocks of x and of the last sum may be left")
                .isLessThanOrEqualTo(32);
        assertThat(x.square()).isSameAs(x.square());
    }

    private static Node chain(int length) {
        Node x = Node.param("x", Type.SCALAR, Domain.REAL);
        for (int i = 0; i < length; i++) {
            x = x.square().plus(1);
        }
        return x;
    }
}
