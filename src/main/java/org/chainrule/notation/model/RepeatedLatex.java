package org.chainrule.notation.model;

import java.util.stream.Collectors;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;

/**
 * What is repeated along axes, in LaTeX: a number times a matrix of ones, {@code 2 v \mathbf{1}_{m \times n}}; a vector times a
 * row or a column of ones, {@code v \mathbf{1}^{\top}}.
 */
final class RepeatedLatex {
    private static final String ONES = "\\mathbf{1}";

    /** Behind a vector: in each column. */
    static final String COLUMN = " " + ONES + "^{\\top}";

    private RepeatedLatex() {}

    /**
     * The product.
     *
     * @param repeated a broadcast
     * @param written its input, which binds like a product
     * @return empty where ones are no help: more than two axes
     */
    static String of(Node repeated, String written) {
        Node from = repeated.input(0);
        Shape to = repeated.shape();
        if (to.rank() == 0 || to.rank() > 2 || from.shape().sameShape(to)) {
            return "";
        }
        boolean one = from.shape().dims().stream().allMatch(dim -> dim.isOne());
        if (one) {
            String sizes = to.dims().stream().map(Object::toString).collect(Collectors.joining(" \\times "));
            String times = written.equals("1") ? "" : written + " ";
            boolean named = to.rank() == 1 && !to.isKnown();
            return sizes.matches("[\\w ]+( .times [\\w ]+)?") ? times + ONES + (named ? "" : "_{" + sizes + "}") : "";
        }
        if (to.rank() < 2) {
            return "";
        }
        boolean column = from.rank() == 2 && from.shape().dim(1).isOne();
        boolean vector = from.rank() == 1 || from.op() instanceof ExpandDims;
        return column
                ? written + COLUMN
                : ONES + " " + (vector ? "\\left(" + written + "\\right)^{\\top}" : written);
    }
}
