package org.chainrule.check.diagnose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Expr.At;
import org.chainrule.notation.syntax.Expr.IndexItem;
import org.chainrule.notation.syntax.Expr.Slice;
import org.jspecify.annotations.Nullable;

/** The places of an expression, from the root down, and expressions with one place replaced. */
final class Tree {
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

        /** The whole expression with another in this place. */
        Expr with(Expr replacement) {
            Expr result = replacement;
            for (Place at = this; at.parent != null; at = at.parent) {
                result = withChild(at.parent.expr, at.slot, result);
            }
            return result;
        }
    }

    private Tree(Expr root, int limit) {
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
        int more = 0;
        while (!todo.isEmpty()) {
            more++;
            for (Expr operand : operands(todo.removeFirst().expr)) {
                todo.addLast(new Place(operand, null, 0));
            }
        }
        this.size = places.size() + more;
    }

    /** The places of an expression that hold values, level by level, at most {@code limit} of them. */
    static Tree of(Expr root, int limit) {
        return new Tree(root, limit);
    }

    /** The places, the root first. */
    List<Place> places() {
        return places;
    }

    /** How many places there are, listed or not. */
    int size() {
        return size;
    }

    /** The children that hold values: not axes, flags and positions. */
    static List<Expr> operands(Expr expr) {
        if (expr instanceof Expr.Call call) {
            return call.arguments();
        }
        return expr instanceof Expr.Index index ? List.of(index.operand()) : expr.children();
    }

    /** An expression with one of its operands replaced. */
    static Expr withChild(Expr expr, int slot, Expr child) {
        if (expr instanceof Expr.Negate negate) {
            return new Expr.Negate(child, negate.span());
        } else if (expr instanceof Expr.Transpose transpose) {
            return new Expr.Transpose(child, transpose.span());
        } else if (expr instanceof Expr.Binary binary) {
            return slot == 0
                    ? new Expr.Binary(binary.op(), child, binary.right(), binary.span())
                    : new Expr.Binary(binary.op(), binary.left(), child, binary.span());
        } else if (expr instanceof Expr.Call call) {
            return new Expr.Call(
                    call.function(),
                    call.functionSpan(),
                    replaced(call.arguments(), slot, child),
                    call.keywords(),
                    call.span());
        } else if (expr instanceof Expr.ListOf list) {
            return new Expr.ListOf(replaced(list.items(), slot, child), list.span());
        } else if (expr instanceof Expr.Index index) {
            return new Expr.Index(child, index.items(), index.span());
        }
        throw new IllegalArgumentException("no operand " + slot + " in " + expr);
    }

    private static List<Expr> replaced(List<Expr> items, int slot, Expr child) {
        List<Expr> copy = new ArrayList<>(items);
        copy.set(slot, child);
        return copy;
    }

    /** An expression with every name of one spelling replaced; the same object where there is none. */
    static Expr renamed(Expr root, String from, Expr to) {
        // A subtree is rebuilt when the last of its children is.
        record Step(Expr expr, boolean ready) {}
        Deque<Step> todo = new ArrayDeque<>();
        Deque<Expr> done = new ArrayDeque<>();
        todo.push(new Step(root, false));
        while (!todo.isEmpty()) {
            Step step = todo.pop();
            List<Expr> operands = operands(step.expr);
            if (step.ready) {
                Expr rebuilt = step.expr;
                for (int i = operands.size() - 1; i >= 0; i--) {
                    Expr child = done.pop();
                    rebuilt = child == operands.get(i) ? rebuilt : withChild(rebuilt, i, child);
                }
                done.push(rebuilt);
            } else if (operands.isEmpty()) {
                done.push(step.expr instanceof Expr.Name name && name.id().equals(from) ? to : step.expr);
            } else {
                todo.push(new Step(step.expr, true));
                for (int i = operands.size() - 1; i >= 0; i--) {
                    todo.push(new Step(operands.get(i), false));
                }
            }
        }
        return done.pop();
    }

    /** An index item with another expression in it. */
    static List<IndexItem> withItem(List<IndexItem> items, int i, Expr index) {
        List<IndexItem> copy = new ArrayList<>(items);
        copy.set(
                i,
                items.get(i) instanceof Slice slice
                        ? new Slice(Optional.of(index), slice.stop(), slice.step())
                        : new At(index));
        return copy;
    }
}
