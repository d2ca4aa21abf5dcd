package org.chainrule.symbolic.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.tensor.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Applies rules from the inputs up until none applies any more. Every node is rewritten once and remembered, so a graph
 * takes time linear in its size, and what is shared stays shared.
 *
 * <p>It ends: each rule makes a formula shorter, or moves something in one direction only (scalars out of products,
 * transposes towards the leaves). Should rules run in circles all the same, no form is taken twice at one place, and there
 * are at most {@value #FIRINGS_A_NODE} firings for each node of the graph; then what is reached stays, which is equal to
 * the graph given, as every step is.
 */
public final class Rewriter {
    /** Rules that run in circles are cut off here. */
    private static final int FIRINGS_A_NODE = 200;

    private final RuleSet rules;
    private final Visibility sight;
    private final Trace trace;
    private final NodeMap<Node> images = new NodeMap<>();
    private final Set<Node> inWork = new HashSet<>();
    private long firings;

    /** One node on its way to the form where no rule applies. */
    private static final class Place {
        private final boolean output;
        private final List<Node> before = new ArrayList<>(2);
        private Node current;
        private int next;

        Place(Node node, boolean output) {
            this.current = node;
            this.output = output;
        }

        void advance(Node node) {
            before.add(current);
            current = node;
            next = 0;
        }

        Node origin() {
            return before.isEmpty() ? current : before.get(0);
        }

        boolean isFresh() {
            return before.isEmpty();
        }
    }

    Rewriter(RuleSet rules, Visibility sight, Trace trace) {
        this.rules = rules;
        this.sight = sight;
        this.trace = trace;
    }

    /** Lets a node be put where a form comes out. */
    void image(Node form, Node image) {
        images.put(form, image);
    }

    /** The outputs rewritten; an output is looked into even where it would be kept whole inside another. */
    List<Node> rewrite(List<Node> outputs) {
        firings = (long) FIRINGS_A_NODE * visible(outputs);
        return outputs.stream().map(this::rewrite).toList();
    }

    /** How many nodes are looked at: what is kept whole hides what is below it. */
    private int visible(List<Node> outputs) {
        NodeMap<Boolean> seen = new NodeMap<>();
        Deque<Node> open = new ArrayDeque<>(outputs);
        outputs.forEach(output -> seen.putIfAbsent(output, true));
        while (!open.isEmpty()) {
            for (Node input : open.pop().inputs()) {
                if (seen.putIfAbsent(input, true) && sight.isOpen(input)) {
                    open.push(input);
                }
            }
        }
        return seen.size();
    }

    private Node rewrite(Node output) {
        if (output.inputs().isEmpty()) {
            return output;
        }
        Deque<Place> stack = new ArrayDeque<>();
        stack.push(new Place(output, true));
        Node result = output;
        while (!stack.isEmpty()) {
            Place place = stack.peek();
            Optional<Node> waiting = advance(place);
            if (waiting.isPresent()) {
                inWork.add(waiting.get());
                stack.push(new Place(waiting.get(), false));
            } else if (image(place) != null) {
                result = finish(place);
                stack.pop();
            }
        }
        return result;
    }

    private @Nullable Node image(Place place) {
        boolean opened = place.output && place.isFresh();
        return opened ? null : image(place.current);
    }

    private @Nullable Node image(Node node) {
        return sight.isOpen(node) ? images.get(node) : node;
    }

    private Node finish(Place place) {
        Node result = image(place);
        if (result == null) {
            throw new IllegalStateException("not rewritten yet: " + place.current);
        }
        for (Node before : place.before) {
            inWork.remove(before);
            if (sight.isOpen(before)) {
                images.put(before, result);
            }
        }
        inWork.remove(place.current);
        // An output is asked for by its formula, not by the name it has elsewhere.
        boolean renamed = place.output
                && sight.letter(place.current).filter(name -> name == result).isPresent();
        return renamed ? place.current : result;
    }

    /** One step at a place; the input to be rewritten before it, if there is one. */
    private Optional<Node> advance(Place place) {
        if (image(place) != null) {
            return Optional.empty();
        }
        Node node = place.current;
        while (place.next < node.inputs().size()) {
            Node input = node.input(place.next);
            if (image(input) == null) {
                if (!inWork.contains(input)) {
                    return Optional.of(input);
                }
                // A rule has built a node around the one it was given, which is as good as it gets.
                images.put(input, input);
            }
            place.next++;
        }
        Node rebuilt = rebuild(node);
        if (rebuilt != node) {
            place.advance(rebuilt);
            return Optional.empty();
        }
        Node fired = firings > 0 ? fire(node, place.origin()) : node;
        if (fired == node || place.before.contains(fired)) {
            settle(place);
        } else {
            firings--;
            place.advance(fired);
        }
        return Optional.empty();
    }

    private void settle(Place place) {
        Node form = place.current;
        images.put(form, place.output ? form : sight.letter(form).orElse(form));
        if (place.output && place.isFresh()) {
            // An output that is kept whole elsewhere and that no rule changes: mark it as looked into.
            place.before.add(place.current);
        }
    }

    private Node rebuild(Node node) {
        boolean changed = false;
        List<Node> inputs = new ArrayList<>(node.inputs().size());
        for (Node input : node.inputs()) {
            Node image = image(input);
            if (image == null) {
                throw new IllegalStateException("not rewritten yet: " + input);
            }
            changed |= image != input;
            inputs.add(image);
        }
        return changed ? Node.of(node.op(), inputs) : node;
    }

    private Node fire(Node node, Node origin) {
        if (node.op().isCareful() && rules.areForReading()) {
            return node.op().definition(node.inputs()).orElse(node);
        }
        for (Rule rule : rules.on(node.op())) {
            Optional<Node> result = rule.apply(node, sight);
            if (result.isPresent()) {
                if (!result.get().shape().sameShape(node.shape())) {
                    throw new ShapeException(
                            "the rule {0} makes {1} of {2}: a rule keeps the shape", rule.name(), result.get(), node);
                }
                trace.add(new Trace.Step(rule, node, result.get(), origin));
                return result.get();
            }
        }
        return node;
    }
}
