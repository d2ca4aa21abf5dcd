package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/**
 * Names that formulas use before a line says what they stand for, {@code X^T R X, where R = diag(d)}: that line is read before the
 * first that uses it. A formula is true or not, in whatever order it is told; a program is carried out as it stands.
 */
final class LateDefinitions {
    private final Model model;
    private final EntryReadings entries;

    LateDefinitions(Model model, EntryReadings entries) {
        this.model = model;
        this.entries = entries;
    }

    /** The statements of a derivation, each name given before it is used. */
    List<Statement> ordered(List<Statement> statements) {
        List<Statement> ordered = new ArrayList<>(statements);
        for (int from = 0; from < ordered.size(); from++) {
            Optional<String> name = given(ordered.get(from)).filter(this::isNew);
            if (name.isEmpty()) {
                continue;
            }
            int section = from;
            while (section > 0 && !(ordered.get(section - 1) instanceof Statement.Derive)) {
                section--;
            }
            int user = section;
            while (user < from && !uses(ordered.get(user)).contains(name.get())) {
                user++;
            }
            boolean again = ordered.subList(section, from).stream()
                    .anyMatch(before -> given(before).equals(name));
            if (user < from && !again) {
                ordered.add(first(ordered, user), ordered.remove(from));
            }
        }
        return ordered;
    }

    /** Where the chain of equations begins that a statement is a part of. */
    private static int first(List<Statement> statements, int at) {
        int first = at;
        while (first > 0
                && left(statements.get(first)).isPresent()
                && left(statements.get(first)).equals(left(statements.get(first - 1)))) {
            first--;
        }
        return first;
    }

    private static Optional<Span> left(Statement statement) {
        return statement instanceof Statement.Define define
                ? Optional.of(define.name().span())
                : statement instanceof Statement.GradientClaim claim
                        ? Optional.of(claim.wrt().span())
                        : statement instanceof Statement.Check check
                                ? Optional.of(check.left().span())
                                : Optional.empty();
    }

    private Optional<String> given(Statement statement) {
        return statement instanceof Statement.Define define && model.dialect(statement) == Dialect.LATEX
                ? Optional.of(define.name().id())
                : Optional.empty();
    }

    /** Neither a quantity of the model nor what may be a gradient by one. */
    private boolean isNew(String name) {
        boolean gradient = name.startsWith("δ")
                || (name.startsWith("d") && model.find(name.substring(1)).isPresent());
        return !gradient && model.find(name).isEmpty() && !model.sizeNames().contains(name);
    }

    private Set<String> uses(Statement statement) {
        Set<String> names = names(statement);
        entries.other(statement).ifPresent(other -> names.addAll(names(other)));
        return names;
    }

    private static Set<String> names(Statement statement) {
        List<Expr> sides = statement instanceof Statement.Define define
                ? List.of(define.value())
                : statement instanceof Statement.GradientClaim claim
                        ? List.of(claim.value())
                        : statement instanceof Statement.Check check ? List.of(check.left(), check.right()) : List.of();
        Set<String> names = new LinkedHashSet<>();
        for (Expr side : sides) {
            for (Expr part : side.parts()) {
                if (part instanceof Expr.Name name) {
                    names.add(name.id());
                }
            }
        }
        return names;
    }
}
