package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.Line;
import org.chainrule.explain.Written;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.tensor.Domain;

/** What is not repeated: the gradients with which the inductions start, and those by parameters of no stretch. */
final class RemainingGradients {
    private final Quantities quantities;
    private final Gradient gradient;
    private final Map<String, Node> names;
    private final List<Induction> inductions;
    /** What nodes are called that have no name of their own. */
    private final NodeMap<String> given = new NodeMap<>();

    /** The parameters that have a line of their own. */
    private final Set<Node> told = new HashSet<>();

    RemainingGradients(Quantities quantities, Gradient gradient, Map<String, Node> names, List<Induction> inductions) {
        this.quantities = quantities;
        this.gradient = gradient;
        this.names = names;
        this.inductions = inductions;
    }

    /** Whether the last state of a stretch is the last of all, so that it can be called L. */
    boolean isNamed(Induction induction) {
        RepeatedLayers stretch = induction.stretch();
        int last = stretch.numbers().get(stretch.numbers().size() - 1);
        return inductions.size() == 1 && stretch.states().nodes().lastKey() == last && !quantities.isTaken("L");
    }

    /** The gradient by the last state, with what it is made of; nothing where another stretch goes on from there. */
    List<LayerRule> above(Induction induction) {
        RepeatedLayers stretch = induction.stretch();
        Node last = stretch.last();
        boolean continued = inductions.stream()
                .anyMatch(other -> other.stretch().steps().stream().anyMatch(step -> step.from() == last));
        if (continued) {
            return List.of();
        }
        List<Node> wanted = new ArrayList<>(List.of(last));
        if (inductions.get(0) == induction) {
            wanted.addAll(parametersAbove());
        }
        int number = stretch.numbers().get(stretch.numbers().size() - 1);
        boolean named = isNamed(induction);
        Map<String, Node> known = new LinkedHashMap<>(names);
        inductions.forEach(each -> each.letters().names().forEach(known::putIfAbsent));
        known.forEach((name, node) -> given.putIfAbsent(node, name));
        Explanation explanation = Explanation.of(quantities.loss()).names(known).wrt(wanted);
        List<LayerRule> rules = new ArrayList<>();
        for (Line line : explanation.lines()) {
            boolean parameter = line.variable().filter(Node::isLeaf).isPresent();
            line.variable().ifPresent(told::add);
            boolean start = line.variable().filter(x -> x == last).isPresent();
            String name = named ? lettered(line.name(), number) : line.name();
            Written left = start
                    ? induction.letters().gradientOfState(named ? "L" : Integer.toString(number))
                    : Written.named(name, line.formula().shape());
            rules.add(LayerRule.of(
                    parameter ? LayerRule.Kind.OTHER : LayerRule.Kind.BASE,
                    start && !named ? new Written(line.name(), left.latex(), left.shape()) : left,
                    named ? written(line.formula(), number) : explanation.formula(line),
                    List.of()));
        }
        return rules;
    }

    /** Parameters that the loss uses after the layers that repeat. */
    private List<Node> parametersAbove() {
        Set<Node> through = new LinkedHashSet<>();
        for (Induction induction : inductions) {
            through.addAll(induction.stretch().last().ancestors());
        }
        return uncovered().stream().filter(node -> !through.contains(node)).toList();
    }

    /** The parameters that no line speaks of: what several layers share has the sum of what each of them adds. */
    List<String> shared() {
        return uncovered().stream()
                .filter(node -> !told.contains(node))
                .map(quantities::show)
                .toList();
    }

    private List<Node> uncovered() {
        List<Node> nodes = new ArrayList<>();
        for (Node node : quantities.forward().nodes()) {
            boolean parameter = node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM;
            if (parameter
                    && node.type().isReal()
                    && inductions.stream()
                            .noneMatch(induction -> induction.covered().contains(node))) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /**
     * The gradients by parameters that no line for every layer gives: those that only the first state of a stretch is computed
     * from, and those of a layer that has a penalty of its own.
     */
    List<LayerRule> below(Induction induction) {
        RepeatedLayers stretch = induction.stretch();
        List<Integer> numbers = new ArrayList<>(stretch.numbers());
        int first = numbers.get(0);
        if (!stretch.isOpening(first)) {
            numbers.add(0, first - 1);
        }
        List<LayerRule> rules = new ArrayList<>();
        for (Node parameter : uncovered()) {
            numbers.stream()
                    .map(number -> through(induction, number, parameter))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(rule -> {
                        told.add(parameter);
                        rules.add(rule);
                    });
        }
        return rules;
    }

    /** The gradient by a parameter from that by the state of a number, if the loss depends on it through that state alone. */
    private Optional<LayerRule> through(Induction induction, int number, Node parameter) {
        String base = induction.stretch().states().base();
        Node state = induction.stretch().states().nodes().get(number);
        Node before = induction.stretch().states().nodes().get(number - 1);
        if (state == null || (before != null && before.ancestors().contains(parameter))) {
            return Optional.empty();
        }
        String name = "d" + base + number;
        Node standIn = Node.input(name, Type.real(state.shape()), Domain.REAL);
        Optional<Node> above = gradient.find(state);
        Optional<Node> own = Gradient.vjp(state, standIn, List.of()).find(parameter);
        if (above.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        Node truth = Substitution.apply(gradient.orZero(parameter), above.get(), standIn);
        Optional<Node> penalty = Penalty.of(quantities.loss(), state, parameter, parameter::equals);
        Node formula = Generic.simple(penalty.map(own.get()::plus).orElse(own.get()));
        if (!Prover.prove(truth, formula).isProved()) {
            return Optional.empty();
        }
        String latex = induction.letters().gradientName(Integer.toString(number));
        return Optional.of(LayerRule.of(
                LayerRule.Kind.OTHER,
                Written.named("d" + quantities.show(parameter), parameter.shape()),
                written(formula, node -> named(node, standIn, name), node -> named(node, standIn, latex)),
                List.of()));
    }

    private String named(Node node, Node standIn, String name) {
        return node == standIn ? name : quantities.name(node);
    }

    /** A formula with L for the number of the last layer. */
    private Written written(Node formula, int number) {
        Function<Node, String> names = node -> lettered(name(node), number);
        return written(formula, names, names);
    }

    private static Written written(Node formula, Function<Node, String> names, Function<Node, String> latexNames) {
        return formula.isLeaf()
                ? new Written(names.apply(formula), LatexName.of(latexNames.apply(formula)), formula.shape())
                : Written.of(formula, names, latexNames);
    }

    private String name(Node node) {
        String own = node.op() instanceof Leaf leaf ? leaf.name() : quantities.name(node);
        String name = given.get(node);
        return own.isEmpty() && name != null ? name : own;
    }

    /** {@code A4} as {@code A[L]}, {@code dA3} as {@code dA[L-1]}, when there are four layers. */
    private String lettered(String name, int last) {
        Optional<Numbered> numbered = Numbered.of(name);
        if (numbered.isEmpty()) {
            return name;
        }
        int shift = numbered.get().number() - last;
        String base = numbered.get().base();
        boolean layered = isLayered(base) || (base.startsWith("d") && isLayered(base.substring(1)));
        return layered && (shift == 0 || shift == -1) ? Numbered.at(base, Numbered.index("L", shift)) : name;
    }

    private boolean isLayered(String base) {
        NavigableMap<Integer, Node> family = quantities.families().get(base);
        return family != null
                ? family.size() > 1
                : inductions.stream().anyMatch(each -> each.letters().names().keySet().stream()
                        .anyMatch(name -> Numbered.of(name).orElseThrow().base().equals(base)));
    }
}
