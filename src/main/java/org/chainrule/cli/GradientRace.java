package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.tensor.TensorText;
import org.chainrule.train.Data;
import org.chainrule.train.Fit;
import org.chainrule.train.LossCurve;
import org.chainrule.train.Plot;
import org.chainrule.train.Trainer;

/** Two trainings of one model on the same batches: with the right gradient, and with the one that was derived by hand. */
final class GradientRace {
    private static final int LINES = 20;
    private static final int WIDTH = 60;
    private static final int HEIGHT = 8;

    private final List<Double> right = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private String end = "";

    private GradientRace() {}

    /** Trains both; the one that comes to no number any more stops there. */
    static GradientRace run(Trainer right, Trainer theirs, Data data, Fit fit) {
        GradientRace race = new GradientRace();
        race.right.addAll(right.fit(data, fit));
        try {
            theirs.fit(data, fit, (step, epoch, loss) -> race.theirs.add(loss));
        } catch (ChainruleException e) {
            race.end = e.sentence().firstLine().toString();
        }
        return race;
    }

    void print(PrintWriter out, boolean json, boolean plot, Language language) {
        int steps = right.size();
        for (int i = 0; i < steps; i++) {
            int step = i + 1;
            double mine = right.get(i);
            double hand = i < theirs.size() ? theirs.get(i) : Double.NaN;
            if (json) {
                out.println(Json.object(object -> {
                    object.name("step").value(step);
                    object.name("loss");
                    Json.number(object, mine);
                    object.name("by_hand");
                    Json.number(object, hand);
                }));
            } else if (i == 0 || (i + 1) % Math.max(1, steps / LINES) == 0) {
                out.println(say(
                                "step {0}  right gradient {1}  by hand {2}",
                                step, TensorText.number(mine), Double.isNaN(hand) ? "-" : TensorText.number(hand))
                        .text(language));
            }
        }
        if (!end.isEmpty() && !json) {
            out.println(say("by hand: {0}", end).text(language));
        }
        if (plot && !json) {
            out.println(say("right gradient").text(language));
            out.print(LossCurve.text(right, WIDTH, HEIGHT));
            out.println(say("by hand").text(language));
            out.print(LossCurve.text(theirs, WIDTH, HEIGHT));
        }
    }

    /** Both losses as a picture. */
    String svg() {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        series.put("by hand", theirs);
        series.put("right gradient", right);
        return Plot.of("Loss", series).axes("Number of Iteration", "Loss").svg();
    }
}
