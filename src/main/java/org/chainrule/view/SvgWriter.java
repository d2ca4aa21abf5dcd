package org.chainrule.view;

import static org.chainrule.view.ShortNumbers.coordinate;

import java.util.List;
import java.util.Locale;

/**
 * Draws a laid-out plan as a stand-alone SVG. The drawing is ours and only the places are the engine's, so that two
 * engines differ in where things stand and in nothing else.
 */
final class SvgWriter {
    /** For browsers and slide programs. */
    static final String FONTS = "Helvetica, Arial, 'DejaVu Sans', sans-serif";

    /** For Java's own rendering: its logical font finds every glyph some font of the machine has. */
    static final String JAVA_FONTS = "SansSerif, sans-serif";

    private static final double MARGIN = 14;

    private final Scene scene;
    private final MeasuredScene plan;
    private final Placement layout;
    private final StringBuilder out = new StringBuilder();
    private final CardSvg cards = new CardSvg(out);

    private SvgWriter(Scene scene, MeasuredScene plan, Placement layout) {
        this.scene = scene;
        this.plan = plan;
        this.layout = layout;
    }

    static String write(Scene scene, MeasuredScene plan, Placement layout, String fonts) {
        return new SvgWriter(scene, plan, layout).write(fonts);
    }

    private String write(String fonts) {
        String title = Text.brief(scene.title(), 120);
        double above = title.isEmpty() ? 0 : 28;
        boolean legend = scene.showsGradients() && scene.showsValues();
        double below = legend ? 24 : 0;
        double width = Math.max(layout.width(), Math.max(legend ? 190 : 0, Text.width(title, 14, true))) + 2 * MARGIN;
        double height = layout.height() + above + below + 2 * MARGIN;
        double left = (width - layout.width()) / 2;
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\""
                        + " font-family=\"%3$s\" role=\"img\">\n",
                coordinate(width),
                coordinate(height),
                fonts));
        out.append("<title>")
                .append(Text.xml(title.isEmpty() ? "Computation graph" : title))
                .append("</title>\n");
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"")
                .append(Palette.PAPER)
                .append("\"/>\n");
        cards.text(width / 2, MARGIN + 12, "middle", 14, Palette.INK, title, " font-weight=\"bold\"");
        out.append("<g transform=\"translate(").append(coordinate(left)).append(' ');
        out.append(coordinate(MARGIN + above)).append(")\">\n");
        plan.frames().forEach(this::frame);
        plan.links().forEach(this::link);
        plan.places().forEach(this::place);
        plan.links().forEach(this::label);
        out.append("</g>\n");
        if (legend) {
            legend(MARGIN, height - MARGIN);
        }
        return out.append("</svg>\n").toString();
    }

    private void legend(double x, double y) {
        cards.path(CardSvg.rounded(x, y - 8, 8, 8, 2, 2), Palette.VALUE, "none", "0", false);
        cards.text(x + 12, y, "start", Cards.SMALL_SIZE, Palette.FAINT, "value", "");
        cards.path(CardSvg.rounded(x + 48, y - 8, 8, 8, 2, 2), Palette.GRADIENT, "none", "0", false);
        cards.text(x + 60, y, "start", Cards.SMALL_SIZE, Palette.FAINT, "gradient, local derivative", "");
    }

    private void frame(MeasuredScene.Frame frame) {
        Placement.Rectangle r = layout.frames().get(frame.id());
        if (r == null) {
            return; // a cluster without members: engines leave it out
        }
        cards.path(
                CardSvg.rounded(r.x(), r.y(), r.width(), r.height(), 7, 7),
                Palette.CLUSTER_FILL,
                Palette.CLUSTER_LINE,
                "0.9",
                false);
        cards.text(
                r.x() + 9, r.y() + 15, "start", Cards.OP_SIZE, Palette.FAINT, frame.label(), " font-weight=\"bold\"");
    }

    private void link(MeasuredScene.Link link) {
        Placement.Route route = route(link);
        out.append("<path id=\"").append(link.id()).append("\" d=\"");
        List<Placement.Point> curve = route.curve();
        for (int i = 0; i < curve.size(); i++) {
            out.append(i == 0 ? "M" : i == 1 ? "C" : " ");
            out.append(coordinate(curve.get(i).x()))
                    .append(' ')
                    .append(coordinate(curve.get(i).y()));
        }
        out.append("\" fill=\"none\" stroke=\"").append(Palette.WIRE).append("\" stroke-width=\"1.1\"/>\n");
        Placement.Point tip = route.tip();
        if (tip != null && !curve.isEmpty()) {
            Placement.Point base = curve.get(curve.size() - 1);
            double length = Math.hypot(tip.x() - base.x(), tip.y() - base.y());
            double ux = length == 0 ? 1 : (tip.x() - base.x()) / length;
            double uy = length == 0 ? 0 : (tip.y() - base.y()) / length;
            out.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%s %sL%s %sL%s %sZ\" fill=\"%s\"/>\n",
                    coordinate(tip.x()),
                    coordinate(tip.y()),
                    coordinate(base.x() - uy * 2.6),
                    coordinate(base.y() + ux * 2.6),
                    coordinate(base.x() + uy * 2.6),
                    coordinate(base.y() - ux * 2.6),
                    Palette.WIRE));
        }
    }

    private void label(MeasuredScene.Link link) {
        Placement.Point middle = route(link).label();
        if (middle == null) {
            return;
        }
        double line = Cards.EDGE_SIZE + 2.5;
        double x = middle.x();
        double y = middle.y();
        if (link.upright()) {
            List<Placement.Point> curve = route(link).curve();
            x = (curve.get(0).x() + curve.get(curve.size() - 1).x()) / 2 + 6;
            y = (curve.get(0).y() + curve.get(curve.size() - 1).y()) / 2;
        }
        double baseline = y - link.lines().size() * line / 2 + Cards.EDGE_SIZE;
        for (String text : link.lines()) {
            String anchor = link.upright() ? "start" : "middle";
            cards.text(x, baseline, anchor, Cards.EDGE_SIZE, Palette.GRADIENT, text, "");
            baseline += line;
        }
    }

    private void place(MeasuredScene.Place place) {
        Placement.Point middle = layout.nodes().get(place.id());
        if (middle == null) {
            throw new EngineException("the layout has no place for node {0}", place.id());
        }
        Scene.Node node = place.node();
        out.append("<g id=\"").append(place.id()).append("\">\n");
        String hint = String.join(
                " ",
                List.of(node.name(), node.op(), node.shape()).stream()
                        .filter(t -> !t.isBlank())
                        .toList());
        out.append("<title>").append(Text.xml(Text.brief(hint, 400))).append("</title>\n");
        Card card = place.card();
        cards.draw(place, middle.x() - card.width() / 2, middle.y() - card.height() / 2);
        out.append("</g>\n");
    }

    private Placement.Route route(MeasuredScene.Link link) {
        Placement.Route route = layout.routes().get(link.id());
        if (route == null) {
            throw new EngineException("the layout has no way for edge {0}", link.id());
        }
        return route;
    }
}
