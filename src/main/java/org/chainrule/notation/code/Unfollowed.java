package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/** Statements of a program that cannot be followed: they stay as they were read by themselves, and what they write is unknown. */
final class Unfollowed {
    private final CodeScope scope;
    private final CodeWriter writer;
    private final List<Statement> written;
    private final Set<Statement> kept = new HashSet<>();

    /** @param written the statements of the text, each read by itself */
    Unfollowed(CodeScope scope, CodeWriter writer, List<Statement> written) {
        this.scope = scope;
        this.writer = writer;
        this.written = written;
    }

    /** A statement with its body. */
    static Span whole(CodeStatement statement) {
        int end = statement.span().end();
        for (CodeStatement part : body(statement)) {
            end = Math.max(end, whole(part).end());
        }
        return new Span(statement.span().start(), end);
    }

    private static List<CodeStatement> body(CodeStatement statement) {
        if (statement instanceof CodeStatement.For loop) {
            return loop.body();
        } else if (statement instanceof CodeStatement.While loop) {
            return loop.body();
        } else if (statement instanceof CodeStatement.Routine routine) {
            return routine.body();
        } else if (statement instanceof CodeStatement.If branches) {
            return branches.branches().stream()
                    .flatMap(branch -> branch.body().stream())
                    .toList();
        }
        return List.of();
    }

    /**
     * Keeps what cannot be followed.
     *
     * @param at where the reason is
     * @param plain whether it happens once, whatever the data
     */
    void take(Span span, int at, Message message, boolean plain) {
        for (Statement statement : written) {
            boolean inside = statement.span().start() >= span.start()
                    && statement.span().start() < Math.max(span.end(), span.start() + 1);
            Optional<Message> changed = inside ? changed(statement) : Optional.empty();
            if (changed.isPresent()) {
                unknown(statement, statement.span().start(), message.isEmpty() ? changed.get() : message);
            } else if (inside && (statement instanceof Statement.Check || statement instanceof Statement.Assume)) {
                if (kept.add(statement)) {
                    writer.keep(statement);
                }
            } else if (inside && plain && statement instanceof Statement.Define define) {
                if (kept.add(statement)) {
                    writer.keep(define);
                }
                scope.define(define.name().id(), define.value(), false);
                scope.set(define.name().id(), new CodeValue.Formula(define.name()));
            } else if (inside) {
                unknown(statement, at, message);
            }
        }
    }

    /** Why a statement cannot be read by itself: it uses what the program has changed. */
    private Optional<Message> changed(Statement statement) {
        List<Expr> parts = new ArrayList<>();
        if (statement instanceof Statement.Define define) {
            parts.addAll(define.value().parts());
        } else if (statement instanceof Statement.Check check) {
            parts.addAll(check.left().parts());
            parts.addAll(check.right().parts());
        }
        for (Expr part : parts) {
            CodeValue value = part instanceof Expr.Name name ? scope.variables().get(name.id()) : null;
            if (value instanceof CodeValue.Unknown unknown) {
                return Optional.of(CodeScope.unknown(((Expr.Name) part).id(), unknown));
            } else if (value != null && !value.equals(new CodeValue.Formula(part))) {
                return Optional.of(say("`{0}` has another value in the program", ((Expr.Name) part).id()));
            }
        }
        return Optional.empty();
    }

    private void unknown(Statement statement, int at, Message message) {
        int line = scope.model().source().line(statement.span().start());
        Set<String> writes = writes(statement);
        for (String name : writes) {
            CodeValue.Unknown unknown = new CodeValue.Unknown(line);
            scope.variables()
                    .replaceAll(
                            (variable, value) -> scope.names().find(variable).equals(name) ? unknown : value);
            scope.set(name, unknown);
        }
        if (kept.add(statement)) {
            writer.keep(unreadable(statement, List.copyOf(writes), at, message));
        }
    }

    private static Set<String> writes(Statement statement) {
        Set<String> writes = new LinkedHashSet<>();
        if (statement instanceof Statement.Define define) {
            writes.add(define.name().id());
        } else if (statement instanceof Statement.Unreadable unreadable) {
            writes.addAll(unreadable.writes());
            unreadable.name().map(Expr.Name::id).ifPresent(writes::add);
        }
        return writes;
    }

    private Statement unreadable(Statement statement, List<String> writes, int at, Message message) {
        boolean here = at >= statement.span().start() && at <= statement.span().end();
        Diagnostic reason =
                scope.model().source().diagnostic(here ? at : statement.span().start(), message, Message.NONE);
        if (statement instanceof Statement.Unreadable unreadable) {
            return new Statement.Unreadable(
                    unreadable.name(), writes, unreadable.claims(), unreadable.text(), reason, unreadable.span());
        } else if (statement instanceof Statement.Define define) {
            return new Statement.Unreadable(
                    Optional.of(define.name()),
                    writes,
                    true,
                    scope.model().source().text(define.span()).strip(),
                    reason,
                    define.span());
        }
        return new Statement.Unreadable(
                Optional.empty(),
                writes,
                true,
                scope.model().source().text(statement.span()).strip(),
                reason,
                statement.span());
    }

    /** Keeps what claims nothing and is no statement of a program, such as a remark. */
    void keepRest() {
        for (Statement statement : written) {
            boolean silent = statement instanceof Statement.Unreadable unreadable
                    && !unreadable.claims()
                    && unreadable.writes().isEmpty();
            if (silent && kept.add(statement)) {
                writer.keep(statement);
            }
        }
    }
}
