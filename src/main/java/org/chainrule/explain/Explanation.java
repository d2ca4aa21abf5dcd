package org.chainrule.explain;

import java.util.List;
import java.util.Map;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
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
    private final Language language;
    private @Nullable ExplainedModel derivation;
    private @Nullable ExplainedModel reading;

    private Explanation(Node loss, List<Node> wrt, Map<String, Node> names, Language language) {
        this.loss = loss;
        this.wrt = List.copyOf(wrt);
        this.names = names;
        this.language = language;
    }

    /** The gradients of a scalar by its parameters, or by its inputs when it has no parameters. */
    public static Explanation of(Node loss) {
        return new Explanation(loss, List.of(), Map.of(), Language.EN);
    }

    /** The same by other variables: any nodes, with or without names. */
    public Explanation wrt(Node... variables) {
        return wrt(List.of(variables));
    }

    /** The same by other variables; by the parameters when the list is empty. */
    public Explanation wrt(List<Node> variables) {
        return new Explanation(loss, variables, names, language);
    }

    /**
     * The same with the names of a model, for what has no label.
     *
     * @param model names and what they stand for, such as {@code Model.names()}
     */
    public Explanation names(Map<String, Node> model) {
        return new Explanation(loss, wrt, model, language);
    }

    /** The same with its sentences in a language; English otherwise. */
    public Explanation language(Language spoken) {
        return new Explanation(loss, wrt, names, spoken);
    }

    private ExplainedModel derivation() {
        ExplainedModel known = derivation;
        if (known == null) {
            known = ExplainedModel.of(loss, wrt, names);
            derivation = known;
        }
        return known;
    }

    /** The same with its formulas as books write them. */
    private ExplainedModel reading() {
        ExplainedModel known = reading;
        if (known == null) {
            known = BookForm.of(loss, wrt, names).orElseGet(this::derivation);
            reading = known;
        }
        return known;
    }

    /**
     * The lines, each after those it uses.
     *
     * @throws org.chainrule.grad.GradientException when the loss is not a real scalar
     */
    public List<Line> lines() {
        return reading().lines();
    }

    /** Why a gradient asked for has no line, a sentence each: it is zero, or not defined. */
    public List<Message> notes() {
        return reading().notes();
    }

    /** The derivation in the notation; with the text of the model before it, it is a file that can be checked. */
    public String text() {
        StringBuilder text = new StringBuilder(reading().heading(language));
        lines().forEach(line -> text.append(line.name() + " = " + formula(line).text() + "\n"));
        return text.toString();
    }

    /** The model and its gradients with the shape of every quantity, as comments. */
    public String shapes() {
        return ShapesTable.text(derivation());
    }

    /** The model and its gradients in LaTeX, with its shape below every name. */
    public String shapesLatex() {
        return ShapesTable.latex(derivation());
    }

    /** The right-hand side of a line. */
    public Written formula(Line line) {
        return reading().written(line.formula());
    }

    /** The derivation in LaTeX, one aligned block; dV stands for the derivative of the loss by V. */
    public String latex() {
        return Formula.aligned(lines().stream()
                .map(line -> LatexName.of(line.name()) + " &= " + formula(line).latex())
                .toList());
    }

    /** What the loss is computed as, in the names that the steps have. */
    public Written lossDefinition() {
        return derivation().withNamedSteps().definition(derivation().loss());
    }

    /** The chain rule at each quantity between the loss and the variables, from the loss back. */
    public List<ChainStep> cards() {
        return ChainSteps.of(derivation());
    }

    /** The chain rule step by step, for a terminal. */
    public String steps() {
        return Steps.text(derivation(), cards(), language);
    }

    /**
     * The model and its gradients in index form: {@code dW2[i,j] = Σ_k dZ2[i,k] A1[j,k]}. Letters count from 1; an axis of
     * size 1 has none.
     */
    public String element() {
        return Elements.text(derivation(), false, language);
    }

    /** The index form in LaTeX. */
    public String elementLatex() {
        return Elements.latex(derivation(), false);
    }

    /** The index form written out, entry by entry and term by term, where sizes are known and small. */
    public String entries() {
        return Elements.text(derivation(), true, language);
    }

    /** The entries in LaTeX. */
    public String entriesLatex() {
        return Elements.latex(derivation(), true);
    }

    /**
     * The lines of the index form, one by one: first those of the model, then those of the gradients.
     *
     * @param writtenOut whether every entry has a line where sizes are known and small, as in {@link #entries()}
     */
    public List<IndexLine> indexLines(boolean writtenOut) {
        return Elements.lines(derivation(), writtenOut);
    }
}
