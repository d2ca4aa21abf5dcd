package org.chainrule.view.layout;

import java.util.List;

/**
 * What is to be laid out. All lengths are told <em>along</em> the reading direction and <em>across</em> it, so that one
 * layout serves pictures to the right and pictures down the page.
 *
 * @param boxes rectangles; wires and groups call them by their place in this list
 * @param wires what joins them, in the order of the operands
 * @param groups frames around boxes; a group stands behind the one it is in
 * @param spacing the distances
 */
public record Diagram(List<Box> boxes, List<Wire> wires, List<Group> groups, Spacing spacing) {
    /** Copies the lists. */
    public Diagram {
        boxes = List.copyOf(boxes);
        wires = List.copyOf(wires);
        groups = List.copyOf(groups);
    }

    /**
     * A rectangle.
     *
     * @param along its length in the reading direction
     * @param across its length across it
     * @param port where wires meet it, across, from its middle
     * @param before how far inside the box incoming wires end
     * @param after how far inside the box outgoing wires begin
     * @param radius of the circle at which incoming wires end, or 0 for a straight side
     * @param spread how far from the port, on either side, several incoming wires may end
     */
    public record Box(
            double along, double across, double port, double before, double after, double radius, double spread) {}

    /**
     * A directed wire.
     *
     * @param from the box it leaves
     * @param to the box it enters
     * @param weight how much it matters that it runs straight
     * @param labelAlong length of its label, or 0 for none
     * @param labelAcross height of its label
     */
    public record Wire(int from, int to, double weight, double labelAlong, double labelAcross) {
        boolean isLabelled() {
            return labelAlong > 0;
        }
    }

    /**
     * A frame.
     *
     * @param parent the group it stands in, or -1
     * @param boxes the boxes directly in it
     * @param headAlong room for its heading before the boxes, along
     * @param headAcross room for its heading before the boxes, across
     * @param leastAlong the least length that holds the heading
     * @param leastAcross the least width that holds the heading
     */
    public record Group(
            int parent,
            List<Integer> boxes,
            double headAlong,
            double headAcross,
            double leastAlong,
            double leastAcross) {
        /** Copies the list. */
        public Group {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * Distances.
     *
     * @param boxes between neighbouring boxes, across
     * @param wires between a wire and its neighbour, across
     * @param ranks the least between two ranks, along
     * @param padding inside a frame
     * @param labelSide on which side of its wire a label stands: 1 before it, -1 behind it, across
     */
    public record Spacing(double boxes, double wires, double ranks, double padding, int labelSide) {}
}
