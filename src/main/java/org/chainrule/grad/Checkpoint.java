package org.chainrule.grad;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Unchanged;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A part of a graph of which only the result is kept: its derivative computes what is in between once more, when it needs it. A
 * chain of n steps in √n such parts takes the memory of some 2·√n steps for a gradient, and a third more time. (T. Chen, B. Xu,
 * C. Zhang, C. Guestrin, Training deep nets with sublinear memory cost, 2016.)
 */
public final class Checkpoint implements Unchanged {
    private final StepGraph part;
    private final @Nullable Node[] passed;
    private final Node cotangent;

    private Checkpoint(StepGraph part) {
        this.part = part;
        this.passed = new Node[1 + part.outside().size()];
        this.cotangent = StepGraph.place("cotangent", Type.real(part.next().shape()));
    }

    /**
     * What a function makes of a node.
     *
     * @param f may use any other nodes, whose gradients are computed in the same way
     */
    public static Node of(UnaryOperator<Node> f, Node x) {
        Node place = StepGraph.place("x", x.type());
        StepGraph.Made made = StepGraph.of(List.of(place), f.apply(place));
        Checkpoint op = new Checkpoint(made.step());
        List<Node> in = new ArrayList<>(List.of(x));
        in.addAll(made.taken());
        in.add(0, op.with(op.part.next(), in, op.cotangent));
        return Node.of(op, in);
    }

    /** A graph in the places with nodes of the graph around it. */
    private Node with(Node of, List<Node> in, Node dz) {
        NodeMap<Node> places = new NodeMap<>();
        places.put(cotangent, dz);
        places.put(part.places().get(0), in.get(0));
        for (int i = 1; i < in.size(); i++) {
            places.put(part.outside().get(i - 1), in.get(i));
        }
        return Substitution.apply(of, places);
    }

    @Override
    public String name() {
        return "checkpoint";
    }

    /** The way through what was computed before is closed: it would have to be kept. */
    @Override
    public Smoothness smoothness(int arg) {
        return arg == 0 ? Smoothness.flat("what a checkpoint has computed is not kept") : Smoothness.SMOOTH;
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        Node to = arg == 1 ? part.places().get(0) : part.outside().get(arg - 2);
        Node known = passed[arg - 1];
        if (known == null) {
            known = Gradient.vjp(part.next(), cotangent, List.of(to)).orZero(to);
            passed[arg - 1] = known;
        }
        List<Node> again = new ArrayList<>(in.subList(1, in.size()));
        again.set(0, Node.of(Again.OP, again.get(0), dz));
        return with(known, again, dz);
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return say("computed again");
    }

    /** A value that is not used before another one is there. */
    private record Again() implements Unchanged {
        static final Again OP = new Again();

        @Override
        public String name() {
            return "again";
        }

        @Override
        public Smoothness smoothness(int arg) {
            return arg == 0 ? Smoothness.SMOOTH : Smoothness.flat("it is only waited for");
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return dz;
        }
    }
}
