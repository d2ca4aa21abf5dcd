package org.chainrule.view;

/** Something that can lay out a graph. */
interface Engine {
    /** What messages call it. */
    String name();

    /**
     * Places nodes, edges and clusters.
     *
     * @throws EngineException if it is not there, fails or takes too long; the message completes the sentence
     *     "the engine failed: …"
     */
    Placement place(MeasuredScene plan);
}
