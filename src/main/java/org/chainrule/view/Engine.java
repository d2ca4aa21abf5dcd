package org.chainrule.view;

/** Something that can lay out a graph. */
interface Engine {
    /** What messages call it. */
    String name();

    /**
     * Places nodes, edges and clusters.
     *
     * @param dot DOT text
     * @return the layout in the {@code json0} format of Graphviz
     * @throws EngineException if it is not there, fails or takes too long; the message completes the sentence
     *     "the engine failed: …"
     */
    String layout(String dot);
}
