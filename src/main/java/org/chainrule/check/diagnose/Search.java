package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMBINED;
import static org.chainrule.check.diagnose.Cost.LESS_USUAL;
import static org.chainrule.check.diagnose.Cost.LIKELY;
import static org.chainrule.check.diagnose.Cost.RARE;
import static org.chainrule.check.diagnose.Cost.SECOND_EDIT;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.diagnose.ConstantFactors.ConstantFactor;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Tries edits, the likely ones first, until one makes the line true. A candidate that is the truth but for a constant
 * factor is kept as a find of two mistakes, in case nothing smaller turns up.
 */
final class Search {
    /** What it takes to find the edits of a line, in the size of formulas tried. */
    private static final int SITE = 640;

    private static final List<Edits> LIKELY_EDITS = joined(List.of(
            ArithmeticEdits.ALL,
            MatrixEdits.ALL,
            ReductionEdits.ALL,
            ActivationEdits.ALL,
            NameEdits.LIKELY,
            FunctionEdits.LIKELY));

    private static final List<Edits> ALL_EDITS = joined(List.of(LIKELY_EDITS, NameEdits.RARE, FunctionEdits.RARE));

    private final Target target;
    private final Budget budget;
    private final Vocabulary vocabulary;
    private final TruthComparison measure;
    private final ConstantFactors scalings;
    private final Set<Node> tried = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Find best;
    /** Found when first asked for: it takes simplifying a whole gradient. */
    private @Nullable Right right;

    /** The truth as the system writes it, if it can. */
    private record Right(Optional<Expr> formula) {}

    /** What has been found so far. */
    private record Find(int cost, List<Kind> kinds, Message message, Expr fix) {}

    Search(Target target, Budget budget) {
        this.target = target;
        this.budget = budget;
        this.vocabulary = new Vocabulary(target);
        this.measure = new TruthComparison(target);
        this.scalings = new ConstantFactors(vocabulary, measure);
    }

    private static List<Edits> joined(List<List<Edits>> families) {
        return families.stream().flatMap(List::stream).toList();
    }

    Optional<Diagnosis> run() {
        Expr claim = target.claim();
        ExprTree.Place root = new ExprTree.Place(claim, null, 0);
        vocabulary.resolve(claim).ifPresent(node -> {
            tried.add(node);
            scaled(node, root, 0, List.of());
        });
        EditSite site = new EditSite(claim, vocabulary, scalings);
        List<Candidate> singles = site.candidates(ALL_EDITS);
        singles(singles, 0, LIKELY, site);
        if (best == null || best.cost > LIKELY) {
            terms(site);
            paths();
            Optional<Expr> other = otherLoss();
            singles(singles, LIKELY + STEP, Integer.MAX_VALUE, site);
            if (best == null) {
                omissions();
            }
            if (best == null) {
                pairs(singles);
            }
            other.ifPresent(this::blame);
        }
        if (best == null) {
            Optional<Message> shapes = new ShapeMismatch(vocabulary).of(claim, vocabulary.truth());
            formula()
                    .ifPresent(f -> keep(
                            0,
                            List.of(shapes.map(found -> whole(Kind.SHAPE_MISMATCH, 0, f, found))
                                    .orElseGet(() -> whole(Kind.OTHER, 0, f))),
                            f));
        }
        Find found = best;
        return found == null ? Optional.empty() : Optional.of(new Diagnosis(found.kinds, found.message, found.fix));
    }

    /** The truth as the system writes it. */
    private Optional<Expr> formula() {
        if (right == null) {
            right = new Right(target.formula()
                    .filter(this::isTruth)
                    .or(() -> vocabulary.spellSimply(target.truth()).filter(this::isTruth)));
        }
        return right.formula;
    }

    private boolean isTruth(Expr e) {
        return vocabulary.resolve(e).filter(measure::isTruth).isPresent();
    }

    private void singles(List<Candidate> candidates, int from, int to, EditSite site) {
        for (Candidate candidate : candidates) {
            if (candidate.cost() < from) {
                continue;
            }
            if (candidate.cost() > to || (best != null && best.cost <= candidate.cost())) {
                return;
            }
            if (!budget.take(site.tree().size())) {
                return;
            }
            attempt(candidate, List.of());
        }
    }

    /** Tries one edit, after others that were made before. */
    private void attempt(Candidate candidate, List<Candidate> before) {
        Expr edited = candidate.edited();
        Optional<Node> node = vocabulary.resolve(edited);
        if (node.isEmpty() || !node.get().shape().sameShape(vocabulary.truth().shape()) || !tried.add(node.get())) {
            return;
        }
        int cost = candidate.cost() + before.stream().mapToInt(Candidate::cost).sum() + SECOND_EDIT * before.size();
        List<Candidate> edits = new ArrayList<>(before);
        edits.add(candidate);
        scaled(node.get(), new ExprTree.Place(edited, null, 0), cost, edits);
    }

    /** Keeps a candidate that is the truth, perhaps but for a factor. */
    private void scaled(Node node, ExprTree.Place whole, int cost, List<Candidate> edits) {
        Optional<Double> ratio = measure.ratio(node);
        if (ratio.isEmpty()) {
            return;
        }
        if (TruthComparison.isOne(ratio.get())) {
            if (!edits.isEmpty() && measure.isTruth(node)) {
                keep(cost, edits, whole.expr());
            }
            return;
        }
        for (ConstantFactor scaling : scalings.of(ratio.get())) {
            int total = cost + scaling.cost() + (edits.isEmpty() ? STEP : SECOND_EDIT);
            if (best != null && best.cost <= total) {
                return;
            }
            Expr fixed = scaling.apply().apply(whole.expr());
            if (vocabulary.resolve(fixed).filter(measure::isTruth).isPresent()) {
                Candidate last = new Candidate(scaling.kind(), scaling.cost(), whole, fixed, List.of(scaling.text()));
                List<Candidate> all = new ArrayList<>(edits);
                all.add(last);
                keep(total, all, fixed);
                return;
            }
        }
    }

    private void keep(int cost, List<Candidate> edits, Expr fix) {
        if ((best != null && best.cost <= cost)
                || (ExprParts.isCancelling(fix) && !ExprParts.isCancelling(target.claim()))) {
            return;
        }
        List<Kind> kinds = edits.stream().map(Candidate::kind).toList();
        Message message = edits.get(0).message(target);
        for (int i = 1; i < edits.size(); i++) {
            message = Message.of("diagnose.and", message, edits.get(i).message(target));
        }
        best = new Find(cost, kinds, message, fix);
    }

    /**
     * Terms of sums that are off by a factor. Doubling a term shows what it adds to the line; what the line lacks, in
     * units of that, is what the term's factor lacks.
     */
    private void terms(EditSite site) {
        Optional<Node> claim = vocabulary.resolve(target.claim());
        Optional<Tensor> missing = claim.flatMap(measure::missing);
        if (missing.isEmpty()) {
            return;
        }
        for (ExprTree.Place place : site.tree().places()) {
            if (!place.isTerm() || !budget.take(site.tree().size())) {
                continue;
            }
            Expr doubled = place.with(ExprParts.times(ExprParts.number(2), place.expr()));
            Optional<Double> lack = vocabulary
                    .resolve(doubled)
                    .flatMap(measure::missing)
                    .map(after -> Tensor.fill(
                            after.dtype(), after.shape(), i -> missing.get().at(i) - after.at(i)))
                    .flatMap(added -> TruthComparison.ratio(missing.get(), added, measure.scale()));
            if (lack.isEmpty() || TruthComparison.isOne(-lack.get())) {
                continue;
            }
            for (ConstantFactor scaling : scalings.of(1 + lack.get())) {
                Expr changed = scaling.apply().apply(place.expr());
                Candidate candidate = new Candidate(
                        scaling.kind(), scaling.cost() + LESS_USUAL, place, changed, List.of(scaling.text()));
                attempt(candidate, List.of());
            }
        }
        constant(missing.get()).ifPresent(c -> {
            Expr fix = c < 0
                    ? ExprParts.minus(target.claim(), ExprParts.number(-c))
                    : ExprParts.plus(target.claim(), ExprParts.number(c));
            attempt(whole(Kind.MISSING_TERM, UNUSUAL + STEP, fix, Candidate.text(ExprParts.number(c))), List.of());
        });
        for (Map.Entry<String, Node> entry : vocabulary.arrays().entrySet()) {
            Node node = entry.getValue();
            boolean fits =
                    node.isScalar() || node.shape().sameShape(vocabulary.truth().shape());
            Optional<Double> ratio = measure.value(node)
                    .filter(v -> fits)
                    .map(v -> Tensor.fill(v.dtype(), missing.get().shape(), i -> v.at(v.rank() == 0 ? 0 : i)))
                    .flatMap(v -> TruthComparison.ratio(missing.get(), v, measure.scale()));
            ratio.ifPresent(r -> {
                Expr term = ExprParts.name(entry.getKey());
                List<Expr> scaled = TruthComparison.isOne(r)
                        ? List.of(term)
                        : scalings.of(r).stream()
                                .map(s -> s.apply().apply(term))
                                .toList();
                for (Expr t : scaled) {
                    attempt(
                            whole(Kind.MISSING_TERM, RARE, ExprParts.plus(target.claim(), t), Candidate.text(t)),
                            List.of());
                }
            });
        }
    }

    /** The whole or half number that all entries are. */
    private Optional<Double> constant(Tensor tensor) {
        Tensor ones = Tensor.fill(tensor.dtype(), tensor.shape(), i -> 1);
        return TruthComparison.ratio(tensor, ones, measure.scale())
                .map(c -> Math.rint(2 * c) / 2)
                .filter(c -> c != 0);
    }

    private Candidate whole(Kind kind, int cost, Expr fix, Object... details) {
        return new Candidate(kind, cost, new ExprTree.Place(target.claim(), null, 0), fix, List.of(details));
    }

    private void paths() {
        Optional<Node> claim = vocabulary.resolve(target.claim());
        if (claim.isEmpty() || target.loss().isEmpty() || target.variable().isEmpty()) {
            return;
        }
        Node variable = target.variable().get();
        new ForgottenPaths(vocabulary, measure, target.loss().get(), variable)
                .find(claim.get())
                .ifPresent(forgotten -> {
                    Expr fix = ExprParts.plus(target.claim(), forgotten.missing());
                    String missing = Candidate.text(forgotten.missing());
                    attempt(
                            forgotten.held().isPresent()
                                    ? whole(
                                            Kind.STATISTICS_AS_CONSTANTS,
                                            RARE,
                                            fix,
                                            forgotten.held().get(),
                                            vocabulary.variable(),
                                            missing)
                                    : whole(Kind.MISSING_SHARED_PATH, RARE, fix, vocabulary.variable(), missing),
                            List.of());
                });
    }

    private void omissions() {
        Optional<Node> claim = vocabulary.resolve(target.claim());
        Optional<Expr> formula = claim.flatMap(c -> formula());
        formula.flatMap(f -> new Omissions(vocabulary, measure, budget).find(f, claim.get()))
                .ifPresent(omission -> keep(
                        LIKELY,
                        List.of(whole(omission.kind(), LIKELY, formula.get(), Candidate.text(omission.part()))),
                        formula.get()));
    }

    /** The loss that the claim is a right gradient of, if it is another one that is often confused with it. */
    private Optional<Expr> otherLoss() {
        Optional<Node> claim = vocabulary.resolve(target.claim());
        return claim.isEmpty() || target.variable().isEmpty() || best != null
                ? Optional.empty()
                : new OtherLosses(vocabulary, measure, scalings)
                        .find(claim.get(), target.variable().get());
    }

    /** However the line is mended: the mistake may as well be in the loss. */
    private void blame(Expr loss) {
        Optional<Expr> fix = formula().or(() -> Optional.ofNullable(best).map(Find::fix));
        fix.ifPresent(f -> {
            best = null;
            keep(LIKELY, List.of(whole(Kind.LOSS_GRADIENT_MISMATCH, LIKELY, f, Candidate.text(loss))), f);
        });
    }

    /** Two edits, in the order of what the ranks of both add up to. */
    private void pairs(List<Candidate> singles) {
        List<Candidate> first =
                singles.stream().filter(c -> c.cost() <= COMBINED).toList();
        List<List<Candidate>> seconds = new ArrayList<>();
        for (int sum = 0; sum < 2 * first.size(); sum++) {
            for (int i = 0; i <= sum && i < first.size(); i++) {
                if (seconds.size() == i) {
                    if (!budget.take(SITE)) {
                        return;
                    }
                    seconds.add(new EditSite(first.get(i).edited(), vocabulary, scalings)
                            .candidates(LIKELY_EDITS).stream()
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
