package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chainrule.io.Npz;
import org.chainrule.io.SafeTensors;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path line = Path.of("");

    @BeforeEach
    void write() throws IOException {
        line = file(
                """
                dims m
                input x [m] = [0, 1, 2, 3], y [m] = [1, 3, 5, 7]
                param w [] = 0, b [] = 0
                J = mean((w*x + b - y)^2)
                """);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.cr"), text);
    }

    @Test
    void tellsOfTheLossAndPrintsWhatWasLearned() {
        Cli run = Cli.run("train", line, "--optimizer", "sgd(lr=0.1)", "--epochs", "200");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("epoch 1  step 1  loss 21");
        assertThat(lines).hasSize(24);
        assertThat(lines.get(21)).startsWith("loss ").endsWith(" after 200 steps");
        assertThat(lines.get(22)).startsWith("w = 2.00");
        assertThat(lines.get(23)).startsWith("b = 0.99");
    }

    @Test
    void jsonHasALineAStepAndOneAtTheEnd() {
        Cli run = Cli.run("train", line, "--epochs", 2, "--batch", 3, "--shuffle", "seeded", "--json", "--show", "b");
        assertThat(run.code()).as(run.err()).isZero();
        List<JsonObject> lines = run.out()
                .lines()
                .map(text -> JsonParser.parseString(text).getAsJsonObject())
                .toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(3).get("step").getAsInt()).isEqualTo(4);
        assertThat(lines.get(3).get("epoch").getAsInt()).isEqualTo(2);
        JsonObject done = lines.get(4);
        assertThat(done.get("done").getAsBoolean()).isTrue();
        assertThat(done.get("epochs").getAsInt()).isEqualTo(2);
        assertThat(done.getAsJsonObject("params").keySet()).containsExactly("b");
    }

    private static final String BLOCK =
            """
            dims m
            input x [m] = [0, 1, 2, 3], t [m] binary = [0, 0, 1, 1]
            param w [] = 0, b [] = 0
            a = sigmoid(w*x + b)
            J = -mean(t*log(a) + (1 - t)*log(1 - a))
            accuracy = mean((a > 0.5) == t)
            loss J
            train
            """;

    @Test
    void aStepPrintsAsAFormula() {
        Cli run = Cli.run(
                "train", line, "--formula", "--optimizer", "chain(clip_by_value(2), sgd(lr=0.1, momentum=0.9))");
        assertThat(run.out())
                .isEqualTo(
                        """
                        momentum_buffer_w_new := 0.9 * momentum_buffer_w + clamp(dw, min=-2, max=2)
                        momentum_buffer_b_new := 0.9 * momentum_buffer_b + clamp(db, min=-2, max=2)
                        w := w - 0.1 * momentum_buffer_w_new
                        b := b - 0.1 * momentum_buffer_b_new
                        """);
        assertThat(Cli.run("train", line, "--formula").out()).isEqualTo("w := w - 0.1 * dw\nb := b - 0.1 * db\n");
    }

    @Test
    void aCurveIsFittedInOneStep() {
        Cli run = Cli.run("train", line, "--optimizer", "levenberg_marquardt()", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonObject done = JsonParser.parseString(lines.get(1)).getAsJsonObject();
        assertThat(done.get("loss").getAsDouble()).isLessThan(1e-20);
    }

    @Test
    void samplesAreHeldBack() throws IOException {
        Path model = file(BLOCK + "epochs = 3\nmetrics = accuracy\n");
        Cli run = Cli.run("train", model, "--validation", "0.5", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject done =
                JsonParser.parseString(run.out().lines().toList().get(3)).getAsJsonObject();
        assertThat(done.getAsJsonObject("accuracy").keySet()).contains("train", "validation");
        Cli none = Cli.run("train", model, "--validation", "0.01");
        assertThat(none.err()).contains("a part of the samples between 0 and 1, such as 0.2, not 0.01 of 4");
    }

    @Test
    void linesAreReadABatchAtATime() throws IOException {
        StringBuilder lines = new StringBuilder("x,y\n");
        for (int i = 0; i < 250; i++) {
            lines.append(i % 10 / 10.0)
                    .append(',')
                    .append(1 + 2 * (i % 10 / 10.0))
                    .append('\n');
        }
        Files.writeString(folder.resolve("large.csv"), lines);
        Path model = file(
                """
                dims m
                input D [m, 2] = [[0, 1], [1, 3]]
                param w [] = 0, b [] = 0
                J = mean((w*D[:, 0] + b - D[:, 1])^2)
                """);
        Path out = folder.resolve("out");
        Object[] words = {"train", model, "--stream", "D=large.csv", "--batch", "100", "--epochs", "100", "--png"};
        Cli run = Cli.run(join(words, "--out", out));
        assertThat(run.code()).as(run.err()).isZero();
        // Two batches of 100 and one of 50.
        assertThat(run.out()).contains("after 300 steps").contains("w = 1.9").contains("epoch 100");
        assertThat(Files.readAllBytes(out.resolve("loss.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Cli.run("train", model, "--stream", "large.csv").err()).contains("the inputs are D");
        assertThat(Cli.run("train", model, "--stream", "D=none.csv").err()).contains("there is no file");
    }

    private static Object[] join(Object[] words, Object... more) {
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void theModelSaysHowItIsTrained() throws IOException {
        Path model = file(BLOCK
                + "optimizer = adam(lr=0.1)\nepochs = 60\nbatch = 2\nshuffle = seeded\n"
                + "x_test = [0.4, 2.6, 1]\nt_test = [0, 1, 1]\n");
        Cli run = Cli.run("train", model, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(121);
        assertThat(lines.get(120)).contains("\"accuracy\":{\"train\":1.0,\"test\":0.6666666666666666}");
        Cli same = Cli.run(
                "train", model, "--json", "--optimizer", "adam(lr=0.1)", "--epochs", 60, "--batch", 2, "--seed", 0);
        assertThat(same.out().lines().limit(120)).containsExactlyElementsOf(lines.subList(0, 120));
        assertThat(Cli.run("train", model).out()).contains("accuracy (train) 1\naccuracy (test) 0.6666666666666666\n");
        assertThat(Cli.run("eval", model, "--show", "accuracy").out()).isEqualTo("accuracy = 0.5\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch = 3|:9:9: train has no epoch: it has optimizer, epochs, batch, shuffle, pad, frozen, metrics|did you mean `epochs`?",
                "epochs = 0|:9:10: this has to be a whole number of at least 1|epochs = 0",
                "optimizer = adam(lr=-1)|:9:13: adam: lr is -1, and has to be at least 0|optimizer",
                "shuffle = yes|:9:11: shuffle is none or seeded|shuffle",
                "metrics = [accuracy, q]|:9:22: a metric is the name of a scalar that the model defines|metrics",
                "pad = 3|:9:7: this has to be true or false|pad",
                "frozen = [w, a]|:9:14: what is frozen is the name of a parameter|frozen",
                "z_test = 3|:9:10: there is no input z to give a value for tests|z_test",
                "x_test = x|:9:10: x has no value|x_test",
                "batch = 1; batch = 2|:9:12: batch is given twice|batch"
            })
    void whatCannotBeMeantHasItsPlace(String line, String message, String more) throws IOException {
        Cli run = Cli.run("train", file(BLOCK + line + "\n"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message, more).doesNotContain("Exception");
    }

    @Test
    void theWordStandsAlone() throws IOException {
        Cli run = Cli.run("train", file(BLOCK.strip() + " 3\n"));
        assertThat(run.err()).contains("`train` stands alone in its line; this is the number `3`");
    }

    @Test
    void aTrainingGoesOnWhereItWas() {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        assertThat(train(40, "--out", whole)).isZero();
        assertThat(train(15, "--out", parts)).isZero();
        assertThat(train(40, "--out", parts, "--resume")).isZero();
        for (String name : List.of("state.npz", "params.npz")) {
            assertThat(parts.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
        assertThat(Npz.read(whole.resolve("params.npz")).keySet()).containsExactly("w", "b");
        assertThat(whole).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    private int train(int epochs, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", line, "--optimizer", "adam(lr=0.1)", "--batch", 3));
        words.addAll(List.of("--shuffle", "seeded", "--epochs", epochs));
        words.addAll(List.of(more));
        Cli run = Cli.run(words.toArray());
        assertThat(run.err()).isEmpty();
        return run.code();
    }

    @Test
    void whatCannotGoOnIsSaid() throws IOException {
        assertThat(Cli.run("train", line, "--resume").err()).contains("--resume needs the folder of the training");
        Path out = folder.resolve("out");
        assertThat(Cli.run("train", line, "--resume", "--out", out).err()).contains("there is nothing to go on from");
        train(3, "--out", out);
        Cli other = Cli.run("train", line, "--resume", "--out", out, "--optimizer", "sgd(lr=0.1)");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("state.npz: the saved state is of another model or optimizer");
        Files.writeString(out.resolve("state.npz"), "damaged");
        assertThat(Cli.run("train", line, "--resume", "--out", out).err()).contains("is not a numpy .npz file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--optimizer|sgd(lr=x)|there is no optimizer x",
                "--batch|many|--batch is a number of samples, or full, not many",
                "--batch|0|a batch has at least 1 sample, not 0",
                "--epochs|0|the number of epochs is at least 1, not 0",
                "--shuffle|yes|--shuffle is none or seeded, not yes",
                "--show|v|--show: there is no parameter v; there are w, b",
                "--optimizer|sgd(lr=1e200)|is not finite, and the parameters stay as they were before it",
            })
    void refusesInOneSentence(String option, String value, String message) {
        Cli run = Cli.run("train", line, option, value);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("chainrule: ").contains(message).doesNotContain("Exception");
    }

    @Test
    void aModelWithoutDataIsRefused() throws IOException {
        Cli run = Cli.run("train", file("dims m\ninput x [m]\nparam w [] = 0\nJ = mean((w*x)^2)\n"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("x has no value: give it one in");
        Cli none = Cli.run("train", file("input x [2] = [1, 2]\nJ = sum(x^2)\n"));
        assertThat(none.err()).contains("has no parameter that the loss depends on");
        Cli samples =
                Cli.run("train", file("input x [2] = [1, 2]\nparam w [] = 0\nJ = sum((w*x)^2)\n"), "--batch", "1");
        assertThat(samples.err()).contains("batches need a free number of samples");
    }

    @Test
    void aFolderHasEverythingOfATraining() throws IOException {
        Path out = folder.resolve("out");
        assertThat(train(20, "--out", out)).isZero();
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "log.csv",
                        "log.jsonl",
                        "loss.svg",
                        "params.npz",
                        "params.safetensors",
                        "provenance.json",
                        "state.npz");
        assertThat(SafeTensors.read(out.resolve("params.safetensors"))).isEqualTo(Npz.read(out.resolve("params.npz")));
        JsonObject provenance = JsonParser.parseString(Files.readString(out.resolve("provenance.json")))
                .getAsJsonObject();
        assertThat(provenance.getAsJsonArray("command").get(0).getAsString()).isEqualTo("train");
        assertThat(provenance
                        .getAsJsonArray("files")
                        .get(0)
                        .getAsJsonObject()
                        .get("sha256")
                        .getAsString())
                .hasSize(64);
        assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSize(41);
        Files.writeString(out.resolve(".state.npz.17.tmp"), "half");
        assertThat(train(25, "--out", out, "--resume")).isZero();
        assertThat(out.resolve(".state.npz.17.tmp")).doesNotExist();
        assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSize(51);
    }

    @Test
    void whatHasOverflownIsKeptAsItWasBefore() {
        Path out = folder.resolve("out");
        Cli run = Cli.run("train", line, "--optimizer", "sgd(lr=1e200)", "--out", out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("step 2 is not finite");
        assertThat(Npz.read(out.resolve("params.npz")).values()).allMatch(Tensor::isFinite);
    }

    @Test
    void aTrainingThatIsNotGettingBetterEnds() throws IOException {
        Path flat = file("dims m\ninput x [m] = [1, 2]\nparam w [] = 1\nJ = mean((w*x)^2)\n");
        Path out = folder.resolve("out");
        Cli run = Cli.run(
                "train", flat, "--optimizer", "sgd(lr=0)", "--patience", 3, "--epochs", 50, "--out", out, "--plot");
        assertThat(run.out()).contains("after 4 steps", "\u2800");
        Cli again = Cli.run(
                "train", flat, "--optimizer", "sgd(lr=0)", "--patience", 3, "--epochs", 50, "--out", out, "--resume");
        assertThat(again.out()).contains("after 4 steps");
    }

    @Test
    void metricsOfAllKinds() throws IOException {
        Path model = file(BLOCK + "epochs = 30\nmetrics = [accuracy, auc(a, t), r2(a, t), confusion(a > 0.5, t)]\n");
        Cli run = Cli.run("train", model);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("auc (train) 1\n", "r2 (train) 0.", "confusion (train)\n  [[1, 1],\n   [0, 2]]");
        assertThat(Cli.run("train", model, "--json").out())
                .contains("\"auc\":{\"train\":1.0}", "\"confusion\":{\"train\":{\"shape\":[2,2],\"data\":[");
    }

    @Test
    void theHealthOfATraining() throws IOException {
        Path model = file(
                """
                dims m
                input X [2, m] = [[0, 0, 1, 1], [0, 1, 0, 1]], Y [1, m] = [[0, 1, 1, 1]]
                param W1 [2, 2] = zeros, W2 [1, 2] = zeros, b2 [1, 1] = 0
                A = tanh(W1 @ X)
                J = mean(bce_with_logits(W2 @ A + b2, Y))
                """);
        Cli run = Cli.run("train", model, "--epochs", 2, "--health");
        assertThat(run.out())
                .contains("after step 0:\nparameter  |gradient|", "after step 2:\n", "\nA           0.0 %");
        assertThat(run.err()).contains("warning: the units of W1 are all alike, and stay so");
        Path out = folder.resolve("out");
        Cli.run("train", model, "--epochs", 250, "--health", "--out", out);
        assertThat(Files.readAllLines(out.resolve("health.csv")))
                .contains("epoch,parameter,gradient,weight,update")
                .hasSizeBetween(300, 700);
        assertThat(Files.readString(out.resolve("health.svg"))).contains(">b2<", ">|gradient|<");
        assertThat(Cli.run("train", model, "--epochs", 2).err()).contains("warning: the units of W1 are all alike");
    }

    @Test
    void theMapOfDecisionsIsDrawn() {
        Path out = folder.resolve("out");
        Path model = Path.of("examples/training/playground-gauss.cr");
        Cli run = Cli.run("train", model, "--epochs", 2, "--map", "z", "--out", out);
        assertThat(run.err()).isEmpty();
        assertThat(out.resolve("map.svg")).content().contains("<circle", "<rect");
        assertThat(Cli.run("train", model, "--epochs", 1, "--map", "z").err()).contains("--map needs a folder");
        assertThat(Cli.run("train", model, "--epochs", 1, "--map", "q", "--out", out)
                        .err())
                .contains("defines no q");
    }

    @Test
    void whatAForgottenFactorCosts() throws IOException {
        Path model = Path.of("examples/training/forgotten-slope.cr");
        Path out = folder.resolve("out");
        Cli run = Cli.run("train", "--gradient", model, "--out", out, "--plot");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("step 200  right gradient 0.1005", "by hand 0.2786");
        assertThat(Files.readString(out.resolve("gradient.svg"))).contains(">by hand<", ">right gradient<");
        assertThat(Cli.run("train", "--gradient", model, "--json", "--epochs", 3)
                        .out())
                .contains("{\"step\":3,\"loss\":0.", "\"by_hand\":0.");
        Path none = file("dims m\ninput x [m] = [1, 2]\nparam w [2] = 1\nJ = mean((sum(w)*x)^2)\n");
        assertThat(Cli.run("train", "--gradient", none).err()).contains("derives no gradient of a parameter");
        Path shape = file(Files.readString(none) + "derive J\ndw = mean(x)\n");
        assertThat(Cli.run("train", "--gradient", shape).err())
                .contains("dw has shape [], and w has shape [2]: no step can be made with it");
        Path wild =
                file("dims m\ninput x [m] = [1, 2]\nparam w [] = 1\nJ = mean(exp(w*x))\nderive J\ndw = -1e9*sum(x)\n");
        assertThat(Cli.run("train", "--gradient", wild).out()).contains("by hand: step 2 is not finite");
    }

    @Test
    void whatWasLearnedIsUsed() throws IOException {
        Path out = folder.resolve("out");
        train(30, "--out", out);
        Tensor w = Objects.requireNonNull(Npz.read(out.resolve("params.npz")).get("w"));
        for (String name : List.of("params.npz", "params.safetensors")) {
            Cli run = Cli.run("eval", line, "--params", out.resolve(name), "--show", "w,J");
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("w = " + w.item() + "\nJ = ");
        }
        Cli more = Cli.run("train", line, "--params", out.resolve("params.npz"), "--epochs", 1, "--json");
        assertThat(more.out()).contains("\"step\":1,").doesNotContain("\"loss\":21.0");
        Path other = Files.writeString(folder.resolve("other.cr"), "param w [2] = 0, c [] = 0\nJ = sum(w^2) + c^2\n");
        assertThat(Cli.run("eval", other, "--params", out.resolve("params.npz")).err())
                .contains("params.npz is of another model: its w has shape [], and that of the model [2]; it has no c; "
                        + "its b is no parameter of the model");
        assertThat(Cli.run("train", other, "--params", out.resolve("params.npz"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aPredictionDropsNothing() throws IOException {
        Path model = file(
                """
                dims m
                input x [m] = [1, 1, 1, 1]
                param w [] = 1
                y = dropout(w*x, p=0.5)
                J = mean((y - 1)^2)
                """);
        Path out = folder.resolve("out");
        assertThat(Cli.run("train", model, "--epochs", 3, "--out", out, "--optimizer", "sgd(lr=0)")
                        .out())
                .contains("loss 1\n", "loss 0 after 3 steps");
        assertThat(Cli.run("eval", model, "--params", out.resolve("params.npz"), "--show", "y")
                        .out())
                .isEqualTo("y [4] = [1, 1, 1, 1]\n");
    }
}
