package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Map;

/**
 * A whole text, parsed: the statements in order.
 *
 * @param source the text the spans of the statements point into
 * @param dialects in the manner of which system each was read that is not plain, by the offset where it starts
 */
public record Syntax(Source source, List<Statement> statements, Map<Integer, Dialect> dialects) {
    /** Copies the statements. */
    public Syntax {
        statements = List.copyOf(statements);
        dialects = Map.copyOf(dialects);
    }

    /** Statements in the plain notation. */
    public Syntax(Source source, List<Statement> statements) {
        this(source, statements, Map.of());
    }

    /** In the manner of which system a statement was read. */
    public Dialect dialect(Statement statement) {
        return dialects.getOrDefault(statement.span().start(), Dialect.PLAIN);
    }

    /**
     * Parses a model.
     *
     * @throws NotationException with every error found, up to {@link Diagnostics#LIMIT}
     */
    public static Syntax parse(Source source) {
        Diagnostics diagnostics = new Diagnostics(source);
        Syntax syntax = of(source, new StatementParser(source, diagnostics));
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
        Syntax syntax = of(source, new StatementParser(source, diagnostics).lenient());
        diagnostics.throwIfAny();
        return syntax;
    }

    private static Syntax of(Source source, StatementParser parser) {
        return new Syntax(source, parser.statements(), parser.dialects());
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
