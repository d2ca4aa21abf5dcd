package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chainrule.explain.IndexTerm.Delta;
import org.chainrule.explain.IndexTerm.Factor;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Dim;

/**
 * Writes a vector-Jacobian product as a sum of terms, and takes from them the Jacobian: a product that is linear in its seed
 * has the entries of the Jacobian beside the entries of the seed.
 */
final class JacobianTerms {
    /** More terms than this say nothing to a reader. */
    private static final int MOST = 24;

    private final Node seed;
    private final List<IndexPosition> rows;
    private final Set<String> columns = new TreeSet<>();
    private final IndexForm form;
    private final NodeMap<Boolean> linear = new NodeMap<>();

    /** Terms whose last factor is an entry that depends on the seed. */
    private final Deque<IndexTerm> open = new ArrayDeque<>();

    /**
     * The terms; empty where the product is made with functions that have no index form.
     *
     * @param pulled the product, of the shape of the variable, and letters for its axes
     * @param seed what it is linear in
     * @param rows a letter for each axis of the seed
     */
    static Optional<List<IndexTerm>> of(EntryAt pulled, Node seed, List<IndexPosition> rows, IndexForm form) {
        return new JacobianTerms(pulled, seed, rows, form).run(pulled);
    }

    private JacobianTerms(EntryAt pulled, Node seed, List<IndexPosition> rows, IndexForm form) {
        this.seed = seed;
        this.rows = rows;
        this.form = form;
        pulled.index().forEach(position -> columns.addAll(position.letters().keySet()));
        markLinear(pulled.node());
    }

    private void markLinear(Node root) {
        for (Node node : Walk.from(List.of(root)).nodes()) {
            if (node == seed || node.inputs().stream().anyMatch(linear::has)) {
                linear.put(node, true);
            }
        }
    }

    private Optional<List<IndexTerm>> run(EntryAt start) {
        List<IndexTerm> terms = new ArrayList<>();
        open.push(IndexTerm.of(start));
        while (!open.isEmpty()) {
            IndexTerm next = open.pop();
            Factor last = next.factors().get(next.factors().size() - 1);
            if (last.at().node() == seed) {
                terms.add(atSeed(next.without(last), last.at()));
            } else if (!isZero(last.at().node()) && !step(next.without(last), last.at())) {
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

    private IndexTerm atSeed(IndexTerm term, EntryAt at) {
        List<Delta> equal = IntStream.range(0, rows.size())
                .filter(axis -> !seed.shape().dim(axis).isOne())
                .mapToObj(axis -> new Delta(rows.get(axis), at.index().get(axis)))
                .toList();
        return term.where(equal).solved(form).solvedFor(columns).reversed();
    }

    /** One op further down to the seed: every term it is a sum of has one factor on the way. */
    private boolean step(IndexTerm before, EntryAt here) {
        List<IndexTerm> terms = terms(here);
        for (int i = terms.size() - 1; i >= 0; i--) {
            // The first operand is to come out first.
            IndexTerm term = terms.get(i);
            List<Factor> onTheWay = term.factors().stream()
                    .filter(factor -> linear.has(factor.at().node()))
                    .toList();
            if (onTheWay.size() == 1 && !onTheWay.get(0).below()) {
                open.push(before.times(term.without(onTheWay.get(0))).times(onTheWay.get(0)));
            } else if (term.factors().stream()
                    .noneMatch(factor -> isZero(factor.at().node()))) {
                return false;
            }
        }
        return !terms.isEmpty();
    }

    /** An entry as a sum of products; empty when it is none. */
    private List<IndexTerm> terms(EntryAt here) {
        Node node = here.node();
        Op op = node.op();
        Optional<Contraction> contraction = node.contraction();
        if (contraction.isPresent()) {
            Dim divisor = contraction.get().divisor();
            Factor below = new Factor(here.of(SizeOf.node(divisor), List.of()), true);
            return IndexTerm.of(contraction.get(), here, form).stream()
                    .map(term -> divisor.isOne() ? term : term.times(below))
                    .toList();
        }
        List<EntryAt> parts =
                op.isElementwise() ? node.inputs().stream().map(here::aligned).toList() : List.of();
        if (op == Arithmetic.ADD || op == Arithmetic.SUB) {
            IndexTerm second = IndexTerm.of(parts.get(1));
            return List.of(IndexTerm.of(parts.get(0)), op == Arithmetic.SUB ? second.negated() : second);
        }
        if (op == Arithmetic.NEG) {
            return List.of(IndexTerm.of(parts.get(0)).negated());
        }
        if (op == Arithmetic.MUL) {
            return List.of(IndexTerm.of(parts.get(0), parts.get(1)));
        }
        if (op == Arithmetic.DIV) {
            return List.of(IndexTerm.of(parts.get(0)).times(new Factor(parts.get(1), true)));
        }
        Optional<Node> simpler = op.definition(node.inputs());
        simpler.ifPresent(this::markLinear);
        return simpler.map(defined -> IndexTerm.of(here.of(defined, here.index()))).stream()
                .toList();
    }
}
