package org.chainrule.notebook;

import org.chainrule.graph.Node;
import org.chainrule.view.GraphView;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Teaches JJava's kernel, which finds this on its class path, to show nodes and views. */
public final class JJavaDisplays implements Extension {
    /** Called by the kernel. */
    public JJavaDisplays() {}

    @Override
    public void install(BaseKernel kernel) {
        register(kernel.getRenderer());
    }

    static void register(Renderer renderer) {
        renderer.createRegistration(Node.class)
                .preferring("text/html")
                .supporting("text/html", "text/latex", "text/plain")
                .register((node, context) -> {
                    context.renderIfRequested(type("text/html"), () -> Shown.html(node));
                    context.renderIfRequested(type("text/latex"), () -> "$$" + Shown.latex(node) + "$$");
                    context.renderIfRequested(type("text/plain"), node::toString);
                });
        renderer.createRegistration(GraphView.class)
                .preferring("text/html")
                .supporting("text/html")
                .register((view, context) -> context.renderIfRequested(type("text/html"), () -> Shown.html(view)));
    }

    private static MIMEType type(String name) {
        return MIMEType.parse(name);
    }
}
