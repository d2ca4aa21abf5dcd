package org.chainrule.explain.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.chainrule.explain.Written;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/** What the quantities of a stretch are called when their number is a letter. */
final class SymbolicNames {
    private final Quantities quantities;
    private final RepeatedLayers stretch;
    private final Generic generic;
    private final String unitBase;
    private final int unitShift;
    /** Whether δ can only mean the gradients of this stretch. */
    private final boolean delta;

    SymbolicNames(Quantities quantities, RepeatedLayers stretch, Generic generic, boolean delta) {
        this.quantities = quantities;
        this.stretch = stretch;
        this.generic = generic;
        this.delta = delta;
        Optional<Numbered> given = unitName();
        boolean small = Character.isLowerCase(stretch.states().base().codePointAt(0));
        this.unitBase = !stretch.isActivated()
                ? stretch.states().base()
                : given.map(Numbered::base)
                        .orElseGet(() -> small ? quantities.fresh("a", "h", "u") : quantities.fresh("A", "H", "U"));
        this.unitShift = given.map(Numbered::number).orElse(0);
    }

    /** What the model calls the activations, with the difference of numbers, if it calls all of them so. */
    private Optional<Numbered> unitName() {
        Optional<Numbered> common = Optional.empty();
        TreeSet<String> names = new TreeSet<>();
        for (int source : stretch.sources()) {
            Optional<Numbered> name =
                    quantities.numbered(stretch.stepFrom(source).unit());
            common = name.map(n -> new Numbered(n.base(), n.number() - source));
            names.add(common.map(n -> n.base() + " " + n.number()).orElse(""));
        }
        return names.size() == 1 ? common : Optional.empty();
    }

    /** Whether lines in the model's names need a name for the activations, which the model has not. */
    boolean needsHelper() {
        return stretch.isActivated()
                && unitName().isEmpty()
                && quantities.families().containsKey(stretch.states().base());
    }

    /** Names for the states and activations that have none. */
    Map<String, Node> names() {
        Map<String, Node> names = new LinkedHashMap<>();
        stretch.states().nodes().forEach((number, node) -> name(stretch.states().base() + number, node, names));
        for (int source : stretch.sources()) {
            name(unitBase + (source + unitShift), stretch.stepFrom(source).unit(), names);
        }
        return names;
    }

    private void name(String name, Node node, Map<String, Node> names) {
        if (quantities.name(node).isEmpty()) {
            names.put(name, node);
        }
    }

    /** Where the letter l stands. */
    enum View {
        /** At the state that a layer is computed from. */
        BEFORE,
        /** At the layer itself. */
        AT
    }

    private NodeMap<String> names(View view, boolean latex) {
        int layer = view == View.BEFORE ? 1 : 0;
        NodeMap<String> names = new NodeMap<>();
        names.put(generic.state(), state(layer - 1));
        if (generic.unit() != generic.state()) {
            names.put(generic.unit(), unit(layer - 1));
        }
        names.put(generic.upstream(), latex && delta ? Numbered.at("δ", index(layer)) : "d" + state(layer));
        for (Map.Entry<Node, Node> entry : generic.leaves().entrySet()) {
            names.put(entry.getValue(), leaf(entry.getKey(), layer));
        }
        return names;
    }

    private static String index(int shift) {
        return Numbered.index("l", shift);
    }

    /** The state at l and a shift. */
    String state(int shift) {
        return Numbered.at(stretch.states().base(), index(shift));
    }

    /** The activation of the state at l and a shift. */
    String unit(int shift) {
        return Numbered.at(unitBase, index(shift + unitShift));
    }

    /** The activation of the state of a number. */
    String unitOf(int number) {
        return Numbered.at(unitBase, Integer.toString(number + unitShift));
    }

    /** An input or parameter of the first step as the one of the layer at l and a shift. */
    String leaf(Node node, int shift) {
        Numbered name = quantities.numbered(node).orElseThrow();
        int first = stretch.sources().get(stretch.sources().size() - 1) + 1;
        return Numbered.at(name.base(), index(shift + name.number() - first));
    }

    /** A formula of the generic layer. */
    Written write(Node formula, View view) {
        return write(formula, names(view, false), names(view, true));
    }

    /** A formula of a state and its activation. */
    Written write(Node formula, Node state, Node unit) {
        NodeMap<String> names = new NodeMap<>();
        names.put(unit, unit(0));
        names.put(state, state(0));
        return write(formula, names, names);
    }

    /** A node of the model itself. */
    Written concrete(Node node) {
        String name = quantities.name(node);
        return name.isEmpty() ? Written.of(node, quantities::name) : Written.named(name, node.shape());
    }

    private Written write(Node formula, NodeMap<String> text, NodeMap<String> latex) {
        return text.has(formula)
                ? new Written(text.at(formula), LatexName.of(latex.at(formula)), formula.shape())
                : Written.of(formula, node -> name(node, text), node -> name(node, latex));
    }

    private String name(Node node, NodeMap<String> names) {
        return names.has(node) ? names.at(node) : quantities.name(node);
    }

    /** The gradient by a state, as a left-hand side. */
    Written gradientOfState(String index) {
        String name = Numbered.at("d" + stretch.states().base(), index);
        return new Written(
                name, LatexName.of(gradientName(index)), generic.upstream().shape());
    }

    /** What the gradient by a state is called in LaTeX. */
    String gradientName(String index) {
        return Numbered.at(delta ? "δ" : "d" + stretch.states().base(), index);
    }

    /** The gradient by a parameter, as a left-hand side. */
    Written gradientOf(Node leaf, String ofLoss) {
        String name = leaf(leaf, 0);
        return new Written(
                "d" + name,
                "\\frac{\\partial " + LatexName.of(ofLoss) + "}{\\partial " + LatexName.of(name) + "}",
                Objects.requireNonNull(generic.leaves().get(leaf)).shape());
    }
}
