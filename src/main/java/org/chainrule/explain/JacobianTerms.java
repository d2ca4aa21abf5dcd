package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Dim;

/**
 * Writes a vector-Jacobian product as a sum of terms, and takes from them the Jacobian: a product that is linear in its seed
 * has the entries of the Jacobian beside the entries of the seed.
 */
final class JacobianTerms {
    /** More terms than this say nothing to a reader. */
    private static final int MOST = 24;

    private static final Set<String> PRODUCTS = Set.of("einsum", "outer");
    private static final Set<String> MOVES = Set.of("diag_part", "trace");
    private static final String DIAGONAL = "diag_embed";

    private final Node seed;
    private final List<String> rows;
    private final IndexRules rules;
    private final NodeMap<Boolean> linear = new NodeMap<>();
    /** Letters that the rule at hand sums over. */
    private final Map<String, Dim> summed = new LinkedHashMap<>();

    /** Terms whose last factor is an entry that depends on the seed. */
    private final Deque<JacobianTerm> open = new ArrayDeque<>();

    /**
     * The terms; empty where the product is made with functions that have no index form.
     *
     * @param pulled the product, of the shape of the variable
     * @param seed what it is linear in
     * @param rows a letter for each axis of the seed
     * @param columns a letter for each axis of the product
     */
    static Optional<List<JacobianTerm>> of(
            Node pulled, Node seed, List<String> rows, List<String> columns, Set<String> scope, IndexForm form) {
        return new JacobianTerms(pulled, seed, rows, form).run(new EntryAt(pulled, columns, scope));
    }

    private JacobianTerms(Node pulled, Node seed, List<String> rows, IndexForm form) {
        this.seed = seed;
        this.rows = rows;
        this.rules = new IndexRules(new IndexSums.Letters() {
            @Override
            public String fresh(Set<String> scope, Dim size) {
                String letter = form.fresh(scope, size);
                summed.put(letter, size);
                return letter;
            }

            @Override
            public List<String> values(Dim size) {
                return List.of();
            }
        });
        for (Node node : Walk.from(List.of(pulled)).nodes()) {
            if (node == seed || node.inputs().stream().anyMatch(linear::has)) {
                linear.put(node, true);
            }
        }
    }

    private Optional<List<JacobianTerm>> run(EntryAt start) {
        List<JacobianTerm> terms = new ArrayList<>();
        open.push(JacobianTerm.of(start));
        while (!open.isEmpty()) {
            JacobianTerm next = open.pop();
            if (next.last().node() == seed) {
                terms.add(atSeed(next));
            } else if (!isZero(next.last().node()) && !step(next)) {
                return Optional.empty();
            }
            if (terms.size() + open.size() > MOST) {
                return Optional.empty();
            }
        }
        return Optional.of(terms);
    }

    private static boolean isZero(Node node) {
        return node.op() instanceof Fill fill
                ? fill.value() == 0
                : node.constantScalar().filter(value -> value == 0).isPresent();
    }

    private JacobianTerm atSeed(JacobianTerm term) {
        JacobianTerm result = term;
        for (int axis = 0; axis < rows.size(); axis++) {
            if (!seed.shape().dim(axis).isOne()) {
                result = result.where(rows.get(axis), result.last().index().get(axis));
            }
        }
        return result.withoutLast().reversed();
    }

    /** One op further down to the seed. */
    private boolean step(JacobianTerm term) {
        EntryAt here = term.last();
        Op op = here.node().op();
        summed.clear();
        Optional<EntryPlan> plan = linear.has(here.node()) ? rules.plan(here) : Optional.empty();
        if (plan.isEmpty()) {
            return false;
        }
        List<EntryAt> parts = plan.get().parts();
        JacobianTerm before = term.withoutLast().over(summed);
        if (op == Arithmetic.ADD || op == Arithmetic.SUB) {
            // The first operand is to come out first.
            JacobianTerm second = before.times(parts.get(1));
            open.push(op == Arithmetic.SUB ? second.negated() : second);
            open.push(before.times(parts.get(0)));
            return true;
        }
        if (op == Arithmetic.NEG) {
            return push(before.negated().times(parts.get(0)));
        }
        if (op == Arithmetic.DIV) {
            return !linear.has(parts.get(1).node())
                    && push(before.dividedBy(parts.get(1)).times(parts.get(0)));
        }
        if (op == Arithmetic.MUL || op instanceof MatMul || PRODUCTS.contains(op.name())) {
            return product(before, parts);
        }
        if (op instanceof Mean mean) {
            Node count = SizeOf.node(
                    mean.axes().reducedPart(here.node().input(0).shape()).count());
            return push(before.dividedBy(here.of(count, List.of())).times(parts.get(0)));
        }
        if (op.name().equals(DIAGONAL)) {
            List<String> last = IndexSums.tail(here.index(), 2);
            return push(before.times(parts.get(0)).where(last.get(0), last.get(1)));
        }
        boolean moves = op instanceof Sum
                || op instanceof Transpose
                || op instanceof Broadcast
                || op instanceof ExpandDims
                || op instanceof Squeeze
                || op instanceof Reshape
                || MOVES.contains(op.name());
        return moves && push(before.times(parts.get(0)));
    }

    private boolean push(JacobianTerm term) {
        open.push(term);
        return true;
    }

    private boolean product(JacobianTerm before, List<EntryAt> parts) {
        JacobianTerm term = before;
        List<EntryAt> rest = new ArrayList<>();
        for (EntryAt part : parts) {
            if (linear.has(part.node())) {
                rest.add(part);
            } else {
                term = term.times(part);
            }
        }
        return rest.size() == 1 && push(term.times(rest.get(0)));
    }
}
