package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.diagnose.Kind;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * Lines of a computation by hand, {@code ∂f/∂q = -4} where the file gives z = -4: a number is what a derivative comes to at the
 * values of the file, as far as its digits go.
 */
final class GivenValues {
    /** The name of the reading. */
    static final String NAME = "given_values";

    /** What the user is told. */
    static final String SENTENCE =
            Message.english("a number is what the derivative comes to at the values that the file gives");

    /** A number with fewer digits than this is taken at its word. */
    private static final int ROUNDED = 3;

    /** Rounded numbers in a product may be so far off. */
    private static final double MOST = 0.02;

    private static final int DIGITS = 6;
    private static final double EXACT = 1e-9;

    private static final String LIST = "0123456789.,;−-+()[] ";

    private final Model model;

    GivenValues(Model model) {
        this.model = model;
    }

    /** What a quantity comes to at the values of the file, for a line that says a number and nothing else. */
    Optional<Tensor> of(Node truth, Expr right) {
        boolean numbers = right.parts().stream()
                .noneMatch(part -> (part instanceof Expr.Name name && !isConstant(name)) || part instanceof Expr.Index);
        boolean given = truth.isVariable()
                && truth.ancestors().stream()
                        .filter(node -> node.isLeaf() && node.isVariable())
                        .allMatch(model.values()::containsKey);
        if (!numbers || !given) {
            return Optional.empty();
        }
        try {
            return Optional.of(Interpreter.run(List.of(truth), model.bindings()).get(truth));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    private boolean isConstant(Expr.Name name) {
        return (name.id().equals("e") || name.id().equals("pi") || name.id().equals("π"))
                && model.find(name.id()).isEmpty();
    }

    /** Whether the numbers of a line come to a value, as far as their digits go. */
    boolean agree(Tensor value, Node said, Expr right) {
        Optional<Tensor> written = number(said);
        if (written.isEmpty() || written.get().count() != value.count()) {
            return false;
        }
        double spread = spread(right, said);
        List<Double> places = value.count() > 1 ? places(right) : List.of();
        if (places.size() == value.count()) {
            return IntStream.range(0, places.size())
                    .allMatch(i -> Math.abs(written.get().at(i) - value.at(i))
                            <= Math.max(places.get(i), EXACT * Math.abs(value.at(i))));
        }
        for (int i = 0; i < value.count(); i++) {
            double far = Math.abs(written.get().at(i) - value.at(i));
            double size = Math.abs(value.at(i));
            boolean one = right instanceof Expr.Num || right instanceof Expr.Negate;
            if (!(far <= EXACT * size + (one ? spread : Math.min(spread, MOST * size)))) {
                return false;
            }
        }
        return true;
    }

    /** The last digits of the numbers of a list that is written out; empty for any other formula. */
    private List<Double> places(Expr right) {
        String list = right.span().start() < 0 ? "" : model.source().text(right.span());
        return list.chars().allMatch(c -> LIST.indexOf(c) >= 0)
                ? Pattern.compile("\\d+(?:\\.(\\d+))?")
                        .matcher(list)
                        .results()
                        .map(number ->
                                number.group(1) == null || number.group(1).length() < 2
                                        ? 0
                                        : Math.pow(10, -number.group(1).length()))
                        .toList()
                : List.of();
    }

    /** By how much a line may be off, each of its rounded numbers by one in its last place. */
    private double spread(Expr right, Node said) {
        double spread = 0;
        double middle = number(said).map(value -> value.at(0)).orElse(0.0);
        for (Expr part : right.parts()) {
            double place = part instanceof Expr.Num number ? place(number, right) : 0;
            if (place > 0) {
                Expr moved = Renaming.rewritten(
                        right,
                        other -> other == part ? new Expr.Num(((Expr.Num) part).value() + place, part.span()) : other);
                spread += number(model.resolve(moved, Map.of()))
                        .map(there -> Math.abs(there.at(0) - middle))
                        .orElse(0.0);
            }
        }
        return spread;
    }

    /**
     * By how much a rounded number may be off, or 0 for one that is exact. What was computed with rounded numbers is off by some of
     * its last place, the more of it the more digits are written; no slip of a derivation changes so little.
     */
    private double place(Expr.Num number, Expr right) {
        String digits = model.source().text(number.span());
        int dot = digits.indexOf('.');
        long significant = digits.replaceFirst("^[0.]+", "")
                .chars()
                .filter(Character::isDigit)
                .count();
        boolean one = right.parts().stream().filter(Expr.Num.class::isInstance).count() == 1;
        boolean given = model.values().values().stream()
                .anyMatch(value -> value.count() == 1 && Math.abs(value.at(0)) == number.value());
        if (dot < 0 || (!one && (given || significant < 2))) {
            return 0;
        }
        double units = !one ? 1 : significant < ROUNDED ? 0.5 : significant - 1;
        return Math.pow(10, dot + 1 - digits.length()) * units;
    }

    private Optional<Tensor> number(Node node) {
        try {
            return node.isVariable()
                    ? Optional.empty()
                    : Optional.of(Interpreter.run(List.of(node), List.of()).get(node));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** How a number differs from what the derivative comes to. */
    ComparisonAtPoints apart(Tensor value, Node said) {
        double written = number(said).map(number -> number.at(0)).orElse(Double.NaN);
        double error = Math.abs(written - value.at(0)) / Math.max(Math.abs(written), Math.abs(value.at(0)));
        Optional<Counterexample> counterexample = (value.rank() == 0)
                ? Optional.of(Counterexample.of(0, "", value.at(0), written, Sizes.NONE))
                : Optional.empty();
        return new ComparisonAtPoints(Outcome.DIFFERENT, 1, error, counterexample, Message.NONE);
    }

    /** What is wrong with a number that is not what the derivative comes to, if a line is of that kind. */
    static Optional<JudgedLine.Mend> mend(Finding finding) {
        return finding.understood().name().equals(NAME) && finding.verdict() == Verdict.REFUTED
                ? finding.comparison()
                        .flatMap(ComparisonAtPoints::counterexample)
                        .map(GivenValues::mend)
                : Optional.empty();
    }

    private static JudgedLine.Mend mend(Counterexample apart) {
        String value = TensorText.rounded(apart.left(), DIGITS);
        return new JudgedLine.Mend(
                Kind.WRONG_NUMBER.id(),
                say("at the values that the file gives it comes to {0}", value),
                Optional.of(value),
                Optional.empty());
    }
}
