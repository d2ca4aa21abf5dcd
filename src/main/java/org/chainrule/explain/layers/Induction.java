package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.explain.Written;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.tensor.ShapeException;

/** The lines of one stretch: its step from layer to layer, and the gradients by what the layers have of their own. */
final class Induction {
    private final Quantities quantities;
    private final RepeatedLayers stretch;
    private final Generic generic;
    private final SymbolicNames letters;
    private final Verification verification;
    private final StretchActivations activations;
    private final String ofLoss;
    private final Set<Node> covered = new LinkedHashSet<>();

    /**
     * Derives a stretch.
     *
     * @param gradient of the loss by everything
     * @param delta whether δ can only mean the gradients of this stretch
     */
    Induction(Quantities quantities, RepeatedLayers stretch, Gradient gradient, boolean delta, String ofLoss) {
        this.quantities = quantities;
        this.stretch = stretch;
        this.activations = new StretchActivations(stretch, quantities.fresh("g", "f", "h", "φ", "ψ"));
        this.generic = new Generic(stretch, activations.symbol());
        this.letters = new SymbolicNames(quantities, stretch, generic, delta);
        this.verification = new Verification(gradient, stretch, generic);
        this.ofLoss = ofLoss;
    }

    RepeatedLayers stretch() {
        return stretch;
    }

    SymbolicNames letters() {
        return letters;
    }

    /** The parameters of the model whose gradients the lines give; to be asked for after {@link #parameters}. */
    Set<Node> covered() {
        return covered;
    }

    /** What the layers compute. */
    List<LayerRule> definitions() {
        List<LayerRule> rules = new ArrayList<>();
        rules.add(LayerRule.of(
                LayerRule.Kind.DEFINITION,
                Written.named(letters.state(0), generic.next().shape()),
                letters.write(generic.next(), SymbolicNames.View.AT),
                stretch.numbers()));
        rules.addAll(activations.definitions(letters, generic));
        int first = stretch.numbers().get(0);
        if (stretch.isOpening(first)) {
            Node unit = stretch.unit(first);
            String name = letters.unitOf(first - 1);
            if (!quantities
                    .numbered(unit)
                    .map(n -> Numbered.at(n.base(), "" + n.number()))
                    .equals(Optional.of(name))) {
                rules.add(LayerRule.of(
                        LayerRule.Kind.DEFINITION,
                        Written.named(name, unit.shape()),
                        letters.concrete(unit),
                        List.of()));
            }
        }
        return rules;
    }

    /** The gradient by a state from that by the next one. */
    List<LayerRule> step() {
        return verified(
                LayerRule.Kind.STEP,
                letters.gradientOfState("l"),
                List.of(generic.gradient(generic.state())),
                SymbolicNames.View.BEFORE,
                stretch.sources(),
                (formula, source) -> verification.gradient(
                        formula, source + 1, stretch.stepFrom(source).from()));
    }

    /** The gradients by the parameters of the layers. */
    List<LayerRule> parameters() {
        List<LayerRule> rules = new ArrayList<>();
        generic.leaves().forEach((node, leaf) -> {
            if (((Leaf) leaf.op()).role() == Leaf.Role.PARAM && leaf.type().isReal()) {
                Node through = generic.gradient(leaf);
                List<Node> forms = new ArrayList<>();
                besides(node).ifPresent(rest -> forms.add(Generic.simple(through.plus(rest))));
                forms.add(through);
                rules.addAll(verified(
                        LayerRule.Kind.PARAMETER,
                        letters.gradientOf(node, ofLoss),
                        forms,
                        SymbolicNames.View.AT,
                        stretch.numbers(),
                        (formula, layer) -> {
                            Node own = stretch.image(node, layer);
                            Verification.Outcome outcome = verification.gradient(formula, layer, own);
                            if (outcome != Verification.Outcome.OPEN) {
                                covered.add(own);
                            }
                            return outcome;
                        }));
            }
        });
        return rules;
    }

    /** What the gradient by a parameter has beside the part that comes through its layer, such as that of a penalty. */
    private Optional<Node> besides(Node node) {
        NodeMap<Node> leaves = new NodeMap<>();
        generic.leaves().forEach(leaves::put);
        try {
            return Penalty.of(quantities.loss(), stretch.steps().get(0).to(), node, leaves::has)
                    .map(rest -> Substitution.apply(rest, leaves));
        } catch (ShapeException e) {
            // The penalty mentions sizes that are not those of every layer.
            return Optional.empty();
        }
    }

    /** The derivatives of the activations. */
    List<LayerRule> slopes() {
        return activations.slopes(letters, generic);
    }

    /** The derivative of a state by the one before, where a state is one sample. */
    List<LayerRule> jacobian() {
        Optional<Node> matrix = Jacobian.of(generic);
        if (matrix.isEmpty()) {
            return List.of();
        }
        String above = letters.state(1);
        String below = letters.state(0);
        Written left = new Written(
                "∂" + above + "/∂" + below,
                "\\frac{\\partial " + LatexName.of(above) + "}{\\partial " + LatexName.of(below) + "}",
                matrix.get().shape());
        return verified(
                LayerRule.Kind.JACOBIAN,
                left,
                List.of(matrix.get()),
                SymbolicNames.View.BEFORE,
                stretch.sources(),
                (formula, source) -> verification.jacobian(formula, source + 1));
    }

    private interface Check {
        Verification.Outcome of(Node formula, int number);
    }

    /** One line for each form that holds in some layers: the first one that holds counts. */
    private List<LayerRule> verified(
            LayerRule.Kind kind,
            Written left,
            List<Node> forms,
            SymbolicNames.View view,
            List<Integer> numbers,
            Check check) {
        List<LayerRule> rules = new ArrayList<>();
        List<Integer> open = new ArrayList<>(numbers);
        for (Node form : forms) {
            Map<Integer, Verification.Outcome> outcomes = new LinkedHashMap<>();
            for (int number : open) {
                Verification.Outcome outcome = check.of(form, number);
                if (outcome != Verification.Outcome.OPEN) {
                    outcomes.put(number, outcome);
                }
            }
            open.removeAll(outcomes.keySet());
            if (!outcomes.isEmpty()) {
                rules.add(new LayerRule(
                        kind,
                        left,
                        letters.write(form, view),
                        List.copyOf(outcomes.keySet()),
                        with(outcomes, Verification.Outcome.PROVED),
                        with(outcomes, Verification.Outcome.SAMPLED)));
            }
        }
        if (kind == LayerRule.Kind.STEP && !open.isEmpty()) {
            throw new IllegalStateException("the generic layer is not that of l = " + open);
        }
        return rules;
    }

    private static List<Integer> with(Map<Integer, Verification.Outcome> outcomes, Verification.Outcome wanted) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() == wanted)
                .map(Map.Entry::getKey)
                .toList();
    }
}
