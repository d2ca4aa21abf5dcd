package org.chainrule.onnx;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** What older versions wrote in another way. */
final class Legacy {
    private Legacy() {}

    /** A tensor with its first axis at an axis of a larger one: sizes 1 are added behind it. */
    static Node aligned(Node y, int rank, int axis) {
        List<Dim> dims = new ArrayList<>(y.shape().dims());
        while (dims.size() < rank - axis) {
            dims.add(Dim.ONE);
        }
        return y.reshape(Shape.of(dims));
    }

    /** The second operand of arithmetic, which before version 7 said at which axis it begins. */
    static Node second(Call c, Node y) {
        boolean aligned = c.version() < 7 && c.flag("broadcast", false) && c.has("axis") && y.rank() > 0;
        return aligned ? aligned(y, c.rank(0), c.axis(c.whole("axis", 0), c.rank(0))) : y;
    }
}
