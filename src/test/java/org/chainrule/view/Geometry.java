package org.chainrule.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.view.Placement.Point;
import org.chainrule.view.Placement.Rectangle;

/** Looks for what must not be in a picture: things on top of each other, wires through boxes, strangers in frames. */
final class Geometry {
    private final Drawing drawing;
    private final Map<String, Rectangle> cards = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private Geometry(Drawing drawing) {
        this.drawing = drawing;
        for (MeasuredScene.Place place : drawing.plan().places()) {
            Point p = drawing.layout().nodes().getOrDefault(place.id(), new Point(Double.NaN, 0));
            double w = place.card().width();
            double h = place.card().height();
            cards.put(place.id(), new Rectangle(p.x() - w / 2, p.y() - h / 2, w, h));
        }
    }

    static List<String> faults(Drawing drawing) {
        Geometry geometry = new Geometry(drawing);
        geometry.cards();
        geometry.labels();
        geometry.wires();
        geometry.frames();
        return geometry.faults;
    }

    private void cards() {
        List<MeasuredScene.Place> places = drawing.plan().places();
        Rectangle page =
                new Rectangle(0, 0, drawing.layout().width(), drawing.layout().height());
        for (int i = 0; i < places.size(); i++) {
            Rectangle a = card(places.get(i).id());
            if (!within(a, page)) {
                faults.add("off the page: " + called(places.get(i).id()));
            }
            for (int j = 0; j < i; j++) {
                if (overlap(a, card(places.get(j).id()))) {
                    faults.add(called(places.get(i).id()) + " lies on "
                            + called(places.get(j).id()));
                }
            }
        }
    }

    private void labels() {
        List<Rectangle> seen = new ArrayList<>();
        for (MeasuredScene.Link link : drawing.plan().links()) {
            Placement.Route route = drawing.layout().routes().get(link.id());
            Point middle = route == null ? null : route.label();
            if (link.lines().isEmpty() || middle == null) {
                continue;
            }
            double w = link.labelWidth() - 2;
            double h = link.labelHeight() - 4;
            Rectangle label = link.upright()
                    ? new Rectangle(middle.x() + 6, middle.y() - h / 2, w, h)
                    : new Rectangle(middle.x() - w / 2, middle.y() - h / 2, w, h);
            cards.forEach((id, card) -> {
                if (overlap(label, card)) {
                    faults.add("the label " + link.lines() + " lies on " + called(id));
                }
            });
            if (seen.stream().anyMatch(other -> overlap(label, other))) {
                faults.add("the label " + link.lines() + " lies on another");
            }
            seen.add(label);
        }
    }

    private void wires() {
        for (MeasuredScene.Link link : drawing.plan().links()) {
            Placement.Route route = drawing.layout().routes().get(link.id());
            if (route == null) {
                faults.add("no way for " + link.id());
                continue;
            }
            Set<String> own = Set.of(link.from(), link.to());
            for (Point p : points(route.curve())) {
                cards.forEach((id, card) -> {
                    boolean gate = id.equals(link.from().replaceAll("w$", ""));
                    if (!own.contains(id) && !gate && inside(p, card)) {
                        faults.add("the wire from " + called(link.from()) + " to " + called(link.to())
                                + " passes through " + called(id));
                    }
                });
            }
        }
    }

    private void frames() {
        Map<String, String> parent = new HashMap<>();
        drawing.plan().frames().forEach(f -> parent.put(f.id(), f.parent() == null ? "" : f.parent()));
        Map<String, String> frameOf = new HashMap<>();
        drawing.plan().frames().forEach(f -> f.members().forEach(m -> frameOf.put(m, f.id())));
        drawing.layout()
                .frames()
                .forEach((id, frame) -> cards.forEach((node, card) -> {
                    boolean member = false;
                    for (String f = frameOf.getOrDefault(node, ""); !f.isEmpty(); f = parent.getOrDefault(f, "")) {
                        member |= f.equals(id);
                    }
                    if (member ? !within(card, frame) : overlap(card, frame)) {
                        faults.add(called(node) + (member ? " sticks out of " : " stands in the foreign ") + id);
                    }
                }));
    }

    private static List<Point> points(List<Point> curve) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i + 3 < curve.size(); i += 3) {
            for (int k = 0; k <= 20; k++) {
                double t = k / 20.0;
                double[] b = {(1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t};
                double x = 0;
                double y = 0;
                for (int j = 0; j < 4; j++) {
                    x += b[j] * curve.get(i + j).x();
                    y += b[j] * curve.get(i + j).y();
                }
                points.add(new Point(x, y));
            }
        }
        return points;
    }

    private Rectangle card(String id) {
        return cards.getOrDefault(id, new Rectangle(Double.NaN, 0, 0, 0));
    }

    private String called(String id) {
        return drawing.plan().places().stream()
                .filter(p -> p.id().equals(id))
                .map(p -> (p.node().name().isEmpty() ? p.node().op() : p.node().name()) + " (" + id + ")")
                .findFirst()
                .orElse(id);
    }

    private static boolean overlap(Rectangle a, Rectangle b) {
        return a.x() + a.width() > b.x() + 0.5
                && b.x() + b.width() > a.x() + 0.5
                && a.y() + a.height() > b.y() + 0.5
                && b.y() + b.height() > a.y() + 0.5;
    }

    private static boolean within(Rectangle a, Rectangle b) {
        return a.x() > b.x() - 0.6
                && a.y() > b.y() - 0.6
                && a.x() + a.width() < b.x() + b.width() + 0.6
                && a.y() + a.height() < b.y() + b.height() + 0.6;
    }

    private static boolean inside(Point p, Rectangle r) {
        return p.x() > r.x() + 1
                && p.x() < r.x() + r.width() - 1
                && p.y() > r.y() + 1
                && p.y() < r.y() + r.height() - 1;
    }
}
