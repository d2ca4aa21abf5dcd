package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * The small constants that programs add so that nothing is divided by zero, {@code sqrt(v + 1e-5)}, and that derivations leave
 * out. A small factor, such as that of a weight decay, is none of them.
 */
final class SmallConstants {
    private static final double MOST = 1e-3;
    private static final Set<Op> UNDEFINED_AT_ZERO = Set.of(Powers.SQRT, Powers.RSQRT, Powers.LOG);
    private static final Set<String> NAMES = Set.of("eps", "epsilon", "ε");

    private final Model model;
    /** The sums that keep something from being undefined: what is divided by, and what a root or a logarithm is taken of. */
    private final Set<Node> guards = new HashSet<>();

    private final Set<String> found = new TreeSet<>();

    SmallConstants(Model model) {
        this.model = model;
        for (Node node : Walk.from(model.outputs()).nodes()) {
            if (node.op() == Arithmetic.DIV) {
                guards.add(node.input(1));
            } else if (UNDEFINED_AT_ZERO.contains(node.op()) || isRoot(node)) {
                guards.add(node.input(0));
            }
        }
    }

    /** A power that is no product. */
    private static boolean isRoot(Node node) {
        return node.op() == Powers.POW
                && node.input(1)
                        .constantScalar()
                        .filter(power -> power >= 0 && power == Math.rint(power))
                        .isEmpty();
    }

    /** How those that were left out are written, such as {@code 1e-5}. */
    String written() {
        return String.join(", ", found);
    }

    /** A formula without them. */
    Node without(Node root) {
        Walk walk = Walk.from(List.of(root));
        NodeMap<Node> rebuilt = new NodeMap<>();
        for (Node node : walk.nodes()) {
            List<Node> inputs = new ArrayList<>();
            boolean changed = false;
            for (Node input : node.inputs()) {
                Node other = Optional.ofNullable(rebuilt.get(input)).orElse(input);
                changed |= other != input;
                inputs.add(other);
            }
            Optional<Node> rest =
                    node.op() == Arithmetic.ADD && guards.contains(node) ? rest(node, inputs) : Optional.empty();
            rebuilt.put(node, rest.orElse(changed ? Node.of(node.op(), inputs) : node));
        }
        return Optional.ofNullable(rebuilt.get(root)).orElse(root);
    }

    /** The other term of a sum with a small constant. */
    private Optional<Node> rest(Node sum, List<Node> inputs) {
        for (int k = 0; k < 2; k++) {
            Optional<String> small = written(sum.input(k));
            Node other = inputs.get(1 - k);
            if (small.isPresent() && other.isVariable() && other.shape().sameShape(sum.shape())) {
                found.add(small.get());
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private Optional<String> written(Node node) {
        if (node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT && node.isScalar()) {
            Tensor given = model.values().get(node);
            boolean small = given == null ? node.label().filter(NAMES::contains).isPresent() : isSmall(given.item());
            return small ? node.label() : Optional.empty();
        }
        return node.constantScalar().filter(SmallConstants::isSmall).map(TensorText::number);
    }

    private static boolean isSmall(double value) {
        return value > 0 && value <= MOST;
    }

    /** Whether a formula speaks of such a constant itself. */
    boolean isMentioned(Expr formula) {
        return formula.parts().stream()
                .anyMatch(part -> (part instanceof Expr.Num number && isSmall(number.value()))
                        || (part instanceof Expr.Name name
                                && model.find(name.id())
                                        .filter(Node::isLeaf)
                                        .flatMap(this::written)
                                        .isPresent()));
    }
}
