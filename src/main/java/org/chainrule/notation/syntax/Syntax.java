package org.chainrule.notation.syntax;

import java.util.List;

/**
 * A whole text, parsed: the statements in order.
 *
 * @param source the text the spans of the statements point into
 */
public record Syntax(Source source, List<Statement> statements) {
    /** Copies the statements. */
    public Syntax {
        statements = List.copyOf(statements);
    }

    /**
     * Parses a model.
     *
     * @throws NotationException with every error found, up to {@link Diagnostics#LIMIT}
     */
    public static Syntax parse(Source source) {
        Diagnostics diagnostics = new Diagnostics(source);
        Syntax syntax = new Syntax(source, new StatementParser(source, diagnostics).statements());
        diagnostics.throwIfAny();
        return syntax;
    }

    /**
     * Parses a model whose derivation may have lines that cannot be read: below {@code derive}, and in {@code check} and
     * {@code assume}, an error becomes a {@link Statement.Unreadable} in its place, so that the other lines can be judged.
     *
     * @throws NotationException with every error in the model itself, up to {@link Diagnostics#LIMIT}
     */
    public static Syntax parseLenient(Source source) {
        Diagnostics diagnostics = new Diagnostics(source);
        Syntax syntax = new Syntax(
                source, new StatementParser(source, diagnostics).lenient().statements());
        diagnostics.throwIfAny();
        return syntax;
    }

    /**
     * Parses one expression, which may be preceded by definitions: {@code t = X @ W; tanh(t)} has one definition and the
     * result {@code tanh(t)}. Line breaks separate as {@code ;} does.
     *
     * @throws NotationException if the text is not definitions followed by an expression
     */
    public static WithResult parseExpression(Source source) {
        Diagnostics diagnostics = new Diagnostics(source);
        WithResult result = new StatementParser(source, diagnostics).definitionsAndResult();
        diagnostics.throwIfAny();
        return result;
    }

    /** Definitions and the expression that uses them. */
    public record WithResult(List<Statement.Define> definitions, Expr result) {
        /** Copies the definitions. */
        public WithResult {
            definitions = List.copyOf(definitions);
        }
    }

    /** Returns whether the other text says the same, wherever its statements stand. */
    public boolean sameAs(Syntax other) {
        if (statements.size() != other.statements.size()) {
            return false;
        }
        for (int i = 0; i < statements.size(); i++) {
            if (!statements.get(i).sameAs(other.statements.get(i))) {
                return false;
            }
        }
        return true;
    }
}
