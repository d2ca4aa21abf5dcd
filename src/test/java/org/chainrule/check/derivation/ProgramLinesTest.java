package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole backward functions, as courses have them: what is right is accepted, a slip is blamed at its line. */
class ProgramLinesTest {
    private static final Path FOLDER = Path.of("src/test/resources/programs");
    private static final Pattern EXPECTED = Pattern.compile("[#%] (right|wrong|open|follows)\\s*$");
    private static final String MODEL =
            """
            dims n, m, k
            input X [n, m], y [n] integer(0, 4), G [n, m]
            param W [m, 5], b [5]
            Z = X @ W + b
            P = softmax(Z, axis=1)
            J = softmax_cross_entropy(Z, y, axis=1)
            derive J
            """;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Judgement judge(String text) {
        return Derivation.judge(
                Model.parse(text, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT);
    }

    private static String word(JudgedLine line) {
        return switch (line.verdict()) {
            case PROVED, AGREES -> "right";
            case REFUTED -> "wrong";
            case FOLLOWS -> "follows";
            case UNDECIDED -> "open";
        };
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineIsJudgedAsTheFileSays(Path file) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        List<String> text = Files.readAllLines(file);
        for (int i = 0; i < text.size(); i++) {
            Matcher matcher = EXPECTED.matcher(text.get(i));
            if (matcher.find()) {
                expected.put(i + 1, matcher.group(1));
            }
        }
        Map<Integer, String> found = new TreeMap<>();
        judge(Files.readString(file)).lines().forEach(line -> found.put(line.line(), word(line)));
        expected.forEach(
                (line, verdict) -> assertThat(found).as("line %s", line).containsEntry(line, verdict));
        found.forEach((line, verdict) -> assertThat(expected.getOrDefault(line, "right"))
                .as("line %s", line)
                .isEqualTo(verdict));
    }

    private static List<String> verdicts(String program) {
        return judge(MODEL + program).lines().stream()
                .map(line -> line.line() - 7 + " " + word(line))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dZ = P.copy()\ndZ[np.arange(n), y] -= 1\ndZ /= n",
                "dZ = P.copy()\ndZ[range(len(y)), y] += -1\ndZ *= 1 / X.shape[0]",
                "dZ = P.clone()\ndZ[torch.arange(n), y] -= 1\ndZ = dZ.div(n)",
                "dZ = (P - np.eye(5)[y]) / n",
                "dZ = (P - F.one_hot(y, 5).float()) / n",
                "N, C = P.shape\nT = np.zeros((N, C))\nT[np.arange(N), y] = 1\ndZ = (P - T) / N",
                "T = np.zeros_like(P)\nfor i in range(n):\n    T[i, y[i]] = 1\ndZ = (P - T) / n",
                "dZ = P / n\nfor i, label in enumerate(y):\n    dZ[i, label] -= 1 / n",
                "T = np.zeros_like(P)\nfor i in range(n):\n    for c in range(5):\n        if c == y[i]:\n"
                        + "            T[i, c] = 1\ndZ = (P - T) / n",
                "def onehot(labels, count):\n    return F.one_hot(labels, count)\n\ndZ = (P - onehot(y, 5)) / n",
                "rows = []\nfor i in range(n):\n    rows.append(P[i] - F.one_hot(y[i], 5))\ndZ = np.stack(rows) / n",
                "x = P\nrows = [P, F.one_hot(y, 5)]\nt = rows.pop()\ndZ = (rows.pop(0) - t) / n",
                "dZ = P.copy()\nfor i in range(n):\n    row = dZ[i]\n    row -= F.one_hot(y[i], 5)\ndZ /= n",
                "scale = 1.0 if n > 0 else 2.0\ndZ = (P - F.one_hot(y, 5)) * scale / n"
            })
    void theSameGradientInManyWays(String program) {
        List<String> found = verdicts(program);
        assertThat(found).isNotEmpty().last().asString().endsWith("right");
        assertThat(found).noneMatch(line -> line.endsWith("wrong"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dZ = P.copy()\\ndZ[np.arange(n), y] += 1\\ndZ /= n                       | 2 wrong, 3 follows
                    dZ = P.copy()\\ndZ[np.arange(n), y] -= 1\\ndZ /= m                       | 3 wrong
                    dZ = P.copy()\\ndZ[np.arange(n), y] -= 1\\ndZ /= n\\ndW = X @ dZ         | 3 right, 4 wrong
                    s = P.copy()\\ns[np.arange(n), y] -= 1\\ns /= n\\ndW = X.T @ s\\ndb = s.mean(axis=0) | 4 right, 5 wrong
                    s = P.copy()\\ns[np.arange(n), y] -= 1\\ns /= m\\ndW = X.T @ s\\ndb = s.sum(axis=0) | 3 wrong, 4 follows, 5 follows
                    dZ = (P - F.one_hot(y, 5)) / n\\ndb = np.zeros(5)\\nfor i in range(n):\\n    db += 2 * dZ[i] | 1 right, 4 wrong
                    dZ = P.copy()\\nfor i in range(n):\\n    row = dZ[i]\\n    row += F.one_hot(y[i], 5)\\ndZ /= n | 4 wrong, 5 follows
                    grads = {}\\ngrads['b'] = ((P - F.one_hot(y, 5)) / n).sum(axis=1)        | 2 wrong
                    """)
    void aSlipIsBlamedAtItsLine(String program, String expected) {
        assertThat(String.join(", ", verdicts(program.replace("\\n", "\n")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dZ = P.copy()\nscramble(dZ)\ndW = X.T @ dZ",
                "dZ = P.copy()\nwith magic() as f:\n    dZ = f(dZ)\ndW = X.T @ dZ",
                "dZ = P.copy()\nwhile dZ.sum() > 0:\n    dZ -= 1\ndW = X.T @ dZ",
                "dZ = [p for p in P]\ndW = X.T @ dZ",
                "dZ = lambda: P\ndW = X.T @ dZ",
                "dZ = P.copy()\ndZ[y] -= 1\ndW = X.T @ dZ",
                "dZ = P.copy()\nnp.exp(P, out=dZ)\ndW = X.T @ dZ",
                "dZ = P.copy()\nQ = dZ\nQ *= 2\ndW = X.T @ dZ",
                "dZ = P.copy()\nQ = dZ.reshape(-1)\nQ *= 2\ndW = X.T @ dZ",
                "if unheard:\n    dZ = P\nelse:\n    dZ = 2 * P\ndW = X.T @ dZ"
            })
    void whatIsNotUnderstoodLeavesNoVerdict(String program) {
        List<String> found = verdicts(program);
        assertThat(found).isNotEmpty().last().asString().endsWith("open");
    }

    @Test
    void sizesAreChosenOnlyWhereALoopNeedsThem() {
        Judgement free = judge(MODEL + "dZ = P.copy()\ndZ[np.arange(n), y] -= 1\ndZ /= n");
        assertThat(free.lines().get(0).notes()).isEmpty();
        Judgement sized =
                judge(MODEL + "db = np.zeros(5)\nfor i in range(n):\n    db += (P[i] - F.one_hot(y[i], 5)) / n");
        assertThat(sized.lines()).hasSize(1);
        assertThat(sized.lines().get(0).isRight()).isTrue();
        assertThat(sized.lines().get(0).notes()).isNotEmpty();
    }
}
