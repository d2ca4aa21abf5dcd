package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Axes;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Sum;
import org.chainrule.tensor.Domain;

/** Variance and standard deviation along axes. */
public final class Statistics {
    static final Function VAR = Function.define(
                    "var",
                    "x, axis=none, ddof=0, keepdims=false",
                    a -> var(a.node("x"), a.axes("axis", a.node("x")), a.integer("ddof"), a.bool("keepdims")))
            .doc("Variance Σ(x − mean)²/(n − ddof) of all entries, or over the axes named, in two passes; ddof=1 is "
                    + "the unbiased estimate. NaN when n is not more than ddof.")
            .source("T. F. Chan, G. H. Golub, R. J. LeVeque, Algorithms for computing the sample variance, 1983")
            .example("var(X)", "X [2, 3]")
            .example("var(X, axis=1, ddof=1)", "X [2, 3]")
            .example("var(X, axis=[0, 2], keepdims=true)", "X [2, 3, 2]");

    static final Function STD = Function.define(
                    "std",
                    "x, axis=none, ddof=0, keepdims=false",
                    a -> std(a.node("x"), a.axes("axis", a.node("x")), a.integer("ddof"), a.bool("keepdims")))
            .doc("Standard deviation √var; the derivative (x − mean)/((n − ddof)·z) is 0 where all entries are equal, "
                    + "the choice of least norm.")
            .example("std(X)", "X [2, 3]")
            .example("std(X, axis=1, ddof=1)", "X [2, 3]")
            .example("std(X, axis=0, keepdims=true)", "X [3, 2]");

    private Statistics() {}

    /**
     * The node {@code var(x, axis=axes, ddof=ddof, keepdims=keepdims)}.
     *
     * @param ddof 0 for the variance of the entries themselves, 1 for the unbiased estimate; at least 0
     */
    public static Node var(Node x, Axes axes, int ddof, boolean keepdims) {
        return Node.of(new Spread(false, axes, checked(ddof), keepdims), x);
    }

    /**
     * The node {@code std(x, axis=axes, ddof=ddof, keepdims=keepdims)}.
     *
     * @param ddof as for {@link #var}
     */
    public static Node std(Node x, Axes axes, int ddof, boolean keepdims) {
        return Node.of(new Spread(true, axes, checked(ddof), keepdims), x);
    }

    private static int checked(int ddof) {
        if (ddof < 0) {
            throw new ArgumentException("ddof", say("ddof is at least 0, not {0}", ddof));
        }
        return ddof;
    }

    /** The variance over axes, or its root. */
    public record Spread(boolean root, Axes axes, int ddof, boolean keepdims) implements Reducing {
        @Override
        public OpRow row() {
            return reducing(root ? "std" : "var", "ddof", ddof, 0, this::spread)
                    .definition(in -> {
                        Node squares = in.get(0)
                                .minus(Mean.over(in.get(0), axes, true))
                                .square();
                        Node variance = Sum.over(squares, axes, keepdims).over(freedom(in.get(0)));
                        return root ? Powers.SQRT.of(variance) : variance;
                    })
                    .vjp((dz, z, x) -> {
                        Node centred = x.minus(Mean.over(x, axes, true));
                        return root
                                ? kept(dz, x).over(freedom(x)).times(Guarded.quotient(centred, kept(z, x)))
                                : kept(dz, x).times(2).over(freedom(x)).times(centred);
                    })
                    .range(Domain.NONNEGATIVE)
                    .finite()
                    .local((arg, z, names) -> {
                        String n = axes.reducedPart(z.input(0).shape()).count() + (ddof == 0 ? "" : " − " + ddof);
                        String slope = root ? "⊙ ({x} − mean)/((" + n + ")·{z})" : "⊙ 2({x} − mean)/(" + n + ")";
                        return LocalDerivative.text(slope, z, names);
                    });
        }

        /** Distances from the first entry, so that equal entries have exactly the variance 0. */
        private double spread(double[] terms) {
            int freedom = terms.length - ddof;
            if (freedom <= 0) {
                return Double.NaN;
            }
            double mean = 0;
            for (double term : terms) {
                mean += (term - terms[0]) / terms.length;
            }
            double squares = 0;
            double rest = 0;
            for (double term : terms) {
                double distance = term - terms[0] - mean;
                squares += distance * distance;
                rest += distance;
            }
            // The rounding error of the mean, to first order.
            double variance = Math.max(squares - rest * rest / terms.length, 0) / freedom;
            return root ? Math.sqrt(variance) : variance;
        }

        private Node freedom(Node x) {
            Node count = SizeOf.node(axes.reducedPart(x.shape()).count());
            return ddof == 0 ? count : count.minus(ddof);
        }
    }
}
