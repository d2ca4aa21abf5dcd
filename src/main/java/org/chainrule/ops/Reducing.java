package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Axes;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reduction;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** An op that reduces each group of entries to one number; a record of axes, keepdims and further attributes. */
public interface Reducing extends Op {
    /** Which axes. */
    Axes axes();

    /** Whether reduced axes stay with size 1. */
    boolean keepdims();

    /** The number for one group, its entries in row-major order. */
    double value(double[] terms);

    @Override
    default Type infer(List<Type> in) {
        return Type.real(axes().reduce(in.get(0).shape(), keepdims()));
    }

    @Override
    default Tensor eval(List<Tensor> in) {
        return Reduction.reduce(in.get(0), axes(), keepdims(), this::value);
    }

    @Override
    default Spelling spelling() {
        return axes().spelling(name(), keepdims());
    }

    @Override
    default MaskRule maskRule() {
        return MaskRule.reduced(axes(), keepdims());
    }

    /** The result or its cotangent with the reduced axes back, so that it broadcasts against the input. */
    default Node kept(Node reduced, Node x) {
        return Reduction.kept(reduced, x, axes(), keepdims());
    }

    /** The call with one more argument, written before the axis. */
    static Spelling with(String name, String keyword, String value, Axes axes, boolean keepdims) {
        Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put(keyword, value);
        if (!axes.all()) {
            keywords.put("axis", axes.text());
        }
        if (keepdims) {
            keywords.put("keepdims", "true");
        }
        return Spelling.call(name, keywords).latex(axes.spelling(name, keepdims).latex());
    }

    /**
     * Refuses groups without entries.
     *
     * @throws ShapeException naming the shape
     */
    static void refuseEmpty(String name, Axes axes, Shape shape) {
        Shape group = axes.reducedPart(shape);
        for (int axis = 0; axis < group.rank(); axis++) {
            if (group.dim(axis).isKnown() && group.dim(axis).size() == 0) {
                throw new ShapeException(
                        "there is no {0} of no entries: the shape is {1}, reduced over {2}; give it at least one entry",
                        name, shape, axes.all() ? say("all axes") : say("axis {0}", axes.text()));
            }
        }
    }
}
