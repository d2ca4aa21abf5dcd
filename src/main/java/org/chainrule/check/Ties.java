package org.chainrule.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
    /** What is ahead of all others, with the entries among which it is the largest. */
    private @Nullable Map<Node, Node> leads;

    Ties(PointSource source, Node truth, Node claim) {
        this.source = source;
        this.truth = truth;
        this.claim = claim;
    }

    /** What is ahead of all others, with the entries among which it is the largest. */
    private Map<Node, Node> leads() {
        if (leads == null) {
            leads = new LinkedHashMap<>();
            for (Node node : Walk.from(List.of(truth, claim)).nodes()) {
                for (Switch each : node.op().switches(node.inputs())) {
                    Leads.of(each).ifPresent(lead -> leads.put(lead, entries(lead.input(0))));
                }
            }
        }
        return leads;
    }

    private static Node entries(Node rising) {
        return rising.op() == Arithmetic.NEG ? rising.input(0) : rising;
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
        return leads().keySet().stream().anyMatch(lead -> isAt(lead, point));
    }

    private static boolean isAt(Node lead, SamplePoint point) {
        try {
            return Arrays.stream(point.at().value(lead).toArray()).anyMatch(each -> each == 0)
                    && !point.exact().isNowhereZero(lead);
        } catch (ChainruleException e) {
            return false;
        }
    }

    private boolean isWhicheverWins(Evaluator at) {
        SplittableRandom random = new SplittableRandom(source.seed() + 1702);
        Collection<Node> tied = leads().values();
        Evaluator broken = at.disturbed((node, in, value) -> tied.contains(node)
                ? Tensor.fill(
                        value.dtype(),
                        value.shape(),
                        k -> value.at(k) + random.nextDouble(BESIDE) * (1 + Math.abs(value.at(k))))
                : value);
        Tensor here = at.value(truth);
        return apart(here, broken.value(truth)) <= SLIGHT * apart(here, at.value(claim));
    }

    private static double apart(Tensor a, Tensor b) {
        return IntStream.range(0, a.count())
                .mapToDouble(k -> Math.abs(a.at(k) - b.at(b.rank() == 0 ? 0 : k)))
                .max()
                .orElse(0);
    }
}
