package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Derivations as programs have them: values that change in place, loops, names given twice, names of other systems. What
 * was not understood is never called wrong, and nothing that depends on it is called right.
 */
class NotUnderstoodTest {
    private static final Path FOLDER = Path.of("src/test/resources/wild");
    private static final Pattern EXPECTED = Pattern.compile("#= (\\w+)\\s*$");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Judgement judge(String text) {
        return Derivation.judge(
                Model.parse(text, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineHasItsVerdictOrNone(Path file) throws IOException {
        TreeMap<Integer, String> expected = new TreeMap<>();
        List<String> text = Files.readAllLines(file);
        for (int i = 0; i < text.size(); i++) {
            Matcher matcher = EXPECTED.matcher(text.get(i));
            if (matcher.find()) {
                expected.put(i + 1, matcher.group(1));
            }
        }
        TreeMap<Integer, String> found = new TreeMap<>();
        for (JudgedLine line : judge(Files.readString(file)).lines()) {
            assertThat(line.claim()).isNotEmpty();
            found.put(
                    line.line(),
                    line.isRight()
                            ? "right"
                            : line.diagnosis()
                                    .map(JudgedLine.Mend::kind)
                                    .orElse(line.verdict().word()));
        }
        assertThat(found).isEqualTo(expected);
    }

    private static List<String> unjudged(String file) throws IOException {
        return judge(Files.readString(FOLDER.resolve(file))).rest().unjudged().stream()
                .map(each -> each.line() + " " + each.message())
                .toList();
    }

    @Test
    void whatHasNoVerdictIsNamed() throws IOException {
        assertThat(unjudged("helpers.cr"))
                .contains(
                        "13 `dQ` looks like a gradient, and the model has nothing that it is the gradient by",
                        "14 no line that is judged uses `unused`",
                        "15 no claim was found in it",
                        "16 no claim was found in it",
                        "19 no claim was found in it");
        assertThat(unjudged("anew.cr"))
                .containsExactly(
                        "9 line 10 gives `dr` anew, and that is what counts",
                        "14 line 15 gives `ds` anew, and that is what counts");
        assertThat(unjudged("changed.cr")).first().isEqualTo("11 it gives `w` another value than the model");
    }

    @Test
    void gradientsWithoutALineAreNamed() {
        String model = "dims n; input x [n]; param w [n], b []; z = w @ x + b; a = tanh(z); J = a^2\nderive J\n";
        assertThat(judge(model + "da = 2*a\ndw = x").rest().missing()).containsExactly("db", "dz");
        assertThat(judge(model + "dz += 1\nda = 2*a").rest().missing()).containsExactly("dw", "db");
        assertThat(judge(model + "check a == a").rest().missing()).isEmpty();
        Judgement right = judge(model + "da = 2*a\nand so on");
        assertThat(right.ok()).isTrue();
        assertThat(right.rest().unjudged()).hasSize(1);
        assertThat(judge(model + "and so on").ok()).isFalse();
    }

    @Test
    void aLineSaysWhatItDependsOn() {
        String model = "dims n; input x [n]; param w [n]; z = w * x; J = sum(z^2)\nderive J\n";
        assertThat(judge(model + "dz = nothing\ndw = dz * x").lines().get(1).notes())
                .singleElement()
                .hasToString("it uses `dz` of line 3, which was not understood");
        assertThat(judge(model + "dz = 2 * z\ndz %= 3\ndw = dz * x").lines())
                .extracting(line -> line.verdict().word() + " " + line.notes())
                .startsWith(
                        "undecided [line 4 changes `dz` and was not understood, so no line about `dz` is judged]",
                        "undecided []")
                .last()
                .asString()
                .startsWith("undecided");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dz[z > 0], dq = 1, 2",
                "dq, dz = back(z)",
                "[dz, dq] = back(z)",
                "np.multiply(dz, 2, out=dz)",
                "r = np.multiply(z, 2, out=dz)",
                "dz.fill(0)",
                "np.copyto(dz, z)",
                "relu_backward_(dz, z)",
                "dz = dz if True else z",
                "while True:\n    dz = dz * 2",
                "dq = dz\ndq[0] = 1",
                "dq = dz.T\ndq *= 2"
            })
    void noWrongLinePassesBehindAValueThatIsNotKnown(String statement) {
        String model = "dims n; input x [n]; param w [n]; z = w * x; J = sum(z^2)\nderive J\n";
        Judgement judgement = judge(model + "dz = 2 * z\n" + statement + "\ndw = dz * x");
        JudgedLine last = judgement.lines().get(judgement.lines().size() - 1);
        assertThat(last.claim()).isEqualTo("dw = dz * x");
        assertThat(last.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(judgement.lines()).noneMatch(line -> line.verdict() == Verdict.REFUTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dz += 1",
                "dz[0] = 1",
                "np.add.at(dz, 0, 1)",
                "dz.mul_(2)",
                "self.dz *= 2",
                "grads['dz'] = 1",
                "z.grad *= 2",
                "grad_z -= 1",
                "dz **= 2",
                "for i in range(n): dz[i] = 0",
                "if n > 1:\n    dz = dz * 2\nelse:\n    dz = dz",
                "for i = 1:n\ndz = dz * 2\nend"
            })
    void aValueThatIsChangedWronglyIsWrongWhereItIsChanged(String statement) {
        String model = "dims n; input x [n]; param w [n]; z = w * x; J = sum(z^2)\nderive J\n";
        Judgement judgement = judge(model + "dz = 2 * z\n" + statement + "\ndw = dz * x");
        JudgedLine last = judgement.lines().get(judgement.lines().size() - 1);
        assertThat(last.claim()).isEqualTo("dw = dz * x");
        assertThat(last.isRight()).isFalse();
        // Of several changes the one that spoils it is blamed, and what comes after it follows.
        assertThat(judgement.lines().subList(1, judgement.lines().size() - 1).stream()
                        .filter(line -> line.verdict() == Verdict.REFUTED))
                .hasSize(1);
        assertThat(judgement.lines().get(0).isRight()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(dz)",
                "assert dz.shape == z.shape",
                "return dz",
                "grads.append(dz)",
                "\"\"\"dz = 2z\"\"\"",
                "t = dz * 2",
                "for all samples at once",
                "if this holds, we are done"
            })
    void whatChangesNothingIsNoHindrance(String statement) {
        String model = "dims n; input x [n]; param w [n]; z = w * x; J = sum(z^2)\nderive J\n";
        Judgement judgement = judge(model + "dz = 2 * z\n" + statement + "\ndw = dz * x");
        assertThat(judgement.lines()).extracting(JudgedLine::claim).containsExactly("dz = 2 * z", "dw = dz * x");
        assertThat(judgement.ok()).isTrue();
        assertThat(judgement.rest().unjudged()).hasSize(1);
    }

    @Test
    void whatCannotBeReadHindersNoSum() {
        Judgement judgement = judge(
                """
                dims n, m; input M [m, n], c [m]; param x [n]
                check \\nabla_x x^T x == 4 x^{\\odot 3}
                check \\nabla_x \\sum_{i=1}^{m} c_i (M x)_i == M^T c
                """);
        assertThat(judgement.lines().get(1).verdict()).isEqualTo(Verdict.PROVED);
    }

    @Test
    void aLineOfWrongShapesIsWrongAndWhatUsesItFollows() {
        String model = "dims n, m; input X [m, n], y [m]; param w [n]; p = X @ w; J = sum((p - y)^2) / 2\nderive J\n";
        Judgement judgement = judge(model + "dp = X.T @ (p - y)\ndw = X.T @ dp");
        assertThat(judgement.lines()).extracting(JudgedLine::verdict).containsExactly(Verdict.REFUTED, Verdict.FOLLOWS);
        JudgedLine.Mend mend =
                judge(model + "dw = exp(X) @ p - y").lines().get(0).diagnosis().orElseThrow();
        assertThat(mend.kind()).isEqualTo("shape_mismatch");
        assertThat(mend.message().toString()).contains("[m]");
    }

    /** A formula that no slip explains was misread as likely as not, unless the lines around it show how they are meant. */
    @Test
    void whatNoSlipExplainsIsWrongWhereTheHandIsKnown() {
        String model =
                "dims n; param w [n]; param b []; input x [n]; input y []; z = w @ x + b; J = (z - y)^2 / 2\nderive J\n";
        String right = "\\frac{\\partial J}{\\partial z} = z - y\n\\frac{\\partial J}{\\partial b} = z - y\n";
        String strange = "\\frac{\\partial J}{\\partial w} = y^3 x - z^2 w + 7 b x\n";
        String slip = "\\frac{\\partial J}{\\partial w} = -(z - y) x\n";
        assertThat(judge(model + right + strange).lines().get(2).verdict()).isEqualTo(Verdict.REFUTED);
        JudgedLine alone = judge(model + strange).lines().get(0);
        assertThat(alone.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(alone.error().orElseThrow().message().toString()).contains("perhaps it was misread");
        assertThat(judge(model + slip).lines().get(0).verdict()).isEqualTo(Verdict.REFUTED);
        assertThat(judge(model + "dw = y^3 * x - z^2 * w + 7 * b * x\n")
                        .lines()
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.REFUTED);
    }

    @Test
    void aCorrectionIsNotSillierThanTheLine() {
        Judgement judgement = judge("dims n; input g [n], keep [] positive; param a [n]\n"
                + "J = sum(g*a)\nderive J\nda = g\nda = da / keep");
        assertThat(judgement
                        .lines()
                        .get(1)
                        .diagnosis()
                        .flatMap(JudgedLine.Mend::fix)
                        .orElseThrow())
                .doesNotContain("keep");
    }
}
