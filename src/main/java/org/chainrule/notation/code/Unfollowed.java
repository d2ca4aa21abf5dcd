package org.chainrule.notation.code;

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
        } else if (statement instanceof CodeStatement.Routine routine) {
            return routine.body();
        } else if (statement instanceof CodeStatement.If branches) {
            return branches.branches().stream().flatMap(branch -> branch.body().stream()).toList();
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
            boolean inside = statement.span().start() >= span.start() && statement.span().start() < Math.max(span.end(), span.start() + 1);
            if (inside && (statement instanceof Statement.Check || statement instanceof Statement.Assume)) {
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

    private void unknown(Statement statement, int at, Message message) {
        int line = scope.model().source().line(statement.span().start());
        Set<String> writes = writes(statement);
        for (String name : writes) {
            CodeValue.Unknown unknown = new CodeValue.Unknown(line);
            scope.variables().replaceAll((variable, value) -> scope.names().find(variable).equals(name) ? unknown : value);
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
        Diagnostic reason = scope.model().source().diagnostic(here ? at : statement.span().start(), message, Message.NONE);
        if (statement instanceof Statement.Unreadable unreadable) {
            return new Statement.Unreadable(
                    unreadable.name(), writes, unreadable.claims(), unreadable.text(), reason, unreadable.span());
        } else if (statement instanceof Statement.Define define) {
            return new Statement.Unreadable(
                    Optional.of(define.name()), writes, true, scope.model().source().text(define.span()).strip(), reason, define.span());
        }
        return statement;
    }

    /** Keeps what claims nothing and is no statement of a program, such as a remark. */
    void keepRest() {
        for (Statement statement : written) {
            boolean silent = statement instanceof Statement.Unreadable unreadable
                    && !unreadable.claims()
                    && unreadable.writes().isEmpty();
            boolean own = statement instanceof Statement.Check || statement instanceof Statement.Assume;
            if ((silent || own) && kept.add(statement)) {
                writer.keep(statement);
            }
        }
    }
}
