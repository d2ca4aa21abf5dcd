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
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.symbolic.rewrite.Simplifier;

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
        List<Integer> sources = stretch.sources();
        for (int i = sources.size() - 1; i >= 0; i--) {
            int source = sources.get(i);
            LayerFragment step = stretch.stepFrom(source);
            Optional<Activation> activation = Activation.of(step.from(), step.unit());
            if (activation.isPresent()) {
                states.computeIfAbsent(activation.get(), unused -> new ArrayList<>())
                        .add(source);
            } else {
                others.add(source);
            }
        }
    }

    private boolean isOne() {
        return states.size() == 1 && others.isEmpty();
    }

    /** What stands for them in the generic layer; empty when no layer has one. */
    Optional<Symbol> symbol() {
        if (!stretch.isActivated()) {
            return Optional.empty();
        }
        return Optional.of(isOne() ? Symbol.of(states.keySet().iterator().next(), letter) : Symbol.ofLayer(letter));
    }

    /** What they are. */
    List<LayerRule> definitions(SymbolicNames letters, Generic generic) {
        if (!stretch.isActivated()) {
            return List.of();
        }
        List<LayerRule> rules = new ArrayList<>();
        List<Integer> all = new ArrayList<>(stretch.sources());
        Collections.reverse(all);
        Written unit = Written.named(letters.unit(0), generic.unit().shape());
        if (isOne()) {
            Activation only = states.keySet().iterator().next();
            rules.add(LayerRule.of(
                    letters.needsHelper() ? LayerRule.Kind.HELPER : LayerRule.Kind.DEFINITION,
                    unit,
                    new Written(
                            only.text(letters.state(0)),
                            only.latex(letters.state(0)),
                            generic.state().shape()),
                    all));
            return rules;
        }
        String of = "(" + letters.state(0) + ")";
        String latexOf = "\\left(" + LatexName.of(letters.state(0)) + "\\right)";
        rules.add(LayerRule.of(
                LayerRule.Kind.DEFINITION,
                unit,
                new Written(
                        letter + "[l]" + of,
                        LatexName.of(letter) + "^{l}" + latexOf,
                        generic.state().shape()),
                all));
        states.forEach((activation, numbers) -> rules.add(LayerRule.of(
                LayerRule.Kind.DEFINITION,
                new Written(letter + "[l](t)", LatexName.of(letter) + "^{l}\\left(t\\right)", Activation.T.shape()),
                new Written(activation.text("t"), activation.latex("t"), Activation.T.shape()),
                numbers)));
        return rules;
    }

    /** Their derivatives, written with what the model computes anyway where that is shorter. */
    List<LayerRule> slopes(SymbolicNames letters, Generic generic) {
        if (!stretch.isActivated()) {
            return List.of();
        }
        Symbol symbol = symbol().orElseThrow();
        Symbol first = new Symbol(symbol.text(), symbol.latex(), 1);
        Written left = letters.write(Node.of(first, generic.state()), SymbolicNames.View.BEFORE);
        List<LayerRule> rules = new ArrayList<>();
        states.forEach((activation, numbers) -> {
            Written slope = slope(activation, generic.state(), letters);
            // of one number where the formula for all entries would have to say how many there are
            rules.add(LayerRule.of(
                    LayerRule.Kind.SLOPE,
                    left,
                    slope.text().contains("shape=") ? slope(activation, Activation.T, letters) : slope,
                    numbers));
        });
        return rules;
    }

    /** The derivative of an activation at a node. */
    private static Written slope(Activation activation, Node state, SymbolicNames letters) {
        NodeMap<Node> at = new NodeMap<>();
        at.put(Activation.T, state);
        Node unit = Substitution.apply(activation.of(), at);
        Node ones = Fill.with(1, unit.shape());
        Node slope = unit == state
                ? Node.constant(1)
                : simple(Gradient.vjp(unit, ones, List.of(state)).orZero(state), unit.named(letters.unit(0)));
        return letters.write(slope, state, unit);
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
