package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.explain.Written;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Fill;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Shape;

/** The activations of a stretch: one for all of its states, or one for some and another for others. */
final class StretchActivations {
    private final RepeatedLayers stretch;
    private final String letter;
    /** The numbers of the states that each is applied to, in order. */
    private final Map<Activation, List<Integer>> states = new LinkedHashMap<>();
    /** Those that are no function of one number. */
    private final List<Integer> others = new ArrayList<>();

    /** @param letter what an activation is called that has no name, or another one in each layer */
    StretchActivations(RepeatedLayers stretch, String letter) {
        this.stretch = stretch;
        this.letter = letter;
        for (int source : sources()) {
            LayerFragment step = stretch.stepFrom(source);
            Activation.of(step.from(), step.unit())
                    .map(activation -> states.computeIfAbsent(activation, unused -> new ArrayList<>()))
                    .orElse(others)
                    .add(source);
        }
    }

    /** The numbers of the states that have a layer after them, from the first. */
    private List<Integer> sources() {
        List<Integer> sources = new ArrayList<>(stretch.sources());
        Collections.reverse(sources);
        return sources;
    }

    private boolean isOne() {
        return states.size() == 1 && others.isEmpty();
    }

    /** What stands for them in the generic layer; empty when no layer has one. */
    Optional<Symbol> symbol() {
        return !stretch.isActivated()
                ? Optional.empty()
                : Optional.of(isOne() ? Symbol.of(states.keySet().iterator().next(), letter) : Symbol.ofLayer(letter));
    }

    /** What they are. */
    List<LayerRule> definitions(SymbolicNames letters, Generic generic) {
        if (!stretch.isActivated()) {
            return List.of();
        }
        Shape shape = generic.state().shape();
        String state = letters.state(0);
        Written unit = Written.named(letters.unit(0), generic.unit().shape());
        if (isOne()) {
            Activation only = states.keySet().iterator().next();
            LayerRule.Kind kind = letters.needsHelper() ? LayerRule.Kind.HELPER : LayerRule.Kind.DEFINITION;
            return List.of(
                    LayerRule.of(kind, unit, new Written(only.text(state), only.latex(state), shape), sources()));
        }
        List<LayerRule> rules = new ArrayList<>();
        rules.add(LayerRule.of(LayerRule.Kind.DEFINITION, unit, ofLayer(state, shape), sources()));
        states.forEach((activation, numbers) -> rules.add(LayerRule.of(
                LayerRule.Kind.DEFINITION,
                ofLayer("t", Activation.T.shape()),
                new Written(activation.text("t"), activation.latex("t"), Activation.T.shape()),
                numbers)));
        return rules;
    }

    /** The activation of layer l of something. */
    private Written ofLayer(String argument, Shape shape) {
        return new Written(
                letter + "[l](" + argument + ")",
                LatexName.of(letter) + "^{l}\\left(" + LatexName.of(argument) + "\\right)",
                shape);
    }

    /** Their derivatives, written with what the model computes anyway where that is shorter. */
    List<LayerRule> slopes(SymbolicNames letters, Generic generic) {
        if (!stretch.isActivated()) {
            return List.of();
        }
        Symbol slope = symbol().orElseThrow().derivative();
        Written left = letters.write(Node.of(slope, generic.state()), SymbolicNames.View.BEFORE);
        List<LayerRule> rules = new ArrayList<>();
        states.forEach((activation, numbers) -> rules.add(
                LayerRule.of(LayerRule.Kind.SLOPE, left, slope(activation, generic.state(), letters), numbers)));
        return rules;
    }

    /** The derivative of an activation at a node. */
    private static Written slope(Activation activation, Node state, SymbolicNames letters) {
        Node unit = Substitution.apply(activation.of(), Activation.T, state);
        Node ones = Fill.with(1, unit.shape());
        Node slope = unit == state
                ? Node.constant(1)
                : simple(
                        Gradient.vjp(unit, ones, List.of(state)).orZero(state),
                        Notes.labelIfNone(unit, letters.unit(0)));
        // Of one number where the formula for all entries would have to say how many there are.
        boolean sized = Walk.from(List.of(slope)).nodes().stream()
                .anyMatch(node -> node.op() instanceof Fill || node.op() instanceof Broadcast);
        return sized && state != Activation.T
                ? slope(activation, Activation.T, letters)
                : letters.write(slope, state, unit);
    }

    private static Node simple(Node slope, Node unit) {
        return Broadcast.to(
                Simplifier.forReading()
                        .knowing(List.of(unit))
                        .apply(List.of(slope))
                        .node(),
                slope.shape());
    }
}
