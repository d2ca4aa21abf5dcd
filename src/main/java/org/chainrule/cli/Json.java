package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.exec.compile.PlanReport;
import org.chainrule.explain.ChainStep;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.JacobianForm;
import org.chainrule.explain.Line;
import org.chainrule.explain.Written;
import org.chainrule.explain.layers.LayerRule;
import org.chainrule.explain.layers.Layers;
import org.chainrule.explain.layers.Repetition;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.view.Summary;

/** The stable JSON of the command line: full precision, and NaN and infinities as strings. */
final class Json {
    interface Body {
        void write(JsonWriter json) throws IOException;
    }

    private Json() {}

    static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            body.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String values(String file, Map<String, Tensor> values, List<String> warnings) {
        return object(json -> {
            json.name("file").value(file);
            json.name("values").beginObject();
            for (Map.Entry<String, Tensor> entry : values.entrySet()) {
                json.name(entry.getKey());
                tensor(json, entry.getValue());
            }
            json.endObject();
            if (!warnings.isEmpty()) {
                json.name("warnings").beginArray();
                for (String warning : warnings) {
                    json.value(warning);
                }
                json.endArray();
            }
        });
    }

    static String plan(String file, PlanReport plan) {
        return object(json -> {
            json.name("file").value(file);
            json.name("plan").beginArray();
            for (PlanReport.Row row : plan.rows()) {
                json.beginObject();
                json.name("step").value(row.text());
                json.name("flops").value(row.flops());
                json.name("bytes").value(row.bytes());
                json.name("seconds").value(row.seconds());
                json.endObject();
            }
            json.endArray();
            json.name("loops").value(plan.kernels());
            json.name("bytes").value(plan.bytes());
        });
    }

    /** @param steps whether the chain rule at each quantity is told, too */
    static String gradients(String file, Explanation explanation, boolean steps, Language language) {
        return object(json -> {
            json.name("file").value(file);
            json.name("gradients").beginArray();
            for (Line line : explanation.lines()) {
                json.beginObject();
                json.name("name").value(line.name());
                shape(json, line.formula().shape());
                json.name("text").value(explanation.formula(line).text());
                json.name("latex").value(explanation.formula(line).latex());
                json.name("helper").value(line.variable().isEmpty());
                json.endObject();
            }
            json.endArray();
            json.name("notes").beginArray();
            for (Message note : explanation.notes()) {
                json.value(note.text(language));
            }
            json.endArray();
            if (steps) {
                steps(json, explanation.cards(), language);
            }
        });
    }

    private static void steps(JsonWriter json, List<ChainStep> cards, Language language) throws IOException {
        json.name("steps").beginArray();
        for (ChainStep card : cards) {
            json.beginObject();
            json.name("name").value(card.name());
            json.name("variable").value(card.variable().text());
            json.name("ways").beginArray();
            for (ChainStep.Way way : card.ways()) {
                json.beginObject();
                json.name("through").value(way.through().text());
                json.name("definition").value(way.definition().text());
                json.name("upstream").value(way.upstream().text());
                json.name("local").beginArray();
                for (Message local : way.local()) {
                    json.value(local.text(language));
                }
                json.endArray();
                json.name("product").value(way.product().text());
                json.endObject();
            }
            json.endArray();
            json.name("sum").value(card.sum().text());
            json.name("result").value(card.inserted().orElse(card.sum()).text());
            json.name("rules").beginArray();
            for (String rule : card.rules()) {
                json.value(rule);
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
    }

    static String summary(String file, Summary summary) {
        return object(json -> {
            json.name("file").value(file);
            json.name("nodes").beginArray();
            for (Summary.Row row : summary.rows()) {
                json.beginObject();
                json.name("name").value(row.name());
                json.name("layer").value(row.layer());
                json.name("computed").value(row.kind());
                json.name("shape").value(row.shape());
                json.name("count").value(row.count().toString());
                json.name("parameter").value(row.isParameter());
                json.endObject();
            }
            json.endArray();
            json.name("parameters").value(summary.parameters().toString());
        });
    }

    static String jacobians(String file, List<JacobianForm> forms) {
        return object(json -> {
            json.name("file").value(file);
            json.name("jacobians").beginArray();
            for (JacobianForm form : forms) {
                json.beginObject();
                written(json, "left", form.left());
                shape(json, form.entry().shape());
                written(json, "entry", form.entry());
                json.name("cases").beginArray();
                for (JacobianForm.Case one : form.cases()) {
                    json.beginObject();
                    written(json, "when", one.when());
                    written(json, "value", one.value());
                    json.endObject();
                }
                json.endArray();
                if (form.matrix().isPresent()) {
                    written(json, "matrix", form.matrix().get());
                }
                json.endObject();
            }
            json.endArray();
        });
    }

    private static void written(JsonWriter json, String name, Written formula) throws IOException {
        json.name(name).beginObject();
        json.name("text").value(formula.text());
        json.name("latex").value(formula.latex());
        json.endObject();
    }

    /** Known sizes are numbers, free ones text. */
    private static void shape(JsonWriter json, Shape shape) throws IOException {
        json.name("shape").beginArray();
        for (Dim dim : shape.dims()) {
            if (dim.isNumber()) {
                json.value(dim.size());
            } else {
                json.value(dim.toString());
            }
        }
        json.endArray();
    }

    static String layers(String file, Layers layers) {
        return object(json -> {
            json.name("file").value(file);
            json.name("layers").beginArray();
            for (Repetition repetition : layers.repetitions()) {
                json.beginObject();
                json.name("state").value(repetition.state());
                json.name("first").value(repetition.first());
                json.name("last").value(repetition.last());
                json.name("lines").beginArray();
                for (LayerRule rule : repetition.rules()) {
                    json.beginObject();
                    json.name("kind").value(rule.kind().name().toLowerCase(Locale.ROOT));
                    json.name("name").value(rule.left().text());
                    json.name("text").value(rule.right().text());
                    json.name("latex")
                            .value(rule.left().latex() + " = " + rule.right().latex());
                    numbers(json, "for", rule.numbers());
                    numbers(json, "proved", rule.proved());
                    numbers(json, "agrees", rule.sampled());
                    json.endObject();
                }
                json.endArray();
                json.endObject();
            }
            json.endArray();
        });
    }

    private static void numbers(JsonWriter json, String name, List<Integer> numbers) throws IOException {
        json.name(name).beginArray();
        for (int number : numbers) {
            json.value(number);
        }
        json.endArray();
    }

    static String error(String file, InputError error) {
        return object(json -> {
            json.name("file").value(file);
            json.name("error").beginObject();
            if (error.line() > 0) {
                json.name("line").value(error.line());
                json.name("column").value(error.column());
            }
            json.name("message").value(error.message());
            json.endObject();
        });
    }

    static void tensor(JsonWriter json, Tensor tensor) throws IOException {
        json.beginObject();
        json.name("shape").beginArray();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            json.value(tensor.shape().extent(axis));
        }
        json.endArray();
        json.name("data").beginArray();
        for (int i = 0; i < tensor.count(); i++) {
            if (tensor.dtype() == DType.I64) {
                json.value(tensor.wholeAt(i));
            } else {
                number(json, tensor.at(i));
            }
        }
        json.endArray();
        json.endObject();
    }

    static void number(JsonWriter json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.value(value);
        } else {
            json.value(Double.toString(value));
        }
    }
}
