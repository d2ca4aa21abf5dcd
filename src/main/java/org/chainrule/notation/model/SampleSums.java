package org.chainrule.notation.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/**
 * Sums over the samples as lectures write them, Σᵢ (a⁽ⁱ⁾ − y⁽ⁱ⁾) x⁽ⁱ⁾: with all samples in one matrix they run along its axis
 * of samples, and leave the other one.
 */
final class SampleSums {
    private static final List<String> SIGNS = List.of("\\sum", "∑", "Σ");

    private static final Pattern BRACKET = Pattern.compile("(?:\\\\sum|∑|Σ)\\s*(?:\\\\left\\s*)?\\(");

    private SampleSums() {}

    /** Whether a part is a sum that was written with a Σ, and of which nothing is known but what is added up. */
    static boolean isWritten(Expr part, Context context) {
        return part instanceof Expr.Call call
                && call.function().equals("sum")
                && call.arguments().size() == 1
                && call.keywords().isEmpty()
                && isSign(call.functionSpan(), context);
    }

    /** Whether a Σ is written at a place. */
    static boolean isSign(Span span, Context context) {
        return context.startsWith(span, SIGNS);
    }

    /** A sum with its axis, if it runs over the samples. */
    static Optional<Expr> meaning(Expr part, Context context) {
        if (!isWritten(part, context)) {
            return Optional.empty();
        }
        Expr.Call call = (Expr.Call) part;
        List<Integer> axes = axes(call.arguments().get(0), context);
        if (axes.size() != 1) {
            return Optional.empty();
        }
        List<Expr.Keyword> keywords = new ArrayList<>();
        keywords.add(new Expr.Keyword("axis", new Expr.Num(axes.get(0), Span.NONE), Span.NONE));
        if (context.rank() != 1) {
            keywords.add(new Expr.Keyword("keepdims", new Expr.Bool(true, Span.NONE), Span.NONE));
        }
        return Optional.of(
                new Expr.Call(call.function(), call.functionSpan(), call.arguments(), keywords, call.span()));
    }

    /** A Σ directly before a bracket as the sum of the bracket alone, {@code \sum (x) y}. */
    static Optional<Expr> ofBracket(Expr part, Context context) {
        if (!isWritten(part, context)) {
            return Optional.empty();
        }
        Expr.Call call = (Expr.Call) part;
        int end = endOfBracket(context.text(), call.functionSpan().start());
        Deque<Expr.Binary> behind = new ArrayDeque<>();
        Expr added = call.arguments().get(0);
        while (added.span().end() > end && added instanceof Expr.Binary binary) {
            behind.push(binary);
            added = binary.left();
        }
        if (behind.isEmpty() || added.span().end() > end) {
            return Optional.empty();
        }
        Expr read = new Expr.Call(call.function(), call.functionSpan(), List.of(added), List.of(), added.span());
        for (Expr.Binary binary : behind) {
            read = new Expr.Binary(binary.op(), read, binary.right(), binary.span());
        }
        return Optional.of(read);
    }

    /** The offset behind the bracket that follows a Σ; 0 where none does. */
    private static int endOfBracket(String text, int sign) {
        Matcher open = BRACKET.matcher(text).region(sign, text.length());
        int at = open.lookingAt() ? open.end() : 0;
        for (int depth = 1; at > 0 && depth > 0 && at < text.length(); at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
        }
        return at;
    }

    /** The axes of samples of a matrix; one with one entry for each sample adds up to a number, unless a matrix is asked for. */
    private static List<Integer> axes(Expr summed, Context context) {
        List<Integer> axes = new ArrayList<>();
        Optional<Node> node = context.node(summed);
        for (int axis = 0; axis < node.map(Node::rank).orElse(0); axis++) {
            boolean several = node.get().rank() == 2
                    && (context.rank() == 2 || !node.get().shape().dim(1 - axis).isOne());
            if (several && context.samples().contains(node.get().shape().dim(axis))) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
