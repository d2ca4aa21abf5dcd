package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Domain;

/**
 * The Jacobian of a tensor as a reader wants it: an entry in index form, case by case where letters have to be equal, and as
 * matrices where both sides are vectors. Sizes may be free.
 *
 * <pre>{@code
 * Node y = softmax(z).named("y");
 * JacobianForm.of(y, z).matrix().get().text();   // diag(y) - outer(y, y)
 * JacobianForm.of(y, z).cases().get(0);          // y[i] (1 - y[i]) if i = j
 * }</pre>
 */
public final class JacobianForm {
    private final Node of;
    private final Node wrt;
    private final Naming naming;
    private final IndexForm form;
    private final List<IndexPosition> rows;
    private final List<IndexPosition> columns;
    private final List<IndexTerm> terms;
    private final JacobianCases entries;

    /**
     * A formula for an entry where some letters are equal and others are not.
     *
     * @param when the condition, such as {@code if i = j}
     * @param value what the entry is there
     */
    public record Case(Written when, Written value) {}

    private JacobianForm(Node of, Node wrt, Map<String, Node> names) {
        this.of = of;
        this.wrt = wrt;
        this.naming = Naming.of(names, Walk.from(List.of(of)));
        this.form = new IndexForm(naming, false);
        Set<String> free = new TreeSet<>();
        this.rows = form.free(of, free);
        this.columns = form.free(wrt, free);
        this.terms = terms(free);
        this.entries = new JacobianCases(form, terms, free);
    }

    /**
     * The Jacobian of a node by a node it is computed from.
     *
     * @throws ChainruleException when there is none, or it has no index form, as that of a determinant
     */
    public static JacobianForm of(Node y, Node x) {
        return of(y, x, Map.of());
    }

    /**
     * The same with the names of a model, for what has no label.
     *
     * @param names names and what they stand for
     */
    public static JacobianForm of(Node y, Node x, Map<String, Node> names) {
        return new JacobianForm(y, x, names);
    }

    /** The Jacobians of a node by several; by the parameters, or else the inputs, when none is given. */
    public static List<JacobianForm> all(Node y, List<Node> variables, Map<String, Node> names) {
        List<Node> wrt = variables.isEmpty() ? ExplainedModel.trained(Walk.from(List.of(y)), names) : variables;
        return wrt.stream().map(x -> of(y, x, names)).toList();
    }

    private List<IndexTerm> terms(Set<String> free) {
        Node seed = Node.input("", Type.real(of.shape()), Domain.REAL);
        Node pulled = Gradient.vjp(of, seed, List.of(wrt)).orZero(wrt);
        Node simple = new Simplification().of(pulled).formula();
        return JacobianTerms.of(new EntryAt(simple, columns, free), seed, rows, form)
                .orElseThrow(() -> new ChainruleException(
                        "the Jacobian of {0} by {1} has no index form; jacobian(…) computes it, and jvp and vjp its "
                                + "products",
                        name(of), name(wrt)));
    }

    private String name(Node node) {
        return naming.has(node) ? naming.apply(node) : ShortText.of(node);
    }

    /** What stands on the left: {@code ∂y[i]/∂z[j]}. */
    public Written left() {
        IndexText above = form.left(name(of), of, rows);
        IndexText below = form.left(name(wrt), wrt, columns);
        return new Written(
                "∂" + above.text() + "/∂" + below.text(),
                "\\frac{\\partial " + above.latex() + "}{\\partial " + below.latex() + "}",
                of.shape().concat(wrt.shape()));
    }

    /** An entry as one sum, with Kronecker's δ. */
    public Written entry() {
        return written(entries.whole());
    }

    /** An entry case by case; empty when no letters have to be equal. */
    public List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        entries.cases()
                .forEach((when, value) -> cases.add(new Case(JacobianCases.when(when, of.shape()), written(value))));
        return cases;
    }

    /** The whole as matrices; empty when it is no product of matrices and diagonals. */
    public Optional<Written> matrix() {
        return product().filter(matrix -> of.rank() == 1 && wrt.rank() == 1).map(matrix -> Written.of(matrix, naming));
    }

    /**
     * The Jacobian of a vector by a vector as a matrix, be they vectors, rows or columns; empty when it has no index form, or is
     * no product of matrices and diagonals.
     */
    public static Optional<Node> matrix(Node y, Node x) {
        try {
            return of(y, x).product();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    private Optional<Node> product() {
        EntryAt y = EntryAt.start(of, rows);
        EntryAt x = EntryAt.start(wrt, columns);
        return y.written().size() == 1 && x.written().size() == 1
                ? JacobianMatrix.of(terms, y, x, form)
                        .map(matrix -> new Simplification().of(matrix).formula())
                : Optional.empty();
    }

    private Written written(IndexText piece) {
        return new Written(piece.text(), piece.latex(), of.shape().concat(wrt.shape()));
    }

    /** In the notation: the matrices as a line that can be checked, and the entry with its cases as a comment. */
    public String text() {
        String line = matrix().map(
                        matrix -> "check jacobian(" + name(of) + ", " + name(wrt) + ") == " + matrix.text() + "\n")
                .orElse("");
        return element().lines().map(row -> "# " + row + "\n").collect(Collectors.joining("", line, ""));
    }

    /** The entry in index form, and a line for each case. */
    public String element() {
        String left = left().text();
        String indent = " ".repeat(left.length());
        String entry = Elements.commented(left + " = " + entry().text(), form.legend());
        String cases = cases().stream()
                .map(one -> Elements.commented(
                        indent + " = " + one.value().text(), one.when().text()))
                .collect(Collectors.joining());
        return form.parts().stream()
                .map(part -> part.left().text() + " = " + part.right().text() + "\n")
                .collect(Collectors.joining("", "", entry + cases));
    }

    /** The same in LaTeX. */
    public String latex() {
        List<String> lines = new ArrayList<>();
        matrix().ifPresent(matrix -> lines.add(
                "\\frac{\\partial " + latexName(of) + "}{\\partial " + latexName(wrt) + "} &= " + matrix.latex()));
        List<IndexPosition> letters = new ArrayList<>(rows);
        letters.addAll(columns);
        String entry = left().latex() + " &= " + entry().latex();
        String legend = form.latexLegend(letters);
        form.parts()
                .forEach(part ->
                        lines.add(part.left().latex() + " &= " + part.right().latex()));
        lines.add(entry + (legend.isEmpty() ? "" : " && " + legend));
        String cases = cases().stream()
                .map(one -> one.value().latex() + " & " + one.when().latex() + " \\\\\n")
                .collect(Collectors.joining());
        if (!cases.isEmpty()) {
            lines.add("&= \\begin{cases}\n" + cases + "\\end{cases}");
        }
        return Formula.aligned(lines);
    }

    private String latexName(Node node) {
        return LatexName.of(name(node));
    }
}
