package org.chainrule.check.derivation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;

/** Gradients that a line uses and no line gives: {@code dW2 = dz2 a1^T} by itself. */
record UntoldGradients(Model model, Suspensions suspensions) {
    /**
     * The gradients of the same scalar that a line uses by names that nothing gives.
     *
     * @param given the names that lines so far have given
     */
    Map<String, GradientOf> of(Claim claim, Set<String> given) {
        Map<String, GradientOf> untold = new LinkedHashMap<>();
        if (claim.subject() instanceof GradientOf own) {
            Set<String> used = usedAlone(claim.right());
            used.removeAll(given);
            suspensions.names().forEach(used::remove);
            for (String name : used) {
                Optional<Node> variable = name.startsWith("d") ? model.find(name.substring(1)) : Optional.empty();
                if (variable.isPresent() && model.find(name).isEmpty()) {
                    untold.put(name, new GradientOf(own.of(), variable.get(), name.substring(1), own.perSample()));
                }
            }
        }
        return untold;
    }

    /** The names in a formula; in ∂z/∂x neither ∂z nor ∂x is a name by itself. */
    private Set<String> usedAlone(Expr formula) {
        Set<Expr> inRatios = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> names = new LinkedHashSet<>();
        // parts come before what is inside them
        for (Expr part : formula.parts()) {
            if (model.ratio(part).isPresent()) {
                inRatios.addAll(part.children());
            } else if (part instanceof Expr.Name name && !inRatios.contains(part)) {
                names.add(name.id());
            }
        }
        return names;
    }
}
