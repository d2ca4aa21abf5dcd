package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.example.WorkedExample;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.view.report.TextReport;

/** A judgement as the stable JSON of the command line. */
final class CheckJson {
    private final JsonWriter json;
    private final Language language;

    private CheckJson(JsonWriter json, Language language) {
        this.json = json;
        this.language = language;
    }

    static String of(Judgement judgement, Language language) {
        return Json.object(json -> new CheckJson(json, language).write(judgement));
    }

    private void write(Judgement judgement) throws IOException {
        json.name("file").value(judgement.file());
        json.name("ok").value(judgement.ok());
        json.name("checks").beginArray();
        for (JudgedLine line : judgement.lines()) {
            line(line);
        }
        json.endArray();
        json.name("unjudged").beginArray();
        for (Judgement.Unjudged unjudged : judgement.rest().unjudged()) {
            json.beginObject();
            json.name("line").value(unjudged.line());
            json.name("message").value(unjudged.message().text(language));
            json.endObject();
        }
        json.endArray();
        json.name("missing").beginArray();
        for (String missing : judgement.rest().missing()) {
            json.value(missing);
        }
        json.endArray();
        messages("warnings", judgement.warnings());
        json.name("seed").value(judgement.seed());
        json.name("points").value(judgement.points());
    }

    private void line(JudgedLine line) throws IOException {
        json.beginObject();
        json.name("line").value(line.line());
        if (!line.written().cell().isEmpty()) {
            json.name("cell").value(line.written().cell());
        }
        json.name("claim").value(line.claim());
        json.name("verdict").value(line.verdict().word());
        if (!line.written().layers().isEmpty()) {
            json.name("layers").beginArray();
            for (int layer : line.written().layers()) {
                json.value(layer);
            }
            json.endArray();
        }
        if (line.because().isPresent()) {
            json.name("because").value(line.because().getAsInt());
        }
        if (line.convention().isPresent()) {
            json.name("convention").value(line.convention().get().text(language));
        }
        if (!Double.isNaN(line.evidence().maxRelError())) {
            json.name("maxRelError");
            Json.number(json, line.evidence().maxRelError());
        }
        if (line.diagnosis().isPresent()) {
            JudgedLine.Mend mend = line.diagnosis().get();
            json.name("diagnosis").beginObject();
            json.name("kind").value(mend.kind());
            json.name("page").value(TextReport.page(mend.kind()));
            json.name("message").value(mend.message().text(language));
            if (mend.fix().isPresent()) {
                json.name("fix").value(mend.fix().get());
                if (mend.pasted().isPresent()) {
                    json.name("fixAsWritten").value(mend.pasted().get());
                }
            }
            json.endObject();
        }
        if (line.evidence().counterexample().isPresent()) {
            counterexample(line.evidence().counterexample().get());
        }
        Optional<WorkedExample> example = WorkedExample.of(line);
        if (example.isPresent()) {
            example(example.get());
        }
        messages("using", line.evidence().facts());
        messages("notes", line.notes());
        if (!line.evidence().proof().isEmpty()) {
            json.name("proof").beginArray();
            for (Message step : line.evidence().proof()) {
                json.value(step.text(language));
            }
            json.endArray();
        }
        if (line.error().isPresent()) {
            json.name("error").beginObject();
            json.name("line").value(line.error().get().line());
            json.name("column").value(line.error().get().column());
            json.name("message").value(line.error().get().message().text(language));
            json.endObject();
        }
        json.endObject();
    }

    private void counterexample(Counterexample example) throws IOException {
        json.name("counterexample").beginObject();
        json.name("entry").value(example.index());
        json.name("claimed");
        Json.number(json, example.right());
        json.name("right");
        Json.number(json, example.left());
        sizes(example.sizes());
        json.endObject();
    }

    private void example(WorkedExample example) throws IOException {
        json.name("example").beginObject();
        values("inputs", example.inputs());
        values("parts", example.parts());
        if (example.yours().isPresent()) {
            json.name("claimed");
            Json.tensor(json, example.yours().get());
        }
        json.name("right");
        Json.tensor(json, example.right());
        json.name("entry").value(example.index());
        sizes(example.sizes());
        json.endObject();
    }

    private void values(String name, Map<String, Tensor> values) throws IOException {
        json.name(name).beginObject();
        for (Map.Entry<String, Tensor> value : values.entrySet()) {
            json.name(value.getKey());
            Json.tensor(json, value.getValue());
        }
        json.endObject();
    }

    private void sizes(Sizes sizes) throws IOException {
        json.name("sizes").beginObject();
        for (var size : sizes.asMap().entrySet()) {
            json.name(size.getKey()).value(size.getValue());
        }
        json.endObject();
    }

    private void messages(String name, List<Message> messages) throws IOException {
        if (!messages.isEmpty()) {
            json.name(name).beginArray();
            for (Message message : messages) {
                json.value(message.text(language));
            }
            json.endArray();
        }
    }
}
