package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/** Normalisation over groups of channels, single channels, or by the root mean square alone. */
public final class GroupNorms {

    static final Function RMS_NORM = Function.define(
                    "rms_norm",
                    "x, g=none, axis=-1, eps=1e-5",
                    a -> rmsNorm(a.node("x"), a.optionalNode("g"), a.integer("axis"), a.number("eps")))
            .doc("x/√(mean(x²) + eps)·g along an axis, with a gain that broadcasts.")
            .source("Zhang and Sennrich 2019, Root mean square layer normalization")
            .example("rms_norm(X, g)", "X [2, 4], g [4]")
            .example("rms_norm(X, axis=0)", "X [3, 2]");

    static final Function GROUP_NORM = Function.define(
                    "group_norm",
                    "x, groups, g=none, b=none, eps=1e-5",
                    a -> groupNorm(
                            a.node("x"),
                            a.integer("groups"),
                            a.optionalNode("g"),
                            a.optionalNode("b"),
                            a.number("eps")))
            .doc("(x − mean)/√(var + eps)·g + b over each group of the channels [N, C, …], with g and b one entry a "
                    + "channel.")
            .source("Wu and He 2018, Group normalization")
            .example("group_norm(X, 2, g, b)", "X [2, 4, 3], g [4], b [4]");

    static final Function INSTANCE_NORM = Function.define(
                    "instance_norm",
                    "x, g=none, b=none, eps=1e-5",
                    a -> instanceNorm(a.node("x"), a.optionalNode("g"), a.optionalNode("b"), a.number("eps")))
            .doc("(x − mean)/√(var + eps)·g + b over each channel of each sample [N, C, …], with g and b one entry a "
                    + "channel.")
            .source("Ulyanov, Vedaldi and Lempitsky 2016, Instance normalization")
            .example("instance_norm(X, g, b)", "X [2, 3, 4], g [3], b [3]");

    private GroupNorms() {}

    /** x/√(mean(x²) + eps)·g along an axis. */
    public static Node rmsNorm(Node x, Optional<Node> g, int axis, double eps) {
        Node mean = Mean.over(x.square(), Axes.of(x, axis), true);
        Node normal = x.times(Node.of(Powers.RSQRT, mean.plus(eps)));
        return g.map(normal::times).orElse(normal);
    }

    /**
     * Normalised over each group of channels.
     *
     * @param x [N, C, …]
     * @param groups divides C
     */
    public static Node groupNorm(Node x, int groups, Optional<Node> g, Optional<Node> b, double eps) {
        if (x.rank() < 2) {
            throw new ShapeException("group_norm needs samples and channels [N, C, …], not the shape {0}", x.shape());
        }
        Dim channels = x.shape().dim(1);
        if (groups < 1 || (channels.isKnown() && channels.size() % groups != 0)) {
            throw new ArgumentException(
                    "groups", say("group_norm: {0} groups do not divide {1} channels", groups, channels));
        }
        List<Dim> dims = new ArrayList<>(x.shape().dims());
        dims.set(1, Dim.of(groups));
        dims.add(2, channels.floorDiv(groups));
        Node split = Reshape.to(x, Shape.of(dims));
        Node normal = Reshape.to(normalised(split, 2, eps), x.shape());
        return scaled(normal, g, b);
    }

    /**
     * Normalised over each channel of each sample.
     *
     * @param x [N, C, …]
     */
    public static Node instanceNorm(Node x, Optional<Node> g, Optional<Node> b, double eps) {
        if (x.rank() < 3) {
            throw new ShapeException("instance_norm needs images [N, C, …], not the shape {0}", x.shape());
        }
        return scaled(normalised(x, 2, eps), g, b);
    }

    private static Node normalised(Node x, int from, double eps) {
        Axes axes = Axes.of(x.shape(), IntStream.range(from, x.rank()).boxed().toList());
        Node centred = x.minus(Mean.over(x, axes, true));
        Node variance = Mean.over(centred.square(), axes, true);
        return centred.times(Node.of(Powers.RSQRT, variance.plus(eps)));
    }

    private static Node scaled(Node x, Optional<Node> g, Optional<Node> b) {
        Node gained = g.map(gain -> x.times(perChannel(gain, x))).orElse(x);
        return b.map(shift -> gained.plus(perChannel(shift, x))).orElse(gained);
    }

    private static Node perChannel(Node g, Node x) {
        return g.rank() == 1 && x.rank() > 2
                ? ExpandDims.insert(g, IntStream.range(2 - x.rank(), 0).toArray())
                : g;
    }
}
