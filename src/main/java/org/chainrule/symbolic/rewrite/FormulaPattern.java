package org.chainrule.symbolic.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * A formula with letters, and where it stands in graphs. Terms and factors may stand in either order and a square be written
 * in any way; where the formula has −x or 2 x, the letter stands for what makes it true. A letter of rank 0 stands for values
 * of any shape, another one for values of its rank; some stand only for values of which more is known.
 */
record FormulaPattern(Node formula) {
    static final Node X = letter("x", 0);
    static final Node Y = letter("y", 0);
    static final Node U = letter("u", 1);
    static final Node V = letter("v", 1);
    static final Node W = letter("w", 1);
    static final Node A = letter("A", 2);
    static final Node B = letter("B", 2);
    /** One number. */
    static final Node C = letter("c", 0);
    /** What is 0 or 1. */
    static final Node K = letter("k", 0);
    /** Square matrices, and a symmetric one. */
    static final Node P = letter("P", 2);

    static final Node Q = letter("Q", 2);
    static final Node S = letter("S", 2);
    static final Node ONE = Node.constant(1);
    static final Node ZERO = Node.constant(0);

    private static final Map<Node, BiPredicate<Node, Visibility>> CONDITIONS = Map.of(
            C, (node, sight) -> node.isScalar(),
            K, (node, sight) -> sight.facts(node).isBinary(),
            P, (node, sight) -> isSquare(node),
            Q, (node, sight) -> isSquare(node),
            S, (node, sight) -> sight.facts(node).symmetric());

    /** Whether a node is a matrix with as many rows as columns. */
    static boolean isSquare(Node node) {
        return node.rank() == 2 && node.shape().dim(0).sameSize(node.shape().dim(1));
    }

    private static Node letter(String name, int rank) {
        long[] sizes = LongStream.generate(() -> 2).limit(rank).toArray();
        return Node.input(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    /** What the letters stand for in a node, which is looked into itself; nothing when it is no such formula. */
    Optional<Map<Node, Node>> match(Node node, Visibility sight) {
        boolean same = node.op().equals(formula.op());
        return same ? below(formula, node, Map.of(), sight).findFirst() : Optional.empty();
    }

    /** The formula with what the letters stand for. */
    Node with(Map<Node, Node> letters) {
        NodeMap<Node> images = new NodeMap<>();
        letters.forEach(images::put);
        return Substitution.apply(List.of(formula), images).get(0);
    }

    /** All ways to read a node, not deeper than the pattern. */
    private static Stream<Map<Node, Node>> ways(Node part, Node node, Map<Node, Node> known, Visibility sight) {
        Optional<Double> number = part.constantScalar();
        if (number.isPresent()) {
            return Visibility.isEverywhere(node, number.get()) ? Stream.of(known) : Stream.empty();
        }
        if (part.isLeaf()) {
            boolean fits = (part.isScalar() || part.rank() == node.rank())
                    && CONDITIONS.getOrDefault(part, (any, unused) -> true).test(node, sight);
            return fits && known.getOrDefault(part, node) == node ? Stream.of(with(known, part, node)) : Stream.empty();
        }
        Node first = part.input(0);
        if (part.op() == Arithmetic.NEG) {
            return ways(first, Product.negative(node), known, sight);
        }
        if (part.op() == Powers.SQUARE) {
            return Product.squared(node, sight).stream().flatMap(base -> ways(first, base, known, sight));
        }
        Optional<Double> factor = part.op() == Arithmetic.MUL ? part.input(1).constantScalar() : Optional.empty();
        if (factor.isPresent()) {
            Product share = Product.of(node, sight).times(Coefficient.of(1 / factor.get()));
            return ways(first, share.toNode(node.shape()), known, sight);
        }
        // A part that the result has too is not built anew.
        return sight.is(node, part.op()) ? below(part, node, with(known, part, node), sight) : Stream.empty();
    }

    private static Map<Node, Node> with(Map<Node, Node> known, Node part, Node node) {
        Map<Node, Node> more = new HashMap<>(known);
        more.putIfAbsent(part, node);
        return more;
    }

    private static Stream<Map<Node, Node>> below(Node part, Node node, Map<Node, Node> known, Visibility sight) {
        if (part.inputs().size() != node.inputs().size()) {
            return Stream.empty();
        }
        Stream<Map<Node, Node>> inOrder = each(part, node.inputs(), known, sight);
        boolean commutes = part.op() == Arithmetic.ADD || part.op() == Arithmetic.MUL;
        return commutes
                ? Stream.concat(inOrder, each(part, List.of(node.input(1), node.input(0)), known, sight))
                : inOrder;
    }

    private static Stream<Map<Node, Node>> each(Node part, List<Node> nodes, Map<Node, Node> known, Visibility sight) {
        Stream<Map<Node, Node>> ways = Stream.of(known);
        for (int k = 0; k < nodes.size(); k++) {
            Node inner = part.input(k);
            Node node = nodes.get(k);
            ways = ways.flatMap(way -> ways(inner, node, way, sight));
        }
        return ways;
    }
}
