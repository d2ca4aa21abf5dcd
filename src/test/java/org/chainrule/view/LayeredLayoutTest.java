package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.view.layout.Arrangement;
import org.chainrule.view.layout.Diagram;
import org.chainrule.view.layout.LayeredLayout;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LayeredLayoutTest {
    private static final Canvas PLAIN = Canvas.PLAIN;

    @Test
    void nothingOverlapsInRandomScenes() {
        List<String> faults = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            Scene scene = Scenes.random(5 + 3 * seed, seed);
            Geometry.faults(Drawing.of(scene, PLAIN, true)).forEach(faults::add);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void nothingOverlapsInFrames() {
        List<String> faults = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            Scene scene = framed(30, seed);
            for (int rows = 1; rows <= 3; rows++) {
                MeasuredScene plan = MeasuredScene.of(scene);
                Placement layout = new LayeredEngine(rows).place(plan);
                Drawing drawing = new Drawing(scene, plan, layout, PLAIN, List.of());
                String where = "seed " + seed + " rows " + rows + ": ";
                Geometry.faults(drawing).forEach(fault -> faults.add(where + fault));
            }
        }
        assertThat(faults).isEmpty();
    }

    /** A random scene in nested frames of neighbours. */
    private static Scene framed(int size, int seed) {
        Scene plain = Scenes.random(size, seed);
        List<Scene.Cluster> clusters = new ArrayList<>();
        List<String> ids = plain.nodes().stream().map(Scene.Node::id).toList();
        for (int i = 0; i + 5 < size; i += 10) {
            clusters.add(new Scene.Cluster("f" + i, "frame " + i, ids.subList(i, i + 3)));
            clusters.add(new Scene.Cluster("f" + i + "/inner", "inner", ids.subList(i + 3, i + 6)));
        }
        return new Scene("", plain.style(), plain.direction(), plain.nodes(), plain.edges(), clusters);
    }

    private static Diagram diagram(int size, int seed, int span) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Diagram.Box> boxes = new ArrayList<>();
        List<Diagram.Wire> wires = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boxes.add(new Diagram.Box(60 + random.nextInt(80), 20 + random.nextInt(100), 0, 0, 0, 0, 5));
            for (int k = 0; k < 2 && i > 0; k++) {
                wires.add(
                        new Diagram.Wire(Math.max(0, i - 1 - random.nextInt(span)), i, 1 + random.nextInt(12), 30, 12));
            }
        }
        return new Diagram(boxes, wires, List.of(), new Diagram.Spacing(20, 9, 26, 12, 1));
    }

    @Test
    void endsSoonForAThousandBoxes() {
        LayeredLayout.of(diagram(200, 1, 20)).rows(1);
        Arrangement found = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> LayeredLayout.of(diagram(1_000, 3, 40)).rows(1));
        assertThat(found.boxes()).hasSize(1_000);
        Arrangement long1 = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> LayeredLayout.of(diagram(20_000, 3, 1)).rows(10));
        assertThat(long1.curves()).hasSize(2 * 19_999);
    }

    @Test
    void isTheSameEveryTime() {
        Arrangement a = LayeredLayout.of(diagram(120, 5, 12)).rows(2);
        Arrangement b = LayeredLayout.of(diagram(120, 5, 12)).rows(2);
        for (int i = 0; i < 120; i++) {
            assertThat(a.boxes().get(i)).isEqualTo(b.boxes().get(i));
        }
        for (int w = 0; w < a.curves().size(); w++) {
            assertThat(a.curves().get(w)).isEqualTo(b.curves().get(w));
        }
    }

    @Test
    void drawsACycleAndDeepFrames() {
        List<Diagram.Box> boxes = new ArrayList<>();
        List<Diagram.Group> groups = new ArrayList<>();
        List<Diagram.Wire> wires = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boxes.add(new Diagram.Box(50, 30, 0, 0, 0, 0, 5));
            groups.add(new Diagram.Group(i - 1, List.of(i), 0, 16, 40, 0));
            wires.add(new Diagram.Wire(i, (i + 1) % 300, 1, 0, 0));
        }
        Arrangement found = LayeredLayout.of(new Diagram(boxes, wires, groups, new Diagram.Spacing(20, 9, 26, 12, 1)))
                .rows(1);
        assertThat(found.groups()).hasSize(300);
        assertThat(found.curves()).allMatch(curve -> curve.length >= 8);
    }
}
