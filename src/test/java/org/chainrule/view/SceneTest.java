package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.view.Scene.Cluster;
import org.chainrule.view.Scene.Edge;
import org.chainrule.view.Scene.Kind;
import org.chainrule.view.Scene.Node;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static final Node A = new Node("a", Kind.INPUT, "a", "", "", Panel.none(), Panel.none());
    private static final Node B = new Node("b", Kind.OP, "b", "", "", Panel.none(), Panel.none());

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> scene(List.of(A, A), List.of(), List.of())).hasMessage("Two nodes have the id 'a'");
        assertThatThrownBy(() -> scene(List.of(A), List.of(new Edge("a", "b", 0, "")), List.of()))
                .hasMessage("The edge a -> b names a node that is not in the scene");
        assertThatThrownBy(() -> scene(List.of(A), List.of(), List.of(cluster("x", "b"))))
                .hasMessage("The cluster 'x' lists 'b', which is not in the scene");
        assertThatThrownBy(() -> scene(List.of(A), List.of(), List.of(cluster("x", "a"), cluster("y", "a"))))
                .hasMessage("The cluster 'y' lists 'a', which is in two clusters");
        assertThatThrownBy(() -> scene(List.of(A, B), List.of(), List.of(cluster("x", "a"), cluster("x", "b"))))
                .hasMessage("Two clusters have the path 'x'");
        assertThatThrownBy(() -> cluster("x//y")).hasMessage("Not the path of a cluster: 'x//y'");
    }

    @Test
    void knowsWhetherThereIsAnythingToExplain() {
        Scene plain = scene(List.of(A), List.of(), List.of());
        assertThat(plain.showsValues()).isFalse();
        assertThat(plain.showsGradients()).isFalse();
        Node full = A.withValue(Panel.scalar(1)).withGradient(Panel.notComputed());
        assertThat(scene(List.of(full), List.of(), List.of()).showsValues()).isTrue();
        assertThat(scene(List.of(full), List.of(), List.of()).showsGradients()).isTrue();
    }

    private static Cluster cluster(String path, String... members) {
        return new Cluster(path, path, List.of(members));
    }

    private static Scene scene(List<Node> nodes, List<Edge> edges, List<Cluster> clusters) {
        return new Scene("", Scene.Style.BOXES, Scene.Direction.RIGHT, nodes, edges, clusters);
    }
}
