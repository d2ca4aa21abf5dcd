package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/**
 * Sums over the samples as lectures write them, Σᵢ (a⁽ⁱ⁾ − y⁽ⁱ⁾) x⁽ⁱ⁾: with all samples in one matrix they run along its axis
 * of samples, and leave the other one.
 */
final class SampleSums {
    private static final List<String> SIGNS = List.of("\\sum", "∑", "Σ");

    private final String text;
    private final List<Dim> samples;
    private final Function<Expr, Node> reader;
    /** The number of axes of what the line speaks of: a vector of biases has none where the samples were, a column has. */
    private final int rank;

    private SampleSums(String text, List<Dim> samples, Function<Expr, Node> reader, int rank) {
        this.text = text;
        this.samples = samples;
        this.reader = reader;
        this.rank = rank;
    }

    /**
     * A line with the axis written to each such sum.
     *
     * @param text what the line stands in
     * @param samples the sizes that count samples
     * @param reader the graph of a part of the line
     */
    static Claim explicit(Claim claim, String text, List<Dim> samples, Function<Expr, Node> reader) {
        int rank = claim.subject() instanceof GradientOf gradient
                ? gradient.variable().rank()
                : -1;
        Expr right = Renaming.rewritten(claim.right(), new SampleSums(text, samples, reader, rank)::withAxis);
        return right == claim.right() ? claim : claim.reading(right);
    }

    private Expr withAxis(Expr part) {
        if (!(part instanceof Expr.Call call)
                || !call.function().equals("sum")
                || call.arguments().size() != 1
                || !call.keywords().isEmpty()
                || SIGNS.stream()
                        .noneMatch(sign ->
                                text.startsWith(sign, call.functionSpan().start()))) {
            return part;
        }
        List<Integer> axes = axes(call.arguments().get(0));
        if (axes.size() != 1) {
            return part;
        }
        List<Expr.Keyword> keywords = new ArrayList<>();
        keywords.add(new Expr.Keyword("axis", new Expr.Num(axes.get(0), Span.NONE), Span.NONE));
        if (rank != 1) {
            keywords.add(new Expr.Keyword("keepdims", new Expr.Bool(true, Span.NONE), Span.NONE));
        }
        return new Expr.Call(call.function(), call.functionSpan(), call.arguments(), keywords, call.span());
    }

    /** The axes of samples of a matrix; one with one entry for each sample adds up to a number, unless a matrix is asked for. */
    private List<Integer> axes(Expr summed) {
        List<Integer> axes = new ArrayList<>();
        try {
            Node node = reader.apply(summed);
            for (int axis = 0; axis < node.rank(); axis++) {
                boolean several = node.rank() == 2
                        && (rank == 2 || !node.shape().dim(1 - axis).isOne());
                if (several && samples.contains(node.shape().dim(axis))) {
                    axes.add(axis);
                }
            }
        } catch (ChainruleException e) {
            // What is wrong with the line is said where it is judged.
        }
        return axes;
    }
}
