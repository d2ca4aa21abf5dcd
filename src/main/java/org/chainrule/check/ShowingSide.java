package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Tensor;

/**
 * Where a side of a switch shows: where a formula would have another value if the entries on that side were not what they are.
 * A point on a side that does not show says nothing about it: {@code where(t < 0, 2, 1) * relu(u)} needs a point at which t is
 * negative and u is not.
 */
final class ShowingSide {
    /** A change below this is rounding. */
    private static final double CHANGE = 1e-9;

    private final List<Node> before = new ArrayList<>();
    private final List<Node> after = new ArrayList<>();
    /** All formulas as they would be, those that do not change as well. */
    private final List<Node> others;

    private final List<Node> formulas;

    private ShowingSide(List<Node> formulas, List<Node> others) {
        this.formulas = formulas;
        this.others = others;
    }

    /** Empty when it cannot be told what hangs on the switch. */
    static Optional<ShowingSide> of(Switch each, boolean on, List<Node> formulas) {
        return of(each, on, formulas, own -> decidesAlike(own, each));
    }

    /** @param alike which switches are to be taken for the same one, whichever way they are written */
    static Optional<ShowingSide> of(Switch each, boolean on, List<Node> formulas, Predicate<Switch> alike) {
        NodeMap<Node> changed = new NodeMap<>();
        Node there = side(each, on);
        for (Node node : Walk.from(formulas).nodes()) {
            Optional<Switch> own =
                    node.op().switches(node.inputs()).stream().filter(alike).findFirst();
            if (own.isPresent()) {
                Optional<Node> other = changed(node, own.get(), there);
                if (other.isEmpty()) {
                    return Optional.empty();
                }
                other.filter(by -> by != node).ifPresent(by -> changed.put(node, by));
            }
        }
        ShowingSide side = new ShowingSide(formulas, Substitution.apply(formulas, changed));
        for (int i = 0; i < formulas.size(); i++) {
            if (side.others.get(i) != formulas.get(i)) {
                side.before.add(formulas.get(i));
                side.after.add(side.others.get(i));
            }
        }
        return side.before.isEmpty() ? Optional.empty() : Optional.of(side);
    }

    /** Whether two switches turn at the same place, whichever way they are written. */
    static boolean decidesAlike(Switch one, Switch other) {
        boolean ordered = one.relation() != Switch.Relation.EQUAL && other.relation() != Switch.Relation.EQUAL;
        return one.equals(other)
                || (ordered
                        && ((one.left() == other.left() && one.right() == other.right())
                                || (one.left() == other.right() && one.right() == other.left())));
    }

    /** A node with what it is on one side of a switch changed; the node itself where a part of it is changed instead. */
    private static Optional<Node> changed(Node node, Switch own, Node side) {
        if (node.op().maskRule() != MaskRule.ELEMENTWISE && !(node.op() instanceof Where)) {
            return Optional.empty();
        }
        boolean fits = side.isScalar() || side.shape().sameShape(node.shape());
        if (!fits) {
            return Optional.empty();
        }
        // What is 0 wherever it is not positive, as relu(z) is, has nothing to be mirrored: the comparison itself is
        // turned.
        if (own.relation() == Switch.Relation.EQUAL
                || !Comparison.symbol(node.op()).isEmpty()) {
            return Optional.of(turned(node, side));
        }
        return node.op() instanceof Where ? Optional.of(node) : mirrored(node, own, side);
    }

    /** What is compared with a number, or with something else, is as far on the other side of it. */
    private static Optional<Node> mirrored(Node node, Switch own, Node side) {
        List<Node> inputs = new ArrayList<>(node.inputs());
        int left = inputs.indexOf(own.left());
        int at = left >= 0 && own.left().isVariable() ? left : inputs.indexOf(own.right());
        if (at < 0) {
            return Optional.empty();
        }
        Node other = inputs.get(at) == own.left() ? own.right() : own.left();
        inputs.set(at, Where.of(side, other.times(2).minus(inputs.get(at)), inputs.get(at)));
        return Optional.of(Node.of(node.op(), inputs.toArray(Node[]::new)));
    }

    private static Node turned(Node node, Node side) {
        if (!Comparison.symbol(node.op()).isEmpty()) {
            return node.plus(side.times(node.times(-2).plus(1)));
        }
        if (node.op() instanceof Where) {
            Node condition = node.input(0);
            Node otherwise = Where.of(Comparison.equal(condition, Node.constant(0)), node.input(1), node.input(2));
            return Comparison.symbol(condition.op()).isEmpty() ? Where.of(side, otherwise, node) : node;
        }
        return node.plus(side.times(node.square().plus(1)));
    }

    /** 1 where a switch is on that side, else 0. */
    private static Node side(Switch each, boolean on) {
        Node margin = each.margin();
        Node zero = Node.constant(0);
        Node isOn = each.relation() == Switch.Relation.EQUAL
                ? Comparison.equal(margin, zero)
                : each.relation() == Switch.Relation.GREATER
                        ? Comparison.greater(margin, zero)
                        : Comparison.greater(zero, margin).neg().plus(1);
        return on ? isOn : isOn.neg().plus(1);
    }

    /** Whether some formula shows that side at a point. */
    boolean isAt(Evaluator at) {
        try {
            for (int i = 0; i < before.size(); i++) {
                if (differ(at.value(before.get(i)), at.value(after.get(i)))) {
                    return true;
                }
            }
            return false;
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** Whether two formulas that do not differ at a point would if everything were on the other side. */
    boolean isApartWithout(Evaluator at) {
        try {
            return areApart(others, at) && !areApart(formulas, at);
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static boolean areApart(List<Node> two, Evaluator at) {
        Tensor a = at.value(two.get(0));
        Tensor b = at.value(two.get(1));
        return a.isFinite() && a.shape().equals(b.shape()) && differ(a, b);
    }

    private static boolean differ(Tensor a, Tensor b) {
        for (int k = 0; k < a.count(); k++) {
            double x = a.at(k);
            double y = b.at(k);
            if (Math.abs(x - y) > CHANGE * Math.max(Math.abs(x), Math.abs(y))
                    || (!Double.isFinite(y) && Double.isFinite(x))) {
                return true;
            }
        }
        return false;
    }
}
