package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Gen;
import org.junit.jupiter.api.Test;

class NodeMapTest {
    @Test
    void behavesLikeALinkedMap() {
        Node x = Leaves.real("x");
        Gen.forAll(50, gen -> {
            NodeMap<Integer> map = new NodeMap<>();
            Map<Node, Integer> model = new LinkedHashMap<>();
            for (int step = 0; step < 200; step++) {
                Node node = x.plus(gen.between(0, 60));
                if (gen.flip()) {
                    map.put(node, step);
                    model.put(node, step);
                } else {
                    boolean added = map.putIfAbsent(node, step);
                    assertThat(added).isEqualTo(model.putIfAbsent(node, step) == null);
                }
                Node asked = x.plus(gen.between(0, 60));
                assertThat(map.has(asked)).isEqualTo(model.containsKey(asked));
                assertThat(map.get(asked)).isEqualTo(model.get(asked));
            }
            assertThat(map.size()).isEqualTo(model.size());
            List<Node> keys = new ArrayList<>();
            List<Integer> values = new ArrayList<>();
            map.forEach((node, value) -> {
                assertThat(map.indexOf(node)).isEqualTo(keys.size());
                assertThat(map.key(keys.size())).isSameAs(node);
                keys.add(node);
                values.add(value);
            });
            assertThat(keys).containsExactlyElementsOf(model.keySet());
            assertThat(values).containsExactlyElementsOf(model.values());
        });
    }

    @Test
    void anEmptyMapHasNothing() {
        NodeMap<String> map = new NodeMap<>();
        assertThat(map.get(Node.constant(1))).isNull();
        assertThat(map.indexOf(Node.constant(1))).isEqualTo(-1);
        assertThatThrownBy(() -> map.key(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
