package org.chainrule.exec.digits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** How accurate the doubles of elementwise functions and of their derivatives are, held against many digits. */
public final class Accuracy {
    /** Points at which formulas break: powers of 10 of either sign, thresholds of exp, the ends of domains. */
    private static final double[] SPECIAL = {
        0,
        1e-300,
        1e-160,
        1e-100,
        1e-20,
        1e-8,
        1e-4,
        0.1,
        0.5,
        0.999999999,
        1,
        1.000000001,
        2,
        3.5,
        6,
        10,
        20,
        36,
        40,
        88,
        104,
        300,
        709,
        710,
        745,
        750,
        1e3,
        1e5,
        1e8,
        1e16,
        1e19,
        1e77,
        1e103,
        1e154,
        1e155,
        1e300
    };

    private static final int RANDOM = 60;

    /**
     * The worst of one order of derivative.
     *
     * @param ulps units in the last place of the exact result
     * @param where the arguments
     * @param points how many were compared
     */
    public record Worst(double ulps, String where, int points) {}

    private Accuracy() {}

    /** All functions of the catalogue that are one elementwise op of one or two inputs, as a call of fresh scalars. */
    public static Map<String, Node> elementwise() {
        Map<String, Node> calls = new LinkedHashMap<>();
        for (List<Function> family : CallableFunctions.families().values()) {
            for (Function function : family) {
                for (int arity = 1; arity <= 2; arity++) {
                    List<Arg> args = new ArrayList<>();
                    for (int i = 0; i < arity; i++) {
                        args.add(new Arg.Value(Node.input("xy".substring(i, i + 1), Type.SCALAR, Domain.REAL)));
                    }
                    try {
                        Node call = function.call(args, Map.of());
                        if (call.op().isElementwise()
                                && call.inputs().size() == arity
                                && call.inputs().stream().allMatch(Node::isLeaf)) {
                            calls.putIfAbsent(function.name(), call);
                        }
                    } catch (ChainruleException e) {
                        // It takes other arguments.
                    }
                }
            }
        }
        return calls;
    }

    /** The points at which a function of so many inputs is tried. */
    static List<double[]> points(int arity, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> numbers = new ArrayList<>();
        for (double x : SPECIAL) {
            numbers.add(x);
            if (x != 0) {
                numbers.add(-x);
            }
        }
        for (int i = 0; i < RANDOM; i++) {
            double size =
                    i % 3 == 0 ? Math.pow(10, random.nextDouble(-300, 300)) : Math.pow(10, random.nextDouble(-3, 3));
            numbers.add(random.nextBoolean() ? size : -size);
        }
        List<double[]> points = new ArrayList<>();
        for (double x : numbers) {
            if (arity == 1) {
                points.add(new double[] {x});
            } else {
                points.add(new double[] {x, numbers.get(random.nextInt(numbers.size()))});
                points.add(new double[] {x, x * random.nextDouble(0.5, 2)});
                points.add(new double[] {random.nextDouble(-3, 3), x});
            }
        }
        return points;
    }

    /**
     * The worst over all points at which a function has a value.
     *
     * @param of the function, or a derivative of it
     * @param call the function at scalar inputs
     */
    public static Worst of(Node of, Node call, long seed) {
        List<Node> leaves = call.inputs();
        double worst = 0;
        String where = "";
        int count = 0;
        for (double[] point : points(leaves.size(), seed)) {
            List<Binding> bindings = new ArrayList<>();
            for (int i = 0; i < leaves.size(); i++) {
                bindings.add(leaves.get(i).is(Tensor.scalar(point[i])));
            }
            Ball exact;
            try {
                Digits digits = Digits.of(bindings, Sizes.NONE);
                if (!digits.value(call).at(0).isFinite()) {
                    continue;
                }
                exact = digits.value(of).at(0);
            } catch (RefusedException e) {
                continue;
            }
            if (!exact.isFinite() || (exact.mayBeZero() && !exact.isExact())) {
                continue;
            }
            count++;
            double value = Interpreter.run(List.of(of), bindings).get(of).item();
            double ulps = ulps(value, exact);
            if (ulps > worst) {
                worst = ulps;
                where = Arrays.toString(point);
            }
        }
        return new Worst(worst, where, count);
    }

    static double ulps(double value, Ball exact) {
        double near = exact.toDouble();
        if (!Double.isFinite(value) || !Double.isFinite(near)) {
            return Double.compare(value, near) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        if (near == 0 && Math.abs(value) <= Double.MIN_VALUE) {
            return 0;
        }
        BigDecimal off = new BigDecimal(value).subtract(exact.toDecimal(60)).abs();
        return off.divide(new BigDecimal(Math.ulp(near)), MathContext.DECIMAL64).doubleValue();
    }
}
