package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.check.derivation.Claim.GradientOf;

/**
 * Decides whether a factor m is a convention or a mistake. Lectures write dZ for m·∂J/∂Z and divide by m in dW; who does so
 * throughout is right. Who forgets 1/m in dZ and never divides is wrong in the line of dZ. So lines with the factor that
 * use each other stand or fall together: they stand when some gradient of a parameter that uses them is right. When none
 * uses them, they stand unless another intermediate gradient is written without the factor.
 */
final class Conventions {
    private Conventions() {}

    /** The lines that have the factor by mistake, by index. */
    static Set<Integer> unjustified(List<Finding> findings) {
        Set<Integer> mistaken = new LinkedHashSet<>();
        for (Set<Integer> group : groups(findings)) {
            boolean right = false;
            boolean wrong = false;
            for (Finding finding : findings) {
                if (finding.cites().stream().anyMatch(group::contains) && speaksOfLeaf(finding)) {
                    right |= finding.isSound();
                    wrong |= !finding.isSound();
                }
            }
            boolean unlike = !right && findings.stream().anyMatch(Conventions::isIntermediateWithoutFactor);
            if (wrong ? !right : unlike) {
                mistaken.addAll(group);
            }
        }
        return mistaken;
    }

    private static boolean speaksOfLeaf(Finding finding) {
        return finding.factor().isEmpty()
                && finding.claim().subject() instanceof GradientOf gradient
                && gradient.variable().isLeaf();
    }

    private static boolean isIntermediateWithoutFactor(Finding finding) {
        return finding.isSound()
                && finding.factor().isEmpty()
                && finding.claim().subject() instanceof GradientOf gradient
                && !gradient.variable().isLeaf();
    }

    private static List<Set<Integer>> groups(List<Finding> findings) {
        List<Set<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).factor().isEmpty()) {
                continue;
            }
            Set<Integer> joined = new LinkedHashSet<>(Set.of(i));
            Set<Integer> cites = findings.get(i).cites();
            groups.removeIf(group -> group.stream().anyMatch(cites::contains) && joined.addAll(group));
            groups.add(joined);
        }
        return groups;
    }
}
