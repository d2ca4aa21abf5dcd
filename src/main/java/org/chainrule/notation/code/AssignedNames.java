package org.chainrule.notation.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.notation.syntax.Expr;

/** What the text of a program assigns to: how often, and in which manner. */
final class AssignedNames {
    private final Map<String, Integer> counts = new HashMap<>();
    /** The variables that are made in steps: {@code loss += …}. */
    private final Set<String> updated = new HashSet<>();
    /** The variables that the program transposes, {@code dx = dx.T}: before or behind that they are gradients in the other layout. */
    private final Set<String> turned = new HashSet<>();

    /** How often a variable is assigned to; twice for a line of a loop. */
    int times(String variable) {
        return counts.getOrDefault(variable, 0);
    }

    boolean isUpdated(String variable) {
        return updated.contains(variable);
    }

    boolean isTurned(String variable) {
        return turned.contains(variable);
    }

    /** Counts the assignments to each variable. */
    void count(List<CodeStatement> program) {
        for (CodeStatement statement : program) {
            if (statement instanceof CodeStatement.Assign assign) {
                assign.target().parts().stream()
                        .filter(Expr.Name.class::isInstance)
                        .forEach(name -> counts.merge(((Expr.Name) name).id(), 1, Integer::sum));
                if (assign.target() instanceof Expr.Name of && CodeTrees.isTransposeOf(assign.value(), of)) {
                    turned.add(of.id());
                }
                if (assign.target() instanceof Expr.Name name
                        && (!assign.op().isEmpty() || CodeWriter.uses(assign.value(), name.id()))) {
                    updated.add(name.id());
                }
            } else if (statement instanceof CodeStatement.For loop) {
                count(loop.body());
                count(loop.body());
            } else if (statement instanceof CodeStatement.While loop) {
                count(loop.body());
                count(loop.body());
            } else if (statement instanceof CodeStatement.If branches) {
                branches.branches().forEach(branch -> count(branch.body()));
            } else if (statement instanceof CodeStatement.Routine routine) {
                count(routine.body());
            }
        }
    }
}
