package org.chainrule.notation.model;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/**
 * What is repeated along axes, in LaTeX: a number times a matrix of ones, {@code 2 v \mathbf{1}_{m \times n}}; a vector times a
 * row or a column of ones, {@code v \mathbf{1}_{n}^{\top}}.
 */
final class RepeatedLatex {
    private RepeatedLatex() {}

    /**
     * The product.
     *
     * @param repeated a broadcast
     * @param written its input, which binds like a product
     * @return empty where ones are no help: more than two axes, sizes that are no name
     */
    static String of(Node repeated, String written) {
        Node from = repeated.input(0);
        Shape to = repeated.shape();
        if (to.rank() == 0 || to.rank() > 2 || from.shape().sameShape(to)) {
            return "";
        }
        if (from.shape().dims().stream().allMatch(Dim::isOne)) {
            String ones = ones(to.dims());
            return ones.isEmpty() || written.equals("1") ? ones : written + " " + ones;
        }
        if (to.rank() < 2) {
            return "";
        }
        if (from.rank() == 2 && from.shape().dim(1).isOne()) {
            return column(written, to.dim(1));
        }
        String ones = ones(List.of(to.dim(0)));
        boolean vector = from.rank() == 1 || from.op() instanceof ExpandDims;
        return ones.isEmpty() ? "" : ones + " " + (vector ? "{\\left(" + written + "\\right)}^{\\top}" : written);
    }

    /** A vector in each of so many columns; empty when the size is no name. */
    static String column(String written, Dim columns) {
        String ones = ones(List.of(columns));
        return ones.isEmpty() ? "" : written + " {" + ones + "}^{\\top}";
    }

    private static String ones(List<Dim> dims) {
        String sizes = dims.stream().map(Dim::toString).collect(Collectors.joining(" \\times "));
        return dims.stream().allMatch(dim -> dim.toString().matches("\\w+")) ? "\\mathbf{1}_{" + sizes + "}" : "";
    }
}
