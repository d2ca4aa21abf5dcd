package org.chainrule.notation.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;

/** The small number that a model adds so that a quotient or a root is defined, which derivations call ε. */
public final class SmallNumber {
    private static final double MOST = 1e-3;
    private static final Set<String> NAMES = Set.of("eps", "epsilon", "EPS", "EPSILON", "ε", "_eps");

    private SmallNumber() {}

    /** Whether a name is what people call such a number. */
    public static boolean isName(String name) {
        return NAMES.contains(name);
    }

    /** The number that a model adds; empty when there is none, or more than one. */
    public static Optional<Double> of(Model model) {
        return of(model.outputs());
    }

    static Optional<Double> of(Collection<Node> outputs) {
        Set<Double> found = new TreeSet<>();
        for (Node node : Walk.from(List.copyOf(outputs)).nodes()) {
            if (node.op() == Arithmetic.ADD) {
                node.inputs().forEach(input -> input.constantScalar()
                        .filter(value -> value > 0 && value <= MOST)
                        .ifPresent(found::add));
            }
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }
}
