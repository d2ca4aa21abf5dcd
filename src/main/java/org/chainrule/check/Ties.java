package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Points at which two entries are the largest of their own. Conventions decide there which of them counts, all of them equally
 * or the first one, and no difference is a mistake. It is one where nothing is left to decide: what ties in a whole region,
 * such as {@code relu(x)} below 0, is one function there, and what is true stays the same whichever entry wins. What rounding
 * alone makes equal is no tie.
 */
final class Ties {
    /** A step to a point beside, and what breaks a tie. */
    private static final double BESIDE = 1e-6;

    /** So much of a difference is not decided by who wins. */
    private static final double SLIGHT = 1e-3;

    private final PointSource source;
    private final Node truth;
    private final Node claim;
    private @Nullable List<Node> leads;

    Ties(PointSource source, Node truth, Node claim) {
        this.source = source;
        this.truth = truth;
        this.claim = claim;
    }

    /** What is ahead of all others, by how much. */
    private List<Node> leads() {
        if (leads == null) {
            leads = new ArrayList<>();
            for (Node node : Walk.from(List.of(truth, claim)).nodes()) {
                for (Switch each : node.op().switches(node.inputs())) {
                    Leads.of(each).ifPresent(leads::add);
                }
            }
        }
        return leads;
    }

    /** Where the sides can be compared instead of at a point: there, unless conventions decide, and then beside it if they do not. */
    Optional<SamplePoint> decided(SamplePoint point) {
        if (!isAt(point)) {
            return Optional.of(point);
        }
        Line line = Line.through(point.at().bindings(), Line.random(new SplittableRandom(source.seed() + 1701)));
        try {
            SamplePoint near =
                    source.point(new RandomPoint(line.at(BESIDE), point.at().sizes()));
            return !isAt(near) || isWhicheverWins(near.at()) ? Optional.of(near) : Optional.empty();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    private boolean isAt(SamplePoint point) {
        for (Node lead : leads()) {
            try {
                if (RoundingNoise.hasZero(List.of(point.at().value(lead)))
                        && !point.exact().isNowhereZero(lead)) {
                    return true;
                }
            } catch (ChainruleException e) {
                // Without a value nothing ties.
            }
        }
        return false;
    }

    private boolean isWhicheverWins(Evaluator at) {
        List<Node> tied = new ArrayList<>();
        for (Node lead : leads()) {
            Node rising = lead.input(0);
            tied.add(rising.op() == Arithmetic.NEG ? rising.input(0) : rising);
        }
        SplittableRandom random = new SplittableRandom(source.seed());
        Evaluator broken = at.disturbed((node, in, value) -> tied.contains(node)
                ? Tensor.fill(
                        value.dtype(),
                        value.shape(),
                        k -> value.at(k) + random.nextDouble(BESIDE) * (1 + Math.abs(value.at(k))))
                : value);
        Tensor here = at.value(truth);
        return Samples.Gap.of(here, broken.value(truth)).apart()
                <= SLIGHT * Samples.Gap.of(here, at.value(claim)).apart();
    }
}
