package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say about bad input, in both languages, as {@code golden/cli/languages.txt} has it. */
class LanguageTest {
    private static final Map<String, String> FILES = files();

    private static final List<String> COMMANDS = List.of(
            "eval syntax.cr",
            "eval names.cr",
            "eval shapes.cr",
            "eval arguments.cr",
            "eval --json shapes.cr",
            "eval ragged.cr",
            "eval data.cr",
            "eval nothing.cr",
            "eval utf16.cr",
            "eval missing.cr",
            "eval .",
            "eval domain.cr",
            "eval unbound.cr",
            "eval sizes.cr",
            "eval nan.cr",
            "eval --json nan.cr",
            "eval singular.cr",
            "eval zero.cr",
            "eval zero.cr --show K",
            "grad zero.cr",
            "grad zero.cr --wrt b --json",
            "grad zero.cr --of c",
            "grad steps.cr --steps",
            "grad steps.cr --steps --latex",
            "grad layers.cr --layers",
            "grad shared.cr --layers",
            "grad normalised.cr --layers",
            "grad layers.cr --layers --steps",
            "grad steps.cr --layers",
            "grad skips.cr --layers",
            "grad layers.cr --of z1 --steps",
            "grad conv.cr --of Y",
            "check any-layer.cr --proof",
            "check derivation.cr --proof",
            "check derivation.cr --json --proof",
            "check zero.cr",
            "check contradiction.cr",
            "check empty",
            "check derivation.cr --report page.txt",
            "view zero.cr -o picture.txt",
            "view zero.cr -o nowhere/picture.svg",
            "view unbound.cr -o picture.dot",
            "view nothing.cr -o picture.dot",
            "ops tanhh",
            "rules log-sofmax");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeTheFiles() throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Cli.model(folder, file.getKey(), file.getValue());
        }
        Files.write(folder.resolve("utf16.cr"), "y = 1\n".getBytes(StandardCharsets.UTF_16));
        Files.createDirectory(folder.resolve("empty"));
    }

    @Test
    void badInputIsExplainedInBothLanguages() {
        StringBuilder said = new StringBuilder();
        for (String language : List.of("en", "zh")) {
            for (String command : COMMANDS) {
                said.append("$ chainrule ").append(command).append(" --lang ").append(language);
                said.append('\n').append(run(command + " --lang " + language)).append('\n');
            }
        }
        Golden.check("cli/languages.txt", said.toString());
    }

    @Test
    void withoutTheOptionTheAnswerIsEnglish() {
        for (String command : List.of("eval names.cr", "eval missing.cr", "check derivation.cr --proof", "ops tanhh")) {
            assertThat(run(command)).isEqualTo(run(command + " --lang en"));
            assertThat(run(command + " --lang zh_CN.UTF-8"))
                    .isEqualTo(run(command + " --lang zh"))
                    .isNotEqualTo(run(command));
        }
    }

    private String run(String command) {
        List<Object> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            boolean file = word.equals(".") || word.equals("empty") || word.matches(".*\\.(cr|txt|svg|dot)");
            words.add(file ? folder.resolve(word).toString() : word);
        }
        Cli cli = Cli.run(words.toArray());
        return (cli.out() + cli.err() + "= " + cli.code() + "\n")
                .replace(folder + java.io.File.separator, "")
                .replace(folder.toString(), "FOLDER");
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("syntax.cr", "input x = [3]\ny = 2 × × x\nz = 2 * (x + 1\nw = x y\n");
        files.put("names.cr", "input X [2, 3] = ones\nZ = tanhh(X) + 1\nZ = X\nB = A + X\nC = dX\n");
        files.put(
                "shapes.cr",
                "input A [2, 3] = ones, b [4] = ones\nC = A @ A\nD = A + b\nE = reshape(A, shape=[4, 2])\n");
        files.put("arguments.cr", "input A [2, 3] = ones\nB = softmax(A, axes=0)\nC = sum(A, axis=5)\nD = A[7, 0]\n");
        files.put("ragged.cr", "input A [2, 2] = [[1, 2], [3]]\n");
        files.put("data.cr", "input A [2, 2] = file(\"a.csv\"), B [2] = file(\"b.npy\"), C [2] = file(\"c.csv\")\n");
        files.put("a.csv", "1,2\n3\n");
        files.put("c.csv", "1\nx\n");
        files.put("nothing.cr", "# only a comment\n");
        files.put("domain.cr", "input Y [2, 2] onehot(axis=0) = [[1, 0], [1, 1]]\n");
        files.put("unbound.cr", "input x [3]\ny = 2 * x\n");
        files.put("sizes.cr", "dims m\ninput x [m] = [1, 2], y [m] = [1, 2, 3]\nJ = sum(x)\n");
        files.put("nan.cr", "input x [3] = [1, 0, -1]\ny = log(x)\nJ = sum(2 * sqrt(y))\n");
        files.put("singular.cr", "input A [2, 2] = [[1, 2], [2, 4]]\nB = inv(A)\n");
        files.put("zero.cr", "param a [] = 1, b [] = 2\nJ = a^2 + step(b)\ng = grad(J, b)\n");
        files.put("steps.cr", "param w [], b []\ninput x []\na = tanh(w * x + b)\nJ = a^2 + w\n");
        String layers =
                """
                input x [3], y [2]
                param W1 [4, 3], W2 [4, 4], W3 [2, 4]
                z1 = W1 @ x
                a1 = tanh(z1)
                z2 = W2 @ a1
                a2 = tanh(z2)
                z3 = W3 @ a2
                J = sum((z3 - y)^2) / 2
                """;
        files.put("layers.cr", layers);
        files.put(
                "any-layer.cr",
                layers + "derive J\ndz[L] = z[L] - y\ndz[l] = (W[l+1].T @ dz[l+1]) * a[l]\n"
                        + "dW[l] = outer(dz[l], a[l-1])\ndW[l] = dQ[l]\n");
        files.put(
                "shared.cr",
                """
                input x1 [3], x2 [3], x3 [3], y [4]
                param W [4, 4], U [4, 3]
                z1 = U @ x1
                h1 = tanh(z1)
                z2 = W @ h1 + U @ x2
                h2 = tanh(z2)
                z3 = W @ h2 + U @ x3
                h3 = tanh(z3)
                J = sum((h3 - y)^2)
                """);
        files.put(
                "normalised.cr",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m]
                param W1 [h, n], b1 [h, 1], W2 [h, h], b2 [h, 1], W3 [k, h], b3 [k, 1]
                Z1 = W1 @ X + b1
                A1 = layer_norm(Z1, axes=0)
                Z2 = W2 @ A1 + b2
                A2 = layer_norm(Z2, axes=0)
                Z3 = W3 @ A2 + b3
                J = mean((Z3 - Y)^2)
                """);
        files.put(
                "skips.cr",
                """
                input x [3]
                param W1 [3, 3], W2 [3, 3], W3 [3, 3]
                z1 = W1 @ x
                a1 = tanh(z1)
                z2 = W2 @ a1
                z3 = W3 @ tanh(z2) + a1
                J = sum(z3^2)
                """);
        files.put("conv.cr", "input K [2, 2], X [5, 5]\nY = conv2d(X, K)\n");
        files.put(
                "derivation.cr",
                """
                dims m, n
                input X [n, m], Y [1, m] binary
                param W [1, n], b [1, 1]
                Z = W @ X + b
                A = sigmoid(Z)
                J = -mean(Y*log(A) + (1 - Y)*log(1 - A))
                derive J
                dZ = (A - Y)/m
                dW = dZ @ X
                db = sum(dZ, axis=1
                dQ = foo
                check relu(Z)^2 == Z*relu(Z)
                check A == Z @ Z
                check log(-1 - A^2) == 1
                """);
        files.put("contradiction.cr", "input x []\nassume x == 1\nassume x == 2\nJ = x^2\nderive J\ndx = 2*x\n");
        return files;
    }
}
