package org.chainrule.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Where;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Sorting;

/**
 * By how much an entry is larger than all others, or by how much it falls short of the largest: a number that changes its sign
 * where another entry becomes the largest, while what it is compared with by {@code x == max(x)} only touches 0.
 */
final class Leads {
    private Leads() {}

    /** The lead that decides a switch; empty unless it asks whether an entry is the largest or smallest of its own. */
    static Optional<Node> of(Switch each) {
        return each.relation() == Switch.Relation.EQUAL
                ? lead(each.left(), each.right()).or(() -> lead(each.right(), each.left()))
                : Optional.empty();
    }

    /** All that change their signs where a switch turns that compares entries with each other: for an order, every pair. */
    static List<Node> all(Switch each) {
        Node x = each.left();
        if (each.right().op() instanceof Sorting.Sort order && each.right().input(0) == x) {
            int axis = order.along().axis();
            Axes along = Axes.of(x, axis);
            Node pairs = ExpandDims.insert(x, axis).minus(ExpandDims.insert(x, axis + 1));
            return Stream.concat(
                            Stream.of(false, true)
                                    .flatMap(largest -> lead(x, new MaxMin.Extreme(largest, along, true)).stream()),
                            Stream.of(pairs))
                    .toList();
        }
        return of(each).stream().toList();
    }

    /** What has its entries compared with each other in a number of {@link #all}, where none is ahead of itself. */
    static Optional<Node> ofPairs(Node margin) {
        return Optional.of(margin)
                .filter(node -> node.op() == Arithmetic.SUB && source(node.input(0)) == source(node.input(1)))
                .map(node -> source(node.input(0)));
    }

    /** What is spread beside each entry. */
    static Node source(Node spread) {
        Node node = spread;
        while (node.op() instanceof ExpandDims || node.op() instanceof Broadcast) {
            node = node.input(0);
        }
        return node;
    }

    private static Optional<Node> lead(Node x, Node spread) {
        Node node = source(spread);
        return node.op() instanceof MaxMin.Extreme extreme && node.input(0) == x ? lead(x, extreme) : Optional.empty();
    }

    private static Optional<Node> lead(Node x, MaxMin.Extreme extreme) {
        if (x.isScalar() || !Comparison.symbol(x.op()).isEmpty()) {
            return Optional.empty();
        }
        Node rising = extreme.largest() ? x : x.neg();
        Node top = MaxMin.max(rising, extreme.axes(), true);
        Node wins = Comparison.equal(rising, top);
        Node below = MaxMin.min(rising, extreme.axes(), true).minus(1);
        Node second = MaxMin.max(Where.of(wins, below, rising), extreme.axes(), true);
        // Two that are the largest are ahead of each other by nothing.
        Node alone = Comparison.equal(Sum.over(wins.times(1), extreme.axes(), true), Node.constant(1));
        return Optional.of(rising.minus(Where.of(wins, Where.of(alone, second, top), top)));
    }
}
