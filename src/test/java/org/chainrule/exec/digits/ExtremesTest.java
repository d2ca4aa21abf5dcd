package org.chainrule.exec.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Every elementwise function and its derivatives of order 1 and 2 from one end of the doubles, and of the floats, to the
 * other: what is a number must not come out as NaN, infinite, 0, or without digits.
 */
class ExtremesTest {
    /** Where an exact result is smaller than this, its digits do not count. */
    private static final Map<DType, Double> TINY =
            Map.of(DType.F64, Double.MIN_NORMAL / 0x1p-52, DType.F32, (double) Float.MIN_NORMAL / 0x1p-23);

    /** Half of the digits. */
    private static final Map<DType, Double> ENOUGH = Map.of(DType.F64, 1e-8, DType.F32, 2e-3);

    private static final double[] DOUBLES = {
        0, 1e-300, 1e-200, 1e-160, 1e-100, 1e-20, 1e-8, 1e-3, 0.1, 0.5, 1, 1.5, 3, 6, 20, 40, 88, 120, 700, 1e3, 1e5,
        1e8, 1e19, 1e40, 1e77, 1e80, 1e100, 1e103, 1e110, 1e154, 1e155, 1e160, 1e200, 1e300
    };

    private static final double[] FLOATS = {
        0, 1e-38, 1e-30, 1e-20, 1e-10, 1e-3, 0.1, 0.5, 1, 1.5, 3, 6, 20, 40, 88, 1e3, 1e5, 1e8, 1e10, 1e13, 1e15, 1e19,
        1e20, 1e25, 1e30, 1e38
    };

    /** For functions of two inputs, each beside each. */
    private static final double[] PAIRED = {0, 1e-300, 1e-100, 1e-8, 0.5, 1, 3, 40, 1e3, 1e8, 1e77, 1e154, 1e300};

    private static final double[] PAIRED_FLOATS = {0, 1e-38, 1e-10, 0.5, 1, 3, 40, 1e3, 1e8, 1e19, 1e38};

    /** Why a function may fail. */
    private static final Map<String, String> REASONS = Map.of(
            "pow", "1e19 is even, and so is the double 1e19 - 1; a power of a power leaves the scale on the way",
            "atan2", "second derivatives have r squared below the line, which leaves the scale",
            "softmax2", "its second derivative near 0 is a difference of nearly equal numbers",
            "huber", "1e-300 beside 1 is on the kink up to rounding",
            "smooth_l1", "the same");

    private record Off(double error, String what) {}

    @Test
    void nothingIsLostAtTheEndsOfTheScale() {
        Map<String, Off> worst = new TreeMap<>();
        Accuracy.elementwise().forEach((name, call) -> {
            for (DType dtype : List.of(DType.F64, DType.F32)) {
                List<List<Node>> orders = orders(call);
                for (int order = 0; order < orders.size(); order++) {
                    for (Node of : orders.get(order)) {
                        Off off = worst(of, call, dtype);
                        if (!REASONS.containsKey(name) && off.error > ENOUGH.getOrDefault(dtype, 0.0)) {
                            String key = name + " order " + order + " " + dtype;
                            worst.merge(key, off, (a, b) -> a.error >= b.error ? a : b);
                        }
                    }
                }
            }
        });
        assertThat(worst).isEmpty();
    }

    private static List<List<Node>> orders(Node call) {
        List<List<Node>> orders = new ArrayList<>(List.of(List.of(call)));
        for (int order = 1; order <= 2; order++) {
            List<Node> slopes = new ArrayList<>();
            for (Node of : orders.get(order - 1)) {
                for (Node input : call.inputs()) {
                    try {
                        slopes.add(Gradient.of(of, List.of(input)).get(input));
                    } catch (ChainruleException e) {
                        // Zero everywhere.
                    }
                }
            }
            orders.add(slopes);
        }
        return orders;
    }

    private static Off worst(Node of, Node call, DType dtype) {
        Off worst = new Off(0, "");
        boolean pairs = call.inputs().size() > 1;
        double[] numbers = dtype == DType.F64 ? (pairs ? PAIRED : DOUBLES) : pairs ? PAIRED_FLOATS : FLOATS;
        List<Double> signed = new ArrayList<>();
        Arrays.stream(numbers).forEach(x -> signed.addAll(x == 0 ? List.of(x) : List.of(x, -x)));
        for (double x : signed) {
            for (double y : pairs ? signed : List.of(0.0)) {
                List<Binding> bindings = new ArrayList<>();
                double[] point = {x, y};
                for (int i = 0; i < call.inputs().size(); i++) {
                    Tensor value = Tensor.scalar(point[i]).as(dtype);
                    bindings.add(call.input(i).is(value.as(DType.F64)));
                }
                double error = error(of, call, bindings, dtype);
                if (error > worst.error) {
                    worst = new Off(error, bindings.toString());
                }
            }
        }
        return worst;
    }

    private static double error(Node of, Node call, List<Binding> bindings, DType dtype) {
        boolean allowed = true;
        for (int i = 0; i < bindings.size(); i++) {
            List<Domain> domains = call.op().domains();
            Domain domain = i < domains.size() ? domains.get(i) : Domain.REAL;
            allowed &= domain.kind() != Domain.Kind.PROBABILITY
                    || domain.violation(bindings.get(i).value()).isEmpty();
        }
        Values values = Interpreter.run(List.of(of, call), bindings, dtype);
        double value = values.get(of).item();
        if (!allowed || !Double.isFinite(values.get(call).item())) {
            return 0;
        }
        Ball exact;
        try {
            Digits digits = Digits.of(bindings, Sizes.NONE);
            if (!digits.value(call).at(0).isFinite()) {
                return 0;
            }
            exact = digits.value(of).at(0);
        } catch (RefusedException e) {
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : 0;
        }
        if (!exact.isFinite() || (exact.mayBeZero() && !exact.isExact())) {
            return 0;
        }
        double near = exact.toDouble();
        double limit = dtype == DType.F64 ? Double.MAX_VALUE : Float.MAX_VALUE;
        if (Math.abs(near) >= limit / 4) {
            return 0;
        }
        if (!Double.isFinite(value)) {
            return Double.POSITIVE_INFINITY;
        }
        double scale = Math.max(Math.abs(near), TINY.getOrDefault(dtype, 0.0));
        return new BigDecimal(value)
                .subtract(near == 0 ? BigDecimal.ZERO : exact.toDecimal(60))
                .abs()
                .divide(new BigDecimal(scale), MathContext.DECIMAL64)
                .doubleValue();
    }
}
