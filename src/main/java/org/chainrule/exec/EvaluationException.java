package org.chainrule.exec;

import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;

/** A run that could not be carried out: a value is missing or does not fit, or an op refused its inputs. */
public final class EvaluationException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Node> node;

    /**
     * @param node the node it happened at
     * @param message what, with names and shapes, and the remedy
     */
    public EvaluationException(Node node, Message message) {
        super(message);
        this.node = Optional.of(node);
    }

    /**
     * @param node the node it happened at
     * @param message what, with names and shapes, and the remedy
     * @param cause what the op said
     */
    public EvaluationException(Node node, Message message, Throwable cause) {
        super(message, cause);
        this.node = Optional.of(node);
    }

    /** The node it happened at; {@code Notes.place} tells where the user wrote it. */
    public Optional<Node> node() {
        return node;
    }
}
