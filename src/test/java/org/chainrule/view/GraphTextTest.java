package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Pictures as text for other tools. */
class GraphTextTest {
    private static String text(String model, GraphText.Form form) {
        Model read = Model.parse(model);
        return GraphView.of(read.loss())
                .names(read.names())
                .formulas(read.formulas())
                .at(read.bindings())
                .text(form);
    }

    private static final String MODEL = "param b = 3, c_1 = 2\nu = b * c_1\nJ = 3 * u\nloss J";

    @Test
    void graphmlIsXmlWithWhatTheBoxesShow() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        text(MODEL, GraphText.Form.GRAPHML).getBytes(StandardCharsets.UTF_8)));
        assertThat(xml.getElementsByTagName("node").getLength()).isEqualTo(4);
        assertThat(xml.getElementsByTagName("edge").getLength()).isEqualTo(3);
        assertThat(xml.getDocumentElement().getTextContent())
                .contains("b * c_1")
                .contains("18");
    }

    @Test
    void mermaidHasABoxForEachQuantityAndEscapesSigns() {
        assertThat(text(MODEL, GraphText.Form.MERMAID))
                .startsWith("flowchart LR\n")
                .contains("(\"u<br/>b * c_1<br/>6<br/>∂ 3\"):::op")
                .contains("-->|\"* 3\"|");
        assertThat(text("param x = 3\ny = (x > 1) * x\nloss y", GraphText.Form.MERMAID))
                .contains("x #gt; 1")
                .doesNotContain("x > 1");
    }

    @Test
    void tikzPutsBoxesWhereTheyAreAndEscapesWhatLatexReads() {
        assertThat(text(MODEL, GraphText.Form.TIKZ))
                .contains("\\begin{tikzpicture}")
                .contains("b * c\\_1")
                .contains("$\\partial$ 3")
                .endsWith("\\end{tikzpicture}\n");
        assertThat(TikzWriter.latex("W2ᵀ · {x}_1 100% σ"))
                .isEqualTo("W2$^\\top$ $\\cdot$ \\{x\\}\\_1 100\\% $\\sigma$");
        assertThat(TikzWriter.latex("[1 2]")).isEqualTo("{}[1 2]");
    }
}
