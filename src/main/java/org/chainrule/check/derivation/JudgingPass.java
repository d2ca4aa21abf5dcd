package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.Earlier;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.notation.model.EntryTranslator;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Dim;

/**
 * One pass over a derivation, from the first line to the last. A line is right when it equals the truth with everything it
 * uses taken as claimed. A line that is wrong so, but right with everything it uses put right, follows from the first wrong
 * line it uses. Any other line is to blame itself.
 */
final class JudgingPass {
    private final Claims claims;
    private final Model model;
    private final TrueGradients truths;
    private final Comparisons comparisons;
    private final Set<Integer> strict;
    private final Layout layout;
    private final List<Dim> sampleSizes;
    private final Findings book = new Findings();
    private static final Pattern ZERO = Pattern.compile("= *0(?![.\\d])");

    private final Solutions solutions;
    private final HelperClaims helpers;
    private final Optional<RowNames> rows;
    /** Whether a helper above may be found to be wrong because of the line at hand. */
    private boolean blaming = true;

    /**
     * @param strict lines that may not be right under another convention, by index
     * @param layout how gradients by matrices are laid out
     * @param rows whether what a line gives as a row is one further down
     */
    JudgingPass(
            Claims claims,
            Model model,
            TrueGradients truths,
            Comparisons comparisons,
            Set<Integer> strict,
            Layout layout,
            boolean rows) {
        this.rows = rows ? Optional.of(new RowNames(model)) : Optional.empty();
        this.claims = claims;
        this.helpers = new HelperClaims(model, truths, comparisons.samples(), book);
        this.solutions = new Solutions(model, truths, comparisons.samples(), claims.derivedName());
        this.model = model;
        this.truths = truths;
        this.comparisons = comparisons;
        this.strict = strict;
        this.layout = layout;
        this.sampleSizes = truths.inputSizes();
    }

    List<Finding> run() {
        claims.taken().forEach((name, gradient) -> book.take(name, layout.of(truths.stated(gradient))));
        for (Claim line : claims.lines()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ChainruleException("it was interrupted");
            }
            Claim written = known(book.goesOn(line));
            Claim claim = rows.map(names -> names.turned(written)).orElse(written);
            Optional<Message> unknown = unknown(claim);
            Finding finding = unknown.isPresent() ? unknown(claim, unknown.get()) : found(claim);
            if (isAnotherName(claim, finding)) {
                book.change(claim.symbol().orElseThrow(), claim.line());
            }
            if (finding.claim().subject() instanceof Claim.Helper) {
                Finding helper = finding;
                finding = meant(claim, finding)
                        .or(() -> solutions.found(claim, helper))
                        .orElse(finding);
            }
            if (claim != written) {
                finding = finding.understood(finding.understood().in(rows.orElseThrow()::turned));
            }
            if (claims.isMeantOtherwise(book.findings().size()) && claim.subject() instanceof GradientOf gradient) {
                finding = finding.understood(finding.understood()
                        .with(say(
                                "from here on `{0}` is the gradient by `{1}`",
                                gradient.symbol(), ShortText.of(gradient.variable()))));
            }
            Finding found = finding;
            rows.ifPresent(names -> names.note(found, book.findings(), book.claimed()));
            book.add(finding);
            if (claim.subject() instanceof Restated restated) {
                String name = restated.left().id();
                book.forget(name);
                // a formula that was not understood says what the model says, and gives no other value
                boolean formula = model.dialect(claim.statement()) == Dialect.LATEX
                        && !finding.claim().isHelper();
                if (!formula
                        && !finding.isSound()
                        && (finding.claim().isHelper() || finding.verdict() == Verdict.UNDECIDED)) {
                    book.change(name, claim.line());
                }
            }
        }
        return book.findings();
    }

    private Optional<Message> unknown(Claim claim) {
        return claims.suspensions().of(claim).or(() -> book.unknown(claim));
    }

    /** A line as a formula about entries, where as any other it uses what is not known. */
    private Claim known(Claim claim) {
        return unknown(claim).isEmpty()
                ? claim
                : claims.byEntries(claim)
                        .filter(other -> unknown(other).isEmpty())
                        .orElse(claim);
    }

    /**
     * Whether a line gives a gradient by another name than a line above, {@code dZ} and {@code grad_Z}, and the two do not
     * agree: which of them a line uses is then not known.
     */
    private boolean isAnotherName(Claim claim, Finding finding) {
        Optional<String> written = claim.written(model.source());
        Optional<Finding> above = claim.symbol().flatMap(book::giver);
        boolean handedOn = claim.isHandedOn();
        return !handedOn
                && written.isPresent()
                && above.isPresent()
                && !(above.get().claim().subject() instanceof Earlier)
                && !(finding.isSound() && above.get().isSound())
                && above.get()
                        .claim()
                        .written(model.source())
                        .filter(other -> !other.equals(written.get()))
                        .isPresent();
    }

    /** A line that uses what is not known: not judged, unless it has a fault of its own that is to be told. */
    private Finding unknown(Claim claim, Message reason) {
        boolean formula = model.dialect(claim.statement()) == Dialect.LATEX;
        Optional<Finding> right = claims.suspensions().of(claim).isPresent() || !formula
                ? Optional.empty()
                : book.supposing(claim, gradient -> layout.of(truths.stated(gradient)), this::judge);
        if (right.isPresent()) {
            return right.get();
        }
        Step step = step(claim);
        if (claim.statement() instanceof Statement.Unreadable unreadable) {
            return step.unreadable(unreadable.diagnostic());
        }
        Set<String> given = new LinkedHashSet<>(claim.uses());
        given.retainAll(book.given());
        if (book.ideal().keySet().containsAll(given)) {
            try {
                model.resolve(claim.right(), book.ideal());
            } catch (NotationException e) {
                if (!e.isOfShapes()) {
                    return step.unreadable(e.diagnostics().get(0));
                }
            }
        }
        return book.undecided(claim, reason);
    }

    /**
     * A line that uses a gradient which no line gives, {@code dW2 = dz2 a1^T} by itself. What it is called is known, and a line
     * that is right with the gradient itself, or with m times that, is right. One that is not may mean another thing.
     */
    private Finding judgedWithUntold(Claim claim) {
        Finding finding = judge(claim);
        boolean itself =
                claim.right() instanceof Expr.Name name && claim.symbol().equals(Optional.of(name.id()));
        // of itself alone nothing is said
        Map<String, GradientOf> untold =
                finding.error().isPresent() && !itself ? claims.untold().of(claim, book.given()) : Map.of();
        for (Function<GradientOf, Node> meaning : untold.isEmpty()
                ? List.<Function<GradientOf, Node>>of()
                : List.<Function<GradientOf, Node>>of(truths::stated, truths::timesSamples)) {
            untold.forEach((name, gradient) -> book.take(name, layout.of(meaning.apply(gradient))));
            Finding read = judge(claim);
            untold.keySet().forEach(book::forget);
            if (read.isSound()) {
                String names = String.join(", ", untold.keySet());
                return read.understood(
                        read.understood().with(say("no line gives {0}: taken as what the name says", names)));
            }
        }
        return finding;
    }

    /** A helper as the gradient that it is by its value, if it is called as one. */
    private Optional<Finding> meant(Claim claim, Finding finding) {
        return model.find(claims.derivedName())
                .flatMap(of -> helpers.meant(claim, finding, of))
                .map(gradient -> judged(claim.as(gradient, claim.symbol().orElseThrow()), false))
                .filter(Finding::isSound);
    }

    private Finding found(Claim claim) {
        OptionalInt earlier = claims.givenAnew(book.findings().size());
        blaming = earlier.isEmpty();
        Finding finding = judgedWithUntold(claim);
        if (earlier.isPresent()
                && finding.error().isEmpty()
                && !(finding.isSound() && finding.factor().isEmpty())) {
            return judge(claim.as(
                    new Earlier(claim.symbol().orElseThrow(), earlier.getAsInt()),
                    claim.symbol().orElseThrow()));
        }
        if (finding.isSound()) {
            OptionalInt unfit = claim.subject() instanceof DifferentialOf ? OptionalInt.empty() : book.unfit(claim);
            return unfit.isPresent() ? finding.blamed(Verdict.FOLLOWS, unfit) : finding;
        }
        Optional<Finding> ofAnother = new ChangedGradients(model, claims, truths, comparisons, book, helpers, blaming)
                .read(claim, finding, line -> judged(line, false));
        if (ofAnother.isPresent()) {
            OptionalInt unfit = ofAnother.get().isSound() ? book.unfit(claim) : OptionalInt.empty();
            return unfit.isPresent() ? ofAnother.get().blamed(Verdict.FOLLOWS, unfit) : ofAnother.get();
        }
        LogitNames names = new LogitNames(model, truths, comparisons.samples(), book);
        if (names.isMeantAsNegative(claim, finding, claims.lines())) {
            String symbol = claim.symbol().orElseThrow();
            return judge(claim.as(new Earlier(symbol, claim.line()), symbol));
        }
        Optional<Finding> ofLogits = names.read(claim, finding, claims.lines(), line -> judged(line, false));
        if (ofLogits.isPresent()) {
            return ofLogits.get();
        }
        if (helpers.isAnotherDelta(claim, finding)) {
            return book.undecided(claim, say("by what `{0}` is the gradient is not known", claim.text()));
        }
        boolean other = finding.verdict() == Verdict.REFUTED || finding.verdict() == Verdict.FOLLOWS;
        Optional<Finding> solved =
                other && claim.subject() instanceof Restated ? solutions.found(claim, finding) : Optional.empty();
        if (solved.isPresent()) {
            return solved.get();
        }
        if (other && claim.subject() instanceof Restated restated && solutions.isAllButConstant(restated, finding)) {
            return book.undecided(claim, say("it differs from the model in what no gradient depends on"));
        }
        return other
                        && claim.subject() instanceof Restated restated
                        && (isGivenAnew(restated, claim) || followsFromZero(claim))
                ? book.undecided(
                        claim.as(
                                new Earlier(restated.left().id(), claim.line()),
                                restated.left().id()),
                        say(
                                "it gives `{0}` another value than the model",
                                restated.left().id()))
                : finding;
    }

    /** {@code … = 0 \\Rightarrow p = y} says where the gradient is zero, and not what p is. */
    private boolean followsFromZero(Claim claim) {
        String shown = model.source().shown();
        int start = claim.statement().span().start();
        return ZERO.matcher(shown.substring(shown.lastIndexOf('\n', start) + 1, start))
                .find();
    }

    /** Whether a line does not say what a quantity of the model is, but gives it a new value: {@code W = W - r * dW}. */
    private boolean isGivenAnew(Restated restated, Claim claim) {
        String name = restated.left().id();
        return claim.uses().contains(name) || model.find(name).map(Node::isLeaf).orElse(true);
    }

    /** Judges a line as it is read first, and when it is not right so, in every other way that people write. */
    private Finding judge(Claim claim) {
        if (claim.statement() instanceof Statement.Unreadable unreadable) {
            return equation(claim).orElseGet(() -> step(claim).unreadable(unreadable.diagnostic()));
        }
        LineReadings readings = new LineReadings(model, sampleSizes, names(claim));
        // what has been read letter by letter has a meaning already
        Claim read = claims.isOfEntries(claim) ? claim : readings.first(claim);
        Claim first = InnerDifferentials.named(read.isHelper() ? readings.lettered(read) : read);
        Finding finding = judged(first, false);
        if (finding.isSound()) {
            return finding;
        }
        if (EntryTranslator.service().isEmpty()
                && model.dialect(claim.statement()) == Dialect.LATEX
                && EntryReadings.isOfEntries(claim)) {
            return step(claim).unreadable(EntryReadings.missing(model, claim));
        }
        Optional<Finding> alone = alone(first);
        if (alone.isPresent()) {
            return alone.get();
        }
        Optional<Finding> fitting = Optional.empty();
        for (LineReadings.Other other : readings.others(first)) {
            Finding found = judged(other.claim(), false);
            if (found.isSound()) {
                return found.understood(found.understood().with(other.sentence()));
            } else if (fitting.isEmpty() && finding.error().isPresent() && fits(found)) {
                fitting = Optional.of(judged(other.claim(), blaming))
                        .map(fit -> fit.understood(fit.understood().with(other.sentence())));
            }
        }
        Optional<Finding> differential = claim.subject() instanceof GradientOf gradient
                        && (finding.error().isPresent() || gradient.variable().isScalar())
                ? differential(claim, gradient)
                : Optional.empty();
        if (differential.isPresent()) {
            return differential.get();
        }
        Optional<Finding> byEntries = claims.byEntries(claim).map(other -> judged(other, false));
        if (byEntries.filter(Finding::isSound).isPresent()) {
            return byEntries.get();
        } else if (fitting.isPresent()) {
            return fitting.get();
        }
        boolean better = byEntries.isPresent()
                && ((finding.error().isPresent()
                                && (fits(byEntries.get()) || byEntries.get().verdict() == Verdict.REFUTED))
                        || (finding.verdict() == Verdict.REFUTED
                                && (byEntries.get().verdict() == Verdict.FOLLOWS
                                        // it knows for which entries the line holds
                                        || byEntries.get().claim().uses().stream()
                                                .anyMatch(name -> Doubt.isLabel(model, name)
                                                        && !first.uses().contains(name)))));
        if (better) {
            return byEntries.get();
        }
        boolean vectors = byEntries.isEmpty() && readings.hasVectors(first);
        boolean summed = byEntries.isEmpty()
                && model.dialect(claim.statement()) == Dialect.LATEX
                && readings.hasSummedEntries(first);
        boolean unread = vectors || (finding.error().isPresent() ? readings.hasUnreadSum(first) : summed);
        if (!unread
                || claims.isOfEntries(claim)
                || !(finding.error().isPresent() || finding.verdict() == Verdict.REFUTED)) {
            return judged(first, blaming);
        }
        Diagnostic diagnostic = finding.error().orElseGet(() -> model.source()
                .diagnostic(
                        claim.right().span().start(),
                        say("this has no meaning in a formula about entries"),
                        Message.NONE));
        return step(first).unreadable(diagnostic);
    }

    /** What a line says that has no name on its left, if that is right. */
    private Optional<Finding> equation(Claim claim) {
        Equations equations = new Equations(model, claims.derivedName());
        Optional<Finding> last = Optional.empty();
        for (Claim equation : equations.of(claim)) {
            LineReadings readings = new LineReadings(model, sampleSizes, names(claim));
            last = Optional.of(judge(equation)).filter(Finding::isSound).or(() -> readings.both(equation)
                    .filter(read -> solutions.isStationary(equations, read))
                    .findFirst()
                    .map(solutions::stationary));
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    /** {@code dR = A dX B} speaks of differentials when it uses some that no line gives. */
    private Optional<Finding> differential(Claim claim, GradientOf gradient) {
        boolean changes = InnerDifferentials.areUsed(claim, model, gradient.variable(), book.given());
        if (!changes || model.dialect(claim.statement()) != Dialect.LATEX) {
            return Optional.empty();
        }
        DifferentialOf of = new DifferentialOf(
                new Expr.Name(gradient.name(), claim.statement().span()));
        Claim read = new LineReadings(model, sampleSizes, Map.of()).first(claim.about(of));
        Finding found = judged(InnerDifferentials.named(read), false);
        return found.isSound() ? Optional.of(found) : Optional.empty();
    }

    /** {@code dL = E : dB s} says by how much a number changes with B, whatever else it depends on. */
    private Optional<Finding> alone(Claim claim) {
        return claim.subject() instanceof DifferentialOf of
                        && model.dialect(claim.statement()) == Dialect.LATEX
                        && of.left() instanceof Expr.Name name
                        && model.find(name.id()).filter(Node::isScalar).isPresent()
                ? Optional.of(judged(claim.about(new DifferentialOf(of.left(), true)), false))
                        .filter(Finding::isSound)
                : Optional.empty();
    }

    private Map<String, Node> names(Claim claim) {
        Map<String, Node> names = new LinkedHashMap<>(book.claimed(claim));
        if (claim.subject() instanceof DifferentialOf differential) {
            try {
                Node left = model.resolve(differential.left(), names);
                names.putAll(truths.differentials(left, claim.right(), Map.copyOf(names), differential.alone())
                        .names());
            } catch (ChainruleException e) {
                // The line says so itself.
            }
        }
        return names;
    }

    /** Whether a line has a meaning in some reading, so that it is a claim. */
    private static boolean fits(Finding finding) {
        return finding.comparison()
                .filter(comparison -> Double.isFinite(comparison.maxRelError()))
                .isPresent();
    }

    private Step step(Claim claim) {
        return new Step(model, truths, comparisons, book, claim, layout);
    }

    /** @param blame whether a line above may be put right, for which this one is to blame */
    private Finding judged(Claim claim, boolean blame) {
        Step step = step(claim);
        try {
            return claim.isHelper()
                    ? step.helper()
                    : step.compare(strict.contains(book.findings().size()), blame);
        } catch (NotationException e) {
            return step.unreadable(e.diagnostics().get(0));
        } catch (ChainruleException e) {
            return step.unreadable(model.source()
                    .diagnostic(claim.statement().span().start(), e.sentence().firstLine(), Message.NONE));
        }
    }
}
