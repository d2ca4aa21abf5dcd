package org.chainrule.symbolic.prove;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Expansion;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Unchanged;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.facts.ValueFacts;

/**
 * Which forms may be zero on a whole region, or at some entries always, and not only where variables happen to meet.
 *
 * <p>A form that varies with something that stands nowhere else in it is zero by accident only. Nothing is known of others:
 * labels and rounded numbers stay at one value, x[i] − max(x) is zero for one i, X[i, j] − X[j, i] on the diagonal.
 */
final class ZeroSets {
    /** Primitives of single entries that vary wherever their inputs do. */
    private static final Set<Op> SMOOTH = Set.of(
            Arithmetic.ADD,
            Arithmetic.SUB,
            Arithmetic.MUL,
            Arithmetic.DIV,
            Arithmetic.NEG,
            Powers.POW,
            Powers.SQRT,
            Powers.EXP,
            Powers.LOG,
            Rounding.ABS,
            Trigonometry.SIN,
            Trigonometry.COS,
            Trigonometry.ASIN,
            Trigonometry.ATAN,
            Trigonometry.ATAN2,
            Gaussian.NORMAL_CDF);

    private final AtomTable space;
    private final Map<Node, Boolean> constant = new HashMap<>();
    private final Map<Node, Set<Node>> leaves = new HashMap<>();

    ZeroSets(AtomTable space) {
        this.space = space;
    }

    /** False when the form is known to be zero by accident only. */
    boolean mayBeZero(Form form) {
        return anyStays(form) || !form.isPlain() || mayBeZero(form.plain().numerator());
    }

    private boolean mayBeZero(Polynomial polynomial) {
        if (polynomial.isConstant()) {
            return polynomial.isZero();
        }
        SortedMap<Integer, Set<Node>> variables = new TreeMap<>();
        for (int number : polynomial.atoms()) {
            Set<Node> below = new HashSet<>();
            collect(space.atom(number).base().meaning(), below);
            variables.put(number, below);
        }
        for (int number : variables.keySet()) {
            if (isAlone(number, variables)
                    && !mayBeZero(polynomial.byPowers(number).lastEntry().getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlone(int atom, SortedMap<Integer, Set<Node>> variables) {
        Set<Node> own = variables.getOrDefault(atom, Set.of());
        return !own.isEmpty()
                && variables.entrySet().stream()
                        .allMatch(other -> other.getKey() == atom || Collections.disjoint(own, other.getValue()));
    }

    /** True unless the meaning is known to vary with its variables. */
    private boolean mayStay(Meaning meaning) {
        if (meaning instanceof Meaning.Given given) {
            return constant.computeIfAbsent(given.node(), ZeroSets::mayStayConstant);
        }
        if (meaning instanceof Meaning.Sum sum) {
            return sum.product().stream()
                    .anyMatch(factor -> mayStay(space.atom(factor.atom()).base().meaning()));
        }
        boolean smooth = meaning instanceof Meaning.Function
                || meaning instanceof Meaning.Denominator
                || (meaning instanceof Meaning.Applied applied && SMOOTH.contains(applied.op()));
        if (smooth) {
            return meaning.arguments().stream().anyMatch(this::anyStays);
        }
        // Of another op nothing is known.
        return !(meaning instanceof Meaning.Inverse
                || meaning instanceof Meaning.OfMatrix
                || meaning instanceof Meaning.Size);
    }

    private boolean anyStays(Form form) {
        return form.atoms().stream()
                .anyMatch(number -> mayStay(space.atom(number).base().meaning()));
    }

    /** The inputs and parameters that a meaning is computed from. */
    private void collect(Meaning meaning, Set<Node> found) {
        if (meaning instanceof Meaning.Given given) {
            found.addAll(leaves.computeIfAbsent(given.node(), ZeroSets::leaves));
        } else if (meaning instanceof Meaning.Sum sum) {
            sum.product()
                    .forEach(factor -> collect(space.atom(factor.atom()).base().meaning(), found));
        } else {
            meaning.arguments().forEach(argument -> collect(argument, found));
        }
    }

    private void collect(Form form, Set<Node> found) {
        for (int number : form.atoms()) {
            collect(space.atom(number).base().meaning(), found);
        }
    }

    /** True unless the node is known to vary: labels, rounded and rectified numbers and differences may stay. */
    private static boolean mayStayConstant(Node node) {
        Walk walk = Walk.from(List.of(Expansion.of(node, SMOOTH::contains)));
        boolean[] flat = new boolean[walk.size()];
        for (int i = 0; i < flat.length; i++) {
            Node at = walk.node(i);
            List<Node> inputs = at.inputs();
            boolean all = true;
            boolean any = false;
            for (int k = 0; k < inputs.size(); k++) {
                boolean input = flat[walk.input(i, k)];
                all &= input;
                any |= input && inputs.get(k).isVariable();
            }
            boolean sum = at.op() == Arithmetic.ADD || at.op() == Arithmetic.SUB;
            flat[i] = inputs.isEmpty()
                    ? isLabel(at)
                    : mayStay(at) || (sum ? all || shareLeaves(inputs.get(0), inputs.get(1)) : any);
        }
        return flat[flat.length - 1];
    }

    /** What is in both may cancel: x − max(x) is 0 at one entry always. */
    private static boolean shareLeaves(Node x, Node y) {
        return !Collections.disjoint(leaves(x), leaves(y));
    }

    /** The inputs and parameters below a node. */
    private static Set<Node> leaves(Node node) {
        return node.ancestors().stream().filter(Node::isLeaf).collect(Collectors.toSet());
    }

    /** Whether a node may stay although what it is computed from varies; of an unknown op nothing is known. */
    private static boolean mayStay(Node node) {
        Op op = node.op();
        boolean moves = node.contraction().isPresent() || op instanceof Joining.Concat || op instanceof Unchanged;
        boolean kernel = op == Determinants.DETERMINANT || op instanceof Determinants.LogDet || op == Inverses.INVERSE;
        return !moves && !kernel && !SMOOTH.contains(op);
    }

    private static boolean isLabel(Node node) {
        return !node.isLeaf()
                || !node.type().isReal()
                || ValueFacts.declared(node).whole();
    }
}
