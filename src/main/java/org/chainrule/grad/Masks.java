package org.chainrule.grad;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Pages;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Shape;

/**
 * Keeps zero times infinity out of a sweep. Below a {@code where}, a slice, a maximum, the cotangent of what is not picked is
 * zero, but zero times an infinite local derivative is NaN. So for every node that only reaches the result through such
 * choices, the mask of entries that count is carried down the sweep, and contributions are masked again.
 *
 * <p>Below a {@code where}, which users write to keep such values out, all of them are; below other ops that
 * {@linkplain Op#selects select}, those that can bring in something that is not finite when leaves and constants are finite.
 */
final class Masks {
    /** By position: not 0 where the node counts; null when unmasked, not yet reached, or not needed. */
    private final Pages<Node> masks;
    /** By position: reached by an unmasked path, so that every entry counts. */
    private final boolean[] open;
    /** By position: below a {@code where}. */
    private final boolean[] strict;
    /** By position: whether the value is finite when leaves are. */
    private final boolean[] finite;
    /** By position: whether what is below may need a mask. */
    private final boolean[] needed;

    Masks(Walk walk, boolean[] relevant) {
        int size = walk.size();
        this.masks = new Pages<>(size);
        this.open = new boolean[size];
        this.strict = new boolean[size];
        this.finite = new boolean[size];
        this.needed = new boolean[size];
        this.open[size - 1] = true;
        for (int i = 0; i < size; i++) {
            Node node = walk.node(i);
            boolean stays = node.inputs().isEmpty()
                    ? node.constantScalar().filter(c -> !Double.isFinite(c)).isEmpty()
                    : node.op().staysFinite();
            boolean need = false;
            for (int k = 0; k < node.inputs().size(); k++) {
                int j = walk.input(i, k);
                stays &= finite[j];
                need |= needed[j];
            }
            finite[i] = stays;
            needed[i] = need || (relevant[i] && !stays && !node.inputs().isEmpty());
        }
    }

    /**
     * The contribution of node {@code i} to its input {@code k} at position {@code j}, masked if need be; remembers the
     * mask for the input.
     */
    Node apply(Node contribution, int i, int k, Node z, int j) {
        Node mask = open[i] ? null : masks.get(i);
        boolean chosen = z.op() instanceof Where || z.op() instanceof Masked;
        if (chosen) {
            Node side = z.op() instanceof Masked ? z.input(0) : side(z.input(0), k);
            strict[j] = true;
            remember(j, MaskRule.ELEMENTWISE.input(mask == null ? side : side.times(mask), k, z));
            return contribution;
        }
        strict[j] |= strict[i] && mask != null;
        if (z.op().selects() && (needed[j] || strict[j])) {
            Node all = Fill.with(1, z.shape());
            Node picked = selected(mask == null ? all : Broadcast.to(mask, z.shape()), k, z);
            if (mask == null || !(strict[i] || !finite[i])) {
                remember(j, picked);
                return contribution;
            }
            // What is not asked for may be NaN, which equals nothing, and then nothing is picked.
            Node counts = z.op().maskRule().input(mask, k, z);
            remember(j, picked.times(counts));
            return z.op().maskRule() == MaskRule.LINEAR ? contribution : Masked.of(counts, contribution);
        }
        if (mask == null) {
            open[j] = true;
            masks.set(j, null);
            return contribution;
        }
        boolean masked = strict[i] || !finite[i];
        if (!masked && !needed[j]) {
            open[j] = true;
            masks.set(j, null);
            return contribution;
        }
        Node below = z.op().maskRule().input(mask, k, z);
        remember(j, below);
        // Only an elementwise op gives a contribution that the mask of its result must broadcast with.
        boolean entrywise = z.op().maskRule() == MaskRule.ELEMENTWISE && broadcasts(mask, contribution);
        Node guard = entrywise ? mask : below;
        return z.op().maskRule() == MaskRule.LINEAR || !masked ? contribution : Masked.of(guard, contribution);
    }

    /** Not 0 where entries of an input are picked by results that count. */
    private static Node selected(Node mask, int k, Node z) {
        Node picked =
                Broadcast.undo(z.op().vjp(k, mask, z, z.inputs()), z.input(k).shape());
        return Node.of(Comparison.NOT_EQUAL, picked, Node.constant(0));
    }

    /** The inputs of node {@code i} as its vjp may see them. */
    List<Node> inputs(int i, Node z) {
        Node mask = open[i] ? null : masks.get(i);
        if (mask == null || !z.op().maskRule().clearsInputs() || !(strict[i] || !finite[i])) {
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
