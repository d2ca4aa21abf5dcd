package org.chainrule.explain.lecture;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.explain.ChainStep;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.Written;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * The chain rule from the loss back as a lecture writes it, in Markdown whose formulas are LaTeX: a block of aligned lines for
 * each quantity, and sums over the samples with their index.
 */
public final class Lecture {
    private final Model model;
    private final String loss;
    private final Explanation explanation;
    private final Language language;
    private final List<ChainStep> cards;
    /** What the names of gradients stand for, as far as shapes go. */
    private final Map<String, Node> gradients = new LinkedHashMap<>();

    private final List<Node> variables;
    private final StringBuilder out = new StringBuilder();

    private Lecture(Model model, Node loss, List<Node> wrt, Language language) {
        this.model = model;
        this.explanation = Explanation.of(loss).names(model.names()).wrt(wrt).language(language);
        this.language = language;
        this.cards = explanation.cards();
        this.loss = loss.label().orElse("J");
        this.variables = wrt.isEmpty() ? model.params() : wrt;
        gradients.put("d" + this.loss, leaf("d" + this.loss, Shape.SCALAR));
        cards.forEach(card ->
                gradients.put(card.name(), leaf(card.name(), card.variable().shape())));
    }

    /**
     * The gradients of a model, derived step by step.
     *
     * @param wrt by what to differentiate; by the parameters when the list is empty
     */
    public static String chain(Model model, Node loss, List<Node> wrt, Language language) {
        return new Lecture(model, loss, wrt, language).chain();
    }

    /** The same by differentials: what {@code dJ} is, as the trace of a gradient with the differential of each quantity. */
    public static String differentials(Model model, Node loss, List<Node> wrt, Language language) {
        return new Lecture(model, loss, wrt, language).differentials();
    }

    private static Node leaf(String name, Shape shape) {
        return Node.input(name, Type.real(shape), Domain.REAL);
    }

    private void paragraph(Message text) {
        out.append(text.text(language)).append("\n\n");
    }

    private void aligned(List<String> rows) {
        out.append("$$\n\\begin{align*}\n").append(String.join(" \\\\\n", rows)).append("\n\\end{align*}\n$$\n\n");
    }

    private static String shape(Shape shape) {
        return shape.rank() == 0
                ? "\\mathbb{R}"
                : "\\mathbb{R}^{"
                        + shape.dims().stream()
                                .map(dim -> dim.toString().replace("*", " "))
                                .collect(Collectors.joining(" \\times "))
                        + "}";
    }

    private String end() {
        return out.toString().stripTrailing() + "\n";
    }

    private String chain() {
        LectureFormula formula = new LectureFormula(model, gradients, variables, LatexName::of);
        String name = LatexName.of(loss);
        paragraph(say("# The chain rule from ${0}$ back", name));
        aligned(List.of(name + " &= " + formula.latex(explanation.lossDefinition())));
        paragraph(say("$dV$ stands for $\\partial {0} / \\partial V$, so $d{0} = 1$.", name));
        explanation.notes().forEach(note -> paragraph(say("{0}.", note)));
        for (ChainStep card : cards) {
            String gradient = LatexName.of(card.name());
            out.append("## $").append(gradient).append("$\n\n");
            uses(card, formula);
            List<String> rows = new ArrayList<>(List.of(gradient + " &= " + formula.latex(card.sum())));
            card.inserted().ifPresent(result -> rows.add("&= " + formula.latex(result)));
            rows.set(
                    rows.size() - 1,
                    rows.get(rows.size() - 1) + " \\in " + shape(card.variable().shape()));
            aligned(rows);
        }
        return end();
    }

    private void uses(ChainStep card, LectureFormula formula) {
        String variable = LatexName.of(card.variable().text());
        boolean several = card.ways().size() > 1;
        if (several) {
            paragraph(say(
                    "${0}$ is used in {1} ways; their products are added.",
                    variable, card.ways().size()));
        }
        for (ChainStep.Way way : card.ways()) {
            String through = LatexName.of(way.through().text());
            String defined = formula.latex(way.definition());
            paragraph(
                    several
                            ? say("- through ${0} = {1}$ comes ${2}$", through, defined, formula.latex(way.product()))
                            : say("${0}$ is used in ${1} = {2}$, so", variable, through, defined));
        }
    }

    /** {@code \frac{\partial J}{\partial Z_{1}}} for the name of a gradient. */
    private String ratio(String name) {
        String whole = name.endsWith("(i)") ? name.substring(0, name.length() - 3) : name;
        boolean gradient = gradients.containsKey(whole) && model.find(whole).isEmpty();
        return !gradient
                ? LatexName.of(name)
                : name.equals("d" + loss)
                        ? "1"
                        : "\\frac{\\partial " + LatexName.of(loss) + "}{\\partial " + LatexName.of(name.substring(1))
                                + "}";
    }

    private String differentials() {
        LectureFormula formula = new LectureFormula(model, gradients, variables, this::ratio);
        String name = LatexName.of(loss);
        paragraph(say("# ${0}$ by differentials", name));
        paragraph(say(
                "A quantity $V$ has the gradient that stands beside its differential: "
                        + "$d{0} = \\operatorname{tr}\\left(G^{\\top} dV\\right)$ says that $\\partial {0} / \\partial V = G$.",
                name));
        Map<String, List<Use>> uses = new LinkedHashMap<>();
        for (ChainStep card : cards) {
            for (ChainStep.Way way : card.ways()) {
                uses.computeIfAbsent(way.through().text(), key -> new ArrayList<>())
                        .add(new Use(card, way));
            }
        }
        uses.forEach((through, of) -> differential(through, of, formula));
        List<String> rows = new ArrayList<>();
        for (ChainStep card : cards) {
            rows.add(ratio(card.name()) + " &= " + formula.latex(card.sum()));
        }
        paragraph(say("What stands beside each differential is a gradient; where there are several, they are added:"));
        aligned(rows);
        return end();
    }

    /** How a quantity is used in another. */
    private record Use(ChainStep card, ChainStep.Way way) {}

    private void differential(String through, List<Use> uses, LectureFormula formula) {
        Written definition = uses.get(0).way().definition();
        String above = LatexName.of(through);
        out.append("## $").append(above).append("$\n\n");
        List<String> parts = new ArrayList<>();
        List<String> traces = new ArrayList<>();
        List<String> gradient = new ArrayList<>();
        Shape shape = uses.get(0).way().through().shape();
        boolean isLoss = through.equals(loss);
        String upstream = ratio("d" + through);
        LectureFormula plain = new LectureFormula(model, gradients, variables, LatexName::of);
        for (Use use : uses) {
            String variable = use.card().variable().text();
            String change = "d" + LatexName.of(variable);
            Optional<String> part = part(definition.text(), use.card().variable(), plain);
            part.ifPresent(latex -> {
                parts.add(latex);
                traces.add(inner(upstream, latex, shape));
            });
            gradient.add(inner(
                    formula.latex(use.way().product()),
                    change,
                    use.card().variable().shape()));
        }
        List<String> rows = new ArrayList<>(List.of(above + " &= " + formula.latex(definition)));
        boolean known = parts.size() == uses.size() && !isLoss;
        if (known) {
            rows.add("d" + above + " &= " + String.join(" + ", parts));
        }
        if (known) {
            rows.add("d" + LatexName.of(loss) + " &= " + inner(upstream, "d" + above, shape) + " = "
                    + String.join(" + ", traces));
            rows.add("&= " + String.join(" + ", gradient));
        } else {
            rows.add("d" + LatexName.of(loss) + " &= " + String.join(" + ", gradient));
        }
        aligned(rows);
    }

    /** The product of two arrays, entry by entry, added up. */
    private static String inner(String gradient, String change, Shape shape) {
        String bracket = "\\left(" + gradient + "\\right)";
        String side = change.contains(" + ") || change.contains(" - ") ? "\\left(" + change + "\\right)" : change;
        return switch (shape.rank()) {
            case 0 -> gradient.equals("1") ? change : bracket + " " + side;
            case 1 -> bracket + "^{\\top} " + side;
            case 2 -> "\\operatorname{tr}\\left(" + bracket + "^{\\top} " + side + "\\right)";
            default -> "\\left\\langle " + gradient + ", " + change + " \\right\\rangle";
        };
    }

    /** How a formula changes with one of its variables. */
    private Optional<String> part(String definition, Written variable, LectureFormula formula) {
        Node cut = leaf(variable.text(), variable.shape());
        Map<String, Node> names = new LinkedHashMap<>(Map.of(variable.text(), cut));
        Node change = leaf("d" + variable.text(), variable.shape());
        return ExpressionReader.of(model, names)
                .find(Syntax.parseExpression(Source.of("formula", definition)).result())
                .filter(node -> Walk.from(List.of(node)).indexOf(cut) >= 0)
                .map(node -> inItsPlace(Calculus.jvp(node, cut, change), cut))
                .map(node -> formula.latex(Written.of(node, this::name)));
    }

    /** With the quantity itself in the place of the one that was varied, so that parts of the model have their names. */
    private Node inItsPlace(Node change, Node cut) {
        NodeMap<Node> itself = new NodeMap<>();
        model.find(cut.label().orElse("")).ifPresent(node -> itself.put(cut, node));
        Node whole = Substitution.apply(List.of(change), itself).get(0);
        return Simplifier.forReading()
                .keeping(model.names().values())
                .knowing(model.names().values())
                .apply(whole);
    }

    private String name(Node node) {
        return model.names().entrySet().stream()
                .filter(named -> named.getValue() == node)
                .map(Map.Entry::getKey)
                .findFirst()
                .or(node::label)
                .orElse("");
    }
}
