package org.chainrule.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.view.layout.Arrangement;
import org.chainrule.view.layout.Diagram;
import org.chainrule.view.layout.LayeredLayout;
import org.jspecify.annotations.Nullable;

/**
 * The layout of our own: it needs no program, no native code and no fonts, always ends, and gives the same picture on every
 * machine. Nodes that stand above each other in a column, and a gate with the wire that leaves it, are one box to it.
 */
final class LayeredEngine implements Engine {
    /** A picture much longer than high is cut into rows. */
    private static final double LONGEST = 2400;

    private static final double HIGHEST_SHARE = 5;
    private static final double ROW_SHARE = 2;
    private static final int MOST_ROWS = 24;

    private static final double BETWEEN_ROWS = 20;
    private static final double ARROW = 6.5;

    /** Into how many rows; 0 to decide by the shape of the picture. */
    private final int rows;

    LayeredEngine(int rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "layered";
    }

    @Override
    public Placement place(MeasuredScene plan) {
        return new Work(plan).place(rows);
    }

    /** Some places that the layout takes for one box, each with its middle relative to that of the box. */
    private record Block(List<MeasuredScene.Place> places, List<double[]> offsets, Diagram.Box box) {}

    /** One layout. */
    private static final class Work {
        private final MeasuredScene plan;
        private final Map<String, MeasuredScene.Place> places = new HashMap<>();
        private final Map<String, MeasuredScene.Link> upright = new HashMap<>();
        private final List<Block> blocks = new ArrayList<>();
        private final Map<String, Integer> blockOf = new HashMap<>();

        Work(MeasuredScene plan) {
            this.plan = plan;
            plan.places().forEach(p -> places.put(p.id(), p));
            for (MeasuredScene.Link link : plan.links()) {
                if (link.upright()) {
                    upright.put(link.from(), link);
                }
            }
        }

        private MeasuredScene.Place at(String id) {
            MeasuredScene.Place place = places.get(id);
            if (place == null) {
                throw new IllegalStateException("No place was made for node " + id);
            }
            return place;
        }

        Placement place(int rows) {
            blocks();
            List<Diagram.Wire> wires = new ArrayList<>();
            List<MeasuredScene.Link> drawn = new ArrayList<>();
            for (MeasuredScene.Link link : plan.links()) {
                if (link.run() == MeasuredScene.Run.FORWARD) {
                    boolean labelled = !link.lines().isEmpty();
                    double w = labelled ? link.labelWidth() : 0;
                    double h = labelled ? link.labelHeight() : 0;
                    wires.add(new Diagram.Wire(
                            blockOf.getOrDefault(link.from(), 0),
                            blockOf.getOrDefault(link.to(), 0),
                            link.weight(),
                            plan.down() ? h : w,
                            plan.down() ? w : h));
                    drawn.add(link);
                }
            }
            Diagram.Spacing spacing = plan.circuit()
                    ? new Diagram.Spacing(15, 10, 20, 12, 1)
                    : new Diagram.Spacing(22, 9, 26, 13, plan.down() ? -1 : 1);
            LayeredLayout layout =
                    LayeredLayout.of(new Diagram(blocks.stream().map(Block::box).toList(), wires, groups(), spacing));
            return result(drawn, arrange(layout, rows));
        }

        private Arrangement arrange(LayeredLayout layout, int rows) {
            Arrangement flat = layout.rows(Math.max(1, rows));
            boolean long1 = flat.along() > LONGEST && flat.along() > HIGHEST_SHARE * flat.across();
            if (rows > 0 || plan.down() || !long1) {
                return flat;
            }
            Arrangement best = flat;
            for (int count = 2; count <= Math.min(MOST_ROWS, layout.ranks()); count++) {
                best = layout.rows(count);
                if (best.along() < ROW_SHARE * best.across()) {
                    break;
                }
            }
            return best;
        }

        private void blocks() {
            for (List<List<String>> columns : plan.columns().values()) {
                columns.forEach(this::tower);
            }
            Map<String, String> tails = new HashMap<>();
            for (MeasuredScene.Link link : plan.links()) {
                if (link.run() == MeasuredScene.Run.WIRE) {
                    tails.put(link.from(), link.to());
                }
            }
            List<Block> ordered = new ArrayList<>();
            Map<String, Integer> towers = new HashMap<>(blockOf);
            blockOf.clear();
            Map<Integer, Integer> moved = new HashMap<>();
            for (MeasuredScene.Place place : plan.places()) {
                Integer tower = towers.get(place.id());
                if (blockOf.containsKey(place.id())) {
                    continue;
                }
                if (tower != null) {
                    Integer at = moved.get(tower);
                    if (at == null) {
                        at = ordered.size();
                        moved.put(tower, at);
                        ordered.add(blocks.get(tower));
                    }
                    blockOf.put(place.id(), at);
                    continue;
                }
                blockOf.put(place.id(), ordered.size());
                String tail = tails.get(place.id());
                if (tail != null) {
                    blockOf.put(tail, ordered.size());
                }
                ordered.add(tail == null ? single(place) : gate(place, at(tail)));
            }
            blocks.clear();
            blocks.addAll(ordered);
        }

        private Block single(MeasuredScene.Place place) {
            Card card = place.card();
            double along = plan.down() ? card.height() : card.width();
            double across = plan.down() ? card.width() : card.height();
            double radius = card.frame() == Card.Frame.CIRCLE ? card.width() / 2 : 0;
            return new Block(
                    List.of(place),
                    List.of(new double[] {0, 0}),
                    new Diagram.Box(along, across, 0, 0, 0, radius, spread(card, across)));
        }

        private static double spread(Card card, double across) {
            return card.frame() == Card.Frame.CIRCLE ? across * 0.3 : Math.max(0, across / 2 - 8);
        }

        /** A gate, its name above it, and the wire that leaves it with its numbers. */
        private static Block gate(MeasuredScene.Place gate, MeasuredScene.Place wire) {
            double width = gate.card().width() + wire.card().width();
            boolean named = gate.card().sections().size() > 1;
            double above = Math.max(wire.card().height(), gate.card().height() + (named ? 30 : 0));
            double radius =
                    gate.card().frame() == Card.Frame.CIRCLE ? gate.card().width() / 2 : 0;
            return new Block(
                    List.of(gate, wire),
                    List.of(
                            new double[] {(gate.card().width() - width) / 2, 0},
                            new double[] {(width - wire.card().width()) / 2, 0}),
                    new Diagram.Box(
                            width,
                            above,
                            0,
                            0,
                            0,
                            radius,
                            spread(gate.card(), gate.card().height())));
        }

        private void tower(List<String> ids) {
            List<MeasuredScene.Place> members = ids.stream().map(this::at).toList();
            int middle = members.size() == 2 && upright.containsKey(ids.get(0)) ? 1 : members.size() == 3 ? 1 : 0;
            double along = 0;
            double across = 0;
            List<double[]> offsets = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                Card card = members.get(i).card();
                along = Math.max(along, card.width());
                MeasuredScene.Link link = upright.get(ids.get(i));
                double label = 0;
                if (link != null && !link.lines().isEmpty()) {
                    along = Math.max(along, 2 * (link.labelWidth() + 4));
                    label = link.labelHeight() + 10;
                }
                double gap = Math.max(BETWEEN_ROWS, label);
                if (link != null && i > middle) {
                    across += gap;
                }
                offsets.add(new double[] {0, across + card.height() / 2});
                across += card.height() + (link != null && i < middle ? gap : 0);
            }
            double half = across / 2;
            offsets.forEach(o -> o[1] -= half);
            double inset = (along - members.get(middle).card().width()) / 2;
            Card op = members.get(middle).card();
            Diagram.Box box =
                    new Diagram.Box(along, across, offsets.get(middle)[1], inset, inset, 0, spread(op, op.height()));
            ids.forEach(id -> blockOf.put(id, blocks.size()));
            blocks.add(new Block(members, offsets, box));
        }

        private List<Diagram.Group> groups() {
            Map<String, Integer> number = new HashMap<>();
            List<Diagram.Group> groups = new ArrayList<>();
            for (MeasuredScene.Frame frame : plan.frames()) {
                Integer parent = frame.parent() == null ? Integer.valueOf(-1) : number.get(frame.parent());
                List<Integer> inside = frame.members().stream()
                        .map(m -> blockOf.getOrDefault(m, 0))
                        .distinct()
                        .toList();
                number.put(frame.id(), groups.size());
                double head = Cards.OP_SIZE + 6;
                groups.add(new Diagram.Group(
                        parent == null ? -1 : parent,
                        inside,
                        plan.down() ? head : 0,
                        plan.down() ? 0 : head,
                        plan.down() ? 0 : frame.labelWidth() + 18,
                        plan.down() ? frame.labelWidth() + 18 : 0));
            }
            return groups;
        }

        private Placement.Point point(double along, double across) {
            return plan.down() ? new Placement.Point(across, along) : new Placement.Point(along, across);
        }

        private Placement result(List<MeasuredScene.Link> drawn, Arrangement found) {
            Map<String, Placement.Point> nodes = new HashMap<>();
            for (int b = 0; b < blocks.size(); b++) {
                double[] middle = found.boxes().get(b);
                Block block = blocks.get(b);
                for (int i = 0; i < block.places().size(); i++) {
                    double[] offset = block.offsets().get(i);
                    Placement.Point at = point(middle[0], middle[1]);
                    nodes.put(block.places().get(i).id(), new Placement.Point(at.x() + offset[0], at.y() + offset[1]));
                }
            }
            Map<String, Placement.Route> routes = new HashMap<>();
            for (int w = 0; w < drawn.size(); w++) {
                double[] label = found.labels().get(w);
                routes.put(
                        drawn.get(w).id(),
                        route(found.curves().get(w), label.length == 0 ? null : point(label[0], label[1])));
            }
            for (MeasuredScene.Link link : plan.links()) {
                if (link.run() != MeasuredScene.Run.FORWARD) {
                    routes.put(link.id(), inside(link, nodes));
                }
            }
            Map<String, Placement.Rectangle> frames = new HashMap<>();
            for (int g = 0; g < plan.frames().size(); g++) {
                double[] r = found.groups().get(g);
                Placement.Point corner = point(r[0], r[1]);
                Placement.Point size = point(r[2], r[3]);
                frames.put(
                        plan.frames().get(g).id(), new Placement.Rectangle(corner.x(), corner.y(), size.x(), size.y()));
            }
            Placement.Point size = point(found.along(), found.across());
            return new Placement(size.x(), size.y(), nodes, routes, frames);
        }

        private Placement.Route route(double[] curve, Placement.@Nullable Point label) {
            List<Placement.Point> points = new ArrayList<>();
            int last = curve.length - 2;
            if (last < 6) {
                return new Placement.Route(List.of(), null, label);
            }
            for (int i = 0; i <= last; i += 2) {
                double back = i >= last - 2 ? ARROW : 0;
                points.add(point(curve[i] - back, curve[i + 1]));
            }
            return new Placement.Route(List.copyOf(points), point(curve[last], curve[last + 1]), label);
        }

        /** Up, down, or the stub between a gate and its wire. */
        private Placement.Route inside(MeasuredScene.Link link, Map<String, Placement.Point> nodes) {
            Placement.Point a = nodes.getOrDefault(link.from(), new Placement.Point(0, 0));
            Placement.Point b = nodes.getOrDefault(link.to(), new Placement.Point(0, 0));
            if (link.run() == MeasuredScene.Run.WIRE) {
                return new Placement.Route(List.of(), null, null);
            }
            double sign = Math.signum(b.y() - a.y());
            double begin = a.y() + sign * at(link.from()).card().height() / 2;
            double end = b.y() - sign * at(link.to()).card().height() / 2;
            double base = end - sign * ARROW;
            Placement.Point middle = new Placement.Point(a.x(), (begin + end) / 2);
            return new Placement.Route(
                    List.of(
                            new Placement.Point(a.x(), begin),
                            new Placement.Point(a.x(), (2 * begin + base) / 3),
                            new Placement.Point(a.x(), (begin + 2 * base) / 3),
                            new Placement.Point(a.x(), base)),
                    new Placement.Point(b.x(), end),
                    link.lines().isEmpty() ? null : middle);
        }
    }
}
