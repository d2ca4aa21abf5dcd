package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Too much for one slide at this size of text, which is told to the user. */
    private static final List<String> LARGE = List.of("activations.cr", "character-rnn.cr");

    private static boolean isFolded(Drawing drawing, Scene scene) {
        return scene.nodes().size() > Pictures.MAX_NODES && drawing.scene() != scene;
    }

    /** The scene that {@code chainrule view} draws of a file. */
    private static GraphView view(Path file) {
        Model model = Model.read(file, new Model.Settings(true, 0));
        List<String> definitions = model.definitions();
        Node drawn = model.lossName().isPresent() ? model.loss() : model.get(definitions.get(definitions.size() - 1));
        List<Binding> bindings = RandomPoint.completing(List.of(drawn), model.bindings(), new SplittableRandom(0))
                .bindings();
        return GraphView.of(drawn)
                .names(model.names())
                .formulas(model.formulas())
                .at(bindings);
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
                double text = slide.scale() * Cards.SMALLEST;
                boolean large = LARGE.contains(file.getFileName().toString());
                if (text < Slides.LEAST_TEXT && !large) {
                    faults.add(file + " " + form + ": text of " + text);
                }
                assertThat(slide.notes().isEmpty()).isEqualTo(text >= Slides.LEAST_TEXT && !isFolded(slide, scene));
            }
        }
        assertThat(slides).isGreaterThan(60);
        assertThat(faults).isEmpty();
    }

    @Test
    void labelsAreSimplifiedFormulasAndEachEdgeIsDrawnOnce() throws IOException {
        for (Path file : models(FAULTS)) {
            Scene scene = view(file).scene();
            assertThat(labels(scene)).as(file.toString()).noneMatch(l -> l.contains("∂") || l.contains("dz"));
            assertThat(scene.edges().stream().map(e -> e.from() + " " + e.to()))
                    .as(file.toString())
                    .doesNotHaveDuplicates();
        }
        Scene net = fault("mlp5").scene();
        assertThat(label(net, "A5", "J")).isEqualTo("⊙ (A5 − Y) / (m·A5 ⊙ (1 − A5))");
        assertThat(label(net, "A1", "Z2")).isEqualTo("W2ᵀ ·");
        assertThat(label(fault("logistic-regression").scene(), "A", "J")).isEqualTo("⊙ (A − Y) / (m·A ⊙ (1 − A))");
        assertThat(label(fault("softmaxce").scene(), "Z", "P"))
                .contains("dP ⊙ P")
                .doesNotContain("dZ");
        assertThat(label(fault("lstm").scene(), "bf", "f")).isEqualTo("⊙ f ⊙ (1 − f)");
        assertThat(label(fault("logreg3-entries").scene(), "L1", "J")).isEqualTo("/ 3");
    }

    @Test
    void showsWhatTheUserWrote() {
        assertThat(fault("mlp5").scene().nodes())
                .filteredOn(n -> n.name().equals("J"))
                .extracting(Scene.Node::op)
                .containsExactly("bce(A5, Y)");
    }

    @Test
    void aLeafStandsNearEachOfManyUses() {
        String text =
                """
                dims h=3
                input c0 [h] = [0.1, 0.2, 0.3]
                param Wf [h, h] = xavier, Wi [h, h] = xavier, bf [h] = zeros, bi [h] = zeros
                """;
        StringBuilder model = new StringBuilder(text);
        for (int t = 1; t <= 10; t++) {
            String before = "c" + (t - 1);
            model.append("f" + t + " = sigmoid(Wf @ " + before + " + bf)\ni" + t + " = sigmoid(Wi @ " + before
                    + " + bi)\nc" + t + " = f" + t + " * " + before + " + i" + t + "\n");
        }
        Model unrolled = Model.parse(model + "J = sum(c10^2)\n");
        Scene scene = GraphView.of(unrolled.loss())
                .names(unrolled.names())
                .at(unrolled.bindings())
                .scene();
        Drawing drawing = drawn(scene, Canvas.PLAIN);
        assertThat(Geometry.faults(drawing)).isEmpty();
        for (MeasuredScene.Place place : drawing.plan().places()) {
            boolean leaf = place.node().kind() == Scene.Kind.PARAMETER;
            long uses = drawing.plan().links().stream()
                    .filter(link -> link.from().equals(place.id()))
                    .count();
            assertThat(uses).as(place.node().name()).isLessThanOrEqualTo(leaf ? 3 : 99);
        }
    }

    @Test
    void aSkipConnectionIsSeenAndEverythingRunsForward() {
        Drawing drawing = drawn(fault("residual").scene(), Canvas.PLAIN);
        assertThat(drawing.plan().links().stream().filter(MeasuredScene.Link::skip))
                .hasSize(1);
        drawing.plan().links().stream().filter(link -> !link.upright()).forEach(link -> {
            Placement.Point from = drawing.layout().nodes().getOrDefault(link.from(), new Placement.Point(9e9, 0));
            Placement.Point to = drawing.layout().nodes().getOrDefault(link.to(), new Placement.Point(0, 0));
            assertThat(from.x()).as(link.id()).isLessThan(to.x());
        });
    }

    @Test
    void foldsByMeaning() {
        Scene scene = fault("scalar3000").scene();
        Scene folded = Folding.fold(scene, Pictures.MAX_NODES);
        assertThat(folded.nodes()).hasSizeLessThan(30);
        assertThat(folded.nodes()).extracting(Scene.Node::name).contains("a_0_0 … a_0_15", "w_1_0_0 … w_1_15_15");
        assertThat(folded.nodes()).noneMatch(n -> n.name().startsWith("part "));
    }

    @Test
    void showsDigitsAndLogitsInFull() {
        Map<String, Scene.Node> nodes = new LinkedHashMap<>();
        fault("conv28").scene().nodes().forEach(n -> nodes.put(n.name(), n));
        assertThat(Objects.requireNonNull(nodes.get("X")).value()).isInstanceOfSatisfying(Panel.HeatMap.class, map -> {
            assertThat(map.rows()).isEqualTo(28);
            assertThat(map.columns()).isEqualTo(28);
        });
        assertThat(Objects.requireNonNull(nodes.get("Z")).value())
                .isInstanceOfSatisfying(
                        Panel.Grid.class, grid -> assertThat(grid.rows()).hasSize(10));
    }

    @Test
    void theNeuronIsThatOfTheLecture() {
        Scene scene = fault("cs231-neuron").style(Scene.Style.CIRCUIT).scene();
        assertThat(scene.nodes()).extracting(Scene.Node::op).contains("*", "+", "*-1", "exp", "+1", "1/x");
        assertThat(scene.nodes()).noneMatch(n -> n.kind() == Scene.Kind.CONSTANT);
        Map<String, String> gradients = new LinkedHashMap<>();
        scene.nodes()
                .forEach(n -> gradients.put(
                        n.name(), ((Panel.Grid) n.gradient()).rows().get(0).get(0)));
        assertThat(gradients)
                .containsEntry("w0", "-0.20")
                .containsEntry("x0", "0.39")
                .containsEntry("w1", "-0.39")
                .containsEntry("x1", "-0.59")
                .containsEntry("w2", "0.20")
                .containsEntry("f", "1.00");
        assertThat(labels(scene)).contains("* -1.00", "* 0.37", "* -0.53").doesNotContain("* 1.00");
        assertThat(scene.edges()).allMatch(e -> e.gradient().isEmpty());
        Drawing drawing = drawn(scene, Canvas.PLAIN);
        assertThat(drawing.layout().width()).isLessThan(1000);
        List<Double> heights = new ArrayList<>();
        for (String name : List.of("w0", "x0", "w1", "x1")) {
            drawing.plan().places().stream()
                    .filter(p -> p.node().name().equals(name) && !p.edge())
                    .forEach(p -> heights.add(drawing.layout()
                            .nodes()
                            .getOrDefault(p.id(), new Placement.Point(0, 0))
                            .y()));
        }
        assertThat(heights).isSorted();
    }

    @Test
    void oneConstantForEachUse() {
        Drawing drawing =
                drawn(fault("logreg3-entries").style(Scene.Style.CIRCUIT).scene(), Canvas.PLAIN);
        assertThat(drawing.plan().places()).noneMatch(p -> p.node().kind() == Scene.Kind.CONSTANT);
    }

    @Test
    void speaksChineseAndStandsOnOtherGrounds() {
        GraphView view = fault("softmaxce");
        assertThat(view.language(Language.ZH).svg()).contains("参数", "输入", "梯度").doesNotContain(">parameter<");
        assertThat(view.svg()).contains(">parameter<");
        assertThat(view.ground(Canvas.Ground.TRANSPARENT).svg()).doesNotContain("<rect");
        assertThat(view.ground(Canvas.Ground.DARK).svg())
                .contains("fill=\"" + Palette.dark(Palette.PAPER))
                .doesNotContain("\"" + Palette.INK + "\"");
        assertThat(view.html()).contains("<svg ").contains("default-src 'none'");
    }

    @Test
    void textCanBeReadOnEveryGround() {
        List<String> inks = List.of(Palette.INK, Palette.FAINT);
        List<String> papers = new ArrayList<>(List.of(Palette.PAPER, Palette.CLUSTER_FILL));
        for (Scene.Kind kind : Scene.Kind.values()) {
            papers.add(Palette.header(kind));
        }
        for (String paper : papers) {
            inks.forEach(ink -> readable(ink, paper));
        }
        readable(Palette.VALUE, Palette.VALUE_TINT);
        readable(Palette.GRADIENT, Palette.GRADIENT_TINT);
        readable(Palette.FAINT, Palette.GRADIENT_TINT);
        for (String paper : List.of(Palette.PAPER, Palette.CLUSTER_FILL)) {
            readable(Palette.LOCAL, paper);
            readable(Palette.GRADIENT, paper);
            readable(Palette.VALUE, paper);
        }
    }

    private static void readable(String ink, String paper) {
        assertThat(contrast(ink, paper)).as(ink + " on " + paper).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(Palette.dark(ink), Palette.dark(paper)))
                .as("dark: " + ink + " on " + paper)
                .isGreaterThanOrEqualTo(4.5);
    }

    private static double contrast(String a, String b) {
        double x = luminance(a);
        double y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
