package org.chainrule.grad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A graph with places for what goes in, run again and again with other values. What a step takes from outside, such as the
 * weights of a recurrent network, has places too, so that the graph of the loop sees all that it depends on.
 *
 * @param places what changes from step to step, inputs that stand in no other graph
 * @param outside places for what stays the same, one for each of the nodes of {@link Made#taken()}
 * @param next what a step computes
 */
record StepGraph(List<Node> places, List<Node> outside, Node next) {
    StepGraph {
        places = List.copyOf(places);
        outside = List.copyOf(outside);
    }

    /**
     * A step, and what it takes from outside.
     *
     * @param taken nodes of the graph around it
     */
    record Made(StepGraph step, List<Node> taken) {}

    /** Takes apart what a step computes: all that depends on no place, and is no constant, comes from outside. */
    static Made of(List<Node> places, Node next) {
        Walk walk = Walk.from(List.of(next));
        boolean[] moves = moves(walk, places);
        NodeMap<Node> standIns = new NodeMap<>();
        List<Node> taken = new ArrayList<>();
        for (int i = 0; i < walk.size(); i++) {
            boolean used = i == walk.size() - 1 && !moves[i];
            if (used) {
                take(walk.node(i), standIns, taken);
            }
            for (int k = 0; moves[i] && k < walk.node(i).inputs().size(); k++) {
                if (!moves[walk.input(i, k)]) {
                    take(walk.node(i).input(k), standIns, taken);
                }
            }
        }
        List<Node> outside = taken.stream().map(standIns::at).toList();
        return new Made(new StepGraph(places, outside, Substitution.apply(next, standIns)), taken);
    }

    private static void take(Node node, NodeMap<Node> standIns, List<Node> taken) {
        if (node.isVariable() && !standIns.has(node)) {
            standIns.put(node, place(node.label().orElse("outside"), node.type()));
            taken.add(node);
        }
    }

    /** An input that stands in no other graph. */
    static Node place(String name, Type type) {
        return Node.input(name, type, Domain.REAL);
    }

    private static boolean[] moves(Walk walk, List<Node> places) {
        boolean[] moves = new boolean[walk.size()];
        for (Node place : places) {
            if (walk.indexOf(place) >= 0) {
                moves[walk.indexOf(place)] = true;
            }
        }
        for (int i = 0; i < moves.length; i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                moves[i] |= moves[walk.input(i, k)];
            }
        }
        return moves;
    }

    /** Steps with the values from outside given once. */
    Run run(List<Tensor> from, Sizes sizes, DType dtype) {
        return new Run(from, sizes, dtype);
    }

    /** A graph that is run step by step; what does not move is computed once. */
    final class Run {
        private final Walk walk = Walk.from(List.of(next));
        private final boolean[] moves = moves(walk, places);
        private final Tensor[] values = new Tensor[walk.size()];
        private final Sizes sizes;
        private final DType dtype;

        private Run(List<Tensor> from, Sizes sizes, DType dtype) {
            this.sizes = sizes;
            this.dtype = dtype;
            for (int i = 0; i < from.size(); i++) {
                set(outside.get(i), from.get(i));
            }
            for (int i = 0; i < values.length; i++) {
                if (!moves[i] && !walk.node(i).isLeaf()) {
                    values[i] = computed(i);
                }
            }
        }

        private void set(Node place, Tensor value) {
            if (walk.indexOf(place) >= 0) {
                values[walk.indexOf(place)] = value;
            }
        }

        /** What comes of the next step. */
        Tensor step(Tensor... at) {
            for (int i = 0; i < at.length; i++) {
                set(places.get(i), at[i]);
            }
            for (int i = 0; i < values.length; i++) {
                if (moves[i] && !walk.node(i).isLeaf()) {
                    values[i] = computed(i);
                }
            }
            return values[values.length - 1];
        }

        private Tensor computed(int i) {
            Node node = walk.node(i);
            Tensor[] in = new Tensor[node.inputs().size()];
            for (int k = 0; k < in.length; k++) {
                in[k] = values[walk.input(i, k)];
            }
            Tensor value = node.op().eval(Arrays.asList(in), sizes);
            return node.type().isReal() && value.dtype() != dtype ? value.as(dtype) : value;
        }
    }
}
