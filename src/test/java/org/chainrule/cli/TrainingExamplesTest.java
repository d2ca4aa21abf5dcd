package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiments of the lectures, and some more: each is trained as it stands and comes to what its lecture says (forgotten-slope in {@code TrainCommandTest}). */
class TrainingExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final Path TRAINED = EXAMPLES.resolve("training");

    @TempDir
    private Path folder = Path.of("");

    private static JsonObject last(Cli run) {
        assertThat(run.code()).as(run.err()).isZero();
        return JsonParser.parseString(run.out().lines().reduce((a, b) -> b).orElse(""))
                .getAsJsonObject();
    }

    private static double metric(JsonObject done, String name, String set) {
        return done.getAsJsonObject(name).get(set).getAsDouble();
    }

    @ParameterizedTest
    @CsvSource({
        "perceptron, and_right, train, 1, 1",
        "perceptron, or_right, train, 1, 1",
        "perceptron, xor_right, train, 0, 0.75",
        "rosenblatt, accuracy, train, 1, 1",
        "exclusive-or, accuracy, train, 1, 1",
        "playground-circle, accuracy, test, 0.99, 1",
        "playground-xor, accuracy, test, 0.99, 1",
        "playground-gauss, accuracy, test, 0.99, 1",
        "playground-spiral, accuracy, test, 0.95, 1",
        "convolution, accuracy, test, 0.97, 1",
        "character-rnn, perplexity, train, 1, 4",
        "matrix-factorisation, error, train, 0, 0.001",
        "physics, error, train, 0, 0.001"
    })
    void comesToWhatItPromises(String name, String metric, String set, double least, double most) {
        JsonObject done = last(Cli.run("train", TRAINED.resolve(name + ".cr"), "--json"));
        assertThat(metric(done, metric, set)).isBetween(least, most);
    }

    @Test
    void everyExampleIsShortAndHasItsTest() throws IOException {
        String tests = Files.readString(Path.of("src/test/java/org/chainrule/cli/TrainingExamplesTest.java"));
        try (Stream<Path> files = Files.list(TRAINED)) {
            List<Path> models =
                    files.filter(file -> file.toString().endsWith(".cr")).toList();
            assertThat(models).hasSizeGreaterThan(15).allSatisfy(model -> {
                assertThat(Files.readAllLines(model)).hasSizeLessThan(60);
                assertThat(tests).contains(model.getFileName().toString().replace(".cr", ""));
            });
        }
    }

    @Test
    void weightsThatStartAtZero() {
        JsonObject done = last(Cli.run("train", TRAINED.resolve("zero-initialisation.cr"), "--json"));
        assertThat(numbers(done, "W1")).containsOnly(0.0);
        assertThat(numbers(done, "W2")).containsOnly(0.0);
        assertThat(numbers(done, "b2").get(0)).isCloseTo(0.58008321, org.assertj.core.api.Assertions.within(1e-8));
        assertThat(numbers(done, "V2"))
                .allSatisfy(v -> assertThat(v).isCloseTo(0.2551353961, org.assertj.core.api.Assertions.within(1e-9)));
        assertThat(numbers(done, "V1"))
                .allSatisfy(v -> assertThat(v).isCloseTo(0.0153125797, org.assertj.core.api.Assertions.within(1e-9)));
    }

    private static List<Double> numbers(JsonObject done, String param) {
        return done.getAsJsonObject("params").getAsJsonObject(param).getAsJsonArray("data").asList().stream()
                .map(element -> element.getAsDouble())
                .toList();
    }

    @Test
    void tanhLearnsFasterThanTheSigmoid() {
        JsonObject done = last(Cli.run("train", TRAINED.resolve("activations.cr"), "--json"));
        assertThat(metric(done, "J_tanh", "train")).isLessThan(0.7 * metric(done, "J_sigmoid", "train"));
        assertThat(metric(done, "J_relu", "train")).isLessThan(0.7 * metric(done, "J_sigmoid", "train"));
    }

    @Test
    void theEdgeFilterIsFound() {
        List<Double> filter = numbers(last(Cli.run("train", TRAINED.resolve("edge-filter.cr"), "--json")), "K");
        for (int i = 0; i < 9; i++) {
            assertThat(filter.get(i)).isCloseTo(1 - i % 3, org.assertj.core.api.Assertions.within(1e-6));
        }
    }

    /** Digits of 8 by 8: a bright row for each class. */
    private void digits(String name, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            for (int pixel = 0; pixel < 64; pixel++) {
                text.append(pixel / 8 == i % 8 ? 12 + (i + pixel) % 5 : (i * pixel) % 4)
                        .append(',');
            }
            text.append(i % 8).append('\n');
        }
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void digitsOfTheUciRepository() throws IOException {
        digits("optdigits_tra.csv", 160);
        digits("optdigits_tes.csv", 40);
        JsonObject done = last(Cli.run("train", TRAINED.resolve("digits-softmax.cr"), "--data", folder, "--json"));
        assertThat(metric(done, "accuracy", "test")).isEqualTo(1);
        Cli drawn = Cli.run("train", TRAINED.resolve("autoencoder.cr"), "--data", folder, "--json");
        assertThat(metric(last(drawn), "picture", "train")).isBetween(5.0, 40.0);
    }

    /** Pictures of 28 by 28 with a bright band for each of ten classes, in the format of MNIST. */
    private void mnist(String name, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(count);
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        try (DataOutputStream pictures = new DataOutputStream(new GZIPOutputStream(images));
                DataOutputStream digits = new DataOutputStream(new GZIPOutputStream(labels))) {
            pictures.writeInt(0x803);
            pictures.writeInt(count);
            pictures.writeInt(28);
            pictures.writeInt(28);
            digits.writeInt(0x801);
            digits.writeInt(count);
            for (int i = 0; i < count; i++) {
                digits.writeByte(i % 10);
                for (int pixel = 0; pixel < 784; pixel++) {
                    boolean bright = pixel / 56 == i % 10;
                    pictures.writeByte(pixel < 14 ? 0 : (bright ? 150 : 0) + random.nextInt(100));
                }
            }
        }
        Files.write(folder.resolve(name + "-images-idx3-ubyte.gz"), images.toByteArray());
        Files.write(folder.resolve(name + "-labels-idx1-ubyte.gz"), labels.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"mnist-mse", "mnist-cross-entropy"})
    void theNetworkOfTheSlides(String name) throws IOException {
        mnist("train", 600);
        mnist("t10k", 100);
        Cli run = Cli.run(
                "train", EXAMPLES.resolve(name + ".cr"), "--data", folder, "--epochs", 3, "--batch", 100, "--json");
        JsonObject done = last(run);
        assertThat(run.out().lines()).hasSize(19);
        assertThat(metric(done, "accuracy", "test")).isGreaterThan(0.8);
        int count = done.getAsJsonObject("params").entrySet().stream()
                .mapToInt(param -> param.getValue()
                        .getAsJsonObject()
                        .getAsJsonArray("data")
                        .size())
                .sum();
        assertThat(count).isEqualTo(79510);
    }
}
