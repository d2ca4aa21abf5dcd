package org.chainrule.notebook;

import org.chainrule.Chainrule;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.view.GraphView;

/** What a notebook shows of something, whatever its kernel is. */
final class Shown {
    /** A graph of more nodes than this is a formula only. */
    private static final int MOST_NODES = 200;

    private Shown() {}

    /** The formula of a node in TeX. */
    static String latex(Node node) {
        return Chainrule.latex(node);
    }

    /** The formula, which the notebook typesets, and the picture below it. */
    static String html(Node node) {
        String formula = "<div>$$" + escaped(latex(node)) + "$$</div>";
        return formula + (node.isLeaf() || node.ancestors().size() > MOST_NODES ? "" : picture(GraphView.of(node)));
    }

    /** A picture for a page. */
    static String html(GraphView view) {
        return picture(view);
    }

    /** The picture as it stands in a page: without the declaration that files begin with. */
    private static String picture(GraphView view) {
        try {
            String svg = view.svg();
            return svg.substring(svg.indexOf("<svg"));
        } catch (ChainruleException e) {
            return "<p>" + escaped(e.getMessage()) + "</p>";
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
