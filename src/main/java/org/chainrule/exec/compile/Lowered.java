package org.chainrule.exec.compile;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/**
 * Outputs of which some nodes have been made otherwise, so that a step computes several at once.
 *
 * @param outputs what stands for the outputs that were asked for
 * @param originals for each node that was made anew the one it stands for
 */
record Lowered(List<Node> outputs, NodeMap<Node> originals) {
    /** Says what a node stands for, which may have been made anew before. */
    void standsFor(Node image, Node node) {
        if (image != node) {
            Node original = originals.get(node);
            originals.put(image, original == null ? node : original);
        }
    }

    /** The same with other outputs. */
    Lowered with(NodeMap<Node> images) {
        return new Lowered(outputs.stream().map(images::at).toList(), originals);
    }
}
