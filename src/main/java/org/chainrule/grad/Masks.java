package org.chainrule.grad;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pages;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Shape;

/**
 * Keeps {@code where} from leaking. Below a {@code where} the cotangent of the side that is not picked is zero, but zero
 * times an infinite local derivative is NaN. So for every node that only reaches the result through such sides, the mask
 * of entries that count is carried down the sweep, and each contribution is masked again.
 */
final class Masks {
    /** By position: not 0 where the node counts; null when unmasked or not yet reached. */
    private final Pages<Node> masks;
    /** By position: reached by an unmasked path, so that every entry counts. */
    private final boolean[] open;

    Masks(Walk walk) {
        this.masks = new Pages<>(walk.size());
        this.open = new boolean[walk.size()];
        this.open[walk.size() - 1] = true;
    }

    /**
     * The contribution of node {@code i} to its input {@code k} at position {@code j}, masked if need be; remembers the
     * mask for the input.
     */
    Node apply(Node contribution, int i, int k, Node z, int j) {
        Node mask = open[i] ? null : masks.get(i);
        if (z.op() instanceof Where) {
            Node side = side(z.input(0), k);
            remember(j, MaskRule.ELEMENTWISE.input(mask == null ? side : side.times(mask), k, z));
            return contribution;
        }
        if (mask == null) {
            open[j] = true;
            masks.set(j, null);
            return contribution;
        }
        Node below = z.op().maskRule().input(mask, k, z);
        remember(j, below);
        // Only an elementwise op gives a contribution that the mask of its result must broadcast with.
        boolean entrywise = z.op().maskRule() == MaskRule.ELEMENTWISE && broadcasts(mask, contribution);
        Node guard = entrywise ? mask : below;
        return z.op().maskRule() == MaskRule.LINEAR ? contribution : Where.of(guard, contribution, Node.constant(0));
    }

    /** The inputs of node {@code i} as its vjp may see them. */
    List<Node> inputs(int i, Node z) {
        Node mask = open[i] ? null : masks.get(i);
        if (mask == null || !z.op().maskRule().clearsInputs()) {
            return z.inputs();
        }
        List<Node> cleared = new ArrayList<>();
        for (int k = 0; k < z.inputs().size(); k++) {
            Node counts = z.op().maskRule().input(mask, k, z);
            cleared.add(z.op().maskRule().cleared(counts, z.input(k)));
        }
        return cleared;
    }

    private static boolean broadcasts(Node mask, Node to) {
        return Shape.broadcast(mask.shape(), to.shape()).sameShape(to.shape());
    }

    private void remember(int j, Node mask) {
        if (open[j]) {
            return;
        }
        Node known = masks.get(j);
        if (known == null) {
            masks.set(j, mask);
        } else if (areOpposite(known, mask)) {
            open[j] = true;
            masks.set(j, null);
        } else {
            masks.set(j, either(known, mask));
        }
    }

    /** What is not 0 where either of two masks is not. */
    private static Node either(Node a, Node b) {
        if (a == b) {
            return a;
        }
        if (a.op() == Arithmetic.MUL && b.op() == Arithmetic.MUL && a.input(1) == b.input(1)) {
            Node rest = a.input(1);
            if (areOpposite(a.input(0), b.input(0)) && rest.shape().sameShape(a.shape())) {
                return rest;
            }
        }
        // Masks are never negative, so a sum is not 0 where either is not.
        return a.plus(b);
    }

    /** Whether two masks are the two sides of one {@code where}. */
    private static boolean areOpposite(Node a, Node b) {
        boolean picks = a.op() == Comparison.NOT_EQUAL && b.op() == Comparison.EQUAL;
        boolean others = a.op() == Comparison.EQUAL && b.op() == Comparison.NOT_EQUAL;
        return (picks || others) && a.inputs().equals(b.inputs());
    }

    private static Node side(Node condition, int k) {
        Node zero = Node.constant(0);
        return k == 1 ? Node.of(Comparison.NOT_EQUAL, condition, zero) : Comparison.equal(condition, zero);
    }
}
