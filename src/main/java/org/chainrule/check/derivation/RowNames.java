package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;

/**
 * Names that stand for rows: {@code \delta = (a - y)^T}, whose transpose is a column. A vector of one axis does not tell, so what
 * its line says is kept. A derivation either keeps to it or does not.
 */
final class RowNames {
    /** What the user is told. */
    static final Message SENTENCE = say("a vector that a line gives as a row is a row in the lines below");

    private final Model model;
    private final Set<String> names = new LinkedHashSet<>();

    RowNames(Model model) {
        this.model = model;
    }

    /** Keeps of a line whether the name it gives is a row. */
    void note(Finding finding, List<Finding> above, Map<String, Node> claimed) {
        Claim claim = finding.claim();
        Optional<String> symbol = claim.symbol();
        if (symbol.isEmpty()) {
            return;
        }
        names.remove(symbol.get());
        if (isRow(finding, model, claimed)) {
            names.add(symbol.get());
            if (claim.subject() instanceof GradientOf gradient) {
                // δ = ∂J/∂z = (a - y)^T has given the gradient another name before
                above.stream()
                        .map(Finding::claim)
                        .filter(other -> model.ratio(other.right())
                                .filter(ratio -> ratio.wrt() == gradient.variable())
                                .isPresent())
                        .forEach(other -> other.symbol().ifPresent(names::add));
            }
        }
    }

    private static boolean isRow(Finding finding, Model model, Map<String, Node> names) {
        Node said = finding.claimed();
        return said != null
                && said.rank() == 1
                && finding.claim().symbol().isPresent()
                && ExpressionReader.of(model, names).isRow(finding.claim().right());
    }

    /** A line with each row as the transpose of a vector. */
    Claim turned(Claim claim) {
        return names.isEmpty() ? claim : claim.reading(this::turned);
    }

    /** A formula with each row as the transpose of a vector, and back. */
    Expr turned(Expr formula) {
        IdentityHashMap<Expr, Expr> whole = new IdentityHashMap<>();
        for (Expr part : formula.parts()) {
            if (part instanceof Expr.Transpose transpose && isRow(transpose.operand())) {
                whole.put(part, transpose.operand());
            } else if (isRow(part)) {
                whole.put(part, new Expr.Transpose(part, part.span()));
            }
        }
        return whole.isEmpty() ? formula : Renaming.folded(formula, whole);
    }

    private boolean isRow(Expr part) {
        String name = part instanceof Expr.Name plain
                ? plain.id()
                : part instanceof Expr.Binary ratio
                                && ratio.right() instanceof Expr.Name below
                                && model.ratio(part).isPresent()
                        ? below.id()
                        : "";
        return names.contains(name);
    }

    /**
     * What was found where rows are rows, if that makes lines right and none wrong.
     *
     * @param usual what was found where every name is a column
     * @param other the same lines with rows as rows
     */
    static List<Finding> kept(Model model, List<Finding> usual, Supplier<List<Finding>> other) {
        if (usual.stream().allMatch(Finding::isSound)
                || usual.stream().noneMatch(finding -> isRow(finding, model, finding.names()))) {
            return usual;
        }
        List<Finding> rows = other.get();
        boolean mixed = false;
        for (int i = 0; i < usual.size(); i++) {
            mixed |= usual.get(i).isSound() && !rows.get(i).isSound();
        }
        List<Finding> kept = new ArrayList<>();
        for (int i = 0; i < usual.size(); i++) {
            Finding finding = rows.get(i);
            boolean better = finding.isSound() && !usual.get(i).isSound();
            if (mixed) {
                kept.add(better ? unknown(usual.get(i)) : usual.get(i));
            } else {
                kept.add(
                        better && finding.understood().rows().isPresent()
                                ? finding.understood(finding.understood().with(say("read so: {0}", SENTENCE)))
                                : finding);
            }
        }
        return kept;
    }

    private static Finding unknown(Finding finding) {
        return new Finding(
                finding.claim(),
                Verdict.UNDECIDED,
                null,
                finding.ideal(),
                finding.names(),
                Optional.of(new ComparisonAtPoints(
                        ComparisonAtPoints.Outcome.UNKNOWN,
                        0,
                        Double.NaN,
                        Optional.empty(),
                        say("what it uses is a row here and a column in other lines"))),
                OptionalInt.empty(),
                Optional.empty(),
                finding.cites(),
                Optional.empty());
    }
}
