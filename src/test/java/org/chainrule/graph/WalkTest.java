package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.junit.jupiter.api.Test;

class WalkTest {
    private final Node a = Leaves.real("a");
    private final Node b = Leaves.real("b");

    @Test
    void isDepthFirstFromLeftToRight() {
        Node product = a.times(b);
        Node sum = b.plus(product);
        Node result = sum.minus(a);
        assertThat(Walk.from(List.of(result)).nodes()).containsExactly(b, a, product, sum, result);
        assertThat(result.ancestors()).containsExactly(b, a, product, sum, result);
    }

    @Test
    void severalOutputsShareWhatTheyHaveInCommon() {
        Node product = a.times(b);
        Walk walk = Walk.from(List.of(product, a.neg(), product));
        assertThat(walk.nodes()).containsExactly(a, b, product, a.neg());
        assertThat(walk.size()).isEqualTo(4);
        assertThat(walk.indexOf(product)).isEqualTo(2);
        assertThat(walk.indexOf(a.plus(b))).isEqualTo(-1);
        assertThat(Walk.from(List.of()).nodes()).isEmpty();
    }

    @Test
    void everyNodeOnceInputsFirst() {
        Gen.forAll(50, gen -> {
            List<Node> nodes = new ArrayList<>(List.of(a, b));
            for (int i = 0; i < 100; i++) {
                nodes.add(gen.pick(nodes).plus(gen.pick(nodes)));
            }
            Walk walk = Walk.from(nodes);
            assertThat(walk.nodes()).doesNotHaveDuplicates().containsAll(nodes);
            for (int i = 0; i < walk.size(); i++) {
                Node node = walk.node(i);
                assertThat(walk.indexOf(node)).isEqualTo(i);
                for (int k = 0; k < node.inputs().size(); k++) {
                    assertThat(walk.input(i, k))
                            .isEqualTo(walk.indexOf(node.input(k)))
                            .isLessThan(i);
                }
            }
        });
    }
}
