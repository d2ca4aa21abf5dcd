package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.message.Message;

/** The identity whose derivative is declared zero. */
public record StopGradient() implements Unchanged {
    /** The op; it has no attributes. */
    public static final StopGradient OP = new StopGradient();

    @Override
    public String name() {
        return "stop_gradient";
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("stop_gradient is flat");
    }

    @Override
    public Smoothness smoothness(int arg) {
        return Smoothness.flat("stop_gradient was asked for");
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return say("stopped");
    }
}
