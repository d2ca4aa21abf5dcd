package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.AtomicFile;

/** The losses of a training in a file, a line a step: as CSV, or as lines of JSON. */
public final class TrainingLog implements Trainer.Watcher {
    private static final String HEADER = "step,epoch,loss\n";
    private static final Pattern STEP = Pattern.compile("(?:\\{\"step\":)?(\\d+),.*[\\d\"}]");

    private final Path file;
    private final boolean json;
    private final StringBuilder waiting = new StringBuilder();

    private TrainingLog(Path file, boolean json) {
        this.file = file;
        this.json = json;
    }

    /** A new log in the format of the ending of the file: {@code .jsonl}, and CSV for all others. */
    public static TrainingLog start(Path file) {
        return goOn(file, 0);
    }

    /**
     * A log that goes on after a step: what the file has of later steps, and half a line, is cut off.
     *
     * @throws ChainruleException when the file cannot be written
     */
    public static TrainingLog goOn(Path file, int steps) {
        boolean json = file.toString().endsWith(".jsonl");
        StringBuilder kept = new StringBuilder(json ? "" : HEADER);
        try {
            for (String line : Files.exists(file) && steps > 0 ? Files.readAllLines(file) : List.<String>of()) {
                OptionalInt step = step(line);
                if (step.isPresent() && step.getAsInt() <= steps) {
                    kept.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new ChainruleException(say("cannot go on with the log {0}: {1}", file, e.getMessage()), e);
        }
        AtomicFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
        return new TrainingLog(file, json);
    }

    private static OptionalInt step(String line) {
        Matcher matcher = STEP.matcher(line);
        return matcher.matches() && matcher.group(1).length() < 10
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }

    /** The losses in a log, in its order; none when there is no such file. */
    public static List<Double> losses(Path file) {
        List<Double> losses = new ArrayList<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (step(line).isPresent() && !line.startsWith("{")) {
                    losses.add(Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw new ChainruleException(
                    say("cannot go on with the log {0}: {1}", file, String.valueOf(e.getMessage())), e);
        }
        return losses;
    }

    @Override
    public boolean goesOn(int step, int epoch, double loss) {
        waiting.append(
                json
                        ? "{\"step\":" + step + ",\"epoch\":" + epoch + ",\"loss\":" + loss + "}\n"
                        : step + "," + epoch + "," + loss + "\n");
        return true;
    }

    @Override
    public boolean epochEnded(int epoch) {
        flush();
        return true;
    }

    /** Writes the steps that are not in the file yet, all at once. */
    public void flush() {
        try {
            Files.writeString(file, waiting, StandardOpenOption.APPEND);
            waiting.setLength(0);
        } catch (IOException e) {
            throw new ChainruleException(say("cannot write {0}: {1}", file, e.getMessage()), e);
        }
    }
}
