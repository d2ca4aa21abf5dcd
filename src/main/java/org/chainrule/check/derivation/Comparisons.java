package org.chainrule.check.derivation;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.Samples;
import org.chainrule.graph.Node;
import org.chainrule.symbolic.prove.Proof;

/**
 * How a line is compared with the truth: by a proof where there is one, by a search for a point at which they differ where
 * there is none.
 *
 * @param samples the points
 * @param proving proofs
 * @param provable for which lines, by index, to look for a proof
 */
record Comparisons(Samples samples, Proving proving, IntPredicate provable) {
    /**
     * Compares both sides.
     *
     * @param cites the lines above that the claim uses, by index
     * @param above the lines above
     */
    ComparisonAtPoints compare(Node truth, Node claimed, Set<Integer> cites, List<Finding> above) {
        return samples.compare(
                truth,
                claimed,
                () -> provable.test(above.size())
                        && proving.prove(truth, claimed, cites, above)
                                .map(Proof::exceptions)
                                .filter(List::isEmpty)
                                .isPresent());
    }
}
