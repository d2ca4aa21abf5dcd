package org.chainrule.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;

/**
 * The softmax, its logarithm, and the logarithm of a sum of exponentials, all shifted by the largest entry so that
 * nothing overflows. A group with an entry +inf has no answer and gives NaN; of a group of −inf only, the log-sum is −inf
 * and the softmax 0, and so is its gradient.
 */
public final class Softmax {
    static final Function SOFTMAX = Function.define(
                    "softmax", "x, axis=-1", a -> Node.of(Soft.of(a.node("x"), axes(a), false), a.node("x")))
            .doc("exp(x)/Σexp(x) along an axis (the last one) or several, shifted by the largest entry. Where all "
                    + "entries are −inf the result is 0; +inf gives NaN. The vjp is z ⊙ (dz − Σ dz ⊙ z).")
            .source("J. S. Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990")
            .example("softmax(X)", "X [2, 3]")
            .example("softmax(X, axis=0)", "X [2, 3]")
            .example("softmax(X, axis=[0, 2])", "X [2, 2, 3]");

    static final Function LOG_SOFTMAX = Function.define(
                    "log_softmax", "x, axis=-1", a -> Node.of(Soft.of(a.node("x"), axes(a), true), a.node("x")))
            .doc("x − logsumexp(x) along an axis (the last one) or several. Where all entries are −inf the result is "
                    + "−inf; +inf gives NaN. The vjp is dz − softmax(x)·Σdz.")
            .example("log_softmax(X)", "X [2, 3]")
            .example("log_softmax(X, axis=0)", "X [2, 3]");

    static final Function LOGSUMEXP = Function.reduction("logsumexp", Softmax::logsumexp)
            .doc("log Σexp(x) over all entries or the axes named, as max + log Σexp(x − max). −inf of no entries and "
                    + "where all are −inf, with gradient 0. The derivative is softmax(x).")
            .source("P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the log-sum-exp and softmax "
                    + "functions, 2021")
            .example("logsumexp(X)", "X [2, 3]")
            .example("logsumexp(X, axis=1)", "X [2, 3]")
            .example("logsumexp(X, axis=[0, 2], keepdims=true)", "X [2, 2, 3]");

    private Softmax() {}

    /**
     * The node {@code softmax(x, axis=axis)}.
     *
     * @param axis one or several; none for the last one; negative counts from the end
     */
    public static Node softmax(Node x, int... axis) {
        return Node.of(Soft.of(x, list(axis), false), x);
    }

    /**
     * The node {@code log_softmax(x, axis=axis)}.
     *
     * @param axis as for {@link #softmax}
     */
    public static Node logSoftmax(Node x, int... axis) {
        return Node.of(Soft.of(x, list(axis), true), x);
    }

    /** The node {@code logsumexp(x, axis=axes, keepdims=keepdims)}. */
    public static Node logsumexp(Node x, Axes axes, boolean keepdims) {
        return Node.of(new LogSumExp(axes, keepdims), x);
    }

    private static List<Integer> list(int... axis) {
        return axis.length == 0 ? List.of(-1) : IntStream.of(axis).boxed().toList();
    }

    private static List<Integer> axes(Args a) {
        return a.has("axis") ? a.integers("axis") : List.of(-1);
    }

    private static double largest(double[] terms) {
        return Arrays.stream(terms).reduce(Double.NEGATIVE_INFINITY, Math::max);
    }

    /** The exponentials, scaled so that the largest is 1, over their sum; all 0 when there is nothing but −inf. */
    private static double[] softmax(double[] terms) {
        double largest = largest(terms);
        double[] result = new double[terms.length];
        double sum = 0;
        for (int i = 0; i < terms.length && largest != Double.NEGATIVE_INFINITY; i++) {
            result[i] = Math.exp(terms[i] - largest);
            sum += result[i];
        }
        for (int i = 0; i < result.length && sum != 0; i++) {
            result[i] /= sum;
        }
        return result;
    }

    /** log Σexp(term − max), without the rounding of 1 + small: the largest term is that 1. */
    private static double excess(double[] terms) {
        double largest = largest(terms);
        double rest = 0;
        boolean seen = false;
        for (double term : terms) {
            if (!seen && term == largest) {
                seen = true;
            } else {
                rest += Math.exp(term - largest);
            }
        }
        return Math.log1p(rest);
    }

    private static double logsumexp(double[] terms) {
        double largest = largest(terms);
        return Double.isInfinite(largest) ? largest : largest + excess(terms);
    }

    private static double[] logSoftmax(double[] terms) {
        double largest = largest(terms);
        double[] result = terms.clone();
        if (largest != Double.NEGATIVE_INFINITY) {
            double excess = largest == Double.POSITIVE_INFINITY ? Double.NaN : excess(terms);
            for (int i = 0; i < result.length; i++) {
                // In this order: the largest may be so large that it would swallow the excess.
                result[i] = terms[i] - largest - excess;
            }
        }
        return result;
    }

    /**
     * The softmax or its logarithm.
     *
     * @param axes the axes in a list, also when they are all
     * @param last whether that is the last axis alone, which is not written
     */
    public record Soft(Axes axes, boolean last, boolean log) implements RowOp {
        static Soft of(Node x, List<Integer> axes, boolean log) {
            int rank = x.rank();
            // A scalar has no last axis; its softmax is 1.
            Axes sorted = rank == 0 && axes.equals(List.of(-1))
                    ? new Axes(false, List.of())
                    : new Axes(false, Axes.of(x.shape(), axes).in(rank));
            return new Soft(sorted, sorted.list().equals(rank == 0 ? List.of() : List.of(rank - 1)), log);
        }

        @Override
        public OpRow row() {
            String index = last ? "" : "_{\\text{axis }" + axes.text() + "}";
            return OpRow.named(log ? "log_softmax" : "softmax")
                    .key("axis", last ? "" : axes.text(), "")
                    .latexFunction((log ? "\\log\\operatorname{softmax}" : "\\operatorname{softmax}") + index)
                    .value(in -> Groups.map(
                            in.get(0),
                            Groups.of(in.get(0).shape(), axes),
                            log ? Softmax::logSoftmax : Softmax::softmax))
                    .definition(in -> {
                        Node e = Powers.EXP.of(in.get(0));
                        Node total = Sum.over(e, Axes.of(e.shape(), axes.list()), true);
                        return log ? in.get(0).minus(Powers.LOG.of(total)) : e.over(total);
                    })
                    .vjp((dz, z, x) -> {
                        Node soft = log ? Node.of(new Soft(axes, last, false), x) : z;
                        return log
                                ? SoftmaxAdjoints.excess(soft, dz, axes)
                                : z.times(SoftmaxAdjoints.deviation(z, dz, axes));
                    })
                    .mask(MaskRule.along(axes))
                    .range(range())
                    .finite()
                    .localOfUpstream((arg, z, names) -> log
                            ? Message.verbatim("dz − softmax(" + names.of(z.input(0)) + ")·Σdz")
                            : LocalDerivative.text("{z} ⊙ (dz − Σ dz ⊙ {z})", z, names));
        }

        private Domain[] range() {
            boolean one = axes.list().size() == 1;
            return log
                    ? new Domain[] {Domain.interval(Double.NEGATIVE_INFINITY, 0)}
                    : new Domain[] {
                        Domain.POSITIVE, one ? Domain.simplex(axes.list().get(0)) : Domain.PROBABILITY
                    };
        }
    }

    /** The op behind {@link #LOGSUMEXP}. */
    public record LogSumExp(Axes axes, boolean keepdims) implements Reducing {
        @Override
        public OpRow row() {
            return reducing("logsumexp", Softmax::logsumexp)
                    .definition(in -> Powers.LOG.of(Sum.over(Powers.EXP.of(in.get(0)), axes, keepdims)))
                    .vjp((dz, z, x) -> {
                        List<Integer> every = axes.in(x.rank());
                        return kept(dz, x).times(Node.of(Soft.of(x, every, false), x));
                    })
                    .finite()
                    .local((arg, z, names) -> Message.verbatim("⊙ softmax(" + names.of(z.input(0)) + ")"));
        }
    }
}
