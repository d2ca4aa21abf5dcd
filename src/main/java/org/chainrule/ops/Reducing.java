package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.function.ToDoubleFunction;
import org.chainrule.graph.Axes;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduction;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/** An op that reduces each group of entries to one number; a record of axes, keepdims and further attributes. */
public interface Reducing extends RowOp {
    /** Which axes. */
    Axes axes();

    /** Whether reduced axes stay with size 1. */
    boolean keepdims();

    /**
     * The row of such an op.
     *
     * @param value the number for one group, its entries in row-major order
     */
    default OpRow reducing(String name, ToDoubleFunction<double[]> value) {
        return reducing(name, "", "", "", value);
    }

    /** The same with one more attribute, which is written before the axis unless it is as usual. */
    default OpRow reducing(
            String name, String keyword, Object attribute, Object usual, ToDoubleFunction<double[]> value) {
        return OpRow.named(name)
                .key(keyword, attribute, usual)
                .key("axis", axes().text(), Axes.ALL.text())
                .key("keepdims", keepdims(), false)
                .latex(axes().spelling(name, keepdims()).latex())
                .shape(shape -> axes().reduce(shape, keepdims()))
                .value(in -> Reduction.reduce(in.get(0), axes(), keepdims(), value))
                .mask(MaskRule.reduced(axes(), keepdims()));
    }

    /** The result or its cotangent with the reduced axes back, so that it broadcasts against the input. */
    default Node kept(Node reduced, Node x) {
        return Reduction.kept(reduced, x, axes(), keepdims());
    }

    /**
     * The shape of the result, where groups without entries have none.
     *
     * @throws ShapeException naming the shape
     */
    default Shape refuseEmpty(Shape shape, String name) {
        Shape group = axes().reducedPart(shape);
        if (group.dims().stream().anyMatch(size -> size.isKnown() && size.size() == 0)) {
            throw new ShapeException(
                    "there is no {0} of no entries: the shape is {1}, reduced over {2}; give it at least one entry",
                    name, shape, axes().all() ? say("all axes") : say("axis {0}", axes().text()));
        }
        return axes().reduce(shape, keepdims());
    }
}
