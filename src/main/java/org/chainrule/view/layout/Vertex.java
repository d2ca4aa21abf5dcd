package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that has a place in a rank: a box, a group, the bend of a wire, its label, or a door in a frame. */
final class Vertex {
    /** What stands there. */
    enum Kind {
        ITEM,
        BEND,
        LABEL,
        ENTRY,
        EXIT
    }

    final Kind kind;
    final double along;
    final double across;
    final List<Segment> in = new ArrayList<>();
    final List<Segment> out = new ArrayList<>();
    int rank = -1;
    /** The place in its rank, from above. */
    int at;
    /** Where it should stand in its rank, as the last sweep has it. */
    double wish;
    /** Its middle across. */
    double y;
    /** Its middle along. */
    double x;

    Vertex(Kind kind, double along, double across) {
        this.kind = kind;
        this.along = along;
        this.across = across;
    }

    /** A piece of a wire between neighbouring ranks. */
    static final class Segment {
        final Vertex from;
        final Vertex to;
        final double weight;
        final double fromPort;
        double toPort;

        private Segment(Vertex from, Vertex to, double weight, double fromPort, double toPort) {
            this.from = from;
            this.to = to;
            this.weight = weight;
            this.fromPort = fromPort;
            this.toPort = toPort;
        }

        static Segment join(Vertex from, Vertex to, double weight, double fromPort, double toPort) {
            Segment made = new Segment(from, to, weight, fromPort, toPort);
            from.out.add(made);
            to.in.add(made);
            return made;
        }
    }

    /** A wire on one level, from item to item. */
    static final class Chain {
        final Vertex from;
        final Vertex to;
        final int wire;
        final double weight;
        final double fromPort;
        final double toPort;
        /** Bends and label, in order; empty until ranks are known. */
        final List<Vertex> path = new ArrayList<>();
        /** Whether it runs against the reading direction, or is too long to be bent. */
        boolean detour;
        /** Whether it is drawn without bends because there are too many. */
        boolean straight;
        /** How far above the lower edge of its level a detour runs. */
        double track;
        /** The last piece, when it has pieces. */
        @Nullable
        Segment last;

        /** Where it ends at its box, across, from the middle. */
        double endPort() {
            return last == null ? toPort : last.toPort;
        }

        Chain(Vertex from, Vertex to, int wire, double weight, double fromPort, double toPort) {
            this.from = from;
            this.to = to;
            this.wire = wire;
            this.weight = weight;
            this.fromPort = fromPort;
            this.toPort = toPort;
        }
    }
}
