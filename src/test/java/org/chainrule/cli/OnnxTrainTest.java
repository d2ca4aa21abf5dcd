package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in ONNX that computes its loss is trained as the model in the notation is from which it was written. */
class OnnxTrainTest {
    @TempDir
    private Path folder;

    private String model = "";
    private String onnx = "";

    @BeforeEach
    void write() throws IOException {
        model = folder.resolve("net.cr").toString();
        onnx = folder.resolve("net.onnx").toString();
        Files.writeString(folder.resolve("X.csv"), "0,0\n0,1\n1,0\n1,1\n");
        Files.writeString(folder.resolve("y.csv"), "0\n1\n1\n0\n");
        Files.writeString(
                Path.of(model),
                """
                dims m
                input X [m, 2] = file("X.csv"), y [m] = file("y.csv")
                param W [2, 4] = normal(0, 1), b [4] = zeros, v [4] = normal(0, 1)
                z = tanh(X @ W + b) @ v
                J = mean(bce_with_logits(z, y))
                """);
        run(0, "eval", model, "--onnx", onnx, "--show", "J");
    }

    private static String run(int code, Object... args) {
        Cli run = Cli.run(args);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return run.out() + run.err();
    }

    private static double[] losses(String json) {
        return json.lines()
                .filter(line -> line.contains("\"step\":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*\"loss\":([^,}]+).*", "$1")))
                .toArray();
    }

    @Test
    void theLossesAreThoseOfTheModel() {
        double[] own = losses(trained(model));
        double[] imported = losses(trained(onnx));
        assertThat(own).hasSize(12);
        assertThat(imported).containsExactly(own, offset(1e-12));
    }

    private static String trained(String file) {
        return run(0, "train", file, "--epochs", 6, "--batch", 3, "--optimizer", "adam(lr=0.1)", "--json");
    }

    @Test
    void constantsAreNoParameters() {
        assertThat(run(0, "summary", onnx)).contains("3 parameters with 16 numbers to train");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve("y.csv"));
        assertThat(run(2, "train", onnx))
                .contains("y of " + onnx + " has no value: --data names a folder with y.npy or y.csv");
        assertThat(run(2, "train", onnx, "--data", folder.resolve("nowhere").toString()))
                .contains("there is no folder");
        Files.writeString(folder.resolve("y.csv"), "0\n1\n1\n");
        assertThat(run(2, "train", onnx)).contains("m: [3, 4]");
        run(0, "eval", model, "--onnx", onnx, "--show", "z");
        assertThat(run(2, "train", onnx)).contains("write a model with import(\"net.onnx\", X), and its loss");
    }
}
