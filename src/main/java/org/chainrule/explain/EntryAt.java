package org.chainrule.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/**
 * One entry of a node.
 *
 * @param node the node
 * @param index one position an axis; what stands at an axis of size 1 is not written
 * @param scope letters that are in use around it
 */
record EntryAt(Node node, List<IndexPosition> index, Set<String> scope) {
    EntryAt {
        Shape shape = node.shape();
        List<IndexPosition> given = index;
        index = IntStream.range(0, shape.rank())
                .mapToObj(axis -> shape.dim(axis).isOne() ? IndexPosition.FIRST : given.get(axis))
                .toList();
    }

    /** An entry in whose scope are its own letters alone. */
    static EntryAt start(Node node, List<IndexPosition> index) {
        Set<String> scope = new TreeSet<>();
        index.forEach(position -> scope.addAll(position.letters().keySet()));
        return new EntryAt(node, index, scope);
    }

    /** An entry of another node in the same scope. */
    EntryAt of(Node other, List<IndexPosition> at) {
        return new EntryAt(other, at, scope);
    }

    /** The entry of an operand that broadcasts against this node. */
    EntryAt aligned(Node operand) {
        return of(operand, index.subList(index.size() - operand.rank(), index.size()));
    }

    EntryAt with(String letter, IndexPosition position) {
        return of(
                node, index.stream().map(place -> place.with(letter, position)).toList());
    }

    EntryAt within(Set<String> letters) {
        return new EntryAt(node, index, letters);
    }

    /** True when one of these letters stands in its index. */
    boolean has(Set<String> letters) {
        return index.stream().anyMatch(position -> position.has(letters));
    }

    /** The positions along axes of more than one entry. */
    List<IndexPosition> written() {
        return axes().mapToObj(index::get).toList();
    }

    /** True when it surely lies outside the node, and so is 0. */
    boolean isOutside(IndexForm letters) {
        return axes().anyMatch(axis -> index.get(axis).isNumber()
                && node.shape().dim(axis).isKnown()
                && !letters.isWithin(index.get(axis), node.shape().dim(axis), Map.of()));
    }

    /** True when it lies within the node wherever its letters stand. */
    boolean isInside(IndexForm letters) {
        return axes().allMatch(
                        axis -> letters.isWithin(index.get(axis), node.shape().dim(axis), Map.of()));
    }

    /** True when a position stands at an axis of a size. */
    boolean runsOver(IndexPosition position, Dim size) {
        return axes().anyMatch(axis ->
                index.get(axis).equals(position) && node.shape().dim(axis).sameSize(size));
    }

    /** What stands at an axis of size 1 does not matter. */
    private IntStream axes() {
        return IntStream.range(0, node.rank())
                .filter(axis -> !node.shape().dim(axis).isOne());
    }
}
