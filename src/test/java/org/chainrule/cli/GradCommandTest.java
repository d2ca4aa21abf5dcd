package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Golden;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradCommandTest {
    private static final List<List<String>> FORMS = List.of(
            List.of(),
            List.of("--latex"),
            List.of("--steps"),
            List.of("--steps", "--latex"),
            List.of("--element"),
            List.of("--element", "--latex"));

    @TempDir
    private Path folder = Path.of("");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".cr"))
                    .filter(file -> !file.getFileName().toString().startsWith("mnist")) // whose data is not here
                    .filter(file -> Model.read(file).lossName().isPresent())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExample(Path file) {
        StringBuilder all = new StringBuilder();
        for (List<String> form : FORMS) {
            List<Object> words = new ArrayList<>(List.of("grad"));
            words.addAll(form);
            words.add(file);
            Cli run = Cli.run(words.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            all.append("$ chainrule grad ")
                    .append(form.stream().map(word -> word + " ").collect(Collectors.joining()))
                    .append(file.getFileName())
                    .append('\n')
                    .append(run.out())
                    .append('\n');
        }
        Golden.check("explain/" + file.getFileName() + ".txt", all.toString());
    }

    @Test
    void byWhatOneAsksFor() {
        Path file = Cli.model(
                folder, "m.cr", "input x [3]\nparam w [3], c []\nz = w * x\nJ = sum(z^2)\nK = sum(z)\nloss J\n");
        assertThat(Cli.run("grad", "--wrt", "z", file).out()).isEqualTo("derive J\ndz = 2 * z\n");
        assertThat(Cli.run("grad", "--of", "K", "--wrt", "w", file).out()).isEqualTo("derive K\ndw = x\n");
        assertThat(Cli.run("grad", "--wrt", "c", file).out()).isEqualTo("derive J\n# J does not depend on c\n");
    }

    @Test
    void aJacobianCaseByCase() {
        Path file = Cli.model(folder, "m.cr", "dims n\ninput z [n]\ny = softmax(z)\n");
        String element =
                """
                ∂y[i]/∂z[j] = δ[i,j] y[i] - y[i] y[j]                    # i = 1..n, j = 1..n
                            = y[i] (1 - y[i])                            # if i = j
                            = -y[i] y[j]                                 # if i ≠ j
                """;
        assertThat(Cli.run("grad", "--of", "y", "--element", file).out()).isEqualTo(element);
        assertThat(Cli.run("grad", "--of", "y", "--wrt", "z", file).out())
                .startsWith("check jacobian(y, z) == diag(y) - outer(y, y)\n# ∂y[i]/∂z[j] = ");
        assertThat(Cli.run("grad", "--of", "y", "--latex", file).out())
                .contains("y_{i} \\left(1 - y_{i}\\right) & \\text{if } i = j \\\\\n");
        assertThat(Cli.run("grad", "--of", "y", "--json", file).out())
                .contains("\"shape\":[\"n\",\"n\"]")
                .contains(
                        "{\"when\":{\"text\":\"if i ≠ j\",\"latex\":\"\\\\text{if } i \\\\ne j\"},\"value\":{\"text\":"
                                + "\"-y[i] y[j]\",\"latex\":\"-y_{i} y_{j}\"}}")
                .contains("\"matrix\":{\"text\":\"diag(y) - outer(y, y)\"");
    }

    @Test
    void stepsAsJson() {
        Path file = Cli.model(folder, "two.cr", TWO);
        assertThat(Cli.run("grad", "--json", file).out()).doesNotContain("\"steps\"");
        JsonObject found = JsonParser.parseString(
                        Cli.run("grad", "--steps", "--json", file).out())
                .getAsJsonObject();
        JsonObject step = found.getAsJsonArray("steps").get(0).getAsJsonObject();
        assertThat(step.get("name").getAsString()).isEqualTo("dz2");
        assertThat(step.get("result").getAsString()).isEqualTo("z2 - y");
        JsonObject way = step.getAsJsonArray("ways").get(0).getAsJsonObject();
        assertThat(way.get("through").getAsString()).isEqualTo("J");
        assertThat(way.getAsJsonArray("local")).isNotEmpty();
    }

    @Test
    void whatCannotBeDifferentiated() {
        Path file = Cli.model(folder, "m.cr", "input x [3]\ny = 2 * x\n");
        Cli run = Cli.run("grad", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("defines no scalar that could be the loss");
        assertThat(Cli.run("grad", "--of", "y", "--steps", file).err())
                .isEqualTo(
                        "chainrule: --steps, --shapes and --entries explain the gradient of a scalar, and y has shape"
                                + " [3]; a Jacobian has the forms --element, --latex and --json\n");
        assertThat(Cli.run("grad", "--wrt", "q", file).code()).isEqualTo(2);
    }

    private static final String TWO =
            "input x [3], y [2]\nparam W1 [4, 3], W2 [2, 4]\nz1 = W1 @ x\nz2 = W2 @ tanh(z1)\nJ = sum((z2 - y)^2) / 2\n";

    @Test
    void layersThatRepeat() {
        Path file = Cli.model(folder, "two.cr", TWO);
        Cli run = Cli.run("grad", "--layers", file);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        # layers 1 to 2 repeat, L = 2
                        # z[l] = W[l] @ a[l-1]                                   # l = 1, 2
                        # a[0] = x
                        derive J
                        a[l] = tanh(z[l])                                        # l = 1
                        dz[L] = z[L] - y
                        dz[l] = (W[l+1].T @ dz[l+1]) * tanh'(z[l])               # l = 1
                        dW[l] = outer(dz[l], a[l-1])                             # l = 1, 2
                        # tanh'(z[l]) = 1 - a[l]^2                               # l = 1
                        # ∂z[l+1]/∂z[l] = W[l+1] @ diag(tanh'(z[l]))             # l = 1
                        # every line with l is proved to be the gradient of the model, for each l
                        """);
        assertThat(Cli.run("grad", "--layers", "--latex", file).out())
                .startsWith("\\begin{aligned}\nz^{l} &= W^{l} a^{l-1} && l = 1, 2 \\\\\n")
                .contains("\\delta^{L} &= z^{L} - y && L = 2 \\\\\n")
                .contains(
                        "\\delta^{l} &= \\frac{\\partial J}{\\partial z^{l}} = \\left({\\left(W^{l+1}\\right)}^{\\top}"
                                + " \\delta^{l+1}\\right) \\odot \\tanh'\\left(z^{l}\\right) && l = 1 \\\\\n")
                .contains("\\frac{\\partial J}{\\partial W^{l}} &= \\delta^{l} {\\left(a^{l-1}\\right)}^{\\top}")
                .contains("\\frac{\\partial z^{l+1}}{\\partial z^{l}} &= W^{l+1}"
                        + " \\operatorname{diag}\\left(\\tanh'\\left(z^{l}\\right)\\right)");
    }

    @Test
    void layersAsJson() {
        Path file = Cli.model(folder, "two.cr", TWO);
        JsonObject found = JsonParser.parseString(
                        Cli.run("grad", "--layers", "--json", file).out())
                .getAsJsonObject();
        JsonObject layers = found.getAsJsonArray("layers").get(0).getAsJsonObject();
        assertThat(layers.get("state").getAsString()).isEqualTo("z");
        assertThat(layers.get("first").getAsInt()).isEqualTo(1);
        assertThat(layers.get("last").getAsInt()).isEqualTo(2);
        JsonObject step = layers.getAsJsonArray("lines").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(line -> line.get("kind").getAsString().equals("step"))
                .findFirst()
                .orElseThrow();
        assertThat(step)
                .hasToString("{\"kind\":\"step\",\"name\":\"dz[l]\",\"text\":\"(W[l+1].T @ dz[l+1]) * tanh'(z[l])\","
                        + "\"latex\":\"\\\\delta^{l} = \\\\left({\\\\left(W^{l+1}\\\\right)}^{\\\\top} \\\\delta^{l+1}"
                        + "\\\\right) \\\\odot \\\\tanh'\\\\left(z^{l}\\\\right)\","
                        + "\"for\":[1],\"proved\":[1],\"agrees\":[]}");
    }

    @Test
    void noLayersThatRepeat() {
        Path file = Cli.model(folder, "m.cr", "input x [3]\nparam w [3]\nJ = sum((w * x)^2)\n");
        Cli run = Cli.run("grad", "--layers", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("chainrule: no layers repeat: looked for quantities of one name with the numbers of layers,"
                        + " such as Z1, Z2 or W1, W2, each computed from the one before in the same way. No two"
                        + " quantities have one name and different numbers\n");
        Cli steps = Cli.run("grad", "--layers", "--steps", Cli.model(folder, "two.cr", TWO));
        assertThat(steps.code()).isEqualTo(2);
        assertThat(steps.err())
                .isEqualTo("chainrule: --layers prints one derivation of all gradients: leave out --wrt, --steps,"
                        + " --element, --entries and --shapes\n");
    }
}
