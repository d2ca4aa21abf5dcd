package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * The ops of the losses: what one entry or one sample costs, before a mean or a sum. They are ops of their own where the
 * formula written out loses digits or makes NaN of a limit; {@link Losses} and {@link ClassLosses} build with them.
 */
public final class LossOps {
    private static final String NONE = "\"none\"";

    /** −(y log p + (1 − y) log(1 − p)), entry by entry, with 0 log 0 = 0. */
    public static final Elementwise BCE = Op.binary("bce", LossOps::bce)
            .vjp(
                    LossOps::bceByProbability,
                    (dz, z, p, y) -> dz.times(Logarithms.LOG1P.of(p.neg()).minus(Powers.LOG.of(p))))
            .spelled(Spelling.call("bce", Spelling.keywords("reduction", NONE))
                    .latex("\\operatorname{BCE}\\left(<*>\\right)"))
            .local("⊙ ((1−{y})/(1−{x}) − {y}/{x})", "⊙ log((1−{x})/{x})")
            .written((p, y) -> {
                Node one = Node.constant(1);
                return y.times(Powers.LOG.of(p))
                        .plus(one.minus(y).times(Powers.LOG.of(one.minus(p))))
                        .neg();
            })
            .domain(Domain.PROBABILITY, Domain.PROBABILITY)
            .define((p, y) -> Guarded.XLOGY
                    .of(y, p)
                    .plus(Guarded.XLOGY.of(
                            Node.constant(1).minus(y), Node.constant(1).minus(p)))
                    .neg())
            .doc("Binary cross-entropy of each entry.");

    /** σ(z) − y, entry by entry, to full accuracy also where a sure z agrees with y = 1. */
    static final Elementwise SIGMOID_RESIDUAL = Op.binary("sigmoid_residual", LossOps::residual)
            .vjp((dz, z, x, y) -> dz.times(SlopeOps.SIGMOID.of(x)), (dz, z, x, y) -> dz.neg())
            .spelled(new Spelling(
                    "sigmoid(<0>) - <1:" + Spelling.PRODUCT + ">",
                    Spelling.SUM,
                    "\\sigma\\left(<0>\\right) - <1:" + Spelling.PRODUCT + ">",
                    Spelling.SUM))
            .local("⊙ σ'({x})", "· (−1)")
            .define((z, y) -> Sigmoids.SIGMOID.of(z).minus(y))
            .careful()
            .finite()
            .doc("σ(z) − y, as (1 − y) − σ(−z) where y is above one half.");

    /** log(1 + e^z) − y z, entry by entry. */
    public static final Elementwise BCE_WITH_LOGITS = Op.binary("bce_with_logits", LossOps::bceWithLogits)
            .vjp((dz, z, x, y) -> dz.times(SIGMOID_RESIDUAL.of(x, y)), (dz, z, x, y) -> dz.times(x.neg()))
            .spelled(Spelling.call("bce_with_logits", Spelling.keywords("reduction", NONE))
                    .latex("\\operatorname{BCE}_{\\sigma}\\left(<*>\\right)"))
            .local("⊙ (σ({x}) − {y})", "⊙ (−{x})")
            .written((z, y) ->
                    Powers.LOG.of(Node.constant(1).plus(Powers.EXP.of(z))).minus(y.times(z)))
            .domain(Domain.interval(-3, 3), Domain.PROBABILITY)
            .define((z, y) -> Sigmoids.SOFTPLUS.of(z).minus(z.times(y)))
            .finite()
            .doc("Binary cross-entropy of σ(z) of each entry.");

    private LossOps() {}

    private static double bce(double p, double y) {
        // From 0, so that a right answer costs 0.0, not -0.0.
        return 0 - (product(y, Math.log(p)) + product(1 - y, Math.log1p(-p)));
    }

    private static double residual(double z, double y) {
        if (Math.abs(z) < 1 && y >= 0.25 && y <= 0.75) {
            return Math.tanh(z / 2) / 2 + (0.5 - y);
        }
        return y > 0.5 ? 1 - y - Sigmoids.sigmoid(-z) : Sigmoids.sigmoid(z) - y;
    }

    private static Node bceByProbability(Node dz, Node z, Node p, Node y) {
        Node one = Node.constant(1);
        Node no = Guarded.XDIVY.of(one.minus(y), one.minus(p));
        return dz.times(no.minus(Guarded.XDIVY.of(y, p)));
    }

    private static double bceWithLogits(double z, double y) {
        // Each branch multiplies z by the label it does not predict, so that a sure and right logit costs nothing.
        double wrong = z >= 0 ? product(1 - y, z) : product(-y, z);
        return wrong + Math.log1p(Math.exp(-Math.abs(z)));
    }

    /** The product, 0 where the first factor is 0 and the second is infinite. */
    static double product(double a, double b) {
        return a == 0 && !Double.isNaN(b) ? 0 : a * b;
    }

    /** ½d² for |d| = |a − b| up to delta, delta(|d| − ½delta) beyond. */
    public record Huber(double delta) implements RowOp {
        @Override
        public OpRow row() {
            String number = TensorText.number(delta);
            return OpRow.named("huber")
                    .key("delta", delta, 1.0)
                    .key("reduction", NONE)
                    .latex("H_{" + number + "}\\left(<0> - <1:" + Spelling.PRODUCT + ">\\right)")
                    .type(in -> Type.real(
                            Shape.broadcast(in.get(0).shape(), in.get(1).shape())))
                    .value(in -> Broadcasting.map(in.get(0), in.get(1), (a, b) -> {
                        double d = Math.abs(a - b);
                        return d <= delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
                    }))
                    .definition(in -> {
                        Node d = Rounding.ABS.of(in.get(0).minus(in.get(1)));
                        Node line = d.minus(delta / 2).times(delta);
                        Node near = Comparison.LESS_EQUAL.of(d, Node.constant(delta));
                        return Where.of(near, d.square().over(2), line);
                    })
                    .vjp((arg, dz, z, in) -> {
                        Node slope = dz.times(Extremes.clamp(in.get(0).minus(in.get(1)), -delta, delta));
                        return arg == 0 ? slope : slope.neg();
                    })
                    .finite()
                    .mask(MaskRule.ELEMENTWISE)
                    .range(Domain.NONNEGATIVE)
                    .local("⊙ clamp({x} − {y}, ±" + number + ")", "⊙ clamp({y} − {x}, ±" + number + ")");
        }
    }

    /**
     * −Σ y log softmax(z) along one axis, for labels y of the shape of the logits z: logsumexp(z) − z_t where y is
     * one-hot at t. Nothing overflows, and a label 0 costs nothing whatever its logit.
     */
    public record SoftmaxCrossEntropy(Along along) implements RowOp {
        private Axes axes() {
            return new Axes(false, List.of(along.axis()));
        }

        @Override
        public OpRow row() {
            int axis = along.axis();
            return OpRow.named("softmax_cross_entropy")
                    .key("axis", along.text(), "")
                    .key("reduction", NONE)
                    .latex("\\operatorname{CE}\\left(<*>\\right)")
                    .type(in -> {
                        Shape z = in.get(0).shape();
                        Shape y = in.get(1).shape();
                        if (!z.sameShape(y)) {
                            throw new ShapeException("the labels have shape {0}, the logits {1}", y, z);
                        }
                        return Type.real(z.without(axis));
                    })
                    .value(this::losses)
                    .definition(in -> in.get(1)
                            .times(Softmax.logSoftmax(in.get(0), axis))
                            .sum(axis)
                            .neg())
                    .vjp(this::slope)
                    .finite()
                    .mask(MaskRule.reduced(axes(), false))
                    .domains(Domain.REAL, Domain.simplex(axis))
                    .local((arg, z, names) -> {
                        String logits = names.of(z.input(0));
                        return Message.verbatim(
                                arg == 0
                                        ? "⊙ (softmax(" + logits + ") − " + names.atom(z.input(1)) + ")"
                                        : "⊙ (−log softmax(" + logits + "))");
                    });
        }

        private Tensor losses(List<Tensor> in) {
            Tensor z = in.get(0).as(DType.F64);
            Tensor y = in.get(1);
            Tensor log = new Softmax.Soft(axes(), along.last(), true).eval(List.of(z));
            Groups samples = along.groups(z);
            return Tensor.fill(Broadcasting.floatType(in), z.shape().without(along.axis()), sample -> {
                double loss = 0;
                for (int k = 0; k < samples.size(); k++) {
                    int at = samples.position(sample, k);
                    loss -= product(y.at(at), log.at(at));
                }
                return loss;
            });
        }

        /** dz ⊙ (softmax(z)·Σy − y), as the excess of −y: right also for labels that do not sum to 1, and by the labels themselves. */
        private Node slope(int arg, Node dz, Node z, List<Node> in) {
            Node logits = in.get(0);
            Node labels = in.get(1);
            Node perSample = ExpandDims.insert(dz, along.axis());
            if (arg == 1) {
                return perSample.times(Softmax.logSoftmax(logits, along.axis())).neg();
            }
            Node soft = Softmax.softmax(logits, along.axis());
            return perSample.times(SoftmaxAdjoints.excess(soft, labels.neg(), axes()));
        }
    }

    /** a·b, 0 where a is 0 whatever b is: −inf times a label 0. */
    static Node masked(Node a, Node b) {
        Node counts = Node.of(Comparison.NOT_EQUAL, a, Node.constant(0));
        return Where.of(counts, a.times(b), Node.constant(0));
    }
}
