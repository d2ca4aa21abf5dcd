package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.notation.code.CodeToken.Kind;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;

/** Reads what binds names within an expression: comprehensions, and functions without a name. */
abstract class CodeFunctions extends CodeCursor {
    /** Longer expressions are nobody's derivation. */
    private static final int MOST_NODES = 3000;

    final boolean matlab;
    private int nodes;

    CodeFunctions(List<CodeToken> tokens, boolean matlab) {
        super(tokens);
        this.matlab = matlab;
    }

    @Override
    void restart(int position) {
        super.restart(position);
        nodes = 0;
    }

    /** Whatever may stand between two commas. */
    abstract Expr expression();

    /** An expression that is no choice. */
    abstract Expr or();

    Span from(Expr first) {
        return new Span(first.span().start(), lastEnd());
    }

    <E extends Expr> E node(E e) {
        if (++nodes > MOST_NODES) {
            throw new Mistake(e.span(), say("the expression is too long for a line of a program"));
        }
        return e;
    }

    Expr call(String function, List<Expr> arguments, Span span) {
        return node(new Expr.Call(function, span, arguments, List.of(), span));
    }

    /** {@code … for x in items if condition}, behind the element. */
    Expr comprehension(Expr element) {
        next();
        List<Expr> names = new ArrayList<>();
        int start = peek().start();
        boolean bracket = accept("(");
        do {
            CodeToken name = next();
            names.add(new Expr.Name(name.text(), name.span()));
        } while (accept(","));
        if (bracket) {
            expect(")");
        }
        Expr target = names.size() == 1 ? names.get(0) : new Expr.ListOf(names, new Span(start, lastEnd()));
        if (!acceptName("in")) {
            throw unexpected();
        }
        List<Expr> parts = new ArrayList<>(List.of(element, target, or()));
        if (acceptName("if")) {
            parts.add(or());
        }
        if (peek().isName("for")) {
            throw unexpected();
        }
        return call(Comprehension.NAME, parts, from(element));
    }

    /** {@code lambda x, y: e}, and {@code @(x, y) e} of MATLAB, behind the word. */
    Expr lambda(CodeToken first) {
        List<Expr> parts = new ArrayList<>();
        if (matlab) {
            expect("(");
        }
        while (peek().kind() == Kind.NAME) {
            CodeToken name = next();
            parts.add(new Expr.Name(name.text(), name.span()));
            if (!accept(",")) {
                break;
            }
        }
        expect(matlab ? ")" : ":");
        parts.add(expression());
        return call("lambda", parts, new Span(first.start(), lastEnd()));
    }
}
