package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.derivation.Claim.InLayer;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Statement;

/**
 * The order in which lines for several layers are judged: line by line, each from the last layer back, as the derivation
 * runs. Only where a line uses what comes further down does that come first: {@code dZ[l] = dA[l] * g'(Z[l])} and
 * {@code dA[l-1] = W[l].T @ dZ[l]} need each other in turn.
 */
final class LayerOrder {
    private LayerOrder() {}

    /**
     * Orders lines.
     *
     * @param given names that lines before have given
     * @param derived the name of what is derived
     */
    static List<InLayer> of(List<Statement.Layered> lines, Set<String> given, String derived) {
        List<InLayer> waiting = new ArrayList<>();
        for (Statement.Layered line : lines) {
            for (int i = line.instances().size() - 1; i >= 0; i--) {
                waiting.add(new InLayer(line, line.instances().get(i).number()));
            }
        }
        Set<String> known = new LinkedHashSet<>(given);
        List<InLayer> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Set<String> coming = new LinkedHashSet<>();
            waiting.forEach(each -> symbol(statement(each)).ifPresent(coming::add));
            coming.removeAll(known);
            // Where lines need each other in a circle, the first of them is read first.
            InLayer next = waiting.stream()
                    .filter(each -> isReady(statement(each), coming, derived))
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(next);
            symbol(statement(next)).ifPresent(known::add);
            order.add(next);
        }
        return order;
    }

    private static boolean isReady(Statement statement, Set<String> coming, String derived) {
        Set<String> used = used(statement, derived);
        symbol(statement).ifPresent(used::remove);
        return used.stream().noneMatch(coming::contains);
    }

    /** The line as it reads in its layer. */
    static Statement statement(InLayer layer) {
        return layer.whole().instances().stream()
                .filter(instance -> instance.number() == layer.number())
                .findFirst()
                .orElseThrow()
                .statement();
    }

    /** The name that a line gives. */
    static Optional<String> symbol(Statement statement) {
        if (statement instanceof Statement.Define define) {
            return Optional.of(define.name().id());
        }
        return statement instanceof Statement.GradientClaim claim
                ? Optional.of("d" + claim.wrt().id())
                : Optional.empty();
    }

    /**
     * The names that a line uses.
     *
     * @param derived what is derived, whose ratios are no names
     */
    static Set<String> used(Statement statement, String derived) {
        List<Expr> parts = new ArrayList<>();
        if (statement instanceof Statement.Define define) {
            parts.addAll(define.value().parts());
        } else if (statement instanceof Statement.GradientClaim claim) {
            parts.addAll(claim.value().parts());
        } else if (statement instanceof Statement.Check check) {
            parts.addAll(check.left().parts());
            parts.addAll(check.right().parts());
        }
        Set<String> names = new LinkedHashSet<>();
        Set<Expr> ratios = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Expr part : parts) {
            if (part instanceof Expr.Binary ratio
                    && ratio.op() == BinaryOp.DIVIDE
                    && ratio.left() instanceof Expr.Name of
                    && of.id().equals("d" + derived)) {
                // in ∂J/∂z neither ∂J nor ∂z is a name by itself
                ratios.addAll(ratio.children());
            }
        }
        for (Expr part : parts) {
            if (part instanceof Expr.Name name && !ratios.contains(part)) {
                names.add(name.id());
            }
        }
        return names;
    }
}
