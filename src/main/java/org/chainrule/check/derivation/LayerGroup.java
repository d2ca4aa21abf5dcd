package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.InLayer;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.SyntaxPrinter;

/** What was found about one line in each of its layers, and what that says about the line. */
final class LayerGroup {
    /** What is wrong may show in one layer and not in another: so many are looked at. */
    private static final int MOST_SEARCHED = 2;

    /** Of more layers that stand side by side the first and the last are named. */
    private static final int MOST_NUMBERS = 6;

    private final Model model;
    private final Samples samples;
    /** Names that lines use and no line gives. */
    private final Set<String> taken;

    private final String derived;
    private final List<Judged> judged = new ArrayList<>();

    /** The line in one layer. */
    private record Judged(Finding finding, JudgedLine line, Optional<Expr> fix, int number) {}

    /** A mended line with the number left open. */
    private record Mended(JudgedLine.Mend mend, Optional<Expr> fix) {}

    /**
     * A line for several layers.
     *
     * @param taken names that lines use and no line gives
     * @param derived the name of what is derived
     */
    LayerGroup(Model model, Samples samples, Set<String> taken, String derived) {
        this.derived = derived;
        this.model = model;
        this.samples = samples;
        this.taken = taken;
    }

    /**
     * Adds the line in one more layer, in the order in which they are judged.
     *
     * @param fix its corrected right-hand side
     */
    void add(Finding finding, JudgedLine line, Optional<Expr> fix) {
        judged.add(new Judged(
                finding, line, fix, finding.claim().layer().map(InLayer::number).orElseThrow()));
    }

    /** Whether what is wrong is still to be searched for, when the line is wrong in one more layer. */
    boolean isToBeSearched() {
        return with(Verdict.REFUTED).size() < MOST_SEARCHED;
    }

    private List<Judged> with(Verdict verdict) {
        return judged.stream().filter(each -> each.line.verdict() == verdict).toList();
    }

    /** One line for all: the weakest verdict counts. */
    JudgedLine whole() {
        for (Verdict verdict : List.of(Verdict.REFUTED, Verdict.FOLLOWS, Verdict.UNDECIDED)) {
            List<Judged> those = with(verdict);
            if (!those.isEmpty()) {
                return verdict == Verdict.REFUTED ? refuted(those) : weak(those);
            }
        }
        Judged first = judged.get(0);
        List<Judged> agreeing = with(Verdict.AGREES);
        List<Message> notes = new ArrayList<>();
        if (agreeing.isEmpty() || agreeing.size() == judged.size()) {
            notes.add(Message.of("note.layers", numbers(judged)));
        } else {
            notes.add(Message.of("note.layers_proved", numbers(with(Verdict.PROVED)), numbers(agreeing)));
        }
        notes.addAll(all(JudgedLine::notes));
        return line(first, agreeing.isEmpty() ? Verdict.PROVED : Verdict.AGREES, notes, Optional.empty());
    }

    private JudgedLine weak(List<Judged> those) {
        List<Message> notes = new ArrayList<>();
        notes.add(Message.of("note.layers", numbers(those)));
        right(those).ifPresent(notes::add);
        notes.addAll(those.get(0).line.notes());
        return line(those.get(0), those.get(0).line.verdict(), notes, Optional.empty());
    }

    private JudgedLine refuted(List<Judged> wrong) {
        Judged first = wrong.get(0);
        Optional<Mended> everywhere = wrong.stream()
                .limit(MOST_SEARCHED)
                .map(this::mendedEverywhere)
                .flatMap(Optional::stream)
                .findFirst();
        List<Message> notes = new ArrayList<>();
        notes.add(
                wrong.size() == 1
                        ? Message.of("note.layers_wrong", numbers(wrong))
                        : Message.of("note.layers_first", first.number, numbers(wrong)));
        right(wrong).ifPresent(notes::add);
        Optional<Mended> mended =
                everywhere.or(() -> first.line.diagnosis().map(mend -> new Mended(mend, Optional.empty())));
        if (everywhere.isEmpty() && mended.isPresent()) {
            notes.add(Message.of("note.layers_mend", first.number));
        }
        notes.addAll(first.line.notes());
        return line(first, Verdict.REFUTED, notes, mended);
    }

    /** Which layers are right, where not all are wrong. */
    private Optional<Message> right(List<Judged> others) {
        List<Judged> right = judged.stream().filter(each -> each.line.isRight()).toList();
        return right.isEmpty() || others.isEmpty()
                ? Optional.empty()
                : Optional.of(Message.of("note.layers_right", numbers(right)));
    }

    private JudgedLine line(Judged shown, Verdict verdict, List<Message> notes, Optional<Mended> mended) {
        JudgedLine line = shown.line;
        LayerNames names = names(shown.finding);
        InLayer layer = shown.finding.claim().layer().orElseThrow();
        List<Message> more = new ArrayList<>(notes);
        taken().ifPresent(more::add);
        boolean isFollowing = verdict == Verdict.FOLLOWS;
        return new JudgedLine(
                new JudgedLine.Written(
                        line.line(),
                        line.written().cell(),
                        line.claim(),
                        new Typesetting(
                                        model,
                                        shown.finding,
                                        layer.whole().template(),
                                        part -> names.in(part, shown.number))
                                .typesetExpr(mended.flatMap(Mended::fix)),
                        judged.stream()
                                .flatMap(each -> each.line.written().gradients().stream())
                                .distinct()
                                .toList(),
                        judged.stream().map(Judged::number).sorted().toList()),
                verdict,
                new JudgedLine.Reading(line.convention().map(convention -> names.open(convention, shown.number))),
                new JudgedLine.Evidence(
                        judged.stream()
                                .mapToDouble(each -> each.line.evidence().maxRelError())
                                .max()
                                .orElse(Double.NaN),
                        line.evidence().points(),
                        line.evidence().counterexample(),
                        proofs(),
                        all(each -> each.evidence().facts()),
                        line.evidence().apart()),
                new JudgedLine.Blame(
                        isFollowing ? line.because() : OptionalInt.empty(), mended.map(Mended::mend), line.error()),
                more);
    }

    private Optional<Message> taken() {
        Set<String> used = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>();
        for (Judged each : judged) {
            each.finding.claim().symbol().ifPresent(own::add);
            LayerOrder.used(each.finding.claim().statement(), derived).stream()
                    .filter(taken::contains)
                    .forEach(used::add);
        }
        used.removeAll(own);
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(Message.of("note.layers_taken", String.join(", ", used)));
    }

    /** The steps of the proof in each layer. */
    private List<Message> proofs() {
        List<Message> steps = new ArrayList<>();
        for (Judged each : judged) {
            for (Message step : each.line.evidence().proof()) {
                steps.add(Message.say("l = {0}, {1}", each.number, step));
            }
        }
        return steps;
    }

    private List<Message> all(Function<JudgedLine, List<Message>> messages) {
        Set<Message> found = new LinkedHashSet<>();
        judged.forEach(each -> found.addAll(messages.apply(each.line)));
        return List.copyOf(found);
    }

    private LayerNames names(Finding finding) {
        Set<String> names = new LinkedHashSet<>(model.names().keySet());
        names.addAll(finding.names().keySet());
        return new LayerNames(names);
    }

    /** What mends the line in one layer with the number left open, if it mends the line in every layer. */
    private Optional<Mended> mendedEverywhere(Judged wrong) {
        Optional<JudgedLine.Mend> mend = wrong.line.diagnosis();
        Optional<Expr> fix = wrong.fix;
        if (mend.isEmpty() || fix.isEmpty()) {
            return Optional.empty();
        }
        LayerNames names = names(wrong.finding);
        Expr open = names.open(fix.get(), wrong.number);
        boolean mends = judged.stream().allMatch(each -> holds(names.in(open, each.number), each.finding));
        return mends
                ? Optional.of(new Mended(
                        new JudgedLine.Mend(
                                mend.get().kind(),
                                names.open(mend.get().message(), wrong.number),
                                Optional.of(SyntaxPrinter.print(open)),
                                mend.get().excerpt()),
                        Optional.of(open)))
                : Optional.empty();
    }

    private boolean holds(Expr fix, Finding finding) {
        Node truth = finding.ideal();
        try {
            return truth != null && samples.agree(truth, model.resolve(fix, finding.names()));
        } catch (ChainruleException e) {
            // What fits in one layer does not fit in another.
            return false;
        }
    }

    private static String numbers(List<Judged> layers) {
        List<Integer> numbers = layers.stream().map(Judged::number).sorted().toList();
        int last = numbers.size() - 1;
        return numbers.size() > MOST_NUMBERS && numbers.get(last) - numbers.get(0) == last
                ? numbers.get(0) + ", …, " + numbers.get(last)
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
