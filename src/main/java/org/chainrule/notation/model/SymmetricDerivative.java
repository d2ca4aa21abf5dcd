package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.message.Message;
import org.chainrule.ops.Diagonals;
import org.chainrule.tensor.Domain;

/**
 * What books call the derivative by a symmetric matrix, beside the one that {@code grad} prints, in which every entry varies for
 * itself.
 *
 * @param name a stable name
 * @param sentence what the user is told
 * @param example a claim that is right so
 * @param of the derivative, from the one by entries that vary for themselves
 */
public record SymmetricDerivative(String name, Message sentence, String example, UnaryOperator<Node> of) {
    /** The others, in the order in which they are tried. */
    public static final List<SymmetricDerivative> OTHERS = List.of(
            new SymmetricDerivative(
                    "symmetric_part",
                    say(
                            "right where the derivative by a symmetric matrix is the symmetric part, (G + Gᵀ)/2; grad prints G, in "
                                    + "which each entry varies for itself"),
                    "grad(trace(A @ S), S) == (A + A.T)/2",
                    gradient -> gradient.plus(Transpose.reversed(gradient)).over(2)),
            new SymmetricDerivative(
                    "symmetric_entries",
                    say(
                            "right where an entry and its mirror image vary together, as in the Matrix Cookbook: G + Gᵀ − G∘I; "
                                    + "grad prints G, in which each entry varies for itself"),
                    "grad(logdet(S), S) == 2*inv(S) - inv(S)*eye(n)",
                    gradient -> gradient.plus(Transpose.reversed(gradient))
                            .minus(gradient.times(Diagonals.eye(gradient.shape().dim(0))))));

    /** Whether something is declared as a symmetric matrix. */
    public static boolean isBy(Node variable) {
        return variable.rank() == 2
                && variable.op() instanceof Leaf leaf
                && (leaf.domain().kind() == Domain.Kind.SYMMETRIC
                        || leaf.domain().kind() == Domain.Kind.SPD);
    }
}
