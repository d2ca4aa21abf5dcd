package org.chainrule.check.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.Subject;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.notation.syntax.SyntaxPrinter;

/** Differentials inside a line in differentials, as in {@code dL = tr(d(V^{-1}) C)}: each is a name of its own. */
final class InnerDifferentials {
    private static final String START = "d(";

    private InnerDifferentials() {}

    /**
     * Whether a line uses a differential: of something, or one by a name that no line gives.
     *
     * @param variable what the line gives the gradient or the differential of; that of a number may use what lines have given
     */
    static boolean areUsed(Claim claim, Model model, Node variable, Set<String> given) {
        return claim.right().parts().stream()
                        .anyMatch(part -> part instanceof Expr.Call call
                                && call.function().equals("d"))
                || claim.uses().stream()
                        .anyMatch(name -> name.startsWith("d")
                                && model.find(name).isEmpty()
                                && model.find(name.substring(1)).isPresent()
                                && (variable.isScalar() || !given.contains(name)));
    }

    /** {@code dM = A dX B} of an M that a formula has given is a differential. */
    static Optional<Subject> ofHelper(Statement.Define define, Model model, Predicate<String> helpers) {
        String name = define.name().id();
        boolean of = name.startsWith("d")
                && model.dialect(define) == Dialect.LATEX
                && model.find(name.substring(1)).isEmpty()
                && helpers.test(name.substring(1));
        boolean changes = of
                && define.value().parts().stream()
                        .anyMatch(part -> (part instanceof Expr.Name used
                                        && used.id().startsWith("d")
                                        && model.find(used.id()).isEmpty()
                                        && model.find(used.id().substring(1)).isPresent())
                                || (part instanceof Expr.Call call
                                        && call.function().equals("d")));
        return changes
                ? Optional.of(new DifferentialOf(
                        new Expr.Name(name.substring(1), define.name().span())))
                : Optional.empty();
    }

    /** The line with a name for each differential on its right side. */
    static Claim named(Claim claim) {
        return claim.subject() instanceof DifferentialOf differential
                ? claim.reading(formula -> formula == differential.left()
                        ? formula
                        : Renaming.rewritten(formula, InnerDifferentials::name))
                : claim;
    }

    private static Expr name(Expr part) {
        return part instanceof Expr.Call call
                        && call.function().equals("d")
                        && call.arguments().size() == 1
                        && call.keywords().isEmpty()
                ? new Expr.Name(START + SyntaxPrinter.print(call.arguments().get(0)) + ")", call.span())
                : part;
    }

    /** What these names stand for. */
    static Map<String, Node> meanings(
            Claim claim, Model model, Map<String, Node> names, TrueGradients truths, TrueGradients.Differentials of) {
        Map<String, Node> meanings = new LinkedHashMap<>();
        for (Expr part : claim.right().parts()) {
            if (part instanceof Expr.Name name && name.id().startsWith(START)) {
                String inside = name.id().substring(START.length(), name.id().length() - 1);
                Expr inner = Syntax.parseExpression(Source.of("differential", inside))
                        .result();
                meanings.put(name.id(), truths.differential(model.resolve(inner, names), of.varying()));
            }
        }
        return meanings;
    }
}
