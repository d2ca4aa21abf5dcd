package org.chainrule.ops;

import java.util.Arrays;
import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * What the derivatives of a softmax p are made of, without the cancellation of 1 − p where p is nearly 1. Readers see the
 * formulas; each of the two is the adjoint of the other.
 */
public final class SoftmaxAdjoints {
    private SoftmaxAdjoints() {}

    /** c − Σ p c along axes: how far each entry is above the mean that p weighs. */
    static Node deviation(Node p, Node c, Axes axes) {
        return Node.of(new Adjoint(axes, false), p, c);
    }

    /** c − p Σ c along axes: the derivative of log softmax. */
    static Node excess(Node p, Node c, Axes axes) {
        return Node.of(new Adjoint(axes, true), p, c);
    }

    /**
     * Either of them.
     *
     * @param axes those of the softmax, in a list
     * @param excess whether it is c − p Σ c
     */
    public record Adjoint(Axes axes, boolean excess) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named(excess ? "softmax_excess" : "softmax_deviation")
                    .key("axis", axes.text())
                    .type(in -> Type.real(
                            Shape.broadcast(in.get(0).shape(), in.get(1).shape())))
                    .value(this::value)
                    .definition(in -> excess
                            ? in.get(1).minus(in.get(0).times(total(in.get(1))))
                            : in.get(1).minus(total(in.get(1).times(in.get(0)))))
                    .vjp(this::adjoint)
                    .careful()
                    .mask(MaskRule.along(axes))
                    .finite()
                    .domains(
                            Domain.simplex(
                                    axes.list().isEmpty() ? 0 : axes.list().get(0)),
                            Domain.REAL);
        }

        private Node total(Node x) {
            return Sum.over(x, Axes.of(x.shape(), axes.list()), true);
        }

        private Node adjoint(int arg, Node dz, Node z, List<Node> in) {
            Node p = in.get(0);
            Node c = in.get(1);
            if (arg == 0) {
                return excess ? dz.times(total(c)).neg() : c.times(total(dz)).neg();
            }
            return Node.of(new Adjoint(axes, !excess), p, dz);
        }

        private Tensor value(List<Tensor> in) {
            Groups groups = Groups.of(in.get(0).shape(), axes);
            return Groups.map(in, groups, g -> {
                double[] p = groups.read(in.get(0), g);
                double[] c = groups.read(in.get(1), g);
                return excess ? excess(p, c) : deviation(p, c);
            });
        }

        /** c (1 − p) − p Σ of the others, both from the sums of all entries before and after one. */
        private static double[] excess(double[] p, double[] c) {
            int n = p.length;
            double[] rest = new double[n];
            double[] others = new double[n];
            double before = 0;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                rest[i] = before;
                others[i] = sum;
                before += p[i];
                sum += c[i];
            }
            before = 0;
            sum = 0;
            double[] result = new double[n];
            for (int i = n - 1; i >= 0; i--) {
                // From 0, so that what is sure and right has the derivative 0.0, not -0.0.
                result[i] = 0 + LossOps.product(c[i], rest[i] + before) - LossOps.product(p[i], others[i] + sum);
                before += p[i];
                sum += c[i];
            }
            return result;
        }

        /** Distances from the entry with the largest p, whose own part in the mean is then 0. */
        private static double[] deviation(double[] p, double[] c) {
            int heaviest = 0;
            for (int i = 1; i < p.length; i++) {
                heaviest = p[i] > p[heaviest] ? i : heaviest;
            }
            double[] result = new double[p.length];
            double mean = 0;
            for (int i = 0; i < p.length; i++) {
                result[i] = i == heaviest ? 0 : c[i] - c[heaviest];
                mean += p[i] * result[i];
            }
            double middle = mean;
            Arrays.setAll(result, i -> result[i] - middle);
            return result;
        }
    }
}
