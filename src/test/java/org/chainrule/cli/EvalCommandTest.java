package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
    private static final String MODEL =
            """
            dims n=2, m=3
            input X [n, m] = [[1, -2, 3], [40, 5, 0.1]]
            param w [n] = [0.5, 2]
            z = w @ X
            A = X * 1/3
            T = stack([X, -X], axis=0)
            J = sum(z)
            """;

    @TempDir
    Path folder;

    @Test
    void aNumberBeyondTheRangeOfADoubleSpoilsNoResult() {
        Cli run = Cli.run(
                "eval",
                Cli.model(
                        folder,
                        "m.cr",
                        """
                        param x = 1e160, t = 400
                        root = sqrt(1 + x^2)
                        slope = grad(root, x)
                        share = x / root
                        J = log(exp(t) + exp(2*t))
                        dt = grad(J, t)
                        large = x^2
                        """));
        assertThat(run.out())
                .isEqualTo(
                        """
                        root = 1e160
                        slope = 1
                        share = 1
                        J = 800
                        dt = 2
                        large = inf
                        """);
        assertThat(run.err())
                .contains("x ^ 2 is beyond the range of its number type; the value of slope is that of 50 digits")
                .doesNotContain("the value of large");
    }

    @Test
    void infinityAndNanAreNumbers() {
        assertThat(Cli.run(
                                "eval",
                                Cli.model(
                                        folder, "m.cr", "param x = -inf, y = nan, z = pi\nr = sigmoid(x) + isnan(y)\n"))
                        .out())
                .isEqualTo("r = 1\n");
    }

    @Test
    void valuesForPeople() {
        assertThat(Cli.run("eval", Cli.model(folder, "m.cr", MODEL)))
                .isEqualTo(new Cli(
                        0,
                        """
                        z [3] = [80.5, 9, 1.7]
                        A [2, 3] =
                          [[0.33333333, -0.66666667,           1],
                           [ 13.333333,   1.6666667, 0.033333333]]
                        T [2, 2, 3] =
                          [[[  1, -2,    3],
                            [ 40,  5,  0.1]],

                           [[ -1,  2,   -3],
                            [-40, -5, -0.1]]]
                        J = 91.2
                        """,
                        ""));
    }

    @Test
    void namesAndExpressionsToShow() {
        Path file = Cli.model(folder, "m.cr", MODEL);
        assertThat(Cli.run("eval", file, "--show", "J, grad(J, w), X[0, 1:]"))
                .isEqualTo(new Cli(
                        0,
                        """
                        J = 91.2
                        grad(J, w) [2] = [2, 45.1]
                        X[0, 1:] [2] = [-2, 3]
                        """,
                        ""));
        assertThat(Cli.run("eval", file, "--show", "j"))
                .isEqualTo(new Cli(2, "", "chainrule: " + file + " defines no j; did you mean `J`?\n"));
        assertThat(Cli.run("eval", file, "--show", "J*"))
                .isEqualTo(
                        new Cli(
                                2,
                                "",
                                """
                        chainrule: expression:1:3: an expression is expected here, not the end of the text
                          1 | J*
                            |   ^
                        """));
    }

    @Test
    void oneJsonObjectALine() {
        Path good =
                Cli.model(folder, "good.cr", "input x [2, 2] = [[inf, nan], [-inf, 0.1]]\ny = -x\nk = argmax(x[1])\n");
        Path bad = Cli.model(folder, "bad.cr", "input x [] = 1\ny = x + yy\n");
        Path run = Cli.model(folder, "run.cr", "input x []\n  y = 2 * x\n");
        Path missing = folder.resolve("missing.cr");
        Cli cli = Cli.run("eval", "--json", good, bad, run, missing);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).isEmpty();
        String[] lines = cli.out().split("\n");
        assertThat(lines).hasSize(4);
        JsonObject values = JsonParser.parseString(lines[0]).getAsJsonObject();
        assertThat(values.get("file").getAsString()).isEqualTo(good.toString());
        assertThat(values.get("values"))
                .hasToString("{\"y\":{\"shape\":[2,2],\"data\":[\"-Infinity\",\"NaN\",\"Infinity\",-0.1]},"
                        + "\"k\":{\"shape\":[],\"data\":[1]}}");
        assertThat(values.get("warnings").getAsJsonArray().get(0).getAsString())
                .isEqualTo(good + ": warning: x is inf at entry [0, 0] of shape [2, 2]\n  at " + good + ":1:7");
        assertThat(error(lines[1]))
                .hasToString("{\"line\":2,\"column\":9,\"message\":\"unknown name yy (hint: did you mean `y`?)\"}"
                        .replace(
                                " (hint: did you mean `y`?)",
                                " (hint: declare it with input or param, or define it" + " in a line above)"));
        assertThat(error(lines[2]))
                .hasToString("{\"line\":1,\"column\":7,\"message\":\"x has no value: give one of shape []\"}");
        assertThat(error(lines[3])).hasToString("{\"message\":\"there is no file " + missing + "\"}");
    }

    /** A size is the same node in both, and so is what is computed from it alone. */
    @Test
    void anErrorIsSaidAtTheLineOfItsOwnFile() {
        Path first = Cli.model(folder, "first.cr", "dims n\nparam s []\nL = n * s\nM = s * (n + 1)\n");
        Path second = Cli.model(folder, "second.cr", "dims n\nparam s [] = 1\n\nL = s + s * n\n");
        Path third = Cli.model(folder, "third.cr", "# a size and 1\ndims n\n\n\nk = (n + 1) / 2\n");
        String[] lines =
                Cli.run("eval", "--json", first, second, third, first).out().split("\n");
        String message = "\"message\":\"cannot compute {0}: the size n has no value: give one, or bind an input whose"
                + " shape contains n\"}";
        String own = message.replace("{0}", "n");
        assertThat(error(lines[0])).hasToString("{\"line\":3,\"column\":5," + own);
        assertThat(error(lines[1])).hasToString("{\"line\":4,\"column\":9," + own);
        assertThat(error(lines[2])).hasToString("{\"line\":5,\"column\":5," + message.replace("{0}", "n + 1"));
        assertThat(error(lines[3])).hasToString("{\"line\":3,\"column\":5," + own);
    }

    private static JsonObject error(String line) {
        return JsonParser.parseString(line).getAsJsonObject().getAsJsonObject("error");
    }

    @Test
    void jsonHasEveryDigit() {
        Path file = Cli.model(folder, "m.cr", "a = 0.1 + 0.2\nb = [1e300, 5e-324, -0.0, 1/3]\n");
        assertThat(Cli.run("eval", "--json", file).out())
                .contains("\"a\":{\"shape\":[],\"data\":[0.30000000000000004]}")
                .contains("\"b\":{\"shape\":[4],\"data\":[1.0E300,4.9E-324,-0.0,0.3333333333333333]}");
    }

    @Test
    void severalFilesInText() {
        Path good = Cli.model(folder, "good.cr", "y = 1 + 1\n");
        Path bad = Cli.model(folder, "bad.cr", "y = \n");
        Cli cli = Cli.run("eval", bad, good);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEqualTo("# " + good + "\ny = 2\n");
        assertThat(cli.err()).startsWith("chainrule: " + bad + ":1:5: ");
    }

    @Test
    void seedsAndTypes() {
        Path file = Cli.model(folder, "m.cr", "param w [2] = normal(0, 1)\ny = w + 0\n");
        String first = Cli.run("eval", file).out();
        assertThat(Cli.run("eval", file, "--seed", "0").out()).isEqualTo(first);
        assertThat(Cli.run("eval", file, "--seed", "1").out()).isNotEqualTo(first);
        Path third = Cli.model(folder, "third.cr", "input x [] = 3\ny = 1 / x\n");
        assertThat(Cli.run("eval", third, "--dtype", "f32").out()).isEqualTo("y = 0.3333333432674408\n");
        assertThat(Cli.run("eval", third, "--dtype", "i64").err())
                .isEqualTo("chainrule: a graph runs in float64 or float32, not in whole numbers\n");
    }

    @Test
    void derivationsAreNotEvaluated() {
        Path file = Cli.model(
                folder,
                "m.cr",
                "param w [] = 3\nJ = w^2\nassume J == 9\ncheck dJ/dw == 7\nderive J\ndw = 2 * w\nh = nothing(w)\n");
        assertThat(Cli.run("eval", file)).isEqualTo(new Cli(0, "J = 9\n", ""));
    }

    @Test
    void aZeroGradientIsSaid() {
        Path file = Cli.model(folder, "m.cr", "param w [] = 3, v [] = 1\nJ = w^2\ng = grad(J, v)\n");
        Cli cli = Cli.run("eval", file);
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).isEqualTo("J = 9\ng = 0\n");
        assertThat(cli.err()).startsWith(file + ":3: warning: J does not depend on v");
    }

    @Test
    void largeValuesAreShortened() {
        Path file = Cli.model(folder, "m.cr", "input x [1001] = arange\ny = x\ne = x[5:5]\n");
        assertThat(Cli.run("eval", file).out())
                .startsWith("y [1001] = [0, 1, 2,")
                .contains("… 977 more]")
                .endsWith("e [0] = [] of shape [0]\n");
    }
}
