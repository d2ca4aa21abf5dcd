package org.chainrule.view;

import static org.chainrule.message.Message.say;
import static org.chainrule.view.ShortNumbers.coordinate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.message.Language;

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

    /** A tiny picture on a slide is not blown up more than this. */
    private static final double LARGEST_SCALE = 2.5;

    private final Scene scene;
    private final Canvas canvas;
    private final MeasuredScene plan;
    private final Placement layout;
    private final StringBuilder out = new StringBuilder();
    private final CardSvg cards = new CardSvg(out);

    private SvgWriter(Scene scene, MeasuredScene plan, Placement layout, Canvas canvas) {
        this.canvas = canvas;
        this.scene = scene;
        this.plan = plan;
        this.layout = layout;
    }

    static String write(Scene scene, MeasuredScene plan, Placement layout, Canvas canvas, String fonts) {
        return Palette.on(canvas.ground(), new SvgWriter(scene, plan, layout, canvas).write(fonts));
    }

    /** How large the whole picture is: width and height, with margins, title and legend. */
    static double[] size(Scene scene, MeasuredScene plan, Placement layout, Canvas canvas) {
        return new SvgWriter(scene, plan, layout, canvas).size();
    }

    private double[] size() {
        String title = Text.brief(scene.title(), 120);
        boolean legend = scene.showsGradients() && scene.showsValues();
        double width = Math.max(layout.width(), Math.max(legend ? legendWidth() : 0, Text.width(title, 14, true)));
        double height = layout.height() + (title.isEmpty() ? 0 : 28) + (legend ? 24 : 0);
        return new double[] {width + 2 * MARGIN, height + 2 * MARGIN};
    }

    private String write(String fonts) {
        String title = Text.brief(scene.title(), 120);
        double above = title.isEmpty() ? 0 : 28;
        boolean legend = scene.showsGradients() && scene.showsValues();
        double width = size()[0];
        double height = size()[1];
        // On a slide the picture is as large as the slide allows, in its middle.
        Canvas.Slide slide = canvas.slide();
        double scale = slide == Canvas.Slide.NONE ? 1 : Math.min(slide.width() / width, slide.height() / height);
        double top = 0;
        if (slide != Canvas.Slide.NONE) {
            scale = Math.min(scale, LARGEST_SCALE);
            top = (slide.height() / scale - height) / 2;
            width = slide.width() / scale;
            height = slide.height() / scale;
        }
        double left = (width - layout.width()) / 2;
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
                        + " font-family=\"%s\" role=\"img\">\n",
                coordinate(width * scale),
                coordinate(height * scale),
                coordinate(width),
                coordinate(height),
                fonts));
        out.append("<title>")
                .append(Text.xml(title.isEmpty() ? say("Computation graph").text(canvas.language()) : title))
                .append("</title>\n");
        if (canvas.ground() != Canvas.Ground.TRANSPARENT) {
            out.append("<rect width=\"100%\" height=\"100%\" fill=\"")
                    .append(Palette.PAPER)
                    .append("\"/>\n");
        }
        cards.text(width / 2, top + MARGIN + 12, "middle", 14, Palette.INK, title, " font-weight=\"bold\"");
        out.append("<g transform=\"translate(").append(coordinate(left)).append(' ');
        out.append(coordinate(top + MARGIN + above)).append(")\">\n");
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

    /** What the colours mean, in the words of the reader. */
    private void legend(double x, double y) {
        double at = x;
        List<String> colours = List.of(Palette.VALUE, Palette.GRADIENT, Palette.LOCAL);
        List<String> words = legendWords();
        for (int i = 0; i < words.size(); i++) {
            cards.path(CardSvg.rounded(at, y - 8, 8, 8, 2, 2), colours.get(i), "none", "0", false);
            cards.text(at + 12, y, "start", Cards.SMALL_SIZE, Palette.FAINT, words.get(i), "");
            at += 24 + Text.width(words.get(i), Cards.SMALL_SIZE, false);
        }
    }

    private List<String> legendWords() {
        Language language = canvas.language();
        List<String> words = new ArrayList<>();
        words.add(say("value").text(language));
        words.add(say("gradient").text(language));
        if (plan.links().stream().anyMatch(link -> !link.local().isEmpty())) {
            words.add(say("local derivative").text(language));
        }
        return words;
    }

    private double legendWidth() {
        return legendWords().stream()
                .mapToDouble(word -> 24 + Text.width(word, Cards.SMALL_SIZE, false))
                .sum();
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
        String colour = link.skip() ? Palette.SKIP : Palette.WIRE;
        out.append("\" fill=\"none\" stroke=\"").append(colour);
        out.append("\" stroke-width=\"").append(link.skip() ? "2.2" : "1.1").append("\"/>\n");
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
                    colour));
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
        List<String> lines = link.lines();
        double baseline = y - lines.size() * line / 2 + Cards.EDGE_SIZE;
        for (int i = 0; i < lines.size(); i++) {
            String anchor = link.upright() ? "start" : "middle";
            String colour = i < link.local().size() ? Palette.LOCAL : Palette.GRADIENT;
            cards.text(x, baseline, anchor, Cards.EDGE_SIZE, colour, lines.get(i), "");
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
