package org.chainrule.graph;

import java.util.ServiceLoader;

/**
 * How a node is made readable before it is printed. The rules of algebra stand above the graph, so they are found as a
 * service; without one a node is printed op by op.
 */
public interface Readability {
    /** An equal node that reads better, or the node itself. */
    Node readable(Node node);

    /** The one there is. */
    static Readability found() {
        return Found.ONE;
    }

    /** Looked for when the first node is printed. */
    final class Found {
        private static final Readability ONE = ServiceLoader.load(Readability.class, Readability.class.getClassLoader())
                .findFirst()
                .orElse(node -> node);

        private Found() {}
    }
}
