package org.chainrule.view;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drawing as data. It knows nothing of tensors, graphs or files: builders make it, {@link Folding} shrinks it, and
 * the printers read it.
 *
 * @param title a heading, or empty
 * @param style boxes with tensors in them, or the circuit of lecture notes for scalars
 * @param direction where the forward pass runs; a circuit always runs to the right
 * @param nodes in drawing order
 * @param edges in drawing order; two edges between the same nodes are two edges
 * @param clusters frames around nodes; a node is in at most one, a frame nests in another by its path
 */
public record Scene(
        String title, Style style, Direction direction, List<Node> nodes, List<Edge> edges, List<Cluster> clusters) {

    /** The two looks. */
    public enum Style {
        /** A box for every quantity, with its value and its gradient in it. */
        BOXES,
        /** A circle for every operation, the value above the edge and the gradient below it. */
        CIRCUIT
    }

    /** Where the forward pass runs. */
    public enum Direction {
        /** From left to right. */
        RIGHT,
        /** From top to bottom. */
        DOWN
    }

    /** What a node is; each kind has its own look. */
    public enum Kind {
        /** Data. */
        INPUT,
        /** What training changes. */
        PARAMETER,
        /** A number written in the model. */
        CONSTANT,
        /** The result of an operation. */
        OP,
        /** The scalar that is differentiated. */
        LOSS,
        /** Several nodes folded into one. */
        GROUP
    }

    /**
     * A vertex of the drawing.
     *
     * @param id what edges and clusters call it; unique in the scene
     * @param kind its look
     * @param name the user's name, or empty
     * @param op how it is computed, for example {@code W1 @ X}, or empty, which for a leaf means its kind; in a circuit
     *     the text in the circle
     * @param shape for example {@code [4, 3]}, or empty
     * @param value what the forward pass left here
     * @param gradient what the backward pass left here, drawn in the second colour
     * @param again whether it stands here a second time, near a use, and its name says enough
     */
    public record Node(
            String id, Kind kind, String name, String op, String shape, Panel value, Panel gradient, boolean again) {
        /**
         * A node that stands where it is computed.
         *
         * @param id what edges and clusters call it
         * @param kind its look
         * @param name the user's name, or empty
         * @param op how it is computed, or empty
         * @param shape for example {@code [4, 3]}, or empty
         * @param value what the forward pass left here
         * @param gradient what the backward pass left here
         */
        public Node(String id, Kind kind, String name, String op, String shape, Panel value, Panel gradient) {
            this(id, kind, name, op, shape, value, gradient, false);
        }

        /**
         * A copy with another value.
         *
         * @param panel the value to show
         * @return this node with that value
         */
        public Node withValue(Panel panel) {
            return new Node(id, kind, name, op, shape, panel, gradient, again);
        }

        /**
         * A copy with another gradient.
         *
         * @param panel the gradient to show
         * @return this node with that gradient
         */
        public Node withGradient(Panel panel) {
            return new Node(id, kind, name, op, shape, value, panel, again);
        }
    }

    /**
     * An operand. What belongs to the backward pass is drawn in the second colour.
     *
     * @param from the operand
     * @param to the operation
     * @param argument which argument it is, from 0
     * @param derivative the local derivative, for example {@code W2ᵀ ·}, or empty
     * @param gradient what flows back along this edge alone, or empty; worth showing where an operand is used twice
     */
    public record Edge(String from, String to, int argument, String derivative, String gradient) {
        /**
         * An edge that shows its local derivative only.
         *
         * @param from the operand
         * @param to the operation
         * @param argument which argument it is, from 0
         * @param derivative the local derivative, or empty
         */
        public Edge(String from, String to, int argument, String derivative) {
            this(from, to, argument, derivative, "");
        }
    }

    /**
     * A frame around nodes.
     *
     * @param path names from the outside in, parted by {@code /}, for example {@code layer1/attention}; the frame
     *     {@code layer1} is made if there is none
     * @param label what is written on the frame
     * @param members ids of the nodes directly in it
     */
    public record Cluster(String path, String label, List<String> members) {
        /** Copies the list and refuses an empty path. */
        public Cluster {
            members = List.copyOf(members);
            if (path.isBlank() || path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
                throw new IllegalArgumentException("Not the path of a cluster: '" + path + "'");
            }
        }
    }

    /** Copies the lists and checks that ids are unique and known. */
    public Scene {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        clusters = List.copyOf(clusters);
        Map<String, Node> known = new HashMap<>();
        for (Node node : nodes) {
            if (known.put(node.id(), node) != null) {
                throw new IllegalArgumentException("Two nodes have the id '" + node.id() + "'");
            }
        }
        for (Edge edge : edges) {
            if (!known.containsKey(edge.from()) || !known.containsKey(edge.to())) {
                throw new IllegalArgumentException(
                        "The edge " + edge.from() + " -> " + edge.to() + " names a node that is not in the scene");
            }
        }
        Set<String> framed = new HashSet<>();
        Set<String> paths = new HashSet<>();
        for (Cluster cluster : clusters) {
            if (!paths.add(cluster.path())) {
                throw new IllegalArgumentException("Two clusters have the path '" + cluster.path() + "'");
            }
            for (String member : cluster.members()) {
                if (!known.containsKey(member) || !framed.add(member)) {
                    throw new IllegalArgumentException("The cluster '" + cluster.path() + "' lists '" + member
                            + "', which " + (known.containsKey(member) ? "is in two clusters" : "is not in the scene"));
                }
            }
        }
    }

    /** Whether any node shows a gradient or the reason why it has none. */
    boolean showsGradients() {
        return nodes.stream().anyMatch(n -> !(n.gradient() instanceof Panel.None));
    }

    /** Whether any node shows a value. */
    boolean showsValues() {
        return nodes.stream().anyMatch(n -> !(n.value() instanceof Panel.None));
    }
}
