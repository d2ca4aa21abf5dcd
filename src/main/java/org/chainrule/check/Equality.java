package org.chainrule.check;

import java.util.List;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;

/**
 * Whether two expressions are the same at random points; its text is {@link #toString}.
 *
 * @param left what was asked about, shortly
 * @param right what it was held against
 * @param comparison how they compare
 * @param seed where the random points start
 */
public record Equality(String left, String right, ComparisonAtPoints comparison, long seed) {
    static Equality of(Node left, Node right, long seed) {
        Samples samples = Samples.of(List.of(left), Assumptions.NONE, List.of(), seed);
        return new Equality(ShortText.of(left), ShortText.of(right), samples.compare(left, right), seed);
    }

    /** True when both are equal at every point. */
    public boolean isRight() {
        return comparison.isEqual();
    }

    /** Equal, different, or unknown because they could be computed at no point. */
    public Outcome outcome() {
        return comparison.outcome();
    }

    /**
     * This result when both are equal.
     *
     * @throws CheckException with the text of the result otherwise
     */
    public Equality orThrow() {
        if (!isRight()) {
            throw new CheckException(toString());
        }
        return this;
    }

    /** The verdict; for a difference the entry where it is largest, with both values and the sizes. */
    @Override
    public String toString() {
        String verdict =
                switch (outcome()) {
                    case EQUAL -> left + " equals " + right;
                    case DIFFERENT -> left + " does NOT equal " + right;
                    case UNKNOWN -> "undecided: " + left + " and " + right;
                };
        String detail = comparison
                .counterexample()
                .map(example -> "\n  " + describe(example))
                .orElse(comparison.reason().isEmpty() ? "" : "\n  " + comparison.reason());
        return verdict + " (float64, seed " + seed + ", " + comparison.points() + " random points)" + detail;
    }

    private static String describe(Counterexample example) {
        String where = example.index().isEmpty() ? "" : "entry " + example.index() + ": ";
        String sizes = example.sizes().asMap().isEmpty() ? "" : ", at " + example.sizes();
        return where + example.leftText() + " against " + example.rightText() + sizes;
    }
}
