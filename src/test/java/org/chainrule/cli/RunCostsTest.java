package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.exec.compile.PlanReport;
import org.chainrule.exec.compile.PlanReport.Row;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.view.GraphView;
import org.chainrule.view.Panel;
import org.chainrule.view.Pictures;
import org.chainrule.view.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCostsTest {
    private static final Path SHOWN = Path.of("docs/pictures/profile.svg");

    private static final String NETWORK =
            """
            input X [784, 64], Y [10, 64]
            param W1 [100, 784], b1 [100, 1], W2 [10, 100], b2 [10, 1]
            Z1 = W1 @ X + b1
            A1 = sigmoid(Z1)
            Z2 = W2 @ A1 + b2
            J = softmax_cross_entropy(Z2, Y, axis=0)
            """;

    @TempDir
    private Path folder = Path.of("");

    /** A model and a plan of its training step in which every thousand operations take a microsecond. */
    private record Measured(Node result, GraphView view, PlanReport plan) {
        static Measured of(String text, boolean backward) {
            Model model = Model.parse(text);
            Node result = model.lossName().isPresent() ? model.loss() : model.get("y");
            GraphView view = GraphView.of(result).names(model.names()).formulas(model.formulas());
            PlanReport plan = Program.plain(RunCosts.outputs(result, backward, false), DType.F64)
                    .explain(Sizes.NONE);
            List<Row> rows = new ArrayList<>();
            for (Row row : plan.rows()) {
                rows.add(new Row(row.text(), row.flops(), row.bytes(), row.flops() * 1e-9, row.parts()));
            }
            return new Measured(result, view, new PlanReport(rows, plan.kernels(), plan.bytes(), plan.asked()));
        }

        RunCosts costs() {
            return new RunCosts(result, view.drawn(), plan, Sizes.NONE);
        }

        double seconds() {
            return plan.rows().stream().mapToDouble(Row::seconds).sum();
        }
    }

    private static Map<String, Scene.Node> boxes(Measured measured) {
        Map<String, Scene.Node> boxes = new HashMap<>();
        measured.costs().on(measured.view()).nodes().forEach(node -> boxes.put(node.name(), node));
        return boxes;
    }

    private static Panel.Cost cost(Panel panel) {
        assertThat(panel).isInstanceOf(Panel.Cost.class);
        return (Panel.Cost) panel;
    }

    @Test
    void everythingBelongsToOneBox() {
        Measured measured = Measured.of(NETWORK, true);
        List<Panel.Cost> costs = measured.costs().on(measured.view()).nodes().stream()
                .flatMap(node -> Stream.of(node.value(), node.gradient()))
                .filter(Panel.Cost.class::isInstance)
                .map(Panel.Cost.class::cast)
                .toList();
        double seconds = costs.stream().mapToDouble(Panel.Cost::seconds).sum();
        double bytes = costs.stream().mapToDouble(Panel.Cost::bytes).sum();
        assertThat(seconds).isCloseTo(measured.seconds(), within(1e-12));
        assertThat(costs).allMatch(cost -> Math.abs(cost.allSeconds() - seconds) < 1e-12);
        assertThat(costs).allMatch(cost -> Math.abs(cost.allBytes() - bytes) < 1e-6);
    }

    private static org.assertj.core.data.Offset<Double> within(double most) {
        return org.assertj.core.data.Offset.offset(most);
    }

    @Test
    void productsAreWhereTheyStandInTheFormula() {
        Map<String, Scene.Node> boxes = boxes(Measured.of(NETWORK, true));
        double product = 2.0 * 100 * 784 * 64 * 1e-9;
        // The product and the sum of its entries with b1 are the formula of Z1; its array is read backwards, too.
        assertThat(cost(box(boxes, "Z1").value()).seconds()).isBetween(product, 1.01 * product);
        assertThat(cost(box(boxes, "W1").gradient()).seconds()).isCloseTo(product, within(1e-12));
        assertThat(cost(box(boxes, "W1").gradient()).bytes()).isEqualTo(8.0 * 100 * 784);
        assertThat(cost(box(boxes, "W1").value())).satisfies(cost -> {
            assertThat(cost.seconds()).isZero();
            assertThat(cost.bytes()).isEqualTo(8.0 * 100 * 784);
        });
        assertThat(box(boxes, "X").gradient()).isEqualTo(Panel.none());
    }

    private static Scene.Node box(Map<String, Scene.Node> boxes, String name) {
        Scene.Node box = boxes.get(name);
        assertThat(box).as(name).isNotNull();
        return java.util.Objects.requireNonNull(box);
    }

    @Test
    void aLoopIsSharedByOperations() {
        Map<String, Scene.Node> boxes =
                boxes(Measured.of("input x [1000]\na = tanh(x)\nb = a + 1\ny = b * 2\n", false));
        double a = cost(box(boxes, "a").value()).seconds();
        assertThat(cost(box(boxes, "b").value()).seconds()).isCloseTo(a / 10, within(1e-12));
        // What the loop alone needs has no array.
        assertThat(cost(box(boxes, "a").value()).bytes()).isZero();
        assertThat(cost(box(boxes, "y").value()).bytes()).isEqualTo(8000);
        assertThat(Measured.of("input x [1000]\na = tanh(x)\ny = a * 2\n", false)
                        .costs()
                        .note()
                        .toString())
                .isEqualTo(
                        "1 of 1 steps compute several quantities in one loop; their time is shared out by operations");
    }

    @Test
    void thePictureInTheDocsIsFresh() throws IOException {
        Measured measured = Measured.of(NETWORK, true);
        RunCosts costs = measured.costs();
        GraphView view = measured.view().title(costs.heading().toString());
        Path drawn = folder.resolve("profile.svg");
        Pictures.write(costs.on(view), drawn);
        if (Boolean.getBoolean("golden.update")) {
            Files.copy(drawn, SHOWN, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(drawn)).isEqualTo(Files.readString(SHOWN));
    }

    @Test
    void theCommandMeasures() throws IOException {
        Path model = Cli.model(folder, "m.cr", "input x [] = 3\nparam w [] = 2\nz = w * x\nJ = z^2\n");
        Path out = folder.resolve("m.dot");
        Cli run = Cli.run("view", model, "-o", out, "--profile");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        "1 of 1 steps compute several quantities in one loop; their time is shared out by operations\n");
        assertThat(Files.readString(out))
                .containsPattern(">a run: [0-9.]+ .?s and [0-9]+ B of arrays; of both each box")
                .containsPattern(">[0-9.]+ [nµm]s<");
        assertThat(Cli.run("view", model, "--mermaid", "--profile", "--lang", "zh")
                        .out())
                .contains("µs");
        assertThat(Cli.run("view", model, "-o", out, "--profile", "--no-values"))
                .isEqualTo(new Cli(2, "", "chainrule: --profile shows numbers: leave out --no-values\n"));
        Path singular = Cli.model(folder, "singular.cr", "input A [2, 2] = ones\nJ = sum(inv(A))\n");
        assertThat(Cli.run("view", singular, "-o", out, "--profile").err())
                .startsWith("chainrule: " + singular + ":2:9: cannot compute inv(A): the matrix is singular");
    }
}
