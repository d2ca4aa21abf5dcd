package org.chainrule.check;

import java.util.Optional;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Where;
import org.chainrule.ops.MaxMin;

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
        if (!(node.op() instanceof MaxMin.Extreme extreme)
                || node.input(0) != x
                || x.isScalar()
                || !Comparison.symbol(x.op()).isEmpty()) {
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
