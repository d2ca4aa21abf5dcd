package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.Assumptions;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.symbolic.prove.Proof;
import org.jspecify.annotations.Nullable;

/**
 * Judges the derivation of a model: every line against the truth, and as a step from the lines it uses, so that the first
 * wrong line is blamed and the later ones follow from it.
 *
 * <pre>{@code
 * Model model = Model.parse("input x [3]; J = sum(x^2)\nderive J\ndx = x");
 * Judgement judgement = Derivation.judge(model, Derivation.Settings.DEFAULT);
 * judgement.firstWrong().orElseThrow().diagnosis();   // factor_2: dx = 2 * x
 * }</pre>
 */
public final class Derivation {
    /** Readings of which the numbers decide. */
    private static final Set<String> UNPROVED = Set.of(GivenValues.NAME, Solutions.NAME);

    private final Model model;
    private final Settings settings;
    private final Claims claims;
    private final TrueGradients truths;
    private final Assumptions assumptions;
    /** Numbers that the file gives as inputs, such as m = 5, stay; other data make way for random points. */
    private final List<Binding> given;

    private final Samples samples;
    private final List<Finding> findings;
    private final Proving proving;

    /**
     * How a derivation is judged.
     *
     * @param seed where the random points start
     * @param explain whether wrong lines are searched for what is wrong
     * @param prove whether right lines are proved
     */
    public record Settings(long seed, boolean explain, boolean prove) {
        /** Seed 0, with everything. */
        public static final Settings DEFAULT = new Settings(0, true, true);

        /** Another seed. */
        public Settings withSeed(long other) {
            return new Settings(other, explain, prove);
        }
    }

    /** Whether sizes that the file leaves open have been chosen: what is proved then, is proved for them. */
    private final boolean chosenSizes;

    private final Hypotheses hypotheses;
    private final Map<Integer, LineDiagnosis.Result> diagnoses = new LinkedHashMap<>();

    /** Lines that follow from another, which was found to be the wrong one, by number. */
    private final Map<Integer, Integer> moved = new LinkedHashMap<>();

    /** Sought when a line is wrong. */
    private @Nullable ProgramBlame blame;

    /** How the model was read, where that is not as it stands. */
    private Optional<Message> reading = Optional.empty();

    private final Manners manners;
    private final LineNotes lineNotes;
    private final Doubt doubt;
    /** The numbers of lines that were perhaps misread. */
    private final Set<Integer> doubted = new LinkedHashSet<>();

    /** The lines at free sizes, where some have been chosen: those that are right there need no second search. */
    private final List<Finding> free;

    private Derivation(Model model, Program program, Settings settings, boolean chosenSizes, List<Finding> free) {
        this.free = free;
        this.model = model;
        this.chosenSizes = chosenSizes;
        this.settings = settings;
        this.claims = Claims.of(model, program);
        this.manners = new Manners(model, claims.lines());
        this.truths = new TrueGradients(model);
        this.lineNotes = new LineNotes(model, truths);
        this.assumptions = assumptions();
        this.given = given(model);
        this.samples = samples();
        this.proving = new Proving(truths, assumptions, claims.assumptions(), given);
        this.findings = findings();
        this.doubt = new Doubt(model, findings);
        this.hypotheses = new Hypotheses(model, samples, assumptions, given, settings.seed());
    }

    /**
     * Judges all claims of a model.
     *
     * @throws ChainruleException when an assumption has no meaning
     */
    public static Judgement judge(Model model, Settings settings) {
        Model modest = ModestSize.of(model);
        Program program = Program.of(modest);
        Optional<Model> sized = program.needsSizes() ? modest.withDistinctSizes() : Optional.empty();
        if (sized.isPresent()) {
            return new Derivation(sized.get(), Program.of(sized.get()), settings, true, List.of())
                    .judgement(Optional.empty());
        }
        Derivation asWritten = new Derivation(modest, program, settings, false, List.of());
        Optional<Model> turned = LabelsInRows.of(modest, asWritten.findings);
        if (turned.isPresent()) {
            Derivation inRows = new Derivation(turned.get(), Program.of(turned.get()), settings, false, List.of());
            if (LabelsInRows.suit(asWritten.findings, inRows.findings)) {
                inRows.reading = Optional.of(LabelsInRows.SENTENCE);
                return inRows.judgement(Optional.empty());
            }
        }
        Optional<Model> others = OtherSizes.of(asWritten.model, asWritten.findings);
        if (others.isEmpty()) {
            return asWritten.judgement(Optional.empty());
        }
        Program other = Program.of(others.get());
        boolean same = other.steps().size() == program.steps().size();
        Derivation elsewhere =
                new Derivation(others.get(), other, settings, true, same ? asWritten.findings : List.of());
        // a program that can be followed further where sizes are numbers has other lines there
        return same ? asWritten.judgement(Optional.of(elsewhere)) : elsewhere.judgement(Optional.empty());
    }

    private Assumptions assumptions() {
        List<Assumptions.Equation> equations = new ArrayList<>();
        for (Statement.Assume assume : claims.assumptions()) {
            equations.add(new Assumptions.Equation(
                    model.resolve(assume.left(), Map.of()), model.resolve(assume.right(), Map.of())));
        }
        return new Assumptions(equations);
    }

    /** Points for the lines: all leaves have values, and the truth of every line is finite. */
    private Samples samples() {
        Set<Node> roots = new LinkedHashSet<>(model.leaves());
        model.lossName().ifPresent(name -> roots.add(model.get(name)));
        claims.lines().forEach(claim -> roots.addAll(truths.roots(claim)));
        return Samples.of(List.copyOf(roots), assumptions, given, settings.seed());
    }

    private static List<Binding> given(Model model) {
        return model.bindings().stream()
                .filter(binding -> binding.leaf().op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT)
                .filter(binding -> binding.leaf().isScalar() || Hypotheses.isLabel(binding))
                .toList();
    }

    /** @param other the same lines at other sizes, where some are judged better */
    private Judgement judgement(Optional<Derivation> other) {
        List<JudgedLine> lines = new ArrayList<>();
        Leftovers leftovers = new Leftovers(model, claims, findings);
        Map<Statement, LayerGroup> groups = new LinkedHashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            int number = i;
            Optional<Message> reason = other.flatMap(that -> OtherSizes.reason(findings, that.findings, number));
            Derivation chosen = reason.isPresent() ? other.orElseThrow() : this;
            int at = chosen == this
                    ? i
                    : OtherSizes.index(findings, chosen.findings, i).orElseThrow();
            Finding finding = chosen.findings.get(at);
            boolean acquitted = settings.explain()
                    && finding.verdict() == Verdict.REFUTED
                    && chosen.blame().acquits(finding);
            if (leftovers.isJudged(finding) && !leftovers.isRightElsewhere(i) && !acquitted) {
                Optional<LayerGroup> group = finding.claim()
                        .layer()
                        .map(layer -> groups.computeIfAbsent(
                                layer.whole(),
                                whole -> new LayerGroup(
                                        chosen.model,
                                        chosen.samples,
                                        claims.taken().keySet(),
                                        claims.derivedName())));
                boolean explain = settings.explain()
                        && group.map(LayerGroup::isToBeSearched).orElse(true);
                Judged judged = chosen.judged(at, explain);
                Optional<Message> sized = chosenSizes ? Optional.of(Message.of("note.sized")) : reason;
                JudgedLine judgedLine = sized.map(judged.line()::with).orElse(judged.line());
                group.ifPresentOrElse(each -> each.add(finding, judgedLine, judged.fix()), () -> lines.add(judgedLine));
                judged.other()
                        .filter(line -> lines.stream().noneMatch(line::isSameAs))
                        .ifPresent(lines::add);
            }
        }
        if (blame != null) {
            blame.addTo(lines);
        }
        groups.values().forEach(group -> lines.add(group.whole()));
        lines.sort((a, b) -> Integer.compare(a.line(), b.line()));
        return new Judgement(
                model.source().name(),
                lines,
                new Judgement.Rest(
                        leftovers.unjudged().stream()
                                .filter(each -> lines.stream().noneMatch(line -> line.line() == each.line()))
                                .toList(),
                        leftovers.missing()),
                warnings(),
                settings.seed(),
                samples.count());
    }

    /** What is to be said of the model itself. */
    private List<Message> warnings() {
        List<Message> warnings = new ArrayList<>(reading.stream().toList());
        if (settings.explain() && model.lossName().isPresent()) {
            warnings.addAll(LossWarnings.of(model.loss()));
        }
        return warnings;
    }

    private List<Finding> findings() {
        Optional<Layout> said = Layout.said(model.source().text());
        return said.equals(Optional.of(Layout.DENOMINATOR))
                ? findings(Layout.DENOMINATOR)
                : said.orElse(Layout.DENOMINATOR).kept(this::findings);
    }

    private List<Finding> findings(Layout layout) {
        return RowNames.kept(model, findings(layout, false), () -> findings(layout, true));
    }

    private List<Finding> findings(Layout layout, boolean rows) {
        Set<Integer> strict = new LinkedHashSet<>();
        while (true) {
            Comparisons comparisons = new Comparisons(
                    samples,
                    proving,
                    line -> settings.prove()
                            && (!chosenSizes
                                    || (!free.isEmpty() && free.get(line).isSound())));
            List<Finding> findings = new JudgingPass(claims, model, truths, comparisons, strict, layout, rows).run();
            boolean more = strict.addAll(Conventions.unjustified(findings));
            more |= claims.suspendNotUnderstood(findings);
            more |= claims.findReused(findings);
            more |= UnnamedArguments.find(model, claims, findings, truths, samples);
            if (!more) {
                return findings;
            }
        }
    }

    private ProgramBlame blame() {
        if (blame == null) {
            blame = new ProgramBlame(model, truths, samples, findings, this::mended);
        }
        return blame;
    }

    private LineDiagnosis.Result mended(int index) {
        return diagnoses.computeIfAbsent(index, i -> new LineDiagnosis(model, samples).mend(findings, i));
    }

    /** Whether it is known what is wrong with a line: one thing, or shapes within it that do not fit each other. */
    private boolean isExplained(int index) {
        return findings.get(index).claimed() == null || mended(index).onlyEdit().isPresent();
    }

    private boolean isDecided(Finding finding) {
        return finding.verdict() == Verdict.AGREES || finding.verdict() == Verdict.REFUTED || isOpen(finding);
    }

    /** Whether both sides could be computed, yet the points do not say enough: a proof then decides. */
    private boolean isOpen(Finding finding) {
        return finding.verdict() == Verdict.UNDECIDED
                && samples.count() > 0
                && finding.error().isEmpty()
                && finding.comparison().isPresent();
    }

    /** A judged line, and its corrected right-hand side as far as one is known. */
    private record Judged(JudgedLine line, Optional<Expr> fix, Optional<JudgedLine> other) {}

    /** Proves and explains a line. */
    private Judged judged(int index, boolean explain) {
        Finding finding = findings.get(index);
        Optional<Proof> proof = settings.prove()
                        && isDecided(finding)
                        && !UNPROVED.contains(finding.understood().name())
                ? proving.prove(finding, findings)
                : Optional.empty();
        Claim claim = finding.claim();
        List<Message> notes = lineNotes.of(finding, proof.isPresent() && !chosenSizes);
        Verdict verdict = finding.verdict();
        Optional<JudgedLine.Mend> mend = isDecided(finding)
                ? LostDomain.nowhere(finding, samples).or(() -> GivenValues.mend(finding))
                : Optional.empty();
        if (mend.isPresent()) {
            verdict = Verdict.REFUTED;
            proof = Optional.empty();
        } else if (proof.isPresent()) {
            mend = verdict == Verdict.REFUTED ? LostDomain.of(finding) : mend;
            if (mend.isPresent()) {
                proof = Optional.empty();
            } else if (verdict == Verdict.AGREES || (isOpen(finding) && !chosenSizes)) {
                verdict = Verdict.PROVED;
            } else if (verdict == Verdict.REFUTED) {
                // Numbers and algebra contradict each other: one of them is wrong, and the line may be right.
                verdict = Verdict.UNDECIDED;
                notes.add(Message.of("note.contradiction"));
            }
        }
        if (verdict == Verdict.REFUTED && mend.isEmpty()) {
            mend = LostDomain.of(finding, samples);
        }
        Optional<Expr> fix = Optional.empty();
        OptionalInt elsewhere = OptionalInt.empty();
        OptionalInt culprit = finding.because().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(moved.getOrDefault(
                        finding.because().getAsInt(), finding.because().getAsInt()));
        if (settings.explain() && (verdict == Verdict.REFUTED || verdict == Verdict.FOLLOWS) && mend.isEmpty()) {
            OptionalInt line = blame().culprit(finding);
            culprit = line.isPresent() ? line : culprit;
            verdict = line.isPresent() ? Verdict.FOLLOWS : verdict;
        }
        boolean formula = model.dialect(claim.statement()) == Dialect.LATEX;
        boolean refuted = verdict == Verdict.REFUTED && mend.isEmpty();
        boolean wrong = refuted && explain;
        Optional<Message> signs = (wrong && formula ? hypotheses.ofSigns(finding) : Optional.<Message>empty())
                .or(() ->
                        wrong ? StatedCase.of(finding, model, assumptions, given, settings.seed()) : Optional.empty());
        boolean partial = (refuted && doubt.isPartial(claim))
                || ((refuted || verdict == Verdict.FOLLOWS) && doubt.isOfUnknown(claim));
        boolean guessed = refuted && !partial && doubt.isGuessed(claim);
        boolean strange = refuted && explain && doubt.isStrange(index, this::isExplained);
        Optional<Diagnostic> error = finding.error();
        if (verdict == Verdict.FOLLOWS && doubted.contains(culprit.orElse(0))) {
            verdict = Verdict.UNDECIDED;
            error = Optional.of(doubt.said(claim, culprit.getAsInt()));
        } else if (signs.isPresent()) {
            verdict = Verdict.UNDECIDED;
            error = Optional.of(model.source().diagnostic(claim.right().span().start(), signs.get(), Message.NONE));
            doubted.add(claim.line());
        } else if (partial
                || ((strange || (guessed && !Doubt.isSlip(claim, mended(index))))
                        && hypotheses.of(finding).isEmpty())) {
            verdict = Verdict.UNDECIDED;
            error = Optional.of(doubt.said(claim));
            doubted.add(claim.line());
        } else if (wrong) {
            LineDiagnosis.Result result = mended(index);
            boolean here = blame().isMended(finding);
            mend = result.fix().isPresent() && (!here || result.elsewhere().isEmpty())
                    ? result.mend()
                    : blame().mend(finding).or(result::mend);
            fix = result.fix();
            elsewhere = here ? OptionalInt.empty() : result.elsewhere();
            result.note().ifPresent(notes::add);
            hypotheses.of(finding).ifPresent(notes::add);
        }
        Optional<JudgedLine> other = Optional.empty();
        if (elsewhere.isPresent()) {
            Claim source = findings.get(elsewhere.getAsInt()).claim();
            Typesetting there = new Typesetting(model, findings.get(elsewhere.getAsInt()));
            other = Optional.of(blamed(source, claim, mend.map(found -> manners.pasted(there, found, source))));
            notes.add(say("what is wrong stands in line {0}", source.line()));
            culprit = OptionalInt.of(source.line());
            verdict = Verdict.FOLLOWS;
            moved.put(claim.line(), source.line());
            mend = Optional.empty();
        }
        Typesetting typesetting = new Typesetting(model, finding);
        mend = mend.map(found -> manners.pasted(typesetting, found, claim));
        boolean ofLeft = mend.filter(JudgedLine.Mend::isOfLeft).isPresent();
        JudgedLine line = new JudgedLine(
                new JudgedLine.Written(
                        claim.line(),
                        cell(claim),
                        claim.text(),
                        typesetting.typeset(mend.flatMap(JudgedLine.Mend::fix)),
                        gradients(claim),
                        List.of()),
                verdict,
                new JudgedLine.Reading(LineNotes.convention(finding)),
                JudgedLine.Evidence.of(
                        ofLeft ? finding.comparison().map(ComparisonAtPoints::turned) : finding.comparison(),
                        proof.map(Proving::steps).orElse(List.of()),
                        proof.map(Proving::facts)
                                .orElse(verdict == Verdict.AGREES ? Proving.exceptions(finding) : List.of()),
                        verdict == Verdict.REFUTED ? apart(finding) : Optional.empty()),
                new JudgedLine.Blame(verdict == Verdict.UNDECIDED ? OptionalInt.empty() : culprit, mend, error),
                notes);
        return new Judged(line, fix, other);
    }

    /** Both sides of a wrong line, with what it uses as it should be. */
    private Optional<JudgedLine.Apart> apart(Finding finding) {
        Node truth = finding.ideal();
        ExpressionReader reader = ExpressionReader.of(model, finding.names());
        if (truth == null) {
            return Optional.empty();
        }
        Expr written = finding.claim().right();
        Optional<Node> claimed = reader.find(written).or(() -> Optional.ofNullable(finding.claimed()));
        Map<String, Node> names = new LinkedHashMap<>();
        written.parts().stream().filter(Expr.Name.class::isInstance).forEach(name -> reader.find(name)
                .ifPresent(node -> names.put(((Expr.Name) name).id(), node)));
        return Optional.of(new JudgedLine.Apart(claimed, truth, names, assumptions, given));
    }

    private static List<String> gradients(Claim claim) {
        return claim.statement() instanceof Statement.Unreadable || claim.subject() instanceof GradientOf
                ? claim.symbol().stream().toList()
                : List.of();
    }

    private String cell(Claim claim) {
        return model.source().cell(claim.statement().span().start());
    }

    /** A helper, or an earlier value of a name, that makes a line below wrong. */
    private JudgedLine blamed(Claim claim, Claim spoilt, Optional<JudgedLine.Mend> mend) {
        return new JudgedLine(
                new JudgedLine.Written(
                        claim.line(), cell(claim), claim.text(), JudgedLine.Typeset.NONE, gradients(claim), List.of()),
                Verdict.REFUTED,
                JudgedLine.Reading.PLAIN,
                JudgedLine.Evidence.NONE,
                new JudgedLine.Blame(OptionalInt.empty(), mend, Optional.empty()),
                List.of(say("it makes line {0} wrong", spoilt.line())));
    }
}
