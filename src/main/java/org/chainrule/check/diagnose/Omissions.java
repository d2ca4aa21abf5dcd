package org.chainrule.check.diagnose;

import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;

/**
 * The other way round: the right formula with one factor or one term left out. It finds what an edit of the wrong line
 * cannot, a part that stands nowhere in it.
 */
record Omissions(Vocabulary vocabulary, Budget budget) {
    /** A formula of more places than this is too long for anyone to have forgotten just one. */
    private static final int LONGEST = 60;

    /**
     * What was left out.
     *
     * @param part the factor, or {@code 1 / d} for a divisor; the term, with its sign
     */
    record Omission(Kind kind, Expr part) {}

    /** What the right formula has and a claim has not, if it is one thing. */
    Optional<Omission> find(Expr formula, Node claim) {
        ExprTree tree = ExprTree.of(formula, LONGEST + 1);
        if (tree.size() > LONGEST) {
            return Optional.empty();
        }
        for (ExprTree.Place place : tree.places()) {
            if (place.parent() == null || !(place.parent().expr() instanceof Expr.Binary operation)) {
                continue;
            }
            boolean right = place.slot() == 1;
            boolean minus = operation.op() == BinaryOp.SUBTRACT;
            Expr rest = right ? operation.left() : minus ? ExprParts.negate(operation.right()) : operation.right();
            Optional<Omission> part = part(operation.op(), place.expr(), right);
            if (part.isPresent()
                    && budget.take(tree.size())
                    && vocabulary
                            .resolve(place.parent().with(rest))
                            .filter(node -> vocabulary.measure().agree(node, claim))
                            .isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    private Optional<Omission> part(BinaryOp op, Expr operand, boolean right) {
        if (ExprParts.isSum(op)) {
            boolean negative = right && op == BinaryOp.SUBTRACT;
            return Optional.of(new Omission(Kind.MISSING_TERM, negative ? ExprParts.negate(operand) : operand));
        }
        if (!op.isProduct() && !(op == BinaryOp.DIVIDE && right)) {
            return Optional.empty();
        }
        boolean varying = vocabulary.resolve(operand).filter(Node::isVariable).isPresent();
        return Optional.of(new Omission(
                varying ? Kind.MISSING_CHAIN_FACTOR : Kind.CONSTANT_FACTOR,
                op == BinaryOp.DIVIDE ? ExprForm.write("1 / a", operand) : operand));
    }
}
