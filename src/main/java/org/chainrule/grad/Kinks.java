package org.chainrule.grad;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Kink;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.SlopeOps;
import org.chainrule.ops.Trigonometry;
import org.jspecify.annotations.Nullable;

/**
 * The kinks a sweep has passed: signs, steps and comparisons whose slope it took as 0, choices by a comparison, and roots it
 * divided by. A sweep over a function meets the kinks of its users, a sweep over a derivative those that {@code |x|}, relu
 * and norms leave there. Whether the derivative is another one on the other side is seen when it is evaluated.
 *
 * <p>The first derivative of an op with a kink has a convention that its documentation states, that of a {@code where} is that
 * of the side taken; a further one has none. So they count in a derivative only.
 */
final class Kinks {
    private final Walk walk;
    private final Node function;
    /** Those that jump at each position. */
    private final Map<Integer, List<Switch>> passed = new LinkedHashMap<>();
    /** By position: part of a derivative; null before it is asked for. */
    private boolean @Nullable [] derived;

    Kinks(Walk walk, Node function) {
        this.walk = walk;
        this.function = function;
    }

    /** Whether a derivative by an input is a convention where a root is 0. */
    private static boolean dividesByRoot(Node z, int k) {
        return z.op() == SlopeOps.HYPOT || (z.op() == Guarded.DIV_NO_NAN && k == 1);
    }

    /** Remembers a node whose derivative by an input was taken, if there are places where it has none. */
    void pass(int i, Node z, int k) {
        if (passed.containsKey(i)) {
            return;
        }
        boolean stated = z.op().smoothness(k).isSmooth() || z.op() instanceof Where;
        List<Switch> jumps = dividesByRoot(z, k) ? root(z) : stated && !isDerived(i) ? List.of() : switches(z);
        if (!jumps.isEmpty()) {
            passed.put(i, jumps);
        }
    }

    /** Remembers a node below a condition, which itself only selects. */
    void passBelow(int i, Node z, int k) {
        if (isDerived(i)) {
            pass(i, z, k);
        }
    }

    private static List<Switch> switches(Node z) {
        Node x = z.input(0);
        if (z.op() == Rounding.SIGN || z.op() == Sigmoids.STEP) {
            return List.of(Switch.above(x, 0));
        }
        if (!z.type().isReal() && x.type().isReal()) {
            return List.of(Switch.equal(x, x));
        }
        // An order has a kink where entries are equal, not where one is the largest.
        boolean compares = z.op() instanceof Where || !Comparison.symbol(z.op()).isEmpty();
        return z.op().switches(z.inputs()).stream()
                .map(each -> compares || each.relation() != Switch.Relation.EQUAL ? each : Switch.equal(x, x))
                .toList();
    }

    private boolean isDerived(int i) {
        if (derived == null) {
            derived = new boolean[walk.size()];
            for (int at = derived.length - 1; at >= 0; at--) {
                derived[at] |= Notes.isDerivative(walk.node(at));
                for (int k = 0; derived[at] && k < walk.node(at).inputs().size(); k++) {
                    derived[walk.input(at, k)] = true;
                }
            }
        }
        return derived[i];
    }

    private static List<Switch> root(Node z) {
        if (z.op() == SlopeOps.HYPOT) {
            return List.of(Switch.above(Trigonometry.HYPOT.of(z.input(0), z.input(1)), 0));
        }
        Node at = z.input(1);
        while (at.op() instanceof ExpandDims || at.op() instanceof Broadcast) {
            at = at.input(0);
        }
        return Roots.isRoot(at) ? List.of(Switch.above(at, 0)) : List.of();
    }

    /** Those that the derivative by a node was taken across. */
    List<Kink> below(Node x) {
        int at = walk.indexOf(x);
        if (passed.isEmpty() || at < 0) {
            return List.of();
        }
        boolean[] dependent = new boolean[walk.size()];
        dependent[at] = true;
        for (int i = at + 1; i < dependent.length; i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                dependent[i] |= dependent[walk.input(i, k)];
            }
        }
        return passed.entrySet().stream()
                .filter(entry -> dependent[entry.getKey()])
                .flatMap(entry -> entry.getValue().stream())
                .map(jump -> new Kink(jump.left(), jump.right(), function, x))
                .distinct()
                .toList();
    }
}
