package org.chainrule.check.derivation;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.graph.LatexName;
import org.chainrule.notation.model.ExprLatex;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.ForeignText;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;

/** A line of a derivation in LaTeX, as it was written and as it should be. */
final class Typesetting {
    private final Statement statement;
    private final UnaryOperator<Expr> concrete;
    private final ExpressionReader reader;

    Typesetting(Model model, Finding finding) {
        this(model, finding, finding.claim().statement(), expr -> expr);
    }

    /**
     * A line that stands for several.
     *
     * @param finding about one of them
     * @param statement the line as it was written
     * @param concrete what a part of it is in that one
     */
    Typesetting(Model model, Finding finding, Statement statement, UnaryOperator<Expr> concrete) {
        this.statement = statement;
        this.concrete = concrete;
        this.reader = ExpressionReader.of(model, finding.names());
    }

    /**
     * The line in LaTeX.
     *
     * @param fix the corrected right-hand side in the notation
     */
    JudgedLine.Typeset typeset(Optional<String> fix) {
        return typesetExpr(
                fix.map(text -> Syntax.parseExpression(Source.of("fix", text)).result()));
    }

    /** The line in LaTeX, with its corrected right-hand side. */
    JudgedLine.Typeset typesetExpr(Optional<Expr> fix) {
        Optional<Expr> right = right();
        if (right.isEmpty()) {
            return JudgedLine.Typeset.NONE;
        }
        String left = left() + " = ";
        return new JudgedLine.Typeset(
                left + latex(right.get()),
                fix.map(mended -> left + latex(mended)).orElse(""));
    }

    /** A corrected right-hand side in the manner of the line. */
    Optional<String> pasted(String fix, String line, Dialect dialect) {
        Expr mended = Syntax.parseExpression(Source.of("fix", fix)).result();
        boolean entries = mended.parts().stream()
                .anyMatch(
                        part -> part instanceof Expr.Index || part instanceof Expr.ListOf || part instanceof Expr.None);
        if (dialect != Dialect.LATEX) {
            return ForeignText.of(mended, line, dialect);
        }
        // what only prose can say in LaTeX stays as it is
        return Optional.of(latex(mended))
                .filter(text -> !entries && !text.contains("\\text{") && !text.contains("operatorname{where}"))
                .flatMap(text -> line.indexOf('\\') < 0 ? PlainPen.of(text, line) : Optional.of(text));
    }

    private Optional<Expr> right() {
        if (statement instanceof Statement.GradientClaim ratio) {
            return Optional.of(ratio.value());
        } else if (statement instanceof Statement.Check check) {
            return Optional.of(check.right());
        }
        return statement instanceof Statement.Define define ? Optional.of(define.value()) : Optional.empty();
    }

    private String left() {
        if (statement instanceof Statement.GradientClaim ratio) {
            return "\\frac{\\partial " + LatexName.of(ratio.of().id()) + "}{\\partial "
                    + LatexName.of(ratio.wrt().id()) + "}";
        } else if (statement instanceof Statement.Check check) {
            return check.differential() ? "d\\left(" + latex(check.left()) + "\\right)" : latex(check.left());
        }
        return LatexName.of(((Statement.Define) statement).name().id());
    }

    private String latex(Expr expr) {
        return ExprLatex.of(expr, part -> reader.find(concrete.apply(part)));
    }
}
