package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.SymmetricDerivative;
import org.chainrule.notation.syntax.Expr;

/** What a line about a derivative may speak of under another convention than that of {@code grad}. */
final class TruthReadings {
    /** What the user is told of a constant that is left out. */
    static final String SMALL_CONSTANT =
            Message.english("right for {0} = 0: the model adds it, and the derivation leaves it out");

    /** What the user is told of derivatives of columns. */
    static final String VEC =
            Message.english("∂vec(F)/∂vec(X) has a row for each entry of X, as some books lay it out");

    /** What the user is told of the derivative of a row. */
    static final String ROW = Message.english("∂yᵀ/∂x has a column for each entry of y");

    private final Model model;
    private final Claim claim;

    TruthReadings(Model model, Claim claim) {
        this.model = model;
        this.claim = claim;
    }

    /**
     * Two sides under a convention.
     *
     * @param name a stable name
     * @param sentence what the user is told
     */
    record Sides(String name, Node truth, Node right, Message sentence) {}

    /** Both sides under each other convention that applies. */
    List<Sides> of(Node truth, Node right) {
        List<Sides> sides = new ArrayList<>();
        boolean vec = claim.subject() instanceof Side side
                && model.source().text(side.left().span()).startsWith("vecderivative");
        if (vec && truth.rank() == 2) {
            sides.add(new Sides("vec", Transpose.matrix(truth), right, say(VEC)));
        }
        if (!isOfDerivative()) {
            return sides;
        }
        if (variable().filter(SymmetricDerivative::isBy).isPresent()
                && truth.shape().sameShape(right.shape())) {
            for (SymmetricDerivative other : SymmetricDerivative.OTHERS) {
                sides.add(new Sides(other.name(), other.of().apply(truth), right, other.sentence()));
            }
        }
        if (truth.rank() == 2 && isOfRow()) {
            sides.add(new Sides("derivative_of_row", Transpose.matrix(truth), right, say(ROW)));
        }
        SmallConstants constants = new SmallConstants(model);
        if (!constants.isMentioned(claim.right())) {
            Node limit = constants.without(truth);
            if (limit != truth) {
                sides.add(new Sides(
                        "small_constant", limit, constants.without(right), say(SMALL_CONSTANT, constants.written())));
            }
        }
        return sides;
    }

    private boolean isOfDerivative() {
        return claim.subject() instanceof RatioOf || variable().isPresent();
    }

    /** Whether a row is differentiated, {@code ∂(X w)ᵀ} or {@code ∂(wᵀ Xᵀ)}. */
    private boolean isOfRow() {
        if (!(claim.subject() instanceof Side side)
                || model.ratio(side.left())
                        .filter(ratio -> !ratio.of().isScalar() && ratio.wrt().rank() == 1)
                        .isEmpty()) {
            return false;
        }
        Expr above = side.left().children().get(0);
        if (!(above instanceof Expr.Call call && call.arguments().size() == 1)) {
            return false;
        }
        Expr first = call.arguments().get(0);
        while (first instanceof Expr.Binary product && product.op().isProduct()) {
            first = product.left();
        }
        return first instanceof Expr.Transpose row
                && resolved(row.operand()).filter(node -> node.rank() == 1).isPresent();
    }

    /** By what a line differentiates, if it speaks of the derivative of a number. */
    private Optional<Node> variable() {
        if (claim.subject() instanceof GradientOf gradient) {
            return Optional.of(gradient.variable());
        }
        if (!(claim.subject() instanceof Side side)) {
            return Optional.empty();
        }
        boolean called = side.left() instanceof Expr.Call call
                && call.function().equals("grad")
                && call.arguments().size() == 2;
        return called
                ? resolved(((Expr.Call) side.left()).arguments().get(1))
                : model.ratio(side.left()).map(Model.Ratio::wrt);
    }

    private Optional<Node> resolved(Expr variable) {
        try {
            return Optional.of(model.resolve(variable, Map.of()));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
