package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Definition;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Template;
import org.chainrule.ops.Diagonals;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One node as a formula, in the notation or in LaTeX. Inputs that have a name stand by their name, so a formula is as
 * long as the user's own line; what has no name is written out, and cut with an ellipsis when it grows too long.
 */
public final class Formula {
    private static final int LONGEST = 4000;
    private static final String OPERATOR = "<0:" + Spelling.SUM + "> {operator} <1:" + Spelling.SUM + ">";

    private final boolean latex;
    private final Function<Node, String> names;
    private final boolean shapes;
    private boolean isCut;
    private @Nullable Node root;
    private final NodeMap<Node> plain = new NodeMap<>();
    private final NodeMap<Boolean> thin = new NodeMap<>();
    private final NodeMap<String> texts = new NodeMap<>();
    private final NodeMap<Integer> precedences = new NodeMap<>();

    private final VectorLatex vectors;

    private Formula(boolean latex, Function<Node, String> names, boolean shapes) {
        this.latex = latex;
        this.names = names;
        this.shapes = shapes;
        this.vectors = new VectorLatex((part, required) -> bracketed(part, required), node -> names.apply(node)
                .isEmpty());
    }

    /** The formula in the notation: {@code tanh(W1 @ X + b1)}. */
    public static String text(Node node) {
        return text(node, Formula::label);
    }

    /**
     * The formula in the notation, with names of the caller's choice.
     *
     * @param names what a node is called, the empty string when it is to be written out; not asked for the node itself
     */
    public static String text(Node node, Function<Node, String> names) {
        return new Formula(false, names, false).write(node);
    }

    /** The formula in LaTeX: {@code \tanh\left(W_{1} X + b_{1}\right)}. */
    public static String latex(Node node) {
        return latex(node, Formula::label);
    }

    /**
     * The formula in LaTeX, with names of the caller's choice.
     *
     * @param names what a node is called, as for {@link #text(Node, Function)}; written as {@link LatexName} does
     */
    public static String latex(Node node, Function<Node, String> names) {
        return new Formula(true, names, false).write(node);
    }

    /** The formula in LaTeX, with its shape below every name. */
    public static String latexWithShapes(Node node, Function<Node, String> names) {
        return new Formula(true, names, true).write(node);
    }

    /** A name in LaTeX with a shape below it; a scalar has none. */
    public static String underset(String name, Shape shape) {
        String sizes = shape.dims().stream()
                .map(dim -> dim.toString().replace("*", " "))
                .collect(Collectors.joining(","));
        return shape.rank() == 0 ? LatexName.of(name) : "\\underset{(" + sizes + ")}{" + LatexName.of(name) + "}";
    }

    /** Rows of LaTeX as one block, aligned where they have a {@code &}. */
    public static String aligned(List<String> rows) {
        return rows.stream()
                .map(row -> row + " \\\\\n")
                .collect(Collectors.joining("", "\\begin{aligned}\n", "\\end{aligned}\n"));
    }

    private static String label(Node node) {
        return node.label().orElse("");
    }

    /** The definition in LaTeX, {@code A_{1} = \tanh\left(Z_{1}\right)}; the bare formula when the node has no name. */
    public static String latexDefinition(Node node) {
        String formula = latex(node);
        return node.label().map(label -> LatexName.of(label) + " = " + formula).orElse(formula);
    }

    /** Whether the formula is too long to be written out, so that a part of it would stand as an ellipsis. */
    static boolean isTooLong(Node node, boolean latex) {
        Formula formula = new Formula(latex, Formula::label, false);
        formula.write(node);
        return formula.isCut;
    }

    private String write(Node whole) {
        root = whole;
        List<Node> stack = new ArrayList<>(List.of(whole));
        while (!stack.isEmpty()) {
            Node node = stack.get(stack.size() - 1);
            int waiting = stack.size();
            for (Node input : written(node)) {
                if (!texts.has(input) && !named(input)) {
                    stack.add(input);
                }
            }
            if (stack.size() == waiting) {
                stack.remove(waiting - 1);
                if (!texts.has(node)) {
                    compose(node);
                }
            }
        }
        return texts.has(whole) ? whole(whole, whole, 0) : "";
    }

    /** What has to be written before a node: its inputs, or what it computes more carefully. */
    private List<Node> written(Node node) {
        if (latex && !plain.has(node)) {
            keptAxes(node).ifPresent(kept -> plain.put(node, kept));
        }
        if (!node.op().isCareful() || plain.has(node)) {
            return plain.has(node) ? List.of(plain.at(node)) : node.inputs();
        }
        Node definition = Definition.plain(node.op(), node.inputs());
        if (definition != null) {
            plain.put(node, definition);
        }
        return definition == null ? node.inputs() : List.of(definition);
    }

    /** A sum or a mean whose axes come back at once, as one that keeps them. */
    private Optional<Node> keptAxes(Node node) {
        if (!(node.op() instanceof ExpandDims expand)
                || !names.apply(node.input(0)).isEmpty()) {
            return Optional.empty();
        }
        Node inner = node.input(0);
        Op kept = inner.op() instanceof Sum sum && !sum.keepdims()
                ? new Sum(sum.axes(), true)
                : inner.op() instanceof Mean mean && !mean.keepdims() ? new Mean(mean.axes(), true) : inner.op();
        return kept == inner.op()
                ? Optional.empty()
                : Optional.of(Node.of(kept, inner.input(0)))
                        .filter(same -> same.shape().sameShape(node.shape())
                                && expand.axes().size() == same.rank() - inner.rank());
    }

    /** A sum or a mean that stands alone: nobody says there that an axis is kept. */
    private static Op dropped(Op op) {
        return op instanceof Sum sum
                ? new Sum(sum.axes(), false)
                : op instanceof Mean mean ? new Mean(mean.axes(), false) : op;
    }

    private boolean named(Node input) {
        String label = names.apply(input);
        if (label.isEmpty()) {
            return false;
        }
        texts.putIfAbsent(input, shapes ? underset(label, input.shape()) : latex ? LatexName.of(label) : label);
        precedences.putIfAbsent(input, latex && LatexName.isRaised(label) ? Spelling.POWER : Spelling.POSTFIX);
        return true;
    }

    private void compose(Node node) {
        if (plain.has(node)) {
            texts.put(node, bracketed(plain.at(node), 0));
            precedences.put(node, precedences.at(plain.at(node)));
            return;
        }
        if (latex && isThin(node)) {
            thin.put(node, true);
        }
        if (latex && isHidden(node)) {
            texts.put(node, bracketed(node.input(0), 0));
            precedences.put(node, precedences.at(node.input(0)));
            return;
        }
        String symbol = latex ? "" : Comparison.symbol(node.op());
        Spelling spelling = node.op().spelling();
        if (latex && node == root && node.rank() <= 2) {
            spelling = dropped(node.op()).spelling();
        }
        String text = Template.fill(
                symbol.isEmpty() ? template(node, spelling) : OPERATOR,
                node.inputs().size(),
                (i, required) -> isShown(node, node.input(i))
                        ? call(node.input(i))
                        : spreads(node) ? spread(node, node.input(i), required) : whole(node, node.input(i), required));
        int precedence = latex ? spelling.latexPrecedence() : spelling.precedence();
        if (!symbol.isEmpty()) {
            text = text.replace("{operator}", symbol);
            precedence = Spelling.COMPARISON;
        }
        text = latex ? vectors.of(node).orElse(text) : text;
        boolean cut = text.length() > LONGEST;
        isCut |= cut;
        texts.put(node, cut ? (latex ? "\\cdots" : "…") : text);
        precedences.put(node, cut ? Spelling.POSTFIX : precedence);
    }

    /** The op's own template, except where a reader expects another. */
    private String template(Node node, Spelling spelling) {
        if (node.op() == Arithmetic.MUL) {
            // (A @ B) * C needs no brackets, but is misread without.
            String left = isProduct(node.input(0)) ? "<0:" + Spelling.UNARY + ">" : "<0:" + Spelling.PRODUCT + ">";
            if (!latex) {
                return left + " * <1:" + Spelling.UNARY + ">";
            }
            // A product with a scalar is no Hadamard product, and is written as scalars are: 2 x.
            boolean scalar = node.input(0).rank() == 0 || node.input(1).rank() == 0;
            String dot = !scalar ? " \\odot " : node.input(1).constantScalar().isPresent() ? " \\cdot " : " ";
            return left + dot + "<1:" + (scalar ? Spelling.POWER : Spelling.UNARY) + ">";
        }
        if (node.op() instanceof MatMul && isHadamard(node.input(0))) {
            String left = "<0:" + Spelling.UNARY + ">";
            return latex ? left + " <1:" + Spelling.POWER + ">" : left + " @ <1:" + Spelling.UNARY + ">";
        }
        if (node.op() == Diagonals.DIAGONAL_MATRIX && node.input(0).rank() == 1 && !latex) {
            // Of a vector there is a shorter name for it than of a batch.
            return "diag(<0>)";
        }
        if (node.op() == Diagonals.DIAGONAL && node.rank() > 1 && latex) {
            return "\\operatorname{diag\\_part}\\left(<0>\\right)";
        }
        boolean number = node.op() == Powers.POW
                && node.input(1).constantScalar().filter(c -> c >= 0).isPresent();
        if (number && !latex) {
            return "<0:" + Spelling.POSTFIX + ">^<1:" + Spelling.POWER + ">";
        }
        return latex ? spelling.latex() : spelling.text();
    }

    private boolean isHadamard(Node node) {
        return node.op() == Arithmetic.MUL
                && node.input(0).rank() > 0
                && node.input(1).rank() > 0
                && names.apply(node).isEmpty();
    }

    private boolean isProduct(Node node) {
        return node.op() instanceof MatMul && names.apply(node).isEmpty();
    }

    /** Whether an op goes entry by entry, so that a number or a vector in it is understood to be repeated. */
    private static boolean spreads(Node node) {
        return node.op().isElementwise()
                || node.op() instanceof Broadcast
                || node.op() instanceof ExpandDims
                || node.op() instanceof Squeeze;
    }

    /** Axes of one entry, which nobody writes for a vector or a matrix. */
    private static boolean isHidden(Node node) {
        return (node.op() instanceof ExpandDims || node.op() instanceof Squeeze || node.op() instanceof Broadcast)
                && node.rank() <= 2
                && node.input(0).rank() <= 2;
    }

    /** Axes of one entry beside more than two axes, where they do matter. */
    private boolean isShown(Node node, Node input) {
        return latex
                && node.rank() > 2
                && !(input.op() instanceof Broadcast)
                && isHidden(input)
                && !plain.has(input)
                && names.apply(input).isEmpty();
    }

    private String call(Node hidden) {
        return Template.fill(hidden.op().spelling().latex(), 1, (i, required) -> bracketed(hidden.input(0), required));
    }

    /** An input of an op that goes entry by entry: a vector as a column, and what is repeated unless its neighbour says so. */
    private String spread(Node node, Node input, int required) {
        if (!latex || plain.has(input) || !names.apply(input).isEmpty()) {
            return bracketed(input, required);
        }
        if (input.op() instanceof Broadcast && node.op().isElementwise()) {
            boolean said = node.inputs().stream()
                    .anyMatch(other ->
                            !(other.op() instanceof Broadcast) && other.shape().sameShape(node.shape()));
            return said ? bracketed(input.input(0), required) : whole(node, input, required);
        }
        boolean column = thin.has(input)
                && node.op().isElementwise()
                && !node.shape().dim(1).isOne();
        String repeated = column
                ? RepeatedLatex.column(
                        bracketed(input, Spelling.PRODUCT), node.shape().dim(1))
                : "";
        return repeated.isEmpty() ? bracketed(input, required) : parenthesised(repeated, required);
    }

    /** Whether a column is written as the vector it is made from. */
    private boolean isThin(Node node) {
        if (node.rank() != 2 || plain.has(node)) {
            return false;
        }
        boolean made = node.op() instanceof ExpandDims expand && expand.axes().equals(List.of(1));
        return made
                || (node.op().isElementwise()
                        && node.shape().dim(1).isOne()
                        && node.inputs().stream().anyMatch(thin::has)
                        && node.inputs().stream().allMatch(input -> thin.has(input) || input.rank() == 0));
    }

    private static String parenthesised(String product, int required) {
        return Spelling.PRODUCT >= required ? product : "\\left(" + product + "\\right)";
    }

    /** An input of an op that needs its whole shape: what is repeated along axes is written with a vector or matrix of ones. */
    private String whole(Node parent, Node input, int required) {
        if (!latex || !names.apply(input).isEmpty()) {
            return bracketed(input, required);
        } else if (parent.rank() > 2 && thin.has(input)) {
            return parenthesised(RepeatedLatex.column(bracketed(input, Spelling.PRODUCT), Dim.ONE), required);
        } else if (!(input.op() instanceof Broadcast)) {
            return bracketed(input, required);
        }
        String ones = RepeatedLatex.of(input, bracketed(input, Spelling.PRODUCT));
        return ones.isEmpty() ? bracketed(input, required) : parenthesised(ones, required);
    }

    private String bracketed(Node input, int required) {
        String text = texts.get(input);
        Integer precedence = precedences.get(input);
        if (text == null || precedence == null) {
            throw new IllegalStateException("not written yet: " + input);
        }
        if (precedence >= required) {
            return text;
        }
        return latex ? "\\left(" + text + "\\right)" : "(" + text + ")";
    }
}
