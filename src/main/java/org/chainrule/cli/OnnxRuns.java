package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.onnx.Trial;
import org.chainrule.tensor.Tensor;

/** ONNX models run on the values that lie beside them, each compared with the outputs that lie there too. */
final class OnnxRuns {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Language language;

    /** A model and its folder of values. */
    record Run(Path model, Path data) {}

    OnnxRuns(PrintWriter out, PrintWriter err, boolean json, Language language) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.language = language;
    }

    /** Two paths a line, with blanks between them; an empty line and one that begins with # say nothing. */
    static List<Run> list(Path file) {
        List<Run> runs = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                String[] parts = text.split(text.contains("\t") ? "\t" : "\\s+");
                if (parts.length != 2) {
                    throw new ChainruleException(say(
                            "{0}: a line has a model and a folder, two paths with a blank between them: {1}",
                            file, text));
                }
                runs.add(new Run(Path.of(parts[0].strip()), Path.of(parts[1].strip())));
            }
        } catch (IOException e) {
            throw new ChainruleException(say("{0} cannot be read", file), e);
        }
        return runs;
    }

    /** Runs all of them; the worst code of any. */
    int run(List<Run> runs, boolean several) {
        int code = Main.OK;
        for (Run run : runs) {
            code = Math.max(code, several ? line(run) : single(run));
        }
        return code;
    }

    private int line(Run run) {
        String error = "";
        int code = Main.OK;
        try {
            Trial trial = Trial.of(run.model, run.data);
            error = trial.difference().map(what -> what.text(language)).orElse("");
            code = error.isEmpty() ? Main.OK : Main.FAILED;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            error = InputError.of(e, language).message();
            code = Main.BAD_INPUT;
        }
        if (json) {
            String what = error;
            out.println(Json.object(line -> {
                line.name("model").value(run.model.toString());
                line.name("ok").value(what.isEmpty());
                if (!what.isEmpty()) {
                    line.name("error").value(what);
                }
            }));
        } else {
            out.println(run.model + ": " + (error.isEmpty() ? say("agrees").text(language) : error));
        }
        out.flush();
        return code;
    }

    private int single(Run run) {
        Trial trial = Trial.of(run.model, run.data);
        Message verdict = trial.difference().orElse(say("agrees"));
        boolean ok = trial.difference().isEmpty();
        if (json) {
            out.println(Json.object(line -> {
                line.name("model").value(run.model.toString());
                line.name("ok").value(ok);
                if (!ok) {
                    line.name("error").value(verdict.text(language));
                }
                line.name("values").beginObject();
                for (Map.Entry<String, Tensor> entry : trial.values().entrySet()) {
                    line.name(entry.getKey());
                    Json.tensor(line, entry.getValue());
                }
                line.endObject();
            }));
        } else {
            if (!trial.compared()) {
                trial.values()
                        .forEach((name, value) -> out.println(name + " " + value.shape() + " =" + ValueText.of(value)));
            } else if (ok) {
                out.println(verdict.text(language));
            } else {
                err.println(verdict.text(language));
            }
        }
        return ok ? Main.OK : Main.FAILED;
    }
}
