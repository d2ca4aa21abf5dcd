package org.chainrule.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathMlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x | <mi>x</mi>",
                "2.5 x | <mn>2.5</mn><mi>x</mi>",
                "W_{1} | <msub><mi>W</mi><mn>1</mn></msub>",
                "{W_{1}}^{\\top} | <msubsup><mi>W</mi><mn>1</mn><mo>⊤</mo></msubsup>",
                "{\\left(x\\right)}^{2} | <msup><mrow><mo fence=\"true\" stretchy=\"true\">(</mo><mi>x</mi><mo"
                        + " fence=\"true\" stretchy=\"true\">)</mo></mrow><mn>2</mn></msup>",
                "\\frac{a}{b + 1} | <mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>",
                "\\tanh' | <msup><mi>tanh</mi><mrow><mo>′</mo></mrow></msup>",
                "\\sum_{j} y | <munder><mo>∑</mo><mi>j</mi></munder><mi>y</mi>",
                "\\hat{y} | <mover accent=\"true\"><mi>y</mi><mo>^</mo></mover>",
                "\\operatorname{leaky\\_relu} | <mi>leaky_relu</mi>",
                "\\text{axis }1 | <mtext>axis </mtext><mn>1</mn>",
                "x \\lt 1 | <mi>x</mi><mo>&lt;</mo><mn>1</mn>",
                "\\nosuch | <merror><mtext>\\nosuch</mtext></merror>",
            })
    void pieces(String latex, String expected) {
        assertThat(MathMl.block(latex).replace('\u00A0', ' '))
                .isEqualTo("<math display=\"block\"><mrow>" + expected + "</mrow></math>");
    }

    @Test
    void everyFunctionOfTheCatalogue() {
        List<String> unknown = new ArrayList<>();
        int count = 0;
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                Model model = Model.parse("input " + example.inputs() + "\nresult = " + example.call());
                for (Node node : model.get("result").ancestors()) {
                    String latex = Formula.latexDefinition(node);
                    String math = MathMl.block(latex);
                    Xml.parse(math);
                    count++;
                    if (math.contains("<merror>")) {
                        unknown.add(function.name() + ": " + latex);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(count).isGreaterThan(300);
    }

    @Test
    void everyNameIsKnown() {
        for (String name : List.of("alpha", "dW1", "y_hat", "δ2", "dδ", "权重", "Gamma", "long_name", "Sigma2", "∂")) {
            assertThat(MathMl.block(LatexName.of(name))).doesNotContain("<merror>");
            Xml.parse(MathMl.block(LatexName.of(name)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{",
        "}",
        "\\",
        "\\left(",
        "x^",
        "_",
        "\\frac{a}",
        "\\begin{cases}a",
        "&",
        "\\\\",
        "''",
        "^^",
        "\\text{<b>"
    })
    void whatIsNoFormulaIsStillMarkup(String latex) {
        Xml.parse(MathMl.block(latex));
    }

    @Test
    void depthIsBounded() {
        String math = MathMl.block("{".repeat(100_000) + "x" + "}".repeat(100_000));
        assertThat(math).contains("⋯").hasSizeLessThan(2_000_000);
        Xml.parse(MathMl.block("\\frac{".repeat(1000) + "x"));
    }
}
