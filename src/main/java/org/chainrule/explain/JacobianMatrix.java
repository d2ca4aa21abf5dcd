package org.chainrule.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.explain.IndexTerm.Factor;
import org.chainrule.graph.Node;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/** Writes the terms of the Jacobian of a vector by a vector as matrices: {@code diag(y) - outer(y, y)}. */
record JacobianMatrix(String row, String column, Dim size, boolean square) {
    /**
     * The whole as a graph; empty when some term is no product of matrices and diagonals.
     *
     * @param y what has the rows, a vector
     * @param x what has the columns, a vector
     */
    static Optional<Node> of(List<IndexTerm> terms, EntryAt y, EntryAt x, IndexForm form) {
        Dim size = y.node().shape().count();
        JacobianMatrix matrix = new JacobianMatrix(
                y.written().get(0).text(),
                x.written().get(0).text(),
                size,
                size.sameSize(x.node().shape().count()));
        Node sum = null;
        for (IndexTerm term : terms) {
            Optional<Node> node = term.factors().stream().allMatch(factor -> form.isWhole(factor.at()))
                    ? matrix.term(term)
                    : Optional.empty();
            if (node.isEmpty()) {
                return Optional.empty();
            }
            if (sum == null) {
                sum = term.negative() ? node.get().neg() : node.get();
            } else {
                sum = term.negative() ? sum.minus(node.get()) : sum.plus(node.get());
            }
        }
        return Optional.ofNullable(sum);
    }

    private Optional<Node> term(IndexTerm term) {
        boolean diagonal = term.conditions().stream()
                .anyMatch(delta -> delta.row().isLetter() && delta.column().isLetter());
        IndexTerm equal = diagonal ? term.whereHold(term.conditions()) : term;
        if (!equal.deltas().isEmpty() || (diagonal && !square)) {
            return Optional.empty();
        }
        List<Factor> open = new ArrayList<>(equal.factors());
        Node scale = taken(open);
        Node product = diagonal ? diagonal(equal, open) : chain(equal, open);
        if (product == null || !open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(scale == null ? product : scale.times(product));
    }

    private @Nullable Node diagonal(IndexTerm term, List<Factor> open) {
        Node vector = taken(open, row);
        if (!term.bound().isEmpty()) {
            return null;
        }
        return vector == null ? Diagonals.eye(size) : Diagonals.diag(vector);
    }

    /** From the row over the letters that are summed to the column: vectors on the way are diagonals. */
    private @Nullable Node chain(IndexTerm term, List<Factor> open) {
        Set<String> between = new LinkedHashSet<>(term.bound().keySet());
        String here = row;
        Node first = taken(open, row);
        Node product = null;
        while (true) {
            Optional<String> next = next(open, here, between);
            if (next.isEmpty()) {
                break;
            }
            Node matrix = Objects.requireNonNull(taken(open, here, next.get()));
            product = product == null ? matrix : product.matmul(matrix);
            here = next.get();
            between.remove(here);
            Node vector = here.equals(column) ? null : taken(open, here);
            product = vector == null ? product : product.matmul(Diagonals.diag(vector));
        }
        Node last = taken(open, column);
        if (!between.isEmpty()) {
            return null;
        }
        if (product == null) {
            return first == null || last == null ? null : Products.outer(first, last);
        }
        Node left = first == null ? product : Diagonals.diag(first).matmul(product);
        return !here.equals(column) ? null : last == null ? left : left.matmul(Diagonals.diag(last));
    }

    /** The letter that a matrix leads to from here: one that is summed over, or the column last. */
    private Optional<String> next(List<Factor> open, String here, Set<String> between) {
        for (Factor factor : open) {
            List<String> letters = letters(factor);
            if (letters.size() == 2 && letters.contains(here) && !factor.below()) {
                String other = letters.get(letters.get(0).equals(here) ? 1 : 0);
                if (between.contains(other) || (other.equals(column) && between.isEmpty())) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    /** Takes out all factors that have these letters and no others, in this order or turned, multiplied entry by entry. */
    private static @Nullable Node taken(List<Factor> open, String... wanted) {
        List<String> straight = List.of(wanted);
        List<String> turned = new ArrayList<>(straight);
        Collections.reverse(turned);
        Node product = null;
        Node divisor = null;
        for (Factor factor : List.copyOf(open)) {
            boolean fits = letters(factor).equals(straight);
            if (fits || letters(factor).equals(turned)) {
                open.remove(factor);
                Node plain = fits ? plain(factor) : Transpose.reversed(plain(factor));
                if (factor.below()) {
                    divisor = divisor == null ? plain : divisor.times(plain);
                } else {
                    product = product == null ? plain : product.times(plain);
                }
            }
        }
        return divisor == null ? product : (product == null ? Node.constant(1) : product).over(divisor);
    }

    /** The letters of an entry; axes of size 1 have none. */
    private static List<String> letters(Factor factor) {
        return factor.at().written().stream().map(IndexPosition::text).toList();
    }

    /** The node without axes of size 1. */
    private static Node plain(Factor factor) {
        Node node = factor.at().node();
        int[] ones = IntStream.range(0, node.rank())
                .filter(axis -> node.shape().dim(axis).isOne())
                .toArray();
        return ones.length == 0 ? node : Squeeze.drop(node, ones);
    }
}
