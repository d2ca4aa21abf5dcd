package org.chainrule.notation.model;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/**
 * The statements of the programs of a derivation, each with something else in its place, and what the programs give then.
 */
public interface ProgramRepairs {
    /** Whether a formula only gives what others have made, in another shape or in part, or adds it up. */
    static boolean handsOn(Expr value) {
        Expr base = value;
        while (base instanceof Expr.Transpose
                || base instanceof Expr.Negate
                || base instanceof Expr.Index
                || (base instanceof Expr.Call call
                        && Set.of("reshape", "transpose", "squeeze", "expand_dims", "flatten", "broadcast_to")
                                .contains(call.function()))) {
            base = base.children().get(0);
        }
        return base instanceof Expr.Name
                || (base instanceof Expr.Binary sum
                        && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUBTRACT)
                        && handsOn(sum.left())
                        && handsOn(sum.right()));
    }

    /**
     * One change of a program.
     *
     * @param span the statement that is changed
     * @param wrong what is written there
     * @param right what may be meant; empty where it is only known that what is written there is wrong
     * @param at where that stands
     * @param whole the right-hand side with it; empty where something else is changed
     * @param mended the names whose values it puts right
     */
    record Repair(Span span, String wrong, String right, int at, Optional<String> whole, Set<String> mended) {}

    /** What the names of the notation stand for at the end of a program. */
    interface Found {
        /** The graph of a name, if it has one. */
        Optional<Node> find(String name);
    }

    /** Whether a part of the programs is carried out more than once, or elsewhere than it is written. */
    boolean hasRounds();

    /** Whether what stands in a line is carried out in the rounds of a loop, or calls a function of the program. */
    boolean isInLoop(int line);

    /**
     * The first repair that is accepted, of those that cost least, and of these in statements that are carried out once.
     *
     * @param wrong the names whose values are wrong: a statement that one of them does not depend on is not to blame
     * @param right the names whose values are right: a statement that they depend on is hardly to blame
     * @param lines the lines that are found to be wrong, which are to blame before others
     * @param same whether two arrays have the same values
     * @param accepted whether names that were wrong are right now, and those that are right still are
     */
    Optional<Repair> first(
            Set<String> wrong,
            Set<String> right,
            Set<Integer> lines,
            BiPredicate<Node, Node> same,
            BiPredicate<Set<String>, Found> accepted);
}
