package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMBINED;
import static org.chainrule.check.diagnose.Cost.LESS_USUAL;
import static org.chainrule.check.diagnose.Cost.LIKELY;
import static org.chainrule.check.diagnose.Cost.RARE;
import static org.chainrule.check.diagnose.Cost.SECOND_EDIT;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    private static final List<Consumer<EditSite>> LIKELY_EDITS = joined(List.of(
            ArithmeticEdits.ALL,
            MatrixEdits.ALL,
            ReductionEdits.ALL,
            ActivationEdits.ALL,
            NameEdits.LIKELY,
            FunctionEdits.LIKELY));

    /** All that may cost no more than {@link Cost#LIKELY}; what costs more is as much as there are names in the file. */
    private static final List<Consumer<EditSite>> FIRST_EDITS = joined(List.of(LIKELY_EDITS, NameEdits.USUAL));

    private static final List<Consumer<EditSite>> ALL_EDITS =
            joined(List.of(FIRST_EDITS, NameEdits.GUESSES, FunctionEdits.RARE));

    private final Target target;
    private final Budget budget;
    private final Vocabulary vocabulary;
    private final TruthComparison measure;
    private final Optional<Node> claim;
    private final Set<Node> tried = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Find best;
    /** Found when first asked for: it takes simplifying a whole gradient. */
    private @Nullable Right right;

    /** The truth as the system writes it, if it can. */
    private record Right(Optional<Expr> formula) {}

    private final boolean isClose;

    /** What has been found so far. */
    private record Find(int cost, List<Kind> kinds, Message message, Expr fix) {}

    Search(Target target, Budget budget) {
        this.target = target;
        this.budget = budget;
        this.vocabulary = new Vocabulary(target);
        this.measure = vocabulary.measure();
        this.claim = vocabulary.resolve(target.claim());
        this.isClose = claim.filter(measure::isTruth).isPresent();
    }

    private static List<Consumer<EditSite>> joined(List<List<Consumer<EditSite>>> families) {
        return families.stream().flatMap(List::stream).toList();
    }

    Optional<Diagnosis> run() {
        claim.ifPresent(node -> {
            tried.add(node);
            scaled(node, new ExprTree.Place(target.claim(), null, 0), 0, List.of());
        });
        log();
        EditSite site = new EditSite(target.claim(), vocabulary);
        singles(site.candidates(FIRST_EDITS), 0, LIKELY, site);
        if (best == null || best.cost > LIKELY) {
            List<Candidate> singles = site.candidates(ALL_EDITS);
            claim.flatMap(measure::missing).ifPresent(missing -> terms(missing, site));
            paths();
            factors();
            Optional<Expr> other = best == null ? otherLoss() : Optional.empty();
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
            Optional<Message> shapes = new ShapeMismatch(vocabulary).of(target.claim(), vocabulary.truth());
            formula()
                    .ifPresent(f -> keep(
                            0,
                            List.of(shapes.map(found -> whole(Kind.SHAPE_MISMATCH, 0, f, found))
                                    .orElseGet(() -> whole(Kind.OTHER, 0, f))),
                            f));
        }
        return Optional.ofNullable(best).map(found -> new Diagnosis(found.kinds, found.message, found.fix));
    }

    private Optional<Expr> formula() {
        if (right == null) {
            right = new Right(target.formula()
                    .filter(this::isTruth)
                    .or(() -> vocabulary.spellSimply(target.truth()).filter(this::isTruth)));
        }
        return right.formula;
    }

    private boolean isTruth(Expr e) {
        return vocabulary.resolve(e).filter(this::isTruth).isPresent();
    }

    /** Beside a line that doubles do not tell from the truth, more digits decide. */
    private boolean isTruth(Node node) {
        return measure.isTruth(node)
                && (!isClose || target.samples().compare(target.truth(), node).isEqual());
    }

    private void singles(List<Candidate> candidates, int from, int to, EditSite site) {
        for (Candidate candidate : candidates) {
            if (candidate.cost() < from) {
                continue;
            }
            if (candidate.cost() > to
                    || (best != null && best.cost <= candidate.cost())
                    || !budget.take(site.tree().size())) {
                return;
            }
            attempt(candidate);
        }
    }

    /** Tries one edit, after others that were made before. */
    private void attempt(Candidate candidate, Candidate... before) {
        Expr edited = candidate.edited();
        Optional<Node> node = vocabulary.resolve(edited);
        if (node.isEmpty() || !node.get().shape().sameShape(vocabulary.truth().shape()) || !tried.add(node.get())) {
            return;
        }
        List<Candidate> edits = new ArrayList<>(List.of(before));
        edits.add(candidate);
        int cost = edits.stream().mapToInt(Candidate::cost).sum() + SECOND_EDIT * before.length;
        scaled(node.get(), new ExprTree.Place(edited, null, 0), cost, edits);
    }

    /** Keeps a candidate that is the truth, perhaps but for a factor. */
    private void scaled(Node node, ExprTree.Place whole, int cost, List<Candidate> edits) {
        Optional<Double> ratio = measure.ratio(node);
        if (ratio.filter(TruthComparison::isOne).isPresent()) {
            if (!edits.isEmpty() && isTruth(node)) {
                keep(cost, edits, whole.expr());
            }
            return;
        }
        for (ConstantFactor scaling : ratio.map(vocabulary.scalings()::of).orElse(List.of())) {
            int total = cost + scaling.cost() + (edits.isEmpty() ? STEP : SECOND_EDIT);
            if (best != null && best.cost <= total) {
                return;
            }
            Candidate last = scaling.at(whole, 0);
            if (isTruth(last.replacement())) {
                List<Candidate> all = new ArrayList<>(edits);
                all.add(last);
                keep(total, all, last.replacement());
                return;
            }
        }
    }

    private void keep(int cost, List<Candidate> edits, Expr fix) {
        boolean worse = best != null && best.cost <= cost;
        if (worse || (ExprParts.isCancelling(fix) && !ExprParts.isCancelling(target.claim()))) {
            return;
        }
        Message message = edits.stream()
                .map(edit -> edit.message(target))
                .reduce((one, other) -> Message.of("diagnose.and", one, other))
                .orElseThrow();
        best = new Find(cost, edits.stream().map(Candidate::kind).toList(), message, fix);
    }

    /**
     * Terms of sums that are off by a factor. Doubling a term shows what it adds to the line; what the line lacks, in
     * units of that, is what the term's factor lacks. Then terms that the line lacks altogether.
     */
    private void terms(Tensor missing, EditSite site) {
        for (ExprTree.Place place : site.tree().places()) {
            if (!place.isTerm() || !budget.take(site.tree().size())) {
                continue;
            }
            vocabulary
                    .resolve(place.with(ExprForm.write("2 * a", place.expr())))
                    .flatMap(measure::missing)
                    .map(after -> Tensor.fill(after.dtype(), after.shape(), i -> missing.at(i) - after.at(i)))
                    .flatMap(added -> TruthComparison.ratio(missing, added, measure.scale()))
                    .filter(lack -> !TruthComparison.isOne(-lack))
                    .ifPresent(lack -> vocabulary
                            .scalings()
                            .of(1 + lack)
                            .forEach(scaling -> attempt(scaling.at(place, LESS_USUAL))));
        }
        // The whole or half number that all entries are.
        TruthComparison.ratio(missing, Tensor.fill(missing.dtype(), missing.shape(), i -> 1), measure.scale())
                .map(c -> Math.rint(2 * c) / 2)
                .filter(c -> c != 0)
                .ifPresent(c -> added(ExprParts.number(c), UNUSUAL + STEP));
        vocabulary.arrays().forEach((name, node) -> {
            boolean fits =
                    node.isScalar() || node.shape().sameShape(vocabulary.truth().shape());
            Expr term = ExprParts.name(name);
            measure.value(node)
                    .filter(v -> fits)
                    .map(v -> Tensor.fill(v.dtype(), missing.shape(), i -> v.at(v.rank() == 0 ? 0 : i)))
                    .flatMap(v -> TruthComparison.ratio(missing, v, measure.scale()))
                    .ifPresent(ratio ->
                            vocabulary.scalings().multiples(term, ratio).forEach(t -> added(t, RARE)));
        });
    }

    private void added(Expr term, int cost) {
        attempt(whole(Kind.MISSING_TERM, cost, ExprParts.plus(target.claim(), term), term));
    }

    private Candidate whole(Kind kind, int cost, Expr fix, Object... details) {
        return new Candidate(kind, cost, new ExprTree.Place(target.claim(), null, 0), fix, List.of(details));
    }

    /** What may be found of a claim about the gradient of a loss. */
    private interface Idea<T> {
        Optional<T> of(Node claim, Node loss, Node variable);
    }

    private <T> Optional<T> found(Idea<T> idea) {
        return claim.flatMap(
                c -> target.loss().flatMap(loss -> target.variable().flatMap(x -> idea.of(c, loss, x))));
    }

    private void paths() {
        found((c, loss, x) -> new ForgottenPaths(vocabulary, loss, x).find(c)).ifPresent(forgotten -> {
            List<Object> details = new ArrayList<>(forgotten.held().stream().toList());
            details.addAll(List.of(vocabulary.variable(), forgotten.missing()));
            Kind kind = details.size() == 2 ? Kind.MISSING_SHARED_PATH : Kind.STATISTICS_AS_CONSTANTS;
            ExprTree.Place line = new ExprTree.Place(target.claim(), null, 0);
            if (TruthComparison.isOne(forgotten.factor())) {
                Expr fix = ExprParts.plus(target.claim(), forgotten.missing());
                attempt(whole(kind, RARE, fix, details.toArray()));
            }
            for (ConstantFactor factor : vocabulary.scalings().of(forgotten.factor())) {
                Candidate scaled = factor.at(line, 0);
                Expr fix = ExprParts.plus(scaled.replacement(), forgotten.missing());
                attempt(whole(kind, RARE, fix, details.toArray()), scaled);
            }
        });
    }

    /** A line that has differentiated the logarithm of its variable. */
    private void log() {
        found(new OtherLosses(vocabulary)::withLog).ifPresent(loss -> instead(Kind.MISSING_LOG, SEEN, loss));
    }

    private void factors() {
        found((c, loss, x) -> new FactorDerivatives(vocabulary, loss, x).find(c))
                .flatMap(vocabulary::formula)
                .ifPresent(product -> instead(Kind.PRODUCT_OF_DERIVATIVES, RARE, product));
    }

    /** The right formula in the place of the line, if there is one. */
    private void instead(Kind kind, int cost, Object detail) {
        formula().ifPresent(f -> keep(cost, List.of(whole(kind, cost, f, detail)), f));
    }

    private void omissions() {
        Optional<Expr> known = claim.flatMap(c -> formula());
        known.flatMap(f -> new Omissions(vocabulary, budget).find(f, claim.orElseThrow()))
                .ifPresent(omission -> keep(
                        LIKELY, List.of(whole(omission.kind(), LIKELY, known.get(), omission.part())), known.get()));
    }

    /** The loss that the claim is a right gradient of, if it is another one that is often confused with it. */
    private Optional<Expr> otherLoss() {
        return claim.flatMap(
                node -> target.variable().flatMap(variable -> new OtherLosses(vocabulary).find(node, variable)));
    }

    /** However the line is mended: the mistake may as well be in the loss. */
    private void blame(Expr loss) {
        Optional<Expr> fix = formula().or(() -> Optional.ofNullable(best).map(Find::fix));
        fix.ifPresent(f -> {
            best = null;
            keep(LIKELY, List.of(whole(Kind.LOSS_GRADIENT_MISMATCH, LIKELY, f, loss)), f);
        });
    }

    /** Two edits, in the order of what the ranks of both add up to. */
    private void pairs(List<Candidate> singles) {
        List<Candidate> first = combined(singles);
        List<List<Candidate>> seconds = new ArrayList<>();
        for (int sum = 0; sum < 2 * first.size(); sum++) {
            for (int i = 0; i <= sum && i < first.size(); i++) {
                if (seconds.size() == i) {
                    if (!budget.take(SITE)) {
                        return;
                    }
                    seconds.add(combined(new EditSite(first.get(i).edited(), vocabulary).candidates(LIKELY_EDITS)));
                }
                int j = sum - i;
                if (j < seconds.get(i).size()) {
                    if (!budget.take(1)) {
                        return;
                    }
                    attempt(seconds.get(i).get(j), first.get(i));
                    if (best != null) {
                        return;
                    }
                }
            }
        }
    }

    /** The edits that two are made of. */
    private static List<Candidate> combined(List<Candidate> candidates) {
        return candidates.stream().filter(c -> c.cost() <= COMBINED).toList();
    }
}
