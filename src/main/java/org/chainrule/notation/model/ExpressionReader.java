package org.chainrule.notation.model;

import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Diagnostics;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.ops.Arg;

/**
 * Turns expressions into graphs, in the names of a model and some more. Subtrees it has met before, as the same object,
 * are not read again: many variants of one formula cost little more than what differs between them.
 */
public final class ExpressionReader {
    private final Model model;
    private final Expressions expressions;

    private ExpressionReader(Model model, Scope scope) {
        this.model = model;
        this.expressions = Expressions.remembering(model.source(), scope);
    }

    /**
     * A reader for the names of a model and others.
     *
     * @param more names that hide those of the model
     */
    public static ExpressionReader of(Model model, Map<String, Node> more) {
        return new ExpressionReader(model, model.scope().with(more));
    }

    /**
     * The graph of an expression; numbers and sizes become constants.
     *
     * @throws NotationException when a name is unknown, or shapes or arguments do not fit; its place is that of the
     *     expression in the text of the model
     */
    public Node node(Expr expr) {
        try {
            return expressions.node(expr);
        } catch (Mistake trouble) {
            Diagnostics diagnostics = new Diagnostics(model.source());
            diagnostics.add(trouble.offset(), trouble.message(), trouble.hint());
            throw diagnostics.toException();
        }
    }

    /** What an expression stands for, also where that is a number or a size and no graph, if it has a meaning. */
    public Optional<Arg> evaluate(Expr expr) {
        try {
            return Optional.of(expressions.evaluate(expr));
        } catch (Mistake trouble) {
            return Optional.empty();
        }
    }

    /** Whether an expression is a vector that lies, as a transposed one does. */
    public boolean isRow(Expr expr) {
        return find(expr).isPresent() && expressions.isRow(expr);
    }

    /** The graph of an expression, if names, shapes and arguments fit: for expressions that a program makes up. */
    public Optional<Node> find(Expr expr) {
        try {
            return Optional.of(expressions.node(expr));
        } catch (Mistake trouble) {
            return Optional.empty();
        }
    }
}
