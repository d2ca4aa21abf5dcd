package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.tensor.Tensor;

/**
 * The switches of some expressions: what their ops say of themselves, and for ops that say nothing what the comparisons in
 * their derivative and a look at their jumps say.
 */
final class Switches {
    /** Where a function of one number is looked at: 0, and points of all magnitudes between. */
    private static final double[] GRID = grid();

    private static final int HALVINGS = 60;
    private static final int MOST_JUMPS = 4;
    /** A jump beyond this is a pole, and below that a slope. */
    private static final double POLE = 1e6;

    private static final double SLOPE = 1e-6;

    private final Set<Switch> found = new LinkedHashSet<>();
    private final Set<Op> looked = new LinkedHashSet<>();

    private Switches() {}

    static List<Switch> of(List<Node> roots) {
        Switches switches = new Switches();
        List<Node> derivatives = new ArrayList<>();
        for (Node node : counted(roots)) {
            switches.collect(node, derivatives);
        }
        for (Node node : Walk.from(derivatives).nodes()) {
            switches.found.addAll(node.op().switches(node.inputs()));
        }
        return switches.found.stream()
                .filter(each -> each.left() != each.right())
                .toList();
    }

    /** What some expressions are made of, without what only says which entries of a product count. */
    private static List<Node> counted(List<Node> roots) {
        Walk walk = Walk.from(roots);
        boolean[] counts = new boolean[walk.size()];
        roots.forEach(root -> counts[walk.indexOf(root)] = true);
        List<Node> nodes = new ArrayList<>();
        for (int i = walk.size() - 1; i >= 0; i--) {
            Node node = walk.node(i);
            if (counts[i]) {
                nodes.add(node);
            }
            for (int k = node.op() == Masked.OP ? 1 : 0;
                    counts[i] && k < node.inputs().size();
                    k++) {
                counts[walk.input(i, k)] = true;
            }
        }
        Collections.reverse(nodes);
        return nodes;
    }

    /** Whether an op by itself may have no value on a whole region. */
    static boolean mayLackValues(Node node) {
        return Definedness.mayAsk(node) && (node.op() != Arithmetic.DIV || isFlat(node.input(1)));
    }

    /** Whether a node may be constant, such as 0, on a whole region. */
    static boolean isFlat(Node spread) {
        Node node = Leads.source(spread);
        return !node.inputs().isEmpty()
                && (node.op().smoothness(0).kind() == Smoothness.Kind.FLAT
                        || !node.op().switches(node.inputs()).isEmpty());
    }

    private void collect(Node node, List<Node> derivatives) {
        if (node.inputs().isEmpty()) {
            return;
        }
        List<Switch> own = node.op().switches(node.inputs());
        found.addAll(own);
        if (own.isEmpty() && node.isVariable() && !isKnown(node)) {
            for (int arg = 0; arg < node.inputs().size(); arg++) {
                derivative(node, arg).ifPresent(derivatives::add);
            }
            if (node.op() instanceof Elementwise row && row.arity() == 1) {
                jumps(row).forEach(at -> found.add(Switch.above(node.input(0), at)));
            }
        }
    }

    /** Whether an op says all its switches, or moves and adds entries only. */
    private static boolean isKnown(Node node) {
        Op op = node.op();
        return op.saysSwitches()
                || op.definition(node.inputs()).isPresent()
                || node.contraction().isPresent();
    }

    private static Optional<Node> derivative(Node node, int arg) {
        try {
            return node.op().smoothness(arg).isSmooth()
                    ? Optional.of(node.op().vjp(arg, Node.constant(1).broadcastTo(node.shape()), node, node.inputs()))
                    : Optional.empty();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Where a function of one number jumps, those nearest to 0 first. */
    private List<Double> jumps(Elementwise f) {
        if (!looked.add(f)) {
            return List.of();
        }
        double[] low = Arrays.copyOf(GRID, GRID.length - 1);
        double[] high = Arrays.copyOfRange(GRID, 1, GRID.length);
        for (int i = 0; i < HALVINGS; i++) {
            halve(f, low, high);
        }
        double[] below = values(f, low);
        double[] above = values(f, high);
        return IntStream.range(0, low.length)
                .filter(i -> Math.abs(above[i] - below[i]) > SLOPE && Math.abs(above[i] - below[i]) < POLE)
                .mapToObj(i -> low[i])
                .sorted((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .limit(MOST_JUMPS)
                .toList();
    }

    /** Each interval becomes the half in which the function changes more. */
    private static void halve(Elementwise f, double[] low, double[] high) {
        double[] middle = new double[low.length];
        for (int i = 0; i < low.length; i++) {
            middle[i] = low[i] + (high[i] - low[i]) / 2;
        }
        double[] below = values(f, low);
        double[] between = values(f, middle);
        double[] above = values(f, high);
        for (int i = 0; i < low.length; i++) {
            if (Math.abs(between[i] - below[i]) > Math.abs(above[i] - between[i])) {
                high[i] = middle[i];
            } else {
                low[i] = middle[i];
            }
        }
    }

    private static double[] values(Elementwise f, double[] x) {
        return f.eval(List.of(Tensor.of(x))).toArray();
    }

    private static double[] grid() {
        double[] positive = IntStream.range(-20, 21)
                .mapToDouble(k -> Math.pow(2, k / 2.0) * 1.01)
                .toArray();
        return DoubleStream.concat(DoubleStream.of(positive).map(x -> -x), DoubleStream.of(positive))
                .sorted()
                .toArray();
    }
}
