package org.chainrule.check.diagnose;

import static org.chainrule.message.Message.say;

import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** Which shapes of a line do not fit, for a line that no small change mends. */
record ShapeMismatch(Vocabulary vocabulary) {
    /** What does not fit, if it is the shapes. */
    Optional<Message> of(Expr claim, Node truth) {
        Optional<Shape> whole = shape(claim);
        if (whole.isPresent()) {
            return whole.filter(shape -> !shape.sameShape(truth.shape()))
                    .map(shape -> say("it has shape {0}, and should have shape {1}", shape, truth.shape()));
        }
        for (Expr part : claim.parts()) {
            if (part instanceof Expr.Binary binary && shape(part).isEmpty()) {
                Optional<Shape> left = shape(binary.left());
                Optional<Shape> right = shape(binary.right());
                if (left.isPresent() && right.isPresent()) {
                    Message shapes = say(
                            "`{0}` has shape {1}, and `{2}` has shape {3}",
                            Candidate.text(binary.left()), left.get(), Candidate.text(binary.right()), right.get());
                    return Optional.of(transposed(binary)
                            .map(fits -> say("{0}; `{1}` would fit", shapes, Candidate.text(fits)))
                            .orElse(shapes));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Shape> shape(Expr e) {
        return vocabulary.resolve(e).map(Node::shape);
    }

    /** The operation with one operand transposed, or both, if it can be computed so. */
    private Optional<Expr> transposed(Expr.Binary binary) {
        Expr left = ExprParts.transpose(binary.left());
        Expr right = ExprParts.transpose(binary.right());
        return Stream.of(
                        ExprParts.binary(binary.op(), left, binary.right()),
                        ExprParts.binary(binary.op(), binary.left(), right),
                        ExprParts.binary(binary.op(), left, right))
                .filter(fits -> shape(fits).isPresent())
                .findFirst();
    }
}
