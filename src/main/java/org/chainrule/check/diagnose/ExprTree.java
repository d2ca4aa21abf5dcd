package org.chainrule.check.diagnose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.jspecify.annotations.Nullable;

/** The places of an expression, from the root down, and expressions with one place replaced. */
final class ExprTree {
    private final List<Place> places = new ArrayList<>();
    private final int size;

    /**
     * A subexpression where it stands.
     *
     * @param parent where it is an operand; null for the root
     * @param slot which child of the parent it is
     */
    record Place(Expr expr, @Nullable Place parent, int slot) {
        /** True for the whole expression. */
        boolean isRoot() {
            return parent == null;
        }

        /** What it is an operand of. */
        Optional<Expr> above() {
            return parent == null ? Optional.empty() : Optional.of(parent.expr);
        }

        /** Whether it is an operand of one of some operators. */
        boolean isOperandOf(BinaryOp... ops) {
            return above().filter(
                            up -> up instanceof Expr.Binary b && List.of(ops).contains(b.op()))
                    .isPresent();
        }

        /** Whether it is an operand of a sum or a difference. */
        boolean isTerm() {
            return isOperandOf(BinaryOp.ADD, BinaryOp.SUBTRACT);
        }

        /** Whether it is an argument of one of some functions. */
        boolean isArgumentOf(String... functions) {
            return above().filter(up -> Arrays.stream(functions).anyMatch(f -> ExprParts.isCall(up, f)))
                    .isPresent();
        }

        /** Whether it is transposed. */
        boolean isTransposed() {
            return above().flatMap(ExprParts::transposed).isPresent();
        }

        /** The whole expression with another in this place. */
        Expr with(Expr replacement) {
            Expr result = replacement;
            for (Place at = this; at.parent != null; at = at.parent) {
                result = withChild(at.parent.expr, at.slot, result);
            }
            return result;
        }
    }

    private ExprTree(Expr root, int limit) {
        Deque<Place> todo = new ArrayDeque<>();
        todo.add(new Place(root, null, 0));
        while (!todo.isEmpty() && places.size() < limit) {
            Place place = todo.removeFirst();
            places.add(place);
            List<Expr> operands = operands(place.expr);
            for (int i = 0; i < operands.size(); i++) {
                todo.addLast(new Place(operands.get(i), place, i));
            }
        }
        this.size = root.parts().size();
    }

    /** The places of an expression that hold values, level by level, at most {@code limit} of them. */
    static ExprTree of(Expr root, int limit) {
        return new ExprTree(root, limit);
    }

    /** The places, the root first. */
    List<Place> places() {
        return places;
    }

    /** How many parts the expression has, listed or not. */
    int size() {
        return size;
    }

    /** The places along the first operands of products, quotients and signs, the root first. */
    static List<Place> spine(Expr root) {
        List<Place> spine = new ArrayList<>();
        for (Place at = new Place(root, null, 0);
                ;
                at = new Place(operands(at.expr).get(0), at, 0)) {
            spine.add(at);
            boolean goesOn = at.expr instanceof Expr.Negate
                    || (at.expr instanceof Expr.Binary b && (b.op().isProduct() || b.op() == BinaryOp.DIVIDE));
            if (!goesOn) {
                return spine;
            }
        }
    }

    /** The children that hold values: not axes, flags and positions. */
    static List<Expr> operands(Expr expr) {
        if (expr instanceof Expr.Call call) {
            return call.arguments();
        }
        return expr instanceof Expr.Index index ? List.of(index.operand()) : expr.children();
    }

    private static Expr withChild(Expr expr, int slot, Expr child) {
        // The operands come first among the children.
        List<Expr> children = new ArrayList<>(expr.children());
        children.set(slot, child);
        return Renaming.with(expr, children);
    }

    /** An expression with every name of one spelling replaced; the same object where there is none. */
    static Expr renamed(Expr root, String from, Expr to) {
        return Renaming.rewritten(
                root, part -> part instanceof Expr.Name name && name.id().equals(from) ? to : part);
    }

    /** Whether a function is called within the first places of an expression. */
    static boolean calls(Expr root, String function, int places) {
        return of(root, places).places.stream().anyMatch(place -> ExprParts.isCall(place.expr, function));
    }
}
