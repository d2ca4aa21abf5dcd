package org.chainrule.notebook;

import java.util.List;
import java.util.function.Function;
import org.chainrule.graph.Node;
import org.chainrule.view.GraphView;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.MimeType;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Teaches rapaio's kernel, which finds this on its class path, to show nodes and views. */
public final class RapaioDisplays implements DisplayProvider {
    /** Called by the kernel. */
    public RapaioDisplays() {}

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return List.of(
                new Page<>(Node.class, Shown::html, Node::toString),
                new Page<>(GraphView.class, Shown::html, view -> "a picture"));
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    /** Shows objects of one class. */
    private record Page<T>(Class<T> type, Function<T, String> html, Function<T, String> text)
            implements DisplayRenderer {
        @Override
        public Class<?> rendererClass() {
            return type;
        }

        @Override
        public boolean canRender(String mime) {
            return true;
        }

        @Override
        public DisplayData render(String mime, Object shown) {
            T value = type.cast(shown);
            DisplayData data = DisplayData.withType(MimeType.HTML.longType(), html.apply(value));
            data.putText(text.apply(value));
            return data;
        }
    }
}
