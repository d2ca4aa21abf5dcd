package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.chainrule.tensor.Domain;
import org.jspecify.annotations.Nullable;

/**
 * Whether a wrong line may only have been misread. In a formula of handwriting N_k is taken for N, φ for Φ and xᵢ for the rows
 * of X. When what was read so is far from right, so that no slip of a pen explains it, the guess is as likely to be wrong as
 * the line, and nobody is told of a mistake.
 */
final class Doubt {
    /** Commands with braces change how a name looks, or set a mark on it. */
    private static final Pattern COMMAND = Pattern.compile("\\\\[A-Za-z]+\\s*(?=\\{)");

    private static final Pattern MARK = Pattern.compile("_?(hat|bar|tilde)$");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\d]");

    /** A name with a prime, which may be a transpose. */
    private static final Pattern PRIMED = Pattern.compile("\\p{L}[\\p{L}\\d_]*['′]");

    /** Letters that count: what is confirmed for x_i is so for x_j. */
    private static final Pattern INDEX = Pattern.compile("_(\\p{Ll}{1,3}\\b|\\{\\p{L}+\\})");

    /** An entry of what has a number, {@code S_{0i}}. */
    private static final Pattern NUMBERED = Pattern.compile("_\\{(\\d+),?\\s*[a-z]{1,2}\\}$");

    /** A layer that is left open: what is confirmed for layer L is so for l - 1. */
    private static final Pattern LAYER =
            Pattern.compile("\\^(?:[lL]\\b|\\{\\s*[\\[(]?[lL](?:\\s*[-+]\\s*1)?[\\])]?\\s*\\})");

    private static final Pattern LETTER = Pattern.compile("_\\{?([a-z])(?![\\p{L}\\d])");
    private static final Pattern SUMMED = Pattern.compile("(?:Σ|∑|\\\\sum|sum)\\s*_\\s*\\{?\\s*([a-z])");

    /** For which entries a formula holds. */
    private static final Pattern CONDITION = Pattern.compile(
            "[^\\n]*?(?<![\\p{L}\\d_^{\\\\])([a-z])\\s*(?:=|≠|!=|\\\\neq?(?![a-z])\\s?)\\s*([a-z])(?![\\p{L}\\d_^(])");

    /** What no name has in it: a size that the reading adds stands where the formula stands that it is for. */
    private static final Pattern FORMULA =
            Pattern.compile("[-+*/=<>&]|\\\\(sum|frac|left|odot)|^(?!\\\\[a-z]+ [A-Za-z]$).*[}\\w] +[\\\\A-Za-z]");

    /** No slip makes a formula longer by more than itself, and by more than this. */
    private static final int LONG = 10;

    /** Right lines that show that a hand is read as it is meant. */
    private static final int CONFIRMING = 2;

    /** What a whole may be called, and no entry or layer of it. */
    private static final Pattern WHOLE = Pattern.compile("\\p{L}+(_\\p{L}{2,})?");

    private final Model model;
    private final List<Finding> findings;
    private final List<String> right;
    /** Whether the derivation shows how its hand is read, once that has been asked. */
    private @Nullable Boolean known;

    /**
     * @param findings all lines; those that are right confirm how names in them were read
     */
    Doubt(Model model, List<Finding> findings) {
        this.model = model;
        this.findings = findings;
        this.right = findings.stream()
                .filter(Finding::isSound)
                .map(finding -> alike(finding.claim().text()))
                .toList();
    }

    /**
     * Whether some name in a line was taken for one that is spelt otherwise, and no right line has it. Who asks with
     * {@code check} writes in the notation.
     */
    boolean isGuessed(Claim claim) {
        boolean asked = model.source().text(claim.statement().span()).startsWith("check ");
        return !asked
                && guesses(claim).stream().anyMatch(name -> right.stream()
                        .noneMatch(
                                PRIMED.matcher(name).matches()
                                        ? text -> PRIMED.matcher(text).find()
                                        : contains(name)));
    }

    /**
     * Whether a formula of handwriting stands in a derivation that shows nothing of how it is read: who writes many lines that no
     * slip explains, and hardly a right one, is more likely misread than wrong so often.
     *
     * @param explained whether it is known what is wrong with a line, by index: a mask that was forgotten, however long it is
     */
    boolean isStrange(int index, IntPredicate explained) {
        IntPredicate unexplained = i -> findings.get(i).verdict() == Verdict.REFUTED
                && model.dialect(findings.get(i).claim().statement()) == Dialect.LATEX
                && !explained.test(i);
        if (!unexplained.test(index)) {
            return false;
        } else if (known == null) {
            known = isKnown(unexplained);
        }
        return !known;
    }

    private boolean isKnown(IntPredicate unexplained) {
        long confirmed = findings.stream()
                .filter(finding -> finding.isSound() && finding.comparison().isPresent())
                .count();
        return confirmed >= CONFIRMING
                && confirmed
                        > IntStream.range(0, findings.size())
                                .filter(unexplained)
                                .count();
    }

    /** Whether a line holds for some entries alone, and nobody knows for which: {@code w ≠ o}, where the label o has no name in the model. */
    boolean isPartial(Claim claim) {
        if (claim.statement() instanceof Statement.GradientClaim ratio
                && model.find(ratio.of().id()).filter(Node::isLeaf).isPresent()) {
            // data depend on nothing: ∂Λ is none of a λ
            return true;
        }
        if (claim.subject() instanceof Claim.Restated restated
                && model.find(restated.left().id()).filter(Node::isScalar).isPresent()
                && model.dialect(claim.statement()) == Dialect.LATEX) {
            // L = -s_k + log Σ_j e^{s_j} is the loss where k is the label, whatever the model calls that
            String said = claim.text().substring(claim.text().indexOf('=') + 1);
            Set<String> summed =
                    SUMMED.matcher(said).results().map(sum -> sum.group(1)).collect(Collectors.toSet());
            return LETTER.matcher(said).results().anyMatch(letter -> !summed.contains(letter.group(1)));
        }
        Matcher condition = CONDITION.matcher(model.source().shown());
        condition.region(claim.statement().span().end(), condition.regionEnd());
        if (!condition.lookingAt()) {
            return false;
        }
        String left = claim.text().substring(0, Math.max(0, claim.text().indexOf('=')));
        boolean known = true;
        for (int i = 1; i <= 2; i++) {
            String letter = condition.group(i);
            known &= model.find(letter).isPresent()
                    || Pattern.compile("(?<![A-Za-z\\\\])" + letter + "(?![A-Za-z])")
                            .matcher(left)
                            .find();
        }
        // what stands in no formula is the label of the condition
        return !known
                && claim.uses().stream()
                        .noneMatch(name -> isLabel(model, name) && !claim.text().contains(name));
    }

    /** Whether a name is that of classes, of which one is the right one. */
    static boolean isLabel(Model model, String name) {
        return model.find(name)
                .filter(node -> node.op() instanceof Leaf leaf && leaf.domain().kind() == Domain.Kind.ONEHOT)
                .isPresent();
    }

    /** Whether what is differentiated, of which the model knows nothing, may be the loss by a name of its own: {@code D_{KL}}. */
    static boolean mayBeLoss(Statement.GradientClaim claim) {
        return WHOLE.matcher(claim.of().id()).matches();
    }

    /** Whether a line differentiates what the model knows nothing of, and no right line shows that it is the loss. */
    boolean isOfUnknown(Claim claim) {
        Optional<String> of = unknown(claim);
        return of.isPresent()
                && findings.stream()
                        .noneMatch(finding ->
                                finding.isSound() && unknown(finding.claim()).equals(of));
    }

    private Optional<String> unknown(Claim claim) {
        if (!(claim.statement() instanceof Statement.GradientClaim ratio)
                || ratio.of().span().start() < 0
                || !(claim.subject() instanceof Claim.GradientOf)) {
            return Optional.empty();
        }
        String id = ratio.of().id();
        String of = model.source().text(ratio.of().span()).replaceAll("\\\\partial|[_(].*", "");
        String written = bare(of).replaceFirst("^d(?=.)", "");
        boolean known = written.equalsIgnoreCase(bare(id.replaceFirst("_.*", "")))
                ? model.find(id).isPresent()
                : new ModelNames(model.names().keySet(), model.sizeNames(), List.of(), id)
                        .isLoss(
                                ModelNames.symbol(written).orElse(written),
                                model.source().text());
        return known ? Optional.empty() : Optional.of(written);
    }

    /** The names in a formula that were taken for others, as they are written there. */
    private Set<String> guesses(Claim claim) {
        return model.dialect(claim.statement()) == Dialect.LATEX
                ? claim.right().parts().stream()
                        .filter(part -> isPrimed(part) || (part instanceof Expr.Name name && isOther(name)))
                        .map(part -> model.source().text(part.span()))
                        .filter(written -> !FORMULA.matcher(written).find())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Whether a name is spelt otherwise than in the model. */
    private boolean isOther(Expr.Name name) {
        String written = model.source().text(name.span());
        // a bold p is no size
        boolean size = model.sizeNames().contains(name.id())
                && COMMAND.matcher(written).find();
        return size
                || (!bare(written).equals(bare(name.id()))
                        && !bare(NUMBERED.matcher(written).replaceAll("$1")).equals(bare(name.id())));
    }

    /** {@code φ'} may be the transpose of φ, and another φ. */
    private boolean isPrimed(Expr part) {
        return part instanceof Expr.Transpose
                && part.span().start() >= 0
                && PRIMED.matcher(model.source().text(part.span())).matches();
    }

    /** Whether a text has a name that is not part of a longer one. */
    private static Predicate<String> contains(String name) {
        String indexed = alike(name);
        Pattern whole = Pattern.compile("(?<![\\p{L}\\d])" + Pattern.quote(indexed) + "(?![\\p{L}\\d])");
        return text -> whole.matcher(text).find();
    }

    /** A formula with one letter for all that count, and one for all layers. */
    private static String alike(String formula) {
        return LAYER.matcher(INDEX.matcher(formula).replaceAll("_i"))
                .replaceAll("^l")
                // with its layer a name is no guess, whatever entry of it is meant
                .replace("_i^l", "^l")
                .replace("^l_i", "^l");
    }

    private static String bare(String name) {
        String plain = COMMAND.matcher(name.replace("\\partial", "d")).replaceAll("");
        String shown = MARK.matcher(plain).replaceAll("");
        return NO_LETTER.matcher(shown).replaceAll("");
    }

    /** Whether one small thing was found that makes a line right. */
    static boolean isSlip(Claim claim, LineDiagnosis.Result found) {
        int written = claim.right().parts().size();
        return found.onlyEdit().isPresent()
                && found.fix()
                        .filter(fix -> fix.parts().size() - written > Math.max(LONG, written))
                        .isEmpty();
    }

    /** What is said of a line that was perhaps misread. */
    Diagnostic said(Claim claim) {
        if (isOfUnknown(claim) && claim.statement() instanceof Statement.GradientClaim ratio) {
            return model.source()
                    .diagnostic(
                            ratio.of().span().start(),
                            say("unknown name {0}", unknown(claim).orElse("")),
                            Message.NONE);
        }
        return model.source()
                .diagnostic(
                        claim.right().span().start(),
                        say(
                                "read as `{0}` this is not right, and no small change makes it so: perhaps it was misread",
                                SyntaxPrinter.print(claim.right())),
                        say("write it with the names of the model to be sure"));
    }

    /** What is said of a line that uses one that was perhaps misread. */
    Diagnostic said(Claim claim, int used) {
        return model.source()
                .diagnostic(
                        claim.right().span().start(),
                        say("it uses line {0}, which was perhaps misread", used),
                        Message.NONE);
    }
}
