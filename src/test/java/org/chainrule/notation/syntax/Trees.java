package org.chainrule.notation.syntax;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.message.Language;

/** Shorthand for tests: parse, and show the shape of a tree. */
final class Trees {
    private Trees() {}

    static Syntax parse(String text) {
        return Syntax.parse(Source.of("m.cr", text));
    }

    static Expr expr(String text) {
        return Syntax.parseExpression(Source.of("m.cr", text)).result();
    }

    static Statement statement(String text) {
        List<Statement> statements = parse(text).statements();
        if (statements.size() != 1) {
            throw new AssertionError(statements.size() + " statements in: " + text);
        }
        return statements.get(0);
    }

    /** Prints an expression with a pair of brackets for every operation, independently of the printer under test. */
    static String shape(Expr e) {
        if (e instanceof Expr.Binary binary) {
            return "(" + shape(binary.left()) + " " + binary.op().symbol() + " " + shape(binary.right()) + ")";
        } else if (e instanceof Expr.Negate negate) {
            return "(-" + shape(negate.operand()) + ")";
        } else if (e instanceof Expr.Transpose transpose) {
            return "(" + shape(transpose.operand()) + ")'";
        } else if (e instanceof Expr.Name name) {
            return name.id();
        } else if (e instanceof Expr.Call call) {
            return call.function()
                    + call.children().stream().map(Trees::shape).collect(Collectors.joining(", ", "(", ")"));
        } else if (e instanceof Expr.Index index) {
            return index.children().stream().map(Trees::shape).collect(Collectors.joining(", ", "<", ">"));
        }
        return SyntaxPrinter.print(e);
    }

    /** The message of the exception that parsing throws. */
    static String error(String text) {
        return error(text, Language.EN);
    }

    static String error(String text, Language language) {
        try {
            parse(text);
        } catch (NotationException e) {
            return e.sentence().text(language);
        }
        throw new AssertionError("no error in: " + text);
    }
}
