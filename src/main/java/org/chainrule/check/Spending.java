package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Sizes;

/**
 * A budget of operations, and what of it has been spent. Operations are counted from the graph before it runs, never timed, so that
 * what is checked is the same on every machine.
 */
final class Spending {
    /** What handling one array costs beside its entries. */
    private static final long PER_NODE = 1000;
    /** An entry of a depthwise convolution or of a window costs more than one of a product, since no fast product computes it. */
    private static final long FEW_TERMS = 64;

    private static final long SLOW = 8;

    private static final long LEAST_OWED = 100_000_000;

    private final long budget;
    private long spent;

    Spending(long budget) {
        this.budget = budget;
    }

    long budget() {
        return budget;
    }

    long spent() {
        return spent;
    }

    long left() {
        return Math.max(0, budget - spent);
    }

    void spend(long operations) {
        spent += operations;
    }

    boolean affords(long operations) {
        return operations <= left();
    }

    /** Whether twice the budget allows for them: so much may be spent on what is not decided within it, and never very little. */
    boolean owes(long operations) {
        return spent + operations <= 2 * Math.max(budget, LEAST_OWED);
    }

    /** About how many operations it takes to compute some nodes. */
    static long operations(List<Node> roots, Sizes sizes) {
        long sum = 0;
        for (Node node : Walk.from(roots).nodes()) {
            if (!node.inputs().isEmpty()) {
                sum += operations(node, sizes) + PER_NODE;
            }
        }
        return sum;
    }

    private static long operations(Node node, Sizes sizes) {
        long entries = entries(node, sizes);
        List<Dim> bound = node.contraction()
                .filter(sum -> sum.factors().size() > 1)
                .map(Contraction::bound)
                .orElse(List.of());
        if (bound.isEmpty()) {
            for (Node input : node.inputs()) {
                entries += entries(input, sizes);
            }
            return entries;
        }
        double each = 1;
        double reached = entries;
        for (Dim dim : bound) {
            each *= dim.resolve(sizes);
        }
        for (Node input : node.inputs()) {
            reached *= entries(input, sizes);
        }
        // Of a product of two this is the number of its terms; where most terms are zeros, as in the gradient of a
        // convolution, fewer
        // than there would be.
        double terms = node.inputs().size() == 2 ? Math.min(entries * each, 3 * Math.sqrt(reached)) : entries * each;
        return (long) Math.min(1e16, terms * (each < FEW_TERMS ? SLOW : 1));
    }

    private static long entries(Node node, Sizes sizes) {
        return node.shape().resolve(sizes).count().size();
    }

    /** A list cut into a number of parts of about one length, none of them empty. */
    static <T> List<List<T>> parts(List<T> all, int number) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int from = (int) ((long) i * all.size() / number);
            int to = (int) ((long) (i + 1) * all.size() / number);
            if (from < to) {
                parts.add(all.subList(from, to));
            }
        }
        return parts;
    }
}
