package org.chainrule.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs every command on a small file, so that the launcher can archive the classes they load; prints nothing. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    /** A model with a switch, sums and matrices, lines that are right, one that is wrong, and one that takes many digits. */
    private static final String MODEL =
            """
            dims n0, n1, m
            input X [n0, m], Y [1, m] binary
            param W1 [n1, n0] = normal(0, 1), b1 [n1, 1] = zeros, W2 [1, n1] = normal(0, 1), b2 [1, 1] = zeros, k [] = 1
            Z1 = W1 @ X + b1
            A1 = relu(Z1)
            A2 = sigmoid(W2 @ A1 + b2)
            J = -mean(sum(Y*log(A2) + (1 - Y)*log(1 - A2), axis=0)) + 1e-12*k^2
            derive J per sample
            dZ2 = A2 - Y
            dW2 = 1/m * dZ2 @ A1.T
            db2 = 1/m * sum(dZ2, axis=1, keepdims=true)
            dZ1 = W2.T @ dZ2 * (A1 > 0)
            dW1 = 1/m * dZ1 @ X
            db1 = sum(dZ1, axis=1)
            dk = 1e-12*k
            check sum(tanh(X)^2 + 1/cosh(X)^2) == n0*m + 1e-13
            """;

    private static final String VALUES =
            """
            input x [2] = [1, 2]
            param w [2] = [0.5, -1]
            J = (sigmoid(dot(w, x)) - 1)^2
            g = grad(J, w)
            """;

    private static final String TRAINING =
            """
            dims m
            input X [m, 2, 2] = rand(8, 2, 2), t [m] integer(0, 2) = [0, 1, 2, 0, 1, 2, 0, 1]
            input mu [4] = mean(reshape(rand(8, 2, 2), [-1, 4]), axis=0)
            input sd [4] = std(reshape(rand(8, 2, 2), [-1, 4]), axis=0, ddof=1)
            param W1 [3, 4] = uniform(-0.5, 0.5), b1 [3] = zeros, W2 [3, 3] = uniform(-0.5, 0.5), b2 [3] = zeros
            A0 = (reshape(X, [m, 4]) - mu) / where(sd > 0, sd, 1)
            Z2 = sigmoid(A0 @ W1.T + b1) @ W2.T + b2
            J = bce_with_logits(Z2, one_hot(t, 3), reduction="sum") / m
            accuracy = mean(argmax(Z2, axis=1) == t)
            loss J
            train
            epochs = 2
            batch = 4
            metrics = accuracy
            """;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("chainrule");
        Path derivation = folder.resolve("derivation.cr");
        Path values = folder.resolve("values.cr");
        Path training = folder.resolve("training.cr");
        Path picture = folder.resolve("picture.svg");
        try {
            Files.writeString(derivation, MODEL, StandardCharsets.UTF_8);
            Files.writeString(values, VALUES, StandardCharsets.UTF_8);
            Files.writeString(training, TRAINING, StandardCharsets.UTF_8);
            run("train", training, "--json");
            run("check", derivation);
            run("check", derivation, "--json");
            run("grad", derivation);
            run("eval", values);
            run("view", values, "-o", picture.toString());
            run("view", derivation, "-o", picture.toString());
        } finally {
            for (Path file : List.of(picture, values, derivation, training, folder)) {
                Files.deleteIfExists(file);
            }
        }
        return Main.OK;
    }

    private static void run(String command, Path file, String... more) {
        String[] args = new String[more.length + 2];
        args[0] = command;
        args[1] = file.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        Main.run(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), args);
    }
}
