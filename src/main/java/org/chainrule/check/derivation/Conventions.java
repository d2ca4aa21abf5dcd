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
 * uses them, they stand unless another intermediate gradient is written without the factor. Behind the gradient of an input
 * nothing comes that could divide: it has the factor only where the derivation says so or a gradient on the way has it.
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
            boolean ofInputs = group.stream().allMatch(i -> isOfInput(findings.get(i)));
            boolean said = findings.stream().anyMatch(Conventions::isOnTheWayPerSample);
            if (ofInputs ? !said : wrong ? !right : unlike) {
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

    private static boolean isOfInput(Finding finding) {
        return finding.claim().subject() instanceof GradientOf gradient
                && gradient.variable().isLeaf();
    }

    /** Whether a line is m times an intermediate gradient, or all of them are announced to be. */
    private static boolean isOnTheWayPerSample(Finding finding) {
        return finding.claim().subject() instanceof GradientOf gradient
                && (gradient.variable().isLeaf()
                        ? gradient.perSample()
                        : finding.isSound()
                                && gradient.perSample() == finding.factor().isEmpty());
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
