package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.cli.Main;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Adjoint;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is printed can be read back, and is the gradient: at random feasible points, with sizes that are all distinct. */
class PrintedGradientsTest {
    @TestFactory
    Stream<DynamicTest> ofModels() {
        return PrintedModels.all().entrySet().stream()
                .map(model -> DynamicTest.dynamicTest(model.getKey(), () -> check(model.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> ofExamples() {
        return Examples.withLoss().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(Files.readString(file))));
    }

    /** Of the lines printed for all these models, two contain an op that proofs do not look into. */
    @Test
    void fedBackToTheCheckerTheyAreProved(@TempDir Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, String> entry : PrintedModels.all().entrySet()) {
            Model model = Model.parse(entry.getValue(), new Model.Settings(false, 0));
            String printed = Explanation.of(model.loss()).names(model.names()).text();
            Path file = folder.resolve(entry.getKey().replaceAll("\\W+", "-") + ".cr");
            Files.writeString(file, entry.getValue() + "\nloss J\n" + printed);
            files.add(file.toString());
        }
        files.addAll(0, List.of("check", "--json"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), files.toArray(String[]::new));
        assertThat(code).as(err.toString() + out).isZero();
        List<String> verdicts = Pattern.compile("\"verdict\":\"(\\w+)\"")
                .matcher(out.toString())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(verdicts).hasSizeGreaterThan(90).containsOnly("proved", "agrees");
        assertThat(verdicts.stream().filter(verdict -> verdict.equals("agrees")))
                .hasSizeLessThanOrEqualTo(2);
    }

    private static void check(String text) {
        String forward = beforeDerivation(text);
        Model model = Model.parse(forward, new Model.Settings(false, 0));
        Explanation explanation = Explanation.of(model.loss()).names(model.names());
        String printed = explanation.text();
        // The statement that begins a derivation, as a reader of the file will see it.
        assertThat(Model.parse(forward + "\n" + printed).claims())
                .hasSize(1 + explanation.lines().size());

        // Lines become definitions under names of their own, and so are evaluated like any other.
        String asDefinitions = printed.lines().skip(1).reduce("", (a, b) -> a + b + "\n");
        for (Line line : explanation.lines()) {
            asDefinitions = asDefinitions.replaceAll(
                    "(?<![\\w/])" + line.name() + "(?!\\w)", "q_" + line.name().replace("/", "_"));
        }
        String whole = forward + "\nloss " + model.lossName().orElseThrow() + "\n" + asDefinitions;
        Model read = Model.parse(whole, new Model.Settings(false, 0));
        Gradient gradient = Gradient.of(read.loss());
        List<Node> outputs = new ArrayList<>();
        Map<Node, Node> pairs = new LinkedHashMap<>();
        for (Line line : explanation.lines()) {
            Node claim = read.get("q_" + line.name().replace("/", "_"));
            line.variable().ifPresent(variable -> {
                String name = Explanations.nameOf(model, variable);
                if (!name.isEmpty() && gradient.adjoint(read.get(name)) instanceof Adjoint.Value value) {
                    pairs.put(claim, value.node());
                    outputs.addAll(List.of(claim, value.node()));
                    assertThat(claim.shape().sameShape(value.node().shape()))
                            .as("%s %s in%n%s", line.name(), claim.shape(), printed)
                            .isTrue();
                }
            });
        }
        assertThat(pairs).as(printed).isNotEmpty();
        for (int seed = 0; seed < 3; seed++) {
            List<Binding> point =
                    RandomPoint.of(outputs, new SplittableRandom(seed)).bindings();
            Values values = Interpreter.run(outputs, point);
            pairs.forEach((claim, truth) ->
                    close(values.get(claim), values.get(truth), claim.label().orElse("") + whole));
        }
    }

    private static void close(Tensor claim, Tensor truth, String where) {
        double scale = 1e-9;
        for (int i = 0; i < truth.count(); i++) {
            scale = Math.max(scale, Math.abs(truth.at(i)));
        }
        for (int i = 0; i < truth.count(); i++) {
            assertThat(Math.abs(claim.at(i) - truth.at(i))).as(where).isLessThan(1e-9 * scale + 1e-12);
        }
    }

    private static String beforeDerivation(String text) {
        return text.lines().takeWhile(line -> !line.startsWith("derive")).reduce("", (a, b) -> a + b + "\n");
    }

    /** The models in the folder of examples that have something to differentiate. */
    static final class Examples {
        private Examples() {}

        static List<Path> withLoss() {
            try (Stream<Path> files = Files.list(Path.of("examples"))) {
                return files.filter(file -> file.toString().endsWith(".cr"))
                        .filter(file -> !file.getFileName().toString().startsWith("mnist")) // whose data is not here
                        .filter(file -> Model.read(file).lossName().isPresent())
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Explanations {
        private Explanations() {}

        static String nameOf(Model model, Node node) {
            return model.names().entrySet().stream()
                    .filter(entry -> entry.getValue() == node)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
        }
    }
}
