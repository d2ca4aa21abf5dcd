package org.chainrule.notation.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a derivation, and where it stands. */
class HandwritingTest {
    private static final String MODEL = "dims n\ninput X [n], 误差 [n]\nparam W [n]\nJ = sum(X*W)\nderive J\n";

    private static String read(String line) {
        return Handwriting.read(Source.of("x.cr", MODEL + line)).text().substring(MODEL.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Hence we get dW = X.                      | dW = X
                    1. dW = X                                 | dW = X
                    (b) dW = X, as claimed above              | dW = X
                    Step 2: dW = X                            | dW = X
                    - dW = X                                  | dW = X
                    The gradient is `dW = X`.                 | dW = X
                    所以 dW = X。                              | dW = X
                    解：dW = （X + 误差）／2，                   | dW = (X + 误差)/2
                    其中 X 的形状是 [n]。                        | ''
                    We have $\\frac{dJ}{dW} = X$ here.         | $\\frac{dJ}{dW} = X$
                    where $i = 1, \\ldots, n$                  | ''
                    $$\\boxed{dW = X}$$                        | $$       dW = X $$
                    dW = X  # so dW = X                       | dW = X  # so dW = X
                    it is not true that dW = 2 X              | it is not true that dW = 2 X
                    for i in range(n): dW[i] = X[i]           | for i in range(n): dW[i] = X[i]
                    dW = np.where(X > 0, X, 0)                | dW = np.where(X > 0, X, 0)
                    check dW == X                             | check dW == X
                    """)
    void whatSaysNothingIsBlank(String written, String left) {
        assertThat(read(written).strip()).isEqualTo(left);
        assertThat(read(written)).hasSameSizeAs(written);
    }

    @Test
    void severalFormulasOfALineAreStatements() {
        assertThat(read("so $dW = X$ and $db = 1$.").lines().map(String::strip))
                .containsExactly("$dW = X$", "$db = 1$");
        assertThat(read("dW = X，所以 db = 1").lines().map(String::strip)).containsExactly("dW = X", "db = 1");
    }

    @Test
    void aFormulaOverSeveralLinesIsOne() {
        String formula = "\\begin{align}\n\\frac{dJ}{dW}\n&= X \\\\\n&= 2 X\n - X\n\\end{align}";
        assertThat(read(formula).strip().lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactly("\\frac{dJ}{dW} &= X \\\\", "&= 2 X  - X");
    }

    @Test
    void fencesHoldPrograms() {
        Source source = Handwriting.read(Source.of("x.cr", MODEL + "so:\n```python\ndW = X\n```\nthat is all\n"));
        assertThat(source.code()).hasSize(1);
        assertThat(source.text(source.code().get(0))).isEqualTo("dW = X\n");
        assertThat(source.line(source.text().indexOf("dW = X"))).isEqualTo(8);
    }

    @Test
    void placesAreThoseOfTheirFile() {
        Source whole = HandedIn.about(
                Source.of("model.cr", MODEL + "dW = 3\n"), "J", Source.of("back.py", "import numpy as np\ndW = X\n"));
        int at = whole.text().lastIndexOf("dW = X");
        assertThat(whole.text()).doesNotContain("dW = 3");
        assertThat(whole.line(at)).isEqualTo(2);
        assertThat(whole.nameAt(at)).isEqualTo("back.py");
        assertThat(whole.excerpt(at)).isEqualTo("  2 | dW = X\n    | ^");
        assertThat(whole.nameAt(0)).isEqualTo("model.cr");
        assertThat(whole.line(whole.text().indexOf("param"))).isEqualTo(3);
    }

    @Test
    void aDerivationBesideItsModelDeclaresNothing() {
        Source whole = HandedIn.about(
                Source.of("model.cr", MODEL), "J", Source.of("a.txt", "input Z [2] = file(\"/x.npy\")\ndW = X\n"));
        assertThat(Handwriting.read(whole).text()).doesNotContain("file(").contains("dW = X");
    }

    @Test
    void theCellsOfANotebookFollowEachOther() {
        String notebook =
                """
                {"cells": [
                 {"cell_type": "markdown", "source": ["We get\\n", "$dW = X$ at last"]},
                 {"cell_type": "code", "source": "%matplotlib inline\\ndW = X\\n"}
                ]}
                """;
        Source whole = HandedIn.about(Source.of("model.cr", MODEL), "J", Source.of("a.ipynb", notebook));
        Source read = Handwriting.read(whole);
        assertThat(read.text()).doesNotContain("matplotlib").doesNotContain("at last");
        assertThat(read.cell(read.text().lastIndexOf("dW = X"))).isEqualTo("2:2");
        assertThat(read.cell(read.text().indexOf("$dW"))).isEqualTo("1:2");
        assertThatThrownBy(() -> HandedIn.read(Source.of("b.ipynb", "[1, 2]")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("b.ipynb is no notebook");
    }

    @Test
    void anyTextIsRead() {
        SplittableRandom random = new SplittableRandom(5);
        String[] pieces = {
            "$",
            "$$",
            "\\[",
            "\\]",
            "\\begin{align}",
            "\\end{align}",
            "```",
            "`",
            "\n",
            " ",
            "dW = X",
            "=",
            "&",
            "\\\\",
            "%",
            "#",
            "所以",
            "，",
            "（",
            "\\boxed{",
            "}",
            "{",
            "so ",
            "1. ",
            "\r\n",
            "\\text{a b}",
            "~~~",
            "derive J",
            "'^{[1]}",
            "\\",
            "\uD835\uDD40"
        };
        for (String name : new String[] {"a.cr", "a.md", "a.tex", "a.py", "a.txt"}) {
            for (int round = 0; round < 2000; round++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(14); i >= 0; i--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                Source whole = Source.of(name, text.toString()).behind(Source.of("model.cr", MODEL));
                assertThat(Handwriting.read(whole).text()).hasSameSizeAs(whole.text());
            }
        }
    }
}
