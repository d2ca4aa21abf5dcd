package org.chainrule.view;

/** A Graphviz: it reads DOT and answers in JSON. */
interface DotEngine extends Engine {
    /**
     * Places nodes, edges and clusters.
     *
     * @param dot DOT text
     * @return the layout in the {@code json0} format of Graphviz
     * @throws EngineException if it is not there, fails or takes too long
     */
    String layout(String dot);

    @Override
    default Placement place(MeasuredScene plan) {
        return Placement.read(layout(DotPrinter.bare(plan)));
    }
}
