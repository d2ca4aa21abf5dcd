package org.chainrule.grad;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.jspecify.annotations.Nullable;

/**
 * A formula multiplied out: a sum of products of powers of nodes. It is only as large as {@value #MOST} terms, and terms whose
 * numbers cancel up to rounding are left out.
 */
final class Expanded {
    private static final int MOST = 64;
    private static final int DEPTH = 24;
    /** Of the numbers that cancel. */
    private static final double ROUNDING = 1e-14;

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    /** Coefficient of a product, and the sum of the magnitudes it was added up from. */
    private record Weight(double value, double magnitude) {
        Weight plus(Weight other) {
            return new Weight(value + other.value, magnitude + other.magnitude);
        }

        Weight times(Weight other) {
            return new Weight(value * other.value, magnitude * other.magnitude);
        }

        boolean isZero() {
            return Math.abs(value) <= ROUNDING * magnitude;
        }
    }

    private final Map<Map<Node, Integer>, Weight> terms;

    private Expanded(Map<Map<Node, Integer>, Weight> terms) {
        this.terms = terms;
    }

    /** A formula multiplied out; nothing when that is too large. */
    static Optional<Expanded> of(Node node) {
        try {
            return Optional.of(expand(node, DEPTH));
        } catch (TooLarge e) {
            return Optional.empty();
        }
    }

    private static Expanded expand(Node node, int depth) {
        Optional<Double> number = node.constantScalar();
        if (number.isPresent()) {
            return term(Map.of(), number.get());
        }
        if (depth == 0 || node.inputs().isEmpty()) {
            return term(Map.of(node, 1), 1);
        }
        Node a = node.input(0);
        if (node.op() == Arithmetic.NEG) {
            return expand(a, depth - 1).times(term(Map.of(), -1));
        }
        if (node.op() == Powers.SQUARE) {
            Expanded x = expand(a, depth - 1);
            return x.times(x);
        }
        if (node.op() == Powers.POW) {
            double exponent = node.input(1).constantScalar().orElse(0.0);
            return exponent == 2 || exponent == 3
                    ? power(expand(a, depth - 1), (int) exponent)
                    : term(Map.of(node, 1), 1);
        }
        if (node.op() == Arithmetic.ADD || node.op() == Arithmetic.SUB) {
            Expanded b = expand(node.input(1), depth - 1);
            return expand(a, depth - 1).plus(node.op() == Arithmetic.ADD ? b : b.times(term(Map.of(), -1)));
        }
        if (node.op() == Arithmetic.MUL) {
            return expand(a, depth - 1).times(expand(node.input(1), depth - 1));
        }
        if (node.op() == Arithmetic.DIV) {
            Optional<Double> divisor = node.input(1).constantScalar().filter(c -> c != 0);
            return expand(a, depth - 1)
                    .times(
                            divisor.isPresent()
                                    ? term(Map.of(), 1 / divisor.get())
                                    : term(Map.of(node.input(1), -1), 1));
        }
        return term(Map.of(node, 1), 1);
    }

    private static Expanded power(Expanded x, int exponent) {
        return exponent == 2 ? x.times(x) : x.times(x).times(x);
    }

    private static Expanded term(Map<Node, Integer> factors, double number) {
        Map<Map<Node, Integer>, Weight> one = new LinkedHashMap<>();
        one.put(factors, new Weight(number, Math.abs(number)));
        return new Expanded(one);
    }

    private Expanded plus(Expanded other) {
        Map<Map<Node, Integer>, Weight> sum = new LinkedHashMap<>(terms);
        other.terms.forEach((factors, number) -> sum.merge(factors, number, Weight::plus));
        return checked(sum);
    }

    private Expanded times(Expanded other) {
        Map<Map<Node, Integer>, Weight> product = new LinkedHashMap<>();
        terms.forEach((a, x) -> other.terms.forEach((b, y) -> {
            Map<Node, Integer> factors = new LinkedHashMap<>(a);
            b.forEach((node, exponent) -> factors.merge(node, exponent, Integer::sum));
            factors.values().removeIf(exponent -> exponent == 0);
            product.merge(factors, x.times(y), Weight::plus);
        }));
        return checked(product);
    }

    private static Expanded checked(Map<Map<Node, Integer>, Weight> terms) {
        if (terms.size() > MOST) {
            throw new TooLarge();
        }
        return new Expanded(terms);
    }

    /** The quotient by a node that is a factor of every term; nothing when it is none. */
    Optional<Node> over(Node by) {
        Node sum = null;
        for (Map.Entry<Map<Node, Integer>, Weight> entry : terms.entrySet()) {
            if (entry.getValue().isZero()) {
                continue;
            }
            Map<Node, Integer> factors = new LinkedHashMap<>(entry.getKey());
            int exponent = factors.getOrDefault(by, 0);
            if (exponent < 1) {
                return Optional.empty();
            }
            factors.put(by, exponent - 1);
            Node part = product(factors, entry.getValue().value());
            sum = sum == null ? part : sum.plus(part);
        }
        return Optional.of(sum == null ? Node.constant(0) : sum);
    }

    private static Node product(Map<Node, Integer> factors, double number) {
        Node above = null;
        Node below = null;
        for (Map.Entry<Node, Integer> factor : factors.entrySet()) {
            int exponent = factor.getValue();
            if (exponent == 0) {
                continue;
            }
            int size = Math.abs(exponent);
            Node power = size == 1
                    ? factor.getKey()
                    : size == 2 ? factor.getKey().square() : factor.getKey().pow(size);
            above = exponent > 0 ? multiplied(above, power) : above;
            below = exponent < 0 ? multiplied(below, power) : below;
        }
        Node whole = above == null ? Node.constant(number) : number == 1 ? above : above.times(number);
        return below == null ? whole : whole.over(below);
    }

    private static Node multiplied(@Nullable Node a, Node b) {
        return a == null ? b : a.times(b);
    }
}
