package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.diagnose.Kind;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.ProgramRepairs;
import org.chainrule.notation.model.ProgramRepairs.Found;
import org.chainrule.notation.model.ProgramRepairs.Repair;
import org.chainrule.notation.model.ProgramRunner;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;

/**
 * The line of a program that makes its gradients wrong, where it is carried out in rounds or called as a function: it claims
 * nothing by itself, and a gradient is told to be wrong where it ends. A line is to blame when a small change of it puts all of
 * them right and leaves those that are right as they are.
 */
final class ProgramBlame {
    private static final Set<String> OF_OTHERS =
            Set.of(Kind.MISSING_TERM.id(), Kind.MISSING_SHARED_PATH.id(), Kind.STATISTICS_AS_CONSTANTS.id());

    private final Model model;
    private final TrueGradients truths;
    private final Samples samples;
    private final List<Finding> findings;
    private final Optional<Repair> repair;

    /** @param mended what is wrong with a line by itself, by its index */
    ProgramBlame(
            Model model,
            TrueGradients truths,
            Samples samples,
            List<Finding> findings,
            IntFunction<LineDiagnosis.Result> mended) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.findings = findings;
        // one slip makes one line wrong, or many that have nothing to do with each other
        long wrong = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.REFUTED && isOfProgram(finding))
                .map(finding -> finding.claim().symbol())
                .distinct()
                .count();
        OptionalInt first = IntStream.range(0, findings.size())
                .filter(i -> findings.get(i).verdict() == Verdict.REFUTED && isOfProgram(findings.get(i)))
                .findFirst();
        Optional<ProgramRepairs> program = first.isEmpty()
                ? Optional.empty()
                : ProgramRunner.repairs(
                                model,
                                findings.get(first.getAsInt())
                                        .claim()
                                        .statement()
                                        .span()
                                        .start())
                        .filter(found -> found.hasRounds() || handsOn(findings.get(first.getAsInt())));
        this.repair = program.filter(found -> wrong > 1
                        || isGuessed(findings.get(first.getAsInt()))
                        || found.isInLoop(line(findings.get(first.getAsInt())))
                        || !isSlip(findings.get(first.getAsInt()), mended.apply(first.getAsInt())))
                .flatMap(this::repair);
    }

    private static int line(Finding finding) {
        return finding.claim().line();
    }

    /** Whether a line whose name says nothing was taken for a gradient, since one line below it would be right so. */
    private boolean isGuessed(Finding finding) {
        String symbol = finding.claim().symbol().orElse("");
        return finding.claim().subject() instanceof GradientOf gradient
                && !symbol.equals(gradient.symbol())
                && !(symbol.startsWith("d") && model.find(symbol.substring(1)).isPresent());
    }

    /** Whether a line that was taken for the wrong one is a helper, and another line is to blame. */
    boolean acquits(Finding finding) {
        return isGuessed(finding)
                && repair.filter(found -> line(found) != line(finding)).isPresent();
    }

    /** Whether a line has a slip of its own: what lacks a path, or is mended by twice as much, lacks what other lines make. */
    private static boolean isSlip(Finding finding, LineDiagnosis.Result result) {
        Span written = finding.claim().statement().span();
        // what a function makes is followed through its lines, and any of them may be wrong
        boolean ofManyLines = finding.claim().right().parts().stream()
                .map(Expr::span)
                .anyMatch(part -> part.end() > 0 && (part.start() < written.start() || part.end() > written.end()));
        if (handsOn(finding) || ofManyLines) {
            return false;
        }
        int longest = 2 * (written.end() - written.start()) + 20;
        return result.fix().isPresent()
                && result.elsewhere().isEmpty()
                && result.onlyEdit()
                        .filter(mend -> !OF_OTHERS.contains(mend.kind())
                                && mend.fix()
                                        .filter(fix -> fix.length() > longest)
                                        .isEmpty())
                        .isPresent();
    }

    /** Whether a line only gives what others have made another shape, {@code dx = dx_flat.reshape(N, T, V)}, or adds it up. */
    private static boolean handsOn(Finding finding) {
        return ProgramRepairs.handsOn(finding.claim().right());
    }

    private static boolean isOfProgram(Finding finding) {
        return finding.claim().subject() instanceof GradientOf
                && finding.claim().statement() instanceof Statement.Define
                && finding.ideal() != null;
    }

    private Optional<Repair> repair(ProgramRepairs repairs) {
        // a name's claim is its last version
        Map<String, Finding> last = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> isOfProgram(finding) && !isGuessed(finding))
                .forEach(finding -> last.put(finding.claim().symbol().orElseThrow(), finding));
        last.values().removeIf(finding -> finding.verdict() == Verdict.UNDECIDED);
        Optional<Repair> found = repair(repairs, last, true);
        return found.isPresent() ? found : repair(repairs, last, false);
    }

    /** @param any whether a helper that is the gradient by some part of the loss is right, whatever it is called */
    private Optional<Repair> repair(ProgramRepairs repairs, Map<String, Finding> claimed, boolean any) {
        Map<String, Finding> last = new LinkedHashMap<>(claimed);
        Map<String, Finding> known = rightByTheirNames(last.values(), false);
        if (any) {
            Map<String, Finding> more = rightByTheirNames(last.values(), true);
            if (known.keySet().containsAll(more.keySet())) {
                return Optional.empty();
            }
            known.putAll(more);
        }
        last.putAll(known);
        Set<String> right = new LinkedHashSet<>();
        last.forEach((name, finding) -> {
            if (finding.isSound()) {
                right.add(name);
            }
        });
        Set<String> wrong = new LinkedHashSet<>(last.keySet());
        wrong.removeAll(right);
        return wrong.isEmpty()
                ? Optional.empty()
                : repairs.first(wrong, right, refuted(), samples::agree, (mended, found) -> last.entrySet().stream()
                        .filter(each -> mended.contains(each.getKey()) || right.contains(each.getKey()))
                        .allMatch(each -> isRight(each.getValue(), found)));
    }

    /** Lines that claim nothing and give what they are called after: what makes them wrong is no mend. */
    private Map<String, Finding> rightByTheirNames(Collection<Finding> claimed, boolean any) {
        Map<String, Finding> right = new LinkedHashMap<>();
        claimed.stream().findFirst().ifPresent(claim -> {
            Node of = ((GradientOf) claim.claim().subject()).of();
            Set<Node> forward = new LinkedHashSet<>(of.ancestors());
            Set<Node> unnamed = new LinkedHashSet<>(forward);
            // what has a name has a gradient by that name
            unnamed.removeAll(model.names().values());
            Map<String, Node> own = HelperClaims.own(forward, findings);
            for (Finding finding : findings) {
                String symbol = finding.claim().symbol().orElse("");
                Node value = finding.claimed();
                Node node = own.get(symbol);
                boolean named = symbol.startsWith("d") || symbol.startsWith("δ");
                Collection<Node> by = node != null ? Set.of(node) : any && named ? unnamed : Set.<Node>of();
                if (((finding.claim().isHelper() && finding.isSound()) || isGuessed(finding))
                        && value != null
                        && by.stream().anyMatch(part -> isGradient(of, part, value))) {
                    right.put(symbol, finding);
                } else {
                    right.remove(symbol);
                }
            }
        });
        return right;
    }

    private boolean isGradient(Node of, Node part, Node value) {
        return part != of
                && part.isVariable()
                && part.type().isReal()
                && part.shape().sameShape(value.shape())
                && samples.agree(truths.gradient(of, part), value);
    }

    private Set<Integer> refuted() {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.REFUTED
                        && (!isGuessed(finding)
                                || finding.claim().symbol().orElse("").startsWith("d")))
                .map(finding -> finding.claim().line())
                .collect(Collectors.toSet());
    }

    /** Whether a gradient is right, or m times as large as one of a quantity in between that the lines divide by m in the end. */
    private boolean isRight(Finding finding, Found found) {
        Node truth = finding.ideal();
        Optional<Node> node = finding.claim().symbol().flatMap(found::find);
        boolean same = node.isPresent() && node.get() == finding.claimed();
        return truth != null
                && node.isPresent()
                && (((finding.isSound() || isGuessed(finding)) && same)
                        || samples.agree(truth, node.get())
                        || (finding.claim().subject() instanceof GradientOf gradient
                                && samples.agree(truths.timesSamples(gradient), node.get())));
    }

    /** The line that a wrong line follows from; none where it is wrong itself. */
    OptionalInt culprit(Finding finding) {
        return repair.filter(found -> finding.claim()
                        .symbol()
                        .filter(found.mended()::contains)
                        .isPresent())
                .map(this::line)
                .filter(line -> line != finding.claim().line() && isOfProgram(finding))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private int line(Repair found) {
        return model.source().line(found.span().start());
    }

    /** Whether a line is to blame, and it is known what should stand there. */
    boolean isMended(Finding finding) {
        return repair.filter(found -> !found.right().isEmpty() && line(found) == line(finding))
                .isPresent();
    }

    /** What is wrong with a line of a gradient, where it is this line that is to blame. */
    Optional<JudgedLine.Mend> mend(Finding finding) {
        return repair.filter(found -> line(found) == finding.claim().line()).map(this::mend);
    }

    private JudgedLine.Mend mend(Repair found) {
        return new JudgedLine.Mend(
                Kind.OTHER.id(),
                found.right().isEmpty()
                        ? say("`{0}` is not the gradient that it is called", found.wrong())
                        : say("write `{0}` for `{1}`", found.right(), found.wrong()),
                found.whole().filter(ProgramBlame::isFormula),
                Optional.of(model.source().excerpt(found.at())));
    }

    /** Whether what is written in a program is a formula of the notation as well. */
    private static boolean isFormula(String written) {
        try {
            Syntax.parseExpression(Source.of("fix", written)).result();
            return true;
        } catch (NotationException e) {
            return false;
        }
    }

    /** Adds the line that is to blame to those that have been judged, which it may be among as the wrong one. */
    void addTo(List<JudgedLine> lines) {
        line().filter(line -> lines.stream().noneMatch(line::isSameAs)).ifPresent(line -> {
            lines.removeIf(each -> each.line() == line.line());
            lines.add(line);
        });
    }

    /** What is said of the line that is to blame. */
    private Optional<JudgedLine> line() {
        return repair.map(found -> {
            Source source = model.source();
            String text = source.text(found.span()).strip().replaceAll("\\s*\\R\\s*", " ");
            return new JudgedLine(
                    new JudgedLine.Written(
                            line(found),
                            source.cell(found.span().start()),
                            text,
                            JudgedLine.Typeset.NONE,
                            List.of(),
                            List.of()),
                    Verdict.REFUTED,
                    JudgedLine.Reading.PLAIN,
                    JudgedLine.Evidence.NONE,
                    new JudgedLine.Blame(OptionalInt.empty(), Optional.of(mend(found)), Optional.empty()),
                    List.of());
        });
    }
}
