package org.chainrule.check.diagnose;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/** Which shapes of a line do not fit, for a line that no small change mends. */
final class ShapeMismatch {
    private final Vocabulary lexicon;

    ShapeMismatch(Vocabulary lexicon) {
        this.lexicon = lexicon;
    }

    /** What does not fit, if it is the shapes. */
    Optional<Message> of(Expr claim, Node truth) {
        Optional<Node> whole = lexicon.resolve(claim);
        if (whole.isPresent()) {
            return whole.get().shape().sameShape(truth.shape())
                    ? Optional.empty()
                    : Optional.of(say(
                            "it has shape {0}, and should have shape {1}",
                            whole.get().shape(), truth.shape()));
        }
        for (Expr part : claim.parts()) {
            if (part instanceof Expr.Binary binary && lexicon.resolve(part).isEmpty()) {
                Optional<Node> left = lexicon.resolve(binary.left());
                Optional<Node> right = lexicon.resolve(binary.right());
                if (left.isPresent() && right.isPresent()) {
                    Message shapes = say(
                            "`{0}` has shape {1}, and `{2}` has shape {3}",
                            Candidate.text(binary.left()),
                            left.get().shape(),
                            Candidate.text(binary.right()),
                            right.get().shape());
                    return Optional.of(transposed(binary)
                            .<Message>map(fits -> say("{0}; `{1}` would fit", shapes, Candidate.text(fits)))
                            .orElse(shapes));
                }
            }
        }
        return Optional.empty();
    }

    /** The operation with one operand transposed, or both, if it can be computed so. */
    private Optional<Expr> transposed(Expr.Binary binary) {
        Expr left = turned(binary.left());
        Expr right = turned(binary.right());
        return List.of(
                        ExprParts.binary(binary.op(), left, binary.right()),
                        ExprParts.binary(binary.op(), binary.left(), right),
                        ExprParts.binary(binary.op(), left, right))
                .stream()
                .filter(fits -> lexicon.resolve(fits).isPresent())
                .findFirst();
    }

    private static Expr turned(Expr operand) {
        return operand instanceof Expr.Transpose transpose
                ? transpose.operand()
                : new Expr.Transpose(operand, Span.NONE);
    }
}
