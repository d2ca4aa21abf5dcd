package org.chainrule.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.chainrule.tensor.TensorText;

/** What is told of a training while it goes on: a bar that moves in a terminal, else some lines, or one of JSON for each step. */
final class TrainProgress {
    /** So many lines tell of a training, whatever its length. */
    private static final int LINES = 20;

    private static final int BAR = 24;
    private static final long OFTEN = 100_000_000L;
    private static final double NANOS = 1e9;

    /** How it is told. */
    enum Form {
        JSON,
        LINES,
        BAR
    }

    private final PrintWriter out;
    private final Form form;
    private final int steps;
    private final int before;
    private final long start = System.nanoTime();
    private long told;

    /**
     * @param steps how many there are in all
     * @param before how many were made before this run
     */
    TrainProgress(PrintWriter out, Form form, int steps, int before) {
        this.out = out;
        this.form = form;
        this.steps = steps;
        this.before = before;
    }

    void tell(int step, int epoch, double loss) {
        switch (form) {
            case JSON -> out.println(TrainJson.step(step, epoch, loss));
            case LINES -> {
                if (step == 1 || step % Math.max(1, steps / LINES) == 0) {
                    out.println("epoch " + epoch + "  step " + step + "  loss " + TensorText.number(loss));
                }
            }
            case BAR -> {
                long now = System.nanoTime();
                if (now - told > OFTEN || step == steps) {
                    told = now;
                    out.print("\r" + bar(step, epoch, loss, (now - start) / NANOS));
                    out.flush();
                }
            }
        }
    }

    /** One line: how far, how good, how fast, how long. */
    String bar(int step, int epoch, double loss, double seconds) {
        int full = (int) ((long) BAR * step / Math.max(1, steps));
        double rate = (step - before) / Math.max(seconds, 1e-9);
        long left = Math.round((steps - step) / Math.max(rate, 1e-9));
        return String.format(
                Locale.ROOT,
                "epoch %d  %s%s %3d %%  loss %.5g  %.3g steps/s  %d:%02d left ",
                epoch,
                "█".repeat(full),
                "░".repeat(BAR - full),
                100L * step / Math.max(1, steps),
                loss,
                rate,
                left / 60,
                left % 60);
    }

    /** The bar stays, and what is printed next stands below it. */
    void end() {
        if (form == Form.BAR) {
            out.println();
        }
    }
}
