package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four times as long a file takes a command four times the work, and not sixteen times. Work is counted in bytes allocated by
 * the thread, which every walk, table and formula takes some of; unlike seconds they do not depend on what else the machine does.
 */
class GrowthTest {
    /** Linear work with a logarithm, and the caches of a run that has just begun. */
    private static final double LINEAR = 6;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder = Path.of("");

    /** A network that uses one weight in every step. */
    private static String recurrence(int steps) {
        StringBuilder text = new StringBuilder(
                """
                dims m
                param W [3, 3], U [3, 3], b [3, 1]
                input x [3, m], y [3, m]
                h0 = tanh(U @ x + b)
                """);
        for (int i = 1; i <= steps; i++) {
            text.append("z%d = W @ h%d + U @ x + b\nh%d = tanh(z%d)\n".formatted(i, i - 1, i, i));
        }
        return text.append("J = sum((h%d - y)^2) / (2*m)\nloss J\n".formatted(steps))
                .toString();
    }

    /** Gradients of a deep network, every second one twice as large as it should be. */
    private static String derivation(int layers) {
        StringBuilder text = new StringBuilder("dims m\ninput X [4, m], Y [4, m]\n");
        for (int i = 1; i <= layers; i++) {
            text.append("param W%d [4, 4], b%d [4, 1]\n".formatted(i, i));
        }
        for (int i = 1; i <= layers; i++) {
            text.append("A%d = tanh(W%d @ %s + b%d)\n".formatted(i, i, i == 1 ? "X" : "A" + (i - 1), i));
        }
        text.append("J = sum((A%d - Y)^2) / (2*m)\nloss J\nderive J\n".formatted(layers));
        text.append("dZ%d = (A%d - Y)/m * (1 - A%d^2)\n".formatted(layers, layers, layers));
        for (int i = layers; i > 0; i--) {
            text.append("dW%d = 2 * dZ%d @ %s.T\n".formatted(i, i, i == 1 ? "X" : "A" + (i - 1)));
            if (i > 1) {
                text.append("dZ%d = W%d.T @ dZ%d * (1 - A%d^2)\n".formatted(i - 1, i, i, i - 1));
            }
        }
        return text.toString();
    }

    /** Numbers, each computed from the one before. */
    private static String chain(int lines) {
        StringBuilder text = new StringBuilder("x0 = 0.5\n");
        for (int i = 1; i <= lines; i++) {
            text.append("x%d = sin(x%d) + 1\n".formatted(i, i - 1));
        }
        return text.toString();
    }

    /** One number that is used in every step, in the sum that its gradient is. */
    private static String shared(int steps) {
        return steps("param w [] = 0.3\n", "%2$s * w + tanh(%2$s)", steps);
    }

    /** A gradient that is one product of as many brackets as there are steps. */
    private static String brackets(int steps) {
        return steps("", "sin(%2$s) + 0.99 * %2$s", steps);
    }

    private static String steps(String declared, String step, int steps) {
        StringBuilder text = new StringBuilder(declared).append("input x0 []\n");
        for (int i = 1; i <= steps; i++) {
            text.append(("x%1$d = " + step + "\n").formatted(i, "x" + (i - 1)));
        }
        return text.append("J = x%d^2\nloss J\n".formatted(steps)).toString();
    }

    private double work(String text, List<String> command) throws IOException {
        Path file = Files.writeString(folder.resolve("model.cr"), text);
        List<String> arguments = new ArrayList<>(command);
        arguments.add(1, file.toString());
        long before = THREADS.getCurrentThreadAllocatedBytes();
        StringWriter printed = new StringWriter();
        Main.run(new PrintWriter(printed), new PrintWriter(printed), arguments.toArray(new String[0]));
        assertThat(printed.toString()).doesNotContain("hint:");
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void grows(double most, int size, IntFunction<String> model, String... command) throws IOException {
        // The first run loads classes.
        work(model.apply(size), List.of(command));
        double small = work(model.apply(size), List.of(command));
        double large = work(model.apply(4 * size), List.of(command));
        assertThat(large / small)
                .as("work for four times as much, %s", command[0])
                .isLessThan(most);
    }

    @Test
    void evalIsLinear() throws IOException {
        grows(LINEAR, 2_000, GrowthTest::chain, "eval");
    }

    @Test
    void gradIsLinear() throws IOException {
        grows(LINEAR, 50, GrowthTest::recurrence, "grad");
    }

    @Test
    void gradOfLongFormulasIsLinear() throws IOException {
        grows(LINEAR, 60, GrowthTest::brackets, "grad");
        grows(LINEAR, 60, GrowthTest::shared, "grad");
        grows(LINEAR, 60, GrowthTest::shared, "grad", "--steps");
    }

    @Test
    void checkIsLinear() throws IOException {
        // A proof of a wrong line is given up after so much work, which the shortest networks do not need.
        grows(10, 8, GrowthTest::derivation, "check");
    }

    @Test
    void viewIsLinear() throws IOException {
        grows(
                LINEAR,
                20,
                GrowthTest::recurrence,
                "view",
                "-o",
                folder.resolve("out.svg").toString());
    }
}
