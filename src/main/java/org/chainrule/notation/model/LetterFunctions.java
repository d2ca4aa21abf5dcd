package org.chainrule.notation.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.SpecialFunctions;

/**
 * Greek letters that stand for a function in a field: φ and Φ for the density and the distribution of a normal variable, ψ for the
 * digamma function. Elsewhere φ and ψ are any activation, so they count only where the model speaks of that field.
 */
final class LetterFunctions {
    private static final Set<Op> NORMAL = Set.of(
            Gaussian.NORMAL_CDF,
            Gaussian.NORMAL_PDF,
            Gaussian.LOG_NORMAL_CDF,
            Gaussian.ERF,
            Gaussian.ERFC,
            Rectifiers.GELU);

    private static final Set<Op> GAMMA = Set.of(SpecialFunctions.LGAMMA);

    private record Letter(String function, Set<Op> field) {}

    private static final Map<String, Letter> LETTERS = Map.of(
            "φ", new Letter("normal_pdf", NORMAL),
            "ϕ", new Letter("normal_pdf", NORMAL),
            "Φ", new Letter("normal_cdf", NORMAL),
            "ψ", new Letter("digamma", GAMMA));

    private LetterFunctions() {}

    /** The function that a letter stands for where a model computes with such functions; empty elsewhere. */
    static Optional<String> function(String letter, Scope scope) {
        Letter meant = LETTERS.get(letter);
        return meant != null
                        && Walk.from(List.copyOf(scope.nodes().values())).nodes().stream()
                                .map(Node::op)
                                .anyMatch(meant.field::contains)
                ? Optional.of(meant.function)
                : Optional.empty();
    }
}
