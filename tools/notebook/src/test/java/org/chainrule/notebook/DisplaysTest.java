package org.chainrule.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.view;

import java.util.ServiceLoader;
import org.chainrule.graph.Node;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplaySystem;

class DisplaysTest {
    private static final Node X = param("x", 2);
    private static final Node J = X.square().sum().named("J");

    @Test
    void jjavaShowsFormulaAndPicture() {
        Renderer renderer = new Renderer();
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(JJavaDisplays.class);
        JJavaDisplays.register(renderer);
        DisplayData data = renderer.render(J);
        assertThat(String.valueOf(data.getData(MIMEType.parse("text/html")))).contains("$$", "\\sum", "<svg", "</svg>");
        assertThat(String.valueOf(renderer.renderAs(J, "text/latex").getData(MIMEType.parse("text/latex"))))
                .contains("\\sum");
        assertThat(String.valueOf(renderer.render(view(J)).getData(MIMEType.parse("text/html"))))
                .startsWith("<svg");
    }

    @Test
    void rapaioShowsFormulaAndPicture() {
        assertThat(String.valueOf(DisplaySystem.inst().render(J).data().get("text/html")))
                .contains("$$", "\\sum", "<svg", "</svg>");
        assertThat(String.valueOf(DisplaySystem.inst().render(view(J)).data().get("text/html")))
                .startsWith("<svg");
        assertThat(String.valueOf(DisplaySystem.inst().render(X).data().get("text/html")))
                .doesNotContain("<svg");
    }
}
