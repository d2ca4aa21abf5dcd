package org.chainrule.diagnose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.diagnose.Scalings.Scaling;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Tries edits, the likely ones first, until one makes the line true. A candidate that is the truth but for a constant
 * factor is kept as a find of two mistakes, in case nothing smaller turns up.
 */
final class Search {
    /** Edits that cost more than this come after the losses and paths, which say more when they fit. */
    private static final int LIKELY = 19;
    /** Two mistakes in one line are less likely than any single one. */
    private static final int SECOND = 14;
    /** Only edits of at most this cost are combined. */
    private static final int COMBINED = 16;

    static final List<Edits> FAMILIES = families();

    private final Target target;
    private final Budget budget;
    private final Lexicon lexicon;
    private final Measure measure;
    private final Scalings scalings;
    private final Set<Node> tried = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Find best;

    /** What has been found so far. */
    private record Find(int cost, List<Kind> kinds, Message message, Expr fix) {}

    Search(Target target, Budget budget) {
        this.target = target;
        this.budget = budget;
        this.lexicon = new Lexicon(target);
        this.measure = new Measure(target);
        this.scalings = new Scalings(lexicon, measure);
    }

    private static List<Edits> families() {
        List<Edits> all = new ArrayList<>();
        all.addAll(ArithmeticEdits.ALL);
        all.addAll(MatrixEdits.ALL);
        all.addAll(ReductionEdits.ALL);
        all.addAll(ActivationEdits.ALL);
        all.addAll(NameEdits.ALL);
        all.addAll(FunctionEdits.ALL);
        return List.copyOf(all);
    }

    Optional<Diagnosis> run() {
        Expr claim = target.claim();
        Tree.Place root = new Tree.Place(claim, null, 0);
        lexicon.resolve(claim).ifPresent(node -> {
            tried.add(node);
            scaled(node, root, 0, List.of());
        });
        Scene scene = new Scene(claim, lexicon, scalings);
        List<Candidate> singles = scene.candidates(FAMILIES);
        singles(singles, 0, LIKELY, scene);
        if (best == null || best.cost > LIKELY) {
            singles(singles, LIKELY + 1, Integer.MAX_VALUE, scene);
        }
        if (best == null) {
            pairs(singles);
        }
        Find found = best;
        return found == null ? Optional.empty() : Optional.of(new Diagnosis(found.kinds, found.message, found.fix));
    }

    private void singles(List<Candidate> candidates, int from, int to, Scene scene) {
        for (Candidate candidate : candidates) {
            if (candidate.cost() < from) {
                continue;
            }
            if (candidate.cost() > to || (best != null && best.cost <= candidate.cost())) {
                return;
            }
            if (!budget.take(scene.tree().size())) {
                return;
            }
            attempt(candidate, List.of());
        }
    }

    /** Tries one edit, after others that were made before. */
    private void attempt(Candidate candidate, List<Candidate> before) {
        Expr edited = candidate.edited();
        Optional<Node> node = lexicon.resolve(edited);
        if (node.isEmpty() || !node.get().shape().sameShape(lexicon.truth().shape()) || !tried.add(node.get())) {
            return;
        }
        int cost = candidate.cost() + before.stream().mapToInt(Candidate::cost).sum() + SECOND * before.size();
        List<Candidate> edits = new ArrayList<>(before);
        edits.add(candidate);
        scaled(node.get(), new Tree.Place(edited, null, 0), cost, edits);
    }

    /** Keeps a candidate that is the truth, perhaps but for a factor. */
    private void scaled(Node node, Tree.Place whole, int cost, List<Candidate> edits) {
        Optional<Double> ratio = measure.ratio(node);
        if (ratio.isEmpty()) {
            return;
        }
        if (Math.abs(ratio.get() - 1) < 1e-9) {
            if (!edits.isEmpty() && measure.isTruth(node)) {
                keep(cost, edits, whole.expr());
            }
            return;
        }
        for (Scaling scaling : scalings.of(ratio.get())) {
            int total = cost + scaling.cost() + (edits.isEmpty() ? 1 : SECOND);
            if (best != null && best.cost <= total) {
                return;
            }
            Expr fixed = scaling.apply().apply(whole.expr());
            if (lexicon.resolve(fixed).filter(measure::isTruth).isPresent()) {
                Candidate last = new Candidate(scaling.kind(), scaling.cost(), whole, fixed, List.of(scaling.text()));
                List<Candidate> all = new ArrayList<>(edits);
                all.add(last);
                keep(total, all, fixed);
                return;
            }
        }
    }

    private void keep(int cost, List<Candidate> edits, Expr fix) {
        if (best != null && best.cost <= cost) {
            return;
        }
        List<Kind> kinds = edits.stream().map(Candidate::kind).toList();
        Message message = edits.get(0).message(target);
        for (int i = 1; i < edits.size(); i++) {
            message = Message.of("diagnose.and", message, edits.get(i).message(target));
        }
        best = new Find(cost, kinds, message, fix);
    }

    /** Two edits, in the order of what the ranks of both add up to. */
    private void pairs(List<Candidate> singles) {
        List<Candidate> first =
                singles.stream().filter(c -> c.cost() <= COMBINED).toList();
        List<List<Candidate>> seconds = new ArrayList<>();
        for (int sum = 0; sum < 2 * first.size(); sum++) {
            for (int i = 0; i <= sum && i < first.size(); i++) {
                if (seconds.size() == i) {
                    if (!budget.take(1)) {
                        return;
                    }
                    seconds.add(new Scene(first.get(i).edited(), lexicon, scalings)
                            .candidates(FAMILIES).stream()
                                    .filter(c -> c.cost() <= COMBINED)
                                    .toList());
                }
                List<Candidate> second = seconds.get(i);
                int j = sum - i;
                if (j < second.size()) {
                    if (!budget.take(1)) {
                        return;
                    }
                    attempt(second.get(j), List.of(first.get(i)));
                    if (best != null) {
                        return;
                    }
                }
            }
        }
    }
}
