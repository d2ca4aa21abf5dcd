package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.TensorText;

/** Norms of the entries along axes. */
public final class Norms {
    static final Function NORM = Function.define(
                    "norm",
                    "x, ord=2, axis=none, keepdims=false",
                    a -> isNuclear(a)
                            ? Spectra.svdvals(a.node("x")).sum(-1)
                            : norm(a.node("x"), order(a), a.axes("axis", a.node("x")), a.bool("keepdims")))
            .doc("(Σ|x|^ord)^(1/ord) of all entries as one vector, or over the axes named; ord=inf is the largest |x|, "
                    + "ord=\"fro\" the same as 2, ord=\"nuc\" the sum of the singular values of each matrix. "
                    + "Scaled where squares would overflow. The derivative is 0 where the "
                    + "norm is 0, the choice of least norm; equal largest entries share.")
            .source("N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 6.1 and 27.8")
            .example("norm(X)", "X [2, 3]")
            .example("norm(X, ord=1, axis=1)", "X [2, 3]")
            .example("norm(X, ord=inf, axis=0, keepdims=true)", "X [2, 3]")
            .example("norm(X, ord=3)", "X [2, 3]")
            .example("norm(X, ord=\"nuc\")", "X [2, 3]")
            .example("norm(X, axis=[0, 2])", "X [2, 2, 3]");

    private Norms() {}

    /**
     * The node {@code norm(x, ord=ord, axis=axes, keepdims=keepdims)}.
     *
     * @param ord positive, or infinite
     * @throws ArgumentException when {@code ord} is not greater than 0
     */
    public static Node norm(Node x, double ord, Axes axes, boolean keepdims) {
        if (!(ord > 0)) {
            throw new ArgumentException(
                    "ord",
                    say(
                            "norm: ord is greater than 0 or inf, not {0}{1}",
                            TensorText.number(ord),
                            ord == 0
                                    ? say("; to count entries that are not 0, write sum(not_equal(x, 0))")
                                    : Message.NONE));
        }
        return Node.of(new Norm(ord, axes, keepdims), x);
    }

    private static double order(Args a) {
        if (a.has("ord") && a.raw("ord") instanceof Arg.Text) {
            String name = a.text("ord");
            if (!name.equals("fro")) {
                throw new ArgumentException(
                        "ord", say("norm: ord is a number greater than 0, inf, \"fro\" or \"nuc\", not \"{0}\"", name));
            }
            return 2;
        }
        return a.number("ord");
    }

    private static boolean isNuclear(Args a) {
        return a.has("ord") && a.raw("ord") instanceof Arg.Text && a.text("ord").equals("nuc");
    }

    /** The p-norm over axes, for p = {@code ord}. */
    public record Norm(double ord, Axes axes, boolean keepdims) implements Reducing {
        /** Sums of squares between these neither overflow nor lose digits to underflow. */
        private static final double SMALL = 0x1p-900;

        private static final double LARGE = 0x1p1000;

        @Override
        public OpRow row() {
            String index = Double.isInfinite(ord) ? "\\infty" : TensorText.number(ord);
            String over = axes.all() ? "" : ",\\,\\text{axis }" + axes.text();
            return reducing("norm", "ord", ord, 2.0, this::norm)
                    .latex("\\left\\lVert <0> \\right\\rVert_{" + index + over + "}")
                    .definition(this::written)
                    .vjp(this::slope)
                    .range(Domain.NONNEGATIVE)
                    .local(this::text);
        }

        private double norm(double[] terms) {
            double largest = 0;
            double sum = 0;
            for (double term : terms) {
                double a = Math.abs(term);
                largest = Math.max(largest, a);
                sum += ord == 1 ? a : ord == 2 ? a * a : 0;
            }
            if (ord == 1 || Double.isInfinite(ord)) {
                return ord == 1 ? sum : largest;
            }
            if (ord == 2 && sum > SMALL && sum < LARGE) {
                return Math.sqrt(sum);
            }
            if (largest == 0 || !(largest < Double.POSITIVE_INFINITY)) {
                return largest;
            }
            double scaled = 0;
            for (double term : terms) {
                scaled += Math.pow(Math.abs(term) / largest, ord);
            }
            return largest * (ord == 2 ? Math.sqrt(scaled) : Math.pow(scaled, 1 / ord));
        }

        private Node written(List<Node> in) {
            Node magnitude = Rounding.ABS.of(in.get(0));
            if (Double.isInfinite(ord)) {
                return MaxMin.max(magnitude, axes, keepdims);
            }
            boolean even = ord % 2 == 0;
            Node powers = ord == 1 ? magnitude : even ? in.get(0).pow(ord) : magnitude.pow(ord);
            Node sum = Sum.over(powers, axes, keepdims);
            return ord == 1 ? sum : ord == 2 ? Powers.SQRT.of(sum) : sum.pow(1 / ord);
        }

        private Node slope(Node dz, Node z, Node x) {
            Node d = kept(dz, x);
            Node norm = kept(z, x);
            if (ord == 2) {
                return d.times(Guarded.quotient(x, norm));
            }
            Node sign = Rounding.SIGN.of(x);
            if (ord == 1) {
                return d.times(sign);
            }
            Node magnitude = Rounding.ABS.of(x);
            if (Double.isInfinite(ord)) {
                Node wins = Comparison.equal(magnitude, norm);
                return d.over(Sum.over(wins, axes, true)).times(wins).times(sign);
            }
            return d.times(sign).times(Guarded.quotient(magnitude, norm).pow(ord - 1));
        }

        private Message text(int arg, Node z, Names names) {
            if (Double.isInfinite(ord)) {
                return say("to the largest |{0}|", names.atom(z.input(0)));
            }
            String template = ord == 2
                    ? "⊙ {x}/{z}"
                    : ord == 1 ? "⊙ sign({x})" : "⊙ sign({x})·(|{x}|/{z})^" + TensorText.number(ord - 1);
            return LocalDerivative.text(template, z, names);
        }
    }
}
