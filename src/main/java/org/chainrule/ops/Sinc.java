package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Domain;

/**
 * A derivative of sin(y)/y at y = πx, which has no kink at 0 although its formula is 0/0 there.
 *
 * @param order 0 for the function itself
 */
record Sinc(int order) implements RowOp {
    @Override
    public OpRow row() {
        OpRow row = OpRow.named(order == 0 ? "sinc" : "sinc_slope")
                .spelled(call -> order == 0 ? call.latexFunction("\\operatorname{sinc}") : Spelling.call("sinc_slope"))
                .pointwise(this::at)
                .definition(this::quotient)
                .vjp((dz, z, x) -> dz.times(Node.of(new Sinc(order + 1), x)).times(Math.PI))
                .switches(in -> List.of())
                .finite()
                .range(order == 0 ? new Domain[] {Domain.interval(-1, 1)} : new Domain[0])
                .local("⊙ π·sinc'({x})");
        // The notation has no word for a slope.
        return order == 0 ? row : row.careful();
    }

    /** (sin(y + nπ/2) − n f₍ₙ₋₁₎)/y, and its limit at 0. */
    private Node quotient(List<Node> in) {
        Node x = in.get(0);
        Node y = x.times(Math.PI);
        Node sine = order % 2 == 0 ? Trigonometry.SIN.of(y) : Trigonometry.COS.of(y);
        Node signed = order % 4 < 2 ? sine : sine.neg();
        Node above = order == 0
                ? signed
                : signed.minus(Node.of(new Sinc(order - 1), x).times(order));
        Node zero = Node.constant(0);
        return Where.of(Comparison.equal(x, zero), Node.constant(at(0)), above.over(y));
    }

    private double at(double x) {
        double y = Math.PI * x;
        if (Math.abs(y) < 2 + order) {
            return series(y);
        }
        double value = sinPi(x) / y;
        for (int n = 1; n <= order; n++) {
            double sine = n % 2 == 0 ? sinPi(x) : sinPi(Math.IEEEremainder(x, 2) + 0.5);
            value = ((n % 4 < 2 ? sine : -sine) - n * value) / y;
        }
        return value;
    }

    /** The terms of the series of sin(y)/y, differentiated one by one. */
    private double series(double y) {
        double sum = 0;
        for (int k = (order + 1) / 2; k < (order + 1) / 2 + 40; k++) {
            double term = (k % 2 == 0 ? 1.0 : -1.0) / (2 * k + 1);
            for (int i = 1; i <= 2 * k - order; i++) {
                term *= y / i;
            }
            sum += term;
        }
        return sum;
    }

    /** sin(πx), exact at whole and half numbers. */
    static double sinPi(double x) {
        double r = Math.IEEEremainder(x, 2);
        if (Math.abs(r) > 0.5) {
            r = Math.copySign(1, r) - r;
        }
        return Math.sin(Math.PI * r);
    }
}
