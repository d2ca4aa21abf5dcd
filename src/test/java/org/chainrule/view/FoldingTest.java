package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.view.Scene.Cluster;
import org.chainrule.view.Scene.Direction;
import org.chainrule.view.Scene.Edge;
import org.chainrule.view.Scene.Kind;
import org.chainrule.view.Scene.Node;
import org.chainrule.view.Scene.Style;
import org.junit.jupiter.api.Test;

class FoldingTest {
    @Test
    void leavesSmallScenesAlone() {
        Scene net = Scenes.twoLayerNet(Direction.RIGHT);
        assertThat(Folding.fold(net, 300)).isSameAs(net);
    }

    @Test
    void foldsLayersOfOneSizeTogether() {
        Scene net = Scenes.twoLayerNet(Direction.RIGHT);
        Scene folded = Folding.fold(net, 10);
        assertThat(folded.nodes()).extracting(Node::name).containsExactly("X", "layer 1", "layer 2", "Y", "J");
        Node layer = folded.nodes().get(1);
        assertThat(layer.kind()).isEqualTo(Kind.GROUP);
        assertThat(layer.op()).isEqualTo("4 nodes, 2 parameters → A1");
        assertThat(layer.shape()).isEqualTo("[4, 3]");
        assertThat(layer.value()).isEqualTo(net.nodes().get(4).value());
        assertThat(layer.gradient()).isEqualTo(net.nodes().get(4).gradient());
        assertThat(folded.clusters()).isEmpty();
        assertThat(folded.edges())
                .containsExactly(
                        new Edge("X", "fold:layer1", 1, ""),
                        new Edge("fold:layer1", "fold:layer2", 1, "W2ᵀ ·"),
                        new Edge("fold:layer2", "J", 0, "(A2 − Y)/(m A2(1 − A2))"),
                        new Edge("Y", "J", 1, ""));
    }

    @Test
    void addsUpWhatItsMembersTake() {
        List<Node> nodes = List.of(
                op("a").withValue(new Panel.Cost(1e-3, 800, 0.01, 1600)),
                op("b").withValue(new Panel.Cost(2e-3, 0, 0.01, 1600)).withGradient(new Panel.Cost(0, 8, 0.01, 1600)),
                op("c"));
        List<Edge> edges = List.of(new Edge("a", "b", 0, ""), new Edge("b", "c", 0, ""));
        Scene scene = new Scene(
                "", Style.BOXES, Direction.RIGHT, nodes, edges, List.of(new Cluster("p", "p", List.of("a", "b"))));
        Node folded = Folding.fold(scene, 2).nodes().get(0);
        assertThat(folded.value()).isEqualTo(new Panel.Cost(3e-3, 800, 0.01, 1600));
        assertThat(folded.gradient()).isEqualTo(new Panel.Cost(0, 8, 0.01, 1600));
        assertThat(GraphText.lines(folded)).contains("3 ms 30 %; 800 B 50 %", "∂ 8 B 1 %");
    }

    @Test
    void foldsTheInnermostScopeFirst() {
        Scene scene = chain(
                12, List.of(cluster("block/attention", 2, 6), cluster("block/mlp", 6, 8), cluster("block", 8, 10)));
        Scene once = Folding.fold(scene, 10);
        assertThat(once.nodes()).extracting(Node::name).contains("attention").doesNotContain("mlp", "block");
        assertThat(once.clusters()).extracting(Cluster::path).containsExactly("block", "block/mlp");
        assertThat(once.clusters().get(0).members()).containsExactly("v8", "v9", "fold:block/attention");
        Scene twice = Folding.fold(scene, 5);
        assertThat(twice.nodes()).extracting(Node::name).containsExactly("v0", "v1", "block", "v10", "v11");
    }

    @Test
    void countsEdgesThatFallTogether() {
        List<Node> nodes = List.of(op("a"), op("b"), op("c"), op("d"));
        List<Edge> edges = List.of(
                new Edge("a", "c", 0, "x"),
                new Edge("b", "c", 1, "y"),
                new Edge("a", "b", 0, ""),
                new Edge("c", "d", 0, "z"),
                new Edge("c", "d", 1, "z"));
        Scene scene = new Scene(
                "", Style.BOXES, Direction.RIGHT, nodes, edges, List.of(new Cluster("p", "p", List.of("a", "b"))));
        assertThat(Folding.fold(scene, 3).edges())
                .containsExactly(
                        new Edge("fold:p", "c", 0, "×2"), new Edge("c", "d", 0, "z"), new Edge("c", "d", 1, "z"));
    }

    @Test
    void foldsWhatRepeats() {
        Scene scene = chain(100_000, List.of());
        Scene folded = Folding.fold(scene, 300);
        assertThat(folded.nodes()).hasSizeLessThanOrEqualTo(30);
        assertThat(folded.nodes()).extracting(Node::name).containsExactly("v0", "v1 … v99998", "v99999");
        assertThat(folded.nodes().get(1).op()).startsWith("×99,998 the same as v0");
        assertThat(folded.edges()).hasSize(folded.nodes().size() - 1);
        for (int i = 0; i < folded.edges().size(); i++) {
            assertThat(folded.edges().get(i).from())
                    .isEqualTo(folded.nodes().get(i).id());
        }
    }

    @Test
    void cutsByDepthWhenClustersDoNotSuffice() {
        List<Cluster> clusters = IntStream.range(0, 5_000)
                .mapToObj(i -> cluster("c" + i, 20 * i, 20 * i + 20))
                .toList();
        Scene folded = Folding.fold(chain(100_000, clusters), 300);
        assertThat(folded.nodes()).hasSizeLessThanOrEqualTo(300);
        assertThat(folded.nodes()).allMatch(n -> n.kind() == Kind.GROUP);
    }

    @Test
    void keepsTheLossInSight() {
        Scene long1 = chain(1_000, List.of());
        List<Node> nodes = new ArrayList<>(long1.nodes());
        nodes.set(999, new Node("v999", Kind.LOSS, "J", "", "", Panel.scalar(1), Panel.scalar(1)));
        Scene folded = Folding.fold(new Scene("", Style.BOXES, Direction.RIGHT, nodes, long1.edges(), List.of()), 20);
        assertThat(folded.nodes()).hasSizeLessThanOrEqualTo(20);
        assertThat(folded.nodes()).contains(nodes.get(999));
    }

    @Test
    void endsOnACycle() {
        Scene ring = new Scene(
                "",
                Style.BOXES,
                Direction.RIGHT,
                List.of(op("a"), op("b"), op("c")),
                List.of(new Edge("a", "b", 0, ""), new Edge("b", "c", 0, ""), new Edge("c", "a", 0, "")),
                List.of());
        assertThat(Folding.fold(ring, 2).nodes()).hasSizeBetween(1, 2);
    }

    @Test
    void needsRoomForTwo() {
        Scene scene = chain(3, List.of());
        assertThatThrownBy(() -> Folding.fold(scene, 1)).hasMessage("A folded picture needs at least 2 nodes, not 1");
    }

    private static Cluster cluster(String path, int from, int to) {
        String label = path.substring(path.lastIndexOf('/') + 1);
        return new Cluster(
                path, label, IntStream.range(from, to).mapToObj(i -> "v" + i).toList());
    }

    private static Node op(String id) {
        return new Node(id, Kind.OP, id, "f", "", Panel.none(), Panel.none());
    }

    private static Scene chain(int length, List<Cluster> clusters) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(op("v" + i));
            if (i > 0) {
                edges.add(new Edge("v" + (i - 1), "v" + i, 0, ""));
            }
        }
        return new Scene("", Style.BOXES, Direction.RIGHT, nodes, edges, clusters);
    }
}
