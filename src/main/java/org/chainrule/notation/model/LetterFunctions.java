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
    private static final Map<String, String> LETTERS =
            Map.of("φ", "normal_pdf", "ϕ", "normal_pdf", "Φ", "normal_cdf", "ψ", "digamma");

    /** Loaded when a letter is met. */
    private static final class Fields {
        private static final Set<Op> NORMAL = Set.of(
                Gaussian.NORMAL_CDF,
                Gaussian.NORMAL_PDF,
                Gaussian.LOG_NORMAL_CDF,
                Gaussian.ERF,
                Gaussian.ERFC,
                Rectifiers.GELU);

        private static final Set<Op> GAMMA = Set.of(SpecialFunctions.LGAMMA);
    }

    private LetterFunctions() {}

    /** The function that a letter stands for where a model computes with such functions; empty elsewhere. */
    static Optional<String> function(String letter, Scope scope) {
        String meant = LETTERS.get(letter);
        if (meant == null) {
            return Optional.empty();
        }
        Set<Op> field = letter.equals("ψ") ? Fields.GAMMA : Fields.NORMAL;
        return Walk.from(List.copyOf(scope.nodes().values())).nodes().stream()
                        .map(Node::op)
                        .anyMatch(field::contains)
                ? Optional.of(meant)
                : Optional.empty();
    }
}
