package org.chainrule.explain.layers;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.ops.Diagonals;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The matrix with the entries of one sample on its diagonal, be the sample a vector, a row or a column. For reading. */
record SampleDiagonal() implements Op {
    @Override
    public String name() {
        return "diag";
    }

    @Override
    public Type infer(List<Type> in) {
        Dim size = in.get(0).shape().count();
        return Type.real(Shape.of(size, size));
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        throw new ChainruleException("the diagonal is written, not computed");
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new ChainruleException("the diagonal is written, not differentiated");
    }

    @Override
    public Spelling spelling() {
        return Spelling.call("diag").latexFunction("\\operatorname{diag}");
    }

    /** The same matrix as a graph that can be computed. */
    static Node of(Node sample) {
        return Diagonals.diag(Diagonals.asVector(sample));
    }
}
