package org.chainrule.symbolic.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;

/**
 * A sum of products, entry by entry with broadcasting, and the ways to write it: like terms collected, common factors in
 * front, brackets multiplied out, over one denominator.
 */
final class Addition {
    /** Longer sums stay as they are. */
    private static final int MOST_TERMS = 24;

    private final List<Product> terms;

    private Addition(List<Product> terms) {
        this.terms = collected(terms);
    }

    static Addition of(List<Product> terms) {
        return new Addition(terms);
    }

    private record Part(Node node, Coefficient factor) {}

    /** The terms of a node, which is looked into; nothing when there are too many. */
    static Optional<Addition> of(Node node, Visibility sight) {
        return sight.addition(node);
    }

    static Optional<Addition> read(Node node, Visibility sight) {
        List<Product> terms = new ArrayList<>();
        Deque<Part> stack = new ArrayDeque<>(List.of(new Part(node, Coefficient.ONE)));
        while (!stack.isEmpty()) {
            Part part = stack.pop();
            Node x = part.node;
            boolean open = x == node || sight.isOpen(x);
            if (open && x.op() == Arithmetic.ADD) {
                stack.push(new Part(x.input(1), part.factor));
                stack.push(new Part(x.input(0), part.factor));
            } else if (open && x.op() == Arithmetic.SUB) {
                stack.push(new Part(x.input(1), part.factor.negated()));
                stack.push(new Part(x.input(0), part.factor));
            } else if (open && Product.isBroadcast(x)) {
                stack.push(new Part(x.input(0), part.factor));
            } else {
                Product product = x == node ? Product.of(x, sight) : Product.factor(x, sight);
                Optional<Node> inner = onlySum(product, sight);
                if (inner.isPresent()) {
                    stack.push(new Part(inner.get(), part.factor.times(product.number())));
                } else {
                    terms.add(product.times(part.factor));
                }
            }
            if (terms.size() + stack.size() > MOST_TERMS) {
                return Optional.empty();
            }
        }
        return Optional.of(new Addition(terms));
    }

    /** The sum that a product is a multiple of, when it is nothing else. */
    private static Optional<Node> onlySum(Product product, Visibility sight) {
        if (product.powers().size() != 1) {
            return Optional.empty();
        }
        Map.Entry<Node, Integer> only = product.powers().entrySet().iterator().next();
        return only.getValue() == 1 && isSum(only.getKey(), sight) ? Optional.of(only.getKey()) : Optional.empty();
    }

    static boolean isSum(Node node, Visibility sight) {
        return sight.is(node, Arithmetic.ADD) || sight.is(node, Arithmetic.SUB);
    }

    private static List<Product> collected(List<Product> terms) {
        Map<Map<Node, Integer>, Product> byPowers = new LinkedHashMap<>();
        for (Product term : terms) {
            byPowers.merge(term.powers(), term, (a, b) -> a.with(a.number().plus(b.number())));
        }
        return byPowers.values().stream().filter(term -> !term.isZero()).toList();
    }

    List<Product> terms() {
        return terms;
    }

    Addition times(Product factor) {
        return new Addition(terms.stream().map(term -> term.times(factor)).toList());
    }

    /** All ways to write it, the plainest first. */
    List<Node> candidates(Shape shape, Visibility sight) {
        List<Node> candidates = new ArrayList<>(List.of(toNode(shape)));
        factored(shape).ifPresent(candidates::add);
        candidates.addAll(overOneDenominator(shape, sight));
        return candidates;
    }

    /** With what all terms have in common in front; nothing when that is only a number, or nothing at all. */
    Optional<Node> factored(Shape shape) {
        return terms.size() < 2 || common().isOne() ? Optional.empty() : Optional.of(factored(new Product(), shape));
    }

    /** With brackets multiplied out, and over one denominator. */
    List<Node> overOneDenominator(Shape shape, Visibility sight) {
        List<Node> candidates = new ArrayList<>();
        multipliedOut(sight).ifPresent(sum -> {
            candidates.add(sum.toNode(shape));
            candidates.add(sum.factored(new Product(), shape));
        });
        Product denominator = denominator();
        if (!denominator.powers().isEmpty()) {
            Product below = denominator.inverse();
            Addition above = times(denominator);
            candidates.add(above.factored(below, shape));
            above.multipliedOut(sight).ifPresent(sum -> candidates.add(sum.factored(below, shape)));
        }
        return candidates;
    }

    /** The shortest of some equal nodes, the first of them when several are. */
    static Node shortest(List<Node> candidates, Visibility sight) {
        return Collections.min(candidates, Comparator.comparingInt(sight::length));
    }

    /** The least product that makes every term whole. */
    private Product denominator() {
        Product result = new Product();
        for (Product term : terms) {
            for (Map.Entry<Node, Integer> factor : term.powers().entrySet()) {
                int missing = -factor.getValue() - result.power(factor.getKey());
                if (missing > 0) {
                    result = result.times(factor.getKey(), missing);
                }
            }
        }
        return result;
    }

    /** Without brackets; nothing when there are none, or too many terms come of it. */
    private Optional<Addition> multipliedOut(Visibility sight) {
        List<Product> done = new ArrayList<>();
        Deque<Product> stack = new ArrayDeque<>();
        terms.forEach(stack::addLast);
        boolean changed = false;
        while (!stack.isEmpty()) {
            Product term = stack.pop();
            Optional<Node> bracket = term.powers().entrySet().stream()
                    .filter(factor -> factor.getValue() > 0 && isSum(factor.getKey(), sight))
                    .map(Map.Entry::getKey)
                    .findFirst();
            Optional<Addition> inner = bracket.flatMap(sum -> of(sum, sight));
            if (bracket.isEmpty() || inner.isEmpty()) {
                done.add(term);
            } else {
                changed = true;
                Product rest = term.times(bracket.get(), -1);
                List<Product> parts = inner.get().times(rest).terms();
                for (int i = parts.size() - 1; i >= 0; i--) {
                    stack.push(parts.get(i));
                }
            }
            if (done.size() + stack.size() > 2 * MOST_TERMS) {
                return Optional.empty();
            }
        }
        return changed ? Optional.of(new Addition(done)) : Optional.empty();
    }

    /** What all terms have in common, times a bracket with the rest. */
    private Node factored(Product outer, Shape shape) {
        if (terms.isEmpty()) {
            return Fill.with(0, shape);
        }
        Product common = common();
        Addition inner = over(common);
        Product whole = outer.times(common);
        Product product = inner.terms.size() == 1
                ? whole.times(inner.terms.get(0))
                : inner.terms.isEmpty() ? whole.with(Coefficient.ZERO) : whole.times(inner.toNode(), 1);
        return product.toNode(shape);
    }

    /** Each term without what is divided out. */
    Addition over(Product common) {
        return new Addition(terms.stream()
                .map(term -> term.with(term.number().over(common.number())).times(common.inverse()))
                .toList());
    }

    /** What all terms have in common, the sign too. */
    Product common() {
        Product first = terms.get(0);
        Product result = first.withPowers(base -> {
            int power = first.power(base);
            for (Product term : terms) {
                int other = term.power(base);
                power = power > 0 ? Math.max(0, Math.min(power, other)) : Math.min(0, Math.max(power, other));
            }
            return power;
        });
        Coefficient number = first.number();
        number = number.signum() < 0 ? number.negated() : number;
        boolean negative = true;
        for (Product term : terms) {
            number = number.common(term.number());
            negative &= term.number().signum() < 0;
        }
        return result.with(negative ? number.negated() : number);
    }

    Node toNode(Shape shape) {
        return terms.isEmpty() ? Fill.with(0, shape) : Shapes.fit(toNode(), shape);
    }

    /** The terms one after the other, one with a plus first if there is one. */
    Node toNode() {
        List<Product> ordered = new ArrayList<>(terms);
        for (int i = 0; i < ordered.size() && ordered.get(0).number().signum() < 0; i++) {
            if (ordered.get(i).number().signum() > 0) {
                ordered.add(0, ordered.remove(i));
            }
        }
        Node sum = ordered.get(0).toNode();
        for (Product term : ordered.subList(1, ordered.size())) {
            boolean minus = term.number().signum() < 0;
            sum = minus ? sum.minus(term.with(term.number().negated()).toNode()) : sum.plus(term.toNode());
        }
        return sum;
    }
}
