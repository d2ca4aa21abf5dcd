package org.chainrule.symbolic.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A number times powers of nodes, entry by entry with broadcasting: what a formula made of products, quotients and whole
 * powers comes to. Broadcasts written out are dropped, {@link #toNode(Shape)} puts one back where the shape needs it.
 */
final class Product {
    /** More factors than this are not sorted, nor higher powers of numbers taken. */
    private static final int MOST = 40;

    private static final int HIGHEST_POWER = 16;

    /** The powers in which the inputs of an op are multiplied. */
    private static final Map<Op, List<Integer>> PRODUCTS = Map.of(
            Arithmetic.MUL, List.of(1, 1),
            Arithmetic.DIV, List.of(1, -1),
            Arithmetic.NEG, List.of(1),
            Powers.SQUARE, List.of(2),
            Powers.RECIPROCAL, List.of(-1));

    private final Map<Node, Integer> powers = new LinkedHashMap<>();
    private Coefficient number = Coefficient.ONE;

    private record Factor(Node node, int power) {}

    Product() {}

    Product(Product other) {
        powers.putAll(other.powers);
        number = other.number;
    }

    /** The product that a node is; a node that is none is its only factor. The node itself is always looked into. */
    static Product of(Node node, Visibility sight) {
        return sight.product(node);
    }

    /** A number alone. */
    static Product of(double number) {
        return new Product().with(Coefficient.of(number));
    }

    static Product read(Node node, Visibility sight) {
        Product product = new Product();
        product.multiply(node, 1, sight, node);
        return product;
    }

    /** The product that a node is, looked into only if that is allowed. */
    static Product factor(Node node, Visibility sight) {
        Product product = new Product();
        product.multiply(node, 1, sight);
        return product;
    }

    /** What is done to a product because of one of its factors. */
    interface Change {
        /** The product changed, or nothing. */
        Optional<Product> of(Product product, Node factor, int power, Visibility sight);
    }

    /** A product changed because of the first factor where that is possible. */
    static Optional<Node> changed(Node node, Visibility sight, Change change) {
        Product product = of(node, sight);
        return product.powers().entrySet().stream()
                .flatMap(factor -> change.of(product, factor.getKey(), factor.getValue(), sight).stream())
                .findFirst()
                .map(result -> result.toNode(node.shape()));
    }

    /** The x of x², however it is written. */
    static Optional<Node> squared(Node node, Visibility sight) {
        Product product = of(node, sight);
        boolean square = product.number.value().isOne()
                && List.copyOf(product.powers.values()).equals(List.of(2));
        return square ? Optional.of(product.powers.keySet().iterator().next()) : Optional.empty();
    }

    /** The negative; x for −x. */
    static Node negative(Node x) {
        return x.op() == Arithmetic.NEG ? x.input(0) : x.neg();
    }

    /** Times a power of a node, which is looked into if that is allowed. */
    void multiply(Node node, int power, Visibility sight) {
        multiply(node, power, sight, null);
    }

    private void multiply(Node node, int power, Visibility sight, @Nullable Node opened) {
        Deque<Factor> stack = new ArrayDeque<>(List.of(new Factor(node, power)));
        while (!stack.isEmpty()) {
            Factor factor = stack.pop();
            Node x = factor.node;
            int k = factor.power;
            Optional<Double> value = number(x).filter(v -> (v != 0 || k > 0) && Math.abs(k) <= MOST);
            List<Integer> inner = x == opened || sight.isOpen(x) ? innerPowers(x) : List.of();
            if (value.isPresent()) {
                number = number.times(Coefficient.of(value.get()).pow(k));
            } else if (x.op() instanceof SizeOf size && size.dim().factors().size() > 1) {
                size.dim().factors().forEach(part -> stack.push(new Factor(SizeOf.node(part), k)));
            } else if (inner.isEmpty() || powers.size() > MOST) {
                putPower(x, k);
            } else {
                number = x.op() == Arithmetic.NEG && k % 2 != 0 ? number.negated() : number;
                for (int i = inner.size() - 1; i >= 0; i--) {
                    stack.push(new Factor(x.input(i), inner.get(i) * k));
                }
            }
        }
    }

    /** The finite number a node is full of. */
    private static Optional<Double> number(Node x) {
        Optional<Double> value = x.op() instanceof Fill fill
                ? Optional.of(fill.value())
                : x.constantScalar().filter(v -> x.type().isReal());
        return value.filter(Double::isFinite);
    }

    /** The powers of its inputs whose product a node is, but for its sign; none when it is no product. */
    private static List<Integer> innerPowers(Node x) {
        double power = x.op() == Powers.POW ? x.input(1).constantScalar().orElse(0.0) : isBroadcast(x) ? 1 : 0;
        return power != 0 && power == Math.rint(power) && Math.abs(power) <= HIGHEST_POWER
                ? List.of((int) power)
                : PRODUCTS.getOrDefault(x.op(), List.of());
    }

    /** Whether a node only adds axes in front or stretches: broadcasting does the same without being told. */
    static boolean isBroadcast(Node x) {
        if (x.op() instanceof Broadcast) {
            return true;
        }
        if (x.op() instanceof ExpandDims expand) {
            int last = expand.axes().size() - 1;
            return expand.axes().get(last) == last;
        }
        return x.op() instanceof Reshape && x.input(0).isScalar();
    }

    private void putPower(Node base, int power) {
        Node known = base;
        // Of two that are turned one is a factor already, so that it is no other's turn.
        boolean mayBeTurned = (base.op() == Arithmetic.ADD || base.op() == Arithmetic.SUB) && !powers.containsKey(base);
        for (Node other : mayBeTurned ? powers.keySet() : Set.<Node>of()) {
            if (areTurned(other, base, Arithmetic.SUB)) {
                number = power % 2 == 0 ? number : number.negated();
                known = other;
            } else if (areTurned(other, base, Arithmetic.ADD)) {
                known = other;
            }
        }
        int sum = powers.getOrDefault(known, 0) + power;
        if (sum == 0) {
            powers.remove(known);
        } else {
            powers.put(known, sum);
        }
    }

    /** Whether one is a + b and the other b + a, or one a − b and the other b − a. */
    private static boolean areTurned(Node x, Node y, Op op) {
        return x != y && x.op() == op && y.op() == op && x.input(0) == y.input(1) && x.input(1) == y.input(0);
    }

    /** The factors that are no numbers, with their powers. */
    Map<Node, Integer> powers() {
        return Collections.unmodifiableMap(powers);
    }

    /** The power of a factor; 0 when it is none. */
    int power(Node base) {
        return powers.getOrDefault(base, 0);
    }

    /** The number. */
    Coefficient number() {
        return number;
    }

    boolean isZero() {
        return number.value().isZero();
    }

    /** This times a power of one factor, which is taken as it is. */
    Product times(Node base, int power) {
        Product result = new Product(this);
        result.putPower(base, power);
        return result;
    }

    Product times(Product other) {
        Product result = new Product(this);
        result.number = number.times(other.number);
        other.powers.forEach(result::putPower);
        return result;
    }

    Product times(Coefficient factor) {
        Product result = new Product(this);
        result.number = number.times(factor);
        return result;
    }

    /** One over the factors, without the number. */
    Product inverse() {
        Product result = new Product();
        powers.forEach((base, power) -> result.powers.put(base, -power));
        return result;
    }

    /** This with another number. */
    Product with(Coefficient other) {
        Product result = new Product(this);
        result.number = other;
        return result;
    }

    /** The factors that do not pass a test taken out; what was taken out is the second. */
    Product[] split(Predicate<Node> stays) {
        Product rest = new Product();
        Product out = new Product();
        out.number = number;
        powers.forEach((base, power) -> (stays.test(base) ? rest : out).powers.put(base, power));
        return new Product[] {rest, out};
    }

    /** Some of the factors, in other powers; those with the power 0 are left out. */
    Product withPowers(ToIntFunction<Node> power) {
        Product result = new Product();
        powers.keySet().forEach(base -> {
            int wanted = power.applyAsInt(base);
            if (wanted != 0) {
                result.powers.put(base, wanted);
            }
        });
        return result;
    }

    /** Whether this is 1. */
    boolean isOne() {
        return powers.isEmpty() && number.value().isOne();
    }

    /** The node of this product, stretched to a shape if it is smaller. */
    Node toNode(Shape shape) {
        return isZero() ? Fill.with(0, shape) : Shapes.fit(toNode(), shape);
    }

    /** The node of this product: number, scalars, other factors, and at the end what it is divided by. */
    Node toNode() {
        Product product = number.signum() < 0 ? withoutSign() : this;
        List<Node> top = new ArrayList<>();
        List<Node> bottom = new ArrayList<>();
        product.powers.forEach((base, power) -> (power > 0 ? top : bottom).add(raised(base, Math.abs(power))));
        joinSizes(top);
        joinSizes(bottom);
        top.sort((a, b) -> Boolean.compare(!a.isScalar(), !b.isScalar()));
        bottom.sort((a, b) -> Integer.compare(place(a), place(b)));
        double above = product.number.top();
        if (top.isEmpty() || Math.abs(above) != 1) {
            top.add(0, Node.constant(above));
        } else if (above < 0) {
            top.set(0, top.get(0).neg());
        }
        if (product.number.bottom() != 1) {
            bottom.add(0, Node.constant(product.number.bottom()));
        }
        return bottom.isEmpty() ? product(top) : product(top).over(product(bottom));
    }

    /** Sizes stand together, as the number of entries that they are. */
    private static void joinSizes(List<Node> factors) {
        List<Node> sizes =
                factors.stream().filter(x -> x.op() instanceof SizeOf).toList();
        if (sizes.size() > 1) {
            int first = factors.indexOf(sizes.get(0));
            factors.removeAll(sizes);
            factors.add(
                    first,
                    SizeOf.node(sizes.stream().map(x -> ((SizeOf) x.op()).dim()).reduce(Dim.ONE, Dim::times)));
        }
    }

    /** With the sign inside a difference, if there is one: −(a − b) is b − a. */
    private Product withoutSign() {
        Product result = new Product();
        result.number = number;
        powers.forEach((base, power) -> {
            boolean turn = result.number.signum() < 0
                    && power % 2 != 0
                    && base.op() == Arithmetic.SUB
                    && base.label().isEmpty();
            result.number = turn ? result.number.negated() : result.number;
            result.powers.put(turn ? base.input(1).minus(base.input(0)) : base, power);
        });
        return result;
    }

    /** Scalars stand first, then letters and calls, then brackets. */
    private static int place(Node factor) {
        boolean bracket = factor.label().isEmpty() && (factor.op() == Arithmetic.ADD || factor.op() == Arithmetic.SUB);
        return factor.isScalar() ? 0 : bracket ? 2 : 1;
    }

    private static Node raised(Node base, int power) {
        return power == 1 ? base : base.pow(power);
    }

    private static Node product(List<Node> factors) {
        return factors.stream().reduce(Node::times).orElseThrow();
    }
}
