package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;

/**
 * Layers that follow each other and are alike up to the number in their names.
 *
 * @param states what they compute, by number
 * @param layers in order; what a layer is computed from is the activation of the state before
 * @param steps how each layer but perhaps the first is cut out of the graph
 * @param matchings what stands in each layer for a node of the first step
 * @param firstIsOpen whether the first layer has no step, and is computed from anything
 */
record RepeatedLayers(
        States states,
        List<Matching.Layer> layers,
        List<LayerFragment> steps,
        List<Matching> matchings,
        boolean firstIsOpen) {
    /** What was found, and why nothing more was. */
    record Found(List<RepeatedLayers> stretches, List<Message> misfits) {}

    static Found find(Quantities quantities) {
        Set<Message> misfits = new LinkedHashSet<>();
        List<RepeatedLayers> all = new ArrayList<>();
        for (States states : States.candidates(quantities)) {
            all.addAll(new Search(quantities, states, misfits).stretches());
        }
        // Of several readings of the same layers the longest counts, and the one with activations.
        all.sort(Comparator.comparing((RepeatedLayers stretch) -> -stretch.layers.size())
                .thenComparing(stretch -> !stretch.isActivated()));
        List<RepeatedLayers> chosen = new ArrayList<>();
        Set<Node> taken = new LinkedHashSet<>();
        for (RepeatedLayers stretch : all) {
            Set<Node> nodes = stretch.nodes();
            if (nodes.stream().noneMatch(taken::contains)) {
                taken.addAll(nodes);
                chosen.add(stretch);
            }
        }
        chosen.sort(Comparator.comparing(stretch -> -quantities.forward().indexOf(stretch.last())));
        return new Found(chosen, List.copyOf(misfits));
    }

    private record Search(Quantities quantities, States states, Set<Message> misfits) {
        List<RepeatedLayers> stretches() {
            List<RepeatedLayers> found = new ArrayList<>();
            List<LayerFragment> steps = new ArrayList<>();
            List<Matching> matchings = new ArrayList<>();
            for (int number : states.nodes().keySet()) {
                Optional<LayerFragment> step = step(number);
                Optional<Matching> matching = step.map(s -> compare(number, s, steps));
                if (matching.isEmpty() || !matching.get().isEqual()) {
                    matching.ifPresent(m -> misfits.add(m.difference()));
                    close(number - 1, steps, matchings).ifPresent(found::add);
                    steps.clear();
                    matchings.clear();
                }
                step.ifPresent(s -> {
                    matchings.add(compare(number, s, steps));
                    steps.add(s);
                });
            }
            close(states.nodes().lastKey(), steps, matchings).ifPresent(found::add);
            return found;
        }

        private Optional<LayerFragment> step(int number) {
            Node from = states.nodes().get(number - 1);
            Node to = states.nodes().get(number);
            return from == null || to == null ? Optional.empty() : LayerFragment.of(quantities, from, to, misfits::add);
        }

        private Matching compare(int number, LayerFragment step, List<LayerFragment> before) {
            LayerFragment first = before.isEmpty() ? step : before.get(0);
            return Matching.of(quantities, first.layer(number - before.size()), step.layer(number));
        }

        /** The stretch that ends with a layer, with the layer before its first step if that is alike. */
        private Optional<RepeatedLayers> close(int last, List<LayerFragment> steps, List<Matching> matchings) {
            if (steps.isEmpty()) {
                return Optional.empty();
            }
            List<Matching.Layer> layers = new ArrayList<>();
            int number = last - steps.size() + 1;
            LayerFragment first = steps.get(0);
            Matching opening =
                    Matching.of(quantities, first.layer(number), new Matching.Layer(number - 1, first.from(), null));
            List<Matching> all = new ArrayList<>(matchings);
            if (opening.isEqual()) {
                layers.add(new Matching.Layer(
                        number - 1, first.from(), opening.unit().orElseThrow()));
                all.add(0, opening);
            } else if (steps.size() == 1) {
                misfits.add(opening.difference());
                return Optional.empty();
            }
            for (LayerFragment step : steps) {
                layers.add(step.layer(number++));
            }
            return Optional.of(new RepeatedLayers(states, layers, List.copyOf(steps), all, opening.isEqual()));
        }
    }

    /** The last state. */
    Node last() {
        return layers.get(layers.size() - 1).result();
    }

    /** The numbers of all layers. */
    List<Integer> numbers() {
        return layers.stream().map(Matching.Layer::number).toList();
    }

    /** The numbers of the states that have a layer after them, from the last back. */
    List<Integer> sources() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> number(steps.size() - 1 - i) - 1)
                .toList();
    }

    /** The number of the layer that a step computes. */
    private int number(int step) {
        return layers.get(step + (firstIsOpen ? 1 : 0)).number();
    }

    /** The step from the state of a number. */
    LayerFragment stepFrom(int source) {
        return steps.get(source + 1 - number(0));
    }

    /** What stands in the layer of a number for a node of the first step. */
    Node image(Node node, int layer) {
        return matchings.get(layer - layers.get(0).number()).image(node);
    }

    /** What the layer of a number is computed from. */
    Node unit(int layer) {
        return Objects.requireNonNull(layers.get(layer - layers.get(0).number()).unit());
    }

    /** Whether a layer is the one before the first step, computed from anything. */
    boolean isOpening(int layer) {
        return firstIsOpen && layer == layers.get(0).number();
    }

    boolean isActivated() {
        return steps.stream().anyMatch(LayerFragment::isActivated);
    }

    private Set<Node> nodes() {
        Set<Node> nodes = new LinkedHashSet<>();
        for (Matching.Layer layer : layers) {
            nodes.add(layer.result());
            Node unit = unit(layer.number());
            LayerFragment.between(unit, layer.result()).stream()
                    .filter(node ->
                            node != unit && node.isVariable() && !node.inputs().isEmpty())
                    .forEach(nodes::add);
        }
        return nodes;
    }
}
