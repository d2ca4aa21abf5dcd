package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** Models whose pictures have failed, and all examples: nothing lies on anything, and what stands there is right. */
class PictureFaultsTest {
    private static final Path FAULTS = Path.of("src/test/resources/pictures");

    /** The scene that {@code chainrule view} draws of a file. */
    private static GraphView view(Path file) {
        Model model = Model.read(file, new Model.Settings(true, 0));
        List<String> definitions = model.definitions();
        Node drawn = model.lossName().isPresent()
                ? model.loss()
                : model.get(definitions.get(definitions.size() - 1));
        List<Binding> bindings = RandomPoint.completing(List.of(drawn), model.bindings(), new SplittableRandom(0))
                .bindings();
        return GraphView.of(drawn).names(model.names()).formulas(model.formulas()).at(bindings);
    }

    private static GraphView fault(String name) {
        return view(FAULTS.resolve(name + ".cr"));
    }

    private static List<Path> models(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".cr")).sorted().toList();
        }
    }

    private static Drawing drawn(Scene scene, Canvas canvas) {
        return Drawing.of(scene, canvas, true);
    }

    private static List<String> labels(Scene scene) {
        return scene.edges().stream()
                .map(Scene.Edge::derivative)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    private static String label(Scene scene, String from, String to) {
        Map<String, String> names = new LinkedHashMap<>();
        scene.nodes().forEach(n -> names.put(n.id(), n.name()));
        return scene.edges().stream()
                .filter(e -> from.equals(names.get(e.from())) && to.equals(names.get(e.to())))
                .map(Scene.Edge::derivative)
                .findFirst()
                .orElse("no edge");
    }

    @Test
    void nothingLiesOnAnything() throws IOException {
        List<Path> files = new ArrayList<>(models(FAULTS));
        files.addAll(models(Path.of("examples")));
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            GraphView view;
            try {
                view = view(file);
            } catch (RuntimeException e) {
                continue; // what cannot be drawn is told of by other tests
            }
            Map<String, Scene> scenes = new LinkedHashMap<>();
            scenes.put("right", view.scene());
            scenes.put("down", view.direction(Scene.Direction.DOWN).scene());
            scenes.put("circuit", view.style(Scene.Style.CIRCUIT).scene());
            scenes.forEach((how, scene) -> Geometry.faults(drawn(scene, Canvas.PLAIN))
                    .forEach(fault -> faults.add(file + " " + how + ": " + fault)));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void slidesCanBeReadFromTheLastRow() throws IOException {
        List<Path> files = new ArrayList<>(models(FAULTS));
        files.addAll(models(Path.of("examples")));
        files.addAll(models(Path.of("examples/training")));
        List<String> faults = new ArrayList<>();
        int slides = 0;
        for (Path file : files) {
            Scene scene;
            try {
                scene = view(file).scene();
            } catch (RuntimeException e) {
                continue;
            }
            for (Canvas.Slide form : List.of(Canvas.Slide.WIDE, Canvas.Slide.CLASSIC)) {
                Drawing slide = drawn(scene, Canvas.PLAIN.slide(form));
                slides++;
                Geometry.faults(slide).forEach(fault -> faults.add(file + " " + form + ": " + fault));
                if (slide.scale() * Cards.SMALLEST < Slides.LEAST_TEXT) {
                    faults.add(file + " " + form + ": text of " + slide.scale() * Cards.SMALLEST + " " + slide.notes());
                }
            }
        }
        System.out.println(slides);
        assertThat(faults).isEmpty();
    }
}
