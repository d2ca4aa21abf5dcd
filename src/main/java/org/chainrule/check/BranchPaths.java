package org.chainrule.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Tensor;

/**
 * Which sides of switches have to come together for a switch to count: {@code where(a > 0, (b > 0)*c, c)} needs a &gt; 0 for the
 * two sides of b. Ways are alternatives, each some sides.
 */
final class BranchPaths {
    private static final int MOST_WAYS = 4;
    private static final int MOST_SIDES = 8;
    /** How often a node that is used in several places is looked at. */
    private static final int MOST_VISITS = 3;

    private static final List<Set<Side>> ALWAYS = List.of(Set.of());

    private final NodeMap<List<Set<Side>>> nonzero = new NodeMap<>();
    private final NodeMap<List<Set<Side>>> zero = new NodeMap<>();

    BranchPaths(List<Node> formulas) {
        for (Node node : Walk.from(formulas).nodes()) {
            nonzero.put(node, nonzero(node));
            zero.put(node, zero(node));
        }
    }

    /** How a formula can be other than 0. */
    List<Set<Side>> toValue(Node formula) {
        return nonzero.at(formula);
    }

    /** How both sides of the switches of a formula can count. */
    Set<Set<Side>> in(Node formula) {
        record Place(Node node, List<Set<Side>> ways) {}
        Set<Set<Side>> found = new LinkedHashSet<>();
        NodeMap<Integer> visits = new NodeMap<>();
        Deque<Place> open = new ArrayDeque<>(List.of(new Place(formula, ALWAYS)));
        while (!open.isEmpty()) {
            Place place = open.remove();
            Node node = place.node();
            visits.merge(node, 1, Integer::sum);
            if (visits.at(node) > MOST_VISITS) {
                continue;
            }
            if (!(node.op() instanceof Where)) {
                for (Switch each : node.op().switches(node.inputs())) {
                    for (boolean on : new boolean[] {true, false}) {
                        found.addAll(both(place.ways(), List.of(Set.of(new Side(each, on)))));
                    }
                }
            }
            for (int k = 0; k < node.inputs().size(); k++) {
                open.add(new Place(node.input(k), both(place.ways(), beside(node, k))));
            }
        }
        return found;
    }

    /** What has to hold beside an input so that it counts. */
    private List<Set<Side>> beside(Node node, int input) {
        if (node.op() instanceof Where) {
            Node condition = node.input(0);
            return input == 0 ? ALWAYS : input == 1 ? nonzero.at(condition) : zero.at(condition);
        }
        List<Set<Side>> ways = ALWAYS;
        for (int k = 0; isProduct(node) && k < node.inputs().size(); k++) {
            ways = k == input ? ways : both(ways, nonzero.at(node.input(k)));
        }
        return ways;
    }

    private static boolean isProduct(Node node) {
        return node.op() == Arithmetic.MUL || node.contraction().isPresent();
    }

    private List<Set<Side>> nonzero(Node node) {
        if (node.op() instanceof Where) {
            List<Set<Side>> ways = new ArrayList<>(both(nonzero.at(node.input(0)), nonzero.at(node.input(1))));
            ways.addAll(both(zero.at(node.input(0)), nonzero.at(node.input(2))));
            return ways.contains(Set.<Side>of()) ? ALWAYS : few(ways);
        }
        if (isProduct(node)) {
            return beside(node, -1);
        }
        return where(node, false)
                .map(side -> List.of(Set.of(side)))
                .orElseGet(() -> staysZero(node) ? nonzero.at(node.input(0)) : ALWAYS);
    }

    private List<Set<Side>> zero(Node node) {
        List<Set<Side>> ways = new ArrayList<>();
        if (isProduct(node)) {
            node.inputs().stream()
                    .map(zero::at)
                    .filter(each -> !each.equals(ALWAYS))
                    .forEach(ways::addAll);
        }
        where(node, true).ifPresent(side -> ways.add(Set.of(side)));
        return ways.isEmpty() ? ALWAYS : few(ways);
    }

    private static boolean staysZero(Node node) {
        return node.op() == Arithmetic.DIV
                || (node.inputs().size() == 1
                        && node.op() instanceof Elementwise f
                        && f.function().applyAsDouble(0, 0) == 0);
    }

    /** The side of its switch on which a node is 0, or is not, if it is 0 on one. */
    private static Optional<Side> where(Node node, boolean isZero) {
        if (node.isLeaf() && Line.isWhole(node)) {
            return Optional.of(new Side(Switch.equal(node, Node.constant(0)), isZero));
        }
        List<Switch> own = node.op() instanceof Elementwise ? node.op().switches(node.inputs()) : List.of();
        if (own.size() != 1) {
            return Optional.empty();
        }
        Side on = new Side(own.get(0), true);
        if (!Comparison.symbol(node.op()).isEmpty()) {
            return Optional.of((node.op() == Comparison.NOT_EQUAL) == isZero ? on : on.other());
        }
        boolean below = valueBeside(node, -1) == 0;
        boolean above = valueBeside(node, 1) == 0;
        if (below == above) {
            return Optional.empty();
        }
        boolean isLeft = node.inputs().indexOf(own.get(0).left()) >= 0
                && !(own.get(0).left().op() instanceof Constant);
        return Optional.of((above == isLeft) == isZero ? on : on.other());
    }

    /** What an op of one argument that is no number is beside the number it is compared with, or beside 0. */
    private static double valueBeside(Node node, double step) {
        double[] constants = node.inputs().stream()
                .mapToDouble(input -> input.constantScalar().orElse(Double.NaN))
                .toArray();
        double threshold = IntStream.range(0, constants.length)
                .mapToDouble(k -> constants[k])
                .filter(x -> !Double.isNaN(x))
                .findFirst()
                .orElse(0);
        List<Tensor> at = IntStream.range(0, constants.length)
                .mapToObj(k -> Tensor.scalar(Double.isNaN(constants[k]) ? threshold + step : constants[k]))
                .toList();
        return node.op().eval(at).at(0);
    }

    /** Each way of the one together with each of the other, unless they contradict each other. */
    static List<Set<Side>> both(List<Set<Side>> some, List<Set<Side>> others) {
        List<Set<Side>> ways = new ArrayList<>();
        for (Set<Side> one : some) {
            for (Set<Side> other : others) {
                Set<Side> way = new LinkedHashSet<>(one);
                way.addAll(other);
                if (way.size() <= MOST_SIDES && isPossible(way)) {
                    ways.add(Collections.unmodifiableSet(way));
                }
            }
        }
        return few(ways);
    }

    private static boolean isPossible(Set<Side> way) {
        return way.stream().noneMatch(side -> way.stream().anyMatch(side::excludes));
    }

    private static List<Set<Side>> few(List<Set<Side>> ways) {
        return ways.stream().distinct().limit(MOST_WAYS).toList();
    }
}
