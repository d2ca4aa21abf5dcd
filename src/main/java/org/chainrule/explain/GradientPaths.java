package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;

/** The paths from a quantity down to the quantities it is directly computed from, each with the vjp along it. */
final class GradientPaths {
    /** With more paths than this the ways to one quantity are taken together. */
    private static final int MOST = 12;

    private GradientPaths() {}

    /**
     * One path.
     *
     * @param from the quantity below
     * @param local the local derivatives of the ops on the path, from above
     * @param product the contribution to the gradient by {@code from}
     */
    record Way(Node from, List<Message> local, Node product) {}

    private record Open(Node at, Node cotangent, List<Message> local) {}

    /**
     * All ways down from a quantity.
     *
     * @param to the quantity above
     * @param cotangent its gradient
     * @param quantity what ends a path
     * @param relevant what has a gradient
     */
    static List<Way> down(Node to, Node cotangent, Predicate<Node> quantity, Predicate<Node> relevant, Names names) {
        List<Way> ways = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>(List.of(new Open(to, cotangent, List.of())));
        while (!open.isEmpty()) {
            if (ways.size() + open.size() > MOST * Math.max(1, to.inputs().size())) {
                return together(to, cotangent, quantity, relevant);
            }
            Open path = open.pop();
            Node z = path.at;
            if (z != to && quantity.test(z)) {
                ways.add(new Way(z, path.local, path.cotangent));
                continue;
            }
            List<Open> next = new ArrayList<>();
            for (int k = 0; k < z.inputs().size(); k++) {
                Node x = z.input(k);
                if (!relevant.test(x)
                        || !x.type().isReal()
                        || !z.op().smoothness(k).isSmooth()) {
                    continue;
                }
                Node dx = Broadcast.undo(z.op().vjp(k, path.cotangent, z, z.inputs()), x.shape());
                List<Message> local = new ArrayList<>(path.local);
                LocalDerivative.of(z, k, names).forEach(label -> local.add(label.text()));
                next.add(new Open(x, dx, local));
            }
            for (int k = next.size() - 1; k >= 0; k--) {
                open.push(next.get(k));
            }
        }
        return ways;
    }

    /** One way to each quantity below: the vjp of the definition in which the quantities are inputs. */
    private static List<Way> together(Node to, Node cotangent, Predicate<Node> quantity, Predicate<Node> relevant) {
        NodeMap<Node> standIns = new NodeMap<>();
        NodeMap<Node> back = new NodeMap<>();
        for (Node node : Walk.from(List.of(to), quantity).nodes()) {
            for (Node input : node.inputs()) {
                if (quantity.test(input) && !standIns.has(input)) {
                    Node standIn = Naming.standIn("x", input);
                    standIns.put(input, standIn);
                    back.put(standIn, input);
                }
            }
        }
        Gradient gradient = Gradient.vjp(Parts.replace(to, standIns), cotangent, List.of());
        List<Way> ways = new ArrayList<>();
        standIns.forEach((x, standIn) -> gradient.find(standIn)
                .filter(dx -> relevant.test(x))
                .ifPresent(dx ->
                        ways.add(new Way(x, List.of(Message.say("all paths together")), Parts.replace(dx, back)))));
        return ways;
    }
}
