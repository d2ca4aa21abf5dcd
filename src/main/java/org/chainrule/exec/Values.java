package org.chainrule.exec;

import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The values of one run: those of the outputs and of every node they are computed from. */
public final class Values {
    private final NodeMap<Tensor> values;
    private final Sizes sizes;

    Values(NodeMap<Tensor> values, Sizes sizes) {
        this.values = values;
        this.sizes = sizes;
    }

    /**
     * The value of a node.
     *
     * @throws ChainruleException when it was not part of the run
     */
    public Tensor get(Node node) {
        return find(node)
                .orElseThrow(() -> new ChainruleException(
                        "{0} was not computed: it is not one of the outputs, nor needed for one", ShortText.of(node)));
    }

    /** The value of a node, if it was part of the run. */
    public Optional<Tensor> find(Node node) {
        return Optional.ofNullable(values.get(node));
    }

    /** What the free named sizes were. */
    public Sizes sizes() {
        return sizes;
    }

    /** The number of nodes computed. */
    public int count() {
        return values.size();
    }

    /** The first node whose value is NaN or infinite, in the order of computation. */
    public Optional<NonFinite> firstNonFinite() {
        for (int i = 0; i < values.size(); i++) {
            Node node = values.key(i);
            Tensor value = get(node);
            if (!value.isFinite()) {
                return Optional.of(NonFinite.at(node, this));
            }
        }
        return Optional.empty();
    }
}
