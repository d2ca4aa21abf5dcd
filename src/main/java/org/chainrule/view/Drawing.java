package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.message.Message;

/**
 * A scene on its way to a file: folded, measured and laid out for its canvas.
 *
 * @param notes what was left out, for the user
 */
record Drawing(Scene scene, MeasuredScene plan, Placement layout, Canvas canvas, List<Message> notes) {
    static Drawing of(Scene scene, Canvas canvas, boolean placed) {
        List<Message> notes = new ArrayList<>();
        Scene folded = Folding.fold(scene, Pictures.MAX_NODES, canvas.language());
        if (folded != scene) {
            notes.add(say(
                    "{0} boxes are too many to read, so they are folded into {1}.",
                    scene.nodes().size(), folded.nodes().size()));
        }
        if (placed && canvas.slide() != Canvas.Slide.NONE) {
            return Slides.fit(folded, canvas, notes);
        }
        MeasuredScene plan = MeasuredScene.of(folded, canvas.language());
        List<Engine> engines = placed ? Engines.available(canvas.engine()) : List.of(new LayeredEngine(1));
        return new Drawing(folded, plan, placed ? Engines.layout(plan, engines, notes) : Placement.NONE, canvas, notes);
    }

    String svg(String fonts) {
        return SvgWriter.write(scene, plan, layout, canvas, fonts);
    }

    /** How much the picture is enlarged to fill its slide. */
    double scale() {
        double[] size = SvgWriter.size(scene, plan, layout, canvas);
        return Math.min(canvas.slide().width() / size[0], canvas.slide().height() / size[1]);
    }
}
