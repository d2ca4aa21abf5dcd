package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A derivation beside its model, and a class of them. */
class ClassDeskTest {
    private static final String MODEL =
            """
            dims m, n, k
            input X [m, n], Y [m, k]
            param W [n, k], b [k]
            E = X @ W + b - Y
            J = sum(E^2)
            """;

    private static final Map<String, String> CLASS = Map.of(
            "ann.py",
            "def backward(X, E):\n    dE = 2 * E\n    dW = np.dot(X.T, dE)\n    db = np.sum(dE, axis=1)\n    return dW, db\n",
            "bob.tex",
            "The error gives $\\frac{\\partial J}{\\partial E} = 2 E$, so\n\\begin{align}\n\\frac{\\partial J}{\\partial W} &= X^T"
                    + " \\frac{\\partial J}{\\partial E} \\\\\n\\frac{\\partial J}{\\partial b} &= \\mathbf{1}^T \\frac{\\partial"
                    + " J}{\\partial E}\n\\end{align}\n",
            "cao.txt",
            "解：dE = E，\n所以 dW = X.T @ dE，\ndb = sum(dE, axis=0)。\n",
            "dan.m",
            "dE = 2 * E;\ndW = X' * dE;\n",
            "eve.py",
            "dW = magic(X, E)\ndb = 2 * E.sum(axis=0)\n");

    @TempDir
    private Path folder = Path.of("");

    private Path model = Path.of("");

    @BeforeEach
    void write() throws IOException {
        model = Cli.model(folder, "teacher.cr", MODEL);
        Files.createDirectory(folder.resolve("class"));
        for (Map.Entry<String, String> file : CLASS.entrySet()) {
            Cli.model(folder.resolve("class"), file.getKey(), file.getValue());
        }
    }

    @Test
    void aDerivationBesideItsModel() {
        Cli run = Cli.run("check", model, "--code", folder.resolve("class/ann.py"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "ann.py\n",
                        "✗     4  db = np.sum(dE, axis=1)",
                        "write: np.sum(dE, axis=0)",
                        "    4 |     db = np")
                .doesNotContain("teacher.cr");
        assertThat(Cli.run("check", model, "--code", folder.resolve("class/bob.tex"))
                        .code())
                .isZero();
        assertThat(Cli.run("check", model, model, "--code", folder.resolve("class/bob.tex"))
                        .err())
                .contains("--code goes with one model");
    }

    @Test
    void hintsSayAsMuchAsAskedFor() {
        Path ann = folder.resolve("class/ann.py");
        assertThat(Cli.run("check", model, "--code", ann, "--hint", "1").out())
                .contains("wrong\n")
                .doesNotContain("axis=0")
                .doesNotContain("wrong_axis");
        assertThat(Cli.run("check", model, "--code", ann, "--hint", "2").out())
                .contains("the mistake is of the kind wrong axis [wrong_axis]")
                .doesNotContain("axis=0");
        assertThat(Cli.run("check", model, "--code", ann, "--hint", "4").code()).isEqualTo(2);
        assertThat(Cli.run("check", model, "--code", ann, "--steps").out())
                .contains("line 4, db step by step:", "db\n");
    }

    @Test
    void marksOfAClass() throws IOException {
        Path grades = folder.resolve("grades.csv");
        Path page = folder.resolve("class.html");
        Path decisions = folder.resolve("decisions.csv");
        Cli run = Cli.run(
                "check",
                "-q",
                "--model",
                model,
                folder.resolve("class"),
                "--grades",
                grades,
                "--report",
                page,
                "--decisions",
                decisions);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        ann.py: 1 of 2 points
                        bob.tex: 2 of 2 points
                        cao.txt: 1.5 of 2 points
                        dan.m: 1 of 2 points
                        eve.py: 1 of 2 points
                        """);
        assertThat(Files.readString(grades).lines().skip(1).findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("ann.py,S").endsWith(",1,2,1,1,0,0,0,4,wrong_axis,"));
        assertThat(Files.readString(page)).contains("<h2>Marks</h2>", "<h2>To be decided</h2>", "eve.py", "wrong_axis");
        assertThat(Files.readString(decisions)).contains("eve.py,1,\"dW = magic(X, E)\",\n");

        Files.writeString(decisions, Files.readString(decisions).replace("E)\",", "E)\",right"));
        Cli again = Cli.run(
                "check",
                "-q",
                "--anonymous",
                "--model",
                model,
                folder.resolve("class"),
                "--decisions",
                decisions,
                "--report",
                page,
                "--lang",
                "zh");
        assertThat(again.out()).doesNotContain("eve").contains("2 分，满分 2 分");
        assertThat(Files.readString(page))
                .doesNotContain("eve.py")
                .contains("<h2>成绩</h2>")
                .doesNotContain("待教师裁定");
        assertThat(Files.readString(decisions)).contains("E)\",right");
    }

    @Test
    void othersReadTheMarks() throws IOException {
        Path grades = folder.resolve("grades.csv");
        Cli.run("check", "-q", "--model", model, folder.resolve("class"), "--grades", grades, "--grades-for", "moodle");
        assertThat(Files.readString(grades))
                .startsWith("Identifier,Full name,Status,Grade,Maximum Grade,Feedback comments\n");
        Cli.run("check", "-q", "--model", model, folder.resolve("class"), "--grades", grades, "--grades-for", "canvas");
        assertThat(Files.readString(grades)).contains("Student,ID,SIS User ID", "Points Possible,,,,,2\n");
    }

    @Test
    void aDerivationReadsNoFiles() throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "1,2\n3,4\n");
        Path evil = Cli.model(
                folder.resolve("class"),
                "yan.txt",
                "dE = 2 * E\ndW = X.T @ dE + 0 * sum(file(\"../secret.csv\"))\ndb = sum(dE, axis=0) + sum(file(\""
                        + folder.resolve("secret.csv") + "\"))\n");
        assertThat(Cli.run("check", "--model", model, evil).out())
                .contains("yan.txt: 0 of 2 points", "a derivation reads no files")
                .doesNotContain("cannot")
                .doesNotContain("proved  ");
    }

    @Test
    void nobodyReachesOutOfTheClass() {
        Path evil = Cli.model(
                folder.resolve("class"), "zed.txt", "input Q [2] = file(\"/etc/hostname\")\ndW = 2 * X.T @ E\n");
        Cli run = Cli.run("check", "--model", model, evil);
        assertThat(run.out()).contains("zed.txt: 1 of 2 points").doesNotContain(folder.toString());
        Cli.model(folder.resolve("class"), "big.ipynb", "{\"cells\": 3}");
        Cli bad = Cli.run("check", "--model", model, folder.resolve("class/big.ipynb"));
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.out()).contains("big.ipynb is no notebook").doesNotContain(folder.toString());
    }
}
