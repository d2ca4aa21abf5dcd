package org.chainrule.explain;

import java.util.List;
import java.util.Map;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.model.Formula;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a scalar as a reader wants them: simplified formulas in the names of the model, with the gradients they
 * share as lines of their own.
 *
 * <pre>{@code
 * Node A = sigmoid(W.matmul(X).plus(b)).named("A");
 * Node J = bce(A, Y).named("J");
 * System.out.print(gradients(J).wrt(W, b).text());
 * }</pre>
 *
 * <p>Formulas are simplified for reading, over the real numbers; to compute with, take the graphs of
 * {@link org.chainrule.grad.Gradient}, which keep clear of overflow and of 0/0.
 */
public final class Explanation {
    private final Node loss;
    private final List<Node> wrt;
    private final Map<String, Node> names;
    private @Nullable Derivation derivation;

    private Explanation(Node loss, List<Node> wrt, Map<String, Node> names) {
        this.loss = loss;
        this.wrt = List.copyOf(wrt);
        this.names = names;
    }

    /** The gradients of a scalar by its parameters, or by its inputs when it has no parameters. */
    public static Explanation of(Node loss) {
        return new Explanation(loss, List.of(), Map.of());
    }

    /** The same by other variables: any nodes, with or without names. */
    public Explanation wrt(Node... variables) {
        return wrt(List.of(variables));
    }

    /** The same by other variables; by the parameters when the list is empty. */
    public Explanation wrt(List<Node> variables) {
        return new Explanation(loss, variables, names);
    }

    /**
     * The same with the names of a model, for what has no label.
     *
     * @param model names and what they stand for, such as {@code Model.names()}
     */
    public Explanation names(Map<String, Node> model) {
        return new Explanation(loss, wrt, model);
    }

    private Derivation derivation() {
        Derivation known = derivation;
        if (known == null) {
            known = Derivation.of(loss, wrt, names);
            derivation = known;
        }
        return known;
    }

    /**
     * The lines, each after those it uses.
     *
     * @throws org.chainrule.grad.GradientException when the loss is not a real scalar
     */
    public List<Line> lines() {
        return derivation().lines();
    }

    /** Why a gradient asked for has no line, a sentence each: it is zero, or not defined. */
    public List<String> notes() {
        return derivation().notes();
    }

    /** The derivation in the notation; with the text of the model before it, it is a file that can be checked. */
    public String text() {
        StringBuilder text = new StringBuilder("derive ")
                .append(derivation().naming().ofLoss())
                .append('\n');
        notes().forEach(note -> text.append("# ").append(note).append('\n'));
        for (Line line : lines()) {
            text.append(line.name()).append(" = ").append(formula(line)).append('\n');
        }
        return text.toString();
    }

    /** The right-hand side of a line in the notation. */
    public String formula(Line line) {
        String name = derivation().naming().apply(line.formula());
        return name.isEmpty() ? Formula.text(line.formula(), derivation().naming()) : name;
    }

    /** The derivation in LaTeX, one aligned block; dV stands for the derivative of the loss by V. */
    public String latex() {
        StringBuilder text = new StringBuilder("\\begin{aligned}\n");
        for (Line line : lines()) {
            text.append(LatexName.of(line.name()))
                    .append(" &= ")
                    .append(latex(line))
                    .append(" \\\\\n");
        }
        return text.append("\\end{aligned}\n").toString();
    }

    /** The right-hand side of a line in LaTeX. */
    public String latex(Line line) {
        String name = derivation().naming().apply(line.formula());
        return name.isEmpty() ? Formula.latex(line.formula(), derivation().naming()) : LatexName.of(name);
    }
}
