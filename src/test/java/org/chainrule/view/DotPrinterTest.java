package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.Golden;
import org.chainrule.view.Scene.Cluster;
import org.chainrule.view.Scene.Direction;
import org.chainrule.view.Scene.Edge;
import org.chainrule.view.Scene.Kind;
import org.chainrule.view.Scene.Node;
import org.chainrule.view.Scene.Style;
import org.junit.jupiter.api.Test;

class DotPrinterTest {
    private static final List<String> NASTY = List.of(
            "\"",
            "\\",
            "\\N",
            "\\G",
            "<",
            ">",
            "<b>",
            "</TABLE>",
            "&",
            "&amp;",
            "&#0;",
            "\n",
            "\r",
            "\t",
            "\0",
            "]",
            "}",
            ";",
            "->",
            "//",
            "/*",
            "#",
            "<!--",
            "]]>",
            "层",
            "σ'",
            "ᵀ",
            "😀",
            "\u202e",
            "\ud800",
            " ",
            "'",
            "%s",
            "$");

    @Test
    void printsTheTwoLayerNet() {
        Golden.check("view/two-layer-net.dot", DotPrinter.print(Scenes.twoLayerNet(Direction.RIGHT)));
        Golden.check("view/two-layer-net-down.dot", DotPrinter.print(Scenes.twoLayerNet(Direction.DOWN)));
    }

    @Test
    void printsCircuits() {
        Golden.check("view/circuit.dot", DotPrinter.print(Scenes.circuit()));
    }

    @Test
    void printsEveryKindOfNode() {
        Golden.check("view/gallery.dot", DotPrinter.print(Scenes.gallery()));
    }

    @Test
    void printsSizesOnlyForTheEngines() {
        Golden.check(
                "view/two-layer-net-bare.dot", DotPrinter.bare(MeasuredScene.of(Scenes.twoLayerNet(Direction.RIGHT))));
        Golden.check("view/circuit-bare.dot", DotPrinter.bare(MeasuredScene.of(Scenes.circuit())));
    }

    @Test
    void nestsClusters() {
        List<Node> nodes = Stream.of("a", "b", "c", "d")
                .map(n -> new Node(n, Kind.OP, n, "", "", Panel.none(), Panel.none()))
                .toList();
        Scene scene = new Scene(
                "",
                Style.BOXES,
                Direction.DOWN,
                nodes,
                List.of(new Edge("a", "b", 0, ""), new Edge("b", "c", 0, ""), new Edge("c", "d", 0, "")),
                List.of(
                        new Cluster("block/attention/head", "head 1", List.of("a")),
                        new Cluster("block/mlp", "", List.of("c")),
                        new Cluster("block", "block 0", List.of("b"))));
        Golden.check("view/nested.dot", DotPrinter.print(scene));
    }

    @Test
    void drawsTwoEdgesForTwoArguments() {
        String dot = DotPrinter.print(Scenes.gallery());
        assertThat(dot.lines().filter(l -> l.contains("n1 -> n6 "))).hasSize(2);
    }

    @Test
    void neverDrawsWhatWasNotComputedAsANumber() {
        String dot = DotPrinter.print(Scenes.twoLayerNet(Direction.RIGHT));
        String x = dot.lines().filter(l -> l.startsWith("  n1 [")).findFirst().orElse("");
        assertThat(x).contains("not computed").doesNotContain(">0<");
    }

    @Test
    void escapesEveryText() {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            Scene scene = nasty(random);
            String dot = DotPrinter.print(scene);
            assertThat(dot.codePoints()
                            .filter(c -> c != '\n' && (c < 0x20 || Character.getType(c) == Character.SURROGATE)))
                    .isEmpty();
            assertThat(dot.chars().filter(c -> c == '{').count())
                    .isGreaterThanOrEqualTo(
                            dot.lines().filter(l -> l.endsWith("{")).count());
            if (i < 3) {
                // Graphviz itself is the judge of the escaping; three times is enough for the clock.
                Placement layout = Placement.read(EmbeddedEngine.INSTANCE.layout(dot));
                assertThat(layout.nodes())
                        .hasSize(MeasuredScene.of(scene).places().size());
                assertThat(layout.routes()).hasSize(scene.edges().size());
                assertThat(layout.frames()).hasSize(1);
            }
            all.append(dot);
        }
        assertThat(all.toString())
                .contains("层")
                .contains("&lt;b&gt;")
                .contains("&amp;amp;")
                .contains("␊");
    }

    private static Scene nasty(SplittableRandom random) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Kind[] kinds = Kind.values();
        for (int i = 0; i < 8; i++) {
            String id = text(random) + i;
            Panel value = i % 3 == 0
                    ? Panel.text(text(random))
                    : i % 3 == 1 ? Panel.absent("x" + text(random)) : Panel.none();
            nodes.add(new Node(id, kinds[i % kinds.length], text(random), text(random), text(random), value, value));
            if (i > 0) {
                edges.add(new Edge(nodes.get(random.nextInt(i)).id(), id, 0, text(random), text(random)));
            }
        }
        String path = "p" + random.nextInt(9);
        Cluster cluster = new Cluster(path, text(random), List.of(nodes.get(3).id()));
        return new Scene(text(random), Style.BOXES, Direction.RIGHT, nodes, edges, List.of(cluster));
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }
}
