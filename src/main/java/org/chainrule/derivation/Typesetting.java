package org.chainrule.derivation;

import java.util.Optional;
import org.chainrule.graph.LatexName;
import org.chainrule.model.ExprLatex;
import org.chainrule.model.ExpressionReader;
import org.chainrule.model.Model;
import org.chainrule.notation.Expr;
import org.chainrule.notation.Source;
import org.chainrule.notation.Statement;
import org.chainrule.notation.Syntax;

/** A line of a derivation in LaTeX, as it was written and as it should be. */
final class Typesetting {
    private final Claim claim;
    private final ExpressionReader reader;

    Typesetting(Model model, Finding finding) {
        this.claim = finding.claim();
        this.reader = ExpressionReader.of(model, finding.names());
    }

    /**
     * The line in LaTeX.
     *
     * @param fix the corrected right-hand side in the notation
     */
    JudgedLine.Typeset typeset(Optional<String> fix) {
        if (claim.statement() instanceof Statement.Unreadable) {
            return JudgedLine.Typeset.NONE;
        }
        String left = left() + " = ";
        String mended = fix.map(
                        text -> Syntax.parseExpression(Source.of("fix", text)).result())
                .map(right -> left + latex(right))
                .orElse("");
        return new JudgedLine.Typeset(left + latex(claim.right()), mended);
    }

    private String left() {
        if (claim.statement() instanceof Statement.GradientClaim ratio) {
            return "\\frac{\\partial " + LatexName.of(ratio.of().id()) + "}{\\partial "
                    + LatexName.of(ratio.wrt().id()) + "}";
        } else if (claim.statement() instanceof Statement.Check check) {
            return check.differential() ? "d\\left(" + latex(check.left()) + "\\right)" : latex(check.left());
        }
        return LatexName.of(((Statement.Define) claim.statement()).name().id());
    }

    private String latex(Expr expr) {
        return ExprLatex.of(expr, reader::find);
    }
}
