package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.check.derivation.Finding.Factor;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Judges one line, with what is known of the lines it uses. */
final class Step {
    private static final Set<String> SIZED = Set.of("jacobian", "hessian");

    private final Model model;
    private final TrueGradients truths;
    private final Comparisons comparisons;
    private final Findings book;
    private final Map<String, Node> claimed;
    private final Map<String, Node> ideal;
    private final Claim claim;
    private final Set<Integer> cites;
    private final OptionalInt culprit;
    private final HelperClaims helpers;
    private final Layout layout;
    /** Names of this line alone: the differentials it speaks of. */
    private Map<String, Node> own = Map.of();

    Step(Model model, TrueGradients truths, Comparisons comparisons, Findings book, Claim claim, Layout layout) {
        this.layout = layout;
        this.model = model;
        this.truths = truths;
        this.comparisons = comparisons;
        this.book = book;
        this.claimed = book.claimed(claim);
        this.ideal = book.ideal();
        this.claim = claim;
        this.cites = book.cites(claim);
        this.culprit = book.culprit(claim, cites);
        this.helpers = new HelperClaims(model, truths, comparisons.samples(), book);
    }

    private Finding found(
            Verdict verdict,
            @Nullable Node right,
            @Nullable Node truth,
            Optional<ComparisonAtPoints> comparison,
            OptionalInt because,
            Optional<Factor> factor) {
        return new Finding(
                claim, verdict, right, truth, names(ideal), comparison, because, factor, cites, Optional.empty());
    }

    private Map<String, Node> names(Map<String, Node> derived) {
        Map<String, Node> names = new LinkedHashMap<>(derived);
        names.putAll(own);
        return names;
    }

    private Node resolve(Expr expr, Map<String, Node> derived) {
        return model.resolve(expr, names(derived));
    }

    Finding unreadable(Diagnostic error) {
        return new Finding(
                claim,
                Verdict.UNDECIDED,
                null,
                truthOrNull(),
                names(ideal),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                cites,
                Optional.of(error));
    }

    private @Nullable Node truthOrNull() {
        try {
            return claim.isHelper() ? null : truth(ideal);
        } catch (ChainruleException e) {
            return null;
        }
    }

    /** A helper is right by definition; what it is made of may not be. */
    Finding helper() {
        Node right = resolve(claim.right(), claimed);
        return found(
                culprit.isPresent() ? Verdict.FOLLOWS : Verdict.AGREES,
                right,
                culprit.isPresent() ? resolve(claim.right(), ideal) : right,
                Optional.empty(),
                culprit,
                Optional.empty());
    }

    private Node truth(Map<String, Node> derived) {
        if (claim.subject() instanceof GradientOf gradient) {
            return layout.of(truths.stated(gradient));
        }
        if (claim.subject() instanceof DifferentialOf differential) {
            Node left = model.resolve(differential.left(), derived);
            TrueGradients.Differentials differentials =
                    truths.differentials(left, claim.right(), derived, differential.alone());
            own = new LinkedHashMap<>(differentials.names());
            own.putAll(InnerDifferentials.meanings(claim, model, derived, truths, differentials));
            return truths.differential(left, differentials.varying());
        }
        if (claim.subject() instanceof RatioOf ratio) {
            return truths.ratio(ratio.of(), ratio.variable(), shapeOfRight(derived));
        }
        if (claim.subject() instanceof Restated restated) {
            return model.resolve(restated.left(), Map.of());
        }
        Expr left = ((Side) claim.subject()).left();
        Optional<Model.Ratio> ratio =
                model.ratio(left).filter(of -> of.formula() && !of.of().isScalar());
        return ratio.isPresent()
                ? truths.ratio(ratio.get().of(), ratio.get().wrt(), shapeOfRight(derived))
                : model.resolve(left, derived);
    }

    private Optional<Shape> shapeOfRight(Map<String, Node> derived) {
        return shapeOf(claim.right(), derived);
    }

    private Optional<Shape> shapeOf(Expr expr, Map<String, Node> derived) {
        try {
            return Optional.of(resolve(expr, derived).shape());
        } catch (ChainruleException e) {
            // What is wrong with it is said where it is compared.
            return Optional.empty();
        }
    }

    /**
     * Compares both sides.
     *
     * @param strict whether a factor m does not count as a convention
     * @param blame whether a helper above may be found to be wrong because of this line
     */
    Finding compare(boolean strict, boolean blame) {
        Node truth = truth(claimed);
        Node written;
        try {
            written = resolve(claim.right(), claimed);
        } catch (NotationException e) {
            return unfit(truth, e);
        }
        Optional<ShapeReading> shaped = ShapeReading.of(
                written, truth, model.dialect(claim.statement()), claim.statement() instanceof Statement.Define);
        // one number stands for the derivative at each entry: ∂z/∂μ = 1
        boolean each = claim.subject() instanceof RatioOf && written.isScalar() && truth.rank() == 1;
        Node right = shaped.map(ShapeReading::node).orElse(each ? Broadcast.to(written, truth.shape()) : written);
        Finding finding = compare(truth, right, strict, blame);
        return shaped.isPresent() && (finding.isSound() || finding.verdict() == Verdict.REFUTED)
                ? finding.understood(finding.understood()
                        .with(say("read so: {0}", shaped.get().sentence())))
                : finding;
    }

    private ComparisonAtPoints compared(Node truth, Node right) {
        return comparisons.compare(truth, right, cites, book.findings());
    }

    private Finding compare(Node truth, Node right, boolean strict, boolean blame) {
        ComparisonAtPoints comparison = compared(truth, right);
        if (comparison.isEqual()) {
            return found(Verdict.AGREES, right, truth, Optional.of(comparison), OptionalInt.empty(), Optional.empty());
        }
        Optional<Finding> number = atGivenValues(truth, right);
        if (number.isPresent()) {
            return number.get();
        }
        if (comparison.outcome() == Outcome.UNKNOWN) {
            return found(
                    Verdict.UNDECIDED, right, truth, Optional.of(comparison), OptionalInt.empty(), Optional.empty());
        }
        if (culprit.isPresent() && (holds(truth(ideal)) || holdsPerSample(truth))) {
            return found(Verdict.FOLLOWS, right, truth, Optional.of(comparison), culprit, Optional.empty());
        }
        Optional<Finding> conventional = (strict ? Optional.<Finding>empty() : convention(right, comparison))
                .or(() -> underConvention(truth, right));
        if (conventional.isPresent()) {
            return conventional.get();
        }
        if (isOfOneEntry(truth, right)) {
            return book.undecided(
                    claim,
                    say("it has the shape of the derivative of a number: of which entry it speaks is not known"));
        }
        OptionalInt helper = blame ? helpers.blamed(claim, cites, truth) : OptionalInt.empty();
        return helper.isPresent()
                ? found(Verdict.FOLLOWS, right, truth, Optional.of(comparison), helper, Optional.empty())
                : found(
                        Verdict.REFUTED,
                        right,
                        scaledLikeCited(truth),
                        Optional.of(comparison),
                        OptionalInt.empty(),
                        Optional.empty());
    }

    /** A line that says a number is judged at the values of the file, where it has them; what uses it means the derivative. */
    private Optional<Finding> atGivenValues(Node truth, Node right) {
        GivenValues values = new GivenValues(model);
        return values.of(truth, claim.right()).map(value -> {
            boolean agrees = values.agree(value, right, claim.right());
            Finding finding = found(
                    agrees ? Verdict.AGREES : Verdict.REFUTED,
                    agrees ? truth : right,
                    truth,
                    Optional.of(agrees ? compared(truth, truth) : values.apart(value, right)),
                    OptionalInt.empty(),
                    Optional.empty());
            return finding.understood(
                    new Finding.Understood(List.of(say(GivenValues.SENTENCE)), Optional.empty(), GivenValues.NAME));
        });
    }

    /** Shapes or names that do not fit: perhaps only because a line above is wrong. */
    private Finding unfit(Node truth, NotationException e) {
        if (culprit.isPresent() && holds(truth(ideal))) {
            return found(Verdict.FOLLOWS, null, truth, Optional.empty(), culprit, Optional.empty());
        }
        if (e.isOfShapes() && isFormalChain()) {
            Optional<Node> linked = claim.subject() instanceof GradientOf gradient
                    ? new LinkedChain(model, claimed).of(claim.right(), gradient)
                    : Optional.empty();
            if (linked.filter(value -> compared(truth, value).isEqual()).isPresent()) {
                Finding finding = compare(truth, linked.get(), true, false);
                return finding.understood(finding.understood().with(LinkedChain.SENTENCE));
            }
            return book.undecided(claim, say("this is the chain rule as it is said: what it comes to is judged"));
        }
        Finding unreadable = unreadable(e.diagnostics().get(0));
        return e.isOfShapes() && !needsSizes() && !isAmbiguous(truth.shape())
                ? unreadable.blamed(Verdict.REFUTED, OptionalInt.empty())
                : unreadable;
    }

    /** Whether all shapes fit when factors that stand side by side are multiplied entry by entry. */
    private boolean isAmbiguous(Shape wanted) {
        Expr entrywise = Renaming.rewritten(
                claim.right(),
                part -> part instanceof Expr.Binary product && product.op() == BinaryOp.PRODUCT
                        ? product.as(BinaryOp.MULTIPLY)
                        : part);
        return entrywise != claim.right()
                && shapeOf(entrywise, claimed).filter(wanted::sameShape).isPresent();
    }

    /** Whether derivatives stand side by side as links of a chain: the chain rule as it is said, not as it is computed. */
    private boolean isFormalChain() {
        List<Model.Ratio> links = claim.right().parts().stream()
                .flatMap(part -> model.ratio(part).stream())
                .toList();
        return links.stream().anyMatch(link -> links.stream().anyMatch(next -> link.wrt() == next.of()));
    }

    /** Whether the line has a part that is only defined where all sizes are known. */
    private boolean needsSizes() {
        return claim.right().parts().stream()
                        .anyMatch(expr -> expr instanceof Expr.Call call && SIZED.contains(call.function()))
                && model.leaves().stream().anyMatch(leaf -> !leaf.shape().isKnown());
    }

    /** Whether a line is right with gradients m times as large, as they may be meant, in place of those that are wrong. */
    private boolean holdsPerSample(Node truth) {
        Map<String, Node> scaled = new LinkedHashMap<>(ideal);
        for (int i : cites) {
            Finding cited = book.findings().get(i);
            if (!cited.isSound() && cited.claim().subject() instanceof GradientOf gradient) {
                Node large = layout.of(truths.timesSamples(gradient));
                cited.claim().symbol().ifPresent(symbol -> scaled.put(symbol, large));
            }
        }
        return !scaled.equals(ideal)
                && (helpers.agrees(claim, truth, names(scaled))
                        || (claim.subject() instanceof GradientOf gradient
                                && isIntermediate(gradient)
                                && helpers.agrees(claim, layout.of(truths.timesSamples(gradient)), names(scaled))));
    }

    private boolean holds(Node truth) {
        return helpers.agrees(claim, truth, names(ideal));
    }

    private Optional<Finding> convention(Node right, ComparisonAtPoints comparison) {
        if (!(claim.subject() instanceof GradientOf gradient) || !isIntermediate(gradient)) {
            return Optional.empty();
        }
        for (Dim size : truths.normalisers(gradient.of())) {
            Node count = TrueGradients.count(size);
            Node exact = truths.gradient(gradient.of(), gradient.variable());
            // what is announced is the truth of intermediate gradients; those of inputs may have it or not
            boolean small = gradient.perSample() && !gradient.variable().isLeaf();
            Node other = layout.of(small ? exact : count.times(exact));
            ComparisonAtPoints scaled = compared(other, right);
            if (scaled.isEqual()) {
                Factor factor = new Factor(size.toString(), count, !small);
                return Optional.of(found(
                        Verdict.AGREES, right, other, Optional.of(scaled), OptionalInt.empty(), Optional.of(factor)));
            }
            if (culprit.isPresent() && holds(other)) {
                return Optional.of(
                        found(Verdict.FOLLOWS, right, other, Optional.of(comparison), culprit, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** A line that is right where the derivative means something else; a derivation does not mix what it means. */
    private Optional<Finding> underConvention(Node truth, Node right) {
        for (TruthReadings.Sides sides : new TruthReadings(model, claim).of(truth, right)) {
            Optional<ComparisonAtPoints> equal =
                    Optional.of(compared(sides.truth(), sides.right())).filter(ComparisonAtPoints::isEqual);
            if (equal.isPresent() && book.allows(claim, sides.name())) {
                Finding finding = found(
                        Verdict.AGREES, sides.right(), sides.truth(), equal, OptionalInt.empty(), Optional.empty());
                return Optional.of(finding.understood(
                        new Finding.Understood(List.of(), Optional.of(sides.sentence()), sides.name())));
            }
        }
        return Optional.empty();
    }

    /** Whether the derivative of an array is said to have the shape of that of a number, {@code ∇_h \\log π = a - π}. */
    private boolean isOfOneEntry(Node truth, Node right) {
        return claim.subject() instanceof Side side
                && truth.rank() > right.rank()
                && model.ratio(side.left())
                        .filter(ratio ->
                                !ratio.of().isScalar() && ratio.wrt().shape().sameShape(right.shape()))
                        .isPresent();
    }

    /** A wrong line for an intermediate quantity is mended in the convention of the lines it uses. */
    private Node scaledLikeCited(Node truth) {
        if (claim.subject() instanceof GradientOf gradient && isIntermediate(gradient)) {
            for (int i : cites) {
                Optional<Factor> factor = book.findings().get(i).factor();
                if (factor.isPresent()) {
                    Node exact = truths.gradient(gradient.of(), gradient.variable());
                    return layout.of(
                            factor.get().perSample() ? factor.get().times().times(exact) : exact);
                }
            }
        }
        return truth;
    }

    private static boolean isIntermediate(GradientOf gradient) {
        return !(gradient.variable().op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM);
    }
}
