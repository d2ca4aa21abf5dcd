package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example runs, prints what its golden file says, and computes the figures of the lectures.
 * {@code -Dgolden.update=true} writes the golden files anew, to be read before they are committed.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "examples");

    @TempDir
    private static Path classes;

    /** Those that have all they need; the ones about MNIST are run in {@code TrainingExamplesTest}. */
    static List<String> models() throws IOException {
        return files(EXAMPLES, ".cr").stream()
                .filter(name -> !name.startsWith("mnist"))
                .toList();
    }

    static List<String> programs() throws IOException {
        return files(EXAMPLES, ".java");
    }

    private static List<String> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String program : programs()) {
            sources.put(program.replace(".java", ""), Files.readString(EXAMPLES.resolve(program)));
        }
        InProcess.compile(sources, classes);
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelEvaluates(String name) throws IOException {
        compare(name, InProcess.cli("eval", EXAMPLES.resolve(name).toString()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programPrints(String name) throws IOException {
        compare(name, InProcess.main(classes, name.replace(".java", "")));
    }

    private static void compare(String name, String actual) throws IOException {
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, actual);
        }
        assertThat(golden).exists();
        Printed.assertSame(actual, Files.readString(golden));
    }

    @Test
    void everyGoldenFileIsUsed() throws IOException {
        List<String> used = Stream.concat(models().stream(), programs().stream())
                .map(name -> name + ".txt")
                .sorted()
                .toList();
        assertThat(files(GOLDEN, "")).isEqualTo(used);
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelIsDrawn(String name, @TempDir Path folder) throws IOException {
        // One through the layout engine, which takes a while to start; the text it would lay out for the others.
        String ending = name.startsWith("two-layer") ? ".svg" : ".dot";
        Path picture = folder.resolve(name + ending);
        InProcess.cli("view", EXAMPLES.resolve(name).toString(), "-o", picture.toString());
        assertThat(picture).isNotEmptyFile();
        assertThat(Files.readString(picture)).contains(ending.equals(".svg") ? "<svg" : "digraph");
    }

    /** The values of the names of a model, all flat. */
    private static double[] value(Model model, String expression) {
        Node node = model.expression(expression);
        Tensor value = Chainrule.eval(node, model.bindings());
        double[] entries = new double[value.count()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = value.at(i);
        }
        return entries;
    }

    private static void check(String file, Map<String, double[]> expected) {
        Model model = Model.read(EXAMPLES.resolve(file));
        expected.forEach((expression, figures) ->
                assertThat(value(model, expression)).as(expression).containsExactly(figures, within(1e-9)));
    }

    private static double[] figures(double... values) {
        return values;
    }

    @Test
    void computationGraph() {
        check(
                "graph-3a-plus-bc.cr",
                Map.of(
                        "J", figures(33),
                        "da", figures(3),
                        "db", figures(6),
                        "dc", figures(9),
                        "dv", figures(3),
                        "du", figures(3)));
        assertThat(value(Model.read(EXAMPLES.resolve("graph-3a-plus-bc.cr")), "nudged"))
                .containsExactly(figures(3), within(1e-9));
    }

    @Test
    void logisticRegression() {
        check(
                "logistic-regression.cr",
                Map.of(
                        "J", figures(0.6931471805599453),
                        "dw", figures(1 / 3.0, -0.75),
                        "db", figures(-1 / 6.0)));
    }

    @Test
    void twoLayerNetwork() {
        double[] dw1 = {-0.000911629484, 0.001107520226, 0.002956772719, 0.003405343504, 0.00265630631, -0.001089376081
        };
        check(
                "two-layer.cr",
                Map.of(
                        "J", figures(0.6937134309999965),
                        "grad(J, W1)", dw1,
                        "grad(J, b1)", figures(0.003343858674, 0.000979118396, 0.005493298415),
                        "grad(J, W2)", figures(-0.000576244866, -0.009278673294, -0.001791090467),
                        "grad(J, b2)", figures(0.006370547212880037)));
    }

    @Test
    void softmaxWithCrossEntropy() {
        double[] jacobian = {
            0.18723732,
            -0.03415687,
            -0.15308045,
            -0.03415687,
            0.1181692,
            -0.08401233,
            -0.15308045,
            -0.08401233,
            0.23709278
        };
        Model model = Model.read(EXAMPLES.resolve("softmax-cross-entropy.cr"));
        // The figures have eight digits.
        assertThat(value(model, "p")).containsExactly(figures(0.24947518, 0.13691488, 0.61360993), within(5.1e-9));
        assertThat(value(model, "dz")).containsExactly(figures(0.24947518, 0.13691488, -0.38639007), within(5.1e-9));
        assertThat(value(model, "S")).containsExactly(jacobian, within(5.1e-9));
        assertThat(value(model, "S - G")).containsExactly(new double[9], within(1e-15));
        assertThat(value(model, "dz - (p - y)")).containsExactly(new double[3], within(1e-15));
    }

    @Test
    void perceptrons() {
        check(
                "xnor-perceptrons.cr",
                Map.of(
                        "G1", figures(1, -1, -1, -3, 3, 1, 1, -1),
                        "H", figures(1, 0, 0, 0, 1, 1, 1, 0),
                        "xnor", figures(1, 0, 0, 1),
                        "xor", figures(0, 1, 1, 0)));
    }

    @Test
    void edgeDetection() {
        double[] valid = {-5, -4, 0, 8, -10, -2, 2, 3, 0, -2, -4, -7, -3, -2, -3, -16};
        double[] negative = new double[valid.length];
        for (int i = 0; i < valid.length; i++) {
            negative[i] = -valid[i];
        }
        check(
                "edge-detection.cr",
                Map.of(
                        "valid", valid,
                        "truth", negative,
                        "same[0, :]", figures(-5, -5, -6, -1, 6, 10),
                        "same[5, :]", figures(-6, 0, -2, 1, -9, 5),
                        "light_to_dark[2, :]", figures(0, 30, 30, 0),
                        "dK", figures(50, 62, 65, 57, 63, 68, 47, 52, 66)));
    }

    @Test
    void logisticHessian() {
        Model model = Model.read(EXAMPLES.resolve("logistic-hessian.cr"));
        assertThat(value(model, "H - closed")).containsExactly(new double[4], within(1e-15));
        assertThat(value(model, "Hv - direct")).containsExactly(new double[2], within(1e-15));
        assertThat(value(model, "lowest")[0]).isPositive();
    }
}
