package org.chainrule.derivation;

import java.util.List;
import java.util.Optional;
import org.chainrule.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.model.Formula;
import org.chainrule.notation.Expr;
import org.chainrule.notation.Source;
import org.chainrule.notation.Syntax;
import org.chainrule.rewrite.Simplifier;
import org.chainrule.tensor.Domain;

/** What a line should say, as the system would write it: for lines that no small edit mends. */
final class Formulas {
    private final Truths truths;
    private final List<Finding> findings;

    Formulas(Truths truths, List<Finding> findings) {
        this.truths = truths;
        this.findings = findings;
    }

    /** The formula, simplified, in the names of the model and of the lines above that the line uses. */
    Optional<Expr> of(Finding finding) {
        Node truth = finding.ideal();
        if (truth == null) {
            return Optional.empty();
        }
        NodeMap<Node> standIns = new NodeMap<>();
        for (int i : finding.cites()) {
            Finding cited = findings.get(i);
            if (cited.claim().subject() instanceof GradientOf gradient
                    && cited.ideal() != null
                    && cited.ideal() == truths.gradient(gradient.of(), gradient.variable())
                    && cited.ideal().isVariable()
                    && !cited.ideal().isLeaf()) {
                String symbol = cited.claim().symbol().orElse(gradient.symbol());
                standIns.put(
                        cited.ideal(),
                        Node.input(symbol, Type.real(cited.ideal().shape()), Domain.REAL));
            }
        }
        try {
            Node substituted = Substitution.apply(List.of(truth), standIns).get(0);
            Node simple = Broadcast.to(Simplifier.simplify(substituted), truth.shape());
            return Optional.of(Syntax.parseExpression(Source.of("formula", Formula.text(simple)))
                    .result());
        } catch (ChainruleException e) {
            // A formula that cannot be written in one line, or not be read back, helps nobody.
            return Optional.empty();
        }
    }
}
