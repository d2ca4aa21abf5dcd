package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/** Layers that keep activations in a good range, or make them unreliable on purpose. */
public final class Normalisation {
    private static final double EPS = 1e-5;
    /** A mean of equal numbers is off by less than this part of it. */
    private static final double ROUNDING = 0x1p-51;

    static final Function BATCH_NORM = layer("batch_norm", "none", false)
            .doc("(x − mean)/√(var + eps)·g + b with mean and biased variance over axes, by default all but axis 1, as "
                    + "in training. g and b have the sizes of the axes that remain, or a shape that broadcasts.")
            .source("Ioffe and Szegedy 2015, Batch normalization")
            .example("batch_norm(X, g, b)", "X [4, 3], g [3], b [3]")
            .example("batch_norm(X, g, b, axes=1)", "X [3, 4], g [3, 1], b [3, 1]")
            .example("batch_norm(X, g, b, axes=[0, 2, 3])", "X [2, 3, 2, 2], g [3], b [3]");

    static final Function LAYER_NORM = layer("layer_norm", "-1", true)
            .doc("(x − mean)/√(var + eps)·g + b with mean and biased variance over axes, by default the last. g and b "
                    + "have the sizes of these axes, or a shape that broadcasts.")
            .source("Ba, Kiros and Hinton 2016, Layer normalization")
            .example("layer_norm(X, g, b)", "X [2, 4], g [4], b [4]")
            .example("layer_norm(X, g, b, axes=0)", "X [4, 2], g [4], b [4]")
            .example("layer_norm(X, g, b, axes=[1, 2], eps=1e-3)", "X [2, 2, 3], g [2, 3], b [2, 3]");

    static final Function ZSCORE = Function.define("zscore", "x, axis=0, ddof=0", a -> {
                Node x = a.node("x");
                Axes axes = a.has("axis") ? a.axes("axis", x) : Axes.of(x, 0);
                return zscore(x, axes, a.integer("ddof"));
            })
            .doc("(x − mean)/std along an axis, the first by default; ddof as for std. Where all entries are equal, up "
                    + "to the rounding of their mean, it is 0 with derivative 0.")
            .source("scipy.stats.zscore")
            .example("zscore(X)", "X [4, 3]")
            .example("zscore(X, axis=1, ddof=1)", "X [2, 4]");

    static final Function DROPOUT = Function.define(
                    "dropout",
                    "x, p=0.5, seed=0",
                    a -> a.raw("seed") instanceof Arg.Value seed && !seed.node().isConstant()
                            ? dropout(a.node("x"), a.number("p"), a.node("seed"))
                            : dropout(a.node("x"), a.number("p"), a.integer("seed")))
            .doc("Each entry is 0 with probability p, else divided by 1 − p, so that the mean stays. Which ones "
                    + "depends on the seed and the shape alone, so that every run and every derivative sees the same "
                    + "mask; p = 0 is the identity. A seed that is an input gives each run a mask of its own.")
            .source("Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting")
            .example("dropout(X, p=0.4, seed=3)", "X [3, 4]")
            .example("dropout(X, p=0.4, seed=s)", "X [3, 4], s [] integer(0, 9)");

    private Normalisation() {}

    private static Function layer(String name, String usual, boolean features) {
        return Function.define(name, "x, g=none, b=none, axes=" + usual + ", eps=1e-5", a -> {
            Node x = a.node("x");
            Axes axes = a.has("axes") ? a.axes("axes", x) : usual(x, features);
            return layer(x, axes, features, a.optionalNode("g"), a.optionalNode("b"), a.number("eps"));
        });
    }

    private static Node layer(Node x, Axes axes, boolean features, Optional<Node> g, Optional<Node> b, double eps) {
        Node normal = normalise(x, axes, eps);
        Node scaled =
                g.map(gain -> normal.times(onto(x, axes, gain, features, "g"))).orElse(normal);
        return b.map(shift -> scaled.plus(onto(x, axes, shift, features, "b"))).orElse(scaled);
    }

    /** The axes of the features, which are the last one, or those of the samples, which are all but axis 1. */
    private static Axes usual(Node x, boolean features) {
        if (features) {
            return Axes.of(x, -1);
        }
        int kept = x.shape().axis(1);
        return Axes.of(
                x.shape(),
                IntStream.range(0, x.rank()).filter(i -> i != kept).boxed().toList());
    }

    /** (x − mean)/√(var + eps): two passes, so that a large mean does not cancel in the variance. */
    private static Node normalise(Node x, Axes axes, double eps) {
        if (!(eps >= 0)) {
            throw new ArgumentException("eps", say("eps is at least 0, not {0}", TensorText.number(eps)));
        }
        Node centred = x.minus(Mean.over(x, axes, true));
        Node variance = Mean.over(centred.square(), axes, true);
        return centred.over(Node.of(Powers.SQRT, variance.plus(eps)));
    }

    /** A gain or shift given for some axes of x only, with axes of size 1 for the others. */
    private static Node onto(Node x, Axes axes, Node g, boolean reduced, String what) {
        List<Integer> own = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            (axes.contains(axis) == reduced ? own : others).add(axis);
        }
        Shape wanted = Shape.of(own.stream().map(x.shape()::dim).toList());
        if (g.shape().sameShape(wanted)) {
            boolean trailing = own.isEmpty() || own.get(0) == x.rank() - own.size();
            return trailing ? g : ExpandDims.insert(g, Args.ints(others));
        }
        if (g.rank() != 0 && (g.rank() != x.rank() || !broadcasts(g.shape(), x.shape()))) {
            throw new ShapeException(
                    "{0} has shape {1}, one entry for each of {2} {3} on axes {4}, or a shape that broadcasts; {5} "
                            + "has shape {6}",
                    what, wanted, ShortText.of(x), x.shape(), own, ShortText.of(g), g.shape());
        }
        return g;
    }

    private static boolean broadcasts(Shape g, Shape x) {
        return IntStream.range(0, x.rank())
                .allMatch(axis -> g.dim(axis).isOne() || g.dim(axis).sameSize(x.dim(axis)));
    }

    /**
     * (x − mean)/√(var + 1e-5)·g + b with mean and variance over the samples.
     *
     * @param axes the axes of the samples, {@code 0} for [m, n], {@code 1} for [n, m], {@code 0, 2, 3} for images; by
     *     default all but axis 1
     */
    public static Node batchNorm(Node x, Node g, Node b, int... axes) {
        Axes samples = axes.length == 0 ? usual(x, false) : Axes.of(x, axes);
        return layer(x, samples, false, Optional.of(g), Optional.of(b), EPS);
    }

    /**
     * (x − mean)/√(var + 1e-5)·g + b with mean and variance over the features.
     *
     * @param axes the axes of the features, by default the last one
     */
    public static Node layerNorm(Node x, Node g, Node b, int... axes) {
        Axes features = axes.length == 0 ? usual(x, true) : Axes.of(x, axes);
        return layer(x, features, true, Optional.of(g), Optional.of(b), EPS);
    }

    /**
     * (x − mean)/std over axes, 0 where all entries are equal.
     *
     * @param ddof the divisor of the variance is the number of entries less this
     */
    public static Node zscore(Node x, Axes axes, int ddof) {
        Node mean = Mean.over(x, axes, true);
        Node std = Statistics.std(x, axes, ddof, true);
        Node constant = Comparison.LESS_EQUAL.of(std, Rounding.ABS.of(mean).times(ROUNDING));
        return Where.of(constant, Node.constant(0), x.minus(mean).over(std));
    }

    /**
     * Entries switched off by chance.
     *
     * @param p the probability of each entry to become 0, from 0 to 1
     * @param seed the same seed gives the same mask
     */
    public static Node dropout(Node x, double p, long seed) {
        if (!(p >= 0 && p <= 1)) {
            throw new ArgumentException(
                    "p", say("dropout: p is a probability from 0 to 1, not {0}", TensorText.number(p)));
        }
        return p == 0 ? x : Node.of(new Dropout(p, seed), x);
    }

    /**
     * Entries switched off by chance, other ones in each run.
     *
     * @param p the probability of each entry to become 0, from 0 to 1
     * @param seed a scalar index: a run gives it a value, and the same value gives the same mask
     */
    public static Node dropout(Node x, double p, Node seed) {
        if (!seed.isScalar() || seed.type().kind() != Type.Kind.INDEX) {
            throw new ArgumentException(
                    "seed", say("dropout: the seed of a run is one whole number, declared integer, not {0}", seed));
        }
        Node same = dropout(x, p, 0);
        return same == x ? x : Node.of(new SeededDropout(p), x, seed);
    }

    /** Picked, not multiplied: an infinity that is dropped is 0, not NaN. */
    private static Tensor dropped(Tensor x, double p, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Tensor.fill(Broadcasting.floatType(x), x.shape(), i -> random.nextDouble() < p ? 0 : x.at(i) / (1 - p));
    }

    /** Its own adjoint: the cotangent goes through the same mask. */
    public record Dropout(double p, long seed) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("dropout")
                    .key("p", p, 0.5)
                    .key("seed", seed, 0L)
                    .value(in -> dropped(in.get(0), p, seed))
                    .adjoint(dz -> Node.of(this, dz))
                    .entries(EntryRule.LINEAR)
                    .mask(MaskRule.ELEMENTWISE)
                    .finite()
                    .local("⊙ mask/(1−p)");
        }
    }

    /** The same with the seed as its second input. */
    public record SeededDropout(double p) implements RowOp {
        @Override
        public OpRow row() {
            String call =
                    p == 0.5 ? "dropout(<0>, seed=<1>)" : "dropout(<0>, p=" + TensorText.number(p) + ", seed=<1>)";
            return OpRow.named("dropout")
                    .key("p", p, 0.5)
                    .spelled(usual -> new Spelling(
                            call, Spelling.POSTFIX, "\\operatorname{dropout}\\left(<*>\\right)", Spelling.POSTFIX))
                    .value(in -> dropped(in.get(0), p, in.get(1).wholeAt(0)))
                    .vjp((arg, dz, z, in) -> Node.of(this, dz, in.get(1)))
                    .smoothness(arg -> arg == 0
                            ? Smoothness.SMOOTH
                            : Smoothness.none("the seed of dropout selects, it has no derivative"))
                    .mask(MaskRule.ELEMENTWISE)
                    .linear(arg -> arg == 0)
                    .local((arg, z, names) -> Message.verbatim(arg == 0 ? "⊙ mask/(1−p)" : "0"));
        }
    }
}
